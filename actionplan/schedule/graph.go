package schedule

import (
	"math/bits"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// An edge is a link out of a node, read as a bound between two starts: the other starts no earlier than gap after it.
type edge struct {
	gap      float64
	to, link int32
}

// fromStart reports whether a type of link hangs on the start of its first activity, and toFinish whether it holds the
// finish of its second: FS is 0, SS 1, FF 2, SF 3.
func fromStart(t actionplan.LinkType) bool { return t&1 != 0 }

func toFinish(t actionplan.LinkType) bool { return t&2 != 0 }

// gap returns how long after the start of From a link lets To start.
func (l Link) gap(duration []float64) float64 {
	gap := l.Lag
	if !fromStart(l.Type) {
		gap += duration[l.From]
	}
	if toFinish(l.Type) {
		gap -= duration[l.To]
	}
	return gap
}

// A graph is a network in compressed rows: the links out of node i are edges[head[i]:head[i+1]], as they were given.
type graph struct {
	head  []int32
	edges []edge
	order []int // topological, the least index first
}

// newGraph sorts links by their first node. It returns a [CycleError] if they form a cycle.
func newGraph(duration []float64, links []Link) (*graph, error) {
	n := len(duration)
	g := &graph{head: make([]int32, n+1), edges: make([]edge, len(links)), order: make([]int, 0, n)}
	waits := make([]int32, n)
	for k := range links {
		g.head[links[k].From+1]++
		waits[links[k].To]++
	}
	for i := range n {
		g.head[i+1] += g.head[i]
	}
	for k := range links { // head[i] runs to the end of its row, and is set back below
		l := &links[k]
		g.edges[g.head[l.From]] = edge{l.gap(duration), int32(l.To), int32(k)}
		g.head[l.From]++
	}
	copy(g.head[1:], g.head[:n])
	g.head[0] = 0
	if g.sort(waits); len(g.order) < n {
		return nil, CycleError{findCycle(waits, links)}
	}
	return g, nil
}

// sort fills in the order, as far as there is one; waits becomes the links that each node still waits for.
func (g *graph) sort(waits []int32) {
	free := newQueue(len(waits))
	for i, count := range waits {
		if count == 0 {
			free.push(i)
		}
	}
	for i, ok := free.pop(); ok; i, ok = free.pop() {
		g.order = append(g.order, i)
		for _, e := range g.out(i) {
			if waits[e.to]--; waits[e.to] == 0 {
				free.push(int(e.to))
			}
		}
	}
}

// out returns the links out of node i.
func (g *graph) out(i int) []edge { return g.edges[g.head[i]:g.head[i+1]] }

// copy returns g with gaps of its own.
func (g *graph) copy() *graph { return &graph{g.head, slices.Clone(g.edges), g.order} }

// findCycle returns one cycle among the nodes that still wait: each has a predecessor that waits too, so walking back must
// come round.
func findCycle(waits []int32, links []Link) []int {
	back := make([]int, len(waits))
	for _, l := range slices.Backward(links) {
		if waits[l.From] > 0 && waits[l.To] > 0 {
			back[l.To] = l.From
		}
	}
	seen, i := make([]bool, len(waits)), slices.IndexFunc(waits, func(count int32) bool { return count > 0 })
	for !seen[i] {
		seen[i] = true
		i = back[i]
	}
	cycle := []int{i}
	for k := back[i]; k != i; k = back[k] {
		cycle = append(cycle, k)
	}
	slices.Reverse(cycle)
	lead := slices.Index(cycle, slices.Min(cycle))
	return slices.Concat(cycle[lead:], cycle[:lead])
}

// forward raises the early starts in es, which hold each node's own bound, to the least that the links allow.
func (g *graph) forward(es []float64) {
	for _, i := range g.order {
		start := es[i]
		for _, e := range g.out(i) {
			if at := start + e.gap; at > es[e.to] {
				es[e.to] = at
			}
		}
	}
}

// backward lowers the late starts in ls, which hold each node's own bound, to the greatest that the links allow.
func (g *graph) backward(ls []float64) {
	for _, i := range slices.Backward(g.order) {
		late := ls[i]
		for _, e := range g.out(i) {
			if at := ls[e.to] - e.gap; at < late {
				late = at
			}
		}
		ls[i] = late
	}
}

// A queue is a set of indexes that gives out its least: a tree of words of 64 bits in which a bit says whether the word
// below it holds any.
type queue struct{ levels [][]uint64 }

// newQueue returns an empty queue for the indexes below n.
func newQueue(n int) *queue {
	sizes, all := make([]int, 0, 8), 0
	for size := n; ; {
		size = (size + 63) / 64
		sizes = append(sizes, size)
		all += size
		if size <= 1 {
			break
		}
	}
	words := make([]uint64, all)
	q := &queue{levels: make([][]uint64, len(sizes))}
	for level, size := range sizes {
		q.levels[level], words = words[:size], words[size:]
	}
	return q
}

// push puts i into q.
func (q *queue) push(i int) {
	for _, words := range q.levels {
		word := &words[i/64]
		held := *word != 0
		*word |= 1 << (i % 64)
		if held {
			return
		}
		i /= 64
	}
}

// pop takes the least index out of q, and returns false if q is empty.
func (q *queue) pop() (int, bool) {
	top := q.levels[len(q.levels)-1]
	if len(top) == 0 || top[0] == 0 {
		return 0, false
	}
	least := 0
	for _, words := range slices.Backward(q.levels) {
		least = least*64 + bits.TrailingZeros64(words[least])
	}
	i := least
	for _, words := range q.levels {
		words[i/64] &^= 1 << (i % 64)
		if words[i/64] != 0 {
			break
		}
		i /= 64
	}
	return least, true
}
