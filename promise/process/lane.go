package process

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// A Lane is where in a service blueprint a stage stands. The zero value is Unplaced.
type Lane uint8

const (
	Unplaced   Lane = iota // nobody has said where
	Evidence               // what the customer sees and touches
	Customer               // what the customer does
	Frontstage             // what people do before his eyes
	Backstage              // what people do out of his sight
	Support                // what holds up those who serve him
)

var laneNames = []string{"unplaced", "evidence", "customer", "frontstage", "backstage", "support"} // as ordered above

// String returns the name of l, and "?" for another value.
func (l Lane) String() string { return enum.String(laneNames, l) }

// MarshalText returns the name of l, or [ErrUnknown].
func (l Lane) MarshalText() ([]byte, error) {
	return enum.Marshal(laneNames, l, "process: marshal lane", ErrUnknown)
}

// UnmarshalText sets l to the lane called text. For any other text it returns [ErrUnknown] and leaves l alone.
func (l *Lane) UnmarshalText(text []byte) error {
	return enum.Unmarshal(laneNames, l, text, "process: parse lane", ErrUnknown)
}

// ParseLane returns the lane called text, such as frontstage, or [ErrUnknown].
func ParseLane(text string) (Lane, error) {
	return enum.Parse[Lane](laneNames, text, "process: parse lane", ErrUnknown)
}

// A Line parts two lanes of a service blueprint. The zero value is Interaction. Reference: Shostack (1984), Designing
// Services That Deliver.
type Line uint8

const (
	Interaction         Line = iota // between Customer and Frontstage
	Visibility                      // between Frontstage and Backstage
	InternalInteraction             // between Backstage and Support
)

var lineNames = []string{"interaction", "visibility", "internal-interaction"} // as ordered above

// String returns the name of l, and "?" for another value.
func (l Line) String() string { return enum.String(lineNames, l) }

// MarshalText returns the name of l, or [ErrUnknown].
func (l Line) MarshalText() ([]byte, error) {
	return enum.Marshal(lineNames, l, "process: marshal line", ErrUnknown)
}

// UnmarshalText sets l to the line called text. For any other text it returns [ErrUnknown] and leaves l alone.
func (l *Line) UnmarshalText(text []byte) error {
	return enum.Unmarshal(lineNames, l, text, "process: parse line", ErrUnknown)
}

// ParseLine returns the line called text, such as visibility, or [ErrUnknown].
func ParseLine(text string) (Line, error) {
	return enum.Parse[Line](lineNames, text, "process: parse line", ErrUnknown)
}

// parts reports whether l lies between two lanes. Evidence and Unplaced lie on no side.
func (l Line) parts(a, b Lane) bool {
	above := Customer + Lane(l)
	return a >= Customer && b >= Customer && (a <= above) != (b <= above)
}
