package promise

import (
	"fmt"
	"maps"
	"math"
	"math/bits"
	"slices"
	"time"
)

const (
	leastSlot = time.Second
	mostSlot  = 31 * 24 * time.Hour
	mostSlots = 1 << 20

	toEpoch = 62_135_596_800  // seconds from the start of year 1 to 1970
	toEnd   = 315_537_897_600 // and to the start of year 10000
)

// A Timeline counts the cases of one specification by slots of time, so that windows of any place and length can be
// read from it, and shares of slots where a promise is made for each slot, such as "every hour is met". Slots have one
// length and are counted from the start of year 1 in UTC, so days start at midnight and weeks on Monday, as
// [time.Time.Truncate] has it. It holds a tally a slot that has cases, at most 2^20 of them; cases may come in any
// order, and merging in any order gives the bits of one pass. Make it by [NewTimeline]; the zero value refuses
// everything with [ErrInvalid]. A timeline serves one goroutine.
type Timeline struct {
	slot  time.Duration
	slots map[int64]Tally // by number from year 1, never an empty one
	total int64           // cases in all, so that no sum of slots overflows
}

// NewTimeline returns an empty timeline of slots of a length from a second to 31 days, or [ErrRange].
func NewTimeline(slot time.Duration) (*Timeline, error) {
	if slot < leastSlot || slot > mostSlot {
		return nil, fmt.Errorf("promise: new timeline of %v: %w: 1s to 744h", slot, ErrRange)
	}
	return &Timeline{slot: slot, slots: map[int64]Tally{}}, nil
}

// Add counts one case that was kept, or missed, at a moment. It returns [ErrRange] for a moment outside the years 1 to
// 9999 and [ErrLimit] beyond 2^20 slots or 2^63-1 cases; it counts nothing then.
func (t *Timeline) Add(at time.Time, kept bool) error {
	const op = "promise: add to timeline"
	if t.slots == nil {
		return fmt.Errorf("%s: timeline not made by NewTimeline: %w", op, ErrInvalid)
	}
	seconds := at.Unix() + toEpoch
	if seconds < 0 || seconds >= toEnd {
		return fmt.Errorf("%s: year %d: %w", op, at.Year(), ErrRange)
	}
	number, _ := t.number(seconds, at.Nanosecond())
	one := Tally{Total: 1}
	if kept {
		one.Kept = 1
	}
	tally, known := t.slots[number]
	if t.total == math.MaxInt64 || !known && len(t.slots) == mostSlots {
		return fmt.Errorf("%s: %w", op, ErrLimit)
	}
	t.slots[number] = tally.plus(one)
	t.total++
	return nil
}

// number returns the number of the slot that holds a moment, given from the start of year 1, and whether it starts there.
func (t *Timeline) number(seconds int64, nanoseconds int) (number int64, starts bool) {
	high, low := bits.Mul64(uint64(seconds), uint64(time.Second))
	low, carry := bits.Add64(low, uint64(nanoseconds), 0)
	quotient, rest := bits.Div64(high+carry, low, uint64(t.slot)) // high is below 100, a slot at least 1e9
	return int64(quotient), rest == 0
}

// plus returns the sum of two tallies.
func (t Tally) plus(other Tally) Tally { return Tally{t.Kept + other.Kept, t.Total + other.Total} }

// Merge adds what other has counted. It returns [ErrRange] for slots of another length, [ErrLimit] if there would be too
// many slots or cases, and [ErrInvalid] for a zero timeline; it changes nothing then.
func (t *Timeline) Merge(other *Timeline) error {
	const op = "promise: merge timelines"
	switch {
	case other == nil || other.slots == nil || t.slots == nil:
		return fmt.Errorf("%s: timeline not made by NewTimeline: %w", op, ErrInvalid)
	case t.slot != other.slot:
		return fmt.Errorf("%s: slots of %v and of %v: %w", op, t.slot, other.slot, ErrRange)
	}
	slots := len(t.slots)
	for number := range other.slots {
		if _, known := t.slots[number]; !known {
			slots++
		}
	}
	if slots > mostSlots || t.total > math.MaxInt64-other.total {
		return fmt.Errorf("%s: %w", op, ErrLimit)
	}
	for number, tally := range other.slots {
		t.slots[number] = t.slots[number].plus(tally)
	}
	t.total += other.total
	return nil
}

// between returns the numbers of the slots that start in [from, to), first ≤ number < end. A zero time is open: the first
// slot with cases, or the one after the last.
func (t *Timeline) between(from, to time.Time) (first, end int64) {
	if len(t.slots) == 0 {
		return 0, 0
	}
	bound := func(at time.Time) int64 { // the first slot that starts at or after at
		seconds, nanoseconds := at.Unix()+toEpoch, at.Nanosecond()
		if seconds < 0 || seconds >= toEnd {
			seconds, nanoseconds = min(max(0, seconds), toEnd), 0
		}
		number, starts := t.number(seconds, nanoseconds)
		if !starts {
			number++
		}
		return number
	}
	if first = bound(from); from.IsZero() {
		first = slices.Min(slices.Collect(maps.Keys(t.slots)))
	}
	if end = bound(to); to.IsZero() {
		end = slices.Max(slices.Collect(maps.Keys(t.slots))) + 1
	}
	return first, max(first, end)
}

// Tally returns the cases of the slots that start in [from, to). A zero time is open.
func (t *Timeline) Tally(from, to time.Time) (sum Tally) {
	first, end := t.between(from, to)
	for number, tally := range t.slots {
		if first <= number && number < end {
			sum = sum.plus(tally)
		}
	}
	return sum
}

// Slices returns how many of the slots that start in [from, to) met a target, of how many: by [Ratio.Met], in whole
// numbers. Slots without cases are left out, or counted as kept if emptyKept. A zero time is open, from the first slot with
// cases or to the last one, so that a timeline without cases has no slots.
func (t *Timeline) Slices(target Ratio, from, to time.Time, emptyKept bool) (slots Tally) {
	first, end := t.between(from, to)
	for number, tally := range t.slots {
		if first <= number && number < end {
			slots.Total++
			if target.Met(tally) {
				slots.Kept++
			}
		}
	}
	if emptyKept {
		empty := end - first - slots.Total
		slots = slots.plus(Tally{empty, empty})
	}
	return slots
}

// MeanRatio returns the mean of the shares kept in the slots that start in [from, to), each slot counting alike however
// many cases it has; slots without cases are left out, or count as 1 if emptyKept. It is false if there is no slot. A zero
// time is open as in [Timeline.Slices]. Accuracy: 1e-12.
func (t *Timeline) MeanRatio(from, to time.Time, emptyKept bool) (float64, bool) {
	first, end := t.between(from, to)
	sum, slots := 0.0, int64(0)
	for _, number := range slices.Sorted(maps.Keys(t.slots)) { // in order, so that the sum is the same to the bit
		if first <= number && number < end {
			ratio, _ := t.slots[number].Ratio()
			sum, slots = sum+ratio, slots+1
		}
	}
	if emptyKept {
		sum, slots = sum+float64(end-first-slots), end-first
	}
	if slots == 0 {
		return 0, false
	}
	return sum / float64(slots), true
}
