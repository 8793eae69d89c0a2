// Package reliability says how well the items of a questionnaire measure one thing together.
//
// A bus line asks its passengers to rate punctuality, treatment and cleanliness from 1 to 5, and wants to report their
// sum as one index of service. It may, if the items agree: coefficient alpha says how much of the sum is common to
// them, its interval how sure five passengers make that, and the items which of them disturbs.
//
//	t, err := reliability.NewTally([]reliability.Item{
//		{Name: "punctuality", Min: 1, Max: 5}, {Name: "treatment", Min: 1, Max: 5}, {Name: "cleanliness", Min: 1, Max: 5},
//	}, reliability.MissingnessListwise)
//	for _, answers := range [][]int{{1, 2, 2}, {2, 3, 2}, {3, 3, 4}, {4, 5, 4}, {5, 4, 5}} {
//		err = errors.Join(err, t.Add(answers))
//	}
//	c, err := t.Covariance()
//	a, err := c.Alpha(reliability.Options{})
//	fmt.Printf("alpha %.2f, %.2f to %.2f\n", a.Raw, a.Interval.Low, a.Interval.High)
//	fmt.Printf("without %s %.2f\n", a.Items[1].Name, *a.Items[1].IfDeleted)
//	// alpha 0.93, 0.64 to 0.99
//	// without treatment 0.96
//
// A [Tally] counts rows of answers, and joins with others; a [Covariance] is what they amount to, or what a published
// table gives. [Covariance.Alpha] takes the items as equally good measures, [Covariance.Omega] finds out how good each
// of them is.
//
// # Definitions
//
// k items, n rows, C their covariances, R their correlations.
//
//	alpha            k/(k-1) (1 - tr C / sum C); its interval by Feldt from F with n-1 and (n-1)(k-1) degrees
//	standardised     the same of R; λ6 = 1 - Σ 1/(R⁻¹)ᵢᵢ / sum R
//	item-total       correlation of an item with the sum of all; corrected, with the sum of the others
//	if deleted       alpha of the others
//	omega            (Σλ)² / ((Σλ)² + ΣΨ), from one factor λ with uniquenesses Ψ, R ≈ λλᵀ + Ψ
//	reversed item    Min+Max-x on the declared scale
//	listwise         rows that miss an answer are left out, and n is what is left
//	pairwise         each covariance over the rows that answer both items, and n all rows added
//
// Pairwise keeps more, but its matrix may belong to no set of rows, and its n is optimistic. Alpha may be negative,
// where items contradict each other: mostly one should have been declared reversed. Rows from survey's Form.Rows have
// been reversed already.
//
// # Numbers
//
// A tally is exact: it holds integers, whatever the order and grouping of rows and merges, and so gives covariances
// right to three units in the last place, at any distance of the scale from 0. All else is float64, never NaN nor
// infinite. Alpha and its interval are right to 1e-10, omega to about its tolerance. What is not defined is a nil
// pointer where others of the figures are, and an error where none is.
//
// # Errors
//
// [ErrInvalid], [ErrLimit] and [ErrTooFew] name what is wrong with items and rows, [ErrRange] an answer off its scale
// or an option out of its range, [ErrMismatch] what does not fit together, [ErrDecode] foreign bytes. [ErrNoVariance]
// and [ErrSingular] say that the items have no alpha or omega, and [ErrNoConvergence] that omega was not found.
//
// # References
//
//   - Cronbach (1951), Coefficient Alpha and the Internal Structure of Tests, Psychometrika 16.
//   - Feldt (1965), The Approximate Sampling Distribution of Kuder-Richardson Reliability Coefficient Twenty,
//     Psychometrika 30: the interval.
//   - Duhachek, Iacobucci (2004), Alpha's Standard Error (ASE), Journal of Applied Psychology 89.
//   - Guttman (1945), A Basis for Analyzing Test-Retest Reliability, Psychometrika 10: λ6.
//   - McDonald (1999), Test Theory: A Unified Treatment, chapter 6: omega.
//   - Jöreskog (1967), Some Contributions to Maximum Likelihood Factor Analysis, Psychometrika 32; Clarke (1970), A
//     Rapidly Convergent Method for Maximum-Likelihood Factor Analysis, British Journal of Mathematical and Statistical
//     Psychology 23.
//   - Abramowitz, Stegun (1964), Handbook of Mathematical Functions, 26.2.49: the expansion of Cornish and Fisher.
package reliability
