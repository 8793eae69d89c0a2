// Package survey asks customers by declared questionnaires, counts their answers exactly and turns the counts into
// figures that carry their uncertainty.
//
// A quality manager writes a local questionnaire for a brand and a market, with the questions that the business needs.
// Compiled, it is a form: it knows which questions a respondent is shown and what is wrong with an answer. The answers
// to a question become a tally, tallies of days, markets or machines merge, and a tally gives the net promoter score,
// satisfaction, effort, shares and means, each with an interval. Two tallies give what has changed, a tally and a promise
// how far delivery is from it, and a dashboard shows all of it with the actions that follow.
//
// A bus operator promises punctuality of 4 on a scale of 5 and asks its passengers whether they got it, whether they
// would recommend the line, and those who would not, why. The published questionnaire of the case is lost, so this one
// is inferred from the operator's basic promise:
//
//	q := survey.Questionnaire{
//		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"),
//		Questions: []survey.Question{
//			{ID: "punctuality", Kind: survey.KindCSAT, Required: true},
//			{ID: "safety", Kind: survey.KindCSAT},
//			{ID: "treatment", Kind: survey.KindCSAT},
//			{ID: "comfort", Kind: survey.KindCSAT}, // and cleanliness
//			{ID: "recommend", Kind: survey.KindNPS, Required: true},
//			{ID: "why", Kind: survey.KindText, ShowIf: survey.AtMost("recommend", 6)},
//		},
//	}
//	form, err := q.Compile()
//	if err != nil {
//		panic(err)
//	}
//	var responses []survey.Response
//	for _, a := range [][2]int{{5, 10}, {4, 10}, {4, 9}, {3, 9}, {4, 9}, {5, 9}, {3, 8}, {3, 7}, {2, 6}, {2, 0}, {4, 57}} {
//		responses = append(responses, survey.Response{Answers: map[survey.QuestionID]survey.Answer{
//			"punctuality": survey.Points(a[0]), "recommend": survey.Points(a[1]),
//		}})
//	}
//	fmt.Println(form.Check(responses[10]))
//
//	recommend, _ := form.Tally("recommend", slices.Values(responses))
//	nps, _ := recommend.NPS(survey.Options{})
//	fmt.Printf("NPS %.0f, from %.1f to %.1f\n", nps.Value, nps.Interval.Low, nps.Interval.High)
//	fmt.Printf("%+v\n", recommend.Base())
//
//	punctuality, _ := form.Tally("punctuality", slices.Values(responses))
//	promised := survey.Promised{Question: "punctuality", Level: decimal.New(4, 0)}
//	gap, _ := survey.Gap(promised, punctuality, survey.Options{})
//	fmt.Printf("gap %.2f, from %.2f to %.2f; %.0f of 11 got it\n",
//		gap.Gap, gap.Interval.Low, gap.Interval.High, gap.Kept.Value*11)
//
// prints
//
//	survey: answer to "recommend": range: "57"
//	NPS 40, from -12.6 to 74.1
//	{Responses:11 Answered:10 Missing:0 Hidden:0 Invalid:1 Excluded:0}
//	gap -0.45, from -1.15 to 0.24; 6 of 11 got it
//
// # Definitions
//
// Every response to a question has one outcome, and they always add up:
//
//	responses = answered + missing + hidden + invalid + excluded
//
// Hidden is a question that was not shown, whatever was answered to it; missing one that was shown and not answered;
// invalid an answer outside the declaration, such as 57 from 0 to 10, which is counted there and in no bucket; excluded
// what the caller sets aside. Figures are computed on the answered alone. Of several choices, the shares of the
// answering respondents may sum to more than 1.
//
// A question is shown when its [Condition] holds. A hidden or invalid answer counts as absent there, comparisons with
// an absent answer are false, and [Not] is plain negation. Conditions may look forward, but not in a circle.
//
// The scale is declared, never guessed from answers, and decides which figures there are: [Tally.NPS] of anything but
// an NPS question is an error. A reversed scale is turned when answers are counted: after it, more is better.
//
//	NPS   100·(share of 9 and 10 - share of 0 to 6)       [Tally.NPS], adjusted Wald interval
//	CSAT  share of the two best points                    [Tally.CSAT], Wilson interval
//	CES   mean effort score                               [Tally.CES], Student's t
//	boxes share of the n best or worst points, an option  [Tally.Top], [Tally.Bottom], [Tally.Option], [Proportion]
//	mean, index on 0 to 100, median, standard deviation   [Tally.Mean], [Tally.Index], [Tally.Median], [Tally.SD]
//	gap   mean - promised level                           [Gap]
//
// Waves and segments compare by share, score, mean or rank ([CompareShares], [CompareNPS], [CompareMeans],
// [CompareRanks]), always the second less the first. Whoever looks at many of them adjusts the p-values for it
// ([AdjustChanges], [AdjustP]). [TestIndependence] looks at a whole table of segments by answers, [Kappa] at how far two
// coders of comments agree. Before a survey, [SampleSize], [SampleSizeNPS], [SampleSizeTwoWaves] and [MarginOfError] say
// how many answers it takes; after it, [Disposition.Rates] say how many of those asked did answer, and [Form.Assess]
// doubts respondents who clicked through, whose answers the caller may count as excluded. [Form.Rows] is the bridge to the
// packages of survey/ that compute on plain numbers.
//
// A tally keeps counts, so it merges exactly in any order and grouping, takes an answer out again ([Tally.Remove]), and
// travels as bytes ([Tally.MarshalBinary]) in which equal tallies are equal.
//
// # Numbers
//
// Counts are int64 and never overflow: what would is [ErrLimit]. Estimates are float64, never NaN nor infinite, right
// to 1e-9 of their unit from one answer to 1e9. The promised level is a decimal of at most 18 places; it is compared
// exactly. Nothing is rounded but what a dashboard shows. z and t are exact quantiles, never 1.96. How large a JSON body
// may be is for the caller to limit.
//
// # Errors
//
// [Questionnaire.Validate] and [Questionnaire.Compile] return every fault at once, each a validator.FieldError with its
// path and code, under [ErrInvalid]; questions shown depending on each other also give a [CycleError] with their IDs.
// [Form.Check] returns an [AnswerError] for each answer that its question does not take. Figures return [ErrKind],
// [ErrNoAnswers], [ErrTooFew], [ErrMethod] or [ErrRange], tallies [MismatchError], [ErrLimit] or [ErrDecode], comparisons
// also [ErrNoVariance].
//
// # References
//
//   - Reichheld (2003), The One Number You Need to Grow, Harvard Business Review: the net promoter score.
//   - Rocks (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70.
//   - Dixon, Freeman, Toman (2010), Stop Trying to Delight Your Customers, Harvard Business Review: effort.
//   - Newcombe (1998), Two-Sided Confidence Intervals for the Single Proportion, Statistics in Medicine 17.
//   - Brown, Cai, DasGupta (2001), Interval Estimation for a Binomial Proportion, Statistical Science 16.
//   - Newcombe (1998), Interval Estimation for the Difference Between Independent Proportions, Statistics in Medicine 17.
//   - Holm (1979), A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6.
//   - Benjamini, Hochberg (1995), Controlling the False Discovery Rate, Journal of the Royal Statistical Society B 57.
//   - Cochran (1977), Sampling Techniques: sample sizes and finite populations.
//   - AAPOR (2016), Standard Definitions, 9th edition: outcome rates.
//   - Abramowitz, Stegun (1964), Handbook of Mathematical Functions, 26.7.5: Student's t for many answers.
package survey
