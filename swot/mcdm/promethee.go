package mcdm

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Shape says how a difference on a criterion becomes a preference from 0 to 1. The zero value is Usual.
type Shape uint8

// The shapes, for a difference d > 0.
const (
	Usual    Shape = iota // 1 for any
	UShape                // 1 above Q
	VShape                // d/P up to 1
	Level                 // 0 up to Q, ½ up to P, 1 above
	Linear                // 0 up to Q, (d-Q)/(P-Q) up to P, 1 above
	Gaussian              // 1 - exp(-d²/(2S²))
)

var shapeNames = [...]string{"usual", "u-shape", "v-shape", "level", "linear", "gaussian"} // as ordered above

// String returns the name of s, such as "usual" or "v-shape", and "?" for a value that is none of the constants.
func (s Shape) String() string { return enum.String(shapeNames[:], s) }

// MarshalText returns the name of s, or [ErrUnknown] if s is none of the constants.
func (s Shape) MarshalText() ([]byte, error) {
	return enum.Marshal(shapeNames[:], s, "mcdm: marshal shape", ErrUnknown)
}

// UnmarshalText sets s to the shape called text. For any other text it returns [ErrUnknown] and leaves s alone.
func (s *Shape) UnmarshalText(text []byte) error {
	return enum.Unmarshal(shapeNames[:], s, text, "mcdm: parse shape", ErrUnknown)
}

// ParseShape returns the shape called text, or [ErrUnknown].
func ParseShape(text string) (Shape, error) {
	return enum.Parse[Shape](shapeNames[:], text, "mcdm: parse shape", ErrUnknown)
}

// A Preference is the shape of a criterion with the thresholds that it reads, in the units of the criterion. The zero
// value prefers any difference.
type Preference struct {
	Shape Shape   `json:"shape"`
	Q     float64 `json:"q"` // indifference, at least 0
	P     float64 `json:"p"` // strict preference, above 0 and at least Q (Linear: above Q)
	S     float64 `json:"s"` // of the Gaussian, above 0
}

// fault returns [ErrThreshold] or [ErrUnknown] if f is no preference.
func (f Preference) fault() error {
	const most = 1e150
	q, p := f.Q >= 0 && f.Q <= most, f.P > 0 && f.P <= most
	var sound bool
	switch f.Shape {
	case Usual:
		sound = true
	case UShape:
		sound = q
	case VShape:
		sound = p
	case Level:
		sound = q && p && f.Q <= f.P
	case Linear:
		sound = q && p && f.Q < f.P
	case Gaussian:
		sound = f.S > 1e-150 && f.S <= most
	default:
		return fmt.Errorf("shape %d: %w", f.Shape, ErrUnknown)
	}
	if !sound {
		return fmt.Errorf("%v with q %v, p %v, s %v: %w", f.Shape, f.Q, f.P, f.S, ErrThreshold)
	}
	return nil
}

// PROMETHEE ranks alternatives by their net outranking flow, PROMETHEE II.
//
//	φ⁺(a) = 1/(m-1) Σ_b Σ_j w_j P_j(a, b)    φ⁻(a) = 1/(m-1) Σ_b Σ_j w_j P_j(b, a)    score = φ⁺ - φ⁻
//
// P is the preference of the criterion for the difference of both values, of m alternatives; no preferences are all
// Usual. Scores lie in [-1, 1] and sum to 0; a single alternative has 0. Plus holds φ⁺, Minus φ⁻. All shapes but the
// Gaussian cost m log m; with one of these at most 10,000 alternatives are compared, else [ErrLimit].
//
// It returns [ErrShape], [ErrValue], [ErrWeights] or [ErrLimit] for what is wrong with p, [ErrShape] for preferences of
// another number than the criteria, and [ErrThreshold] or [ErrUnknown] for one of them. Accuracy: 1e-12.
// Reference: Brans, Vincke (1985), A Preference Ranking Organisation Method, Management Science 31(6).
func PROMETHEE(p Problem, preferences []Preference) (Result, error) {
	w, err := p.check()
	if err == nil {
		err = fits(preferences, len(p.Values), len(w))
	}
	if err != nil {
		return Result{}, fmt.Errorf("mcdm: PROMETHEE: %w", err)
	}
	m := len(p.Values)
	r := Result{Method: "PROMETHEE II", Scores: make([]float64, m), Plus: make([]float64, m), Minus: make([]float64, m)}
	order := make([]valued, m)
	for j := range w {
		if w[j] == 0 || m == 1 {
			continue
		}
		var f Preference
		if preferences != nil {
			f = preferences[j]
		}
		plus, minus := r.Plus, r.Minus
		if p.cost(j) {
			plus, minus = minus, plus // less is better: who has more is outranked
		}
		for i, row := range p.Values {
			order[i] = valued{row[j], i}
		}
		slices.SortFunc(order, func(a, b valued) int { return cmp.Compare(a.x, b.x) })
		f.flows(order, w[j]/float64(m-1), plus, minus)
	}
	for i := range r.Scores {
		r.Scores[i] = r.Plus[i] - r.Minus[i]
	}
	r.Ranks = flowRanks(r.Scores)
	return r, nil
}

