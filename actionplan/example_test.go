package actionplan_test

import (
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

func Example() {
	due, _ := calendar.ParseDateLayout("02/01/06", "01/01/13") // day first: the sheet does not say
	p := actionplan.Plan{
		ID: uuid.MustParse("7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a"), Version: 1, Title: "Integrated action plan",
		Notes: []string{
			"the sheet is headed as the plan of a hotel, left over from a template",
			"the order of day and month in 01/01/13 is not known, and the day is a public holiday",
			"that the earlier buyer saves 50 % holds in one market of three",
		},
		Actions: []actionplan.Action{{
			Code:        "A1",
			What:        []string{"Explain the strategy at the windows", "Introduce advance purchase"},
			Why:         []string{"Gain an advantage by service", "Who buys early saves 50 %"},
			Responsible: []string{"general director", "commercial director"}, Due: due, DueText: "01/01/13",
			Where: "service windows",
			How:   []string{"Win the managers of route and sales", "Form the working team", "Verify that the process works"},
			Contingencies: []actionplan.Contingency{{
				Code: "K1", Trigger: "high passenger season", Response: "reduced standard of service", Standard: "reduced",
			}},
			Refs: []actionplan.Ref{{Kind: "swot.strategy", ID: "ST1"}},
		}},
	}
	on, _ := due.AddDays(31)
	assessed, err := actionplan.Assess(p, on, actionplan.AssessOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(p.Markdown(actionplan.TextOptions{Assessed: assessed}))
	// Output:
	// **Integrated action plan**
	//
	// | Action | A1 |
	// | --- | --- |
	// | What? | Explain the strategy at the windows<br>Introduce advance purchase |
	// | Why? | Gain an advantage by service<br>Who buys early saves 50 % |
	// | Who? | general director<br>commercial director |
	// | When? | until 2013-01-01 (01/01/13) |
	// | Where? | service windows |
	// | How? | Win the managers of route and sales<br>Form the working team<br>Verify that the process works |
	// | What to do in a contingency? | high passenger season: reduced standard of service |
	// | State | draft<br>overdue by 31 days |
}

// day returns a day that exists.
func day(text string) calendar.Date {
	d, err := calendar.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// season is a plan of three actions in a row: team, windows, survey.
func season() actionplan.Plan {
	return actionplan.Plan{
		ID: uuid.MustParse("7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a"), Version: 1, Currency: "MXN",
		Actions: []actionplan.Action{
			{
				Code: "team", What: []string{"Form the team"}, Start: day("2013-01-02"), Due: day("2013-01-11"),
				Status: actionplan.InProgress, Progress: decimal.New(5, -1), Started: day("2013-01-02"),
				Refs: []actionplan.Ref{{Kind: "swot.strategy", ID: "m/ST1"}},
			},
			{Code: "windows", What: []string{"Train the windows"}, Due: day("2013-01-31"), Status: actionplan.Planned},
			{Code: "survey", What: []string{"Ask the passengers"}, Due: day("2013-02-28"), Status: actionplan.Planned},
		},
		Links: []actionplan.Link{{From: "team", To: "windows"}, {From: "windows", To: "survey"}},
	}
}

func ExamplePlan_Validate() {
	p := season()
	p.Actions[0].What = nil
	p.Actions[0].Due = day("2012-12-31")
	p.Links[1].From = "window"
	fmt.Println(p.Validate())
	// Output: actionplan: validate plan: invalid: Plan.actions[0].due due_before_start, Plan.actions[0].what min=1, Plan.links[1].from unknown_code
}

func ExamplePlan_Action() {
	action, ok := season().Action("windows")
	fmt.Println(action.What[0], ok)
	// Output: Train the windows true
}

func ExamplePlan_ActionRef() {
	fmt.Println(season().ActionRef("team"))
	// Output: {actionplan.action 7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a/team}
}

func ExamplePlan_Order() {
	p := season()
	fmt.Println(p.Order())
	p.Links = append(p.Links, actionplan.Link{From: "survey", To: "windows"}) // the next turn is no link of this one
	_, err := p.Order()
	fmt.Println(err)
	// Output:
	// [team windows survey] <nil>
	// actionplan: order: links form a cycle: ["windows" "survey"]
}

func ExampleAssess() {
	assessed, err := actionplan.Assess(season(), day("2013-01-14"), actionplan.AssessOptions{})
	if err != nil {
		panic(err)
	}
	for _, a := range assessed {
		fmt.Println(a.Code, "overdue:", a.Overdue, "at risk:", a.AtRisk, "waits for:", a.Waiting)
	}
	// Output:
	// team overdue: true at risk: [pace] waits for: []
	// windows overdue: false at risk: [] waits for: [team]
	// survey overdue: false at risk: [] waits for: [windows]
}

func ExampleTrace() {
	coverage := actionplan.Trace(season(), []actionplan.Ref{
		{Kind: "swot.strategy", ID: "m/ST1"}, {Kind: "swot.strategy", ID: "m/WT1"},
	})
	fmt.Println("unanswered:", coverage.Unanswered)
	fmt.Println("answer nothing:", coverage.Unasked)
	// Output:
	// unanswered: [{swot.strategy m/WT1}]
	// answer nothing: [windows survey]
}

func ExamplePlan_Markdown() {
	table := season().Markdown(actionplan.TextOptions{Language: "es", Labels: map[string]string{"how": "¿De qué modo?"}, Table: true})
	header, _, _ := strings.Cut(table, "| ¿Qué hacer")
	fmt.Println(header)
	// Output: | Acción | ¿Qué? | ¿Por qué? | ¿Quién? | ¿Cuándo? | ¿Dónde? | ¿De qué modo?
}

func ExampleIndicator_Met() {
	early := actionplan.Indicator{Code: "early", Name: "tickets bought early", Goal: decimal.New(30, 0)}
	fmt.Println(early.Met(decimal.New(31, 0)), early.Met(decimal.New(29, 0)))
	// Output: true false
}
