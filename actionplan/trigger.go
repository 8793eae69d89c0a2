package actionplan

import (
	"fmt"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// Triggered returns the codes of the contingencies of p that are in force on a day, each with the day since when: that of
// the value that triggers it, or From of its season, the later where it has both, and the unset day for a season without
// From.
//
// Of each metric the latest value of that day or before counts; of several on one day each does, so that the order of obs
// does not matter. AtLeast and AtMost are inclusive, both together are a band; season and bounds must both hold. A trigger
// in words alone never fires. What has no value, or is later than the day, is passed over. The status of an action does not
// matter: whether a response to a closed one is still wanted is for people to say.
//
// It checks what it reads, the codes, bounds and seasons of the contingencies: a fault among these returns all faults of
// [Plan.Validate]. It returns [ErrRange] for an unset day, and for an observation without a day or with a hostile value.
func Triggered(p Plan, on calendar.Date, obs iter.Seq[Observation]) (map[Code]calendar.Date, error) {
	if on.IsZero() {
		return nil, fmt.Errorf("actionplan: triggered: on is unset: %w", ErrRange)
	}
	alarms, byMetric, sound := p.alarms()
	if !sound {
		return nil, fmt.Errorf("actionplan: triggered: %w", invalid(p))
	}
	if obs != nil {
		for o := range obs {
			if !o.sound() {
				return nil, fmt.Errorf("actionplan: triggered: observation of %.40q on %q: %w", o.Metric, o.On, ErrRange)
			}
			if o.Value == nil || o.On.Compare(on) > 0 {
				continue
			}
			for _, i := range byMetric[o.Metric] {
				alarms[i].hear(o.On, *o.Value)
			}
		}
	}
	inForce := map[Code]calendar.Date{}
	for i := range alarms {
		if since, rings := alarms[i].rings(on); rings {
			inForce[alarms[i].Code] = since
		}
	}
	return inForce, nil
}

// An alarm is a contingency with what the latest day of its metric says of it.
type alarm struct {
	*Contingency
	latest calendar.Date
	holds  bool // a value of that day lies within the bounds
}

// alarms returns the contingencies of p, the places of those with a metric, and whether none has a fault that matters here.
func (p Plan) alarms() (alarms []alarm, byMetric map[string][]int, sound bool) {
	byMetric, sound = map[string][]int{}, true
	codes := map[Code]bool{}
	for i := range p.Actions {
		for k := range p.Actions[i].Contingencies {
			c := &p.Actions[i].Contingencies[k]
			sound = sound && c.Code.valid() && !codes[c.Code] && soundBound(c.AtLeast) && soundBound(c.AtMost)
			codes[c.Code] = true
			reportContingency(*c, func(string, string) { sound = false })
			if c.AtLeast != nil || c.AtMost != nil {
				byMetric[c.Metric] = append(byMetric[c.Metric], len(alarms))
			}
			alarms = append(alarms, alarm{Contingency: c})
		}
	}
	return alarms, byMetric, sound
}

// soundBound reports whether d is none or an accepted decimal.
func soundBound(d *decimal.Decimal) bool { return d == nil || accepted().Check(*d) == nil }

// hear takes a value of a day into account.
func (a *alarm) hear(on calendar.Date, value decimal.Decimal) {
	switch order := on.Compare(a.latest); {
	case order < 0:
		return
	case order > 0:
		a.latest, a.holds = on, false
	}
	a.holds = a.holds || within(value, a.AtLeast, a.AtMost)
}

// rings reports whether a is in force on a day, and since when.
func (a *alarm) rings(on calendar.Date) (since calendar.Date, ok bool) {
	bounded, seasonal := a.AtLeast != nil || a.AtMost != nil, !a.From.IsZero() || !a.To.IsZero()
	outside := on.Compare(a.From) < 0 || !a.To.IsZero() && on.Compare(a.To) > 0
	if !bounded && !seasonal || bounded && !a.holds || outside {
		return calendar.Date{}, false
	}
	if a.latest.Compare(a.From) > 0 {
		return a.latest, true
	}
	return a.From, true
}
