package rfm

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

// MarshalBinary returns the log in its one form: equal logs give equal bytes. Its error is always nil.
func (l *Log) MarshalBinary() ([]byte, error) {
	l.settle()
	w := wire.NewWriter("rfm.log", 1)
	w.Varint(int64(l.extra))
	w.Uvarint(uint64(len(l.roll.members)))
	for _, number := range l.sorted() {
		w.String(l.roll.members[number].name)
		days := l.of(number)
		w.Uvarint(uint64(len(days)))
		before := row{on: 1}
		for _, r := range days {
			w.Uvarint(uint64(r.on - before.on))
			w.Varint(r.minor)
			before = r
		}
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets l to what MarshalBinary wrote. For any other bytes it returns [ErrDecode] and leaves l alone.
func (l *Log) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, "rfm.log", 1)
	extra := r.Varint()
	if extra < -2 || extra > 6 {
		r.Refuse("digits out of range")
	}
	read := Log{extra: int32(extra)}
	last := ""
	for i := range r.Count(4) {
		name := r.String()
		if i > 0 && name <= last {
			r.Refuse("customers out of order")
		}
		last = name
		days := r.Count(2)
		if days == 0 {
			r.Refuse("a customer without a day")
		}
		before := row{on: 1}
		for k := range days {
			apart, minor := r.Uvarint(), r.Varint()
			next := row{on: before.on + Day(min(apart, uint64(lastDay))), minor: minor}
			if k > 0 && compareRows(before, next) >= 0 || read.add(name, next.on, minor) != nil {
				r.Refuse("day out of range")
				break
			}
			before = next
		}
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("rfm: read log: %w: %w", ErrDecode, err)
	}
	*l = read
	return nil
}
