// Package survey turns customers' answers into figures that carry their uncertainty: a questionnaire is data, answers are
// checked against it and counted by one rule that always adds up, and counts become a net promoter score, a satisfaction or
// a gap to what was promised, each with an interval.
//
// A bus operator asks its passengers whether they would recommend the line, from 0 to 10, and those who would not, why:
//
//	q := survey.Questionnaire{
//		ID: uuid.MustParse("3a1d2c4e-9f31-4b57-8d0a-6c5b4a392817"),
//		Questions: []survey.Question{
//			{ID: "recommend", Kind: survey.KindNPS, Required: true},
//			{ID: "why", Kind: survey.KindText, ShowIf: survey.AtMost("recommend", 6)},
//		},
//	}
//	form, err := q.Compile()
//	if err != nil {
//		panic(err)
//	}
//	var responses []survey.Response
//	for _, points := range []int{10, 9, 9, 10, 9, 10, 8, 7, 3, 6} {
//		responses = append(responses, survey.Response{Answers: map[survey.QuestionID]survey.Answer{"recommend": survey.Points(points)}})
//	}
//	responses = append(responses, survey.Response{}) // one who did not answer
//	tally, err := form.Tally("recommend", slices.Values(responses))
//	if err != nil {
//		panic(err)
//	}
//	nps, err := tally.NPS(survey.Options{})
//	if err != nil {
//		panic(err)
//	}
//	fmt.Printf("%.0f points, %.1f to %.1f, of %d of %d\n", nps.Value, nps.Interval.Low, nps.Interval.High, nps.N, tally.Base().Responses)
//	// 40 points, -12.6 to 74.1, of 10 of 11
//
// # Definitions
//
//   - Base: responses = answered + missing + hidden + invalid + excluded. Hidden: the condition of the question does not
//     hold, and any answer given is dropped. Missing: shown, not answered. Invalid: answered outside the declaration.
//     Excluded: the caller's decision. Every share and mean is of the answered.
//   - Scoring: on a reversed scale v becomes Min+Max-v, so that more is better; Top, CSAT and means are of scored points.
//     Conditions compare raw points.
//   - NPS = 100·(share of 9 and 10 less share of 0 to 6). CSAT: share of the two best points. CES: mean.
//   - Gap: mean less the promised level; below 0 it is a broken promise.
//   - z is the standard normal quantile of (1+level)/2, exact and never 1.96.
//
// # Numbers
//
// A [Tally] keeps int64 counts only: merging in any order and grouping gives the bits of one pass, and an answer can be taken
// out again. Estimates are float64, right to 1e-12 relative to the scale; intervals of a share to 1e-9 up to a billion
// answers. A promised level is a decimal of at most 12 places.
//
// # Errors
//
// Validate and Compile return every fault at once under [ErrInvalid]; conditions that ask for each other give a
// [CycleError] too. Check returns an [AnswerError] for each answer that does not fit. Figures return [ErrKind],
// [ErrNoAnswers], [ErrTooFew], [ErrMethod] and [ErrRange].
//
// # References
//
// Rocks (2016), Interval Estimation for the Net Promoter Score, The American Statistician 70(4). Newcombe (1998), Two-Sided
// Confidence Intervals for the Single Proportion, Statistics in Medicine 17. Brown, Cai, DasGupta (2001), Interval Estimation
// for a Binomial Proportion, Statistical Science 16. Dixon, Freeman, Toman (2010), Stop Trying to Delight Your Customers,
// Harvard Business Review.
package survey
