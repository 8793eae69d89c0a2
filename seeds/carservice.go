package seeds

// A Stage is one row of the table that a car service works by: what is done for the customer, what he expects of it
// and what the service adviser does. The zero value is a stage that the table announces and does not show.
type Stage struct {
	Number       int
	Title        string
	Expectations []string
	Actions      []string
}

// A ServiceProcess is a numbered process of which some stages are known. Planned is how many the source announces,
// Next leads from a stage to the one that follows it out of the numbers' order.
type ServiceProcess struct {
	Name    string
	Planned int
	Stages  []Stage
	Next    map[int]int
	Notes   []string
}

// CarService returns article 001's process of serving the customer of a car service: the five stages that survive of
// the 14 in its table 3, two of them with expectations and actions.
func CarService() ServiceProcess {
	return ServiceProcess{
		Name:    "serving the customer of a car service",
		Planned: 14, // 001, table 3: the last row is stage 14
		Stages: []Stage{
			{ // 001, table 3, stage 1
				Number: 1,
				Title:  "agree on a meeting with the customer",
				Expectations: []string{
					"requirements are met fast and well, above all those of regular customers",
					"the adviser is polite, friendly, caring and competent",
					"the adviser understands the needs fully",
					"the visit is agreed for a convenient time",
				},
				Actions: []string{
					"answer calls fast",
					"greet, introduce yourself, ask how to help",
					"take surname, address and preferred contact",
					"log the call",
					"get the car's data, or check the record of a regular customer",
					"read the history of earlier work",
					"ask plain questions to learn the purpose",
					"determine problems and complaints, with a specialist if needed",
					"check and apply the terms of the warranty",
					"turn the requirements into a list of works",
					"estimate time and total cost from norms, part prices and rates",
					"record the agreed price for the invoice",
					"check that the shop can do all of it",
					"agree on date and time of the visit",
					"agree on the way of paying",
					"repeat everything agreed",
					"build rapport",
					"enter visit and works in the shop's load",
					"update the records of customer and car",
				},
			},
			{Number: 2, Title: "prepare for the work"},                         // 001, table 3, stage 2: title only
			{Number: 4, Title: "receive and greet the customer"},               // 001, table 3, stage 4: title only
			{Number: 5, Title: "prepare instructions and papers for the shop"}, // 001, table 3, stage 5: title only
			{ // 001, table 3, stage 14
				Number: 14,
				Title:  "keep up contact with regular customers",
				Expectations: []string{
					"the service department can be reached whenever needed",
					"the car's needs are not forgotten",
				},
				Actions: []string{
					"keep contact even when no service is needed",
					"strive for satisfaction with the car and with the firm",
					"contact a customer who stopped coming, learn why, and win trust back with services, bonuses or discounts",
				},
			},
		},
		Next: map[int]int{14: 1}, // 001, stage 14: the customer who is won back begins anew
		Notes: []string{
			"stages 3 and 6 to 13 are missing from the source",
			"figure 3, the graph of the process, is lost",
			Derived + "the way from stage 14 back to stage 1",
		},
	}
}

// ServicePriorities returns article 001's eight priorities on which a service firm competes, in its order.
func ServicePriorities() []string {
	return []string{ // 001, numbered list before the table
		"attentive and polite treatment",
		"high speed of service",
		"convenience: reach the firm at any time that suits the customer",
		"price",
		"variety: everything at once",
		"quality of the service, its parts and materials, and their warranty",
		"unique skills: services that others do not have",
		"transparency",
	}
}
