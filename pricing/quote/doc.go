// Package quote says what a cart costs under a list of promotions, why, and what is due when a part of it comes back. A
// cart, promotions and a policy go in, a receipt comes out that can be stored, proved and refunded from by itself.
//
// A bus line gives 50 % off to those who buy 30 days ahead, eight seats a bus, and 25 % a week ahead. Three seats are bought
// at the beginning of December, one of them for the week after next, and a bag goes with them:
//
//	zone := time.FixedZone("", -6*3600)
//	early := promotion.Promotion{
//		Name: "MX50",
//		When: promotion.Match{Markets: []string{"Mexico"}},
//		Give: promotion.AdvanceOff{Bands: []promotion.Band{
//			{MinDays: 30, Off: pricing.MustPercent("50"), Quota: 8},
//			{MinDays: 7, Off: pricing.MustPercent("25")},
//		}},
//		Fence: promotion.Fence{Credit: true, UntilDays: 1},
//	}
//	bags := promotion.Promotion{
//		Name: "FREEBAG", Charges: true, When: promotion.Spend{Min: pricing.MustMoney("2000.00 MXN")},
//		Give: promotion.PercentOff{Off: pricing.MustPercent("100")}, Priority: -1,
//	}
//	fare := pricing.MustMoney("960.00 MXN")
//	cart := quote.Cart{
//		At: time.Date(2012, 12, 3, 10, 0, 0, 0, zone),
//		Lines: []quote.Line{
//			{ID: "january", Unit: fare, Units: 2, Market: "Mexico", Departs: time.Date(2013, 1, 5, 22, 0, 0, 0, zone)},
//			{ID: "december", Unit: fare, Units: 1, Market: "Mexico", Departs: time.Date(2012, 12, 15, 22, 0, 0, 0, zone)},
//			{ID: "bag", Unit: pricing.MustMoney("120.00 MXN"), Units: 1, Charge: true},
//		},
//	}
//	receipt, err := quote.Quote(cart, []promotion.Promotion{early, bags}, nil, quote.Policy{})
//	if err != nil {
//		panic(err)
//	}
//	for _, line := range receipt.Lines {
//		fmt.Println(line.ID, line.List, "-", line.Discount, "=", line.Net)
//	}
//	for _, step := range receipt.Trace {
//		fmt.Println(step)
//	}
//	fmt.Println(receipt.Total, receipt.Verify())
//	// january 1920.00 MXN - 960.00 MXN = 960.00 MXN
//	// december 960.00 MXN - 240.00 MXN = 720.00 MXN
//	// bag 120.00 MXN - 0.00 MXN = 120.00 MXN
//	// MX50 takes off 1200.00 MXN
//	// FREEBAG not applied: needs 2000.00 MXN, has 1680.00 MXN
//	// 1800.00 MXN <nil>
//
// # Definitions
//
//   - Wanted is what a promotion would take off what is left of its lines; Granted what it takes within floors, budget and
//     quota. A line's room is what is left of it less its floor; an order's share that a full line cannot take goes to others.
//   - Effective floor of a unit: the highest of Floor, of Cost/(1 - MinMargin) with tax where prices hold it, and of
//     Unit·(1 - MaxDepth), rounded up, at most Unit.
//   - A price after a promotion is round(L·(1 - p)), L what is left of the unit, the line or the order; it is rounded once,
//     straight to the policy's step. Shares are spread by what is left (Hamilton's method), over lines, then over units.
//   - Order of decision: what applies alone in the cart, what applies alone on its lines, then the rest; each by priority,
//     then by name. A group is decided at the turn of its first member. Of two lines the one with the smaller ID is first.
//   - Days ahead are the difference of civil dates on the clock of the departure.
//   - Units of a line are alike. Unless it says otherwise a benefit counts units from the dearest down; free and
//     discounted units are the cheapest.
//
// # Invariants
//
//  1. 0 ≤ Net ≤ List for each line and the order.
//  2. Lines' Net, and excluded tax, sum to Total; shares sum to discounts; no unit is lost.
//  3. All amounts are whole minor units of one currency.
//  4. No line is below its effective floor.
//  5. A promotion stays within its budget, its units, its quotas and its own cap.
//  6. The order of lines, promotions, codes and tags changes no price.
//  7. Under Best, one more promotion never raises the total.
//  8. Raising a price never lowers the total under percentages without conditions, of one scope.
//  9. Refunds in any sequence sum to what was paid at most, and to exactly that when all is back.
//  10. Each promotion has one step; what it granted is the sum of its shares, and at most what it wanted.
//  11. No input makes a quote panic or run without bound.
//  12. What is quoted is verified, before and after a round trip through JSON.
//
// [Result.Verify] proves 1 to 5 and 10 from a receipt.
//
// # Counters
//
// Nothing is stored here. Load the counters that [Engine.CounterKeys] names, quote, and commit the sale with what
// [Result.Counters] says, all in one transaction; see [Counter]. Keys are <identity>/uses, /customer/<id>, /units,
// /budget in minor units, and /band/<days>/<market>/<brand>/<departure in UTC>, each part escaped as in a URL's path.
//
// # Numbers
//
// All reckoning is on int64 minor units, products on 128 bits, with one rounding each. A cart has at most 10,000 lines of
// at most a million units and lists at most 2^61 minor units; an engine has at most 10,000 promotions.
//
// # Errors
//
// [ErrInvalid] for declarations with faults, each with its JSON path; a [pricing.MismatchError] for two currencies;
// [ErrRange] and [ErrLimit] beyond the limits above. A promotion that does not apply is no error: its step says why.
//
// # References
//
// Balinski, Young (1982), Fair Representation. Lawler (1976), Combinatorial Optimization: Networks and Matroids, chapter 7.
package quote
