package promise

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const timelineForm = "promise.Timeline"

// MarshalBinary returns t in a versioned form in which equal timelines have equal bytes. It returns [ErrInvalid] for the
// zero timeline.
func (t *Timeline) MarshalBinary() ([]byte, error) {
	if t.slots == nil {
		return nil, fmt.Errorf("promise: marshal timeline: timeline not made by NewTimeline: %w", ErrInvalid)
	}
	w := wire.NewWriter(timelineForm, formVersion)
	w.Uvarint(uint64(t.slot))
	w.Uvarint(uint64(len(t.slots)))
	last := int64(-1)
	for _, number := range slices.Sorted(maps.Keys(t.slots)) {
		tally := t.slots[number]
		w.Uvarint(uint64(number - last - 1))
		w.Uvarint(uint64(tally.Kept))
		w.Uvarint(uint64(tally.Total - tally.Kept))
		last = number
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets t to the timeline in data, whatever it was. It returns [ErrDecode] for bytes that
// [Timeline.MarshalBinary] does not write, and leaves t alone then.
func (t *Timeline) UnmarshalBinary(data []byte) error {
	const op = "promise: decode timeline"
	r := wire.NewReader(data, timelineForm, formVersion)
	decoded, err := NewTimeline(time.Duration(r.Uvarint()))
	if err != nil {
		return fmt.Errorf("%s: %w: %w", op, ErrDecode, cmp.Or(r.Close(), err))
	}
	count := r.Count(3) // three numbers a slot
	if count > mostSlots {
		r.Refuse("too many slots")
		count = 0
	}
	number := int64(-1)
	last, _ := decoded.number(toEnd-1, 999_999_999)
	for range count {
		gap, kept, missed := readCount(r), readCount(r), readCount(r)
		if gap > last-number-1 || kept == 0 && missed == 0 || kept > math.MaxInt64-missed || decoded.total > math.MaxInt64-kept-missed {
			r.Refuse("slot without place or count")
			break
		}
		number += gap + 1
		decoded.slots[number] = Tally{kept, kept + missed}
		decoded.total += kept + missed
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("%s: %w: %w", op, ErrDecode, err)
	}
	*t = *decoded
	return nil
}
