package agreement_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
)

func Example() {
	share := func(text string) promise.Ratio {
		ratio, err := promise.ParseRatio(text)
		if err != nil {
			panic(err)
		}
		return ratio
	}
	chain := agreement.InSeries(
		agreement.Commit("tow firm", agreement.Commitment{Keep: share("99%"), Within: 4 * time.Hour}),
		agreement.Commit("insurer", agreement.Commitment{Keep: share("90%"), Within: 8 * time.Hour}),
		agreement.Commit("dealer", agreement.Commitment{Keep: share("95%"), Within: 24 * time.Hour}),
	)
	composed, err := agreement.Compose(chain)
	if err != nil {
		panic(err)
	}
	fmt.Printf("together %.4f, at least %.2f, within %v\n", composed.Keep, composed.Low, composed.Within)
	f, err := agreement.Feasible(agreement.Commitment{Keep: share("90%"), Within: 48 * time.Hour}, chain)
	if err != nil {
		panic(err)
	}
	fmt.Printf("carries it: %v; raise the %s to %.4f, or all to %.4f\n", f.Independent, f.Weakest, *f.RaiseTo, *f.EqualNeeded)
	// Output:
	// together 0.8464, at least 0.84, within 36h0m0s
	// carries it: false; raise the insurer to 0.9569, or all to 0.9655
}

// share reads a ratio that is written in these tests.
func share(text string) promise.Ratio {
	ratio, err := promise.ParseRatio(text)
	if err != nil {
		panic(err)
	}
	return ratio
}

// commit is a leaf of a party that promises no time.
func commit(party, keep string) agreement.Node {
	return agreement.Commit(party, agreement.Commitment{Keep: share(keep)})
}

// roadside is an agreement without a fault of a tow firm, a dealer and the insurer's call centre, outsourced by it.
func roadside() agreement.Agreement {
	signed := time.Date(2012, 12, 1, 0, 0, 0, 0, time.UTC)
	spec := func(code, text string, target promise.Target) promise.Specification {
		return promise.Specification{
			Code: code, Text: text, Indicator: text, Owner: "insurer", Target: target, Coverage: share("90%"),
		}
	}
	person := func(code, party string, role agreement.Role, teams ...string) agreement.Person {
		return agreement.Person{Code: code, Party: party, Role: role, Teams: teams}
	}
	return agreement.Agreement{
		ID: uuid.UUID{1}, Name: "Roadside repair", Owner: "insurer",
		Activities: []string{"take the call", "tow", "agree", "repair"},
		Journey:    []string{"take the call", "tow", "agree", "repair"},
		Parties: []agreement.Party{
			{Code: "insurer", Name: "Insurer", Signed: signed},
			{Code: "dealer", Name: "Dealer", Signed: signed},
			{Code: "tow", Name: "Tow firm", OutsourcedBy: "insurer", Signed: signed},
		},
		Teams: []agreement.Team{
			{Code: "desk", Kind: agreement.ContactPoint},
			{Code: "shop", Kind: agreement.Resolver, Remote: true},
			{Code: "board", Kind: agreement.Coordination, Meets: 7 * 24 * time.Hour},
		},
		People: []agreement.Person{
			person("i1", "insurer", agreement.Staff, "desk"), person("i2", "insurer", agreement.Expert, "shop"),
			person("i3", "insurer", agreement.SeniorManager, "board"), person("d1", "dealer", agreement.Staff, "desk", "shop"),
			person("d2", "dealer", agreement.Expert), person("t1", "tow", agreement.Expert, "shop"),
		},
		Obligations: []agreement.Obligation{
			{Code: "towed", Parties: []string{"tow"}, Spec: spec("towed", "towed in four hours", promise.Target{Op: promise.AtMost, Limit: 4})},
			{Code: "content", Parties: []string{"insurer", "dealer", "tow"}, Spec: spec("content", "the customer is content", promise.Target{Op: promise.Yes})},
		},
		Boundaries: []agreement.Boundary{
			{Party: "insurer", Activities: []string{"take the call", "agree"}, Document: "manual 1"},
			{Party: "dealer", Activities: []string{"repair"}, Document: "manual 2"},
			{Party: "tow", Activities: []string{"tow"}, Document: "manual 3"},
		},
		Handoffs: []agreement.Handoff{
			{Code: "h1", From: "insurer", To: "tow", CarriedBy: "insurer", Passes: []string{"place"}, Needs: []string{"place"}},
			{Code: "h2", From: "tow", To: "insurer", CarriedBy: "tow", Passes: []string{"damage"}},
			{Code: "h3", From: "insurer", To: "dealer", CarriedBy: "insurer", Passes: []string{"claim number"}, Needs: []string{"claim number"}},
		},
	}
}

func ExampleAgreement_Validate() {
	a := roadside()
	a.Parties[1].Signed = time.Time{}
	a.Boundaries = a.Boundaries[:2]
	fmt.Println(a.Validate())
	// Output: agreement: validate agreement: invalid: Agreement.activities[1] gap, Agreement.parties[1].signed signed, Agreement.parties[2] boundary
}

func ExampleAgreement_Gaps() {
	a := roadside()
	a.Boundaries = a.Boundaries[:2]
	fmt.Println(a.Gaps())
	// Output: [tow]
}

