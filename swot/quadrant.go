package swot

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// A Quadrant says which internal kind of factor a strategy sets against which external kind. The zero value,
// text "", is no quadrant: in a strategy, one that is not declared.
type Quadrant uint8

const (
	SO Quadrant = iota + 1 // strengths used to seize opportunities
	WO                     // weaknesses mended to seize opportunities
	ST                     // strengths used against threats
	WT                     // weaknesses mended against threats
)

var quadrantNames = []string{"", "SO", "WO", "ST", "WT"} // as ordered above

// ParseQuadrant returns the quadrant called text, one of SO, WO, ST and WT, or [ErrUnknown].
func ParseQuadrant(text string) (Quadrant, error) {
	return enum.Parse[Quadrant](quadrantNames, text, "swot: parse quadrant", ErrUnknown)
}

// String returns the two letters of q, "" for the zero value and "?" for a value that is none of the four.
func (q Quadrant) String() string { return enum.String(quadrantNames, q) }

// MarshalText returns the two letters of q, or [ErrUnknown] for a value that is none of the four nor zero.
func (q Quadrant) MarshalText() ([]byte, error) {
	return enum.Marshal(quadrantNames, q, "swot: marshal quadrant", ErrUnknown)
}

// UnmarshalText sets q to the quadrant called text, to zero for "". For any other text it returns
// [ErrUnknown] and leaves q alone.
func (q *Quadrant) UnmarshalText(text []byte) error {
	return enum.Unmarshal(quadrantNames, q, text, "swot: parse quadrant", ErrUnknown)
}

// kinds is a set of kinds of factors.
type kinds [Threat + 1]bool

// The faults of a strategy's quadrant.
const (
	faultPair      = "tows_pair"
	faultMismatch  = "quadrant_mismatch"
	faultAmbiguous = "quadrant_ambiguous"
)

// quadrant derives the quadrant of a strategy that uses factors of the kinds in ks, or names the fault. Every
// pair of an internal and an external kind is possible; declared settles which of several it is.
func (ks kinds) quadrant(declared Quadrant) (q Quadrant, fault string) {
	var possible []Quadrant
	for _, pair := range [...]struct {
		q                  Quadrant
		internal, external Kind
	}{{SO, Strength, Opportunity}, {WO, Weakness, Opportunity}, {ST, Strength, Threat}, {WT, Weakness, Threat}} {
		if !ks[pair.internal] || !ks[pair.external] {
			continue
		}
		if pair.q == declared {
			return declared, ""
		}
		possible = append(possible, pair.q)
	}
	switch {
	case len(possible) == 0:
		return 0, faultPair
	case declared != 0:
		return 0, faultMismatch
	case len(possible) > 1:
		return 0, faultAmbiguous
	}
	return possible[0], ""
}
