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

// An arc is an edge as the graph sees it.
type arc struct{ to, edge int32 }

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
	from := make([]int32, len(b.Edges))
	for k := range b.Edges {
		from[k] = int32(at[b.Edges[k].From])
		g.head[from[k]+1]++
	}
	for i := range n {
		g.head[i+1] += g.head[i]
	}
	for k := range b.Edges { // head[i] runs to the end of its row, and is set back below
		g.arcs[g.head[from[k]]] = arc{int32(at[b.Edges[k].To]), int32(k)}
		g.head[from[k]]++
	}
	copy(g.head[1:], g.head[:n])
	g.head[0] = 0
	for i := range n {
		slices.SortFunc(g.out(i), func(a, b arc) int { return int(a.to) - int(b.to) })
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

// stated reports whether the ways out of stage i have probabilities.
func (g *Graph) stated(i int) bool {
	return slices.ContainsFunc(g.out(i), func(a arc) bool { return g.b.Edges[a.edge].Probability > 0 })
}

// passable returns the ways out of stage i that a case may take: those of a probability above 0, or all where none is stated.
func (g *Graph) passable(i int) iter.Seq[arc] {
	stated := g.stated(i)
	return func(yield func(arc) bool) {
		for _, a := range g.out(i) {
			if (!stated || g.b.Edges[a.edge].Probability > 0) && !yield(a) {
				return
			}
		}
	}
}

// reached returns which stages a case may come to.
func (g *Graph) reached() []bool {
	reached := make([]bool, g.size())
	reached[g.start] = true
	for todo := []int{g.start}; len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for a := range g.passable(i) {
			if !reached[a.to] {
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
		for a := range g.passable(i) {
			back[a.to] = append(back[a.to], int32(i))
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
	everyArc := func(i int) iter.Seq[arc] { return slices.Values(g.out(i)) }
	for _, group := range components(g.size(), everyArc) {
		i := group[0]
		_, itself := g.edgeTo(i, i)
		if len(group) > 1 || itself {
			slices.Sort(group)
			loops = append(loops, g.codes(group))
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

// components returns the strongly connected components of a graph of n nodes, those that lead to others after these
// (Tarjan 1972, Depth-First Search and Linear Graph Algorithms).
func components(n int, out func(i int) iter.Seq[arc]) (groups [][]int) {
	index, low := make([]int, n), make([]int, n) // index 0: not seen
	onStack := make([]bool, n)
	var stack []int
	seen := 0
	var visit func(i int)
	visit = func(i int) { // as deep as there are stages, at most 10,000
		seen++
		index[i], low[i] = seen, seen
		stack, onStack[i] = append(stack, i), true
		for a := range out(i) {
			to := int(a.to)
			if index[to] == 0 {
				visit(to)
				low[i] = min(low[i], low[to])
			} else if onStack[to] {
				low[i] = min(low[i], index[to])
			}
		}
		if low[i] == index[i] {
			var group []int
			for member := -1; member != i; {
				member = stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				onStack[member] = false
				group = append(group, member)
			}
			groups = append(groups, group)
		}
	}
	for i := range n {
		if index[i] == 0 {
			visit(i)
		}
	}
	return groups
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
