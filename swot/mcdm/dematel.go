package mcdm

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// maxElements is the most elements of an influence.
const maxElements = 1000

// A KRule says by what the direct influences are divided: tools differ in it. The zero value is RowColumn.
type KRule uint8

// The rules.
const (
	RowColumn KRule = iota // the largest sum of a row or a column
	Row                    // the largest sum of a row
)

var ruleNames = [...]string{"row-column", "row"} // as ordered above

// String returns the name of r, "row-column" or "row", and "?" for any other value.
func (r KRule) String() string { return enum.String(ruleNames[:], r) }

// MarshalText returns the name of r, or [ErrUnknown] if r is none of the constants.
func (r KRule) MarshalText() ([]byte, error) {
	return enum.Marshal(ruleNames[:], r, "mcdm: marshal rule", ErrUnknown)
}

// UnmarshalText sets r to the rule called text. For any other text it returns [ErrUnknown] and leaves r alone.
func (r *KRule) UnmarshalText(text []byte) error {
	return enum.Unmarshal(ruleNames[:], r, text, "mcdm: parse rule", ErrUnknown)
}

// ParseKRule returns the rule called text, or [ErrUnknown].
func ParseKRule(text string) (KRule, error) {
	return enum.Parse[KRule](ruleNames[:], text, "mcdm: parse rule", ErrUnknown)
}

// An Influence is what elements do to each other directly and through others. The zero value is of no element.
type Influence struct {
	K          float64     `json:"k"`          // what the direct influences were divided by
	Total      [][]float64 `json:"total"`      // of the row on the column
	Prominence []float64   `json:"prominence"` // given plus received: how much an element matters
	Relation   []float64   `json:"relation"`   // given less received: above 0 a cause, below 0 an effect
}

// DEMATEL returns the total influence of elements from the direct ones, z[i][j] of i on j, at least 0, with a diagonal of
// 0, such as 0 none to 4 very high.
//
//	N = z/k    T = N + N² + ... = N(I - N)⁻¹    prominence r + c, relation r - c, sums of T's rows and columns
//
// A zero matrix has no influence. It returns [ErrShape] unless z is square, [ErrLimit] for over 1000 elements, [ErrValue]
// for a negative, huge or missing number or one on the diagonal, [ErrUnknown] for no rule, and [ErrSingular] where the
// sum has no end, as when all rows sum to k. Accuracy: 1e-12 times the condition of I - N.
// Reference: Gabus, Fontela (1972), World Problems, an Invitation to Further Thought within the Framework of DEMATEL.
func DEMATEL(z [][]float64, rule KRule) (Influence, error) {
	k, err := divisor(z, rule)
	if err != nil {
		return Influence{}, fmt.Errorf("mcdm: DEMATEL: %w", err)
	}
	n := len(z)
	f := Influence{K: k, Total: make([][]float64, n), Prominence: make([]float64, n), Relation: make([]float64, n)}
	total := mat.NewDense(n, n, nil)
	if k > 0 {
		direct, rest := mat.NewDense(n, n, nil), mat.NewDense(n, n, nil)
		for i, row := range z {
			for j, v := range row {
				direct.Set(i, j, v/k)
				rest.Set(i, j, -v/k)
			}
			rest.Set(i, i, 1)
		}
		var lu mat.LU
		lu.Factorize(rest)
		if lu.Cond() > 1e13 {
			return Influence{}, fmt.Errorf("mcdm: DEMATEL: %w", ErrSingular)
		}
		if err := lu.SolveTo(total, false, direct); err != nil { // (I-N)⁻¹N = N(I-N)⁻¹
			return Influence{}, fmt.Errorf("mcdm: DEMATEL: %w: %w", ErrSingular, err)
		}
	}
	for i := range n {
		f.Total[i] = slices.Clone(total.RawRowView(i))
		for j, v := range f.Total[i] {
			if v < 0 { // a series that does not end
				if v < -1e-9 {
					return Influence{}, fmt.Errorf("mcdm: DEMATEL: %w", ErrSingular)
				}
				v, f.Total[i][j] = 0, 0
			}
			f.Prominence[i] += v
			f.Prominence[j] += v
			f.Relation[i] += v
			f.Relation[j] -= v
		}
	}
	return f, nil
}

// divisor checks z and returns k.
func divisor(z [][]float64, rule KRule) (k float64, err error) {
	n := len(z)
	switch {
	case n == 0:
		return 0, fmt.Errorf("no element: %w", ErrShape)
	case n > maxElements:
		return 0, fmt.Errorf("%d elements: %w", n, ErrLimit)
	case rule > Row:
		return 0, fmt.Errorf("rule %d: %w", rule, ErrUnknown)
	}
	columns := make([]float64, n)
	for i, row := range z {
		if len(row) != n {
			return 0, fmt.Errorf("row %d has %d values, not %d: %w", i, len(row), n, ErrShape)
		}
		var sum float64
		for j, v := range row {
			if !(v >= 0 && v <= 1e150) || i == j && v != 0 || v != 0 && v < 1e-150 {
				return 0, fmt.Errorf("row %d, column %d is %v: %w", i, j, v, ErrValue)
			}
			sum += v
			columns[j] += v
		}
		k = max(k, sum)
	}
	if rule == RowColumn {
		k = math.Max(k, slices.Max(columns))
	}
	return k, nil
}
