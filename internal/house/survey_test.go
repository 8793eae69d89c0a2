package house_test

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

func surveyTable() map[string]places {
	return map[string]places{"survey.Gap": one(func(d decimal.Decimal) outcome {
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
	})}
}

func surveyStructs() map[string]any {
	form := seeds.ADOQuestionnaire(seeds.OCC, seeds.Mexico)
	taken := seeds.TowedCarComplaint()
	return map[string]any{
		"survey/complaint.Case":      taken,
		"survey/complaint.Complaint": taken.Complaint,
		"survey/complaint.Durations": complaint.Durations{N: 1, Max: time.Hour},
		"survey/complaint.Event":     taken.Events[1],
		"survey/complaint.KPI":       complaint.KPI{Cases: 1, ByState: map[complaint.State]int64{complaint.StateOpened: 1}},
		"survey/complaint.Team":      taken.Complaint.Contact,

		"survey.Base":          survey.Base{},
		"survey.Count":         survey.Count{},
		"survey.Estimate":      survey.Estimate{},
		"survey.Interval":      survey.Interval{},
		"survey.Promised":      seeds.ADOPromisedMarks(seeds.OCC, seeds.Mexico)[0],
		"survey.PromiseGap":    survey.PromiseGap{},
		"survey.Question":      form.Questions[6],
		"survey.Questionnaire": form,
		"survey.Ref":           form.Questions[0].Promise,
		"survey.Response":      survey.Response{},
		"survey.Scale":         survey.Scale{Min: 1, Max: 5},
	}
}
