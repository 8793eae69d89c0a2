// Package driver says which part of a service drives satisfaction, and which deserves an action.
//
// A bus line knows how satisfied its passengers are with the trip, and how they rate punctuality and cleanliness. The
// ratings go together, so no single correlation tells what counts. Shapley's value of R² shares out what both explain,
// over all orders in which they might have been asked:
//
//	p, err := driver.NewProblem("satisfaction", []string{"punctuality", "cleanliness"}, [][]float64{
//		{1, 0.5, 0.4}, {0.5, 1, 0.3}, {0.4, 0.3, 1},
//	}, 300)
//	shares, err := p.Shares(driver.MethodLMG)
//	for _, s := range shares {
//		fmt.Printf("%s %.1f %%\n", s.Driver, s.Percent)
//	}
//	ranked, err := driver.Priorities(shares, map[string]float64{"punctuality": -0.2, "cleanliness": -0.8})
//	fmt.Println("act on", ranked[0].Driver)
//	// punctuality 64.1 %
//	// cleanliness 35.9 %
//	// act on cleanliness
//
// [FromRows] and [Tally] take answers instead of correlations, and tallies join with others. [Bootstrap] says how sure
// the shares are. [Quadrants] sets how much an attribute matters against how well it is done, and [Priorities] against
// how far it stays behind the promise.
//
// # Definitions
//
// r are the correlations of p drivers with the response, R those among them, β = R⁻¹r.
//
//	R²          r'β, the share of the variance of the response that the drivers explain together
//	LMG         mean gain in R² over all orders of the drivers, the Shapley value
//	Johnson     Σ (R^½)ⱼₖ² bₖ² over k, with b = R^-½ r: relative weights, which are Genizi's
//	First       rⱼ², the driver alone
//	Last        the loss of R² without it
//	Pratt       βⱼ rⱼ
//	VIF         diagonal of R⁻¹
//	quadrants   concentrate here: matters, done poorly; keep up: matters, done well; low priority: neither; possible
//	            overkill: done well, matters little. A value on the crosshair is high.
//	impact      share of R² times the gap to the promise
//
// Shares describe; they do not prove what causes what. Rows that miss an answer are left out.
//
// # Numbers
//
// A tally is exact: it holds integers, whatever the order and grouping of rows and merges, and its correlations come
// from exact differences. All else is float64, never NaN nor infinite. LMG takes one step of elimination for each of
// the 2^p subsets and sums to R² to 1e-12; p is at most 20 there, and 100 elsewhere. Drivers whose VIF is above 1e10
// are refused. The bootstrap draws from the generator it is given, and from nothing else.
//
// # Errors
//
// [ErrSingular] names the driver that does not vary or that others explain, [ErrNoVariance] a response that does not
// vary, [ErrTooFew] what is missing, [ErrMismatch] what does not fit together. [ErrInvalid], [ErrRange] and [ErrLimit]
// are names, numbers and sizes that will not do, [ErrUnknown] a text that is no name, [ErrDecode] foreign bytes.
//
// # References
//
//   - Lindeman, Merenda, Gold (1980), Introduction to Bivariate and Multivariate Analysis, p. 119: averaging orders.
//   - Grömping (2006), Relative Importance for Linear Regression in R, Journal of Statistical Software 17(1).
//   - Johnson (2000), A Heuristic Method for Estimating the Relative Weight of Predictor Variables, Multivariate
//     Behavioral Research 35; Genizi (1993), Decomposition of R² in Multiple Regression with Correlated Regressors,
//     Statistica Sinica 3.
//   - Pratt (1987), Dividing the Indivisible, in: Proceedings of the Second International Tampere Conference.
//   - Azen, Budescu (2003), The Dominance Analysis Approach, Psychological Methods 8.
//   - Efron, Tibshirani (1993), An Introduction to the Bootstrap, section 13.3.
//   - Martilla, James (1977), Importance-Performance Analysis, Journal of Marketing 41.
package driver
