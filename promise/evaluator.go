package promise

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// An Evaluator is [Evaluate] for observations that come one by one, or on several machines: it counts them in memory of
// the order of the specifications, and [Evaluator.Merge] joins what several have counted. Merging in any order and grouping
// gives the bits of one pass, misses included. Make it by [NewEvaluator]; the zero value refuses everything with
// [ErrInvalid]. An evaluator serves one goroutine.
type Evaluator struct {
	promise  Promise // what is evaluated of it
	options  Options // checked, their level resolved
	form     string  // both in binary: evaluators of equal forms count the same
	at       map[string]int
	counters []counter // in the order of declaration
	outside  int64
}

// counter gathers the observations of one specification.
type counter struct {
	target Target
	tally  Tally
	misses []Observation // the least by (At, Case, Value, Text), sorted
}

// NewEvaluator returns an empty evaluator of p, which it copies. Its errors are those that [Evaluate] returns for p and o.
func NewEvaluator(p Promise, o Options) (*Evaluator, error) {
	e, err := newEvaluator(p, o)
	if err != nil {
		return nil, fmt.Errorf("promise: new evaluator: %w", err)
	}
	e.form = formOf(e.promise, e.options)
	return e, nil
}

// newEvaluator is NewEvaluator without the form, which only merging and bytes need.
func newEvaluator(p Promise, o Options) (*Evaluator, error) {
	o, err := o.check()
	if err != nil {
		return nil, err
	}
	if err := p.evaluable(); err != nil {
		return nil, err
	}
	e := &Evaluator{promise: p.evaluated(), options: o, at: map[string]int{}}
	for _, s := range e.promise.Specifications() {
		e.at[s.Code] = len(e.counters)
		e.counters = append(e.counters, counter{target: s.Target})
	}
	return e, nil
}

// evaluated returns a copy of what of p is evaluated: no texts, no references, no times.
func (p Promise) evaluated() Promise {
	only := Promise{ID: p.ID, Key: p.Key, Version: p.Version, Attributes: make([]Attribute, len(p.Attributes))}
	for i, a := range p.Attributes {
		only.Attributes[i] = Attribute{Code: a.Code, Tier: a.Tier, Weight: a.Weight, Visible: a.Visible, Specs: make([]Specification, len(a.Specs))}
		for k, s := range a.Specs {
			s.Target.Choices = slices.Clone(s.Target.Choices)
			only.Attributes[i].Specs[k] = Specification{Code: s.Code, Target: s.Target, Coverage: s.Coverage}
		}
	}
	return only
}

// Add counts one observation. It returns [UnknownSpecError] for a specification that the promise does not have,
// [ErrValue] for a value that does not fit the target, and [ErrLimit] beyond 2^63-1 cases; it counts nothing then. The same
// observation twice is counted twice.
func (e *Evaluator) Add(o Observation) error {
	if err := e.add(&o); err != nil {
		return fmt.Errorf("promise: add observation: %w", err)
	}
	return nil
}

// add is Add without the package's name. It does not keep o.
func (e *Evaluator) add(o *Observation) error {
	i, known := e.at[o.Spec]
	switch {
	case !known && e.at == nil:
		return fmt.Errorf("evaluator not made by NewEvaluator: %w", ErrInvalid)
	case !known && !e.options.IgnoreUnknown:
		return UnknownSpecError{o.Spec}
	case !known:
		return nil
	case !e.options.leavesOut(o):
		return e.counters[i].add(o, e.options.KeepMisses)
	case e.outside == math.MaxInt64:
		return fmt.Errorf("outside the period: %w", ErrLimit)
	}
	e.outside++
	return nil
}

// leavesOut reports whether o was seen outside the period that counts.
func (o Options) leavesOut(ob *Observation) bool {
	return !o.From.IsZero() && ob.At.Before(o.From) || !o.To.IsZero() && !ob.At.Before(o.To)
}

// add counts one observation, and keeps it if it is among the first misses.
func (c *counter) add(o *Observation, keep int) error {
	kept, err := c.target.holds(o)
	switch {
	case err != nil:
		return fmt.Errorf("specification %.40q: %w", o.Spec, err)
	case c.tally.Total == math.MaxInt64:
		return fmt.Errorf("specification %.40q: cases: %w", o.Spec, ErrLimit)
	}
	c.tally.Total++
	if kept {
		c.tally.Kept++
	} else if keep > 0 {
		c.keep(*o, keep)
	}
	return nil
}

// keep inserts a miss if it is among the first. Its time is set to UTC and -0 to 0, so that misses that compare equal are
// equal to the bit.
func (c *counter) keep(o Observation, most int) {
	o.At, o.Value = o.At.Round(0).UTC(), o.Value+0
	at, _ := slices.BinarySearchFunc(c.misses, o, compareObservations)
	if at < most {
		c.misses = slices.Insert(c.misses, at, o)
		c.misses = c.misses[:min(len(c.misses), most)]
	}
}

// compareObservations orders misses so that the kept ones do not depend on the order in which they came.
func compareObservations(a, b Observation) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Text, b.Text))
}

// Merge adds what other has counted. It returns a [MismatchError] if the two evaluate another promise, version or
// specification, or with other options, [ErrLimit] if a sum passes 2^63-1, and [ErrInvalid] for a zero evaluator; it
// changes nothing then. Texts, owners and references of the promises may differ.
func (e *Evaluator) Merge(other *Evaluator) error {
	const op = "promise: merge evaluators"
	switch {
	case other == nil || other.at == nil || e.at == nil:
		return fmt.Errorf("%s: evaluator not made by NewEvaluator: %w", op, ErrInvalid)
	case e.form != other.form:
		return fmt.Errorf("%s: %w", op, MismatchError{e.promise.ID, other.promise.ID})
	}
	over := e.outside > math.MaxInt64-other.outside
	for i := range e.counters {
		over = over || e.counters[i].tally.Total > math.MaxInt64-other.counters[i].tally.Total
	}
	if over {
		return fmt.Errorf("%s: cases: %w", op, ErrLimit)
	}
	e.outside += other.outside
	for i := range e.counters {
		mine, theirs := &e.counters[i], &other.counters[i]
		mine.tally.Kept += theirs.tally.Kept
		mine.tally.Total += theirs.tally.Total
		if len(theirs.misses) > 0 {
			all := slices.Concat(mine.misses, theirs.misses)
			slices.SortFunc(all, compareObservations)
			mine.misses = slices.Clip(all[:min(len(all), e.options.KeepMisses)])
		}
	}
	return nil
}

// Report says what has been counted so far; see [Evaluate] for the verdicts. More observations may follow. It returns
// [ErrInvalid] for the zero evaluator.
func (e *Evaluator) Report() (Report, error) { return e.report("promise: report") }
