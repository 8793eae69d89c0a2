package survey

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// Outcome says what became of one question for one respondent. The zero value is invalid, text "".
type Outcome uint8

const (
	OutcomeAnswered Outcome = iota + 1 // answered within the declaration
	OutcomeMissing                     // shown, not answered
	OutcomeHidden                      // not shown; an answer given all the same does not count
	OutcomeInvalid                     // answered outside the declaration
	OutcomeExcluded                    // left out by the caller's decision, such as a quality flag
)

var outcomeNames = []string{"", "answered", "missing", "hidden", "invalid", "excluded"} // as ordered above

// String returns the name of o, "" for the zero value and "?" for another value.
func (o Outcome) String() string { return enum.String(outcomeNames, o) }

// MarshalText returns the name of o, or [ErrUnknown].
func (o Outcome) MarshalText() ([]byte, error) {
	return enum.Marshal(outcomeNames, o, "survey: marshal outcome", ErrUnknown)
}

// UnmarshalText sets o to the outcome called text, and to zero for "". For any other text it returns [ErrUnknown] and
// leaves o alone.
func (o *Outcome) UnmarshalText(text []byte) error {
	return enum.Unmarshal(outcomeNames, o, text, "survey: parse outcome", ErrUnknown)
}

// ParseOutcome returns the outcome called text, or [ErrUnknown].
func ParseOutcome(text string) (Outcome, error) {
	return enum.Parse[Outcome](outcomeNames, text, "survey: parse outcome", ErrUnknown)
}

// A Base says how the responses to a question add up: Responses is the sum of the others. Shares and means are of Answered.
type Base struct {
	Responses int64 `json:"responses"`
	Answered  int64 `json:"answered"`
	Missing   int64 `json:"missing"`
	Hidden    int64 `json:"hidden"`
	Invalid   int64 `json:"invalid"`
	Excluded  int64 `json:"excluded"`
}
