package process

import (
	"fmt"
	"iter"
	"slices"
)

// A Graph is a valid blueprint, indexed. It is immutable, and safe for concurrent use. Make it by [New].
type Graph struct {
	b     Blueprint
	at    map[string]int // stage by code
	start int
	head  []int32 // the ways out of stage i are arcs[head[i]:head[i+1]], by the index of the stage they lead to
	arcs  []arc
}

// An arc is an edge as the graph sees it. A case takes it with probability p: as stated, divided by the sum of its stage, or
// in equal parts where none is stated.
type arc struct {
	to, edge int32
	p        float64
}

// New returns the graph of a blueprint, or the error of [Blueprint.Validate]. It keeps nothing of b.
func New(b Blueprint) (*Graph, error) {
	if err := b.Validate(); err != nil {
		return nil, fmt.Errorf("process: new graph: %w", err)
	}
	b = b.clone()
	at := make(map[string]int, len(b.Stages))
	for i, s := range b.Stages {
		at[s.Code] = i
	}
	return link(b, at), nil
}

// link sorts the edges of a blueprint by their stages.
func link(b Blueprint, at map[string]int) *Graph {
	n := len(b.Stages)
	g := &Graph{b: b, at: at, start: at[b.Start], head: make([]int32, n+1), arcs: make([]arc, len(b.Edges))}
	from, sum := make([]int32, len(b.Edges)), make([]float64, n)
	for k := range b.Edges {
		from[k] = int32(at[b.Edges[k].From])
		g.head[from[k]+1]++
		sum[from[k]] += b.Edges[k].Probability
	}
	for i := range n {
		g.head[i+1] += g.head[i]
	}
	for k := range b.Edges { // head[i] runs to the end of its row, and is set back below
		g.arcs[g.head[from[k]]] = arc{int32(at[b.Edges[k].To]), int32(k), b.Edges[k].Probability}
		g.head[from[k]]++
	}
	copy(g.head[1:], g.head[:n])
	g.head[0] = 0
	for i := range n {
		row := g.out(i)
		slices.SortFunc(row, func(a, b arc) int { return int(a.to) - int(b.to) })
		for k := range row {
			if row[k].p /= sum[i]; sum[i] == 0 {
				row[k].p = 1 / float64(len(row))
			}
		}
	}
	return g
}

// clone returns a copy of b that shares nothing with it.
func (b Blueprint) clone() Blueprint {
	b.Stages, b.Edges, b.Notes = slices.Clone(b.Stages), slices.Clone(b.Edges), slices.Clone(b.Notes)
	for i := range b.Stages {
		s := &b.Stages[i]
		s.Expectations, s.Actions, s.Priorities = slices.Clone(s.Expectations), slices.Clone(s.Actions), slices.Clone(s.Priorities)
	}
	return b
}

// Blueprint returns a copy of what g was made from.
func (g *Graph) Blueprint() Blueprint { return g.b.clone() }

// size returns the number of stages.
func (g *Graph) size() int { return len(g.b.Stages) }

// code returns the code of stage i.
func (g *Graph) code(i int) string { return g.b.Stages[i].Code }

// codes returns the codes of stages.
func (g *Graph) codes(stages []int) []string {
	codes := make([]string, len(stages))
	for k, i := range stages {
		codes[k] = g.code(i)
	}
	return codes
}

// out returns the ways out of stage i.
func (g *Graph) out(i int) []arc { return g.arcs[g.head[i]:g.head[i+1]] }

// vague reports whether stage i has several ways out and does not say how likely they are.
func (g *Graph) vague(i int) bool {
	row := g.out(i)
	return len(row) > 1 && !slices.ContainsFunc(row, func(a arc) bool { return g.b.Edges[a.edge].Probability > 0 })
}

// reached returns which stages a case may come to.
func (g *Graph) reached() []bool {
	reached := make([]bool, g.size())
	reached[g.start] = true
	for todo := []int{g.start}; len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, a := range g.out(i) {
			if a.p > 0 && !reached[a.to] {
				reached[a.to] = true
				todo = append(todo, int(a.to))
			}
		}
	}
	return reached
}

// ends says from which stages a case may come to an outcome, and whether there is an outcome at all.
type ends struct {
	from []bool
	some bool
}

