// Package enum gives enumerations their text: one slice of names, in the order of the values from 0, serves
// String, MarshalText, UnmarshalText and ParseX.
//
// Where the zero value of an enumeration is invalid its name is "". Such a zero marshals to "" and is read back
// from "", so that a declaration round-trips; Parse refuses "", and Validate reports the zero value.
package enum

import (
	"fmt"
	"slices"
)

// String returns the name of value, or "?" for a value that names does not hold.
func String[E ~uint8 | ~int](names []string, value E) string {
	if value < 0 || int(value) >= len(names) {
		return "?"
	}
	return names[value]
}

// Marshal returns the name of value. For a value that names does not hold it returns an error "op: unknown N"
// that wraps unknown.
func Marshal[E ~uint8 | ~int](names []string, value E, op string, unknown error) ([]byte, error) {
	if value < 0 || int(value) >= len(names) {
		return nil, fmt.Errorf("%s: %w %d", op, unknown, value)
	}
	return []byte(names[value]), nil
}

// Parse returns the value called text. For any other text, and for "", it returns an error that wraps unknown
// and echoes a bounded part of text.
func Parse[E ~uint8 | ~int](names []string, text, op string, unknown error) (E, error) {
	if i := slices.Index(names, text); i >= 0 && text != "" {
		return E(i), nil
	}
	return 0, fmt.Errorf("%s: %w %.40q", op, unknown, text)
}

// Unmarshal sets value to the one called text, and to zero for "" where zero is the value called "". On an
// error, as of [Parse], it leaves value alone.
func Unmarshal[E ~uint8 | ~int](names []string, value *E, text []byte, op string, unknown error) error {
	if len(text) == 0 && names[0] == "" {
		*value = 0
		return nil
	}
	parsed, err := Parse[E](names, string(text), op, unknown)
	if err != nil {
		return err
	}
	*value = parsed
	return nil
}
