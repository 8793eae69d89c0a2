package ahp

import (
	"fmt"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Mean joins the priorities of several judges. The zero value is Geometric.
type Mean uint8

const (
	Geometric  Mean = iota // weighted geometric mean, scaled to sum 1
	Arithmetic             // weighted arithmetic mean
)

var meanNames = []string{"geometric", "arithmetic"} // as ordered above

// String returns the name of m, such as "geometric", and "?" for another value.
func (m Mean) String() string { return enum.String(meanNames, m) }

// MarshalText returns the name of m, or [ErrUnknown].
func (m Mean) MarshalText() ([]byte, error) {
	return enum.Marshal(meanNames, m, "ahp: marshal mean", ErrUnknown)
}

// UnmarshalText sets m to the mean called text. For any other text it returns [ErrUnknown] and leaves m alone.
func (m *Mean) UnmarshalText(text []byte) error {
	return enum.Unmarshal(meanNames, m, text, "ahp: parse mean", ErrUnknown)
}

// ParseMean returns the mean called text, or [ErrUnknown].
func ParseMean(text string) (Mean, error) {
	return enum.Parse[Mean](meanNames, text, "ahp: parse mean", ErrUnknown)
}

// AggregateJudgements returns what a group judges that acts as one (AIJ): each pair is the geometric mean of the judgements
// of those who judged it, weighted by voters; nil voters weigh alike. Elements are matched by name and stand in the order of
// the first comparison. It returns [ErrElements] for no comparison or one of other elements, naming its place, and
// [ErrVoters] unless there is one finite weight of at least 0 for each and not all are 0.
// Reference: Forman, Peniwati (1998), Aggregating Individual Judgments and Priorities with the Analytic Hierarchy Process,
// European Journal of Operational Research 108.
func AggregateJudgements(cs []Comparison, voters []float64) (Comparison, error) {
	votes, err := votesOf(len(cs), voters)
	if err != nil {
		return Comparison{}, fmt.Errorf("ahp: aggregate judgements: %w", err)
	}
	places := make([][]int, len(cs))
	for k, c := range cs {
		if places[k], err = placesOf(cs[0].elements, c.elements); err != nil {
			return Comparison{}, fmt.Errorf("ahp: aggregate judgements: comparison %d: %w", k, err)
		}
	}
	n := len(cs[0].elements)
	group := Comparison{slices.Clone(cs[0].elements), make([]float64, n*n)}
	for i := range n {
		group.a[i*n+i] = 1
		for j := i + 1; j < n; j++ {
			var logs, weight, first float64
			same := true
			for k, c := range cs {
				v := c.a[places[k][i]*n+places[k][j]]
				if v == 0 || votes[k] == 0 {
					continue
				}
				if weight == 0 {
					first = v
				}
				same = same && v == first
				logs, weight = logs+votes[k]*math.Log(v), weight+votes[k]
			}
			switch {
			case weight == 0:
			case same:
				group.a[i*n+j], group.a[j*n+i] = first, 1/first
			default:
				v := min(most, max(1/most, math.Exp(logs/weight))) // within them already, up to a rounding
				group.a[i*n+j], group.a[j*n+i] = v, 1/v
			}
		}
	}
	return group, nil
}

// AggregatePriorities returns the weights of a group of individuals (AIP), in the order of the elements of the first
// result, sum 1; nil voters weigh alike. It returns [ErrElements] for no result or one of other elements, [ErrJudgement]
// for weights that are not above 0 and at most 1e6, [ErrVoters] as [AggregateJudgements], and [ErrUnknown] for a mean that is
// no constant. Reference: Forman, Peniwati (1998).
func AggregatePriorities(rs []Result, voters []float64, mean Mean) ([]float64, error) {
	votes, err := votesOf(len(rs), voters)
	if err == nil {
		_, err = mean.MarshalText()
	}
	if err != nil {
		return nil, fmt.Errorf("ahp: aggregate priorities: %w", err)
	}
	joint := make([]float64, len(rs[0].Elements))
	for k, r := range rs {
		places, err := placesOf(rs[0].Elements, r.Elements)
		if err == nil && len(r.Weights) != len(r.Elements) {
			err = fmt.Errorf("%d weights: %w", len(r.Weights), ErrElements)
		}
		if err != nil {
			return nil, fmt.Errorf("ahp: aggregate priorities: result %d: %w", k, err)
		}
		for i := range joint {
			w := r.Weights[places[i]]
			if !(w > 0 && w <= most) {
				return nil, fmt.Errorf("ahp: aggregate priorities: result %d: weight %v of %.40q: %w", k, w, rs[0].Elements[i], ErrJudgement)
			}
			if mean == Geometric {
				w = math.Log(w)
			}
			joint[i] += votes[k] * w
		}
	}
	if mean == Geometric {
		top := slices.Max(joint)
		for i := range joint {
			joint[i] = math.Exp(joint[i] - top)
		}
	}
	normalise(joint)
	return joint, nil
}

// votesOf returns the weights of n voters, sum 1.
func votesOf(n int, voters []float64) ([]float64, error) {
	if n == 0 {
		return nil, fmt.Errorf("nobody judged: %w", ErrElements)
	}
	if voters == nil {
		return slices.Repeat([]float64{1 / float64(n)}, n), nil
	}
	if len(voters) != n {
		return nil, fmt.Errorf("%d for %d: %w", len(voters), n, ErrVoters)
	}
	top := 0.0
	for k, v := range voters {
		if !(v >= 0 && v <= math.MaxFloat64) {
			return nil, fmt.Errorf("voter %d has %v: %w", k, v, ErrVoters)
		}
		top = max(top, v)
	}
	if top == 0 {
		return nil, fmt.Errorf("all 0: %w", ErrVoters)
	}
	votes := make([]float64, n)
	for k, v := range voters {
		votes[k] = v / top
	}
	normalise(votes)
	return votes, nil
}

// placesOf returns where each of the names stands among others, which have to be the same names.
func placesOf(names, others []string) ([]int, error) {
	if len(names) == 0 || len(others) != len(names) {
		return nil, fmt.Errorf("%d elements, not %d: %w", len(others), len(names), ErrElements)
	}
	at := make(map[string]int, len(others))
	for i, name := range others {
		at[name] = i
	}
	places := make([]int, len(names))
	for i, name := range names {
		place, known := at[name]
		if !known {
			return nil, fmt.Errorf("%.40q is missing: %w", name, ErrElements)
		}
		places[i] = place
	}
	return places, nil
}
