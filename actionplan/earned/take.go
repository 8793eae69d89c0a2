package earned

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Rule says what work begun has earned. The zero value is ByProgress.
type Rule uint8

const (
	ByProgress  Rule = iota // its cost times its progress
	ZeroHundred             // nothing until it is done, then all
	FiftyFifty              // half once it has begun, the rest when it is done
)

var ruleNames = []string{"by-progress", "zero-hundred", "fifty-fifty"} // as ordered above

// String returns the name of r, such as "by-progress", and "?" for another value.
func (r Rule) String() string { return enum.String(ruleNames, r) }

// MarshalText returns the name of r, or [ErrUnknown].
func (r Rule) MarshalText() ([]byte, error) {
	return enum.Marshal(ruleNames, r, "earned: marshal rule", ErrUnknown)
}

// UnmarshalText sets r to the rule called text. For any other text it returns [ErrUnknown] and leaves r alone.
func (r *Rule) UnmarshalText(text []byte) error {
	return enum.Unmarshal(ruleNames, r, text, "earned: parse rule", ErrUnknown)
}

// ParseRule returns the rule called text, or [ErrUnknown].
func ParseRule(text string) (Rule, error) {
	return enum.Parse[Rule](ruleNames, text, "earned: parse rule", ErrUnknown)
}

// Take returns where a plan stands at the start of a day, from the costs of its actions. Each one's value is planned evenly
// over the working days of its span in spans, or from Start to Due, and counts as planned on the days before that day;
// so the first day of work counts nothing before it is over. Spans that are worked out anew move the plan that they are
// measured against: keep those of the plan as agreed. PV is to 10 places and BAC at most, all else exact.
//
// An action without Cost, or cancelled, has no planned value, but what was spent on it is in AC, which is all that costs
// hold; nil costs are none. ByProgress takes Progress as it is reported, whatever its day: for a day that is past, the plan
// and the costs as they stood. By the other rules work done earns its cost from the day after Finished, where that is known,
// and begun work, under FiftyFifty, half of it from the day after Started.
//
// Take returns [ErrAmount] for a Cost below 0, a Progress outside 0 to 1, either of more than 12 places or above 1e18, and an
// AC below 0; [ErrRange] for an unset day, an action with Cost whose dates are unset or the wrong way round, with its code;
// [ErrUnknown] for another rule and for costs of an action that the plan does not have; and the errors of
// [calendar.Calendar.Workdays].
func Take(p actionplan.Plan, spans map[actionplan.Code]calendar.Span, costs *Ledger, on calendar.Date, r Rule) (Snapshot, error) {
	s, err := take(p, spans, costs, on, r)
	if err != nil {
		return Snapshot{}, fmt.Errorf("earned: take: %w", err)
	}
	return s, nil
}

func take(p actionplan.Plan, spans map[actionplan.Code]calendar.Span, costs *Ledger, on calendar.Date, r Rule) (Snapshot, error) {
	if _, err := r.MarshalText(); err != nil {
		return Snapshot{}, err
	}
	b, err := newBaseline(p, spans, []calendar.Date{on})
	if err != nil {
		return Snapshot{}, err
	}
	planned, err := b.at(on)
	if err != nil {
		return Snapshot{}, err
	}
	s := Snapshot{BAC: b.total, PV: planned}
	for _, w := range b.works {
		s.EV = s.EV.Add(r.earned(p.Actions[w.action], w.cost, on))
	}
	if costs != nil {
		known := make(map[actionplan.Code]bool, len(p.Actions))
		for _, a := range p.Actions {
			known[a.Code] = true
		}
		for c := range costs.All() {
			if !known[c] {
				return Snapshot{}, fmt.Errorf("costs of %.64q: %w", c, ErrUnknown)
			}
		}
		s.AC = costs.Total()
	}
	return s, checkAmount("ac", s.AC, accepted())
}

// earned returns what an action has earned of its cost before a day.
func (r Rule) earned(a actionplan.Action, cost decimal.Decimal, on calendar.Date) decimal.Decimal {
	before := func(d calendar.Date) bool { return d.IsZero() || d.Compare(on) < 0 }
	done := a.Status >= actionplan.Done && before(a.Finished)
	begun := a.Status >= actionplan.InProgress && before(a.Started)
	switch {
	case r == ByProgress:
		return cost.Mul(a.Progress)
	case done:
		return cost
	case r == FiftyFifty && begun:
		return cost.Mul(decimal.New(5, -1))
	}
	return decimal.Decimal{}
}

