package complaint

import (
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Kind is what happened to a case. The zero value is invalid.
type Kind uint8

const (
	KindAcknowledge Kind = iota + 1 // the customer was told that his complaint has come in
	KindAssess                      // its severity was judged
	KindAssign                      // a team was given it to resolve
	KindResolve                     // the remedy was delivered, as the team sees it
	KindFeedback                    // the customer said how he finds the remedy
	KindAccept                      // the customer took the decision, happy with it or not
	KindExhaust                     // no recourse is left, inside or outside
	KindWithdraw                    // the customer took his complaint back
)

var kindNames = [...]string{"", "acknowledge", "assess", "assign", "resolve", "feedback", "accept", "exhaust", "withdraw"}

// String returns the name of k, "" for the zero value, or "?".
func (k Kind) String() string { return enum.String(kindNames[:], k) }

// MarshalText returns the name of k. Its error wraps [ErrUnknown].
func (k Kind) MarshalText() ([]byte, error) {
	return enum.Marshal(kindNames[:], k, "complaint: marshal kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text, "" being the zero value. For any other text it returns [ErrUnknown] and
// leaves k alone.
func (k *Kind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(kindNames[:], k, text, "complaint: parse kind", ErrUnknown)
}

// ParseKind returns the kind called text, or [ErrUnknown].
func ParseKind(text string) (Kind, error) {
	return enum.Parse[Kind](kindNames[:], text, "complaint: parse kind", ErrUnknown)
}

// A Severity is how much is at stake. The zero value is Unassessed.
type Severity uint8

const (
	SeverityUnassessed Severity = iota // nobody has judged it
	SeverityLow                        // a nuisance
	SeverityMedium                     // a part of the promise was not kept
	SeverityHigh                       // the promise was not kept
	SeverityCritical                   // somebody's safety, health or livelihood
)

var severityNames = [...]string{"unassessed", "low", "medium", "high", "critical"}

// String returns the name of s, or "?".
func (s Severity) String() string { return enum.String(severityNames[:], s) }

// MarshalText returns the name of s. Its error wraps [ErrUnknown].
func (s Severity) MarshalText() ([]byte, error) {
	return enum.Marshal(severityNames[:], s, "complaint: marshal severity", ErrUnknown)
}

// UnmarshalText sets s to the severity called text. For any other text it returns [ErrUnknown] and leaves s alone.
func (s *Severity) UnmarshalText(text []byte) error {
	return enum.Unmarshal(severityNames[:], s, text, "complaint: parse severity", ErrUnknown)
}

// ParseSeverity returns the severity called text, or [ErrUnknown].
func ParseSeverity(text string) (Severity, error) {
	return enum.Parse[Severity](severityNames[:], text, "complaint: parse severity", ErrUnknown)
}

// A Mood is what the customer's feedback on a remedy was. The zero value is none.
type Mood uint8

const (
	MoodPositive Mood = iota + 1 // the bad experience has been turned round
	MoodNeutral                  // neither; it keeps the case open
	MoodNegative                 // the remedy did not help
)

var moodNames = [...]string{"", "positive", "neutral", "negative"}

// String returns the name of m, "" for none, or "?".
func (m Mood) String() string { return enum.String(moodNames[:], m) }

// MarshalText returns the name of m. Its error wraps [ErrUnknown].
func (m Mood) MarshalText() ([]byte, error) {
	return enum.Marshal(moodNames[:], m, "complaint: marshal mood", ErrUnknown)
}

// UnmarshalText sets m to the mood called text, "" being none. For any other text it returns [ErrUnknown] and leaves m
// alone.
func (m *Mood) UnmarshalText(text []byte) error {
	return enum.Unmarshal(moodNames[:], m, text, "complaint: parse mood", ErrUnknown)
}

// ParseMood returns the mood called text, or [ErrUnknown].
func ParseMood(text string) (Mood, error) {
	return enum.Parse[Mood](moodNames[:], text, "complaint: parse mood", ErrUnknown)
}

// An Event is one thing that happened to a case: what, when, by whom. Assign has a Team, Assess a Severity and Feedback
// a Mood; the other kinds leave these empty. Kind and At are mandatory, so the zero value is invalid.
type Event struct {
	Kind     Kind      `json:"kind"`
	At       time.Time `json:"at"`
	By       string    `json:"by,omitempty" validate:"text_size=1000,clean"`
	Team     *Team     `json:"team,omitempty"`
	Severity Severity  `json:"severity,omitempty"`
	Mood     Mood      `json:"mood,omitempty"`
	Note     string    `json:"note,omitempty" validate:"text_size=10000,clean"`
}

// faults reports what is wrong with e by itself, apart from its texts and its team's fields.
func (e Event) faults(report func(field, code string)) {
	switch {
	case e.Kind == 0:
		report("kind", "required")
		return // what belongs to it cannot be said
	case e.Kind > KindWithdraw:
		report("kind", "max")
		return
	}
	if code := moment(e.At); code != "" {
		report("at", code)
	}
	for _, part := range [...]struct {
		field     string
		set, past bool
		of        Kind
	}{
		{"team", e.Team != nil, false, KindAssign},
		{"severity", e.Severity != 0, e.Severity > SeverityCritical, KindAssess},
		{"mood", e.Mood != 0, e.Mood > MoodNegative, KindFeedback},
	} {
		switch {
		case part.set && e.Kind != part.of:
			report(part.field, "unused")
		case !part.set && e.Kind == part.of:
			report(part.field, "required")
		case part.past:
			report(part.field, "max")
		}
	}
}

// moment returns the code of what is wrong with a time, or "".
func moment(t time.Time) string {
	switch {
	case t.IsZero():
		return "required"
	case t.Year() < 1 || t.Year() > 9999: // such a time has no JSON
		return "year"
	}
	return ""
}