// flowRanks ranks flows, which are equal within 1e-12 of the largest possible.
func flowRanks(flows []float64) []int {
	shifted := make([]float64, len(flows))
	for i, flow := range flows {
		shifted[i] = flow + 1
	}
	return Ranks(shifted)
}

// fits checks the preferences.
func fits(preferences []Preference, alternatives, criteria int) error {
	if preferences != nil && len(preferences) != criteria {
		return fmt.Errorf("%d preferences, not %d: %w", len(preferences), criteria, ErrShape)
	}
	for j, f := range preferences {
		if err := f.fault(); err != nil {
			return fmt.Errorf("preference %d: %w", j, err)
		}
		if f.Shape == Gaussian && alternatives > maxPairwise {
			return fmt.Errorf("%d alternatives under a gaussian: %w", alternatives, ErrLimit)
		}
	}
	return nil
}

// A valued is an alternative with its value on a criterion.
type valued struct {
	x  float64
	at int
}

// flows adds weight times the preferences of each alternative over all others to plus, and of all others over it to
// minus, for alternatives in rising order.
func (f Preference) flows(order []valued, weight float64, plus, minus []float64) {
	switch f.Shape {
	case Usual:
		f.step(order, weight, 0, plus, minus)
	case UShape:
		f.step(order, weight, f.Q, plus, minus)
	case VShape:
		f.ramp(order, weight, 0, f.P, plus, minus)
	case Level:
		f.step(order, weight/2, f.Q, plus, minus)
		f.step(order, weight/2, f.P, plus, minus)
	case Linear:
		f.ramp(order, weight, f.Q, f.P, plus, minus)
	case Gaussian:
		for i, a := range order {
			for _, b := range order[:i] {
				d := (a.x - b.x) / f.S
				v := weight * -math.Expm1(-d*d/2)
				plus[a.at] += v
				minus[b.at] += v
			}
		}
	}
}

// step is a preference of 1 for differences above q.
func (Preference) step(order []valued, weight, q float64, plus, minus []float64) {
	m := len(order)
	below, notAbove := 0, 0 // those that a is preferred to; those not preferred to b
	for _, a := range order {
		for below < m && a.x-order[below].x > q {
			below++
		}
		plus[a.at] += weight * float64(below)
	}
	for _, b := range order {
		for notAbove < m && !(order[notAbove].x-b.x > q) {
			notAbove++
		}
		minus[b.at] += weight * float64(m-notAbove)
	}
}

// ramp is a preference that rises from 0 at a difference of q to 1 at p. What lies within it is summed by running sums of
// the offsets from the middle value.
func (Preference) ramp(order []valued, weight, q, p float64, plus, minus []float64) {
	m := len(order)
	base := order[m/2].x
	sums := make([]float64, m+1) // of x - base of the first ones
	for i, a := range order {
		sums[i+1] = sums[i] + (a.x - base)
	}
	part := func(from, to int, x float64) float64 { // Σ (x - x_b - q)/(p - q) over from..to
		return (float64(to-from)*(x-base-q) - (sums[to] - sums[from])) / (p - q)
	}
	full, some := 0, 0
	for _, a := range order {
		for full < m && a.x-order[full].x >= p {
			full++
		}
		for some < m && a.x-order[some].x > q {
			some++
		}
		plus[a.at] += weight * (float64(full) + part(full, max(full, some), a.x))
	}
	full, some = 0, 0
	for _, b := range order {
		for some < m && !(order[some].x-b.x > q) {
			some++
		}
		for full < m && !(order[full].x-b.x >= p) {
			full++
		}
		start := min(some, full)
		minus[b.at] += weight * (float64(m-full) + ((sums[full]-sums[start])-float64(full-start)*(b.x-base+q))/(p-q))
	}
}
