package complaint

import (
	"fmt"
	"time"
)

// A Due is how long each step may take, in plain time: nights and holidays count. Zero is no bound, so the zero value
// makes nothing late.
type Due struct {
	Acknowledge time.Duration // from the opening, until the customer knows that it has come in
	Resolve     time.Duration // from the opening, or from the feedback that opened it again, until a remedy is delivered
	Follow      time.Duration // from the remedy, until the customer has said how he finds it
}

// Late returns which steps are overdue at the moment, in their order, to escalate them: Acknowledge, Resolve, or
// Feedback, for a remedy on which the customer was not heard. What has been done late is not late any more, a step that is
// due at that very moment is not late yet, and a case that is over owes nothing. A case that awaits feedback stays so for
// ever, and is late for ever. Where a remedy came first nothing is left to acknowledge.
//
// Late returns [ErrOrder] for a moment before the last event, [ErrRange] for a bound below 0, and the errors of
// [Case.State].
func (c Case) Late(at time.Time, d Due) ([]Kind, error) {
	const op = "complaint: late"
	if min(d.Acknowledge, d.Resolve, d.Follow) < 0 {
		return nil, fmt.Errorf("%s: due %w: below 0", op, ErrRange)
	}
	r, err := c.run(op)
	if err != nil {
		return nil, err
	}
	if at = at.Round(0); at.Before(r.last) {
		return nil, fmt.Errorf("%s: at %s: %w", op, at.Format(time.RFC3339), ErrOrder)
	}
	past := func(from time.Time, within time.Duration) bool { return within > 0 && at.Sub(from) > within }
	var late []Kind
	switch r.state {
	case StateOpened, StateAcknowledged, StateAssigned, StateReopened:
		if r.acknowledged.IsZero() && r.resolves == 0 && past(r.opened, d.Acknowledge) {
			late = append(late, KindAcknowledge)
		}
		if past(r.since, d.Resolve) {
			late = append(late, KindResolve)
		}
	case StateAwaitingFeedback:
		if past(r.since, d.Follow) {
			late = append(late, KindFeedback)
		}
	}
	return late, nil
}
