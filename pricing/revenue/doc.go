// Package revenue says what a promotion is worth: how many more must buy for it to pay, how demand answers to the price,
// what a promotion really added, and how many seats to keep for those who pay more.
//
// A ticket of 960.00 that costs 384.00 to carry is sold for 480.00 to those who buy early. Six times as many must come
// before it pays, and a bus of 48 seats keeps 24 of them for passengers at the full fare, of whom about 20 come:
//
//	uplift, ok, err := revenue.BreakEvenUplift(decimal.New(960, 0), decimal.New(480, 0), decimal.New(384, 0))
//	if err != nil {
//		panic(err)
//	}
//	fmt.Println(uplift.Shift(2), "% more", ok)
//	full := revenue.Class{Name: "full", Fare: 960, Demand: revenue.Demand{Mean: 24, SD: 6}}
//	early := revenue.Class{Name: "early", Fare: 480}
//	level, err := revenue.Littlewood(full, early, 48)
//	if err != nil {
//		panic(err)
//	}
//	fmt.Println("keep", level.Protect, "sell early", level.Limit)
//	// 500 % more true
//	// keep 24 sell early 24
//
// # Definitions
//
//   - Contribution: price less cost. Uplift: further units as a share of those sold without the promotion.
//   - Elasticity e: by how many percent the units change where the price rises by one; units = Constant·price^e.
//   - Lerner index: contribution by price, -1/e at the price that earns most (Lerner 1934).
//   - Protection level: seats kept for a class and those above it. Booking limit: the most seats that a class may fill.
//
// # Numbers
//
// Break-even is exact on decimals of up to 12 places and 1e18, and rounded once, half to even. All else are estimates in
// float64: they are never charged to anybody. No result is NaN or infinite; one that would be is [ErrRange].
//
// # Errors
//
// [ErrRange] names the argument that lies outside its range. [ErrTooFew], [ErrNoVariation] and [ErrObservation] say why data
// give no elasticity, [ErrInelastic] that no price earns most, [ErrOrder] that fares do not fall.
//
// # References
//
// Lerner (1934), The Concept of Monopoly and the Measurement of Monopoly Power, Review of Economic Studies 1. Littlewood
// (1972), Forecasting and Control of Passenger Bookings, AGIFORS Symposium 12. Belobaba (1989), Application of a
// Probabilistic Decision Model to Airline Seat Inventory Control, Operations Research 37(2). Duan (1983), Smearing
// Estimate, JASA 78. Van Heerde, Gupta, Wittink (2003), Is 75 % of the Sales Promotion Bump Due to Brand Switching?,
// Journal of Marketing Research 40. Talluri, van Ryzin (2004), The Theory and Practice of Revenue Management, chapter 2.
package revenue
