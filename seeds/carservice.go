package seeds

import "github.com/seed-4ccf82d5/servicequality/promise/process"

// CarService returns article 001's process of serving the customer of a car service: the five stages that survive of
// the 14 in its table 3, two of them with expectations and actions. It can be drawn; the article gives no times and no
// probabilities.
func CarService() process.Blueprint {
	const adviser = "service adviser" // 001, table 3, title of the last column
	return process.Blueprint{
		ID:      id("carservice"),
		Name:    "serving the customer of a car service",
		Planned: 14, // 001, table 3: the last row is stage 14
		Start:   "agree",
		Stages: []process.Stage{
			{ // 001, table 3, stage 1
				Code: "agree", Number: 1, Role: adviser, Lane: process.Frontstage,
				Title:      "agree on a meeting with the customer",
				Priorities: []process.Priority{process.Treatment, process.Speed, process.Convenience, process.Quality},
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
			// 001, table 3, stages 2, 4 and 5: titles only
			{Code: "prepare", Number: 2, Role: adviser, Lane: process.Backstage, Title: "prepare for the work"},
			{Code: "receive", Number: 4, Role: adviser, Lane: process.Frontstage, Title: "receive and greet the customer"},
			{Code: "instruct", Number: 5, Role: adviser, Lane: process.Backstage, Title: "prepare instructions and papers for the shop"},
			{ // 001, table 3, stage 14
				Code: "contact", Number: 14, Role: adviser, Lane: process.Frontstage,
				Title:      "keep up contact with regular customers",
				Priorities: []process.Priority{process.Convenience},
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
		Edges: []process.Edge{
			{From: "agree", To: "prepare"},
			{From: "prepare", To: "receive"},
			{From: "receive", To: "instruct"},
			{From: "instruct", To: "contact"},
			{From: "contact", To: "agree", Kind: process.WinBack, Label: "won back"}, // 001, stage 14: the customer who stopped coming
		},
		Notes: []string{
			"stages 3 and 6 to 13 are missing from the source",
			"figure 3, the graph of the process, is lost",
			Derived + "the ways between the stages, from their numbers, and the way from stage 14 back to stage 1",
			Derived + "the lanes: what a customer meets is frontstage",
			Derived + "the priorities of stages 1 and 14, from their expectations",
		},
	}
}

// ServicePriorities returns article 001's eight priorities on which a service firm competes, in its order.
func ServicePriorities() []process.Priority {
	return []process.Priority{ // 001, numbered list before the table
		process.Treatment, process.Speed, process.Convenience, process.Price, process.Variety, process.Quality,
		process.UniqueSkills, process.Transparency,
	}
}
