package survey

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Op says what a condition asks. The zero value is OpAlways.
type Op uint8

const (
	OpAlways   Op = iota // true
	OpAll                // every part holds; true of none
	OpAny                // some part holds; false of none
	OpNot                // the one part does not hold
	OpAnswered           // the question was answered
	OpEqual              // its points are Value
	OpAtLeast            // its points are at least Value
	OpAtMost             // its points are at most Value
	OpChose              // Option is among its choices
)

var opNames = []string{"always", "all", "any", "not", "answered", "equal", "atLeast", "atMost", "chose"} // as ordered above

// String returns the name of o, such as "atLeast", and "?" for another value.
func (o Op) String() string { return enum.String(opNames, o) }

// MarshalText returns the name of o, or [ErrUnknown].
func (o Op) MarshalText() ([]byte, error) {
	return enum.Marshal(opNames, o, "survey: marshal op", ErrUnknown)
}

// UnmarshalText sets o to the op called text. For any other text it returns [ErrUnknown] and leaves o alone.
func (o *Op) UnmarshalText(text []byte) error {
	return enum.Unmarshal(opNames, o, text, "survey: parse op", ErrUnknown)
}

// ParseOp returns the op called text, or [ErrUnknown].
func ParseOp(text string) (Op, error) {
	return enum.Parse[Op](opNames, text, "survey: parse op", ErrUnknown)
}

// A Condition says to whom a question is shown, by the answers to other questions. An answer of a hidden question counts as
// absent, and comparing an absent answer is false, so Not(Answered(q)) is true for a hidden q. Points compare raw, not
// reversed. At most 32 deep and 10,000 parts. The zero value always holds. In JSON it is an object of its op and just the
// fields that the op uses, as in {"op":"atMost","question":"Q1","value":6}.
type Condition struct {
	Op       Op
	Of       []Condition
	Question QuestionID
	Value    int
	Option   string
}

// All returns the condition that every one of c holds.
func All(c ...Condition) Condition { return Condition{Op: OpAll, Of: c} }

// Any returns the condition that some of c holds.
func Any(c ...Condition) Condition { return Condition{Op: OpAny, Of: c} }

// Not returns the condition that c does not hold.
func Not(c Condition) Condition { return Condition{Op: OpNot, Of: []Condition{c}} }

// Answered returns the condition that q was answered.
func Answered(q QuestionID) Condition { return Condition{Op: OpAnswered, Question: q} }

// Equal returns the condition that q was given v points.
func Equal(q QuestionID, v int) Condition { return Condition{Op: OpEqual, Question: q, Value: v} }

// AtLeast returns the condition that q was given v points or more.
func AtLeast(q QuestionID, v int) Condition { return Condition{Op: OpAtLeast, Question: q, Value: v} }

// AtMost returns the condition that q was given v points or fewer.
func AtMost(q QuestionID, v int) Condition { return Condition{Op: OpAtMost, Question: q, Value: v} }

// Chose returns the condition that option was chosen at q.
func Chose(q QuestionID, option string) Condition {
	return Condition{Op: OpChose, Question: q, Option: option}
}

// IsZero reports whether nothing is asked.
func (c Condition) IsZero() bool {
	return c.Op == OpAlways && len(c.Of) == 0 && c.Question == "" && c.Value == 0 && c.Option == ""
}

// Limits of a condition.
const (
	maxDepth = 32
	maxParts = 10_000
)

// within reports whether c is no deeper and no larger than allowed. It looks no further than that.
func (c Condition) within() bool {
	parts := maxParts
	return c.fits(maxDepth, &parts)
}

func (c Condition) fits(depth int, parts *int) bool {
	if *parts--; depth == 0 || *parts < 0 {
		return false
	}
	for _, part := range c.Of {
		if !part.fits(depth-1, parts) {
			return false
		}
	}
	return true
}

