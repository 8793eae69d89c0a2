package swot

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Priority is the class of a strategy in a ranking. The zero value, text "", is not classed;
// [Ranking.ByScore] and [Ranking.ByCount] class.
type Priority uint8

const (
	High   Priority = iota + 1 // what an action plan takes up
	Medium                     // next
	Low                        // the rest, and all that is vetoed
)

var priorityNames = []string{"", "high", "medium", "low"} // as ordered above

// ParsePriority returns the priority called text, one of high, medium and low, or [ErrUnknown].
func ParsePriority(text string) (Priority, error) {
	return enum.Parse[Priority](priorityNames, text, "swot: parse priority", ErrUnknown)
}

// String returns the name of p, "" for the zero value and "?" for a value that does not exist.
func (p Priority) String() string { return enum.String(priorityNames, p) }

// MarshalText returns the name of p, or [ErrUnknown] for a value that does not exist.
func (p Priority) MarshalText() ([]byte, error) {
	return enum.Marshal(priorityNames, p, "swot: marshal priority", ErrUnknown)
}

// UnmarshalText sets p to the priority called text, to zero for "". For any other text it returns
// [ErrUnknown] and leaves p alone.
func (p *Priority) UnmarshalText(text []byte) error {
	return enum.Unmarshal(priorityNames, p, text, "swot: parse priority", ErrUnknown)
}

// A Part is what one criterion adds to a Score: Product = Weight · Value, where Value is the score turned to
// 0 (the worst end of the scale) to 1 (the best). Each is rounded to 16 places by itself, so the products sum
// to Score within half a unit of the last place a part. The zero value adds nothing.
type Part struct {
	Code    string          `json:"code"` // of the criterion
	Weight  decimal.Decimal `json:"weight"`
	Value   decimal.Decimal `json:"value"`
	Product decimal.Decimal `json:"product"`
}

// A Place is where a strategy stands. The zero value is no place at all.
type Place struct {
	Code  string `json:"code"`
	Rank  int    `json:"rank"`  // 1 and how many are ahead: 1, 1, 3
	Dense int    `json:"dense"` // 1 and how many ranks are ahead: 1, 1, 2
	Tied  bool   `json:"tied"`  // whether another strategy has the same rank
	// Score is 0 to 1, rounded to 16 places for show: order and ties come from the exact value.
	Score decimal.Decimal `json:"score"`
	// Points is the same on the declared scale, rounded to 16 places, where all criteria share scale and
	// direction.
	Points decimal.NullDecimal `json:"points"`
	Parts  []Part              `json:"parts"`  // in the order of the criteria
	Vetoed []string            `json:"vetoed"` // criteria on which the score is worse than the floor
	Class  Priority            `json:"class"`
}

// A Ranking is an order of strategies: best first, ties in the order in which they came in, all that is
// vetoed after all that is not. The zero value ranks nothing.
type Ranking struct {
	Method string  `json:"method"` // how it was computed, such as "weighted sum"
	Places []Place `json:"places"`
}

// clone returns r with slices of its own.
func (r Ranking) clone() Ranking {
	r.Places = slices.Clone(r.Places)
	for i, p := range r.Places {
		r.Places[i].Parts, r.Places[i].Vetoed = slices.Clone(p.Parts), slices.Clone(p.Vetoed)
	}
	return r
}

// Close returns the codes of the leaders and of all whose Score is at most margin below theirs, in the order
// of the ranking: more than the leaders means that the call is close. Vetoed strategies are never close.
//
// Margin is absolute on the scale of Score, 0 to 1, not relative to the leader: 0.05 on a scale of 1 to 5 is
// a fifth of a point. Close returns nil if nobody leads, because there is no place or all are vetoed, and if
// margin is negative or hostile (more than 18 places, beyond 1e9). It compares the scores as shown, so a
// difference that is not itself a decimal of 16 places may be off by 1e-16.
func (r Ranking) Close(margin decimal.Decimal) []string {
	if len(r.Places) == 0 || len(r.Places[0].Vetoed) > 0 || !fits(margin, r.Places[0].Score) || margin.IsNegative() {
		return nil
	}
	var codes []string
	least := r.Places[0].Score.Sub(margin)
	for _, p := range r.Places {
		if len(p.Vetoed) == 0 && fits(p.Score) && p.Score.GreaterThanOrEqual(least) {
			codes = append(codes, p.Code)
		}
	}
	return codes
}

// ByScore returns a copy of r with classes by Score, 0 to 1: [High] from high on, [Medium] from medium on,
// [Low] below. A vetoed strategy is Low. Score is compared as shown, rounded to 16 places.
//
// It returns [ErrRange] if medium is above high, and [ErrLimit] if one of them or a Score has more than 18
// places or lies beyond ±1e9.
func (r Ranking) ByScore(high, medium decimal.Decimal) (Ranking, error) {
	if !fits(high, medium) {
		return Ranking{}, fmt.Errorf("swot: classes by score: %w", ErrLimit)
	}
	if medium.GreaterThan(high) {
		return Ranking{}, fmt.Errorf("swot: classes by score: %w: medium above high", ErrRange)
	}
	r = r.clone()
	for i, p := range r.Places {
		if !fits(p.Score) {
			return Ranking{}, fmt.Errorf("swot: classes by score: %.40q: %w", p.Code, ErrLimit)
		}
		r.Places[i].Class = p.class(p.Score.GreaterThanOrEqual(high), p.Score.GreaterThanOrEqual(medium))
	}
	return r, nil
}

// ByCount returns a copy of r with classes by rank: the first high places are [High], the next medium
// [Medium], the rest [Low]. Tied places share the better class, so a class may hold more than its count and
// the next one less. A vetoed strategy is Low.
//
// It returns [ErrRange] if high or medium is negative.
func (r Ranking) ByCount(high, medium int) (Ranking, error) {
	if high < 0 || medium < 0 {
		return Ranking{}, fmt.Errorf("swot: classes by count: %w: negative", ErrRange)
	}
	r = r.clone()
	for i, p := range r.Places {
		ahead := p.Rank - 1
		r.Places[i].Class = p.class(ahead < high, ahead-high < medium)
	}
	return r, nil
}

// class returns the class of p by the first that holds.
func (p Place) class(high, medium bool) Priority {
	switch {
	case len(p.Vetoed) > 0:
		return Low
	case high:
		return High
	case medium:
		return Medium
	}
	return Low
}
