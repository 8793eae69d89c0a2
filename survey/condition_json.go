package survey

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// What a condition may hold, checked before anything walks it: it may be a slice that holds itself.
const (
	mostDepth = 32
	mostNodes = 10_000
)

// limit returns [ErrLimit] if c nests too deep or has too many parts.
func (c Condition) limit() error {
	left := mostNodes
	if !c.within(mostDepth, &left) {
		return fmt.Errorf("condition %w: at most %d deep and %d parts", ErrLimit, mostDepth, mostNodes)
	}
	return nil
}

// within reports whether c has at most depth levels, and takes its parts from left.
func (c Condition) within(depth int, left *int) bool {
	*left--
	if depth == 0 || *left < 0 {
		return false
	}
	for _, part := range c.Of {
		if !part.within(depth-1, left) {
			return false
		}
	}
	return true
}

// fields says which fields of a condition are used, or set.
type fields struct{ of, question, value, option bool }

// uses returns the fields that op uses.
func (op Op) uses() fields {
	return fields{
		of:       op.joins(),
		question: op >= OpAnswered && op <= OpChose,
		value:    op.compares(),
		option:   op == OpChose,
	}
}

// unused returns the JSON name of the first field of c that is set and not used, or "".
func (c Condition) unused() string {
	switch uses := c.Op.uses(); {
	case c.Of != nil && !uses.of:
		return "of"
	case c.Question != "" && !uses.question:
		return "question"
	case c.Value != 0 && !uses.value:
		return "value"
	case c.Option != "" && !uses.option:
		return "option"
	}
	return ""
}

// conditionShape is a condition in JSON: a pointer tells an absent field from an empty one.
type conditionShape struct {
	Op       *Op               `json:"op"`
	Of       *[]conditionShape `json:"of,omitempty"`
	Question *QuestionID       `json:"question,omitempty"`
	Value    *int              `json:"value,omitempty"`
	Option   *string           `json:"option,omitempty"`
}

// MarshalJSON returns c as an object with the fields that its op uses. Its error wraps [ErrLimit], [ErrUnknown] for an
// op that does not exist, or [ErrInvalid] for a field that is set and not used.
func (c Condition) MarshalJSON() ([]byte, error) {
	if err := c.limit(); err != nil {
		return nil, fmt.Errorf("survey: marshal condition: %w", err)
	}
	shape, err := c.shape()
	if err != nil {
		return nil, err
	}
	return json.Marshal(shape)
}

// shape returns c as JSON holds it.
func (c Condition) shape() (conditionShape, error) {
	if field := c.unused(); field != "" {
		return conditionShape{}, fmt.Errorf("survey: marshal condition: %w: %q does not use %q", ErrInvalid, c.Op, field)
	}
	shape, uses := conditionShape{Op: &c.Op}, c.Op.uses()
	if uses.of {
		parts := make([]conditionShape, len(c.Of))
		for i, part := range c.Of {
			var err error
			if parts[i], err = part.shape(); err != nil {
				return conditionShape{}, err
			}
		}
		shape.Of = &parts
	}
	if uses.question {
		shape.Question = &c.Question
	}
	if uses.value {
		shape.Value = &c.Value
	}
	if uses.option {
		shape.Option = &c.Option
	}
	return shape, nil
}

// UnmarshalJSON sets c to the condition in data. It returns [ErrDecode] where a field that the op uses is absent or
// another one is given, for an op that does not exist with [ErrUnknown] too, [ErrLimit] for a condition too deep or too
// large, and leaves c alone then. JSON null leaves c alone.
func (c *Condition) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if !json.Valid(data) { // the decoder would stop after the first value
		return fmt.Errorf("survey: decode condition: %w: not JSON", ErrDecode)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var shape conditionShape
	if err := decoder.Decode(&shape); err != nil {
		return fmt.Errorf("survey: decode condition: %w: %w", ErrDecode, err)
	}
	left := mostNodes
	decoded, err := shape.condition(mostDepth, &left)
	if err != nil {
		return fmt.Errorf("survey: decode condition: %w", err)
	}
	*c = decoded
	return nil
}

// condition returns s as a condition of at most depth levels, and takes its parts from left.
func (s conditionShape) condition(depth int, left *int) (Condition, error) {
	*left--
	if depth == 0 || *left < 0 {
		return Condition{}, fmt.Errorf("%w: at most %d deep and %d parts", ErrLimit, mostDepth, mostNodes)
	}
	if s.Op == nil {
		return Condition{}, fmt.Errorf("%w: no op", ErrDecode)
	}
	if (fields{s.Of != nil, s.Question != nil, s.Value != nil, s.Option != nil}) != s.Op.uses() {
		return Condition{}, fmt.Errorf("%w: not the fields that %q uses", ErrDecode, *s.Op)
	}
	c := Condition{Op: *s.Op}
	if s.Of != nil {
		c.Of = make([]Condition, len(*s.Of))
		for i, part := range *s.Of {
			var err error
			if c.Of[i], err = part.condition(depth-1, left); err != nil {
				return Condition{}, err
			}
		}
	}
	if s.Question != nil {
		c.Question = *s.Question
	}
	if s.Value != nil {
		c.Value = *s.Value
	}
	if s.Option != nil {
		c.Option = *s.Option
	}
	return c, nil
}
