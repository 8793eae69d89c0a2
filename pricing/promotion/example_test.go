package promotion_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

func Example() {
	peak := promotion.Calendar{
		Departure: true,
		From:      time.Date(2012, 12, 20, 0, 0, 0, 0, time.UTC),
		Until:     time.Date(2013, 1, 7, 0, 0, 0, 0, time.UTC),
	}
	early := promotion.Promotion{
		Name: "MX50",
		When: promotion.All{Of: []promotion.Condition{
			promotion.Match{Markets: []string{"Mexico"}},
			promotion.Not{Of: peak},
		}},
		Give: promotion.AdvanceOff{Bands: []promotion.Band{
			{MinDays: 30, Off: pricing.MustPercent("50"), Quota: 8},
			{MinDays: 7, Off: pricing.MustPercent("125")},
		}},
		Fence: promotion.Fence{Credit: true, UntilDays: 1},
	}
	fmt.Println(early.Validate())
	early.Give.(promotion.AdvanceOff).Bands[1].Off = pricing.MustPercent("25")
	fmt.Println(early.Validate())
	data, err := promotion.MarshalCondition(peak)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s\n", data)
	// Output:
	// promotion: validate: invalid: Promotion.give.bands[1].off pct100
	// <nil>
	// {"type":"calendar","departure":true,"from":"2012-12-20T00:00:00Z","until":"2013-01-07T00:00:00Z"}
}

// A shop reports every fault of a form at once, each where it stands.
func ExamplePromotion_Validate() {
	p := promotion.Promotion{
		Name:   "SPRING",
		From:   time.Date(2013, 4, 1, 0, 0, 0, 0, time.UTC),
		Until:  time.Date(2013, 3, 1, 0, 0, 0, 0, time.UTC),
		When:   promotion.Spend{Min: pricing.MustMoney("50.00 EUR")},
		Give:   promotion.AmountOff{Amount: pricing.MustMoney("100.00 MXN")},
		Limits: promotion.Limits{Uses: -1},
	}
	if faults, ok := errors.AsType[validator.ValidationErrors](p.Validate()); ok {
		for _, fault := range faults {
			fmt.Println(fault.Namespace(), fault.Tag())
		}
	}
	// Output:
	// Promotion.give.amount currency
	// Promotion.limits.uses min
	// Promotion.until gtfield
}

// Counters are kept under the identity, which follows the name unless an ID is given.
func ExamplePromotion_Identity() {
	p := promotion.Promotion{Name: "MX50"}
	fmt.Println(p.Identity())
	// Output: 7fd940e6-5d28-5820-8ba5-f3a08069de1c
}

// The action that trains the ticket windows points to the promotion that they sell.
func ExamplePromotion_Ref() {
	p := promotion.Promotion{Name: "MX50"}
	fmt.Println(p.Ref())
	// Output: {pricing.promotion 7fd940e6-5d28-5820-8ba5-f3a08069de1c/MX50}
}

// Night buses of the weekend, as a service stores them.
func ExampleMarshalCondition() {
	nights := promotion.Calendar{
		Departure: true, Weekdays: []time.Weekday{time.Friday, time.Saturday}, Start: "22:00", End: "06:00",
	}
	data, err := promotion.MarshalCondition(nights)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s\n", data)
	// Output: {"type":"calendar","departure":true,"weekdays":["friday","saturday"],"start":"22:00","end":"06:00"}
}

// A misspelt field is an error and not a condition that always holds.
func ExampleUnmarshalCondition() {
	_, err := promotion.UnmarshalCondition([]byte(`{"type":"not","of":{"type":"match","market":["Mexico"]}}`))
	fmt.Println(err)
	// Output: promotion: decode condition: of: not a declaration: unknown field "market"
}
