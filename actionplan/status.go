package actionplan

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// Status is where an action stands in its life. The zero value is Draft.
type Status uint8

const (
	Draft      Status = iota // being written
	Planned                  // committed to
	InProgress               // begun
	Blocked                  // held up
	Done                     // worked off, effect not yet measured
	Verified                 // effect measured and met
	Closed                   // confirmed by positive feedback
	Cancelled                // given up
)

var statusNames = []string{ // as ordered above
	"draft", "planned", "in-progress", "blocked", "done", "verified", "closed", "cancelled",
}

// String returns the name of s, such as "in-progress", and "?" for another value.
func (s Status) String() string { return enum.String(statusNames, s) }

// MarshalText returns the name of s, or [ErrUnknown].
func (s Status) MarshalText() ([]byte, error) {
	return enum.Marshal(statusNames, s, "actionplan: marshal status", ErrUnknown)
}

// UnmarshalText sets s to the status called text. For any other text it returns [ErrUnknown] and leaves s alone.
func (s *Status) UnmarshalText(text []byte) error {
	return enum.Unmarshal(statusNames, s, text, "actionplan: parse status", ErrUnknown)
}

// ParseStatus returns the status called text, or [ErrUnknown].
func ParseStatus(text string) (Status, error) {
	return enum.Parse[Status](statusNames, text, "actionplan: parse status", ErrUnknown)
}

// open reports whether work is still to be done.
func (s Status) open() bool { return s <= Blocked }
