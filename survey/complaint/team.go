package complaint

import (
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

// A Role is what a team is for. The zero value is none.
type Role uint8

const (
	RoleContactPoint Role = iota + 1 // the face of the service: takes the complaint and asks how it ended
	RoleResolver                     // puts right what went wrong
)

var roleNames = [...]string{"", "contact-point", "resolver"}

// String returns the name of r, "" for none, or "?".
func (r Role) String() string { return enum.String(roleNames[:], r) }

// MarshalText returns the name of r. Its error wraps [ErrUnknown].
func (r Role) MarshalText() ([]byte, error) {
	return enum.Marshal(roleNames[:], r, "complaint: marshal role", ErrUnknown)
}

// UnmarshalText sets r to the role called text, "" being none. For any other text it returns [ErrUnknown] and leaves r
// alone.
func (r *Role) UnmarshalText(text []byte) error {
	return enum.Unmarshal(roleNames[:], r, text, "complaint: parse role", ErrUnknown)
}

// ParseRole returns the role called text, or [ErrUnknown].
func ParseRole(text string) (Role, error) {
	return enum.Parse[Role](roleNames[:], text, "complaint: parse role", ErrUnknown)
}

// A Team answers for a case or works on it. Provider is the company that it belongs to, where that is not one's own:
// another provider of the service, or one to whom it was given away, near or far. ID and Role are mandatory, so the
// zero value is invalid. Two teams are the same if ID and Provider are.
type Team struct {
	ID       string     `json:"id" validate:"text_size=1000,clean"`
	Name     string     `json:"name,omitempty" validate:"text_size=1000,clean"`
	Role     Role       `json:"role"`
	Provider survey.Ref `json:"provider,omitzero"`
}

// isSame reports whether t and o are one team.
func (t Team) isSame(o Team) bool { return t.ID == o.ID && t.Provider == o.Provider }

// faults reports what is missing from t.
func (t Team) faults(report func(field, code string)) {
	if t.ID == "" {
		report("id", "required")
	}
	switch {
	case t.Role == 0:
		report("role", "required")
	case t.Role > RoleResolver:
		report("role", "max")
	}
}
