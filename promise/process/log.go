package process

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"time"
)

// A Visit is one stage that a case went through. The zero value is of no stage.
type Visit struct {
	Stage string        `json:"stage"`
	Took  time.Duration `json:"took,omitempty"` // time in it; 0: not known
}

// A Log counts what cases did, as traces, against a graph. It keeps counts and whole sums only, so that memory grows with
// the stages and not with the traces, and any order and grouping of merges gives the bits of one pass. A log serves one
// goroutine; Merge joins them. Make it by [NewLog], or read one; the zero value takes no trace.
type Log struct {
	g    *Graph
	form []byte // JSON of the blueprint: which log may be merged

	total, fitting, incomplete, reworked int64 // traces
	visits                               int64 // of all traces: no other count is above it and total
	moves                                []int64
	illegal                              map[[2]int32]int64 // by the stages, nowhere and nobody's included
	again                                []int64            // by stage: traces that visited it more than once
	times                                []clock            // by stage

	seen, twice []int64 // by stage: the last trace, by number, that visited it, and visited it again
	trace       int64
}

// nowhere stands for the place before the first stage. What stands for stages that nobody declared is the number of stages.
const nowhere = -1

// NewLog returns an empty log for a graph, nil for none.
func NewLog(g *Graph) *Log {
	if g == nil {
		return &Log{}
	}
	form, err := json.Marshal(g.b)
	if err != nil { // a valid blueprint has no value that JSON cannot hold
		return &Log{}
	}
	n := g.size()
	return &Log{
		g: g, form: form, moves: make([]int64, len(g.b.Edges)), illegal: map[[2]int32]int64{},
		again: make([]int64, n), times: make([]clock, n), seen: make([]int64, n), twice: make([]int64, n),
	}
}

// Add counts the trace of one case, its visits in their order. Whatever it holds is counted: an empty trace is incomplete,
// and so is one that ends in a stage with a way out; a stage that the graph does not declare is counted as "?". It returns
// [ErrRange], with the index, for a time below 0, [ErrInvalid] for a log without a graph and [ErrOverflow] for more visits
// than an int64 counts; then nothing is counted. Cost: O(log of the ways out) a visit, no allocation but for moves that are
// not declared.
func (l *Log) Add(trace []Visit) error {
	if l.g == nil {
		return fmt.Errorf("process: add trace: %w: a log without a graph", ErrInvalid)
	}
	for i := range trace {
		if trace[i].Took < 0 {
			return fmt.Errorf("process: add trace: visit %d took %v: %w", i, trace[i].Took, ErrRange)
		}
	}
	if l.total == math.MaxInt64 || int64(len(trace)) > math.MaxInt64-l.visits {
		return fmt.Errorf("process: add trace: visits: %w", ErrOverflow)
	}
	l.trace++
	fits, reworked, before := true, false, nowhere
	for i := range trace {
		at, edge := l.step(before, trace[i].Stage)
		if edge >= 0 {
			l.moves[edge]++
		} else if before != nowhere || at != l.g.start {
			l.illegal[[2]int32{int32(before), int32(at)}]++
			fits = false
		}
		if at < l.g.size() && l.visit(at, trace[i].Took) {
			reworked = true
		}
		before = at
	}
	ended := before >= 0 && before < l.g.size() && len(l.g.out(before)) == 0
	count(&l.total, true)
	count(&l.fitting, fits && ended)
	count(&l.incomplete, !ended)
	count(&l.reworked, reworked)
	l.visits += int64(len(trace))
	return nil
}

// count adds 1 to n if a thing holds.
func count(n *int64, holds bool) {
	if holds {
		*n++
	}
}

// fewWays is up to how many ways out a stage's are looked through one by one.
const fewWays = 8

// step returns the stage of that code, and the edge that leads there, below 0 for none.
func (l *Log) step(before int, code string) (at, edge int) {
	ways := before >= 0 && before < l.g.size()
	if ways { // a declared move needs no look at the map
		row := l.g.out(before)
		for _, a := range row[:min(len(row), fewWays)] {
			if l.g.b.Stages[a.to].Code == code {
				return int(a.to), int(a.edge)
			}
		}
	}
	at, declared := l.g.at[code]
	if !declared {
		return l.g.size(), -1
	}
	if ways {
		if edge, ok := l.g.edgeTo(before, at); ok {
			return at, edge
		}
	}
	return at, -1
}

// visit counts a visit of a declared stage, and reports whether it is one more of the same trace.
func (l *Log) visit(at int, took time.Duration) (again bool) {
	if took > 0 {
		l.times[at].add(took)
	}
	if l.seen[at] != l.trace {
		l.seen[at] = l.trace
		return false
	}
	if l.twice[at] != l.trace {
		l.twice[at] = l.trace
		l.again[at]++
	}
	return true
}

// Merge adds the counts of other, nil for none. It returns a [MismatchError] unless both are of the same blueprint, and
// [ErrOverflow] for more visits than an int64 counts; then nothing is added.
func (l *Log) Merge(other *Log) error {
	switch {
	case other == nil:
		return nil
	case l.g == nil || other.g == nil || l.g != other.g && !bytes.Equal(l.form, other.form):
		var e MismatchError
		if l.g != nil {
			e.A = l.g.b.ID
		}
		if other.g != nil {
			e.B = other.g.b.ID
		}
		return fmt.Errorf("process: merge logs: %w", e)
	case other.total > math.MaxInt64-l.total || other.visits > math.MaxInt64-l.visits:
		return fmt.Errorf("process: merge logs: visits: %w", ErrOverflow)
	}
	l.total += other.total
	l.fitting += other.fitting
	l.incomplete += other.incomplete
	l.reworked += other.reworked
	l.visits += other.visits
	for edge, n := range other.moves {
		l.moves[edge] += n
	}
	for move, n := range other.illegal {
		l.illegal[move] += n
	}
	for i := range other.times {
		l.again[i] += other.again[i]
		l.times[i].merge(other.times[i])
	}
	return nil
}