func ExampleAgreement_Overlaps() {
	a := roadside()
	a.Boundaries[1].Activities = []string{"repair", "tow"}
	fmt.Println(a.Overlaps())
	// Output: [{tow [dealer tow]}]
}

func ExampleAgreement_HandoffFaults() {
	a := roadside()
	a.Handoffs[1].CarriedBy = agreement.Customer
	a.Handoffs[2].Passes = nil
	for _, fault := range a.HandoffFaults() {
		fmt.Println(fault)
	}
	// Output:
	// customer-carries, h2 from tow to insurer
	// item-missing, h3 from insurer to dealer: claim number
}

func ExampleAgreement_Individual() {
	for o := range roadside().Individual("tow") {
		fmt.Println(o.Spec.Text)
	}
	// Output: towed in four hours
}

func ExampleAgreement_Collective() {
	for o := range roadside().Collective() {
		fmt.Println(o.Parties, o.Spec.Text)
	}
	// Output: [insurer dealer tow] the customer is content
}

func ExampleAgreement_Mermaid() {
	a := roadside()
	a.Handoffs[1].CarriedBy = agreement.Customer
	fmt.Print(a.Mermaid())
	// Output:
	// flowchart LR
	//   customer(["Customer"])
	//   p0[["Insurer"]]
	//   p1["Dealer"]
	//   p2["Tow firm"]
	//   customer --- p0
	//   customer --- p1
	//   p0 -->|"place, carried by insurer"| p2
	//   p2 -.->|"damage, carried by customer"| p0
	//   p0 -->|"claim number, carried by insurer"| p1
}

func ExampleAgreement_Markdown() {
	a := roadside()
	a.Handoffs = a.Handoffs[:2]
	fmt.Print(a.Markdown())
	// Output:
	// **Roadside repair**, owned by insurer
	//
	// | Party | Works for | Signed | Contact point | Resolver | Experts | Boundary |
	// | --- | --- | --- | --- | --- | --- | --- |
	// | Insurer |  | 2012-12-01 | desk | shop | i2 | take the call, agree |
	// | Dealer |  | 2012-12-01 | desk | shop | d2 | repair |
	// | Tow firm | insurer | 2012-12-01 |  | shop | t1 | tow |
	//
	// | Obligation | Of | Text | Target | Coverage |
	// | --- | --- | --- | --- | --- |
	// | individual | tow | towed in four hours | \<= 4 | 0.9 |
	// | collective | insurer, dealer, tow | the customer is content | yes | 0.9 |
	//
	// | Hand-off | From | To | Carried by | Passes | Needs |
	// | --- | --- | --- | --- | --- | --- |
	// | h1 | insurer | tow | insurer | place | place |
	// | h2 | tow | insurer | tow | damage |  |
	//
	// - Hand-off: undeclared, from insurer to dealer
}

func ExampleCommit() {
	n := agreement.Commit("dealer", agreement.Commitment{Keep: share("95%"), Within: 24 * time.Hour})
	fmt.Println(n.Kind, n.Party, n.Commitment.Keep)
	// Output: leaf dealer 0.95
}

func ExampleInSeries() {
	composed, err := agreement.Compose(agreement.InSeries(commit("a", "90%"), commit("b", "90%")))
	fmt.Printf("%.2f %v\n", composed.Keep, err)
	// Output: 0.81 <nil>
}

func ExampleInParallel() {
	composed, err := agreement.Compose(agreement.InParallel(commit("a", "0.9999999"), commit("b", "0.9999999"), commit("c", "0.9999999")))
	fmt.Printf("%v %.3g %v\n", composed.Keep, composed.Miss, err)
	// Output: 1 1e-21 <nil>
}

func ExampleAny() {
	composed, err := agreement.Compose(agreement.Any(2, commit("a", "90%"), commit("b", "90%"), commit("c", "90%")))
	fmt.Printf("%.3f %v\n", composed.Keep, err) // 3·0.9²·0.1 + 0.9³
	// Output: 0.972 <nil>
}

func ExampleCompose() {
	composed, err := agreement.Compose(agreement.InSeries(commit("a", "99%"), agreement.InParallel(commit("b", "90%"), commit("c", "80%"))))
	fmt.Printf("%.4f, from %.2f to %.2f; a matters %.2f, b %.3f %v\n",
		composed.Keep, composed.Low, composed.High, composed.Importance["a"], composed.Importance["b"], err)
	// Output: 0.9702, from 0.89 to 0.99; a matters 0.98, b 0.198 <nil>
}

func ExampleFeasible() {
	five := agreement.InSeries(commit("a", "99%"), commit("b", "99%"), commit("c", "99%"), commit("d", "99%"), commit("e", "99%"))
	f, err := agreement.Feasible(agreement.Commitment{Keep: share("95%")}, five)
	fmt.Println(f.Independent, f.Guaranteed, err)
	// Output: true true <nil>
}

func ExampleAvailability() {
	up, down, err := agreement.Availability(990*time.Hour, 10*time.Hour)
	fmt.Println(up, down, err)
	// Output: 0.99 0.01 <nil>
}
