package seeds

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

// promiseName names the promise of a brand in a market, for its identifier.
func promiseName(brand, market string) string {
	return "ado/promise/" + strings.ReplaceAll(brand, " ", "-") + "/" + market
}

// ADOPromises returns what article 000 promises the passengers of each brand in each market, market by market. The nine
// attributes, the seats and the screens are the article's; it gives no target, so every other specification is derived.
func ADOPromises() []promise.Promise {
	var promises []promise.Promise
	for _, market := range ADOMarkets() {
		for _, offer := range ADOOffers() {
			promises = append(promises, adoPromise(offer, market))
		}
	}
	return promises
}

// adoPromise returns the promise of one offer in one market.
func adoPromise(offer Offer, market string) promise.Promise {
	class, err := promise.ParseClass(offer.Class)
	if err != nil {
		panic(err) // a letter of this package's own table
	}
	p := promise.Promise{
		ID:      id(promiseName(offer.Brand, market)),
		Key:     promise.Key{Brand: offer.Brand, Market: market},
		Version: 1,
		From:    time.Date(2012, time.December, 1, 0, 0, 0, 0, time.UTC), // derived: the month before the commitment date
		Class:   class,
		Notes: append([]string{
			Derived + "every target but seats and screens, every coverage, indicator and owner, and the date from which it holds",
		}, offer.Notes...),
	}
	specs := adoSpecifications(offer)
	for _, proposition := range ADOPropositions() {
		attribute := promise.Attribute{
			Code:    proposition.Code,
			Name:    proposition.Name,
			Tier:    promise.Base,
			Visible: proposition.Code != "safety", // derived: the passenger sees an accident, not the safety
			Specs:   specs[proposition.Code],
			Weight:  decimal.Decimal{},
		}
		if proposition.Differentiating {
			attribute.Tier = promise.Differentiating
		}
		switch proposition.Code {
		case "comfort": // 000, tables of features: the rows of the bus and of comfort carry the class of the offer
			attribute.Class = class
			attribute.Refs = []promise.Ref{actionRef("A2")}
		case "treatment", "closeness": // 000, action plan: explain at the moment of contact, differentiate the service
			attribute.Refs = []promise.Ref{actionRef("A1")}
		}
		p.Attributes = append(p.Attributes, attribute)
	}
	return p
}

// actionRef refers to an action of [ADOPlan] as what an attribute follows from.
func actionRef(code string) promise.Ref {
	return promise.Ref{Kind: "actionplan.action", ID: refID(planName, code)}
}

// adoSpecifications returns the specifications of an offer by the code of their attribute.
func adoSpecifications(offer Offer) map[string][]promise.Specification {
	yes := promise.Target{Op: promise.Yes}
	atMost := func(limit float64) promise.Target { return promise.Target{Op: promise.AtMost, Limit: limit} }
	exactly := func(count int) promise.Target { return promise.Target{Op: promise.Exactly, Limit: float64(count)} }
	share := func(percent int64) promise.Ratio {
		ratio, err := promise.RatioOf(percent, 100)
		if err != nil {
			panic(err) // a share written in this file
		}
		return ratio
	}
	punctual := map[string]int64{OCC: 80, ADOGL: 90, Platinum: 95}[offer.Brand] // derived
	screens := offer.Screens
	if screens == 0 {
		screens = offer.Seats // 000, third table: individual screens
	}
	return map[string][]promise.Specification{
		"punctuality": {{
			Code: "delay", Text: Derived + "the bus arrives at most 15 minutes late", Indicator: "delay at arrival", Unit: "min",
			Owner: "commercial director", Target: atMost(15), Coverage: share(punctual),
		}},
		"safety": {{
			Code: "accident-free", Text: Derived + "the trip ends without an accident", Indicator: "trip without accident",
			Owner: "general director", Target: yes, Coverage: promise.Always(),
		}},
		"treatment": {{
			Code: "greeted", Text: Derived + "staff greet the passenger and explain the ticket", Indicator: "passenger greeted",
			Owner: "commercial director", Target: yes, Coverage: share(90),
		}},
		"comfort": {
			{
				Code: "seats", Text: "the bus has the seats of its brand", Indicator: "seats a bus", Unit: "seats", // 000, tables of features
				Owner: "general director", Target: exactly(offer.Seats), Coverage: promise.Always(),
			},
			{
				Code: "screens", Text: "the bus has the screens of its brand", Indicator: "screens a bus", Unit: "screens", // 000, tables of features
				Owner: "general director", Target: exactly(screens), Coverage: promise.Always(),
			},
			{
				Code: "toilet", Text: Derived + "the toilet is clean and whole at departure", Indicator: "toilet clean and whole",
				Owner: "general director", Target: yes, Coverage: share(90),
			},
		},
		"closeness": {{
			Code: "answer", Text: Derived + "a message is answered within 48 hours", Indicator: "time to answer", Unit: "h",
			Owner: "commercial director", Target: atMost(48), Coverage: share(90),
		}},
		"consistency": {{
			Code: "standard", Text: Derived + "the trip passes the brand's checklist", Indicator: "checklist passed",
			Owner: "general director", Target: yes, Coverage: share(90),
		}},
		"drivers": {{
			Code: "driver", Text: Derived + "the passenger gives the driver 4 or 5 of 5", Indicator: "driver's mark",
			Owner: "general director", Target: promise.Target{Op: promise.AtLeast, Limit: 4}, Coverage: share(80),
		}},
		"convenience": {{
			Code: "window", Text: Derived + "the ticket is sold within 5 minutes of waiting", Indicator: "wait at the window", Unit: "min",
			Owner: "commercial director", Target: atMost(5), Coverage: share(80),
		}},
		"solutions": {{
			Code: "connection", Text: Derived + "the onward journey can be booked in one go", Indicator: "onward journey booked",
			Owner: "commercial director", Target: yes, Coverage: share(80),
		}},
	}
}
