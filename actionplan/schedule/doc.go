// Package schedule works out when each action of a plan can start and must finish, which of them hold up the rest and why,
// and how sure the finish is.
//
// A bus operator brings in advance purchase. A team forms in three days, then writes the process in five; two days after it
// has begun to write, the training of the service windows may begin; the first ticket is sold ahead when both are done. In
// 2013, from Wednesday 2 January, resting at weekends:
//
//	start, _ := calendar.NewDate(2013, time.January, 2)
//	p := actionplan.Plan{
//		ID: uuid.MustParse("7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a"), Version: 1, Title: "Advance purchase",
//		Calendar: calendar.Calendar{Rest: calendar.NewWeekdays(time.Saturday, time.Sunday)},
//		Actions: []actionplan.Action{
//			{Code: "team", What: []string{"Form the working team"}, Days: 3, Start: start},
//			{Code: "process", What: []string{"Write the process"}, Days: 5},
//			{Code: "windows", What: []string{"Train the service windows"}, Days: 4},
//			{Code: "launch", What: []string{"Sell the first ticket ahead"}, Milestone: true},
//		},
//		Links: []actionplan.Link{
//			{From: "team", To: "process"},
//			{From: "process", To: "windows", Type: actionplan.StartStart, Lag: 2},
//			{From: "process", To: "launch"},
//			{From: "windows", To: "launch"},
//		},
//	}
//	t, err := schedule.Build(p, schedule.PlanOptions{})
//	if err != nil {
//		panic(err)
//	}
//	for row := range t.All() {
//		fmt.Println(row.Code, row.Start, row.Finish, row.TotalFloat)
//	}
//	reasons, err := t.Explain("windows")
//	for _, reason := range reasons {
//		fmt.Println(reason)
//	}
//	fmt.Println(err)
//	// team 2013-01-02 2013-01-04 0
//	// process 2013-01-07 2013-01-11 0
//	// windows 2013-01-09 2013-01-14 0
//	// launch 2013-01-14 2013-01-14 0
//	// starts after process starts (2013-01-07)
//	// with 2 working days between
//	// runs over 2 days of rest from 2013-01-12 on
//	// may not slip, or it delays launch
//	// <nil>
//
// Writing the process may not slip, though it ends a working day before the training does: its start holds the training.
//
// [Build] reads a plan on its calendar, planned or as of a day; a [Timetable] says what is late, why, and what each action
// costs in time. [Rehearse] works it out again with the responses to contingencies on. [CPM] is the kernel, for networks in
// any unit of time. [PERT] and [Simulate] say how sure a finish is, from three estimates an action.
//
// # Definitions
//
//   - Working day 0 is the first on or after the start of the project; an action takes the days ES to EF - 1. By a deadline
//     T working days remain, from day 0 to the deadline, both included.
//   - Early dates are the least, late dates the greatest that links and bounds allow; total float is their difference, and an
//     action that has not finished is critical where it is 0 or less. Free float moves nobody else.
//   - A driver is a link that holds an early start. A longest path is a chain of drivers that ends at the finish; a deadline
//     moves floats, but no longest path. Where starts hold starts and finishes hold finishes, an action may be critical by
//     its start alone.
//   - Drag is how much earlier the plan would finish if an action took no time.
//
// # Numbers
//
// The kernel reckons in float64, exact for whole numbers whose sum is below 2^53. A timetable is whole working days, from
// a calendar of at most 400 years. Of decimals only Progress and the numbers of contingencies are read, up to 12 places.
// Simulated runs have generators of their own (PCG, seeded by a mix of seed and run) and products are not fused with sums, so
// that runs made in parts, anywhere, merge to the bits of one call; what differs between processors is math.Pow, if that
// does. No result is NaN or infinite. Everything is safe for concurrent use, but an [Outcome], which serves one goroutine.
//
// # Errors
//
// [ErrNetwork], [CycleError] and [ErrEstimate] name what is wrong with a network; [ErrLinkType] says that PERT knows
// finish-start links only. A plan gives the faults of its Validate under [actionplan.ErrInvalid], an
// [actionplan.CycleError], [ErrStart] or [ErrDuration]. [ErrOverlap] and [ErrDecode] come from outcomes, [ErrRange] from
// options, [ErrUnknown] from the text of a distribution.
//
// # References
//
//   - Kelley, Walker (1959), Critical-path planning and scheduling, Proceedings of the Eastern Joint Computer Conference.
//   - Crandall (1973), Project planning with precedence lead/lag factors, Project Management Quarterly 4(3).
//   - Malcolm, Roseboom, Clark, Fazar (1959), Application of a technique for research and development program evaluation,
//     Operations Research 7(5).
//   - MacCrimmon, Ryavec (1964), An analytical study of the PERT assumptions, Operations Research 12(1).
//   - Van Slyke (1963), Monte Carlo methods and the PERT problem, Operations Research 11(5).
//   - Devaux (1999), Total Project Control. Vose (2008), Risk Analysis, 3rd edition.
package schedule
