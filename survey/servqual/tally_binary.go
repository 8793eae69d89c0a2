package servqual

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const (
	wireName    = "servqual.Tally"
	wireVersion = 1
)

// MarshalBinary returns t in a versioned form in which equal tallies have equal bytes. It returns [ErrInvalid] for the zero
// tally.
func (t *Tally) MarshalBinary() ([]byte, error) {
	if t.dims == nil {
		return nil, fmt.Errorf("servqual: marshal tally: %w: not made by NewTally", ErrInvalid)
	}
	w := wire.NewWriter(wireName, wireVersion)
	w.Varint(int64(t.low))
	w.Varint(int64(t.high))
	w.Uvarint(uint64(len(t.dims)))
	for _, d := range t.dims {
		w.String(d.Name)
		w.Uvarint(uint64(d.Items))
	}
	for _, n := range t.numbers() {
		w.Varint(*n)
	}
	t.each(func(of *total, squares *moment) {
		w.Uvarint(uint64(of.n))
		w.Varint(of.sum)
		if squares != nil {
			w.Uvarint(squares.high)
			w.Uvarint(squares.low)
		}
	})
	return w.Bytes(), nil
}

// numbers returns the plain numbers of t in the order of its form.
func (t *Tally) numbers() []*int64 {
	all := []*int64{&t.n, &t.complete, &t.unweighted, &t.pointed}
	for i := range t.points {
		all = append(all, &t.points[i])
	}
	for i := range t.weighed {
		all = append(all, &t.weighed[i].n, &t.weighed[i].sum)
	}
	return all
}

// each walks the totals of t in the order of its form, items first, with their squares where they are kept.
func (t *Tally) each(do func(of *total, squares *moment)) {
	for _, all := range [...][]series{t.items, t.means} {
		for i := range all {
			s := &all[i]
			do(&s.expected, nil)
			do(&s.perceived.total, &s.perceived)
			do(&s.gap.total, &s.gap)
		}
	}
}

// UnmarshalBinary sets t to the tally in data, whatever it was. It returns [ErrDecode] for bytes that
// [Tally.MarshalBinary] does not write, also for sums that no respondents can have given, and leaves t alone then.
func (t *Tally) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, wireName, wireVersion)
	decoded, err := readTally(r)
	if err != nil {
		r.Refuse(err.Error())
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("servqual: decode tally: %w: %w", ErrDecode, err)
	}
	*t = *decoded
	return nil
}

// readTally reads a tally; it is nil where r or the error says why.
func readTally(r *wire.Reader) (*Tally, error) {
	low, high := r.Varint(), r.Varint()
	dims := make([]Dimension, min(r.Count(3), mostDimensions+1)) // a name, its length and a number
	for i := range dims {
		dims[i] = Dimension{r.String(), int(min(r.Uvarint(), mostItems+1))}
	}
	if low < -mostPoint || high > mostPoint {
		return nil, fmt.Errorf("scale %w", ErrRange)
	}
	t, err := newTally(dims, int(low), int(high))
	if err != nil {
		return nil, err
	}
	for _, n := range t.numbers() {
		*n = r.Varint()
	}
	t.each(func(of *total, squares *moment) {
		n := r.Uvarint()
		if n > math.MaxInt64 {
			r.Refuse("respondents beyond 2^63-1")
		}
		of.n, of.sum = int64(n), r.Varint()
		if squares != nil {
			squares.high, squares.low = r.Uvarint(), r.Uvarint()
		}
	})
	if !t.possible() {
		return nil, fmt.Errorf("sums that no respondents give: %w", ErrRange)
	}
	return t, nil
}

// possible reports whether respondents can have given what t holds. What it lets pass gives finite figures.
func (t *Tally) possible() bool {
	width := int64(t.high - t.low)
	if t.n < 0 || t.n > t.most || t.complete < 0 || t.complete > t.n || t.unweighted < 0 || t.pointed < 0 || t.pointed > t.n || t.unweighted > t.n ||
		t.unweighted < t.n-t.pointed {
		return false
	}
	left := 100 * t.pointed
	for _, n := range t.points {
		if n < 0 || n > left {
			return false
		}
		left -= n
	}
	gap, performance := t.weighed[ofGap], t.weighed[ofPerformance]
	most := 100 * t.unit * width
	if left != 0 || gap.n < 0 || gap.n > performance.n || performance.n > t.pointed ||
		max(gap.sum, -gap.sum) > most*gap.n || gap.sum == math.MinInt64 || performance.sum < 0 || performance.sum > most*performance.n {
		return false
	}
	for _, of := range [...]struct {
		all  []series
		unit int64
	}{{t.items, 1}, {t.means, t.unit}} {
		for i := range of.all {
			s, top := &of.all[i], width*of.unit
			if !s.expected.possible(t.complete, t.n, 0, top) || !s.perceived.possible(t.complete, t.n, 0, top) ||
				!s.gap.possible(t.complete, t.complete+min(s.expected.n, s.perceived.n), -top, top) {
				return false
			}
		}
	}
	return true
}
