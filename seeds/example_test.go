package seeds_test

import (
	"fmt"
	"time"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/promise/process"
	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

func ExampleADOBrands() {
	fmt.Println(seeds.ADOBrands())
	// Output: [OCC ADO GL PLATINUM]
}

func ExampleADOMarkets() {
	fmt.Println(seeds.ADOMarkets())
	// Output: [Tapachula Puebla Mexico]
}

func ExampleADOAspects() {
	for _, aspect := range seeds.ADOAspects() {
		fmt.Printf("%s: %s\n", aspect.Class, aspect.Text)
	}
	// Output:
	// material: management of material resources
	// process: management of commercial, operational and administrative processes
	// customer: management of customers
	// employee: management of employees
	// strategy: the service strategy itself
}

func ExampleADOPropositions() {
	for _, proposition := range seeds.ADOPropositions() {
		if !proposition.Differentiating {
			fmt.Println(proposition.Name)
		}
	}
	// Output:
	// Punctuality
	// Safety
	// Treatment
	// Comfort and cleanliness
}

func ExampleADOOffers() {
	for _, offer := range seeds.ADOOffers() {
		fmt.Println(offer.Brand, offer.Seats, "seats, class", offer.Class)
	}
	// Output:
	// OCC 48 seats, class D
	// ADO GL 40 seats, class F
	// PLATINUM 25 seats, class F
}

func ExampleADOPromises() {
	p := seeds.ADOPromises()[0]
	fmt.Println(p.Key.Brand, p.Key.Market)
	for attribute, spec := range p.Specifications() {
		if attribute.Code == "comfort" {
			fmt.Println(spec.Code, spec.Target, spec.Coverage)
		}
	}
	// Output:
	// OCC Tapachula
	// seats = 48 always
	// screens = 3 always
	// toilet yes 0.9
}

func ExampleADOPrices() {
	for _, price := range seeds.ADOPrices() {
		if depth, ok := price.Depth(); ok && price.Market == seeds.Mexico {
			fmt.Println(price.Brand, depth)
		}
	}
	// Output:
	// OCC 50 %
	// ADO GL 50.0873 %
	// PLATINUM 50.0699 %
}

func ExampleADOZone() {
	fmt.Println(time.Date(2013, 1, 1, 0, 0, 0, 0, seeds.ADOZone()).Format(time.RFC3339))
	// Output: 2013-01-01T00:00:00-06:00
}

func ExampleADOAdvancePurchase() {
	early := seeds.ADOAdvancePurchase()
	for _, band := range early.Give.(promotion.AdvanceOff).Bands {
		fmt.Println(band.MinDays, "days ahead:", band.Off)
	}
	// Output:
	// 30 days ahead: 50 %
	// 7 days ahead: 25 %
	// 3 days ahead: 10 %
}

func ExampleADOClaim() {
	claims, err := seeds.ADOPrices().CheckClaim(seeds.ADOClaim())
	if err != nil {
		panic(err)
	}
	for _, claim := range claims[:3] {
		fmt.Println(claim.Market, claim.True())
	}
	// Output:
	// Tapachula false
	// Puebla false
	// Mexico true
}

func ExampleADOMatrix() {
	for factor, strategy := range seeds.ADOMatrix().Trace() {
		if factor.Code == "T1" {
			fmt.Println(factor.Text, "->", strategy.Code)
		}
	}
	// Output: far cheaper competitors took much demand on some markets -> ST1
}

func ExampleADOPlan() {
	sheet, _ := seeds.ADOPlan().Action("A1")
	fmt.Println(sheet.Due, "written", sheet.DueText)
	fmt.Println(sheet.Contingencies[0].Trigger)
	// Output:
	// 2013-01-01 written 01/01/13
	// high passenger season
}

func ExampleADOQuestionnaire() {
	q := seeds.ADOQuestionnaire(seeds.OCC, seeds.Puebla)
	fmt.Println(q.Questions[3].Text["es"])
	// Output: ¿Qué tan satisfecho está con la comodidad y la limpieza?
}

func ExampleADOImprovements() {
	for _, action := range seeds.ADOImprovements(seeds.OCC, "comfort") {
		fmt.Println(action.Kind, action.ID[len(action.ID)-2:])
	}
	// Output: actionplan.action A2
}

func ExampleADOPromisedMarks() {
	for _, promised := range seeds.ADOPromisedMarks(seeds.Platinum, seeds.Mexico) {
		fmt.Println(promised.Question, promised.Level.StringFixed(1))
	}
	// Output:
	// punctuality 4.5
	// safety 4.5
	// treatment 4.5
	// comfort 4.5
}

func ExampleCarService() {
	g, err := process.New(seeds.CarService())
	for _, stage := range g.Blueprint().Stages {
		fmt.Println(stage.Number, stage.Title)
	}
	fmt.Println("missing:", g.MissingNumbers(), err)
	// Output:
	// 1 agree on a meeting with the customer
	// 2 prepare for the work
	// 4 receive and greet the customer
	// 5 prepare instructions and papers for the shop
	// 14 keep up contact with regular customers
	// missing: [3 6 7 8 9 10 11 12 13] <nil>
}

func ExampleServicePriorities() {
	fmt.Println(seeds.ServicePriorities()[1])
	// Output: speed
}

func ExampleSigmaLevel_Quality() {
	level, err := seeds.SigmaLevels()[0].Quality(sigma.Convention{})
	fmt.Printf("flying: %.1e defects, %v\n", level.Defect(), err)
	// Output: flying: 7.6e-24 defects, <nil>
}

func ExampleSigmaLevels() {
	for _, level := range seeds.SigmaLevels() {
		if level.Below {
			fmt.Printf("%s: below %v sigma\n", level.Process, level.Sigma)
		}
	}
	// Output: baggage handling: below 2 sigma
}

func ExampleDisneyTraining() {
	training := seeds.DisneyTraining()
	fmt.Println(training.Trained, "weeks of training for", training.Works, "weeks of work")
	// Output: 6 weeks of training for 4 weeks of work
}

func ExampleMultiProviderAgreement() {
	a := seeds.MultiProviderAgreement()
	for o := range a.Individual("provider") {
		fmt.Println(o.Spec.Text)
	}
	fmt.Println(a.Validate())
	// Output:
	// provide staff for contact-point and resolver teams
	// send experts to design the service and train the teams
	// keep own operative responsibilities
	// <nil>
}

func ExampleTowedCarAgreement() {
	for _, fault := range seeds.TowedCarAgreement().HandoffFaults() {
		fmt.Println(fault)
	}
	// Output:
	// customer-carries, claim from local-agent to claim-agent
	// item-missing, claim from local-agent to claim-agent: claim number
	// item-missing, claim from local-agent to claim-agent: telephone number of the agent handling the claim
	// customer-carries, release from claim-agent to dealer
	// item-missing, release from claim-agent to dealer: claim number
	// no-owner
}

func ExampleAgencyPolicyholder() {
	holder := seeds.AgencyPolicyholder()
	worth, err := lifetime.Tenure(holder.Years, holder.Lines...)
	fmt.Println(worth, err)
	// Output: 9000 <nil>
}

func ExampleTowedCar() {
	car := seeds.TowedCar()
	fmt.Println(car.Possible, "became", car.Least, "to", car.Most)
	// Output: 48h0m0s became 672h0m0s to 1008h0m0s
}

func ExampleTowedCarComplaint() {
	var t complaint.Tally
	if err := t.Add(seeds.TowedCarComplaint()); err != nil {
		panic(err)
	}
	k, _ := t.KPI(survey.Options{})
	fmt.Println(k.Closed, "closed after", k.Close.Max.Hours()/24, "days and", k.Handovers, "handovers")
	// Output: 1 closed after 29 days and 2 handovers
}

func ExampleMexicoHolidays() {
	from, _ := calendar.ParseDate("2024-09-30")
	to, _ := calendar.ParseDate("2024-10-02")
	days, err := calendar.Calendar{Holidays: seeds.MexicoHolidays()}.Workdays(from, to)
	if err != nil {
		panic(err)
	}
	inauguration, _ := calendar.ParseDate("2024-10-01")
	fmt.Println(days.Works(inauguration))
	// Output: false
}

func ExampleCarServicePlan() {
	order, err := seeds.CarServicePlan().Order()
	fmt.Println(order, err)
	// Output: [stage1 stage2 stage4 stage5 stage14] <nil>
}
