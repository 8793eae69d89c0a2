// Package weighting makes a sample of respondents speak for the population that it comes from.
//
// Of a hundred passengers who answered, half are young, and of the passengers of the line six in ten are; half came by
// night, and so does half of all. Nobody counted how many of the young come by night. Raking finds weights for the four
// kinds of passengers so that both margins are met, and then the answers are averaged by them:
//
//	age := weighting.Variable{Name: "age", Categories: []string{"young", "old"}}
//	hour := weighting.Variable{Name: "hour", Categories: []string{"day", "night"}}
//	table, err := weighting.NewTable(age, hour)
//	scores, err2 := weighting.NewScoreTally(0, 10, age, hour)
//	if err != nil || err2 != nil {
//		panic(errors.Join(err, err2))
//	}
//	for _, kind := range []struct{ age, hour, n, score int }{{0, 0, 30, 9}, {0, 1, 20, 6}, {1, 0, 10, 10}, {1, 1, 40, 7}} {
//		for range kind.n {
//			_ = table.Add([]int{kind.age, kind.hour}, 1)
//			_ = scores.Add([]int{kind.age, kind.hour}, kind.score, 1)
//		}
//	}
//	w, err := weighting.Rake(table, []weighting.Margin{
//		{Variable: "age", Targets: []float64{60, 40}}, {Variable: "hour", Targets: []float64{50, 50}},
//	}, weighting.RakeOptions{})
//	if err != nil {
//		panic(err)
//	}
//	young, _ := w.Factor([]int{0, 0})
//	nps, _ := scores.NPS(w, 0)
//	fmt.Printf("a young passenger by day counts for %.2f; 100 answers tell as much as %.0f\n", young, w.Summary().EffectiveN)
//	fmt.Printf("NPS %.0f, from %.0f to %.0f; unweighted 20\n", nps.Value, nps.Low, nps.High)
//	// a young passenger by day counts for 1.33; 100 answers tell as much as 94
//	// NPS 30, from 14 to 46; unweighted 20
//
// # Definitions
//
//	cell           one category of each variable
//	design weight  how many of the population a respondent stands for by the way he was drawn; 1 if not known
//	factor         by what the design weight is multiplied, the same for a whole cell
//	weight         design weight times factor
//	margin         how many of the population are in each category of one variable
//	raking         the factors that meet all margins and are a product of one number a category ([Rake])
//	post-strata    the factors that meet the counts of crossed categories ([PostStratify])
//	trimming       factors cut to bounds, the total kept ([Weights.Trim])
//	design effect  n Σw² / (Σw)², by Kish; effective n = n / design effect
//
// All is computed in the table of cells, not row by row, so weighting a million answers costs one pass to count them.
//
// # Numbers
//
// A [Table] and a [ScoreTally] are exact: they hold whole numbers, design weights in units of 2^-30, their sums and sums of
// squares in 128 bits. So they merge to the same bits in any order and grouping. All that is computed from them is float64,
// never NaN nor infinite, and walks cells and points in their order, so that the same answers give the same bits.
//
// # Errors
//
// [EmptyCellError] names a part of the population without sample, [NoConvergenceError] says by how much margins were missed:
// weights that do not meet their margins are never returned. [ErrTargets], [ErrMismatch], [ErrRange], [ErrInvalid],
// [ErrTooFew], [ErrLimit] and [ErrDecode] say what they are named for.
//
// # References
//
//   - Deming, Stephan (1940), On a Least Squares Adjustment of a Sampled Frequency Table, Annals of Mathematical
//     Statistics 11: raking.
//   - Holt, Smith (1979), Post Stratification, Journal of the Royal Statistical Society A 142.
//   - Kish (1965), Survey Sampling, 8.1 and 11.7: effective size and design effect.
//   - Potter (1990), A Study of Procedures to Identify and Trim Extreme Sampling Weights, Proceedings of the American
//     Statistical Association.
//   - Särndal, Swensson, Wretman (1992), Model Assisted Survey Sampling, 5.7: the error of a weighted mean.
package weighting
