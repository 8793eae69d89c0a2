package house_test

import (
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
	"github.com/seed-4ccf82d5/servicequality/survey/driver"
	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

func surveyTable() map[string]places {
	return map[string]places{
		"survey.Dashboard.Markdown": one(func(d decimal.Decimal) outcome {
			gap := &survey.PromiseGap{Promised: survey.Promised{Level: d}}
			return returns(survey.Dashboard{Rows: []survey.DashboardRow{{Gap: gap}}}.Markdown())
		}),
		"survey.Gap": one(func(d decimal.Decimal) outcome {
			t, err := survey.NewTally(survey.KindNumber, survey.Scale{Min: 0, Max: 3})
			for _, v := range []int{0, 1, 3} {
				if err == nil {
					err = t.Add(v)
				}
			}
			if err != nil {
				return refuses(nil, err)
			}
			return refuses(survey.Gap(survey.Promised{Question: "q", Level: d}, t, survey.Options{}))
		}),
	}
}

func surveyStructs() map[string]any {
	form := seeds.ADOQuestionnaire(seeds.OCC, seeds.Mexico)
	taken := seeds.TowedCarComplaint()
	return map[string]any{
		"survey.Base":      survey.Base{},
		"survey.Change":    survey.Change{DF: 3},
		"survey.Count":     survey.Count{},
		"survey.Dashboard": survey.Dashboard{Title: "May", Rows: []survey.DashboardRow{{Label: "NPS"}}},
		"survey.DashboardRow": survey.DashboardRow{
			Label: "NPS", Change: &survey.Change{}, Gap: &survey.PromiseGap{}, Actions: []survey.Ref{form.Questions[0].Promise},
		},
		"survey.Disposition":         survey.Disposition{},
		"survey/complaint.Case":      taken,
		"survey/complaint.Complaint": taken.Complaint,
		"survey/complaint.Durations": complaint.Durations{N: 1, Max: time.Hour},
		"survey/complaint.Event":     taken.Events[1],
		"survey/complaint.KPI":       complaint.KPI{Cases: 1, ByState: map[complaint.State]int64{complaint.StateOpened: 1}},
		"survey/complaint.Team":      taken.Complaint.Contact,

		"survey.Estimate":      survey.Estimate{},
		"survey.Independence":  survey.Independence{Expected: [][]float64{{1}}},
		"survey.Interval":      survey.Interval{},
		"survey.Promised":      seeds.ADOPromisedMarks(seeds.OCC, seeds.Mexico)[0],
		"survey.PromiseGap":    survey.PromiseGap{},
		"survey.Quality":       survey.Quality{Flags: survey.FlagStraightLine | survey.FlagSpeeder},
		"survey.Question":      form.Questions[6],
		"survey.Questionnaire": form,
		"survey.Rates":         survey.Rates{Cooperation: new(float64)},
		"survey.Ref":           form.Questions[0].Promise,
		"survey.Response":      survey.Response{},
		"survey.Scale":         survey.Scale{Min: 1, Max: 5},
	}
}

// TestSurvey_rows: what survey hands over, the packages that compute on plain numbers take: missing answers as such, and a
// reversed item once reversed.
func TestSurvey_rows(t *testing.T) {
	form, err := survey.Questionnaire{ID: [16]byte{1}, Questions: []survey.Question{
		{ID: "treatment", Kind: survey.KindLikert, Scale: survey.Scale{Min: 1, Max: 5}},
		{ID: "noise", Kind: survey.KindLikert, Scale: survey.Scale{Min: 1, Max: 5, Reverse: true}},
	}}.Compile()
	require.NoError(t, err)
	raw := [][]int{{1, 4}, {2, 5}, {3, survey.Missing}, {4, 2}, {5, 1}, {4, 1}}
	var responses []survey.Response
	for _, row := range raw {
		answers := map[survey.QuestionID]survey.Answer{"treatment": survey.Points(row[0])}
		if row[1] != survey.Missing {
			answers["noise"] = survey.Points(row[1])
		}
		responses = append(responses, survey.Response{Answers: answers})
	}
	rows, err := form.Rows([]survey.QuestionID{"treatment", "noise"}, slices.Values(responses))
	require.NoError(t, err)
	items := []reliability.Item{{Name: "treatment", Min: 1, Max: 5}, {Name: "noise", Min: 1, Max: 5}}
	scored, err := reliability.NewTally(items, reliability.MissingnessListwise)
	require.NoError(t, err)
	items[1].Reverse = true
	reversed, err := reliability.NewTally(items, reliability.MissingnessListwise)
	require.NoError(t, err)
	drivers, err := driver.NewTally("treatment", []string{"noise"}, []int{1, 1}, []int{5, 5})
	require.NoError(t, err)
	for row := range rows {
		require.NoError(t, scored.Add(row))
		require.NoError(t, drivers.Add(row))
	}
	for _, row := range raw {
		require.NoError(t, reversed.Add(row))
	}
	var alphas []reliability.Alpha
	for _, tally := range []*reliability.Tally{scored, reversed} {
		c, err := tally.Covariance()
		require.NoError(t, err)
		alpha, err := c.Alpha(reliability.Options{})
		require.NoError(t, err)
		alphas = append(alphas, alpha)
	}
	assert.Equal(t, alphas[0], alphas[1])
	assert.Equal(t, int64(5), alphas[0].N)
	added, complete := drivers.Rows()
	assert.Equal(t, [2]int64{6, 5}, [2]int64{added, complete})
	assert.Equal(t, [2]int{survey.Missing, survey.Missing}, [2]int{reliability.Missing, driver.Missing})
}
