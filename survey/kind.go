package survey

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// Kind says what a question asks for. The zero value is invalid, text "".
type Kind uint8

const (
	KindNPS    Kind = iota + 1 // readiness to recommend, 0 to 10
	KindCSAT                   // satisfaction, by default 1 to 5
	KindCES                    // effort, by default 1 to 7
	KindRating                 // points on a declared scale
	KindLikert                 // agreement on a declared scale
	KindNumber                 // a whole number on a declared scale
	KindSingle                 // one of the options
	KindMulti                  // some of the options
	KindMatrix                 // points on a declared scale for each of the rows
	KindText                   // free text
)

var kindNames = []string{ // as ordered above
	"", "nps", "csat", "ces", "rating", "likert", "number", "single", "multi", "matrix", "text",
}

// String returns the name of k, such as "nps", "" for the zero value and "?" for another value.
func (k Kind) String() string { return enum.String(kindNames, k) }

// MarshalText returns the name of k, or [ErrUnknown].
func (k Kind) MarshalText() ([]byte, error) {
	return enum.Marshal(kindNames, k, "survey: marshal kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text, and to zero for "". For any other text it returns [ErrUnknown] and leaves
// k alone.
func (k *Kind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(kindNames, k, text, "survey: parse kind", ErrUnknown)
}

// ParseKind returns the kind called text, or [ErrUnknown].
func ParseKind(text string) (Kind, error) {
	return enum.Parse[Kind](kindNames, text, "survey: parse kind", ErrUnknown)
}

// scored reports whether answers are points, of one question or of the rows of a matrix.
func (k Kind) scored() bool { return k >= KindNPS && k <= KindNumber || k == KindMatrix }

// chosen reports whether answers are options.
func (k Kind) chosen() bool { return k == KindSingle || k == KindMulti }
