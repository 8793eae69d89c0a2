package swot

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// A Kind says on which side of the matrix a factor stands: inside or outside the service, helpful or harmful
// to it. The zero value is invalid; [Matrix.Validate] reports it.
type Kind uint8

const (
	Strength    Kind = iota + 1 // internal and helpful, text "S"
	Weakness                    // internal and harmful, text "W"
	Opportunity                 // external and helpful, text "O"
	Threat                      // external and harmful, text "T"
)

var kindNames = []string{"", "S", "W", "O", "T"} // as ordered above; String, MarshalText, ParseKind read it

// ParseKind returns the kind called text, one of S, W, O and T, or [ErrUnknown]. [Labels.ParseKind] reads the
// letters and words of a language.
func ParseKind(text string) (Kind, error) {
	return enum.Parse[Kind](kindNames, text, "swot: parse kind", ErrUnknown)
}

// String returns the letter of k, "" for the zero value and "?" for a value that is none of the four.
func (k Kind) String() string { return enum.String(kindNames, k) }

// MarshalText returns the letter of k, or [ErrUnknown] for a value that is none of the four nor zero.
func (k Kind) MarshalText() ([]byte, error) {
	return enum.Marshal(kindNames, k, "swot: marshal kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text, to zero for "". For any other text it returns [ErrUnknown]
// and leaves k alone.
func (k *Kind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(kindNames, k, text, "swot: parse kind", ErrUnknown)
}

// Internal reports whether k is inside the service, a strength or a weakness. It is false for an invalid kind.
//
// Everyday speech calls a lagging baggage service an opportunity, one to improve. Here it is a weakness: it is
// inside the service, and the operator can mend it himself.
func (k Kind) Internal() bool { return k == Strength || k == Weakness }

// Helpful reports whether k helps the service, a strength or an opportunity. It is false for an invalid kind.
func (k Kind) Helpful() bool { return k == Strength || k == Opportunity }
