package survey

import "fmt"

const mostSpan = 1000 // of a scale, so that a tally of it is small

// A Scale is a closed range of whole points. The zero value stands for the default scale of the kind, 0 to 10 for
// NPS, 1 to 5 for CSAT and 1 to 7 for CES, and is invalid for the other kinds. Min and Max are both included, Min
// is below Max, and Max-Min is at most 1000. Reverse says that Min is the best answer: answers are given and checked
// as they stand and scored as Min+Max less the answer. Labels, if given, are one for each point, Min first; they do
// not count when tallies are compared.
type Scale struct {
	Min     int      `json:"min"`
	Max     int      `json:"max"`
	Reverse bool     `json:"reverse,omitempty"`
	Labels  []string `json:"labels,omitzero" validate:"max=1001,dive,text_size=1000,clean"`
}

// Valid reports whether v is a point of s. The zero value has the single point 0, whatever kind it is used for.
func (s Scale) Valid(v int) bool { return s.Min <= v && v <= s.Max }

// Score returns what the answer v is worth: v, or Min+Max-v where s is reversed, so that more is better. It returns
// [ErrRange] unless v is a point of s.
func (s Scale) Score(v int) (int, error) {
	if !s.Valid(v) {
		return 0, fmt.Errorf("survey: score %d from %d to %d: %w", v, s.Min, s.Max, ErrRange)
	}
	if s.Reverse {
		return s.Max - (v - s.Min), nil
	}
	return v, nil
}

// isZero reports whether s stands for the default.
func (s Scale) isZero() bool { return s.Min == 0 && s.Max == 0 && !s.Reverse && len(s.Labels) == 0 }

// of returns s, or the default scale of k in its place.
func (s Scale) of(k Kind) Scale {
	if !s.isZero() {
		return s
	}
	switch k {
	case KindNPS:
		return Scale{Min: 0, Max: 10}
	case KindCSAT:
		return Scale{Min: 1, Max: 5}
	case KindCES:
		return Scale{Min: 1, Max: 7}
	}
	return s
}

// fault returns the field and the code of what is wrong with s as a scale of k, or "".
func (s Scale) fault(k Kind) (field, code string) {
	switch {
	case s.isZero():
		return "", "required"
	case s.Min >= s.Max:
		return ".max", "above_min"
	case uint64(s.Max)-uint64(s.Min) > mostSpan: // the difference of ints could overflow
		return ".max", "span"
	case len(s.Labels) > 0 && len(s.Labels) != s.points():
		return ".labels", "labels_count"
	case k == KindNPS && (s.Min != 0 || s.Max != 10 || s.Reverse):
		return "", "nps_scale"
	case k == KindCSAT && s.points() < 3:
		return "", "csat_scale"
	}
	return "", ""
}

// points returns how many points s has.
func (s Scale) points() int { return s.Max - s.Min + 1 }
