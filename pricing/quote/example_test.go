package quote_test

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

func Example() {
	zone := time.FixedZone("", -6*3600)
	early := promotion.Promotion{
		Name: "MX50",
		When: promotion.Match{Markets: []string{"Mexico"}},
		Give: promotion.AdvanceOff{Bands: []promotion.Band{
			{MinDays: 30, Off: pricing.MustPercent("50"), Quota: 8},
			{MinDays: 7, Off: pricing.MustPercent("25")},
		}},
		Fence: promotion.Fence{Credit: true, UntilDays: 1},
	}
	bags := promotion.Promotion{
		Name: "FREEBAG", Charges: true, When: promotion.Spend{Min: pricing.MustMoney("2000.00 MXN")},
		Give: promotion.PercentOff{Off: pricing.MustPercent("100")}, Priority: -1,
	}
	fare := pricing.MustMoney("960.00 MXN")
	cart := quote.Cart{
		At: time.Date(2012, 12, 3, 10, 0, 0, 0, zone),
		Lines: []quote.Line{
			{ID: "january", Unit: fare, Units: 2, Market: "Mexico", Departs: time.Date(2013, 1, 5, 22, 0, 0, 0, zone)},
			{ID: "december", Unit: fare, Units: 1, Market: "Mexico", Departs: time.Date(2012, 12, 15, 22, 0, 0, 0, zone)},
			{ID: "bag", Unit: pricing.MustMoney("120.00 MXN"), Units: 1, Charge: true},
		},
	}
	receipt, err := quote.Quote(cart, []promotion.Promotion{early, bags}, nil, quote.Policy{})
	if err != nil {
		panic(err)
	}
	for _, line := range receipt.Lines {
		fmt.Println(line.ID, line.List, "-", line.Discount, "=", line.Net)
	}
	for _, step := range receipt.Trace {
		fmt.Println(step)
	}
	fmt.Println(receipt.Total, receipt.Verify())
	// Output:
	// january 1920.00 MXN - 960.00 MXN = 960.00 MXN
	// december 960.00 MXN - 240.00 MXN = 720.00 MXN
	// bag 120.00 MXN - 0.00 MXN = 120.00 MXN
	// MX50 takes off 1200.00 MXN
	// FREEBAG not applied: needs 2000.00 MXN, has 1680.00 MXN
	// 1800.00 MXN <nil>
}

// december is the moment of the purchases of the examples.
func december(day int) time.Time { return time.Date(2012, 12, day, 10, 0, 0, 0, mexico) }

// weekend is a cart of two seats for an evening in January.
func weekend() quote.Cart {
	return quote.Cart{At: december(3), Lines: []quote.Line{ticket("A", 2, time.Date(2013, 1, 20, 22, 0, 0, 0, mexico))}}
}

func ExampleQuote() { // 31, 12 and 2 days ahead of a departure under the stored promotion
	for _, day := range []int{10, 29, 8} {
		c := weekend()
		c.Lines[0].Departs = time.Date(2013, 1, 10, 22, 0, 0, 0, mexico)
		if c.At = december(day); day == 8 {
			c.At = c.At.AddDate(0, 1, 0)
		}
		r, err := quote.Quote(c, []promotion.Promotion{mx50()}, nil, quote.Policy{})
		if err != nil {
			panic(err)
		}
		fmt.Println(*r.Lines[0].Days, r.Total, r.Trace[0])
	}
	// Output:
	// 31 960.00 MXN MX50 takes off 960.00 MXN
	// 12 1440.00 MXN MX50 takes off 480.00 MXN
	// 2 1920.00 MXN MX50 not applied: needs 3 days before departure, has 2
}

func ExampleNew() {
	_, err := quote.New([]promotion.Promotion{{Name: "HALF", Give: promotion.PercentOff{Off: pricing.MustPercent("150")}}}, quote.Policy{})
	fmt.Println(err)
	// Output: quote: new engine: invalid: Engine.promotions[0].give.off pct100
}

