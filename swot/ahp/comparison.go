package ahp

import (
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// The limits of a comparison.
const (
	maxElements = 1_000
	maxText     = 10_000 // bytes of a name
	most        = 1e6    // of a judgement; its reciprocal is the least
)

// A Judgement says that A is Value times B: as important, as good, as likely. Value is any real number from 1e-6 to 1e6, so
// 0.5 says that B is twice A; Saaty's verbal scale uses 1 to 9 and their reciprocals. The zero value is invalid.
type Judgement struct {
	A     string  `json:"a"`
	B     string  `json:"b"`
	Value float64 `json:"value"`
}

// A Comparison is what somebody judged about pairs of elements. It is immutable. The zero value is invalid: it has no
// elements.
type Comparison struct {
	elements []string
	a        []float64 // a[i·n+j]: how many times element j is element i, 1 on the diagonal, 0 where nobody judged
}

// New returns the comparison of elements, 1 to 1,000 with distinct names, by judgements in any order. Pairs may be missing,
// and then the rest has to connect all elements: [Comparison.Priorities] refuses what does not.
//
// It returns [ErrElements] for no element, a name that is empty, unclean, over 10,000 bytes or there twice, and a judgement
// of an unknown element; [ErrJudgement] for a value outside 1e-6 to 1e6 or of an element about itself, naming the pair;
// [ErrContradiction] for a pair judged twice whose values differ by more than 1e-12; and [ErrLimit] for too many elements.
func New(elements []string, judgements []Judgement) (Comparison, error) {
	c, err := empty(elements)
	if err != nil {
		return Comparison{}, fmt.Errorf("ahp: new: %w", err)
	}
	at := c.index()
	for k, j := range judgements {
		a, knownA := at[j.A]
		b, knownB := at[j.B]
		if !knownA || !knownB {
			return Comparison{}, fmt.Errorf("ahp: new: judgement %d of %.40q and %.40q: %w", k, j.A, j.B, ErrElements)
		}
		if err := c.judge(a, b, j.Value); err != nil {
			return Comparison{}, fmt.Errorf("ahp: new: judgement %d of %.40q and %.40q is %v: %w", k, j.A, j.B, j.Value, err)
		}
	}
	return c, nil
}

// FromMatrix returns the comparison whose entry a[i][j] says how many times element j is element i, 0 where that is not
// judged. Of a pair the larger entry is kept, if the two are reciprocal within 5 %, as printed matrices are. The diagonal
// is 1 or 0. Its errors are those of [New]; a matrix of another shape is [ErrElements], entries that are not
// reciprocal are [ErrContradiction].
func FromMatrix(elements []string, a [][]float64) (Comparison, error) {
	c, err := empty(elements)
	if err != nil {
		return Comparison{}, fmt.Errorf("ahp: from matrix: %w", err)
	}
	n := len(elements)
	if len(a) != n {
		return Comparison{}, fmt.Errorf("ahp: from matrix: %d rows for %d elements: %w", len(a), n, ErrElements)
	}
	for i, row := range a {
		if len(row) != n {
			return Comparison{}, fmt.Errorf("ahp: from matrix: row %d has %d entries for %d elements: %w", i, len(row), n, ErrElements)
		}
	}
	for i := range n {
		if d := a[i][i]; d != 0 && d != 1 {
			return Comparison{}, fmt.Errorf("ahp: from matrix: row %d, column %d is %v: %w", i, i, d, ErrJudgement)
		}
		for j := i + 1; j < n; j++ {
			if err := c.judgePair(i, j, a[i][j], a[j][i]); err != nil {
				return Comparison{}, fmt.Errorf("ahp: from matrix: row %d, column %d is %v and their counterpart %v: %w", i, j, a[i][j], a[j][i], err)
			}
		}
	}
	return c, nil
}

// empty returns the comparison of elements that nobody judged.
func empty(elements []string) (Comparison, error) {
	n := len(elements)
	if n == 0 {
		return Comparison{}, fmt.Errorf("no elements: %w", ErrElements)
	}
	if n > maxElements {
		return Comparison{}, fmt.Errorf("%d elements: %w", n, ErrLimit)
	}
	c := Comparison{slices.Clone(elements), make([]float64, n*n)}
	for i, name := range elements {
		if !isName(name) {
			return Comparison{}, fmt.Errorf("element %d %.40q: %w", i, name, ErrElements)
		}
		c.a[i*n+i] = 1
	}
	if len(c.index()) < n {
		return Comparison{}, fmt.Errorf("a name stands twice: %w", ErrElements)
	}
	return c, nil
}

// isName reports whether name can stand for an element or an alternative.
func isName(name string) bool { return name != "" && len(name) <= maxText && bound.CleanText(name) }

// index returns the place of each element.
func (c Comparison) index() map[string]int {
	at := make(map[string]int, len(c.elements))
	for i, name := range c.elements {
		at[name] = i
	}
	return at
}

// judge sets how many times element j is element i.
func (c Comparison) judge(i, j int, value float64) error {
	if i == j || !(value >= 1/most && value <= most) {
		return ErrJudgement
	}
	n := len(c.elements)
	if old := c.a[i*n+j]; old != 0 {
		if math.Abs(old/value-1) > 1e-12 {
			return ErrContradiction
		}
		return nil
	}
	c.a[i*n+j], c.a[j*n+i] = value, 1/value
	return nil
}

// judgePair sets a pair of which both sides may be given; the larger one is kept.
func (c Comparison) judgePair(i, j int, value, counterpart float64) error {
	switch {
	case value == 0 && counterpart == 0:
		return nil
	case value != 0 && counterpart != 0 && !(math.Abs(value*counterpart-1) <= 0.05+1e-12):
		if math.IsNaN(value * counterpart) {
			return ErrJudgement
		}
		return ErrContradiction
	case value >= counterpart:
		return c.judge(i, j, value)
	}
	return c.judge(j, i, counterpart)
}

// Elements returns the names, in the order given.
func (c Comparison) Elements() []string { return slices.Clone(c.elements) }

// Judgements returns the judged pairs in the order of the elements, each so that its Value is 1 or more.
func (c Comparison) Judgements() iter.Seq[Judgement] {
	return func(yield func(Judgement) bool) {
		n := len(c.elements)
		for i := range n {
			for j := i + 1; j < n; j++ {
				if c.a[i*n+j] != 0 && !yield(c.judgement(i, j, c.a[i*n+j], c.a[j*n+i])) {
					return
				}
			}
		}
	}
}

// judgement returns a pair so that its value is 1 or more.
func (c Comparison) judgement(i, j int, value, counterpart float64) Judgement {
	if value >= counterpart {
		return Judgement{c.elements[i], c.elements[j], value}
	}
	return Judgement{c.elements[j], c.elements[i], counterpart}
}

// Missing returns the pairs that nobody judged, in the order of the elements.
func (c Comparison) Missing() iter.Seq2[string, string] {
	return func(yield func(a, b string) bool) {
		n := len(c.elements)
		for i := range n {
			for j := i + 1; j < n; j++ {
				if c.a[i*n+j] == 0 && !yield(c.elements[i], c.elements[j]) {
					return
				}
			}
		}
	}
}

// comparisonJSON is the form on the wire.
type comparisonJSON struct {
	Elements   []string    `json:"elements"`
	Judgements []Judgement `json:"judgements"`
}

// MarshalJSON returns {"elements": [...], "judgements": [{"a", "b", "value"}, ...]} with what [Comparison.Judgements] gives.
func (c Comparison) MarshalJSON() ([]byte, error) {
	return json.Marshal(comparisonJSON{c.elements, slices.Collect(c.Judgements())})
}

// UnmarshalJSON sets c to what data says; no elements are the zero value. It returns [ErrDecode] for another form and the
// errors of [New], and then leaves c alone.
func (c *Comparison) UnmarshalJSON(data []byte) error {
	var read comparisonJSON
	if err := json.Unmarshal(data, &read); err != nil {
		return fmt.Errorf("ahp: decode comparison: %w: %w", ErrDecode, err)
	}
	if len(read.Elements)+len(read.Judgements) == 0 {
		*c = Comparison{}
		return nil
	}
	parsed, err := New(read.Elements, read.Judgements)
	if err == nil {
		*c = parsed
	}
	return err
}
