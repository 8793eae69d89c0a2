package calendar

import (
	"fmt"
	"strings"
)

// A Fault is one thing wrong with a calendar: where, as a JSON path below the calendar such as "holidays[0].nth", and the
// stable code of what. This package links no validator, so the plan that holds the calendar reports its faults as its own.
type Fault struct{ Path, Code string }

// A FaultsError is all that is wrong with a calendar, in the order of its fields. It wraps [ErrInvalid].
type FaultsError []Fault

// Error names the first three faults and counts the rest.
func (f FaultsError) Error() string {
	var texts []string
	for _, fault := range f[:min(3, len(f))] {
		texts = append(texts, "Calendar."+fault.Path+" "+fault.Code)
	}
	text := fmt.Sprintf("calendar: validate calendar: %v: %s", ErrInvalid, strings.Join(texts, ", "))
	if more := len(f) - 3; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// Unwrap returns [ErrInvalid].
func (f FaultsError) Unwrap() error { return ErrInvalid }