func ExampleEngine_Quote() { // eight seats of a bus are left at half the price
	e, err := quote.New([]promotion.Promotion{mx50()}, quote.Policy{})
	if err != nil {
		panic(err)
	}
	c := weekend()
	c.Lines[0].Units = 10
	r, err := e.Quote(c, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(r.Trace[0])
	for _, share := range r.Lines[0].Shares {
		fmt.Println(share.Units, "seats:", share.Amount)
	}
	// Output:
	// MX50 takes off 4320.00 MXN of 4800.00 MXN: the rest of its quota is spent
	// 8 seats: 3840.00 MXN
	// 2 seats: 480.00 MXN
}

func ExampleEngine_CounterKeys() {
	e, err := quote.New([]promotion.Promotion{mx50()}, quote.Policy{})
	if err != nil {
		panic(err)
	}
	keys, err := e.CounterKeys(weekend())
	for _, key := range keys {
		fmt.Println(key[36:]) // behind the identity of the promotion
	}
	fmt.Println(err)
	// Output:
	// /band/30/Mexico/OCC/2013-01-21T04:00:00Z
	// /band/7/Mexico/OCC/2013-01-21T04:00:00Z
	// /budget
	// <nil>
}

func ExampleEngine_NearMisses() {
	e, err := quote.New([]promotion.Promotion{
		{Name: "FREESHIP", Charges: true, When: promotion.Spend{Min: minor(50_000)}, Give: promotion.PercentOff{Off: pricing.MustPercent("100")}},
		{Name: "SPRING", Code: "spring", Give: promotion.AmountOff{Amount: minor(2_000)}},
	}, quote.Policy{})
	if err != nil {
		panic(err)
	}
	c := quote.Cart{Lines: []quote.Line{item("shirt", 46_500, 1), {ID: "delivery", Unit: minor(9_900), Units: 1, Charge: true}}}
	misses, err := e.NearMisses(c, nil)
	for _, miss := range misses {
		fmt.Println(miss, "and saves", miss.Saves)
	}
	fmt.Println(err)
	// Output:
	// 35.00 MXN more gives FREESHIP and saves 99.00 MXN
	// its code gives SPRING and saves 20.00 MXN
	// <nil>
}

func ExampleAudit() { // three units at half the price cost less than two
	found := quote.Audit([]promotion.Promotion{{Name: "BULK", Give: promotion.Tiered{Tiers: []promotion.Tier{
		{From: decimal.New(3, 0), Off: ptr("50")},
	}}}}, quote.Policy{})
	for _, cause := range found {
		fmt.Println(cause.Path, cause.Reason)
	}
	// Output: [0].give.tiers[0] nonMonotoneTiers
}

func ExampleCart_Validate() {
	c := quote.Cart{Lines: []quote.Line{item("a", 100, 1), item("a", -100, 0)}}
	fmt.Println(c.Validate())
	// Output: quote: validate cart: invalid: Cart.lines[1].id unique, Cart.lines[1].unit mnneg, Cart.lines[1].units min=1
}

func ExamplePolicy_Validate() {
	fmt.Println(quote.Policy{MinMargin: ptr("100")}.Validate())
	// Output: quote: validate policy: invalid: Policy.minMargin below100
}

// ptr returns a percentage to point to.
func ptr(text string) *pricing.Percent {
	p := pricing.MustPercent(text)
	return &p
}

func ExampleResult_Verify() {
	r, err := quote.Quote(weekend(), []promotion.Promotion{mx50()}, nil, quote.Policy{})
	if err != nil {
		panic(err)
	}
	fmt.Println(r.Verify())
	r.Lines[0].Net = minor(95_999)
	fmt.Println(r.Verify())
	// Output:
	// <nil>
	// quote: verify: receipt does not add up: invariant 2 at line "A"
}

func ExampleResult_Explain() {
	c := weekend()
	c.At = december(3).AddDate(-1, 0, 0)
	r, err := quote.Quote(c, []promotion.Promotion{mx50()}, nil, quote.Policy{})
	if err != nil {
		panic(err)
	}
	fmt.Println(r.Explain("MX50"))
	// Output: MX50 not applied: not yet sold true
}

func ExampleResult_Markdown() {
	r, err := quote.Quote(weekend(), []promotion.Promotion{mx50()}, nil, quote.Policy{})
	if err != nil {
		panic(err)
	}
	fmt.Print(r.Markdown())
	// Output:
	// | Line | Brand | Units | List | Discount | Net | Tax | Promotions |
	// | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |
	// | A | OCC | 2 | 1920.00 MXN | 960.00 MXN | 960.00 MXN | 0.00 MXN | MX50 960.00 MXN |
	// | Total |  |  | 1920.00 MXN | 960.00 MXN | 960.00 MXN | 0.00 MXN |  |
	//
	// | Promotion | Wanted | Granted | What became of it |
	// | --- | ---: | ---: | --- |
	// | MX50 | 960.00 MXN | 960.00 MXN | takes off 960.00 MXN |
}

func ExampleResult_Refund() {
	r, err := quote.Quote(weekend(), []promotion.Promotion{mx50()}, nil, quote.Policy{})
	if err != nil {
		panic(err)
	}
	back, err := r.Refund([]quote.Return{{Line: "A", Units: 1}}, nil, december(20))
	if err != nil {
		panic(err)
	}
	fmt.Println("cash", back.Cash, "credit", back.Credit, "withheld", back.Withheld)
	late, err := r.Refund([]quote.Return{{Line: "A", Units: 1}}, []quote.Refund{back}, time.Date(2013, 1, 20, 6, 0, 0, 0, mexico))
	if err != nil {
		panic(err)
	}
	fmt.Println("cash", late.Cash, "credit", late.Credit, "withheld", late.Withheld)
	// Output:
	// cash 0.00 MXN credit 480.00 MXN withheld 0.00 MXN
	// cash 0.00 MXN credit 0.00 MXN withheld 480.00 MXN
}

func ExampleTally_Add() {
	var tally quote.Tally
	r, err := quote.Quote(weekend(), []promotion.Promotion{mx50()}, nil, quote.Policy{})
	if err != nil {
		panic(err)
	}
	fmt.Println(tally.Add(r), tally.Add(r))
	for name, row := range tally.All() {
		fmt.Println(name, row.Orders, row.Units, row.Discount)
	}
	// Output:
	// <nil> <nil>
	// MX50 2 4 1920.00 MXN
}

// tallied returns a tally of so many receipts of the weekend.
func tallied(n int) *quote.Tally {
	var tally quote.Tally
	for range n {
		r, err := quote.Quote(weekend(), []promotion.Promotion{mx50()}, nil, quote.Policy{})
		if err == nil {
			err = tally.Add(r)
		}
		if err != nil {
			panic(err)
		}
	}
	return &tally
}

func ExampleTally_Merge() {
	tally := tallied(1)
	fmt.Println(tally.Merge(tallied(2)))
	for name, row := range tally.All() {
		fmt.Println(name, row.Orders)
	}
	// Output:
	// <nil>
	// MX50 3
}

func ExampleTally_All() {
	for name, row := range tallied(1).All() {
		fmt.Println(name, row.List, row.Discount, row.Net)
	}
	// Output: MX50 1920.00 MXN 960.00 MXN 960.00 MXN
}
