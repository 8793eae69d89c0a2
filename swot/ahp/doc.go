// Package ahp turns judgements of pairs into weights, by the analytic hierarchy process of Saaty: it says how consistent
// they are, which ones to ask about again, and what a whole hierarchy or a group of judges makes of the alternatives.
//
// Three criteria are to rank the strategies of a bus operator. Its managers find impact three times as important as
// viability and twice as important as need, and need twice as important as viability:
//
//	c, err := ahp.New([]string{"impact", "viability", "need"}, []ahp.Judgement{
//		{A: "impact", B: "viability", Value: 3}, {A: "impact", B: "need", Value: 2}, {A: "need", B: "viability", Value: 2},
//	})
//	if err != nil {
//		panic(err)
//	}
//	r, err := c.Priorities(ahp.Options{})
//	if err != nil {
//		panic(err)
//	}
//	fmt.Printf("%.3f, consistency ratio %.3f", r.Weights, *r.CR)
//	// [0.540 0.163 0.297], consistency ratio 0.009
//
// Pairs may be missing, as long as the rest connects all elements; the vectors of the best-worst method are such
// judgements too. The weights pass to package swot as decimals, which the caller rounds to a sum of 1.
//
// # Definitions
//
//   - Judgement: A is Value times B, so that B is 1/Value times A; any real number from 1e-6 to 1e6.
//   - λmax: the largest eigenvalue of the matrix of judgements, n if and only if they are consistent, a_ij·a_jk = a_ik.
//   - Consistency index CI = (λmax - n)/(n - 1); consistency ratio CR = CI/random index, the mean CI of random judgements.
//     Five published tables of it differ, so a result names its [RandomIndex]. Saaty asks for a CR of 0.1 at most.
//   - Distributive and ideal synthesis: priorities of a leaf that sum to 1, or whose best is 1; see [Synthesize].
//   - AIJ and AIP: a group judges as one, or as individuals; see [AggregateJudgements] and [AggregatePriorities].
//
// # Numbers
//
// All numbers are float64. Weights are right to 1e-12 relative, with missing pairs and Eigenvector to 1e-9; no result is NaN
// or infinite. Permuting elements, judgements or judges permutes the answer, up to its rounding. Inputs are not changed;
// results are the caller's.
//
// # Errors
//
// [ErrJudgement] and [ErrContradiction] name the pair, [ErrDisconnected] the groups that nothing connects, [ErrElements] what
// is missing or there twice, in a hierarchy with the path of the node, [ErrVoters] the voter, [ErrLimit] too many of
// something, [ErrUnknown] a text that is no constant, [ErrDecode] bytes that are no comparison. Nothing panics.
//
// # References
//
//   - Saaty (1980), The Analytic Hierarchy Process. Saaty (2008), Decision Making with the Analytic Hierarchy Process,
//     International Journal of Services Sciences 1(1).
//   - Bozoki, Fulop, Ronyai (2010), On Optimal Completion of Incomplete Pairwise Comparison Matrices, Mathematical and
//     Computer Modelling 52.
//   - Aguaron, Moreno-Jimenez (2003), The Geometric Consistency Index, European Journal of Operational Research 147.
//   - Koczkodaj (1993), A New Definition of Consistency of Pairwise Comparisons, Mathematical and Computer Modelling 18(7).
//   - Forman, Peniwati (1998), Aggregating Individual Judgments and Priorities with the Analytic Hierarchy Process,
//     European Journal of Operational Research 108.
//   - Kurttila, Pesonen, Kangas, Kajanus (2000), Utilizing the Analytic Hierarchy Process in SWOT Analysis, Forest Policy
//     and Economics 1.
package ahp
