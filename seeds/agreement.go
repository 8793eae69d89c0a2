package seeds

// An Obligation is what a service agreement asks for, of each party alone or of all together.
type Obligation struct {
	Collective bool
	Text       string
}

// A Team is a group that an agreement of several providers sets up. Remote says that it may work far from the other
// teams, Outsourced that a third firm may provide it.
type Team struct {
	Kind       string
	Duties     []string
	Remote     bool
	Outsourced bool
}

// An Agreement is what several providers owe a customer together. The zero value asks for nothing.
type Agreement struct {
	Name        string
	Obligations []Obligation
	Teams       []Team
	Experts     []string // duties of each party's subject-matter experts
	Notes       []string
}

// MultiProviderAgreement returns article 003's global service agreement. It names no firm: the value says what the
// parties owe, not who they are.
func MultiProviderAgreement() Agreement {
	return Agreement{
		Name: "global service agreement",
		Obligations: []Obligation{ // 003, the agreement and the closing paragraphs
			{Text: "provide staff for contact-point and resolver teams"},
			{Text: "send experts to design the service and train the teams"},
			{Text: "keep own operative responsibilities"},
			{Collective: true, Text: "satisfy the customer and improve the quality of service and product"},
			{Collective: true, Text: "end the cycle only with positive feedback; turn a negative experience round"},
			{Collective: true, Text: "bind outsourced firms as parties too"},
		},
		Teams: []Team{
			{
				Kind:       "contact-point", // 003: the face to the customer
				Duties:     []string{"give a positive experience", "report preferences", "supply satisfaction indicators", "find what to improve"},
				Outsourced: true,
			},
			{
				Kind:   "resolver", // 003: multidisciplinary, without gaps
				Duties: []string{"installation", "maintenance", "troubleshooting", "attention to faults"},
				Remote: true, Outsourced: true,
			},
			{
				Kind:   "coordination", // 003: senior and middle managers, who meet often
				Duties: []string{"review indicators", "assess reports", "design strategies that correct deviations", "decide"},
			},
		},
		Experts: []string{"design the service", "document the limits of each party's competence", "form and train the teams"},
		Notes: []string{
			"the title speaks of several customers where the body speaks of several providers",
			"subject-matter experts are translated once as small and medium enterprises",
			"one party without commitment hurts the service and the image of all",
			"neither neutral feedback nor silence is said to end the cycle or not",
			Derived + "both keep a complaint open",
		},
	}
}
