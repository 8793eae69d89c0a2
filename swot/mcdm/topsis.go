package mcdm

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Norm makes criteria comparable. The zero value is Vector.
type Norm uint8

// The norms. Both read the range off the data, so that two alternatives may swap when a third comes or goes; fixed points
// in [TOPSISOptions] do not.
const (
	Vector Norm = iota // x/√Σx² of the column
	MinMax             // (x-min)/(max-min) of the column
)

var normNames = [...]string{"vector", "min-max"} // as ordered above

// String returns the name of n, "vector" or "min-max", and "?" for any other value.
func (n Norm) String() string { return enum.String(normNames[:], n) }

// MarshalText returns the name of n, or [ErrUnknown] if n is none of the constants.
func (n Norm) MarshalText() ([]byte, error) {
	return enum.Marshal(normNames[:], n, "mcdm: marshal norm", ErrUnknown)
}

// UnmarshalText sets n to the norm called text. For any other text it returns [ErrUnknown] and leaves n alone.
func (n *Norm) UnmarshalText(text []byte) error {
	return enum.Unmarshal(normNames[:], n, text, "mcdm: parse norm", ErrUnknown)
}

// ParseNorm returns the norm called text, or [ErrUnknown].
func ParseNorm(text string) (Norm, error) {
	return enum.Parse[Norm](normNames[:], text, "mcdm: parse norm", ErrUnknown)
}

// TOPSISOptions say how [TOPSIS] makes criteria comparable. The zero value is the default.
type TOPSISOptions struct {
	Norm      Norm      `json:"norm"`
	Ideal     []float64 `json:"ideal"`     // the best value of each criterion, with AntiIdeal. Defaults to that of the data
	AntiIdeal []float64 `json:"antiIdeal"` // the worst
}

// TOPSIS ranks alternatives by how near they are to the best and how far from the worst that there is.
//
//	d⁺ = √Σ w²(r - r⁺)²    d⁻ = √Σ w²(r - r⁻)²    score = d⁻/(d⁺ + d⁻)
//
// r is the value by the norm, r⁺ and r⁻ the best and worst of its column. With an Ideal and an AntiIdeal, which carry the
// direction so that Cost is not looked at, r = (x - anti)/(ideal - anti) takes the place of the norm: then no
// alternative depends on another. Scores lie in [0, 1]; if all alternatives are alike they are ½.
//
// It returns [ErrShape], [ErrValue], [ErrWeights] or [ErrLimit] for what is wrong with p, [ErrShape] for one fixed point
// without the other, [ErrValue] for one that equals the other or a value beyond them, and [ErrUnknown] for no norm.
// Accuracy: 1e-13. Reference: Hwang, Yoon (1981), Multiple Attribute Decision Making.
func TOPSIS(p Problem, opt TOPSISOptions) (Result, error) {
	w, err := p.check()
	if err == nil && opt.Norm > MinMax {
		err = fmt.Errorf("norm %d: %w", opt.Norm, ErrUnknown)
	}
	var best, worst, scale []float64 // r·w = scale·x, up to a shift
	if err == nil {
		best, worst, scale, err = p.points(w, opt)
	}
	if err != nil {
		return Result{}, fmt.Errorf("mcdm: TOPSIS: %w", err)
	}
	n := len(p.Values)
	r := Result{Method: "TOPSIS", Scores: make([]float64, n), Plus: make([]float64, n), Minus: make([]float64, n)}
	for i, row := range p.Values {
		var toBest, toWorst float64
		scale, best, worst := scale[:len(row)], best[:len(row)], worst[:len(row)]
		for j, x := range row {
			up, down := scale[j]*(x-best[j]), scale[j]*(x-worst[j])
			toBest += up * up
			toWorst += down * down
		}
		r.Plus[i], r.Minus[i] = math.Sqrt(toBest), math.Sqrt(toWorst)
		r.Scores[i] = 0.5
		if sum := r.Plus[i] + r.Minus[i]; sum > 0 {
			r.Scores[i] = r.Minus[i] / sum
		}
	}
	r.Ranks = Ranks(r.Scores)
	return r, nil
}

// points returns the best and the worst value of each criterion, and the factor that turns a difference into one of
// weighted, comparable values.
func (p Problem) points(w []float64, opt TOPSISOptions) (best, worst, scale []float64, err error) {
	n := len(w)
	if opt.Ideal != nil || opt.AntiIdeal != nil {
		return p.fixed(w, opt)
	}
	low, high, size := make([]float64, n), make([]float64, n), make([]float64, n)
	copy(low, p.Values[0])
	copy(high, p.Values[0])
	for _, row := range p.Values {
		low, high, size := low[:len(row)], high[:len(row)], size[:len(row)]
		for j, x := range row { // without min and max, which look for NaN and -0
			if x < low[j] {
				low[j] = x
			}
			if x > high[j] {
				high[j] = x
			}
			size[j] += x * x
		}
	}
	scale = make([]float64, n)
	for j := range scale {
		length := math.Sqrt(size[j])
		if opt.Norm == MinMax {
			length = high[j] - low[j]
		}
		if length > 0 {
			scale[j] = w[j] / length
		}
		if p.cost(j) {
			low[j], high[j] = high[j], low[j]
		}
	}
	return high, low, scale, nil
}

// fixed returns the points of opt.
func (p Problem) fixed(w []float64, opt TOPSISOptions) (best, worst, scale []float64, err error) {
	n := len(w)
	if len(opt.Ideal) != n || len(opt.AntiIdeal) != n {
		return nil, nil, nil, fmt.Errorf("fixed points: %w", ErrShape)
	}
	scale = make([]float64, n)
	for j := range scale {
		best, worst := opt.Ideal[j], opt.AntiIdeal[j]
		if !(math.Abs(best) <= 1e150 && math.Abs(worst) <= 1e150) || best == worst {
			return nil, nil, nil, fmt.Errorf("fixed points of column %d: %v and %v: %w", j, best, worst, ErrValue)
		}
		scale[j] = w[j] / math.Abs(best-worst)
	}
	for i, row := range p.Values {
		for j, x := range row {
			if x < min(opt.Ideal[j], opt.AntiIdeal[j]) || x > max(opt.Ideal[j], opt.AntiIdeal[j]) {
				return nil, nil, nil, fmt.Errorf("row %d, column %d is %v, beyond the fixed points: %w", i, j, x, ErrValue)
			}
		}
	}
	return opt.Ideal, opt.AntiIdeal, scale, nil
}
