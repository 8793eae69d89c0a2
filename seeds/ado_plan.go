package seeds

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// planName names the plan, for its identifier.
const planName = "ado/plan"

// ADOPlan returns the action plan of article 000. A1 is the article's sheet of seven rows; A2 is its section on
// monitoring satisfaction, whose dates are derived.
func ADOPlan() actionplan.Plan {
	return actionplan.Plan{
		ID:       id(planName),
		Version:  1,
		Title:    "Integrated action plan",
		Currency: "MXN",
		Notes: []string{
			"the sheet is headed as the plan of a hotel, left over from a template",
			"nobody alone is accountable: the source names two directors as responsible",
			"the order of day and month in 01/01/13 is not known, and the day is a public holiday",
			"that the earlier buyer saves 50 % holds in one market of three",
			Derived + "indicators, action A2, its dates and the link to it, the rest at weekends",
		},
		Calendar: calendar.Calendar{Rest: calendar.NewWeekdays(time.Saturday, time.Sunday), Holidays: MexicoHolidays()},
		Actions:  []actionplan.Action{adoSheet(), adoMonitoring()},
		Links:    []actionplan.Link{{From: "A1", To: "A2"}},
	}
}

// adoSheet returns the article's sheet as an action.
func adoSheet() actionplan.Action {
	return actionplan.Action{
		Code: "A1",
		What: []string{ // 000, row "what"
			"Explain the points of the strategy at the moment of contact with the customer",
			"Introduce a service that differs from first class to luxury, and advance purchase of tickets",
		},
		Why: []string{ // 000, row "why"
			"Gain a competitive advantage with the services of the buses, so that the customer takes the luxury ticket",
			"The earlier the customer buys, the more he saves: 50 %",
		},
		Responsible: []string{"general director", "commercial director"},           // 000, row "who"
		Due:         date(2013, time.January, 1),                                   // 000, row "when"
		DueText:     "01/01/13",                                                    // as written: day and month in unknown order
		Where:       "service windows, where the sales adviser meets the customer", // 000, row "where"
		MeasuredAt:  "service windows",
		How: []string{ // 000, row "how"
			"With the support of the manager of route and market and of the sales manager",
			"Form the working team",
			"The analyst verifies that the process works as the strategy says",
		},
		Contingencies: []actionplan.Contingency{{ // 000, row "what to do in a contingency"
			Code: "K1", Trigger: "high passenger season",
			Response: "a reduced standard of service with the main aspects of customer service",
			Standard: "reduced",
			Stretch:  decimal.New(1, 0),
		}},
		Messages: []actionplan.Message{{ // 000, internal and external communication
			What: "new elements of the basic service promise", To: "customers", Channel: "suitable means",
			Support: "coordination of corporate marketing", External: true,
		}},
		Indicators: []actionplan.Indicator{{
			Code: "early", Name: Derived + "share of tickets bought 7 days ahead or more", Unit: "%",
			Area: "service windows", Goal: decimal.New(30, 0),
		}},
		Refs: []actionplan.Ref{strategyRef("ST1"), strategyRef("SO1")},
	}
}

// adoMonitoring returns the article's section on monitoring as an action.
func adoMonitoring() actionplan.Action {
	return actionplan.Action{
		Code: "A2",
		What: []string{"Ask the passengers by local surveys and follow the closing of complaints"}, // 000, monitoring of satisfaction
		Why:  []string{"Learn whether what is delivered differs from what was planned, and react in time"},
		How: []string{
			"Ask the questions that the business needs",
			"Gather the results on a dashboard and document the improvements there",
		},
		Responsible: []string{Derived + "commercial director"},
		Start:       date(2013, time.January, 2), // derived
		Due:         date(2013, time.March, 31),  // derived
		Where:       "on board and at the service windows",
		MeasuredAt:  "dashboard of satisfaction",
		Indicators: []actionplan.Indicator{{
			Code: "content", Name: Derived + "share of OCC passengers content with comfort and cleanliness", Unit: "%",
			Area: "operations", Goal: decimal.New(70, 0),
		}},
		Status: actionplan.Planned,
		Refs:   []actionplan.Ref{strategyRef("WO1")},
	}
}

// strategyRef refers to a strategy of [ADOMatrix].
func strategyRef(code string) actionplan.Ref {
	return actionplan.Ref{Kind: "swot.strategy", ID: refID(matrixName, code)}
}

// date returns a day that is written in this package and exists.
func date(year int, month time.Month, day int) calendar.Date {
	d, err := calendar.NewDate(year, month, day)
	if err != nil {
		panic(err)
	}
	return d
}
