package process

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

// MarshalBinary returns the blueprint and the counts in their one form: equal logs give equal bytes. Its error is always
// nil.
func (l *Log) MarshalBinary() ([]byte, error) {
	w := wire.NewWriter("process.log", 1)
	w.String(string(l.form))
	for _, n := range []int64{l.total, l.fitting, l.incomplete, l.reworked, l.visits} {
		w.Uvarint(uint64(n))
	}
	for _, n := range l.moves {
		w.Uvarint(uint64(n))
	}
	for i, c := range l.times {
		w.Uvarint(uint64(l.again[i]))
		w.Uvarint(uint64(c.n))
		for _, word := range append(c.sum[:], c.squares[:]...) {
			w.Uvarint(word)
		}
	}
	w.Uvarint(uint64(len(l.illegal)))
	for _, move := range l.illegalMoves() {
		w.Varint(int64(move[0]))
		w.Varint(int64(move[1]))
		w.Uvarint(uint64(l.illegal[move]))
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets l to what MarshalBinary wrote, its graph too. For any other bytes it returns [ErrDecode] and leaves l
// alone.
func (l *Log) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, "process.log", 1)
	read, err := newLogOf(r.String())
	if err != nil {
		return fmt.Errorf("process: read log: %w: blueprint: %w", ErrDecode, err)
	}
	counted := func(most int64) int64 {
		n := r.Uvarint()
		if n > uint64(most) {
			r.Refuse("count out of range")
			return 0
		}
		return int64(n)
	}
	read.total = counted(math.MaxInt64)
	read.fitting, read.incomplete, read.reworked = counted(read.total), counted(read.total), counted(read.total)
	if read.fitting > read.total-read.incomplete {
		r.Refuse("more traces than there are")
	}
	read.visits = counted(math.MaxInt64)
	for edge := range read.moves {
		read.moves[edge] = counted(read.visits)
	}
	for i := range read.times {
		read.again[i] = counted(read.reworked)
		c := &read.times[i]
		c.n = counted(read.visits)
		for k := range c.sum {
			c.sum[k] = r.Uvarint()
		}
		for k := range c.squares {
			c.squares[k] = r.Uvarint()
		}
		if !c.sane() {
			r.Refuse("sums that no times have")
		}
	}
	read.readIllegal(r, counted)
	if err := r.Close(); err != nil {
		return fmt.Errorf("process: read log: %w: %w", ErrDecode, err)
	}
	*l = *read
	return nil
}

// newLogOf returns an empty log of the blueprint in its canonical JSON; "" is that of a log without a graph.
func newLogOf(form string) (*Log, error) {
	if form == "" {
		return &Log{}, nil
	}
	var b Blueprint
	if err := json.Unmarshal([]byte(form), &b); err != nil {
		return nil, err
	}
	g, err := New(b)
	if err != nil {
		return nil, err
	}
	l := NewLog(g)
	if !bytes.Equal(l.form, []byte(form)) {
		return nil, fmt.Errorf("%w: not as it is written", ErrInvalid)
	}
	return l, nil
}

// readIllegal reads the moves that are not declared, in rising order.
func (l *Log) readIllegal(r *wire.Reader, counted func(most int64) int64) {
	before := [2]int64{math.MinInt64}
	for range r.Count(3) {
		move := [2]int64{r.Varint(), r.Varint()}
		n := counted(l.visits)
		if !l.isIllegal(move) || n == 0 || move[0] < before[0] || move[0] == before[0] && move[1] <= before[1] {
			r.Refuse("a move that is declared, is none, or is out of order")
			return
		}
		l.illegal[[2]int32{int32(move[0]), int32(move[1])}] = n
		before = move
	}
}

// isIllegal reports whether a move can be made and is not declared.
func (l *Log) isIllegal(move [2]int64) bool {
	if l.g == nil {
		return false
	}
	n := int64(l.g.size())
	if move[0] < nowhere || move[0] > n || move[1] < 0 || move[1] > n {
		return false
	}
	if move[0] == nowhere {
		return int(move[1]) != l.g.start
	}
	if move[0] == n || move[1] == n {
		return true
	}
	_, declared := l.g.edgeTo(int(move[0]), int(move[1]))
	return !declared
}
