package survey

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// Promised is the level that a promise sets for the answers to a question, on its scored scale: at least Level, or at most
// Level for AtMost, such as minutes of delay. The zero value promises 0 of nothing.
type Promised struct {
	Attribute Ref             `json:"attribute,omitzero"`
	Question  QuestionID      `json:"question"`
	Level     decimal.Decimal `json:"level"`
	AtMost    bool            `json:"atMost,omitempty"`
}

// A PromiseGap is how far what was delivered is from what was promised. A Gap below 0 is a broken promise. Kept is the share
// of answers at or beyond the level.
type PromiseGap struct {
	Promised  Promised `json:"promised"`
	Delivered Estimate `json:"delivered"`
	Kept      Estimate `json:"kept"`
	Gap       float64  `json:"gap"`
	Interval  Interval `json:"interval"` // of Gap
	Base      Base     `json:"base"`
}

// Gap compares the answers of t with what was promised: Gap = mean - Level, or Level - mean for AtMost, with the interval of
// the mean by Student's t, and Kept by Wilson, both at o.Level; o.Method is not looked at. One call does for a segment, such
// as a brand in a market, of [Form.TallyBy]. It returns [ErrRange] for a level off the scale of t or of more than 12 places,
// and otherwise the errors of [Tally.Mean].
func Gap(p Promised, t *Tally, o Options) (PromiseGap, error) {
	if err := t.points("gap"); err != nil {
		return PromiseGap{}, err
	}
	if err := (bound.Limit{Places: 12, Magnitude: 12}).Check(p.Level); err != nil {
		return PromiseGap{}, fmt.Errorf("survey: gap: level: %w: %w", ErrRange, err)
	}
	level, _ := bound.Rat(p.Level).Float64()
	if level < float64(t.scale.Min) || level > float64(t.scale.Max) {
		return PromiseGap{}, fmt.Errorf("survey: gap: level is not %d to %d: %w", t.scale.Min, t.scale.Max, ErrRange)
	}
	o.Method = MethodAuto
	mean, err := t.Mean(o)
	if err != nil {
		return PromiseGap{}, err
	}
	kept, err := Proportion(t.kept(p.AtMost, level), o)
	if err != nil {
		return PromiseGap{}, err
	}
	g := PromiseGap{Promised: p, Delivered: mean, Kept: kept, Gap: mean.Value - level, Interval: mean.Interval, Base: t.base}
	g.Interval.Low, g.Interval.High = mean.Interval.Low-level, mean.Interval.High-level
	if p.AtMost {
		g.Gap, g.Interval.Low, g.Interval.High = -g.Gap, -g.Interval.High, -g.Interval.Low
	}
	return g, nil
}

// kept counts the answers at or beyond a level, which lies on the scale.
func (t *Tally) kept(atMost bool, level float64) Count {
	if atMost {
		return t.among(t.counts[:int(math.Floor(level))-t.scale.Min+1])
	}
	return t.among(t.counts[int(math.Ceil(level))-t.scale.Min:])
}
