package swot

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// Kind says on which of the four fields of the matrix a factor stands. The zero value is invalid, text "".
type Kind uint8

const (
	Strength    Kind = iota + 1 // internal and helpful, "S"
	Weakness                    // internal and harmful, "W"
	Opportunity                 // external and helpful, "O"
	Threat                      // external and harmful, "T"
)

var kindNames = []string{"", "S", "W", "O", "T"} // as ordered above

// Internal reports whether k is inside the firm: a strength or a weakness.
func (k Kind) Internal() bool { return k == Strength || k == Weakness }

// Helpful reports whether k helps: a strength or an opportunity.
func (k Kind) Helpful() bool { return k == Strength || k == Opportunity }

// String returns the letter of k, "" for the zero value and "?" for another value.
func (k Kind) String() string { return enum.String(kindNames, k) }

// MarshalText returns the letter of k, or [ErrUnknown].
func (k Kind) MarshalText() ([]byte, error) {
	return enum.Marshal(kindNames, k, "swot: marshal kind", ErrUnknown)
}

// UnmarshalText sets k to the kind of the letter, and to zero for "". For any other text it returns [ErrUnknown] and
// leaves k alone.
func (k *Kind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(kindNames, k, text, "swot: parse kind", ErrUnknown)
}

// ParseKind returns the kind of a letter, S, W, O or T, or [ErrUnknown].
func ParseKind(text string) (Kind, error) {
	return enum.Parse[Kind](kindNames, text, "swot: parse kind", ErrUnknown)
}

// Quadrant is the field of the TOWS matrix on which a strategy stands: which kind of internal factor it sets against
// which kind of external one. The zero value says that none was declared, text "".
type Quadrant uint8

const (
	SO Quadrant = iota + 1 // strengths that seize opportunities
	WO                     // opportunities that mend weaknesses
	ST                     // strengths that ward off threats
	WT                     // weaknesses kept from meeting threats
)

var quadrantNames = []string{"", "SO", "WO", "ST", "WT"} // as ordered above

// String returns the letters of q, "" for the zero value and "?" for another value.
func (q Quadrant) String() string { return enum.String(quadrantNames, q) }

// MarshalText returns the letters of q, or [ErrUnknown].
func (q Quadrant) MarshalText() ([]byte, error) {
	return enum.Marshal(quadrantNames, q, "swot: marshal quadrant", ErrUnknown)
}

// UnmarshalText sets q to the quadrant of the letters, and to zero for "". For any other text it returns [ErrUnknown] and
// leaves q alone.
func (q *Quadrant) UnmarshalText(text []byte) error {
	return enum.Unmarshal(quadrantNames, q, text, "swot: parse quadrant", ErrUnknown)
}

// ParseQuadrant returns the quadrant of the letters SO, WO, ST or WT, or [ErrUnknown].
func ParseQuadrant(text string) (Quadrant, error) {
	return enum.Parse[Quadrant](quadrantNames, text, "swot: parse quadrant", ErrUnknown)
}

// quadrantOf returns the quadrant of an internal and an external kind.
func quadrantOf(internal, external Kind) Quadrant {
	switch {
	case internal == Strength && external == Opportunity:
		return SO
	case internal == Weakness && external == Opportunity:
		return WO
	case internal == Strength:
		return ST
	}
	return WT
}
