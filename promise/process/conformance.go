package process

import (
	"cmp"
	"fmt"
	"slices"
)

// A Move is a move that the graph does not declare. The zero value is none.
type Move struct {
	From  string `json:"from"` // "" where a trace did not begin at Start; "?" for a stage that is not declared
	To    string `json:"to"`   // likewise "?"
	Count int64  `json:"count"`
}

// A Conformance is how far traces keep to the graph. The zero value is of no trace.
type Conformance struct {
	Total       int64            `json:"total"`             // traces
	Fitting     int64            `json:"fitting"`           // that begin at Start, move as declared and end where there is no way out
	Incomplete  int64            `json:"incomplete"`        // that end elsewhere, or are empty
	ReworkCases int64            `json:"reworkCases"`       // that visit a stage more than once
	Illegal     []Move           `json:"illegal,omitempty"` // the most frequent first, then in the order of declaration, "" first and "?" last
	Rework      map[string]int64 `json:"rework,omitempty"`  // by stage: traces that visit it more than once, where there are any
}

// Fitness returns the share of traces that fit, and false if there is none.
func (c Conformance) Fitness() (float64, bool) {
	if c.Total == 0 {
		return 0, false
	}
	return float64(c.Fitting) / float64(c.Total), true
}

// Conformance returns what the traces of l say of the graph.
func (l *Log) Conformance() Conformance {
	c := Conformance{Total: l.total, Fitting: l.fitting, Incomplete: l.incomplete, ReworkCases: l.reworked}
	for _, move := range l.illegalMoves() {
		c.Illegal = append(c.Illegal, Move{l.name(move[0]), l.name(move[1]), l.illegal[move]})
	}
	slices.SortStableFunc(c.Illegal, func(a, b Move) int { return cmp.Compare(b.Count, a.Count) })
	for i, n := range l.again {
		if n > 0 {
			if c.Rework == nil {
				c.Rework = map[string]int64{}
			}
			c.Rework[l.g.code(i)] = n
		}
	}
	return c
}

// illegalMoves returns the moves that are not declared in their order.
func (l *Log) illegalMoves() [][2]int32 {
	moves := make([][2]int32, 0, len(l.illegal))
	for move := range l.illegal {
		moves = append(moves, move)
	}
	slices.SortFunc(moves, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return moves
}

// name returns what stands for a stage in a move.
func (l *Log) name(at int32) string {
	switch {
	case at == nowhere:
		return ""
	case int(at) == l.g.size():
		return "?"
	}
	return l.g.code(int(at))
}

// EstimateOptions say how [Log.Estimate] estimates. The zero value is by what was seen alone.
type EstimateOptions struct {
	Prior float64 `json:"prior"` // cases that are added to each declared edge before it is estimated, 0 to 1e9: 1 keeps what was never seen possible
}

// Estimate returns the graph with probabilities and spans as the traces show them, for every stage that was left or timed;
// the others keep what they declare. Declared moves of traces that do not fit count too.
//
//	p = (moves + Prior)/(all moves out of the stage + Prior·edges)    Mean and SD of the known times, with n-1, from two on
//
// It returns [ErrRange] for a prior out of its range, [ErrInvalid] for a log without a graph, and the error of [New] where
// the traces leave no way to an outcome, which a Prior above 0 prevents. Accuracy: 1e-15; times to the nanosecond.
func (l *Log) Estimate(o EstimateOptions) (*Graph, error) {
	if l.g == nil {
		return nil, fmt.Errorf("process: estimate: %w: a log without a graph", ErrInvalid)
	}
	if !(o.Prior >= 0 && o.Prior <= 1e9) {
		return nil, fmt.Errorf("process: estimate: prior %v: %w", o.Prior, ErrRange)
	}
	b := l.g.Blueprint()
	for i := range b.Stages {
		all := 0.0
		for _, a := range l.g.out(i) {
			all += float64(l.moves[a.edge])
		}
		for _, a := range l.g.out(i) {
			if all > 0 {
				b.Edges[a.edge].Probability = (float64(l.moves[a.edge]) + o.Prior) / (all + o.Prior*float64(len(l.g.out(i))))
			}
		}
		if l.times[i].n > 1 && !b.Stages[i].Outcome {
			b.Stages[i].Span = l.times[i].span()
		}
	}
	g, err := New(b)
	if err != nil {
		return nil, fmt.Errorf("process: estimate: %w", err)
	}
	return g, nil
}
