package agreement

import (
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Customer is the code of the customer, who is no party: hand-offs that he has to carry are a fault.
const Customer = "customer"

// TeamKind says what a team is for. The zero value is invalid, text "".
type TeamKind uint8

const (
	ContactPoint TeamKind = iota + 1 // the face to the customer
	Resolver                         // installation, maintenance, troubleshooting, attention to faults
	Coordination                     // managers who meet, review indicators and decide
)

var teamKindNames = []string{"", "contact-point", "resolver", "coordination"} // as ordered above

// String returns the name of k, such as "contact-point", "" for the zero value and "?" for another value.
func (k TeamKind) String() string { return enum.String(teamKindNames, k) }

// MarshalText returns the name of k, or [ErrUnknown].
func (k TeamKind) MarshalText() ([]byte, error) {
	return enum.Marshal(teamKindNames, k, "agreement: marshal team kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text, and to zero for "". For any other text it returns [ErrUnknown] and leaves
// k alone.
func (k *TeamKind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(teamKindNames, k, text, "agreement: parse team kind", ErrUnknown)
}

// ParseTeamKind returns the kind called text, or [ErrUnknown].
func ParseTeamKind(text string) (TeamKind, error) {
	return enum.Parse[TeamKind](teamKindNames, text, "agreement: parse team kind", ErrUnknown)
}

// Role says what a person is in the agreement. The zero value is invalid, text "".
type Role uint8

const (
	Staff         Role = iota + 1 // works in a team
	Expert                        // designs the service, documents its boundaries, trains the teams
	MiddleManager                 // decides in a coordination group
	SeniorManager                 // likewise
)

var roleNames = []string{"", "staff", "expert", "middle-manager", "senior-manager"} // as ordered above

// String returns the name of r, such as "expert", "" for the zero value and "?" for another value.
func (r Role) String() string { return enum.String(roleNames, r) }

// MarshalText returns the name of r, or [ErrUnknown].
func (r Role) MarshalText() ([]byte, error) {
	return enum.Marshal(roleNames, r, "agreement: marshal role", ErrUnknown)
}

// UnmarshalText sets r to the role called text, and to zero for "". For any other text it returns [ErrUnknown] and leaves
// r alone.
func (r *Role) UnmarshalText(text []byte) error {
	return enum.Unmarshal(roleNames, r, text, "agreement: parse role", ErrUnknown)
}

// ParseRole returns the role called text, or [ErrUnknown].
func ParseRole(text string) (Role, error) {
	return enum.Parse[Role](roleNames, text, "agreement: parse role", ErrUnknown)
}

// A Party is a company that is bound by the agreement, an outsourced one too. The zero value is invalid.
type Party struct {
	Code         string    `json:"code" validate:"required,text_size=64,clean,ne=customer"` // unique among parties
	Name         string    `json:"name" validate:"required,text_size=4000,clean"`
	OutsourcedBy string    `json:"outsourcedBy,omitempty" validate:"text_size=64,clean"` // the party that it works for; "": for none
	Signed       time.Time `json:"signed,omitzero"`
}

// A Team is a group that people of several parties may belong to. The zero value is invalid.
type Team struct {
	Code   string        `json:"code" validate:"required,text_size=64,clean"` // unique among teams
	Kind   TeamKind      `json:"kind" validate:"required,max=3"`
	Remote bool          `json:"remote,omitempty"`                 // far from the other teams
	Meets  time.Duration `json:"meets,omitempty" validate:"min=0"` // how often a coordination group meets, in nanoseconds; 0: never said
}

// A Person works for a party and belongs to teams. The zero value is invalid.
type Person struct {
	Code      string   `json:"code" validate:"required,text_size=64,clean"` // unique among people
	Party     string   `json:"party" validate:"required,text_size=64,clean"`
	Role      Role     `json:"role" validate:"required,max=4"`
	Teams     []string `json:"teams,omitempty" validate:"max=1000,dive,text_size=64,clean"`
	Expertise string   `json:"expertise,omitempty" validate:"text_size=4000,clean"`
}