// PlannedValue returns the planned value of a plan at the start of each day, as [Take] reckons it, to 10 places: the curve
// for [Schedule], if the days are the ends of its periods. Its errors are those of [Take]. Cost: actions times days.
func PlannedValue(p actionplan.Plan, spans map[actionplan.Code]calendar.Span, at []calendar.Date) ([]decimal.Decimal, error) {
	b, err := newBaseline(p, spans, at)
	if err != nil {
		return nil, fmt.Errorf("earned: planned value: %w", err)
	}
	values := make([]decimal.Decimal, len(at))
	for i, on := range at {
		if values[i], err = b.at(on); err != nil {
			return nil, fmt.Errorf("earned: planned value: %w", err)
		}
	}
	return values, nil
}

// A baseline is the planned work of a plan on its calendar.
type baseline struct {
	works []work
	total decimal.Decimal // cost of all works
	days  calendar.Workdays
}

// A work is an action with a cost.
type work struct {
	action        int // its place in the plan
	cost          decimal.Decimal
	start, finish calendar.Date
}

// newBaseline reads the costs and dates of a plan, on working days that reach over the dates asked for.
func newBaseline(p actionplan.Plan, spans map[actionplan.Code]calendar.Span, at []calendar.Date) (baseline, error) {
	var b baseline
	var first, last calendar.Date
	include := func(d calendar.Date) {
		if first.IsZero() || d.Compare(first) < 0 {
			first = d
		}
		if d.Compare(last) > 0 {
			last = d
		}
	}
	for i, d := range at {
		if d.IsZero() {
			return baseline{}, fmt.Errorf("day %d is unset: %w", i, ErrRange)
		}
		include(d)
	}
	for i, a := range p.Actions {
		if a.Cost == nil || a.Status == actionplan.Cancelled {
			continue
		}
		if err := checkAmount("cost", *a.Cost, declared()); err != nil {
			return baseline{}, fmt.Errorf("%.64q: %w", a.Code, err)
		}
		if declared().Check(a.Progress) != nil || a.Progress.Sign() < 0 || a.Progress.GreaterThan(decimal.New(1, 0)) {
			return baseline{}, fmt.Errorf("%.64q: progress is not 0 to 1: %w", a.Code, ErrAmount)
		}
		w := work{i, *a.Cost, a.Start, a.Due}
		if span, computed := spans[a.Code]; computed {
			w.start, w.finish = span.Start, span.Finish
		}
		if w.start.IsZero() || w.finish.Compare(w.start) < 0 {
			return baseline{}, fmt.Errorf("%.64q: dates from %v to %v: %w", a.Code, w.start, w.finish, ErrRange)
		}
		include(w.start)
		include(w.finish)
		b.works, b.total = append(b.works, w), b.total.Add(w.cost)
	}
	if first.IsZero() {
		return b, nil
	}
	var err error
	b.days, err = p.Calendar.Workdays(first, last)
	return b, err
}

// at returns the planned value at the start of a day: the total once all is past, before that to 10 places and no more than
// the total, so that the values rise.
func (b baseline) at(on calendar.Date) (sum decimal.Decimal, err error) {
	for _, w := range b.works {
		switch {
		case on.Compare(w.finish) > 0:
			sum = sum.Add(w.cost)
		case on.Compare(w.start) > 0:
			passed, err := b.days.Count(w.start, on)
			if err != nil {
				return sum, err
			}
			left, err := b.days.Count(on, w.finish)
			if err != nil {
				return sum, err
			}
			if b.days.Works(w.finish) {
				left++
			}
			if passed > 0 {
				all := decimal.New(int64(passed+left), 0)
				sum = sum.Add(w.cost.Mul(decimal.New(int64(passed), 0)).DivRound(all, 20))
			}
		}
	}
	if sum.Equal(b.total) {
		return sum, nil
	}
	return decimal.Min(sum.Round(10), b.total), nil
}
