package schedule

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// A Rehearsal is a plan with the responses to some contingencies on, against the plan without them. The zero value is none.
type Rehearsal struct {
	Without, With *Timetable
	Slip          int               // by how many working days the plan finishes later, below 0 if earlier
	Cost          decimal.Decimal   // of the responses, in the currency of the plan
	Moved         []actionplan.Code // actions that start or finish on other days, in the order of the plan
	Missed        []actionplan.Code // those that no longer finish by their Due day
	Gaps          []string          // "no_owner K1", and "no_effect K1" for a response that changes no duration; by code
}

// Rehearse works out a plan with the responses to the active contingencies on: active is their codes with the day since when
// each is in force, unset for ever, as actionplan's Triggered gives it. An action that a response affects takes, of its
// days left on that day by the plan without it, Stretch times as many, rounded up, and ExtraDays more. Several responses to
// one action follow each other in the order of the plan. What has ended by then does not change, nor does a milestone.
//
// It returns the errors of [Build], [actionplan.ErrNotFound] for a code that is no contingency, and [ErrRange] for an action
// of more than 1e9 days.
func Rehearse(p actionplan.Plan, active map[actionplan.Code]calendar.Date, o PlanOptions) (Rehearsal, error) {
	without, err := build(p, o, nil)
	if err != nil {
		return Rehearsal{}, wrap("rehearse", err)
	}
	r := &rehearsal{Rehearsal: Rehearsal{Without: without}, active: active, extra: make([]int, len(p.Actions))}
	if err := r.respond(p); err != nil {
		return Rehearsal{}, wrap("rehearse", err)
	}
	if r.With, err = build(p, o, r.extra); err != nil {
		return Rehearsal{}, wrap("rehearse", err)
	}
	r.compare(p)
	return r.Rehearsal, nil
}

// A rehearsal is one in the making.
type rehearsal struct {
	Rehearsal
	active map[actionplan.Code]calendar.Date
	extra  []int // working days that the responses add to each action
}

// respond puts the responses on.
func (r *rehearsal) respond(p actionplan.Plan) error {
	found := map[actionplan.Code]bool{}
	for i := range p.Actions {
		for _, c := range p.Actions[i].Contingencies {
			since, on := r.active[c.Code]
			if !on {
				continue
			}
			affected, ok := r.affected(c, int32(i))
			if !ok || found[c.Code] || !soundResponse(c) {
				return invalid(p)
			}
			found[c.Code] = true
			if err := r.put(c, affected, since); err != nil {
				return err
			}
		}
	}
	for _, code := range slices.Sorted(maps.Keys(r.active)) {
		if !found[code] {
			return fmt.Errorf("contingency %.64q: %w", code, actionplan.ErrNotFound)
		}
	}
	slices.SortFunc(r.Gaps, func(a, b string) int {
		_, codeA, _ := strings.Cut(a, " ")
		_, codeB, _ := strings.Cut(b, " ")
		return cmp.Or(strings.Compare(codeA, codeB), strings.Compare(a, b))
	})
	return nil
}

// affected returns the places of the actions that a response affects, each once, and false if one is not there.
func (r *rehearsal) affected(c actionplan.Contingency, own int32) ([]int32, bool) {
	if len(c.Affects) == 0 {
		return []int32{own}, true
	}
	places := make([]int32, 0, len(c.Affects))
	for _, code := range c.Affects {
		i, known := r.Without.at[code]
		if !known {
			return nil, false
		}
		places = append(places, i)
	}
	slices.Sort(places)
	return slices.Compact(places), true
}

// soundResponse reports whether what a rehearsal depends on is without fault.
func soundResponse(c actionplan.Contingency) bool {
	limit := bound.Limit{Places: 12, Magnitude: 18}
	cost := c.Cost == nil || limit.Check(*c.Cost) == nil && c.Cost.Sign() >= 0
	return cost && c.ExtraDays >= 0 && c.ExtraDays <= 10_000 &&
		limit.Check(c.Stretch) == nil && c.Stretch.Sign() >= 0 && c.Stretch.LessThanOrEqual(decimal.New(100, 0))
}

// put puts one response on.
func (r *rehearsal) put(c actionplan.Contingency, affected []int32, since calendar.Date) error {
	changed := false
	for _, i := range affected {
		left := r.left(int(i), since)
		if left == 0 {
			continue
		}
		left = max(0, left+r.extra[i])
		longer := left + c.ExtraDays
		if c.Stretch.Sign() > 0 {
			longer = int(decimal.New(int64(left), 0).Mul(c.Stretch).Ceil().IntPart()) + c.ExtraDays
		}
		if longer > 1e9 {
			return fmt.Errorf("%.64q takes %d days: %w", r.Without.rows[i].Code, longer, ErrRange)
		}
		r.extra[i] += longer - left
		changed = changed || longer != left
	}
	if c.Cost != nil {
		r.Cost = r.Cost.Add(*c.Cost)
	}
	if c.Owner == "" {
		r.Gaps = append(r.Gaps, "no_owner "+string(c.Code))
	}
	if !changed {
		r.Gaps = append(r.Gaps, "no_effect "+string(c.Code))
	}
	return nil
}

// left returns how many working days of an action are left on a day, by the timetable without responses.
func (r *rehearsal) left(i int, since calendar.Date) int {
	row, k := r.Without.rows[i], r.Without.tasks[i]
	if k.state == finished || k.state == cancelled {
		return 0
	}
	if since.IsZero() {
		return k.left
	}
	return min(k.left, max(0, row.EF-r.Without.clock.number(since)))
}

// compare fills in what the responses change.
func (r *rehearsal) compare(p actionplan.Plan) {
	r.Slip = int(r.With.times.Finish - r.Without.times.Finish)
	for i, with := range r.With.rows {
		without, due := r.Without.rows[i], p.Actions[i].Due
		if with.Start != without.Start || with.Finish != without.Finish {
			r.Moved = append(r.Moved, with.Code)
		}
		open := r.With.tasks[i].state < finished
		if open && !due.IsZero() && without.Finish.Compare(due) <= 0 && with.Finish.Compare(due) > 0 {
			r.Missed = append(r.Missed, with.Code)
		}
	}
}
