// Package staffing says how many people keep a promise of how long customers wait.
//
// A bus operator promises that 80 % of calls are answered within 20 seconds. A hundred come in half an hour and take
// three minutes each, which is a load of ten erlangs: ten agents would be busy all the time, and fall ever farther
// behind. Of paid time 30 % goes into breaks, training and illness:
//
//	calls := staffing.Load{Arrivals: 100, Per: 30 * time.Minute, Handle: 3 * time.Minute}
//	p, err := staffing.Need(calls, staffing.Goal{Level: 0.8, Within: 20 * time.Second, Shrinkage: decimal.New(3, -1)})
//	fmt.Printf("%d agents, %d scheduled: %.1f %% in time, mean wait %v", p.Agents, p.Scheduled, 100*p.Level, p.ASA.Round(time.Second))
//	// 14 agents, 20 scheduled: 88.8 % in time, mean wait 8s
//
// [Assess] answers the other way round, for a number of agents. [ErlangB] is for those who go away at once, [ErlangC] for
// those who wait as long as it takes, [ErlangA] for those who give up.
//
// # Definitions
//
//	a          load in erlangs: arrivals · handling time / span, never rounded
//	B          share who find c servers busy and go: B_c = a B_(c-1)/(c + a B_(c-1))
//	C          share who wait: B/(1 - (a/c)(1 - B))
//	Level      share served within t: 1 - C e^(-(c-a) t/h), h the handling time
//	Scheduled  ⌈agents/(1 - shrinkage)⌉
//
// Arrivals come at random and independently, handling times and patience are exponential, and all agents take from one
// queue in the order of arrival. Real arrivals come in waves: then the figures are too good.
//
// # Numbers
//
// Loads and shares are float64, 1e-12 unless a function says otherwise; shrinkage is a decimal, and a head count exact.
// No result is NaN or infinite.
//
// # Errors
//
// [ErrUnstable] says that too few agents were given, [ErrUnreachable] that a goal needs more than allowed, [ErrRange]
// that a number is out of its range and [ErrLimit] that it is too large to compute with. Nothing panics.
//
// # References
//
//   - Erlang (1917), Solution of some Problems in the Theory of Probabilities of Significance in Automatic Telephone
//     Exchanges.
//   - Palm (1957), Research on Telephone Traffic Carried by Full Availability Groups.
//   - Garnett, Mandelbaum, Reiman (2002), Designing a Call Center with Impatient Customers, Manufacturing & Service
//     Operations Management 4(3).
package staffing
