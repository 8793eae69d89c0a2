package complaint_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// The example of the package: a car that was damaged while it was towed.
func Example() {
	at := func(day int) time.Time { return time.Date(2026, 3, day, 9, 0, 0, 0, time.UTC) }
	team := func(id string, role complaint.Role) complaint.Team {
		return complaint.Team{ID: id, Role: role, Provider: survey.Ref{Kind: "provider", ID: id}}
	}
	c, err := complaint.Open(complaint.Complaint{
		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"), At: at(1), Contact: team("dealer", complaint.RoleContactPoint),
		Problem: "The fender was damaged while the car was towed.", Remedy: "Repair it.",
	}, complaint.PolicyPositiveFeedback)
	for _, e := range []complaint.Event{
		{Kind: complaint.KindAcknowledge, At: at(1)},
		{Kind: complaint.KindAssign, At: at(2), Team: new(team("towing", complaint.RoleResolver))},
		{Kind: complaint.KindAssign, At: at(5), Team: new(team("insurer", complaint.RoleResolver))},
		{Kind: complaint.KindResolve, At: at(19), Note: "Claim settled, car repaired."},
		{Kind: complaint.KindFeedback, At: at(20), Mood: complaint.MoodNegative, Note: "It rattles."},
		{Kind: complaint.KindAssign, At: at(21), Team: new(team("dealer", complaint.RoleResolver))},
		{Kind: complaint.KindResolve, At: at(23)},
		{Kind: complaint.KindFeedback, At: at(30), Mood: complaint.MoodPositive},
	} {
		if err == nil {
			c, err = c.Apply(e)
		}
	}
	if err != nil {
		panic(err)
	}
	var t complaint.Tally
	_ = t.Add(c)
	k, _ := t.KPI(survey.Options{})
	fmt.Printf("%d closed after %v, %d handovers, recovered %.0f of %d\n",
		k.Closed, k.Close.Mean, k.Handovers, k.Recovery.Value, k.Recovery.N)
	// Output: 1 closed after 696h0m0s, 2 handovers, recovered 1 of 1
}

// taken returns a case taken at the counter on the first of March, nine in the morning.
func taken() complaint.Case {
	c, err := complaint.Open(complaint.Complaint{
		ID: uuid.UUID{1}, At: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC),
		Contact: complaint.Team{ID: "counter", Role: complaint.RoleContactPoint}, Problem: "Two hours late.",
	}, complaint.PolicyPositiveFeedback)
	if err != nil {
		panic(err)
	}
	return c
}

func ExampleOpen() {
	_, err := complaint.Open(complaint.Complaint{
		ID: uuid.UUID{1}, At: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC),
		Contact: complaint.Team{ID: "garage", Role: complaint.RoleResolver},
	}, complaint.PolicyPositiveFeedback)
	fmt.Println(err)
	// Output: complaint: open: invalid: Case.complaint.contact.role contact_role
}

func ExampleFromResponse() {
	form, _ := survey.Questionnaire{
		ID: uuid.UUID{1}, Questions: []survey.Question{{ID: "recommend", Kind: survey.KindNPS}},
	}.Compile()
	r := survey.Response{
		ID: uuid.UUID{2}, At: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC),
		Answers: map[survey.QuestionID]survey.Answer{"recommend": survey.Points(2)},
	}
	counter := complaint.Complaint{Contact: complaint.Team{ID: "counter", Role: complaint.RoleContactPoint}}
	c, opened, err := complaint.FromResponse(form, r, survey.AtMost("recommend", 6), counter, complaint.PolicyPositiveFeedback)
	fmt.Println(opened, c.Complaint.Source.Kind, err)
	// Output: true survey.response <nil>
}

func ExampleComplaint_Ref() {
	again := complaint.Complaint{Source: taken().Complaint.Ref()} // the same customer, once more
	fmt.Println(again.Source.Kind, again.Source.ID)
	// Output: survey.complaint 01000000-0000-0000-0000-000000000000
}

func ExampleCase_Validate() {
	c := taken()
	c.Events = []complaint.Event{{Kind: complaint.KindAssign, At: c.Complaint.At}, {Kind: complaint.KindFeedback}}
	fmt.Println(c.Validate())
	// Output: complaint: validate case: invalid: Case.events[0].team required, Case.events[1].at required, Case.events[1].mood required
}

func ExampleCase_State() {
	s, err := taken().State()
	fmt.Println(s, err)
	// Output: opened <nil>
}

func ExampleCase_Allowed() {
	kinds, _ := taken().Allowed()
	fmt.Println(kinds)
	// Output: [acknowledge assess assign resolve withdraw]
}

