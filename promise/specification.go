package promise

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Op says how a target compares. The zero value is invalid, text "".
type Op uint8

const (
	AtMost  Op = iota + 1 // value ≤ Limit
	Below                 // value < Limit
	AtLeast               // value ≥ Limit
	Above                 // value > Limit
	Between               // Limit ≤ value ≤ High
	Exactly               // value = Limit, or the text is the only choice
	OneOf                 // the text is one of Choices
	Yes                   // value = 1, where 0 is no
)

var opNames = []string{"", "at-most", "below", "at-least", "above", "between", "exactly", "one-of", "yes"} // as ordered above

// String returns the name of o, such as "at-most", "" for the zero value and "?" for another value.
func (o Op) String() string { return enum.String(opNames, o) }

// MarshalText returns the name of o, or [ErrUnknown].
func (o Op) MarshalText() ([]byte, error) {
	return enum.Marshal(opNames, o, "promise: marshal op", ErrUnknown)
}

// UnmarshalText sets o to the op called text, and to zero for "". For any other text it returns [ErrUnknown] and leaves o
// alone.
func (o *Op) UnmarshalText(text []byte) error {
	return enum.Unmarshal(opNames, o, text, "promise: parse op", ErrUnknown)
}

// ParseOp returns the op called text, or [ErrUnknown].
func ParseOp(text string) (Op, error) {
	return enum.Parse[Op](opNames, text, "promise: parse op", ErrUnknown)
}

// A Target is what a single case must reach. Limit and High are finite; Choices are texts, which Exactly, with one, and
// OneOf compare with the text of an observation. The zero value is invalid and never holds.
type Target struct {
	Op      Op       `json:"op" validate:"required,max=8"`
	Limit   float64  `json:"limit"`
	High    float64  `json:"high,omitempty"`
	Choices []string `json:"choices,omitempty" validate:"max=1000,dive,required,text_size=4000,clean"`
}

// Holds reports whether o reaches t. It returns [ErrValue] for a value that is NaN or infinite, for a Yes value other than
// 0 or 1, for a text where t compares numbers, for a number or no text where it compares texts, and for the zero target;
// -0 equals 0.
func (t Target) Holds(o Observation) (bool, error) {
	holds, err := t.holds(&o)
	if err != nil {
		return false, fmt.Errorf("promise: %w", err)
	}
	return holds, nil
}

// holds is Holds without the package's name.
func (t *Target) holds(o *Observation) (bool, error) {
	v := o.Value
	switch words := t.words(); {
	case words && (v != 0 || o.Text == ""), !words && o.Text != "":
		return false, fmt.Errorf("target %s: value %v, text %.40q: %w", t.Op, v, o.Text, ErrValue)
	case words:
		return slices.Contains(t.Choices, o.Text), nil
	case math.IsNaN(v) || math.IsInf(v, 0) || t.Op == Yes && v != 0 && v != 1:
		return false, fmt.Errorf("target %s: value %v: %w", t.Op, v, ErrValue)
	}
	switch t.Op {
	case AtMost:
		return v <= t.Limit, nil
	case Below:
		return v < t.Limit, nil
	case AtLeast:
		return v >= t.Limit, nil
	case Above:
		return v > t.Limit, nil
	case Between:
		return t.Limit <= v && v <= t.High, nil
	case Exactly:
		return v == t.Limit, nil
	case Yes:
		return v == 1, nil
	}
	return false, fmt.Errorf("target without an op: %w", ErrValue)
}

// String returns t as people write it: "<= 10", "in [20, 24]", "= 48", "one of red, blue", "yes"; "" for the zero value.
func (t Target) String() string {
	number := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	switch t.Op {
	case AtMost, Below, AtLeast, Above:
		return [...]string{AtMost: "<=", Below: "<", AtLeast: ">=", Above: ">"}[t.Op] + " " + number(t.Limit)
	case Between:
		return "in [" + number(t.Limit) + ", " + number(t.High) + "]"
	case Exactly:
		if len(t.Choices) > 0 {
			return "= " + strings.Join(t.Choices, ", ")
		}
		return "= " + number(t.Limit)
	case OneOf:
		return "one of " + strings.Join(t.Choices, ", ")
	}
	return t.Op.String()
}

// A Specification is a promise that can be measured: a target that must hold in a share of the cases. The zero value is
// invalid.
type Specification struct {
	Code      string `json:"code" validate:"required,text_size=64,clean"` // unique in the promise
	Text      string `json:"text" validate:"required,text_size=4000,clean"`
	Indicator string `json:"indicator" validate:"required,text_size=4000,clean"` // what is measured; Evaluate does not ask for it
	Unit      string `json:"unit,omitempty" validate:"text_size=4000,clean"`
	Owner     string `json:"owner" validate:"required,text_size=4000,clean"` // who answers for it; Evaluate does not ask for it
	Target    Target `json:"target"`
	Coverage  Ratio  `json:"coverage"` // the share of cases in which Target must hold
	Refs      []Ref  `json:"refs,omitempty" validate:"max=1000,dive"`
}

// Validate returns every fault of s at once; see [Promise.Validate].
func (s Specification) Validate() error {
	return declare.Check(shared(), s, "promise: validate specification", ErrInvalid)
}
