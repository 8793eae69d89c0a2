package kano

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const (
	wireName    = "kano.Tally"
	wireVersion = 1
)

// A Tally counts what customers answered on one feature: how many each pair of answers, and what became of the rest. It is
// exact, so merging in any order and grouping gives the bits of one pass, and answers can be taken out again. The zero value
// is empty and ready. A tally serves one goroutine; [Tally.Merge] joins what several have counted.
type Tally struct {
	pairs            [answers * answers]int64
	missing, invalid int64
	n                int64 // all of them
}

// Add counts the two answers of a customer. One that is none is counted Invalid and returned as [ErrRange]; beyond 2^63-1
// customers Add returns [ErrLimit] and counts nothing.
func (t *Tally) Add(functional, dysfunctional Answer) error {
	if f, d := functional-1, dysfunctional-1; f < Answer(answers) && d < Answer(answers) && t.n != math.MaxInt64 {
		t.pairs[int(f)*answers+int(d)]++
		t.n++
		return nil
	}
	return t.refuse(functional, dysfunctional)
}

// refuse is Add of what is no pair of answers.
func (t *Tally) refuse(functional, dysfunctional Answer) error {
	const op = "kano: add answers"
	if t.n == math.MaxInt64 {
		return fmt.Errorf("%s: customers: %w", op, ErrLimit)
	}
	t.invalid++
	t.n++
	return fmt.Errorf("%s %d and %d: %w", op, functional, dysfunctional, ErrRange)
}

// Remove takes back one [Tally.Add] of the same answers, for a customer who has his answers erased. It returns [ErrRange]
// where there is none, and changes nothing then.
func (t *Tally) Remove(functional, dysfunctional Answer) error {
	count := &t.invalid
	if isAnswer(functional) && isAnswer(dysfunctional) {
		count = &t.pairs[int(functional-1)*answers+int(dysfunctional-1)]
	}
	if *count == 0 {
		return fmt.Errorf("kano: remove answers %d and %d: %w", functional, dysfunctional, ErrRange)
	}
	*count--
	t.n--
	return nil
}

// Skip counts a customer who was asked and did not give both answers. Beyond 2^63-1 customers it counts nothing.
func (t *Tally) Skip() {
	if t.n < math.MaxInt64 {
		t.missing++
		t.n++
	}
}

// Unskip takes back one [Tally.Skip]. It returns [ErrRange] where there is none.
func (t *Tally) Unskip() error {
	if t.missing == 0 {
		return fmt.Errorf("kano: unskip: %w", ErrRange)
	}
	t.missing--
	t.n--
	return nil
}

// Merge adds the customers of o to t. It returns [ErrLimit] beyond 2^63-1 and changes nothing then. o is not changed.
func (t *Tally) Merge(o *Tally) error {
	const op = "kano: merge tallies"
	if o == nil {
		return fmt.Errorf("%s: %w: no tally", op, ErrInvalid)
	}
	if t.n > math.MaxInt64-o.n {
		return fmt.Errorf("%s: customers: %w", op, ErrLimit)
	}
	for i, n := range o.pairs {
		t.pairs[i] += n
	}
	t.missing += o.missing
	t.invalid += o.invalid
	t.n += o.n
	return nil
}

// MarshalBinary returns t in a versioned form in which equal tallies have equal bytes. It has no error.
func (t *Tally) MarshalBinary() ([]byte, error) {
	w := wire.NewWriter(wireName, wireVersion)
	for _, n := range t.counts() {
		w.Uvarint(uint64(*n))
	}
	return w.Bytes(), nil
}

// counts returns the counts of t in the order of its form.
func (t *Tally) counts() []*int64 {
	all := []*int64{&t.missing, &t.invalid}
	for i := range t.pairs {
		all = append(all, &t.pairs[i])
	}
	return all
}

// UnmarshalBinary sets t to the tally in data, whatever it was. It returns [ErrDecode] for bytes that
// [Tally.MarshalBinary] does not write and leaves t alone then.
func (t *Tally) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, wireName, wireVersion)
	var decoded Tally
	for _, count := range decoded.counts() {
		n := r.Uvarint()
		if n > uint64(math.MaxInt64-decoded.n) {
			r.Refuse("customers beyond 2^63-1")
			break
		}
		*count = int64(n)
		decoded.n += int64(n)
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("kano: decode tally: %w: %w", ErrDecode, err)
	}
	*t = decoded
	return nil
}
