package swot

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Priority is the class that a ranking puts a strategy in. The zero value says that it is not classed, text "".
type Priority uint8

const (
	High   Priority = iota + 1 // goes into the action plan
	Medium                     // waits
	Low                        // is left
)

var priorityNames = []string{"", "high", "medium", "low"} // as ordered above

// String returns the name of p, "" for the zero value and "?" for another value.
func (p Priority) String() string { return enum.String(priorityNames, p) }

// MarshalText returns the name of p, or [ErrUnknown].
func (p Priority) MarshalText() ([]byte, error) {
	return enum.Marshal(priorityNames, p, "swot: marshal priority", ErrUnknown)
}

// UnmarshalText sets p to the class called text, and to zero for "". For any other text it returns [ErrUnknown] and leaves
// p alone.
func (p *Priority) UnmarshalText(text []byte) error {
	return enum.Unmarshal(priorityNames, p, text, "swot: parse priority", ErrUnknown)
}

// ParsePriority returns the class called text, high, medium or low, or [ErrUnknown].
func ParsePriority(text string) (Priority, error) {
	return enum.Parse[Priority](priorityNames, text, "swot: parse priority", ErrUnknown)
}

// A Part is what one criterion adds to the score of a strategy: Product = Weight·Value, Value from 0, worst, to 1, best.
// Each has 16 places.
type Part struct {
	Code    string          `json:"code"`
	Weight  decimal.Decimal `json:"weight"`
	Value   decimal.Decimal `json:"value"`
	Product decimal.Decimal `json:"product"`
}

// A Place is where a strategy stands in a ranking.
type Place struct {
	Code   string              `json:"code"`
	Rank   int                 `json:"rank"`             // 1, 1, 3: one more than the number of those above
	Dense  int                 `json:"dense"`            // 1, 1, 2: one more than the number of different scores above
	Tied   bool                `json:"tied,omitempty"`   // another has exactly this score
	Score  decimal.Decimal     `json:"score"`            // 0 to 1, to 16 places; order and ties come from the exact value
	Points decimal.NullDecimal `json:"points"`           // weighted sum on the declared scale, to 16 places, where all criteria share scale and direction
	Parts  []Part              `json:"parts,omitempty"`  // in the order of the criteria
	Vetoed []string            `json:"vetoed,omitempty"` // criteria whose floor the strategy misses
	Class  Priority            `json:"class,omitempty"`
}

// A Ranking is a list of places, best first, tied ones in the order of the decision, vetoed ones last.
type Ranking struct {
	Method string  `json:"method"`
	Places []Place `json:"places"`
}

// exact is the precision to which decimals of a ranking are shown.
const exact = 16

// WeightedSum ranks the strategies of d by
//
//	score = Σ w·u, u = (x-Min)/(Max-Min), or (Max-x)/(Max-Min) where lower is better
//
// compared as exact fractions: scores of 0.1+0.2 and 0.3 are tied. The scale is the declared one, so the order of two
// strategies never depends on a third. A strategy that misses a floor comes after all others. It returns the faults of
// [Decision.Validate]; no strategies give no places.
func WeightedSum(d Decision) (Ranking, error) {
	if err := d.Validate(); err != nil {
		return Ranking{}, err
	}
	weights := d.weights()
	scores := make([]*big.Rat, len(d.Codes))
	places := make([]Place, len(d.Codes))
	for i, code := range d.Codes {
		places[i], scores[i] = d.place(code, d.Scores[i], weights)
	}
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	vetoed := func(i int) int { return min(1, len(places[i].Vetoed)) }
	compare := func(a, b int) int { return cmp.Or(vetoed(a)-vetoed(b), scores[b].Cmp(scores[a])) }
	slices.SortStableFunc(order, compare)
	ranked := make([]Place, 0, len(places))
	for n, i := range order {
		place := places[i]
		place.Rank, place.Dense = n+1, 1
		if n > 0 {
			above := &ranked[n-1]
			place.Dense = above.Dense + 1
			if compare(order[n-1], i) == 0 {
				place.Rank, place.Dense, place.Tied, above.Tied = above.Rank, above.Dense, true, true
			}
		}
		ranked = append(ranked, place)
	}
	return Ranking{Method: "weighted sum", Places: ranked}, nil
}

// weights returns the weights of the criteria, equal ones where all are 0.
func (d Decision) weights() []*big.Rat {
	weights := make([]*big.Rat, len(d.Criteria))
	zero := true
	for k, c := range d.Criteria {
		weights[k] = bound.Rat(c.Weight)
		zero = zero && c.Weight.Sign() == 0
	}
	if zero {
		for k := range weights {
			weights[k] = big.NewRat(1, int64(len(weights)))
		}
	}
	return weights
}

