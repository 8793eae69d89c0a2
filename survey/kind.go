package survey

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// A Kind says what a question asks for, and so which answers it takes and which figures it gives. The zero value is
// invalid.
type Kind uint8

const (
	KindNPS    Kind = iota + 1 // readiness to recommend, 0 to 10 always
	KindCSAT                   // satisfaction; 1 to 5 unless a scale of three points or more is declared
	KindCES                    // effort; 1 to 7 unless another scale is declared
	KindRating                 // points on a declared scale
	KindLikert                 // agreement on a declared scale
	KindNumber                 // a whole number on a declared scale, such as minutes of delay
	KindSingle                 // one option
	KindMulti                  // several options
	KindMatrix                 // points on one declared scale for each row
	KindText                   // words
)

var kindNames = [...]string{"", "nps", "csat", "ces", "rating", "likert", "number", "single", "multi", "matrix", "text"}

// String returns the name of k, "" for the zero value, or "?".
func (k Kind) String() string { return enum.String(kindNames[:], k) }

// MarshalText returns the name of k. Its error wraps [ErrUnknown].
func (k Kind) MarshalText() ([]byte, error) {
	return enum.Marshal(kindNames[:], k, "survey: marshal kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text, "" being the zero value. For any other text it returns [ErrUnknown]
// and leaves k alone.
func (k *Kind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(kindNames[:], k, text, "survey: parse kind", ErrUnknown)
}

// ParseKind returns the kind called text, or [ErrUnknown].
func ParseKind(text string) (Kind, error) {
	return enum.Parse[Kind](kindNames[:], text, "survey: parse kind", ErrUnknown)
}

// pointed reports whether an answer to k is one number of points.
func (k Kind) pointed() bool { return k >= KindNPS && k <= KindNumber }

// scaled reports whether k has a scale: a matrix has one for its rows.
func (k Kind) scaled() bool { return k.pointed() || k == KindMatrix }

// chosen reports whether an answer to k is made of options.
func (k Kind) chosen() bool { return k == KindSingle || k == KindMulti }
