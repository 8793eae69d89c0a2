package promise

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// Options say how [Evaluate] counts and decides. The zero value is the default.
type Options struct {
	Level          float64        // confidence, in [0.5, 1): below, the two one-sided bounds would cross. Defaults to 0.95.
	Method         IntervalMethod // of SpecResult.Interval only, never of Bounds and Verdict. Defaults to ClopperPearson.
	MinTotal       int64          // with fewer cases a verdict stays Undetermined, but for a broken Always. Defaults to 0.
	From, To       time.Time      // only From <= At < To counts, the zero time is open; the rest goes to Report.Outside.
	KeepMisses     int            // examples of misses kept a specification, the earliest, at most 1000. Defaults to none.
	IgnoreUnknown  bool           // an observation of an undeclared specification is passed over. Defaults to an error.
	FamilyWise     bool           // Broken is decided at (1-Level)/m for the m specifications of the promise. Defaults to each at 1-Level.
	FalseDiscovery bool           // of [Compare]: adjusts by Benjamini and Hochberg. Defaults to Holm.
}

// check returns o with its level, or what is wrong with it.
func (o Options) check() (Options, error) {
	level, err := stat.Level(o.Level)
	if err != nil || level < 0.5 {
		return o, fmt.Errorf("level %v: %w: 0 or in [0.5, 1)", o.Level, ErrLevel)
	}
	o.Level = level
	if _, err := o.Method.MarshalText(); err != nil {
		return o, err
	}
	if o.KeepMisses < 0 || o.KeepMisses > 1000 || o.MinTotal < 0 {
		return o, fmt.Errorf("options: %w", ErrRange)
	}
	return o, nil
}

// Evaluate counts observations of p and says of each specification, attribute and tier whether it is kept. It reads the
// observations once, in memory of the order of the specifications. It stops at the first bad one, with an error that names
// its index: [UnknownSpecError], or [ErrValue] for a value that does not fit its target. Otherwise it returns
// [ErrLevel], [ErrUnknown] and [ErrRange] for options, and [ErrInvalid] for a promise whose attributes, targets, coverages
// or weights are not as declared; it does not ask for an ID, an indicator or an owner.
//
// With k kept of n, coverage c and level L, Bounds are the one-sided bounds of Clopper and Pearson, each at L. Kept: the
// lower is at least c. Broken: the upper is below c. Else Undetermined. A coverage of Always is Broken from the first miss
// and never Kept by evidence alone. An attribute or a tier is Broken if one of its specifications is, Kept if all are,
// NoEvidence if nothing of it was observed, else Undetermined. Looking again and again at one stream inflates the error.
//
// A tier that is Broken as soon as one of its specifications is errs more often than each: FamilyWise decides Broken,
// and the upper of Bounds, at the level 1-(1-L)/m, so that the chance of any wrong Broken among m stays at 1-L
// (Bonferroni). Kept needs no such care, as all must be shown. A broken Always is a fact, not a test.
func Evaluate(p Promise, obs iter.Seq[Observation], o Options) (Report, error) {
	const op = "promise: evaluate"
	e, err := newEvaluator(p, o)
	if err != nil {
		return Report{}, fmt.Errorf("%s: %w", op, err)
	}
	index := 0
	for ob := range obs {
		if err := e.add(&ob); err != nil {
			return Report{}, fmt.Errorf("%s: observation %d: %w", op, index, err)
		}
		index++
	}
	return e.report(op)
}

// EvaluateTallies is [Evaluate] for cases that were counted already, by the code of the specification. A specification
// without a tally has no evidence. It returns [UnknownSpecError] for a code that p does not have, unless o.IgnoreUnknown,
// and [ErrRange] for a tally that is no share.
func EvaluateTallies(p Promise, t map[string]Tally, o Options) (Report, error) {
	const op = "promise: evaluate tallies"
	e, err := newEvaluator(p, o)
	if err != nil {
		return Report{}, fmt.Errorf("%s: %w", op, err)
	}
	for _, code := range slices.Sorted(maps.Keys(t)) {
		i, known := e.at[code]
		if !known && !o.IgnoreUnknown {
			return Report{}, fmt.Errorf("%s: %w", op, UnknownSpecError{code})
		}
		if err := t[code].check(); err != nil {
			return Report{}, fmt.Errorf("%s: %.40q: %w", op, code, err)
		}
		if known {
			e.counters[i].tally = t[code]
		}
	}
	return e.report(op)
}

// decide returns the verdict of a tally against a coverage, and the two one-sided bounds, [0, 1] without evidence. It is
// one of several specifications; o has been checked.
func (o Options) decide(t Tally, coverage Ratio, several int) (Verdict, Interval, error) {
	if t.Total == 0 {
		return NoEvidence, Interval{0, 1}, nil
	}
	ends, err := stat.ClopperPearsonBounds(t.Kept, t.Total, o.Level)
	if family := 1 - (1-o.Level)/float64(several); err == nil && o.FamilyWise && several > 1 {
		wide := stat.Interval{High: 1}
		if family < 1 { // else so near 1 that nothing is shown broken
			wide, err = stat.ClopperPearsonBounds(t.Kept, t.Total, family)
		}
		ends.High = wide.High
	}
	if err != nil {
		return NoEvidence, Interval{}, fmt.Errorf("%w: %w", ErrRange, err)
	}
	bounds := Interval(ends)
	switch {
	case coverage.IsAlways() && t.Kept < t.Total:
		return Broken, bounds, nil
	case coverage.IsAlways() || t.Total < o.MinTotal:
		return Undetermined, bounds, nil
	case bounds.Low >= coverage.Float64():
		return Kept, bounds, nil
	case bounds.High < coverage.Float64():
		return Broken, bounds, nil
	}
	return Undetermined, bounds, nil
}

// join returns the verdict of several together.
func join(verdicts []Verdict) Verdict {
	has := func(v Verdict) bool { return slices.Contains(verdicts, v) }
	switch {
	case has(Broken):
		return Broken
	case !has(Kept) && !has(Undetermined):
		return NoEvidence
	case !has(Undetermined) && !has(NoEvidence):
		return Kept
	}
	return Undetermined
}
