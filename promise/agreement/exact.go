package agreement

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

const (
	near      = 1e-10 // relative; float64 decides what is farther from the target, as it errs by less than 1e-11
	mostExact = 1000  // leaves in exact arithmetic
)

// carries reports whether g, which is solved, reaches a target exactly, if independent and whatever the dependence.
func (g *gate) carries(target promise.Ratio) (independent, guaranteed bool, err error) {
	if target.IsAlways() {
		return g.sure, g.sure, nil
	}
	_, missed := g.bounds()
	leaves := 0
	g.leaves(func(*Node) { leaves++ })
	independent, sure := decided(g.chance, target)
	guaranteed, certain := decided(chance{keep: math.NaN(), miss: missed}, target)
	if !(sure && certain) && leaves > mostExact {
		return false, false, fmt.Errorf("exact comparison of %d leaves: %w", leaves, ErrLimit)
	}
	if !sure {
		f := g.fraction()
		due := rational(target)
		independent = new(big.Int).Mul(f.keep, due.Denom()).Cmp(new(big.Int).Mul(due.Num(), f.all())) >= 0
	}
	if !certain {
		allowed := new(big.Rat).Sub(big.NewRat(1, 1), rational(target))
		guaranteed = g.mostMissed().Cmp(allowed) <= 0
	}
	return independent, guaranteed, nil
}

// decided reports whether a chance reaches a target, and whether float64 decides that. A keep that is NaN is not known.
func decided(c chance, target promise.Ratio) (reached, sure bool) {
	apart := func(x, y float64) bool { return math.Abs(x-y) > near*max(x, y) }
	return c.miss <= target.Miss(), apart(c.miss, target.Miss()) || apart(c.keep, target.Float64())
}

// rational returns r as a fraction.
func rational(r promise.Ratio) *big.Rat {
	if r.IsAlways() {
		return big.NewRat(1, 1)
	}
	x, _ := new(big.Rat).SetString(r.String()) // its text is a decimal or a fraction
	return x
}

// A fraction is the chance of keeping as keep/(keep+miss), in whole numbers that are not reduced, as reducing costs
// more than it saves.
type fraction struct{ keep, miss *big.Int }

// all returns the denominator.
func (f fraction) all() *big.Int { return new(big.Int).Add(f.keep, f.miss) }

// fraction returns the exact chance of g if independent.
func (g *gate) fraction() fraction {
	if g.node.Kind == Leaf {
		r := rational(g.node.Commitment.Keep)
		return fraction{r.Num(), new(big.Int).Sub(r.Denom(), r.Num())}
	}
	parts := make([]fraction, len(g.parts))
	for i := range g.parts {
		parts[i] = g.parts[i].fraction()
	}
	if misses := len(parts) - g.need + 1; misses < g.need || g.need == 0 {
		few, enough := countExactly(parts, misses, func(f fraction) (hit, not *big.Int) { return f.miss, f.keep })
		return fraction{few, enough}
	}
	few, enough := countExactly(parts, g.need, func(f fraction) (hit, not *big.Int) { return f.keep, f.miss })
	return fraction{enough, few}
}

// countExactly is count in whole numbers: the two sum to the product of the denominators.
func countExactly(parts []fraction, most int, of func(fraction) (hit, not *big.Int)) (few, enough *big.Int) {
	if most == 0 {
		return new(big.Int), big.NewInt(1)
	}
	hits := make([]*big.Int, most)
	for j := range hits {
		hits[j] = new(big.Int)
	}
	hits[0].SetInt64(1)
	few, enough = new(big.Int), new(big.Int)
	var product big.Int
	for _, part := range parts {
		hit, not := of(part)
		enough.Mul(enough, part.all())
		enough.Add(enough, product.Mul(hits[most-1], hit))
		for j := most - 1; j > 0; j-- {
			hits[j].Mul(hits[j], not)
			hits[j].Add(hits[j], product.Mul(hits[j-1], hit))
		}
		hits[0].Mul(hits[0], not)
	}
	for _, h := range hits {
		few.Add(few, h)
	}
	return few, enough
}

// mostMissed returns the greatest chance of missing exactly, whatever the dependence; see most.
func (g *gate) mostMissed() *big.Rat {
	if g.node.Kind == Leaf {
		return new(big.Rat).Sub(big.NewRat(1, 1), rational(g.node.Commitment.Keep))
	}
	misses := make([]*big.Rat, len(g.parts))
	for i := range g.parts {
		misses[i] = g.parts[i].mostMissed()
	}
	slices.SortFunc(misses, (*big.Rat).Cmp)
	sums := []*big.Rat{new(big.Rat)}
	for i, miss := range misses {
		sums = append(sums, new(big.Rat).Add(sums[i], miss))
	}
	k, greatest := len(misses)-g.need+1, big.NewRat(1, 1)
	for j := range min(k, len(misses)+1) {
		if mean := new(big.Rat).Quo(sums[len(misses)-j], big.NewRat(int64(k-j), 1)); mean.Cmp(greatest) < 0 {
			greatest = mean
		}
	}
	return greatest
}
