// Package contractual says how long customers renew, and what those renewals are worth.
//
// A bus operator sells yearly season tickets. It sees who renews: of 1000 holders 631 do so for a second year, then
// 468, 382, 326, 289, 262 and 241. The retention rate rises from 63 % to 92 %, but not because anybody grows more
// loyal: those who leave easily have left. A constant rate would miss that, and undervalue those who are still there.
//
//	kept, err := contractual.FromSurvivors([]int64{1000, 631, 468, 382, 326, 289, 262, 241})
//	fit, err := contractual.FitSBG(kept, lifetime.Year, lifetime.FitOptions{})
//	d := lifetime.Annual(decimal.New(10, -2))
//	fresh, err := fit.Model.DEL(d)
//	loyal, err := fit.Model.DERL(d, 8)
//	fmt.Printf("a new holder pays %.2f times, one of eight years %.2f times more", fresh, loyal)
//	// a new holder pays 3.69 times, one of eight years 6.84 times more
//
// [SBG] explains that by a chance to leave that differs from customer to customer; [BdW] lets it change with the
// customer's tenure too. A [Tally] counts what they are fitted to, cohorts of any age together, and merges. For
// customers who leave without a word, see the models of package lifetime.
//
// # Definitions
//
//	S(t)        chance to outlast t renewals: B(α, β+t^c)/B(α, β), c = 1 for SBG
//	Retention   S(t)/S(t-1)
//	DEL         Σ S(t)/(1+d)^t, t = 0, 1, ...: payments of a new customer, the first today
//	DERL        Σ S(t)/S(n-1)/(1+d)^(t-n), t = n, n+1, ...: of one who has paid n times, just before his next renewal
//	Elasticity  percent by which these change with 1 % on every later retention rate
//
// A rate of interest knows the span over which it accrues, and a model its Period: 10 % a year is discounted rightly
// whether renewals are yearly or monthly. Values of customers are these payments times the profit of one.
//
// # Numbers
//
// Parameters and results are float64, 1e-10 relative unless a method says otherwise: sums without end are taken term by
// term as long as the terms change fast, then by the Euler-Maclaurin formula, so that no call runs longer for a
// smaller rate. Counts are exact, and merge to the same bytes in any order.
//
// # Errors
//
// [ErrTally] is a list of survivors that rises; [ErrRange] a number outside its range, [ErrLimit] one renewal or
// customer too many or a result beyond float64, [ErrDecode] bytes that are no tally. What belongs to the models in
// common is named in package lifetime: ErrParameter, ErrSpan, ErrRate, ErrDivergent, ErrNoData, ErrBoundary. Nothing
// panics.
//
// # References
//
//   - Fader, Hardie (2007), How to Project Customer Retention, Journal of Interactive Marketing 21(1).
//   - Fader, Hardie (2010), Customer-Base Valuation in a Contractual Setting, Marketing Science 29(1).
//   - Fader, Hardie, Liu, Davin, Steenburgh (2018), "How to Project Customer Retention" Revisited, Journal of
//     Interactive Marketing 43.
package contractual
