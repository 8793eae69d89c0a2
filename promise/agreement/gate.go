package agreement

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"
)

// A chance is that of keeping and that of missing. Each is computed from positive terms only, never one from the other, so
// that the smaller keeps its digits.
type chance struct{ keep, miss float64 }

// A gate is a node that is being computed: at least need of its parts must keep. A series needs all, a parallel one.
type gate struct {
	node  *Node
	need  int
	parts []gate
	chance
	sure bool // it never misses: not read off miss, which may have underflown
}

// newGate returns the gates of a node that has been checked.
func newGate(n *Node) gate {
	g := gate{node: n, need: map[NodeKind]int{Series: len(n.Parts), Parallel: 1, KOfN: n.K}[n.Kind], parts: make([]gate, len(n.Parts))}
	for i := range n.Parts {
		g.parts[i] = newGate(&n.Parts[i])
	}
	return g
}

// leaf returns the chance that a commitment says.
func leaf(n *Node) chance {
	return chance{n.Commitment.Keep.Float64(), n.Commitment.Keep.Miss()}
}

// solve computes the chances of g and of all below, if independent, from those of the leaves.
func (g *gate) solve(of func(leaf *Node) chance) {
	if g.node.Kind == Leaf {
		g.chance = of(g.node)
		g.sure = g.miss == 0
		return
	}
	sure := 0
	for i := range g.parts {
		g.parts[i].solve(of)
		if g.parts[i].sure {
			sure++
		}
	}
	g.chance, g.sure = atLeast(g.need, g.parts), sure >= g.need
}

// atLeast returns the chance that at least k of independent parts keep, counting keeps or misses, whichever is decided
// sooner.
func atLeast(k int, parts []gate) chance {
	if misses := len(parts) - k + 1; misses < k || k == 0 {
		few, enough := count(parts, misses, func(c chance) (hit, not float64) { return c.miss, c.keep })
		return chance{keep: few, miss: enough}
	}
	few, enough := count(parts, k, func(c chance) (hit, not float64) { return c.keep, c.miss })
	return chance{keep: enough, miss: few}
}

// count returns the chances of fewer than most hits and of at least most.
func count(parts []gate, most int, of func(chance) (hit, not float64)) (few, enough float64) {
	if most == 0 {
		return 0, 1
	}
	hits := make([]float64, most) // the chance of each number of hits so far
	hits[0] = 1
	for i := range parts {
		hit, not := of(parts[i].chance)
		enough += hits[most-1] * hit
		add(hits, i, hit, not)
	}
	for _, h := range hits {
		few += h
	}
	return few, enough
}

// add counts one more part, after some others, in the chances of 0, 1, 2... hits; what goes beyond them is dropped.
func add(hits []float64, after int, hit, not float64) {
	for j := min(after+1, len(hits)-1); j > 0; j-- {
		hits[j] = hits[j]*not + hits[j-1]*hit
	}
	hits[0] *= not
}

// importance adds to each party of a leaf below g the derivative of the root's chance of keeping by its own, given that
// by g's.
func (g *gate) importance(by float64, of map[string]float64) {
	if g.node.Kind == Leaf {
		of[g.node.Party] += by
		return
	}
	if len(g.parts) == 0 {
		return
	}
	// A part matters where just need-1 of the others keep, so just the rest of them miss.
	count, misses := g.need-1, len(g.parts)-g.need
	hits := func(c chance) (hit, not float64) { return c.keep, c.miss }
	if misses < count {
		count, hits = misses, func(c chance) (hit, not float64) { return c.miss, c.keep }
	}
	others := make([]float64, count+1)
	others[0] = 1
	pivotal(g.parts, others, 0, hits, func(part *gate, chance float64) { part.importance(by*chance, of) })
}

// pivotal visits each part with the chance that all others have len(others)-1 hits. others holds the chances for the parts
// outside of these, counted of them; halving keeps the work at n·log n additions, all of positive terms.
func pivotal(parts []gate, others []float64, counted int, hits func(chance) (hit, not float64), visit func(*gate, float64)) {
	if len(parts) == 1 {
		visit(&parts[0], others[len(others)-1])
		return
	}
	half := len(parts) / 2
	for _, split := range [2][2][]gate{{parts[:half], parts[half:]}, {parts[half:], parts[:half]}} {
		outside, n := slices.Clone(others), counted
		for i := range split[1] {
			hit, not := hits(split[1][i].chance)
			add(outside, n, hit, not)
			n++
		}
		pivotal(split[0], outside, n, hits, visit)
	}
}

// bounds returns the greatest chances of keeping and of missing, whatever the dependence.
func (g *gate) bounds() (keep, miss float64) {
	if g.node.Kind == Leaf {
		c := leaf(g.node)
		return c.keep, c.miss
	}
	keeps, misses := make([]float64, len(g.parts)), make([]float64, len(g.parts))
	for i := range g.parts {
		keeps[i], misses[i] = g.parts[i].bounds()
	}
	return most(g.need, keeps), most(len(g.parts)-g.need+1, misses)
}

// most returns the greatest chance of at least k events of those chances, whatever the dependence.
//
//	min(1, min over j < k of (the sum of the n-j least)/(k-j))
func most(k int, chances []float64) float64 {
	slices.Sort(chances)
	sums := make([]float64, len(chances)+1) // of the least
	for i, c := range chances {
		sums[i+1] = sums[i] + c
	}
	greatest := 1.0
	for j := range min(k, len(chances)+1) {
		greatest = min(greatest, sums[len(chances)-j]/float64(k-j))
	}
	return greatest
}

// within returns the time of g, and false if a leaf promises none: a series takes the sum, others the need-th least.
func (g *gate) within() (time.Duration, bool, error) {
	if g.node.Kind == Leaf {
		return g.node.Commitment.Within, g.node.Commitment.Within > 0, nil
	}
	var times []time.Duration
	var sum time.Duration
	for i := range g.parts {
		part, timed, err := g.parts[i].within()
		if err != nil || !timed {
			return 0, false, err
		}
		times = append(times, part)
	}
	if g.node.Kind == Series {
		for _, part := range times {
			if part > math.MaxInt64-sum {
				return 0, false, fmt.Errorf("times sum beyond 292 years: %w", ErrRange)
			}
			sum += part
		}
		return sum, true, nil
	}
	if len(times) < g.need { // nothing in parallel
		return 0, false, nil
	}
	slices.SortFunc(times, cmp.Compare[time.Duration])
	return times[g.need-1], true, nil
}

// leaves calls visit for each leaf, in the order of declaration.
func (g *gate) leaves(visit func(*Node)) {
	if g.node.Kind == Leaf {
		visit(g.node)
	}
	for i := range g.parts {
		g.parts[i].leaves(visit)
	}
}
