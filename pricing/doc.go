// Package pricing keeps money exact and fare sheets honest. It says what a promotion saves, whether an announced
// "up to 50 %" holds, and where a promotion makes the better seat cheaper than the basic one.
//
// A bus operator sells three brands, lowest first OCC, ADO GL, PLATINUM, and announces up to 50 % off for those who buy
// early. In the market of Mexico that holds; and who takes ADO GL on promotion pays less than a passenger of the base brand
// pays normally:
//
//	mxn := pricing.MustMoney
//	fares := pricing.Table{
//		{Market: "Mexico", Brand: "OCC", Normal: mxn("960.00 MXN"), Promo: mxn("480.00 MXN")},
//		{Market: "Mexico", Brand: "ADO GL", Normal: mxn("1146.00 MXN"), Promo: mxn("572.00 MXN")},
//	}
//	claims, err := fares.CheckClaim(pricing.MustPercent("50"))
//	if err != nil {
//		panic(err)
//	}
//	fmt.Println("holds:", claims[0].True(), "deepest:", claims[0].Best)
//	findings, err := fares.CheckLadder(pricing.LadderOptions{Brands: []string{"OCC", "ADO GL"}})
//	if err != nil {
//		panic(err)
//	}
//	for _, finding := range findings {
//		fmt.Println(finding)
//	}
//	// holds: true deepest: 50.0873 %
//	// Mexico, ADO GL on promotion costs 572.00 MXN, Mexico, OCC normally 960.00 MXN
//
// # Definitions
//
//   - Saving: normal less promotional price. Depth: saving by normal price. A promotion that saves nothing is none.
//   - A claim "up to p" is met by a price whose depth is exactly p and exceeded by a deeper one; it is true where somebody
//     gets p or more.
//   - Ladder: brands from the lowest to the highest, markets from the nearest to the farthest; prices ought to rise with
//     both.
//   - Allocation: exact shares min(cap, λ·weight), cut down to whole steps; the steps left over go to whoever was cut most
//     (Hamilton's method), or to the first or last ones.
//   - Prior price: the lowest in force in the days before a reduction, 30 unless said otherwise, both ends included.
//
// # Numbers
//
// [Money] counts int64 minor units of a currency of ISO 4217, so sums are exact and overflow is an error. [Percent] is an
// exact fraction, so 574 of 1146 is 28700/573 % and not 50.0873 %. Products are taken in 128 bits and rounded once, by one of
// seven rules of [Rounding]; HalfUp is the default. Decimals come in with at most 12 places and up to 1e18.
//
// # Errors
//
// Amounts and percentages answer with [ErrCurrency], [ErrPrecision], [ErrRange], [ErrSyntax], [ErrZero] or a
// [MismatchError]; a history of prices with [ErrHistory] too; a table with faults with [ErrInvalid] and every fault at once. Only the Must functions panic.
//
// # References
//
// ISO 4217, codes for currencies. Balinski, Young (1982), Fair Representation. Directive 98/6/EC on the indication of the
// prices of products, article 6a.
package pricing
