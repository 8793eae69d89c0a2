package seeds

import (
	"time"

	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// TowedCarComplaint returns the complaint about the car of [TowedCar] as a case: who had to do with it is article 004's,
// and that it took four to six weeks. The article gives no date and no step; all of them are derived.
func TowedCarComplaint() complaint.Case {
	at := func(day int) time.Time { return time.Date(2007, 3, day, 9, 0, 0, 0, time.UTC) }
	team := func(firm string, role complaint.Role) complaint.Team {
		return complaint.Team{ID: firm, Name: firm, Role: role, Provider: survey.Ref{Kind: "provider", ID: firm}}
	}
	assign := func(day int, firm string) complaint.Event {
		worker := team(firm, complaint.RoleResolver)
		return complaint.Event{Kind: complaint.KindAssign, At: at(day), Team: &worker, Note: Derived + "the day"}
	}
	return complaint.Case{
		Complaint: complaint.Complaint{
			ID: id("towed-car/complaint"), At: at(1), Contact: team("dealer", complaint.RoleContactPoint),
			Problem: "another part of the car was damaged while it was towed to the dealer", // 004
			Remedy:  Derived + "repair the damage, and let one firm answer for it",
		},
		Events: []complaint.Event{
			{Kind: complaint.KindAcknowledge, At: at(1), Note: Derived + "the dealer is willing to repair it"}, // willing: 004
			assign(2, "tow firm"), // 004: wants its insurer to deal with the damage
			assign(5, "insurer"),  // 004: the local agent can neither be told the claim number nor reach the other
			{Kind: complaint.KindResolve, At: at(19), Note: Derived + "the claim is settled"},
			{Kind: complaint.KindFeedback, At: at(20), Mood: complaint.MoodNegative, Note: Derived + "the car is not repaired"},
			assign(21, "dealer"),
			{Kind: complaint.KindResolve, At: at(23), Note: Derived + "repaired in the 48 hours that it takes"}, // 48 hours: 004
			{Kind: complaint.KindFeedback, At: at(30), Mood: complaint.MoodPositive, Note: Derived + "the customer is content"},
		},
	}
}
