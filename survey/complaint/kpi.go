package complaint

import (
	"fmt"
	"math"
	"time"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// Durations sum up how long something took. Mean is rounded to the nanosecond; Median is the middle one, or the mean of
// the two in the middle; P90 is the nearest rank, the shortest that at least 90 percent did not exceed. In JSON they are
// nanoseconds. The zero value sums up nothing.
type Durations struct {
	N      int64         `json:"n"`
	Mean   time.Duration `json:"mean"`
	Median time.Duration `json:"median"`
	P90    time.Duration `json:"p90"`
	Max    time.Duration `json:"max"`
}

// A KPI is what a tally of cases tells. The zero value tells of no cases.
type KPI struct {
	Cases           int64           `json:"cases"`
	Closed          int64           `json:"closed"`          // on positive feedback, or otherwise
	ClosedOtherwise int64           `json:"closedOtherwise"` // of these, by acceptance or exhaustion
	Withdrawn       int64           `json:"withdrawn"`
	Handovers       int64           `json:"handovers"`    // from one resolving team to another, of all cases
	MaxHandovers    int64           `json:"maxHandovers"` // of one case
	ByState         map[State]int64 `json:"byState,omitempty"`

	FirstContact *survey.Estimate `json:"firstContact,omitempty"` // of the closed, on positive feedback after one remedy
	ReopenRate   *survey.Estimate `json:"reopenRate,omitempty"`   // of the resolved, with feedback that was not positive
	Recovery     *survey.Estimate `json:"recovery,omitempty"`     // of these, closed on positive feedback later

	Acknowledge Durations `json:"acknowledge"` // from the opening, of the acknowledged
	Close       Durations `json:"close"`       // from the opening, of the closed
}

// KPI returns the indicators of the cases in t.
//
//	FirstContact  closed on positive feedback after exactly one Resolve / closed
//	ReopenRate    with a neutral or negative feedback / resolved at least once
//	Recovery      of those, closed on positive feedback later / with a neutral or negative feedback
//
// Each is a share from 0 to 1 with the interval of [survey.Proportion], nil where its denominator is 0. ByState has the
// states that occur. For no cases all is zero. KPI returns survey.ErrRange or survey.ErrMethod for options that
// [survey.Proportion] refuses, and [ErrLimit] where the handovers are more than 2^63-1.
func (t *Tally) KPI(o survey.Options) (KPI, error) {
	const op = "complaint: kpi"
	if _, err := survey.Proportion(survey.Count{N: 1}, o); err != nil {
		return KPI{}, fmt.Errorf("%s: %w", op, err)
	}
	high, handovers := t.handovers.sum()
	if high > 0 || handovers > math.MaxInt64 {
		return KPI{}, fmt.Errorf("%s: handovers: %w", op, ErrLimit)
	}
	closed := t.byState[StateClosed-1]
	k := KPI{
		Cases: t.cases(), Closed: closed, ClosedOtherwise: t.otherwise, Withdrawn: t.byState[StateWithdrawn-1],
		Handovers: int64(handovers), Acknowledge: t.acknowledge.durations(), Close: t.closing.durations(),
	}
	if k.Cases > 0 {
		k.MaxHandovers = t.handovers.at(k.Cases)[0]
		k.ByState = map[State]int64{}
	}
	for i, n := range t.byState {
		if n > 0 {
			k.ByState[State(i+1)] = n
		}
	}
	for _, rate := range []struct {
		into *(*survey.Estimate)
		x, n int64
	}{
		{&k.FirstContact, closed - t.otherwise - t.regained, closed},
		{&k.ReopenRate, t.reopened, t.resolved},
		{&k.Recovery, t.regained, t.reopened},
	} {
		if rate.n == 0 {
			continue
		}
		estimate, err := survey.Proportion(survey.Count{X: rate.x, N: rate.n}, o)
		if err != nil {
			return KPI{}, fmt.Errorf("%s: %w", op, err)
		}
		*rate.into = &estimate
	}
	return k, nil
}

// durations returns what the members, taken as durations, amount to.
func (m *multiset) durations() Durations {
	n := m.n
	if n == 0 {
		return Durations{}
	}
	at := m.at(n-n/2, n/2+1, n-n/10, n) // the last but one is 9n/10, rounded up
	low, high := at[0], at[1]
	return Durations{
		N: n, Mean: time.Duration(m.mean()), Median: time.Duration(low + (high-low)/2),
		P90: time.Duration(at[2]), Max: time.Duration(at[3]),
	}
}
