// Package servicequality is the root of a library for service quality: six independent packages of pure functions
// over plain values, without I/O. This package holds no code; import the ones that answer your question.
//
//   - [github.com/seed-4ccf82d5/servicequality/swot]: what helps and what hurts the service, which strategies follow,
//     and in which order?
//   - [github.com/seed-4ccf82d5/servicequality/promise]: what does a passenger of a brand always get, and do the
//     observations show that he got it?
//   - [github.com/seed-4ccf82d5/servicequality/pricing]: what does a promotion save, does the claim about it hold, and
//     does it undercut another brand?
//   - [github.com/seed-4ccf82d5/servicequality/actionplan]: who does what, why, when, where and how, what if it goes
//     wrong, and what is overdue?
//   - [github.com/seed-4ccf82d5/servicequality/survey]: what do customers say, how sure is that, and how far is it from
//     what was promised?
//   - [github.com/seed-4ccf82d5/servicequality/lifetime]: what is a customer worth, and what does losing some of them cost?
//
// Each has smaller ones beside it, for whoever needs that part alone:
//
//   - swot/ahp weighs criteria by judgements of pairs, swot/mcdm ranks by other methods.
//   - promise/sigma charts a process, promise/process models its stages, promise/agreement joins several providers,
//     promise/staffing sizes a team.
//   - pricing/promotion declares promotions, pricing/quote quotes a cart, pricing/revenue says what a promotion is worth.
//   - actionplan/calendar counts working days, actionplan/schedule dates a plan, actionplan/earned measures its money.
//   - survey/reliability, survey/driver, survey/kano, survey/servqual and survey/weighting read answers in other ways,
//     survey/complaint keeps a complaint open until the customer is satisfied.
//   - lifetime/rfm summarises a log of sales, lifetime/contractual projects renewals.
//
// They form one loop. A survey finding is the evidence of a factor, factors lead to strategies, a strategy becomes an
// action, an action brings about a promise, and the next survey asks about the promise:
//
//	survey finding ──► SWOT factor ──► strategy ──► action ──► promise ──► survey
//
// The packages never import each other: the loop is closed by values that the caller passes on, a count, an amount or a
// reference {Kind, ID}. The program examples/ado runs the whole loop on the case of a bus operator, and package
// [github.com/seed-4ccf82d5/servicequality/seeds] holds that case and four more as typed values.
//
// Money, prices, and scores that people give are decimals, probabilities and fitted values are float64; no result is NaN
// or infinite. Time comes in as an argument, randomness as a seed or a generator, so the same input gives the same output.
package servicequality
