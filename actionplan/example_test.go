package actionplan_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

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

// clock returns an hour of a day in Mexico.
func clock(text string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, time.FixedZone("Mexico", -6*3600))
	if err != nil {
		panic(err)
	}
	return at
}

func ExampleApply() {
	a := actionplan.Action{
		Code: "windows", What: []string{"Train the windows"}, Why: []string{"30 % of tickets bought early"}, Due: day("2013-01-31"),
		Accountable: "commercial director",
		Indicators:  []actionplan.Indicator{{Code: "early", Name: "tickets bought early, %", Goal: decimal.New(30, 0)}},
	}
	share, source := decimal.New(31, 0), actionplan.Ref{Kind: "survey.finding", ID: "q/7"}
	for _, e := range []actionplan.Event{
		{Verb: actionplan.Commit, At: clock("2013-01-02 09:00"), By: "commercial director"},
		{Verb: actionplan.Start, At: clock("2013-01-07 09:00"), By: "trainer"},
		{Verb: actionplan.Finish, At: clock("2013-01-30 18:00"), By: "trainer"},
		{Verb: actionplan.Close, At: clock("2013-02-01 09:00"), By: "commercial director"}, // too soon
		{Verb: actionplan.Verify, At: clock("2013-02-15 09:00"), By: "analyst", Evidence: []actionplan.Observation{
			{On: day("2013-02-14"), Metric: "early", Value: &share},
		}},
		{Verb: actionplan.Close, At: clock("2013-02-20 09:00"), By: "commercial director", Evidence: []actionplan.Observation{
			{On: day("2013-02-18"), Feedback: actionplan.Positive, Source: source},
		}},
	} {
		var err error
		if a, err = actionplan.Apply(a, e); err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(e.Verb, "->", a.Status)
	}
	// Output:
	// commit -> planned
	// start -> in-progress
	// finish -> done
	// actionplan: apply: transition refused: "windows": close from done: effect_unmeasured, no_feedback, not_verified
	// verify -> verified
	// close -> closed
}

func ExamplePlan_Apply() {
	p, err := season().Apply("windows", actionplan.Event{Verb: actionplan.Start, At: clock("2013-01-14 09:00"), By: "trainer"})
	fmt.Println(p.Actions[1].Status, p.Actions[1].Started, err)
	// Output: in-progress 2013-01-14 <nil>
}

func ExampleReplay() {
	p, _ := season().Apply("windows", actionplan.Event{Verb: actionplan.Start, At: clock("2013-01-14 09:00"), By: "trainer"})
	sheet, _ := season().Action("windows")
	a, err := actionplan.Replay(sheet, p.Actions[1].Log)
	fmt.Println(a.Status, a.Started, err)
	// Output: in-progress 2013-01-14 <nil>
}

func ExampleCanClose() {
	a := season().Actions[0]
	fmt.Println(actionplan.CanClose(a, nil))
	// Output: actionplan: can close: transition refused: "team": close from in-progress: no_feedback, no_indicator, not_verified
}

func ExampleStatus_Verbs() {
	fmt.Println(actionplan.Done.Verbs())
	// Output: [verify reject reopen]
}

func ExampleNextTurn() {
	p := season()
	p.Actions[0].Status, p.Actions[0].Progress = actionplan.Closed, decimal.New(1, 0)
	next, err := actionplan.NextTurn(p, uuid.MustParse("7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3b"))
	if err != nil {
		panic(err)
	}
	fmt.Println("version", next.Version)
	for _, a := range next.Actions {
		fmt.Println(a.Code, a.Status, a.Refs)
	}
	// Output:
	// version 2
	// windows draft [{actionplan.action 7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a/windows}]
	// survey draft [{actionplan.action 7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a/survey}]
}

func ExampleTriggered() {
	p, twenty, queue := season(), decimal.New(20, 0), decimal.New(26, 0)
	p.Actions[1].Contingencies = []actionplan.Contingency{{
		Code: "K1", Trigger: "queues of 20 minutes", Metric: "queue", AtLeast: &twenty, Response: "open two more windows",
	}}
	inForce, err := actionplan.Triggered(p, day("2013-01-20"), slices.Values([]actionplan.Observation{
		{On: day("2013-01-18"), Metric: "queue", Value: &queue},
	}))
	fmt.Println(inForce, err)
	// Output: map[K1:2013-01-18] <nil>
}

func ExampleGUT() {
	fmt.Println(actionplan.GUT(5, 4, 3))
	// Output: 60 <nil>
}

func ExamplePrioritize() {
	p := season()
	survey := &p.Actions[2]
	survey.Gravity, survey.Urgency, survey.Tendency = 5, 4, 3
	ranked, err := actionplan.Prioritize(p)
	if err != nil {
		panic(err)
	}
	for _, r := range ranked {
		fmt.Println(r.Place, r.Code, "own", r.Own, "inherited", r.Inherited, r.Heir)
	}
	// Output:
	// 1 team own 0 inherited 60 survey
	// 1 windows own 0 inherited 60 survey
	// 1 survey own 60 inherited 0
}

