package actionplan

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Feedback is what somebody who was to be helped says of it. The zero value is NoFeedback.
type Feedback uint8

const (
	NoFeedback Feedback = iota // nothing was said
	Positive                   // it helped
	Neutral                    // neither
	Negative                   // it did not help, or did harm
)

var feedbackNames = []string{"none", "positive", "neutral", "negative"} // as ordered above

// String returns the name of f, and "?" for another value.
func (f Feedback) String() string { return enum.String(feedbackNames, f) }

// MarshalText returns the name of f, or [ErrUnknown].
func (f Feedback) MarshalText() ([]byte, error) {
	return enum.Marshal(feedbackNames, f, "actionplan: marshal feedback", ErrUnknown)
}

// UnmarshalText sets f to the feedback called text. For any other text it returns [ErrUnknown] and leaves f alone.
func (f *Feedback) UnmarshalText(text []byte) error {
	return enum.Unmarshal(feedbackNames, f, text, "actionplan: parse feedback", ErrUnknown)
}

// ParseFeedback returns the feedback called text, or [ErrUnknown].
func ParseFeedback(text string) (Feedback, error) {
	return enum.Parse[Feedback](feedbackNames, text, "actionplan: parse feedback", ErrUnknown)
}

// An Observation is what was measured or heard on a day: a value of a metric, a feedback of a source, or both. It is the
// evidence of an event, and what triggers a contingency. The zero value is invalid, as it has no day.
type Observation struct {
	On       calendar.Date    `json:"on,omitzero" validate:"required"`
	Metric   string           `json:"metric,omitempty" validate:"max=4096,clean"` // the code of an indicator, or any name
	Value    *decimal.Decimal `json:"value,omitempty" validate:"omitnil,dsize=12/18"`
	Feedback Feedback         `json:"feedback,omitempty" validate:"max=3"`
	Source   Ref              `json:"source,omitzero" validate:"omitempty"` // who or what it comes from, such as a survey's finding
	Note     string           `json:"note,omitempty" validate:"max=4096,clean"`
}

// sound reports whether o has no fault in its numbers and its day; the texts are not looked at.
func (o *Observation) sound() bool {
	return !o.On.IsZero() && o.Feedback <= Negative && (o.Value == nil || accepted().Check(*o.Value) == nil)
}

// within reports whether a value lies between two bounds, both inclusive, nil for open. All are accepted decimals.
func within(value decimal.Decimal, atLeast, atMost *decimal.Decimal) bool {
	return (atLeast == nil || value.GreaterThanOrEqual(*atLeast)) && (atMost == nil || value.LessThanOrEqual(*atMost))
}