// place returns the place of a strategy but for its rank, and its exact score.
func (d Decision) place(code string, row []decimal.Decimal, weights []*big.Rat) (Place, *big.Rat) {
	place := Place{Code: code}
	score, points := new(big.Rat), new(big.Rat)
	oneScale := true
	for k, c := range d.Criteria {
		value := c.utility(row[k])
		product := new(big.Rat).Mul(weights[k], value)
		score.Add(score, product)
		points.Add(points, new(big.Rat).Mul(weights[k], bound.Rat(row[k])))
		place.Parts = append(place.Parts, Part{c.Code, shown(weights[k]), shown(value), shown(product)})
		if c.Floor.Valid && c.utility(c.Floor.Decimal).Cmp(value) > 0 {
			place.Vetoed = append(place.Vetoed, c.Code)
		}
		first := d.Criteria[0]
		oneScale = oneScale && c.Min.Equal(first.Min) && c.Max.Equal(first.Max) && c.LowerIsBetter == first.LowerIsBetter
	}
	place.Score = shown(score)
	if oneScale {
		place.Points = decimal.NewNullDecimal(shown(points))
	}
	return place, score
}

// utility returns where x lies on the scale of c, from 0, worst, to 1, best.
func (c Criterion) utility(x decimal.Decimal) *big.Rat {
	from, to := bound.Rat(c.Min), bound.Rat(c.Max)
	if c.LowerIsBetter {
		from, to = to, from
	}
	u := bound.Rat(x)
	return u.Quo(u.Sub(u, from), to.Sub(to, from))
}

// shown returns r to 16 places, half away from zero.
func shown(r *big.Rat) decimal.Decimal {
	return decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Denom(), 0), exact)
}

// Close returns the codes of the first place and of all whose Score is at most margin below it, in the order of r; none
// where r has no place without a veto, and for a hostile margin or Score. The margin is absolute, on the scale of Score from
// 0 to 1: 0.05 is a fifth of a point on a scale of 1 to 5.
func (r Ranking) Close(margin decimal.Decimal) []string {
	var codes []string
	if accepted().Check(margin) != nil || !r.safe() {
		return codes
	}
	for _, place := range r.Places {
		if len(place.Vetoed) == 0 && r.Places[0].Score.Sub(place.Score).LessThanOrEqual(margin) {
			codes = append(codes, place.Code)
		}
	}
	return codes
}

// ByScore returns a copy of r with its classes: high for a Score of high or more, medium for medium or more, else low;
// vetoed places are low. It returns [ErrRange] for a hostile decimal and unless medium ≤ high.
func (r Ranking) ByScore(high, medium decimal.Decimal) (Ranking, error) {
	if accepted().Check(high) != nil || accepted().Check(medium) != nil || !r.safe() || medium.GreaterThan(high) {
		return Ranking{}, fmt.Errorf("swot: rank by score: %w", ErrRange)
	}
	return r.classed(func(p Place) Priority {
		switch {
		case p.Score.GreaterThanOrEqual(high):
			return High
		case p.Score.GreaterThanOrEqual(medium):
			return Medium
		}
		return Low
	}), nil
}

// ByCount returns a copy of r with its classes: the first high places are high, the next medium ones medium, the rest low.
// Tied places share the better class; vetoed places are low. It returns [ErrRange] for a count below 0.
func (r Ranking) ByCount(high, medium int) (Ranking, error) {
	if high < 0 || medium < 0 {
		return Ranking{}, fmt.Errorf("swot: rank by count: %w", ErrRange)
	}
	return r.classed(func(p Place) Priority {
		switch {
		case p.Rank <= high:
			return High
		case p.Rank-high <= medium:
			return Medium
		}
		return Low
	}), nil
}

// classed returns a copy of r with the class of each place.
func (r Ranking) classed(class func(Place) Priority) Ranking {
	r.Places = slices.Clone(r.Places)
	for i := range r.Places {
		place := &r.Places[i]
		place.Class = class(*place)
		if len(place.Vetoed) > 0 {
			place.Class = Low
		}
		place.Parts, place.Vetoed = slices.Clone(place.Parts), slices.Clone(place.Vetoed)
	}
	return r
}

// safe reports whether every Score may be computed with; a ranking of the caller's own may hold any.
func (r Ranking) safe() bool {
	return !slices.ContainsFunc(r.Places, func(p Place) bool { return accepted().Check(p.Score) != nil })
}
