// Package complaint keeps a complaint open until the customer says that it is settled.
//
// A car breaks down, and the company that tows it damages it. The dealer could repair it in two days, but the towing
// company wants its insurer to deal with the damage, whose agent is far away and cannot be reached. Each owns only a
// piece, and so it takes weeks. Here the dealer's front desk, which took the complaint, answers for it until the end:
//
//	at := func(day int) time.Time { return time.Date(2026, 3, day, 9, 0, 0, 0, time.UTC) }
//	team := func(id string, role complaint.Role) complaint.Team {
//		return complaint.Team{ID: id, Role: role, Provider: survey.Ref{Kind: "provider", ID: id}}
//	}
//	c, err := complaint.Open(complaint.Complaint{
//		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"), At: at(1), Contact: team("dealer", complaint.RoleContactPoint),
//		Problem: "The fender was damaged while the car was towed.", Remedy: "Repair it.",
//	}, complaint.PolicyPositiveFeedback)
//	for _, e := range []complaint.Event{
//		{Kind: complaint.KindAcknowledge, At: at(1)},
//		{Kind: complaint.KindAssign, At: at(2), Team: new(team("towing", complaint.RoleResolver))},
//		{Kind: complaint.KindAssign, At: at(5), Team: new(team("insurer", complaint.RoleResolver))},
//		{Kind: complaint.KindResolve, At: at(19), Note: "Claim settled, car repaired."},
//		{Kind: complaint.KindFeedback, At: at(20), Mood: complaint.MoodNegative, Note: "It rattles."},
//		{Kind: complaint.KindAssign, At: at(21), Team: new(team("dealer", complaint.RoleResolver))},
//		{Kind: complaint.KindResolve, At: at(23)},
//		{Kind: complaint.KindFeedback, At: at(30), Mood: complaint.MoodPositive},
//	} {
//		if err == nil {
//			c, err = c.Apply(e)
//		}
//	}
//	if err != nil {
//		panic(err)
//	}
//	var t complaint.Tally
//	_ = t.Add(c)
//	k, _ := t.KPI(survey.Options{})
//	fmt.Printf("%d closed after %v, %d handovers, recovered %.0f of %d\n",
//		k.Closed, k.Close.Mean, k.Handovers, k.Recovery.Value, k.Recovery.N)
//	// 1 closed after 696h0m0s, 2 handovers, recovered 1 of 1
//
// # Definitions
//
// A case is a complaint with its events; the state follows from them and is never stored. An Acknowledge comes once, before
// the first Resolve; acknowledging, assessing and assigning may be left out, and who was assigned last, or the contact
// team, resolves. After a Resolve the case awaits feedback: positive closes it; neutral and negative open it again, and
// only another Resolve leads on. Silence closes nothing. These readings of neutral feedback and of silence are decisions of
// this package; its source only asks for positive feedback. The customer may withdraw at any time, which is not to be
// satisfied. [Mermaid] draws it all.
//
// [PolicyISO10002] also closes a case when the customer accepts the decision on it, and when all reasonable internal and
// external recourse is exhausted, as the standard has it for closing a complaint. Such cases are counted as closed
// otherwise: none of them is a recovery.
//
//	handover       an Assign to another team than the one assigned before; the first is none
//	first contact  closed on positive feedback after exactly one Resolve
//	reopened       with a neutral or negative feedback
//	recovered      reopened, and closed on positive feedback later
//	time to close  from the opening to the event that closed it
//
// A new complaint of the same customer is a new case whose Source is the [Complaint.Ref] of the old one.
//
// # Numbers
//
// Times are compared as instants, whatever their zones, to the nanosecond; a reading of a monotonic clock is dropped.
// Durations are plain time: for working hours pass times of a clock that stands still at night. A [Tally] is exact: counts
// and durations are whole numbers, and shares are float64 with an interval.
//
// # Errors
//
// [Case.Validate] names every fault at once under [ErrInvalid], each a validator.FieldError with its path and code. An event
// that does not fit is a [TransitionError] or [ErrOrder], and the case stays as it was. [ErrRange], [ErrLimit], [ErrUnknown]
// and [ErrDecode] say what they are named for. How large a JSON body may be is for the caller to limit.
//
// # References
//
//   - ISO 10002:2018, Quality management, Customer satisfaction, Guidelines for complaints handling in organizations.
//   - Tax, Brown (1998), Recovering and Learning from Service Failure, Sloan Management Review 40: recovery as a process.
package complaint
