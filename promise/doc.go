// Package promise declares what a customer of a brand always gets, in specifications that can be measured, and says from
// observations whether each is kept, broken, or not yet decidable.
//
// A bus operator promises the passengers of ADO GL in the market of Mexico that nine buses of ten are at most 15 minutes
// late, and that the bus always has its 40 seats. It watches 200 trips:
//
//	ratio, err := promise.ParseRatio("90%")
//	if err != nil {
//		panic(err)
//	}
//	p := promise.Promise{
//		Key: promise.Key{Brand: "ADO GL", Market: "Mexico"},
//		Attributes: []promise.Attribute{
//			{Code: "punctuality", Tier: promise.Base, Visible: true, Specs: []promise.Specification{
//				{Code: "delay", Unit: "min", Target: promise.Target{Op: promise.AtMost, Limit: 15}, Coverage: ratio},
//			}},
//			{Code: "comfort", Tier: promise.Base, Visible: true, Class: promise.Strength, Specs: []promise.Specification{
//				{Code: "seats", Target: promise.Target{Op: promise.Exactly, Limit: 40}, Coverage: promise.Always()},
//			}},
//		},
//	}
//	report, err := promise.EvaluateTallies(p, map[string]promise.Tally{
//		"delay": {Kept: 190, Total: 200},
//		"seats": {Kept: 200, Total: 200},
//	}, promise.Options{})
//	if err != nil {
//		panic(err)
//	}
//	fmt.Print(report.Markdown())
//	// | Attribute | Specification | Promised | Kept | % | Interval, % | Met | Verdict |
//	// | --- | --- | ---: | ---: | ---: | ---: | --- | --- |
//	// | punctuality | delay | 0.9 | 190 of 200 | 95.0 | 91.0 to 97.6 | yes | kept |
//	// | comfort | seats | always | 200 of 200 | 100.0 | 98.2 to 100.0 | yes | undetermined |
//	//
//	// Base promise: undetermined. Differentiating promise: no-evidence. Worst visible attribute: punctuality.
//
// # Definitions
//
//   - Base attributes are what must always be delivered; differentiating ones set the brand apart. A base specification
//     is [Always] unless its declarer writes a tolerance.
//   - Coverage is the promised share of cases in which a target holds. Met is the plain exact comparison of a count
//     with it; the verdict asks for evidence. Both are reported.
//   - Kept: the lower one-sided bound of the share is at least the coverage. Broken: the upper one is below it. Else
//     undetermined. Always is broken by the first miss and never shown kept by evidence alone.
//   - The worst visible attribute rules a customer's impression, not the mean: a coffee stain on a seat makes him doubt
//     the engines.
//   - "Broken" is a verdict, "missed" a case; Level is the confidence, coverage the promised share.
//   - A variant ([Promise.Reduced]) keeps up a part of a promise in a contingency; [Diff] says what differs between
//     versions.
//   - A budget ([BudgetOf]) is how many misses the coverage allows; a [Window] fires while it burns too fast.
//
// # Streams
//
// An [Evaluator] counts observations as they come, a [Timeline] the cases of one specification by slots of time. Both take
// memory of their own size only, not of the observations', merge in any order to the bits of one pass, and have a binary
// form, so that counts from many machines can be joined.
//
// # Numbers
//
// Coverages are exact fractions ([Ratio]) and compared with counts in 128 bits, so 190 of 200 meets 95 %; burn rates and
// ranks are compared as exactly, so a burn of just the threshold does not fire. Observed values, shares and intervals are
// float64; bounds are right to 1e-12 up to a million cases and to 1e-9 up to 1e9. Nothing is NaN: what was not measured is
// nil or NoEvidence.
//
// # Errors
//
// Validate returns every fault at once under [ErrInvalid]. Evaluate stops at the first bad observation:
// [UnknownSpecError] or [ErrValue], with its index. Levels of a verdict start at 0.5, below which the one-sided bounds
// would cross: [ErrLevel]. What cannot merge is a [MismatchError], foreign bytes are [ErrDecode], sums beyond 2^63-1
// [ErrLimit]. [ErrAlways] answers who asks how many cases show always. [ErrRatio], [ErrRange], [ErrNoEvidence] and
// [ErrUnknown] say what they are named for.
//
// # References
//
// Clopper, Pearson (1934), The Use of Confidence or Fiducial Limits, Biometrika 26. Newcombe (1998), Two-Sided Confidence
// Intervals for the Single Proportion, Statistics in Medicine 17. Brown, Cai, DasGupta (2001), Interval Estimation for a
// Binomial Proportion, Statistical Science 16. Fréchet (1935), on the chance that several events happen together. Wilks
// (1941), Determination of Sample Sizes for Setting Tolerance Limits. Fisher (1935), The Logic of Inductive Inference. Holm
// (1979); Benjamini, Hochberg (1995): many tests at once. David, Nagaraja (2003), Order Statistics. Beyer and others
// (2018), The Site Reliability Workbook, ch. 5.
package promise
