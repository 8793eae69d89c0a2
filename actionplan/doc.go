// Package actionplan holds the 5W1H sheet of an action, what, why, who, when, where and how, with what to do if it goes
// wrong, and says on a given day what is late, what is at risk, and which finding or strategy no action answers.
//
// The sheet of a bus operator: two directors do it and nobody alone answers for it, it is due on New Year's Day 2013, and in
// the high season a reduced standard holds. What is odd about the sheet is kept as notes. A month later it is overdue:
//
//	due, _ := calendar.ParseDateLayout("02/01/06", "01/01/13") // day first: the sheet does not say
//	p := actionplan.Plan{
//		ID: uuid.MustParse("7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a"), Version: 1, Title: "Integrated action plan",
//		Notes: []string{
//			"the sheet is headed as the plan of a hotel, left over from a template",
//			"the order of day and month in 01/01/13 is not known, and the day is a public holiday",
//			"that the earlier buyer saves 50 % holds in one market of three",
//		},
//		Actions: []actionplan.Action{{
//			Code:        "A1",
//			What:        []string{"Explain the strategy at the windows", "Introduce advance purchase"},
//			Why:         []string{"Gain an advantage by service", "Who buys early saves 50 %"},
//			Responsible: []string{"general director", "commercial director"}, Due: due, DueText: "01/01/13",
//			Where: "service windows",
//			How:   []string{"Win the managers of route and sales", "Form the working team", "Verify that the process works"},
//			Contingencies: []actionplan.Contingency{{
//				Code: "K1", Trigger: "high passenger season", Response: "reduced standard of service", Standard: "reduced",
//			}},
//			Refs: []actionplan.Ref{{Kind: "swot.strategy", ID: "ST1"}},
//		}},
//	}
//	on, _ := due.AddDays(31)
//	assessed, err := actionplan.Assess(p, on, actionplan.AssessOptions{})
//	if err != nil {
//		panic(err)
//	}
//	fmt.Print(p.Markdown(actionplan.TextOptions{Assessed: assessed}))
//	// **Integrated action plan**
//	//
//	// | Action | A1 |
//	// | --- | --- |
//	// | What? | Explain the strategy at the windows<br>Introduce advance purchase |
//	// | Why? | Gain an advantage by service<br>Who buys early saves 50 % |
//	// | Who? | general director<br>commercial director |
//	// | When? | until 2013-01-01 (01/01/13) |
//	// | Where? | service windows |
//	// | How? | Win the managers of route and sales<br>Form the working team<br>Verify that the process works |
//	// | What to do in a contingency? | high passenger season: reduced standard of service |
//	// | State | draft<br>overdue by 31 days |
//
// # Life
//
// An action lives by events: [Apply] gives the action after one, or refuses it, and [Replay] gives back the life that a log
// tells.
//
//	Draft    --Commit--> Planned --Start--> InProgress --Finish--> Done --Verify--> Verified --Close--> Closed
//	Planned, InProgress --Block--> Blocked --Unblock--> back         Done, Verified --Reject--> InProgress
//	Done and later, Cancelled --Reopen--> InProgress                 all before Done --Cancel--> Cancelled
//
// Done is not verified: that takes a value of every indicator that meets its goal, measured since it was finished. Verified
// is not closed: that takes positive feedback, and none of any source that is not positive in the end. Reopening keeps the
// log. What a plan lacks without being wrong, such as somebody accountable, is told by [Plan.Lint]; Commit refuses it.
//
// # Definitions
//
//   - The rows stand in the order of article 000 of package seeds. With a cost, How much, the sheet is 5W2H.
//   - Responsible people do the work, one accountable person answers for it. Nobody accountable is no fault, as the source
//     names nobody; two cannot be declared.
//   - Due is a commitment, that day included: an action is overdue from the next day on.
//   - Expected progress: working days of the action before the day of assessment, by all its working days.
//   - Links are of four types with a lag in working days; they form no cycle.
//   - A contingency is in force by data, bounds of a metric, a season, or both: [Triggered].
//   - Priority is gravity · urgency · tendency, and whoever holds up an urgent action is urgent himself: [Prioritize].
//   - Plans are compared, patched and merged part by part, by codes: [Diff], [Patch], [Merge].
//
// # Numbers
//
// Costs, goals, values and progress are decimals of at most 12 places and up to 1e18. Dates are civil days of package
// calendar. Limits: 200,000 actions, 1,000,000 links, 10,000 events an action, 4,096 characters a text.
//
// # Errors
//
// Validate returns every fault at once under [ErrInvalid], each with its JSON path and a stable tag. What computes checks what
// it reads, and returns the faults of Validate for a fault among that; also [ErrRange] for numbers, days and clocks. Order
// returns a [CycleError] or [ErrNotFound], a refused event is a [TransitionError], a change that does not fit [ErrConflict].
//
// # References
//
// ISO 9001:2015, 10.2, on corrective action. Kepner and Tregoe (1981), The New Rational Manager, on gravity, urgency and
// tendency. RFC 5545 and RFC 9253 on iCalendar. JSON Schema, draft 2020-12.
package actionplan
