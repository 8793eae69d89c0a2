package schedule_test

import (
	"errors"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

// isNamed reports whether an error wraps one that callers can match.
func isNamed(err error) bool {
	for _, named := range []error{
		schedule.ErrNetwork, schedule.ErrEstimate, schedule.ErrOverlap, schedule.ErrDuration, schedule.ErrStart, schedule.ErrLinkType,
		schedule.ErrRange, schedule.ErrUnknown, schedule.ErrDecode, actionplan.ErrInvalid, actionplan.ErrCycle, actionplan.ErrNotFound,
		calendar.ErrRange, calendar.ErrNoWorkday,
	} {
		if errors.Is(err, named) {
			return true
		}
	}
	return false
}
