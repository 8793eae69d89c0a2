package seeds

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// matrixName names the matrix, for its identifier.
const matrixName = "ado/matrix"

// ADOMatrix returns the SWOT matrix of article 000. The strengths and weaknesses are those of its tables of features;
// the pictures of the matrix and of the strategies are lost, so opportunities and threats are assumed, and objectives,
// scores and relations are derived.
func ADOMatrix() swot.Matrix {
	return swot.Matrix{
		ID:         id(matrixName),
		Title:      "ADO Group: service of three brands in three markets",
		Factors:    adoFactors(),
		Strategies: adoStrategies(),
		Relations:  adoRelations(),
		Note: "the pictures of the matrix and of the strategies are lost in the source; " + Derived +
			"opportunities, threats, objectives, scores and relations",
	}
}

// adoRelations returns how the strategies stand to each other, all derived: the article has levels of relationship between
// strategies, and its picture of them is lost.
func adoRelations() []swot.Relation {
	return []swot.Relation{
		{From: "WO1", To: "WT1", Type: swot.Precedes, Strength: 2},  // what passengers miss says which aspects are basic
		{From: "WT1", To: "ST1", Type: swot.Supports, Strength: 1},  // a trip bought early is in the high season
		{From: "SO1", To: "WO1", Type: swot.Requires, Strength: 3},  // luxury begins where complaints end
		{From: "ST1", To: "SO1", Type: swot.Conflicts, Strength: 2}, // a saving of half the price beside luxury
	}
}

// adoFactors returns the factors: internal ones from the tables of features, external ones from the text around them.
func adoFactors() []swot.Factor {
	table := func(brand string) []swot.Evidence {
		return []swot.Evidence{{Source: "article 000, table of features of " + brand}}
	}
	finding := func(brand, question string) swot.Evidence {
		return swot.Evidence{Ref: swot.Ref{Kind: "survey.finding", ID: refID(questionnaireName(brand, Mexico), question)}}
	}
	comfort := func(brand string) swot.Ref {
		return swot.Ref{Kind: "promise.attribute", ID: refID(promiseName(brand, Mexico), "comfort")}
	}
	const classAssumed = "which rows the class word of the table covers is lost"
	return []swot.Factor{
		{
			Code: "S1", Kind: swot.Strength, Aspect: swot.AspectMaterial, Brand: ADOGL, Attribute: comfort(ADOGL),
			Text:     "new comfortable buses with 40 seats, separate toilets and a cafeteria",
			Evidence: append(table(ADOGL), finding(ADOGL, "comfort")), Assumed: true, Note: classAssumed,
		},
		{
			Code: "S2", Kind: swot.Strength, Aspect: swot.AspectCustomer, Brand: ADOGL,
			Text:     "entertainment programme on 5 LCD screens",
			Evidence: table(ADOGL), Assumed: true, Note: classAssumed,
		},
		{
			Code: "S3", Kind: swot.Strength, Aspect: swot.AspectMaterial, Brand: Platinum, Attribute: comfort(Platinum),
			Text:     "new buses with 25 comfortable seats and individual screens",
			Evidence: append(table(Platinum), finding(Platinum, "comfort")), Assumed: true,
			Note: classAssumed + "; the table is headed ADO GL again",
		},
		{
			Code: "W1", Kind: swot.Weakness, Aspect: swot.AspectMaterial, Brand: OCC, Attribute: comfort(OCC),
			Text:     "old uncomfortable buses with 48 seats and 3 screens",
			Evidence: append(table(OCC), finding(OCC, "comfort")), Assumed: true, Note: classAssumed,
		},
		{
			Code: "W2", Kind: swot.Weakness, Aspect: swot.AspectProcess, Brand: OCC, Attribute: comfort(OCC),
			Text:     "old toilets, dirty or faded, with broken mirrors",
			Evidence: table(OCC), Assumed: true, Note: classAssumed,
		},
		{
			Code: "W3", Kind: swot.Weakness, Aspect: swot.AspectProcess, Brand: OCC,
			Text:     "price",
			Evidence: table(OCC), Assumed: true, Note: classAssumed + "; the row says no more than price",
		},
		{
			Code: "O1", Kind: swot.Opportunity, Aspect: swot.AspectCustomer,
			Text:     Derived + "passengers who plan ahead commit early if that saves them money",
			Evidence: []swot.Evidence{{Source: "article 000, conclusion"}}, Assumed: true,
		},
		{
			Code: "O2", Kind: swot.Opportunity, Aspect: swot.AspectCustomer,
			Text:    Derived + "passengers of first class would pay for luxury if somebody explained it",
			Assumed: true, Note: "inferred from the action plan; without evidence",
		},
		{
			Code: "T1", Kind: swot.Threat, Aspect: swot.AspectStrategy,
			Text:     "far cheaper competitors took much demand on some markets", // 000, conclusion: why advance purchase
			Evidence: []swot.Evidence{{Source: "article 000, conclusion"}}, Assumed: true, Note: "classed by inference",
		},
		{
			Code: "T2", Kind: swot.Threat, Aspect: swot.AspectProcess,
			Text:     "the high passenger season strains the standard of service", // 000, action plan, last row
			Evidence: []swot.Evidence{{Source: "article 000, action plan"}}, Assumed: true, Note: "classed by inference",
		},
	}
}

