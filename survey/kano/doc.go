// Package kano says what a feature of a service is to its customers: whether it delights, is wanted the more the better, is
// taken for granted, or is neither here nor there.
//
// A bus line asks sixty passengers how they would feel with a socket at every seat, and how without. Either answer alone says
// little; the two together say what the socket is to each of them.
//
//	var t kano.Tally
//	for _, group := range []struct {
//		n             int
//		with, without kano.Answer
//	}{
//		{12, kano.AnswerLike, kano.AnswerNeutral},    // attractive
//		{20, kano.AnswerLike, kano.AnswerDislike},    // one-dimensional
//		{8, kano.AnswerExpect, kano.AnswerDislike},   // must-be
//		{15, kano.AnswerNeutral, kano.AnswerNeutral}, // indifferent
//		{3, kano.AnswerDislike, kano.AnswerLike},     // better without
//		{2, kano.AnswerLike, kano.AnswerLike},        // contradictory
//	} {
//		for range group.n {
//			_ = t.Add(group.with, group.without)
//		}
//	}
//	r, err := t.Result(kano.Options{})
//	if err != nil {
//		panic(err)
//	}
//	fmt.Printf("%v, before %v; better %.2f (%.2f to %.2f), worse %.2f\n",
//		r.Category, r.Second, r.Better.Value, r.Better.Low, r.Better.High, r.Worse.Value)
//	fmt.Println("ambiguous:", r.Ambiguous) // 20 against 15 of 60 may be chance
//	// one-dimensional, before indifferent; better 0.58 (0.45 to 0.70), worse -0.51
//	// ambiguous: true
//
// # Definitions
//
// The functional question asks about the feature that is there, the dysfunctional one about the feature that is not, both
// on like, expect, neutral, tolerate and dislike. These are 1 to 5, so answers may come from a survey on such a scale; one
// that is missing there is for [Tally.Skip], and no [Answer]. A [Table] makes a [Category] of the two answers: Classic is that
// of Berger et al., Pouliot's finds two more pairs contradictory. A [Rule] makes one category of all customers: the most
// frequent, or by Berger's rule first whether the feature touches more than it leaves cold.
//
//	A attractive   O one-dimensional   M must-be   I indifferent   R reverse   Q questionable
//
// A mean of categories hides that customers differ: look at the counts, the runner-up and whether the first is ahead by more
// than chance ([Result].Ambiguous, by Fong), and split by segment, one tally each.
//
// # Numbers
//
// Counts are int64 and exact in any order and grouping of merges; shares and scores are float64, right to 1e-12. What is not
// defined is a nil pointer: the coefficients where nobody is in A, O, M or I, a deviation of one customer.
//
// # Errors
//
// [ErrRange] names an answer or an option that is none, [ErrNoAnswers] says that nobody gave both answers; [ErrInvalid],
// [ErrLimit], [ErrUnknown] and [ErrDecode] say what they are named for.
//
// # References
//
//   - Kano, Seraku, Takahashi, Tsuji (1984), Attractive Quality and Must-be Quality, Hinshitsu 14.
//   - Berger et al. (1993), Kano's Methods for Understanding Customer-defined Quality, Center for Quality of Management
//     Journal 2(4); in it Timko's coefficients, Pouliot's table, DuMouchel's scores.
//   - Fong (1996), Using the Self-stated Importance Questionnaire to Interpret Kano Questionnaire Results, Center for Quality
//     of Management Journal 5(3).
//   - Lee, Newcomb (1997), Applying the Kano Methodology to Meet Customer Requirements, Quality Management Journal 4(3).
package kano
