// Package mcdm ranks alternatives on several criteria by methods other than the weighted sum of package swot, weighs
// criteria that are ranked only, and tells causes from effects.
//
// A bus operator compares three suppliers of seats by comfort (of 10), by the years that a seat lasts, and by price, of
// which less is better. Comfort counts half, life three tenths and price a fifth:
//
//	seats := mcdm.Problem{
//		Values:  [][]float64{{8, 7, 310}, {9, 6, 420}, {6, 9, 260}},
//		Weights: []float64{0.5, 0.3, 0.2},
//		Cost:    []bool{false, false, true},
//	}
//	r, err := mcdm.TOPSIS(seats, mcdm.TOPSISOptions{Ideal: []float64{10, 10, 200}, AntiIdeal: []float64{0, 0, 500}})
//	fmt.Printf("%.3f, ranks %v", r.Scores, r.Ranks)
//	// [0.754 0.713 0.678], ranks [1 2 3]
//
// Fixed points, the best and worst that each criterion can reach, keep two suppliers in their order whatever becomes of a
// third; the ranges that [TOPSIS] and [PROMETHEE] read off the data do not. [ROC], [RankSum] and [SWARA] give weights to
// criteria in the order of their importance, [DEMATEL] says which problem drives which, and [KendallW] whether judges
// agree at all.
//
// # Definitions
//
//	TOPSIS     d⁻/(d⁺ + d⁻), distances of the weighted values from the ideal and the anti-ideal
//	PROMETHEE  φ⁺ - φ⁻, mean preference over the others less mean preference of the others
//	DEMATEL    N(I - N)⁻¹, N the direct influences over the largest sum
//	KendallW   12 S/(m²(n³-n) - m ΣT), S of the rank sums of n things by m judges
//
// # Numbers
//
// Values are float64, finite and of magnitude 0 or 1e-150 to 1e150. Weights are at least 0 and sum to 1 within 1e-9, or
// are all 0 or absent, which means equal; they are never normalised silently, which [Normalize] does. No result is NaN
// or infinite. Scores within 1e-12 of each other share a rank. Inputs are not changed; results are the caller's.
//
// # Errors
//
// [ErrShape] is lengths that do not fit, [ErrValue] a number out of its range, whose row and column the text names,
// [ErrWeights] and [ErrThreshold] name what is wrong with weights and preferences, [ErrLimit] too many of something,
// [ErrUnknown] a text that is no constant, [ErrSingular] an influence without an end. Nothing panics.
//
// # References
//
//   - Hwang, Yoon (1981), Multiple Attribute Decision Making: TOPSIS.
//   - Brans, Vincke (1985), A Preference Ranking Organisation Method, Management Science 31(6): PROMETHEE.
//   - Barron, Barrett (1996), Decision Quality Using Ranked Attribute Weights, Management Science 42(11).
//   - Gabus, Fontela (1972), World Problems, an Invitation to Further Thought within the Framework of DEMATEL.
//   - Kendall, Babington Smith (1939), The Problem of m Rankings, Annals of Mathematical Statistics 10(3).
package mcdm
