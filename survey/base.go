package survey

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// An Outcome is what became of one response to one question. The zero value is invalid.
type Outcome uint8

const (
	OutcomeAnswered Outcome = iota + 1 // shown and answered within the declaration
	OutcomeMissing                     // shown and not answered
	OutcomeHidden                      // not shown; an answer given all the same is dropped
	OutcomeInvalid                     // answered outside the declaration
	OutcomeExcluded                    // set aside by the caller, such as for its quality
)

var outcomeNames = [...]string{"", "answered", "missing", "hidden", "invalid", "excluded"}

// String returns the name of o, "" for the zero value, or "?".
func (o Outcome) String() string { return enum.String(outcomeNames[:], o) }

// MarshalText returns the name of o. Its error wraps [ErrUnknown].
func (o Outcome) MarshalText() ([]byte, error) {
	return enum.Marshal(outcomeNames[:], o, "survey: marshal outcome", ErrUnknown)
}

// UnmarshalText sets o to the outcome called text, "" being the zero value. For any other text it returns
// [ErrUnknown] and leaves o alone.
func (o *Outcome) UnmarshalText(text []byte) error {
	return enum.Unmarshal(outcomeNames[:], o, text, "survey: parse outcome", ErrUnknown)
}

// ParseOutcome returns the outcome called text, or [ErrUnknown].
func ParseOutcome(text string) (Outcome, error) {
	return enum.Parse[Outcome](outcomeNames[:], text, "survey: parse outcome", ErrUnknown)
}

// A Base says of whom a figure speaks. Responses is the sum of the other five, always; figures are computed on
// Answered alone. The zero value is nobody.
type Base struct {
	Responses int64 `json:"responses"`
	Answered  int64 `json:"answered"`
	Missing   int64 `json:"missing"`
	Hidden    int64 `json:"hidden"`
	Invalid   int64 `json:"invalid"`
	Excluded  int64 `json:"excluded"`
}

// of returns the count of o in b, nil for an outcome that does not exist.
func (b *Base) of(o Outcome) *int64 {
	switch o {
	case OutcomeAnswered:
		return &b.Answered
	case OutcomeMissing:
		return &b.Missing
	case OutcomeHidden:
		return &b.Hidden
	case OutcomeInvalid:
		return &b.Invalid
	case OutcomeExcluded:
		return &b.Excluded
	}
	return nil
}

// add adds o, where the sum does not overflow. Responses follows from the rest.
func (b *Base) add(o Base) {
	b.Answered += o.Answered
	b.Missing += o.Missing
	b.Hidden += o.Hidden
	b.Invalid += o.Invalid
	b.Excluded += o.Excluded
}
