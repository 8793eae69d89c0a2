package process

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// A Priority is one of the eight things on which a service firm competes, in the order of article 001 of package seeds. The
// zero value is invalid, text "".
type Priority uint8

const (
	Treatment    Priority = iota + 1 // attentive and polite
	Speed                            // of the service
	Convenience                      // reach the firm at any time that suits the customer
	Price                            // what it costs
	Variety                          // everything at once
	Quality                          // of the service, its parts and materials, and their warranty
	UniqueSkills                     // services that others do not have
	Transparency                     // the customer sees what is done and why
)

var priorityNames = []string{ // as ordered above
	"", "treatment", "speed", "convenience", "price", "variety", "quality", "unique-skills", "transparency",
}

// String returns the name of p, "" for the zero value and "?" for another value.
func (p Priority) String() string { return enum.String(priorityNames, p) }

// MarshalText returns the name of p, or [ErrUnknown].
func (p Priority) MarshalText() ([]byte, error) {
	return enum.Marshal(priorityNames, p, "process: marshal priority", ErrUnknown)
}

// UnmarshalText sets p to the priority called text, and to zero for "". For any other text it returns [ErrUnknown] and
// leaves p alone.
func (p *Priority) UnmarshalText(text []byte) error {
	return enum.Unmarshal(priorityNames, p, text, "process: parse priority", ErrUnknown)
}

// ParsePriority returns the priority called text, such as unique-skills, or [ErrUnknown].
func ParsePriority(text string) (Priority, error) {
	return enum.Parse[Priority](priorityNames, text, "process: parse priority", ErrUnknown)
}
