package survey

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// Promised is the level that was promised of an attribute, on the scored scale of the question that asks about it:
// at least Level, or at most where AtMost is set, as for minutes of delay. Level has at most 18 decimal places. The
// zero value promises 0 of nothing.
type Promised struct {
	Attribute Ref             `json:"attribute,omitzero"`
	Question  QuestionID      `json:"question"`
	Level     decimal.Decimal `json:"level"`
	AtMost    bool            `json:"atMost,omitempty"`
}

// A PromiseGap sets what was delivered against what was promised. Delivered is the mean of the scored points and Kept
// the share of answers at or beyond the level. Gap is in points of the scale and negative where the promise is broken
// on average; Interval is around it. The zero value compares nothing.
type PromiseGap struct {
	Promised  Promised `json:"promised"`
	Delivered Estimate `json:"delivered"`
	Kept      Estimate `json:"kept"`
	Gap       float64  `json:"gap"`
	Interval  Interval `json:"interval"`
	Base      Base     `json:"base"`
}

// Gap compares the answers in t with the level promised.
//
//	Gap = mean - Level, or Level - mean where AtMost    interval: Student's t of the mean
//
// o.Method puts the interval around Kept, as in [Proportion]; the mean has Student's t always. Take one tally a
// segment of [Form.TallyBy] for one gap a brand or market. It returns [ErrKind] for a tally of options, [ErrRange] for
// a Level off the scale or options out of range, [ErrLimit] for a Level of too many places, and [ErrNoAnswers],
// [ErrTooFew] or [ErrMethod].
func Gap(p Promised, t *Tally, o Options) (PromiseGap, error) {
	const op = "survey: gap"
	if err := (bound.Limit{Places: 18, Magnitude: 19}).Check(p.Level); err != nil {
		return PromiseGap{}, fmt.Errorf("%s: level: %w: %w", op, ErrLimit, err)
	}
	m, err := t.steps(op)
	if err != nil {
		return PromiseGap{}, err
	}
	kept, level, err := t.beyond(p, op)
	if err != nil {
		return PromiseGap{}, err
	}
	g := PromiseGap{Promised: p, Gap: m - level, Base: t.Base()}
	if g.Kept, err = proportion(op, kept, o); err != nil {
		return PromiseGap{}, err
	}
	o.Method = MethodStudentT
	if g.Delivered, err = t.mean(op, o); err != nil {
		return PromiseGap{}, err
	}
	if p.AtMost {
		g.Gap = level - m
	}
	g.Interval = g.Delivered.Interval
	half := (g.Interval.High - g.Interval.Low) / 2
	g.Interval.Low, g.Interval.High = g.Gap-half, g.Gap+half
	return g, nil
}

// beyond returns how many answers keep p, and how many steps p.Level, within its limits, lies above the least point.
func (t *Tally) beyond(p Promised, op string) (Count, float64, error) {
	level := bound.Rat(p.Level)
	level.Sub(level, new(big.Rat).SetInt64(int64(t.scale.Min)))
	if level.Sign() < 0 || level.Cmp(new(big.Rat).SetInt64(int64(len(t.counts)-1))) > 0 {
		return Count{}, 0, fmt.Errorf("%s: level %.40s on %v: %w", op, bound.Plain(p.Level), t, ErrRange)
	}
	kept := Count{N: t.answered()}
	for i, n := range t.counts {
		side := new(big.Rat).SetInt64(int64(i)).Cmp(level)
		if p.AtMost && side <= 0 || !p.AtMost && side >= 0 {
			kept.X += n
		}
	}
	steps, _ := level.Float64()
	return kept, steps, nil
}
