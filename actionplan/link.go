package actionplan

import (
	"container/heap"
	"fmt"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// LinkType says which ends of two actions a link joins. The zero value is FinishStart.
type LinkType uint8

const (
	FinishStart  LinkType = iota // FS: To starts after From has finished
	StartStart                   // SS: To starts after From has started
	FinishFinish                 // FF: To finishes after From has finished
	StartFinish                  // SF: To finishes after From has started
)

var linkNames = []string{"FS", "SS", "FF", "SF"} // as ordered above

// String returns "FS", "SS", "FF" or "SF", and "?" for another value.
func (t LinkType) String() string { return enum.String(linkNames, t) }

// MarshalText returns the letters of t, or [ErrUnknown].
func (t LinkType) MarshalText() ([]byte, error) {
	return enum.Marshal(linkNames, t, "actionplan: marshal link type", ErrUnknown)
}

// UnmarshalText sets t to the type of the letters. For any other text it returns [ErrUnknown] and leaves t alone.
func (t *LinkType) UnmarshalText(text []byte) error {
	return enum.Unmarshal(linkNames, t, text, "actionplan: parse link type", ErrUnknown)
}

// ParseLinkType returns the type of the letters FS, SS, FF or SF, or [ErrUnknown].
func ParseLinkType(text string) (LinkType, error) {
	return enum.Parse[LinkType](linkNames, text, "actionplan: parse link type", ErrUnknown)
}

// A Link makes To wait for From, with Lag working days between them, a lead where it is below 0. The zero value is invalid.
type Link struct {
	From Code     `json:"from" validate:"required"`
	To   Code     `json:"to" validate:"required"`
	Type LinkType `json:"type,omitempty" validate:"max=3"`
	Lag  int      `json:"lag,omitempty" validate:"min=-10000,max=10000"`
}

// Order returns the codes of the actions so that each comes after those it is linked from, of several that may come next
// the first in the order of the plan. It returns [ErrNotFound] for a link from or to nothing, [ErrInvalid] for a code that
// stands twice, and a [CycleError].
func (p Plan) Order() ([]Code, error) {
	at := make(map[Code]int, len(p.Actions))
	for i, a := range p.Actions {
		if _, twice := at[a.Code]; twice {
			return nil, fmt.Errorf("actionplan: order: code %.64q stands twice: %w", a.Code, ErrInvalid)
		}
		at[a.Code] = i
	}
	for i, l := range p.Links {
		for _, code := range []Code{l.From, l.To} {
			if _, known := at[code]; !known {
				return nil, fmt.Errorf("actionplan: order: links[%d] %.64q: %w", i, code, ErrNotFound)
			}
		}
	}
	order, cycle := topological(len(p.Actions), p.edges(at))
	codes := make([]Code, 0, len(p.Actions))
	if cycle != nil {
		for _, i := range cycle {
			codes = append(codes, p.Actions[i].Code)
		}
		return nil, fmt.Errorf("actionplan: order: %w", CycleError{codes})
	}
	for _, i := range order {
		codes = append(codes, p.Actions[i].Code)
	}
	return codes, nil
}

// edges returns the links as indexes, leaving out those from or to nothing.
func (p Plan) edges(at map[Code]int) [][2]int {
	edges := make([][2]int, 0, len(p.Links))
	for _, l := range p.Links {
		from, knownFrom := at[l.From]
		to, knownTo := at[l.To]
		if knownFrom && knownTo {
			edges = append(edges, [2]int{from, to})
		}
	}
	return edges
}

// A network is the links of a plan by the places of actions.
type network struct {
	order []int             // so that every link leads forward
	edges [][2]int          // as the links are ordered
	next  func(i int) []int // where links lead to from an action
}

// network returns the links of p by places, and false if a code stands twice, a link is from or to nothing or of no type, or
// links form a cycle.
func (p Plan) network() (n network, ok bool) {
	at := make(map[Code]int, len(p.Actions))
	for i := range p.Actions {
		at[p.Actions[i].Code] = i
	}
	n.edges = p.edges(at)
	if len(at) != len(p.Actions) || len(n.edges) != len(p.Links) {
		return n, false
	}
	for _, l := range p.Links {
		if l.Type > StartFinish {
			return n, false
		}
	}
	n.next = successors(len(p.Actions), n.edges)
	var cycle []int
	n.order, cycle = topological(len(p.Actions), n.edges)
	return n, cycle == nil
}

// successors returns a function that gives the nodes which edges lead to from a node, in the order of the edges.
func successors(n int, edges [][2]int) func(i int) []int {
	first, all := make([]int, n+1), make([]int, len(edges))
	for _, e := range edges {
		first[e[0]+1]++
	}
	for i := range n {
		first[i+1] += first[i]
	}
	at := slices.Clone(first)
	for _, e := range edges {
		all[at[e[0]]] = e[1]
		at[e[0]]++
	}
	return func(i int) []int { return all[first[i]:first[i+1]] }
}

// least is a heap of indexes, the least on top.
type least []int

func (h least) Len() int           { return len(h) }
func (h least) Less(i, k int) bool { return h[i] < h[k] }
func (h least) Swap(i, k int)      { h[i], h[k] = h[k], h[i] }
func (h *least) Push(x any)        { *h = append(*h, x.(int)) }
func (h *least) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}

// topological returns the nodes so that every edge leads forward, the least index first; or else a cycle.
func topological(n int, edges [][2]int) (order, cycle []int) {
	waits, next := make([]int, n), successors(n, edges)
	for _, e := range edges {
		waits[e[1]]++
	}
	free := &least{}
	for i, count := range waits {
		if count == 0 {
			heap.Push(free, i)
		}
	}
	order = make([]int, 0, n)
	for free.Len() > 0 {
		i := heap.Pop(free).(int)
		order = append(order, i)
		for _, k := range next(i) {
			if waits[k]--; waits[k] == 0 {
				heap.Push(free, k)
			}
		}
	}
	if len(order) == n {
		return order, nil
	}
	return nil, findCycle(waits, edges)
}

// findCycle returns one cycle among the nodes that still wait: each has a predecessor that waits too, so walking back must
// come round.
func findCycle(waits []int, edges [][2]int) []int {
	back := make([]int, len(waits))
	for _, e := range slices.Backward(edges) {
		if waits[e[0]] > 0 && waits[e[1]] > 0 {
			back[e[1]] = e[0]
		}
	}
	seen, i := make([]bool, len(waits)), slices.IndexFunc(waits, func(count int) bool { return count > 0 })
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
	return append(cycle[lead:len(cycle):len(cycle)], cycle[:lead]...)
}
