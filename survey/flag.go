package survey

import (
	"fmt"
	"slices"
	"strings"
)

// A Flag is a set of doubts about the answers of one respondent, joined by |. The zero value is none.
type Flag uint8

const (
	FlagStraightLine Flag = 1 << iota // too many answers in a row were the same
	FlagSpeeder                       // answered much faster than others
	FlagLowVariance                   // the answers hardly differ
	FlagManyMissing                   // too few answers
)

var flagNames = [...]string{"straight-line", "speeder", "low-variance", "many-missing"}

// String returns the names of f, such as "straight-line,speeder", "" for none, with "?" for what has no name.
func (f Flag) String() string {
	var names []string
	for i, name := range flagNames {
		if f&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if f >= 1<<len(flagNames) {
		names = append(names, "?")
	}
	return strings.Join(names, ",")
}

// MarshalText returns the names of f. Its error, for what has no name, wraps [ErrUnknown].
func (f Flag) MarshalText() ([]byte, error) {
	if f >= 1<<len(flagNames) {
		return nil, fmt.Errorf("survey: marshal flag: %w %d", ErrUnknown, f)
	}
	return []byte(f.String()), nil
}

// UnmarshalText sets f to the flags called text, as of [ParseFlag], and leaves f alone on its error.
func (f *Flag) UnmarshalText(text []byte) error {
	parsed, err := ParseFlag(string(text))
	if err == nil {
		*f = parsed
	}
	return err
}

// ParseFlag returns the flags whose names text lists with commas, each once, in any order; none for "". For any other
// text it returns [ErrUnknown].
func ParseFlag(text string) (Flag, error) {
	var f Flag
	for rest, more := text, text != ""; more; {
		var name string
		name, rest, more = strings.Cut(rest, ",")
		i := slices.Index(flagNames[:], name)
		if i < 0 || f&(1<<i) != 0 {
			return 0, fmt.Errorf("survey: parse flag: %w %.40q", ErrUnknown, text)
		}
		f |= 1 << i
	}
	return f, nil
}
