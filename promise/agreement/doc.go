// Package agreement says whether several companies' commitments add up to the one promise that a customer was given, and
// who owns each hand-off between them.
//
// A car breaks down. A tow firm brings it to a dealer, who can repair it once the insurer agrees. The customer was
// promised that nine repairs of ten are done within 48 hours; each company promises its own piece:
//
//	share := func(text string) promise.Ratio {
//		ratio, err := promise.ParseRatio(text)
//		if err != nil {
//			panic(err)
//		}
//		return ratio
//	}
//	chain := agreement.InSeries(
//		agreement.Commit("tow firm", agreement.Commitment{Keep: share("99%"), Within: 4 * time.Hour}),
//		agreement.Commit("insurer", agreement.Commitment{Keep: share("90%"), Within: 8 * time.Hour}),
//		agreement.Commit("dealer", agreement.Commitment{Keep: share("95%"), Within: 24 * time.Hour}),
//	)
//	composed, err := agreement.Compose(chain)
//	if err != nil {
//		panic(err)
//	}
//	fmt.Printf("together %.4f, at least %.2f, within %v\n", composed.Keep, composed.Low, composed.Within)
//	f, err := agreement.Feasible(agreement.Commitment{Keep: share("90%"), Within: 48 * time.Hour}, chain)
//	if err != nil {
//		panic(err)
//	}
//	fmt.Printf("carries it: %v; raise the %s to %.4f, or all to %.4f\n", f.Independent, f.Weakest, *f.RaiseTo, *f.EqualNeeded)
//	// together 0.8464, at least 0.84, within 36h0m0s
//	// carries it: false; raise the insurer to 0.9569, or all to 0.9655
//
// # Definitions
//
//   - An obligation of one party is individual, of several collective. An outsourced company is a party too.
//   - Contact-point teams are the face to the customer; resolver teams install, maintain and repair; coordination
//     groups of middle and senior managers meet and decide. Experts of each party document its boundary, which is what
//     it is competent for.
//   - A gap is an activity inside nobody's boundary, an overlap one inside several. A hand-off carries a case from one
//     party to another; it has a party that carries it, what passes along, and what the next cannot go on without. Its
//     faults are what leaves a customer alone: see [FaultKind].
//   - Series: all must keep. Parallel: one is enough. K of n: k are. Keep is the share of cases in which the whole
//     keeps if its parts are independent; Low and High are what it can be at worst and best if nobody knows how they
//     depend on each other.
//   - A target is carried if Keep reaches it, and guaranteed if Low does.
//
// # Numbers
//
// Commitments are exact fractions ([promise.Ratio]). Keep and Miss are float64 with full relative accuracy each, 1e-11, so
// that redundancy keeps its 1e-21; whether a target is reached is decided exactly. Durations are whole nanoseconds.
//
// # Errors
//
// Validate returns every fault at once under [ErrInvalid]; [Agreement.Gaps], [Agreement.Overlaps] and
// [Agreement.HandoffFaults] read agreements with faults too. [Compose] and [Feasible] check a node before they go into it:
// [ErrInvalid] with its path, [ErrLimit] beyond 64 levels or 10,000 leaves. [ErrRange] and [ErrUnknown] say what they are
// named for.
//
// # References
//
// Barlow, Proschan (1975), Statistical Theory of Reliability and Life Testing, ch. 1 and 2. Fréchet (1935),
// Généralisations du théorème des probabilités totales. Rüger (1978), Metrika 25; Morgenstern (1980), Metrika 27:
// bounds of k of n. Birnbaum (1969), On the Importance of Different Components in a Multicomponent System.
package agreement