// uses returns which fields an op uses.
func (o Op) uses() (of, question, value, option bool) {
	return o >= OpAll && o <= OpNot, o >= OpAnswered, o >= OpEqual && o <= OpAtMost, o == OpChose
}

// fault returns what is wrong with c itself, not with its parts: "op" for one that is none, "fields" for a field that the
// op does not use or lacks.
func (c Condition) fault() string {
	of, question, value, option := c.Op.uses()
	switch {
	case c.Op > OpChose:
		return "op"
	case !of && c.Of != nil, !question && c.Question != "", !value && c.Value != 0, !option && c.Option != "",
		question && c.Question == "", option && c.Option == "", c.Op == OpNot && len(c.Of) != 1:
		return "fields"
	}
	return ""
}

// wireCondition is the JSON of a condition: pointers tell absent fields from zero ones.
type wireCondition struct {
	Op       Op                 `json:"op"`
	Of       *[]json.RawMessage `json:"of,omitempty"`
	Question *QuestionID        `json:"question,omitempty"`
	Value    *int               `json:"value,omitempty"`
	Option   *string            `json:"option,omitempty"`
}

// MarshalJSON returns c with the fields that its op uses. It returns [ErrLimit] for one too deep or too large, and
// [ErrInvalid] for one whose fields do not go with its op.
func (c Condition) MarshalJSON() ([]byte, error) {
	if !c.within() {
		return nil, fmt.Errorf("survey: marshal condition: %w", ErrLimit)
	}
	if fault := c.fault(); fault != "" {
		return nil, fmt.Errorf("survey: marshal condition %s: %w: %s", c.Op, ErrInvalid, fault)
	}
	w := wireCondition{Op: c.Op}
	of, question, value, option := c.Op.uses()
	if of {
		parts := make([]json.RawMessage, len(c.Of))
		for i, part := range c.Of {
			text, err := part.MarshalJSON()
			if err != nil {
				return nil, err
			}
			parts[i] = text
		}
		w.Of = &parts
	}
	if question {
		w.Question = &c.Question
	}
	if value {
		w.Value = &c.Value
	}
	if option {
		w.Option = &c.Option
	}
	return json.Marshal(w)
}

// UnmarshalJSON sets c to the condition in data. It returns [ErrUnknown] for an op that is none, [ErrInvalid] for a field
// that is unknown, that the op does not use, or that it lacks, and [ErrLimit] for a condition too deep or too large. On an
// error it leaves c alone.
func (c *Condition) UnmarshalJSON(data []byte) error {
	parts := maxParts
	parsed, err := decodeCondition(data, maxDepth, &parts)
	if err == nil {
		*c = parsed
	}
	return err
}

func decodeCondition(data []byte, depth int, parts *int) (Condition, error) {
	if *parts--; depth == 0 || *parts < 0 {
		return Condition{}, fmt.Errorf("survey: condition: %w", ErrLimit)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var w wireCondition
	if err := decoder.Decode(&w); err != nil {
		return Condition{}, fmt.Errorf("survey: condition: %w: %w", ErrInvalid, err)
	}
	of, question, value, option := w.Op.uses()
	if (w.Of != nil) != of || (w.Question != nil) != question || (w.Value != nil) != value || (w.Option != nil) != option {
		return Condition{}, fmt.Errorf("survey: condition %s: %w: fields", w.Op, ErrInvalid)
	}
	c := Condition{Op: w.Op}
	if of {
		for _, raw := range *w.Of {
			part, err := decodeCondition(raw, depth-1, parts)
			if err != nil {
				return Condition{}, err
			}
			c.Of = append(c.Of, part)
		}
	}
	if question {
		c.Question = *w.Question
	}
	if value {
		c.Value = *w.Value
	}
	if option {
		c.Option = *w.Option
	}
	if fault := c.fault(); fault != "" {
		return Condition{}, fmt.Errorf("survey: condition %s: %w: %s", c.Op, ErrInvalid, fault)
	}
	return c, nil
}
