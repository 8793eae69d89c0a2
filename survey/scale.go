package survey

import "fmt"

// A Scale is a closed range of whole points, Min < Max, of at most 1001. Reverse says that the least point is the best. The
// zero value is the default of the kind of a question, where it has one, else invalid.
type Scale struct {
	Min     int      `json:"min"`
	Max     int      `json:"max"`
	Reverse bool     `json:"reverse,omitempty"`
	Labels  []string `json:"labels,omitempty" validate:"max=1001,dive,max=4096,clean"` // of the points, or of the ends
}

// isZero reports whether nothing is declared.
func (s Scale) isZero() bool { return s.Min == 0 && s.Max == 0 && !s.Reverse && len(s.Labels) == 0 }

// ordered reports whether s is a scale.
func (s Scale) ordered() bool {
	const most = 1 << 30 // so that no difference or sum overflows
	return s.Min >= -most && s.Min < s.Max && s.Max <= most && s.Max-s.Min <= 1000
}

// same reports whether two scales have the same points in the same direction.
func (s Scale) same(t Scale) bool { return s.Min == t.Min && s.Max == t.Max && s.Reverse == t.Reverse }

// Valid reports whether v is a point of s.
func (s Scale) Valid(v int) bool { return s.ordered() && v >= s.Min && v <= s.Max }

// Score returns v so that more is better: Min+Max-v on a reversed scale, else v. It returns [ErrRange] off the scale.
func (s Scale) Score(v int) (int, error) {
	if !s.Valid(v) {
		return 0, fmt.Errorf("survey: score %d on %d to %d: %w", v, s.Min, s.Max, ErrRange)
	}
	if s.Reverse {
		return s.Min + s.Max - v, nil
	}
	return v, nil
}

// of returns the scale of a kind: the one declared, or the default. NPS has no other.
func (s Scale) of(k Kind) (Scale, bool) {
	fixed, has := map[Kind]Scale{KindNPS: {Min: 0, Max: 10}, KindCSAT: {Min: 1, Max: 5}, KindCES: {Min: 1, Max: 7}}[k]
	if s.Min == 0 && s.Max == 0 && has {
		fixed.Reverse, fixed.Labels = s.Reverse, s.Labels
		s = fixed
	}
	return s, k.scored() && s.ordered() && (k != KindNPS || s.same(fixed) && !s.Reverse)
}