func ExamplePlan_Lint() {
	p := season()
	p.Calendar.Rest = calendar.NewWeekdays(time.Saturday, time.Sunday)
	p.Actions[1].Due = day("2013-02-02")
	for _, f := range p.Lint() {
		if strings.HasPrefix(f.Path, "Plan.actions[1].") && (f.Rule == "no_accountable" || f.Rule == "due_on_rest_day") {
			fmt.Printf("%s at %s: %s\n", f.Rule, f.Path, f.Text)
		}
	}
	// Output:
	// no_accountable at Plan.actions[1].accountable: nobody alone answers for it
	// due_on_rest_day at Plan.actions[1].due: it is due on a day that does not work
}

func ExampleDiff() {
	before, after := season(), season()
	after.Actions[1].Due = day("2013-02-08")
	after.Actions = append(after.Actions, actionplan.Action{Code: "thanks", What: []string{"Thank the team"}, Milestone: true})
	changes, err := actionplan.Diff(before, after)
	if err != nil {
		panic(err)
	}
	for _, c := range changes {
		fmt.Printf("%s: %s -> %s\n", c.Path, c.From, c.To)
	}
	// Output:
	// /actions/windows/due: "2013-01-31" -> "2013-02-08"
	// /actions/thanks:  -> {"code":"thanks","what":["Thank the team"],"milestone":true,"progress":"0"}
}

func ExamplePatch() {
	due := actionplan.Change{Path: "/actions/windows/due", From: json.RawMessage(`"2013-01-31"`), To: json.RawMessage(`"2013-02-08"`)}
	p, err := actionplan.Patch(season(), []actionplan.Change{due})
	fmt.Println(p.Actions[1].Due, err)
	_, err = actionplan.Patch(p, []actionplan.Change{due})
	fmt.Println(err)
	// Output:
	// 2013-02-08 <nil>
	// actionplan: patch: changes[0], "/actions/windows/due": it is not what the change is from: change in conflict
}

func ExampleMerge() {
	ours, theirs := season(), season()
	ours.Actions[1].Due, ours.Actions[2].Where = day("2013-02-08"), "on board"
	theirs.Actions[1].Due, theirs.Actions[2].Accountable = day("2013-02-15"), "analyst"
	merged, conflicts, err := actionplan.Merge(season(), ours, theirs)
	fmt.Println(merged.Actions[2].Where, "by the", merged.Actions[2].Accountable, err)
	for _, c := range conflicts {
		fmt.Printf("%s: ours %s, theirs %s, it stays %s\n", c[0].Path, c[0].To, c[1].To, merged.Actions[1].Due)
	}
	// Output:
	// on board by the analyst <nil>
	// /actions/windows/due: ours "2013-02-08", theirs "2013-02-15", it stays 2013-01-31
}

func ExamplePlan_Gantt() {
	p := season()
	p.Title = "High season"
	p.Actions[1].What[0] = "Section 2: train the windows" // Mermaid would take it for a keyword
	chart, err := p.Gantt(actionplan.TextOptions{})
	if err != nil {
		panic(err)
	}
	fmt.Print(chart)
	// Output:
	// gantt
	//     title High season
	//     dateFormat YYYY-MM-DD
	//     Form the team :active, team, 2013-01-02, 2013-01-12
	//     #83;ection 2#58; train the windows :windows, 2013-01-31, 2013-02-01
	//     Ask the passengers :survey, 2013-02-28, 2013-03-01
}

func ExamplePlan_Flowchart() {
	p := season()
	p.Links[1].Lag = 2
	fmt.Print(p.Flowchart(actionplan.TextOptions{}))
	// Output:
	// flowchart LR
	//     n1["team#58; Form the team"]
	//     n2["windows#58; Train the windows"]
	//     n3["survey#58; Ask the passengers"]
	//     n1 --> n2
	//     n2 -->|"FS +2"| n3
}

func ExamplePlan_ICalendar() { // the identifiers as Python's uuid.uuid5 makes them
	text, err := season().ICalendar(clock("2013-01-01 09:00"), actionplan.TextOptions{})
	if err != nil {
		panic(err)
	}
	first, _, _ := strings.Cut(text, "END:VTODO")
	fmt.Print(strings.ReplaceAll(first, "\r\n", "\n"))
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//servicequality//actionplan//EN
	// BEGIN:VTODO
	// UID:91b305cf-74a5-518a-94bb-7e8d914817fa
	// DTSTAMP:20130101T150000Z
	// SUMMARY:Form the team
	// DESCRIPTION:When? from 2013-01-02\nuntil 2013-01-11
	// DTSTART;VALUE=DATE:20130102
	// DUE;VALUE=DATE:20130112
	// STATUS:IN-PROCESS
	// CATEGORIES:in-progress
	// PERCENT-COMPLETE:50
	// RELATED-TO;RELTYPE=FINISHTOSTART:2b3731b5-473f-5c21-835b-dbc2b9f2e886
}

func ExampleSchema() {
	var schema struct {
		Title       string                     `json:"title"`
		Definitions map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(actionplan.Schema(), &schema); err != nil {
		panic(err)
	}
	fmt.Println(schema.Title, len(schema.Definitions) > 10)
	// Output: actionplan.Plan true
}
