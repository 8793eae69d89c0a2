package promise

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// Options say how [Evaluate] counts and decides. The zero value is the default.
type Options struct {
	Level         float64        // confidence, in (0, 1). Defaults to 0.95.
	Method        IntervalMethod // of SpecResult.Interval only, never of Bounds and Verdict. Defaults to ClopperPearson.
	MinTotal      int64          // with fewer cases a verdict stays Undetermined, but for a broken Always. Defaults to 0.
	From, To      time.Time      // only From <= At < To counts, the zero time is open; the rest goes to Report.Outside.
	KeepMisses    int            // examples of misses kept a specification, the earliest, at most 1000. Defaults to none.
	IgnoreUnknown bool           // an observation of an undeclared specification is passed over. Defaults to an error.
}

// counter gathers the observations of one specification.
type counter struct {
	target Target
	tally  Tally
	misses []Observation // the least by (At, Case, Value, Text), sorted
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
func Evaluate(p Promise, obs iter.Seq[Observation], o Options) (Report, error) {
	counters, err := prepare(p, o)
	if err != nil {
		return Report{}, fmt.Errorf("promise: evaluate: %w", err)
	}
	outside, index := int64(0), 0
	for ob := range obs {
		c, known := counters[ob.Spec]
		switch {
		case !known && !o.IgnoreUnknown:
			return Report{}, fmt.Errorf("promise: evaluate: observation %d: %w", index, UnknownSpecError{ob.Spec})
		case !known:
		case !o.From.IsZero() && ob.At.Before(o.From) || !o.To.IsZero() && !ob.At.Before(o.To):
			outside++
		default:
			if err := c.add(ob, o.KeepMisses); err != nil {
				return Report{}, fmt.Errorf("promise: evaluate: observation %d of %.40q: %w", index, ob.Spec, err)
			}
		}
		index++
	}
	report, err := assemble(p, counters, o)
	report.Outside = outside
	return report, err
}

// EvaluateTallies is [Evaluate] for cases that were counted already, by the code of the specification. A specification
// without a tally has no evidence. It returns [UnknownSpecError] for a code that p does not have, unless o.IgnoreUnknown,
// and [ErrRange] for a tally that is no share.
func EvaluateTallies(p Promise, t map[string]Tally, o Options) (Report, error) {
	counters, err := prepare(p, o)
	if err != nil {
		return Report{}, fmt.Errorf("promise: evaluate tallies: %w", err)
	}
	var codes []string
	for code := range t {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		c, known := counters[code]
		if !known && !o.IgnoreUnknown {
			return Report{}, fmt.Errorf("promise: evaluate tallies: %w", UnknownSpecError{code})
		}
		if err := t[code].check(); err != nil {
			return Report{}, fmt.Errorf("promise: evaluate tallies: %.40q: %w", code, err)
		}
		if known {
			c.tally = t[code]
		}
	}
	return assemble(p, counters, o)
}

// prepare checks what Evaluate needs and returns a counter for each specification.
func prepare(p Promise, o Options) (map[string]*counter, error) {
	if _, err := levelOf(o.Level); err != nil {
		return nil, err
	}
	if _, err := o.Method.MarshalText(); err != nil {
		return nil, err
	}
	if o.KeepMisses < 0 || o.KeepMisses > 1000 || o.MinTotal < 0 {
		return nil, fmt.Errorf("options: %w", ErrRange)
	}
	if err := p.evaluable(); err != nil {
		return nil, err
	}
	counters := map[string]*counter{}
	for _, s := range p.Specifications() {
		counters[s.Code] = &counter{target: s.Target}
	}
	return counters, nil
}

// add counts one observation, and keeps it if it is among the first misses.
func (c *counter) add(o Observation, keep int) error {
	kept, err := c.target.Holds(o)
	if err != nil {
		return err
	}
	c.tally.Total++
	if kept {
		c.tally.Kept++
		return nil
	}
	at, _ := slices.BinarySearchFunc(c.misses, o, compareObservations)
	if at < keep {
		c.misses = slices.Insert(c.misses, at, o)
		c.misses = c.misses[:min(len(c.misses), keep)]
	}
	return nil
}

// compareObservations orders misses so that the kept ones do not depend on the order in which they came.
func compareObservations(a, b Observation) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Text, b.Text))
}

// decide returns the verdict of a tally against a coverage, and the two one-sided bounds, [0, 1] without evidence.
func decide(t Tally, coverage Ratio, level float64, minTotal int64) (Verdict, Interval, error) {
	if t.Total == 0 {
		return NoEvidence, Interval{0, 1}, nil
	}
	ends, err := stat.ClopperPearsonBounds(t.Kept, t.Total, level)
	if err != nil {
		return NoEvidence, Interval{}, fmt.Errorf("%w: %w", ErrRange, err)
	}
	bounds := Interval(ends)
	switch {
	case coverage.IsAlways() && t.Kept < t.Total:
		return Broken, bounds, nil
	case coverage.IsAlways() || t.Total < minTotal:
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
