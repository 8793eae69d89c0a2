// Package sigma says how good a process is: in sigmas, defects per million and yield, in rolled throughput, in capability
// against limits, and on control charts that tell a signal from noise.
//
// An airline says that its planes fly at 10 sigma and that 6 would be very good. How many of a million is that? A number
// of sigmas says nothing until it is told which tails count and how far the process drifts, so every conversion takes a
// [Convention]; the customary shift of 1.5 is [LongTermShift], and never applied unasked.
//
//	table := sigma.Convention{Shift: sigma.LongTermShift}        // one tail, shifted: how 3.4 per million comes about
//	good, _ := sigma.FromSigma(6, table)                         // 3.4 DPMO
//	flying, _ := sigma.FromSigma(10, sigma.Convention{})         // a defect of 7.6e-24, not 0
//	late, _ := sigma.FromCounts(27, 1000, 1)                     // 27 of 1,000 bags late
//	level, ok := late.Sigma(table)                               // 3.43 sigma
//
// # Definitions
//
//   - Level: the share of defects and the share of good outcomes, both kept. Q(z) = erfc(z/√2)/2 is a tail; one-sided the
//     defect is Q(s-δ), two-sided Q(s-δ) + Q(s+δ), with the shift δ towards one limit. See [FromSigma], [Level.Sigma].
//   - Throughput: what passes every step at the first try is the product of the first-time yields, and below what the last
//     inspection sees by the hidden factory of rework. See [Throughput].
//   - Capability: the distance of the limits in spreads, of the short time (Cp, Cpk) and of all values (Pp, Ppk), with
//     intervals; Cpm; Z.bench. See [CapabilityOf], [CapabilityOfGroups].
//   - Charts: of shares ([PChart]), counts ([CChart], [UChart]), single values ([XmR]) and groups ([XbarR], [XbarS]), as
//     numbers to draw or to watch. Each point has limits of its own sample's size.
//   - Rules: which runs are signals, by name. Nine on one side is Nelson's rule and eight Western Electric's: they are two
//     rules. A full window that breaks a rule is signalled at its last point, whether that lies beyond or not.
//
// # Numbers
//
// All figures are float64. The small tail is carried, never 1 less the other, so that 37 sigma are as exact as 3: 1e-12
// relative. The constants d2 and d3 have 13 places and c4 comes from the gamma function: tables of three digits are why
// programs differ in the third. Equal values leave no rounding in a mean, so that constant data are exactly on the center.
// Values lie within ±1e150, so that no square overflows. No result is NaN or infinite; an index that is not defined is nil.
//
// # Errors
//
// [ErrRange] a number out of range, [ErrLimits] no limits or limits out of order, [ErrLevel] a level of confidence,
// [ErrFew] too few values, [ErrSizes] lists or groups that do not fit, [ErrConstant] values that do not vary, where an
// index would be infinite, [ErrUnknown] an enumeration, [ErrDecode] the bytes of a level.
//
// # References
//
// Montgomery (2013), Introduction to Statistical Quality Control, 7th ed.; Nelson (1984), The Shewhart Control Chart: Tests
// for Special Causes; Western Electric (1956), Statistical Quality Control Handbook; Bissell (1990), How Reliable Is Your
// Capability Index?; Chan, Cheng, Spiring (1988), A New Measure of Process Capability: Cpm.
package sigma