// adoStrategies returns the strategies: the two of the action plan, and two derived ones that answer the weaknesses.
func adoStrategies() []swot.Strategy {
	scores := func(impact, viability, need int64) map[string]decimal.Decimal { // derived: the article gives none
		return map[string]decimal.Decimal{
			"impact": decimal.New(impact, 0), "viability": decimal.New(viability, 0), "need": decimal.New(need, 0),
		}
	}
	percent := func(indicator, area, owner string, target int64) swot.Objective {
		return swot.Objective{
			Indicator: Derived + indicator, Unit: "%", Target: decimal.New(target, 0),
			Due: time.Date(2013, time.June, 30, 0, 0, 0, 0, time.UTC), Area: area, Owner: owner,
		}
	}
	process := func(id string) []swot.Ref { return []swot.Ref{{Kind: "process", ID: id}} }
	return []swot.Strategy{
		{
			Code: "ST1", Title: "Advance purchase: the earlier the ticket is bought, the more it saves, up to 50 %", // 000, action plan and conclusion
			Uses:       []string{"S1", "S3", "T1"},
			Objectives: []swot.Objective{percent("share of tickets bought 7 days ahead or more", "service windows", "commercial director", 30)},
			Embodied:   process("ticket sale"),
			Scores:     scores(5, 4, 5), Note: Derived + "objective and scores",
		},
		{
			Code: "SO1", Title: "Differentiate the service from first class to luxury", // 000, action plan
			Uses:       []string{"S1", "S2", "S3", "O1", "O2"},
			Objectives: []swot.Objective{percent("share of luxury tickets", "service windows", "commercial director", 20)},
			Embodied:   process("contact at the window"),
			Scores:     scores(4, 4, 4), Note: Derived + "objective and scores",
		},
		{
			Code: "WO1", Title: Derived + "ask the passengers of the base brand and mend what they find",
			Uses:       []string{"W1", "W2", "O2"},
			Objectives: []swot.Objective{percent("share of OCC passengers content with comfort and cleanliness", "operations", "general director", 70)},
			Embodied:   process("monitoring of satisfaction"), // 000, monitoring of satisfaction
			Scores:     scores(4, 3, 5), Note: Derived + "strategy, objective and scores",
		},
		{
			Code: "WT1", Title: Derived + "keep a reduced standard with the basic aspects in the high season", // 000, action plan, contingency
			Uses:       []string{"W1", "T2"},
			Objectives: []swot.Objective{percent("share of trips in season that pass the reduced checklist", "operations", "general director", 95)},
			Scores:     scores(3, 4, 3), Note: Derived + "strategy, objective and scores",
		},
	}
}
