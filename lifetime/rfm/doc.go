// Package rfm turns a log of transactions into what the models of package lifetime are fitted to, and compares what
// they expect with what came.
//
// A bus operator knows who bought tickets when: Ana on 3 and 10 January and again on 9 March, Bruno once. It observes
// until the end of January, and keeps February and March to see whether a model would have foreseen them.
//
//	var sales rfm.Log
//	err := sales.AddAll(slices.Values(tickets))
//	for c, err := range sales.Customers(rfm.Options{Cut: endOfJanuary, End: endOfMarch}) {
//		fmt.Println(c.ID, "x", c.X, "t_x", c.TxDays, "T", c.TDays, "later", c.HoldoutX)
//	}
//	// Ana x 1 t_x 7 T 28 later 1
//	// Bruno x 0 t_x 0 T 16 later 0
//
// A [Log] takes rows in any order, also late ones, merges with others, and keeps them by day, so the cut can move
// afterwards and a return can be read in three ways. [Log.Histogram] is what a fit takes; [Frequencies], [Track],
// [ByFrequency] and [Measure] are the diagnostics, as data to be drawn or checked.
//
// # Definitions
//
//	purchase      all rows of a customer on one day, if there is one at 0 or above
//	X             purchases after the first one, up to the cut
//	TxDays, TDays days from the first purchase to the last one, and to the cut
//	cohort        customers whose first purchase is not after the cut
//	holdout       what comes after the cut, up to the end
//	Gini          2/n Σ (A(i-1) + a(i)/2)/A - 1, A(i) the sum of the first i actuals a, over that of the best order
//
// A day is the date that the caller says: convert a time to where the sale was made before [DayOf]. X counts days, as
// the literature does, not rows.
//
// # Numbers
//
// Money is decimal at the door and int64 minor units inside, so sums are exact; counts are integers. What a model
// expects is float64, with the accuracy of the model. Any order and grouping of rows and merges gives the same bytes.
// A million rows of half a million customers take some 40 MB.
//
// # Errors
//
// [ErrDay], [ErrAmount] and [ErrDigits] name a bad row or log, [ErrReturn] a return that the options forbid; [ErrRange]
// is any other number out of its range, [ErrLimit] one too many or a sum beyond int64, [ErrNoData] nothing to
// compute from, [ErrUnknown] a text that is no policy, [ErrDecode] bytes that are no log. Nothing panics.
//
// # References
//
//   - Fader, Hardie, Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2): the summary, the
//     frequency table, tracking and the holdout by frequency.
//   - Malthouse, Blattberg (2005), Can we predict customer lifetime value?, Journal of Interactive Marketing 19(1).
package rfm
