package actionplan_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

func Example() {
	due, _ := calendar.NewDate(2013, time.January, 1)
	p := actionplan.Plan{
		ID: uuid.MustParse("7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a"), Version: 1, Title: "Advance purchase",
		Actions: []actionplan.Action{{
			Code: "A1", What: []string{"Introduce advance purchase"}, Why: []string{"Who buys early saves 50 %"},
			Responsible: []string{"general director", "commercial director"}, Due: due, DueText: "01/01/13",
			Where: "service windows", How: []string{"Form the working team", "Verify that the process works"},
			Contingencies: []actionplan.Contingency{{Code: "K1", Trigger: "high season", Response: "reduced standard"}},
			Refs:          []actionplan.Ref{{Kind: "swot.strategy", ID: "ST1"}},
		}},
	}
	on, _ := calendar.NewDate(2013, time.February, 1)
	assessed, err := actionplan.Assess(p, on, actionplan.AssessOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(p.Markdown(actionplan.TextOptions{Assessed: assessed}))
	// Output:
	// **Advance purchase**
	//
	// | Action | A1 |
	// | --- | --- |
	// | What? | Introduce advance purchase |
	// | Why? | Who buys early saves 50 % |
	// | Who? | general director<br>commercial director |
	// | When? | until 2013-01-01 (01/01/13) |
	// | Where? | service windows |
	// | How? | Form the working team<br>Verify that the process works |
	// | What to do in a contingency? | high season: reduced standard |
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
	// actionplan: order: links form a cycle: ["windows" "survey"] and so on, 2 in all
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
