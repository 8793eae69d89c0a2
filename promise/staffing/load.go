package staffing

import (
	"fmt"
	"math"
	"time"
)

// maxServers is the most servers or agents that are computed with.
const maxServers = 1_000_000

// A Load is work that comes at random: so many arrivals in each span of Per, which take Handle each on average. The
// zero value is invalid, for it has no span.
type Load struct {
	Arrivals float64       `json:"arrivals"` // at least 0
	Per      time.Duration `json:"per"`      // above 0
	Handle   time.Duration `json:"handle"`   // above 0: talk and what is to be done after it
}

// Erlangs returns the offered load, Arrivals·Handle/Per: the number of agents who would be busy on average if there were
// enough. It is never rounded. It returns [ErrRange] for a field out of its range and [ErrLimit] beyond 1e300.
func (l Load) Erlangs() (float64, error) {
	erlangs, err := l.erlangs()
	if err != nil {
		return 0, fmt.Errorf("staffing: load: %w", err)
	}
	return erlangs, nil
}

func (l Load) erlangs() (float64, error) {
	switch {
	case !(l.Arrivals >= 0) || math.IsInf(l.Arrivals, 0):
		return 0, fmt.Errorf("arrivals %v: %w", l.Arrivals, ErrRange)
	case l.Per <= 0:
		return 0, fmt.Errorf("per %v: %w", l.Per, ErrRange)
	case l.Handle <= 0:
		return 0, fmt.Errorf("handle %v: %w", l.Handle, ErrRange)
	}
	erlangs := l.Arrivals * (float64(l.Handle) / float64(l.Per))
	if erlangs > 1e300 {
		return 0, fmt.Errorf("%v erlangs: %w", erlangs, ErrLimit)
	}
	return erlangs, nil
}

// duration returns a number of nanoseconds, or [ErrLimit].
func duration(ns float64) (time.Duration, error) {
	if !(ns < math.MaxInt64) {
		return 0, fmt.Errorf("a wait of %v: %w", ns, ErrLimit)
	}
	return time.Duration(math.Round(ns)), nil
}