func ExampleCase_Apply() {
	c := taken()
	_, err := c.Apply(complaint.Event{Kind: complaint.KindFeedback, At: c.Complaint.At.Add(time.Hour), Mood: complaint.MoodPositive})
	fmt.Println(err) // there is no remedy to be content with
	c, err = c.Apply(complaint.Event{Kind: complaint.KindResolve, At: c.Complaint.At.Add(time.Hour), Note: "Fare returned."})
	s, _ := c.State()
	fmt.Println(s, err)
	// Output:
	// complaint: apply: feedback does not follow on opened
	// awaiting-feedback <nil>
}

func ExampleCase_Resolver() {
	c := taken()
	_, assigned := c.Resolver()
	fmt.Println(assigned)
	c, _ = c.Apply(complaint.Event{
		Kind: complaint.KindAssign, At: c.Complaint.At, Team: &complaint.Team{ID: "traffic", Role: complaint.RoleResolver},
	})
	team, assigned := c.Resolver()
	fmt.Println(team.ID, assigned)
	// Output:
	// false
	// traffic true
}

func ExampleCase_Late() {
	c := taken()
	due := complaint.Due{Acknowledge: 24 * time.Hour, Resolve: 72 * time.Hour}
	for _, day := range []int{1, 2, 5} {
		late, _ := c.Late(time.Date(2026, 3, day, 18, 0, 0, 0, time.UTC), due)
		fmt.Println(day, late)
	}
	// Output:
	// 1 []
	// 2 [acknowledge]
	// 5 [acknowledge resolve]
}

func ExampleMermaid() {
	fmt.Print(complaint.Mermaid(complaint.PolicyPositiveFeedback))
	// Output:
	// stateDiagram-v2
	//     state "opened" as opened
	//     state "acknowledged" as acknowledged
	//     state "assigned" as assigned
	//     state "awaiting feedback" as awaiting_feedback
	//     state "reopened" as reopened
	//     state "closed" as closed
	//     state "withdrawn" as withdrawn
	//     [*] --> opened
	//     opened --> acknowledged: acknowledge
	//     opened --> assigned: assign
	//     opened --> awaiting_feedback: resolve
	//     opened --> withdrawn: withdraw
	//     acknowledged --> assigned: assign
	//     acknowledged --> awaiting_feedback: resolve
	//     acknowledged --> withdrawn: withdraw
	//     assigned --> assigned: acknowledge, assign
	//     assigned --> awaiting_feedback: resolve
	//     assigned --> withdrawn: withdraw
	//     awaiting_feedback --> reopened: neutral feedback, negative feedback
	//     awaiting_feedback --> closed: positive feedback
	//     awaiting_feedback --> withdrawn: withdraw
	//     reopened --> assigned: assign
	//     reopened --> awaiting_feedback: resolve
	//     reopened --> withdrawn: withdraw
	//     closed --> [*]
	//     withdrawn --> [*]
}

func ExampleTally_Add() {
	var t complaint.Tally
	fmt.Println(t.Add(taken()), t.Add(complaint.Case{}))
	// Output: <nil> complaint: add case: invalid: complaint.id required
}

func ExampleTally_Remove() {
	var t complaint.Tally
	c := taken()
	_ = t.Add(c)
	next, _ := c.Apply(complaint.Event{Kind: complaint.KindAcknowledge, At: c.Complaint.At})
	fmt.Println(t.Remove(c), t.Add(next)) // counted anew, as it stands
	k, _ := t.KPI(survey.Options{})
	fmt.Println(k.ByState)
	// Output:
	// <nil> <nil>
	// map[acknowledged:1]
}

func ExampleTally_Merge() {
	var north, south complaint.Tally
	_, _ = north.Add(taken()), south.Add(taken())
	fmt.Println(north.Merge(&south))
	k, _ := north.KPI(survey.Options{})
	fmt.Println(k.Cases)
	// Output:
	// <nil>
	// 2
}

func ExampleTally_KPI() {
	c := taken()
	c, _ = c.Apply(complaint.Event{Kind: complaint.KindResolve, At: c.Complaint.At.Add(time.Hour)})
	c, _ = c.Apply(complaint.Event{Kind: complaint.KindFeedback, At: c.Complaint.At.Add(26 * time.Hour), Mood: complaint.MoodPositive})
	var t complaint.Tally
	_, _ = t.Add(c), t.Add(taken())
	k, _ := t.KPI(survey.Options{})
	fmt.Printf("%d of %d closed, in %v; first contact %.0f %%, %.0f to %.0f\n", k.Closed, k.Cases, k.Close.Median,
		100*k.FirstContact.Value, 100*k.FirstContact.Interval.Low, 100*k.FirstContact.Interval.High)
	// Output: 1 of 2 closed, in 26h0m0s; first contact 100 %, 21 to 100
}
