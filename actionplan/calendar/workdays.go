package calendar

import (
	"fmt"
	"math/bits"
)

// Workdays is the immutable index of a calendar over a span of days. The zero value is an index in which nothing works. A
// day beyond the index, or an answer that would lie there, is [ErrRange]; Works is false there.
type Workdays struct{ index *workdayIndex }

// workdayIndex has a bit for each day from first on, and the count of working days before each word of 64.
type workdayIndex struct {
	first  Date
	days   int
	words  []uint64
	before []int32
}

// Workdays returns the index of c from one day to another, both included. It returns the [FaultsError] of c, and [ErrRange] for
// an unset day, from after to, and more than 400 years. Cost and memory are those of the days in the span.
func (c Calendar) Workdays(from, to Date) (Workdays, error) {
	if err := c.Validate(); err != nil {
		return Workdays{}, err
	}
	span, ok := to.DaysSince(from)
	if !ok || span < 0 || span > 400*366 {
		return Workdays{}, fmt.Errorf("calendar: working days from %s to %s: %w", from, to, ErrRange)
	}
	x := &workdayIndex{first: from, days: span + 1, words: make([]uint64, span/64+1), before: make([]int32, span/64+1)}
	for i := range x.days {
		weekday, _ := Date{from.day + int32(i)}.Weekday()
		x.set(i, !c.Rest.Has(weekday))
	}
	firstYear, _, _ := from.YMD()
	lastYear, _, _ := to.YMD()
	for _, h := range c.Holidays {
		for year := max(1, firstYear-1); year <= min(9999, lastYear+1); year++ { // a rule from Easter may cross the year's end
			if d, ok := h.in(year); ok {
				x.set(int(d.day-from.day), false)
			}
		}
	}
	for _, d := range c.Off {
		x.set(int(d.day-from.day), false)
	}
	for _, d := range c.On {
		x.set(int(d.day-from.day), true)
	}
	for i := 1; i < len(x.words); i++ {
		x.before[i] = x.before[i-1] + int32(bits.OnesCount64(x.words[i-1]))
	}
	return Workdays{x}, nil
}

// set makes day i of the index work or rest; one beyond it is passed over.
func (x *workdayIndex) set(i int, works bool) {
	switch {
	case i < 0 || i >= x.days:
	case works:
		x.words[i/64] |= 1 << (i % 64)
	default:
		x.words[i/64] &^= 1 << (i % 64)
	}
}

// at returns the place of d in the index, and false if it lies beyond.
func (w Workdays) at(d Date) (int, bool) {
	if w.index == nil || d.IsZero() {
		return 0, false
	}
	i := int(d.day - w.index.first.day)
	return i, i >= 0 && i < w.index.days
}

// rank returns how many working days lie before place i.
func (x *workdayIndex) rank(i int) int {
	return int(x.before[i/64]) + bits.OnesCount64(x.words[i/64]&(1<<(i%64)-1))
}

// pick returns the day of the working day of rank n, counted from 0, and false if there are not so many.
func (x *workdayIndex) pick(n int) (Date, bool) {
	if n < 0 {
		return Date{}, false
	}
	low, high := 0, len(x.before) // the last word with before ≤ n
	for low+1 < high {
		if middle := (low + high) / 2; int(x.before[middle]) <= n {
			low = middle
		} else {
			high = middle
		}
	}
	word := x.words[low]
	for range n - int(x.before[low]) {
		word &= word - 1
	}
	if word == 0 {
		return Date{}, false
	}
	return Date{x.first.day + int32(low*64+bits.TrailingZeros64(word))}, true
}

// Works reports whether d is a working day.
func (w Workdays) Works(d Date) bool {
	i, ok := w.at(d)
	return ok && w.index.words[i/64]>>(i%64)&1 == 1
}

// Next returns the first working day on or after d. It returns [ErrRange] for a d beyond the index, and [ErrNoWorkday] if
// there is none before its end.
func (w Workdays) Next(d Date) (Date, error) {
	i, ok := w.at(d)
	if !ok {
		return Date{}, fmt.Errorf("calendar: next working day from %s: %w", d, ErrRange)
	}
	found, ok := w.index.pick(w.index.rank(i))
	if !ok {
		return Date{}, fmt.Errorf("calendar: next working day from %s: %w", d, ErrNoWorkday)
	}
	return found, nil
}

// Prev returns the last working day on or before d, with the errors of [Workdays.Next].
func (w Workdays) Prev(d Date) (Date, error) {
	if w.Works(d) {
		return d, nil
	}
	i, ok := w.at(d)
	if !ok {
		return Date{}, fmt.Errorf("calendar: last working day until %s: %w", d, ErrRange)
	}
	found, ok := w.index.pick(w.index.rank(i) - 1)
	if !ok {
		return Date{}, fmt.Errorf("calendar: last working day until %s: %w", d, ErrNoWorkday)
	}
	return found, nil
}

// Add returns the day n working days after d, before it for n below 0. As NumPy's busday_offset does, a d that rests first
// rolls forward for n ≥ 0 and backward for n < 0. It returns the errors of [Workdays.Next], and [ErrRange] for an answer
// beyond the index. The cost does not depend on n.
func (w Workdays) Add(d Date, n int) (Date, error) {
	roll := w.Next
	if n < 0 {
		roll = w.Prev
	}
	start, err := roll(d)
	if err != nil {
		return Date{}, err
	}
	i, _ := w.at(start)
	if n > w.index.days || n < -w.index.days {
		return Date{}, fmt.Errorf("calendar: add %d working days to %s: %w", n, d, ErrRange)
	}
	found, ok := w.index.pick(w.index.rank(i) + n)
	if !ok {
		return Date{}, fmt.Errorf("calendar: add %d working days to %s: %w", n, d, ErrRange)
	}
	return found, nil
}

// Count returns how many working days lie in [from, to), and -Count(to, from) where to is before from. It returns
// [ErrRange] for a day beyond the index, whose end itself may be one day after its last.
func (w Workdays) Count(from, to Date) (int, error) {
	a, err := w.before(from)
	if err != nil {
		return 0, err
	}
	b, err := w.before(to)
	if err != nil {
		return 0, err
	}
	return b - a, nil
}

// before returns how many working days of the index lie before d.
func (w Workdays) before(d Date) (int, error) {
	i, ok := w.at(d)
	switch {
	case ok:
		return w.index.rank(i), nil
	case w.index != nil && i == w.index.days:
		last := w.index.days - 1
		return w.index.rank(last) + int(w.index.words[last/64]>>(last%64)&1), nil
	}
	return 0, fmt.Errorf("calendar: count working days at %s: %w", d, ErrRange)
}
