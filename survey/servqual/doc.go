// Package servqual measures the quality of a service as the gap between what customers expect of it and what they perceive,
// on the five dimensions of SERVQUAL or on one's own, or by perception alone (SERVPERF).
//
// A bus line asks three passengers about two dimensions, punctuality with two statements and treatment with one, each from 1
// to 7: what an excellent line would do, what this one does, and how many of 100 points each dimension is worth.
//
//	t, err := servqual.NewTally([]servqual.Dimension{{Name: "punctuality", Items: 2}, {Name: "treatment", Items: 1}}, 1, 7)
//	for _, answers := range []struct{ expected, perceived, points []int }{
//		{[]int{7, 7, 6}, []int{5, 6, 6}, []int{70, 30}},
//		{[]int{6, 7, 5}, []int{6, 4, 7}, []int{50, 50}},
//		{[]int{7, 6, 6}, []int{5, servqual.Missing, 5}, []int{80, 20}},
//	} {
//		err = errors.Join(err, t.Add(answers.expected, answers.perceived, answers.points))
//	}
//	r, err2 := t.Result(servqual.Options{})
//	if err = errors.Join(err, err2); err != nil {
//		panic(err)
//	}
//	fmt.Print(r.Markdown())
//	// | Dimension | N | Expected | Perceived | Gap | Interval | p | Weight |
//	// | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
//	// | punctuality | 3 | 6.67 | 5.17 | -1.67 | -2.38 to -0.95 | 0.010 | 66.7 |
//	// | treatment | 3 | 5.67 | 6.00 | 0.33 | -3.46 to 4.13 | 0.742 | 33.3 |
//	//
//	// The whole: gap -0.67, weighted gap -0.87, performance 5.58, weighted performance 5.55.
//
// # Definitions
//
// Quality is perceived less expected: below 0 the service falls short. The gap of an item needs both answers; a respondent's
// dimension is the mean of the items that he answered; a dimension of the service is the mean over respondents, and the whole
// is the mean of the dimensions. Weighted by points, each respondent weighs his own dimensions, and the whole is the mean of
// these; to weigh the dimensions' means by mean points instead ([Result].GapByMeanWeights) takes those who care for one side
// to have found the same on it as the others.
//
// Differences of two answers are less reliable than either, which is why some measure perception alone: pass nil for what is
// expected. Whether the items of a dimension belong together is for reliability's alpha to say. What survey's Form.Rows
// returns are answers to [Tally.Add] as they stand: both write a missing one alike.
//
// # Numbers
//
// A [Tally] holds whole numbers only: means of a respondent are multiples of one over the least common multiple of the numbers
// of items, so that it is exact in any order and grouping of merges. Figures are float64, never NaN nor infinite; what was not
// asked, or is not defined, is a nil pointer.
//
// # Errors
//
// [ErrRange] names an answer off the scale, or points that do not sum to 100, whose respondent counts unweighted; [ErrMismatch],
// [ErrInvalid], [ErrNoAnswers], [ErrLimit] and [ErrDecode] say what they are named for.
//
// # References
//
//   - Parasuraman, Zeithaml, Berry (1988), SERVQUAL: A Multiple-Item Scale for Measuring Consumer Perceptions of Service
//     Quality, Journal of Retailing 64.
//   - Parasuraman, Berry, Zeithaml (1991), Refinement and Reassessment of the SERVQUAL Scale, Journal of Retailing 67: points.
//   - Cronin, Taylor (1992), Measuring Service Quality: A Reexamination and Extension, Journal of Marketing 56.
//   - Fisher (1926), Expansion of Student's Integral in Powers of n⁻¹, Metron 5; Hill (1970), Algorithm 395, Communications of
//     the ACM 13: Student's t for many respondents.
package servqual