// canEnd walks back from the outcomes.
func (g *Graph) canEnd() ends {
	back := make([][]int32, g.size())
	for i := range g.size() {
		for _, a := range g.out(i) {
			if a.p > 0 {
				back[a.to] = append(back[a.to], int32(i))
			}
		}
	}
	e := ends{from: make([]bool, g.size())}
	var todo []int32
	for i, s := range g.b.Stages {
		if s.Outcome {
			e.from[i], e.some = true, true
			todo = append(todo, int32(i))
		}
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, before := range back[i] {
			if !e.from[before] {
				e.from[before] = true
				todo = append(todo, before)
			}
		}
	}
	return e
}

// MissingNumbers returns the numbers from 1 to Planned that no stage has, in rising order: the gaps of the table.
func (g *Graph) MissingNumbers() (missing []int) {
	given := map[int]bool{}
	for _, s := range g.b.Stages {
		given[s.Number] = true
	}
	for number := 1; number <= g.b.Planned; number++ {
		if !given[number] {
			missing = append(missing, number)
		}
	}
	return missing
}

// Unreachable returns the codes of the stages that no case comes to, in the order of declaration. An edge of probability 0
// beside others leads nowhere.
func (g *Graph) Unreachable() (codes []string) {
	for i, reached := range g.reached() {
		if !reached {
			codes = append(codes, g.code(i))
		}
	}
	return codes
}

// Loops returns the groups of stages from each of which a case may come back to each, by edges of any kind and any
// probability: a stage with an edge to itself too. The codes of a group, and the groups by their first codes, are in the
// order of declaration.
func (g *Graph) Loops() (loops [][]string) {
	for group := range g.components(func(int, arc) bool { return true }) {
		i := int(group[0])
		_, itself := g.edgeTo(i, i)
		if len(group) > 1 || itself {
			slices.Sort(group)
			codes := make([]string, len(group))
			for k, member := range group {
				codes[k] = g.code(int(member))
			}
			loops = append(loops, codes)
		}
	}
	slices.SortFunc(loops, func(a, b []string) int { return g.at[a[0]] - g.at[b[0]] })
	return loops
}

// edgeTo returns the edge from one stage to another.
func (g *Graph) edgeTo(from, to int) (edge int, ok bool) {
	row := g.out(from)
	k, ok := slices.BinarySearchFunc(row, to, func(a arc, to int) int { return int(a.to) - to })
	if !ok {
		return 0, false
	}
	return int(row[k].edge), true
}

// components yields the strongly connected components along the arcs to be followed, those that lead to others before
// these; each may be changed (Tarjan 1972, Depth-First Search and Linear Graph Algorithms).
func (g *Graph) components(follow func(from int, a arc) bool) iter.Seq[[]int32] {
	n := g.size()
	all := make([]int32, 3*n)
	index, low, members := all[:n], all[n:2*n], all[2*n:2*n] // index 0: not seen, done: in a component
	const done = 1 << 30
	stack, bounds := make([]int32, 0, n), make([]int32, 0, n)
	seen := int32(0)
	var visit func(i int)
	visit = func(i int) { // as deep as there are stages, at most 10,000
		seen++
		index[i], low[i] = seen, seen
		stack = append(stack, int32(i))
		for _, a := range g.out(i) {
			if !follow(i, a) {
				continue
			}
			if index[a.to] == 0 {
				visit(int(a.to))
				low[i] = min(low[i], low[a.to])
			} else {
				low[i] = min(low[i], index[a.to])
			}
		}
		if low[i] == index[i] {
			bounds = append(bounds, int32(len(members)))
			for member := int32(-1); member != int32(i); {
				member = stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				index[member] = done
				members = append(members, member)
			}
		}
	}
	for i := range n {
		if index[i] == 0 {
			visit(i)
		}
	}
	return func(yield func([]int32) bool) {
		end := len(members)
		for _, begin := range slices.Backward(bounds) {
			if !yield(members[begin:end:end]) {
				return
			}
			end = int(begin)
		}
	}
}

// Crossings returns the edges that lead over a line of the blueprint, either way, in the order of declaration. Stages that
// are Unplaced or Evidence lie on no side.
func (g *Graph) Crossings(l Line) iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		for _, e := range g.b.Edges {
			if l.parts(g.b.Stages[g.at[e.From]].Lane, g.b.Stages[g.at[e.To]].Lane) && !yield(e) {
				return
			}
		}
	}
}
