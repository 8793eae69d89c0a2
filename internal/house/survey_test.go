package house_test

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
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
	return map[string]any{
		"survey.Base":      survey.Base{},
		"survey.Change":    survey.Change{DF: 3},
		"survey.Count":     survey.Count{},
		"survey.Dashboard": survey.Dashboard{Title: "May", Rows: []survey.DashboardRow{{Label: "NPS"}}},
		"survey.DashboardRow": survey.DashboardRow{
			Label: "NPS", Change: &survey.Change{}, Gap: &survey.PromiseGap{}, Actions: []survey.Ref{form.Questions[0].Promise},
		},
		"survey.Disposition":   survey.Disposition{},
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
