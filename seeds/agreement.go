package seeds

import (
	"time"

	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
)

// MultiProviderAgreement returns article 003's global service agreement. The article names no firm, so three are derived: a
// provider, its partner abroad, and a local firm that the partner hires. What each owes alone, what all owe together, the
// teams, the experts' duties and the managers' meetings are the article's.
func MultiProviderAgreement() agreement.Agreement {
	a := agreement.Agreement{
		ID:         id("agreement/global-service"),
		Name:       "global service agreement",
		Owner:      "provider",
		Activities: []string{"contact with the customer", "installation", "maintenance", "troubleshooting", "attention to faults"}, // 003, the two kinds of teams
		Journey:    []string{"contact with the customer", "installation", "contact with the customer", "attention to faults"},
		Teams: []agreement.Team{ // 003
			{Code: "face", Kind: agreement.ContactPoint},
			{Code: "solvers", Kind: agreement.Resolver, Remote: true},
			{Code: "coordination", Kind: agreement.Coordination, Meets: 7 * 24 * time.Hour},
		},
		Boundaries: []agreement.Boundary{ // 003: the experts document the limits of each company's competence
			{Party: "provider", Activities: []string{"contact with the customer"}, Document: Derived + "boundary of the provider"},
			{Party: "partner", Activities: []string{"installation", "troubleshooting"}, Document: Derived + "boundary of the partner"},
			{Party: "local", Activities: []string{"maintenance", "attention to faults"}, Document: Derived + "boundary of the local firm"},
		},
		Handoffs: []agreement.Handoff{
			handoff("order", "provider", "partner", "provider", "what the customer wants"),
			handoff("installed", "partner", "provider", "partner", "what was installed"),
			handoff("fault", "provider", "local", "provider", "what was installed"),
		},
		Notes: []string{
			"the title speaks of several customers where the body speaks of several providers",
			"subject-matter experts are translated once as small and medium enterprises",
			"one party without commitment hurts the service and the image of all",
			"neither neutral feedback nor silence is said to end the cycle or not",
			Derived + "both keep a complaint open",
			Derived + "the parties, their people and dates, who does what, the journey and its hand-offs, every target, indicator and cadence; the article says that managers meet often",
		},
	}
	signed := time.Date(2012, time.December, 1, 0, 0, 0, 0, time.UTC)
	for _, party := range []agreement.Party{
		{Code: "provider", Name: Derived + "a provider", Signed: signed},
		{Code: "partner", Name: Derived + "its partner abroad", Signed: signed},
		{Code: "local", Name: Derived + "a local firm", OutsourcedBy: "partner", Signed: signed}, // 003: outsourced firms are parties too
	} {
		a.Parties = append(a.Parties, party)
		a.People = append(a.People,
			agreement.Person{Code: party.Code + "-staff", Party: party.Code, Role: agreement.Staff, Teams: []string{"face", "solvers"}},
			agreement.Person{
				Code: party.Code + "-expert", Party: party.Code, Role: agreement.Expert,
				Expertise: "designs the service, documents the limits of competence, forms and trains the teams", // 003
			},
			agreement.Person{Code: party.Code + "-manager", Party: party.Code, Role: agreement.MiddleManager, Teams: []string{"coordination"}})
		for _, duty := range [][2]string{ // 003, what each company owes by itself
			{"staff", "provide staff for contact-point and resolver teams"},
			{"experts", "send experts to design the service and train the teams"},
			{"operations", "keep own operative responsibilities"},
		} {
			a.Obligations = append(a.Obligations, owed(party.Code+"-"+duty[0], duty[1], party.Code))
		}
	}
	for _, duty := range [][2]string{ // 003, what all owe together: in the whole, at the contact points, in the coordination groups
		{"satisfy", "satisfy the customer and improve the quality of service and product"},
		{"feedback", "end the cycle only with positive feedback; turn a negative experience round"},
		{"bind", "bind outsourced firms as parties too"},
		{"experience", "give a positive experience at every contact point"},
		{"preferences", "report what customers prefer"},
		{"indicators", "supply indicators of satisfaction"},
		{"improve", "find what to improve"},
		{"review", "review indicators and assess the teams' reports"},
		{"correct", "design strategies that correct deviations, and decide"},
	} {
		a.Obligations = append(a.Obligations, owed(duty[0], duty[1], "provider", "partner", "local"))
	}
	return a
}

// owed returns an obligation of parties that must always be kept.
func owed(code, text string, parties ...string) agreement.Obligation {
	return agreement.Obligation{Code: code, Parties: parties, Spec: promise.Specification{
		Code: code, Text: text, Indicator: Derived + "kept at the review", Owner: parties[0],
		Target: promise.Target{Op: promise.Yes}, Coverage: promise.Always(),
	}}
}

// handoff returns a hand-off that passes the one thing that it needs.
func handoff(code, from, to, carrier, item string) agreement.Handoff {
	return agreement.Handoff{Code: code, From: from, To: to, CarriedBy: carrier, Passes: []string{item}, Needs: []string{item}}
}

// TowedCarAgreement returns what there was of an agreement between the firms of article 004's [TowedCar]: nobody had signed
// one, nobody owned the whole, and the customer was left to carry the details from one firm to the next. It is not valid,
// which is the point: its faults and those of its hand-offs say why 48 hours became weeks.
func TowedCarAgreement() agreement.Agreement {
	return agreement.Agreement{
		ID:         id("agreement/towed-car"),
		Name:       "repair of a towed car",
		Activities: []string{"tow", "report the damage", "handle the claim", "repair"}, // 004, the story of the towed car
		Journey:    []string{"tow", "report the damage", "handle the claim", "repair"},
		Parties: []agreement.Party{
			{Code: "tow", Name: "tow firm"},
			{Code: "dealer", Name: "dealer"},
			{Code: "local-agent", Name: "local insurance agent", OutsourcedBy: "tow"}, // of the tow firm's insurer
			{Code: "claim-agent", Name: "agent handling the claim", OutsourcedBy: "tow"},
		},
		Boundaries: []agreement.Boundary{
			{Party: "tow", Activities: []string{"tow"}},
			{Party: "local-agent", Activities: []string{"report the damage"}},
			{Party: "claim-agent", Activities: []string{"handle the claim"}},
			{Party: "dealer", Activities: []string{"repair"}},
		},
		Handoffs: []agreement.Handoff{
			{Code: "damage", From: "tow", To: "local-agent", CarriedBy: "tow", Passes: []string{"damage"}, Needs: []string{"damage"}},
			{ // the local agent had neither of the two
				Code: "claim", From: "local-agent", To: "claim-agent", CarriedBy: agreement.Customer,
				Needs: []string{"claim number", "telephone number of the agent handling the claim"},
			},
			{ // so the dealer, able and willing, did not have what he needed to go on
				Code: "release", From: "claim-agent", To: "dealer", CarriedBy: agreement.Customer, Needs: []string{"claim number"},
			},
		},
		Notes: []string{
			"each firm owned a piece and nobody the whole; the customer was left to carry the details",
			Derived + "the activities, who passes what to whom, that the agents act for the tow firm through its insurer, and that the claim number is what the dealer waited for",
		},
	}
}
