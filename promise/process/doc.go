// Package process describes the stages through which a service is delivered, and says how long they take, where they lose
// customers, and what would mend it.
//
// A car service agrees on a visit, repairs, checks, and hands over. One car in ten fails the check and goes back. How many
// cars are ready within two days, and is it the check or the repair that the promise hangs on?
//
//	g, err := process.New(process.Blueprint{
//		ID: id, Name: "repair", Start: "agree",
//		Stages: []process.Stage{
//			{Code: "agree", Title: "agree on a visit", Span: process.Span{Mean: time.Hour, SD: time.Hour / 2}},
//			{Code: "repair", Title: "repair", Span: process.Span{Mean: 20 * time.Hour, SD: 8 * time.Hour}},
//			{Code: "check", Title: "check", Span: process.Span{Mean: time.Hour, SD: time.Hour / 4}},
//			{Code: "over", Title: "hand over", Outcome: true},
//			{Code: "gone", Title: "customer leaves", Outcome: true},
//		},
//		Edges: []process.Edge{
//			{From: "agree", To: "repair", Probability: 0.95},
//			{From: "agree", To: "gone", Probability: 0.05},
//			{From: "repair", To: "check"},
//			{From: "check", To: "over", Probability: 0.9},
//			{From: "check", To: "repair", Probability: 0.1, Kind: process.Rework},
//		},
//	})
//	chain, err := g.Chain()
//	mean, sd, err := chain.Time()                                           // 23h10m0s, 12h3m38s
//	ready, err := chain.OutcomeBy("over", 48*time.Hour, process.Matched)    // 0.91
//
// # Definitions
//
//   - A [Blueprint] is declared: stages with number, lane, what the customer expects and what is done; edges with what they
//     are for (flow, rework, win-back) and how likely they are. It can be drawn before anything is measured.
//   - A [Graph] is a blueprint that has been checked: gaps in its numbers, loops, what crosses the line of visibility, its
//     critical path, its pictures ([Graph.Mermaid], [Graph.DOT], [Graph.Markdown]).
//   - A [Chain] is the graph as an absorbing Markov chain: where a case goes next depends only on where it is. Loops of
//     rework are solved, not simulated: visits N = (I-Q)⁻¹, steps N1, outcomes NR, and the time by its mean and variance
//     or, under a [TimeModel], as a distribution of phases with its quantiles.
//   - A critical path reads every flow edge as "must come before": alternatives that exclude each other belong to the chain.
//   - A [Log] counts traces: which fit the graph, which moves it does not know, and what the probabilities and times are.
//   - [Rank] orders failure modes by severity, occurrence and detection.
//
// # Numbers
//
// Times are time.Duration, so at most 292 years; sums of them are whole. Probabilities are float64. Those of a stage sum to
// 1 within 1e-9, or are all 0, which says that they are not stated. Nothing is subtracted in the factors of the chain, so a
// loop of 1-1e-8 loses no digit: results keep 1e-12 relative, distributions of time 1e-10 absolute. What the results mean
// is for the reader to judge: a chain forgets how often a case has been reworked, and times in its stages are independent.
//
// # Errors
//
// [ErrInvalid] a blueprint with faults, each a validator.FieldError, or one that gives no chain; [CycleError] flow edges
// that go round; [ErrStage] a code that is none; [ErrUnknown] an enumeration; [ErrSpan] estimates out of order; [ErrRange] a
// number; [ErrOverflow] a time beyond 292 years; [ErrLimit] what would take minutes; [MismatchError] logs of different
// blueprints; [ErrDecode] bytes.
//
// # References
//
// Kemeny, Snell (1960), Finite Markov Chains; Grassmann, Taksar, Heyman (1985), Regenerative Analysis and Steady State
// Distributions for Markov Chains; Neuts (1981), Matrix-Geometric Solutions in Stochastic Models; Tijms (1994), Stochastic
// Models; Shostack (1984), Designing Services That Deliver; Kelley, Walker (1959), Critical-Path Planning and Scheduling;
// IEC 60812 (2018).
package process
