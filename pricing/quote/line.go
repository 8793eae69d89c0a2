package quote

import (
	"cmp"
	"slices"
	"time"
)

// A line on its way: a cart's line in minor units, at its place in the order of IDs.
type line struct {
	at      int32 // in the cart
	dep     int32 // its departure among those of the cart, where quotas ask for it
	units   int64
	list    int64
	left    int64
	floor   int64 // of a unit
	bound   Reason
	runs    []run // dearest first
	days    int64
	departs bool
	weekday time.Weekday // of the departure
	minute  int16
	touched bool
}

// A run is so many units with the same amount left to pay.
type run struct{ amount, count int64 }

// measure returns what thresholds look at: the list price, or what is left.
func (l *line) measure(onList bool) int64 {
	if onList {
		return l.list
	}
	return l.left
}

// days returns how many calendar days a departure is ahead of a moment, by the clock of the departure's location.
func days(departs, at time.Time) int64 {
	_, offset := departs.Zone()
	_, offsetAt := at.In(departs.Location()).Zone()
	return civil(departs.Unix()+int64(offset)) - civil(at.Unix()+int64(offsetAt))
}

// civil returns the day in which a second since 1970 falls.
func civil(seconds int64) int64 {
	const day = 24 * 60 * 60
	if seconds < 0 {
		return (seconds+1)/day - 1
	}
	return seconds / day
}

// minuteOfDay returns what the clock of t shows.
func minuteOfDay(t time.Time) int16 { return int16(60*t.Hour() + t.Minute()) }

// rebuild takes cuts off the runs of l, whose order it restores: the dearest first, equal ones merged. The cuts are those
// of one line, in the order of its runs.
func (l *line) rebuild(cuts []cut, scratch []run) []run {
	scratch = scratch[:0]
	for i, r := range l.runs {
		for len(cuts) > 0 && int(cuts[0].run) == i {
			scratch = append(scratch, run{r.amount - cuts[0].off, cuts[0].count})
			r.count -= cuts[0].count
			cuts = cuts[1:]
		}
		if r.count > 0 {
			scratch = append(scratch, r)
		}
	}
	if len(scratch) > 1 {
		slices.SortFunc(scratch, func(a, b run) int { return cmp.Compare(b.amount, a.amount) })
	}
	l.runs = l.runs[:0]
	for _, r := range scratch {
		if last := len(l.runs) - 1; last >= 0 && l.runs[last].amount == r.amount {
			l.runs[last].count += r.count
		} else {
			l.runs = append(l.runs, r)
		}
	}
	return scratch
}
