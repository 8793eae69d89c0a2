package agreement_test

import (
	"math"
	"math/big"
	"math/bits"

	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
)

// trees draws nodes of at most some leaves, each of another party.
func trees(most int) *rapid.Generator[agreement.Node] {
	return rapid.Custom(func(t *rapid.T) agreement.Node {
		party := 0
		var draw func(leaves, depth int) agreement.Node
		draw = func(leaves, depth int) agreement.Node {
			if leaves == 1 && (depth > 3 || rapid.IntRange(0, 3).Draw(t, "bare") > 0) {
				den := rapid.SampledFrom([]int64{2, 3, 10, 100, 1_000_000}).Draw(t, "den")
				keep, err := promise.RatioOf(rapid.Int64Range(1, den).Draw(t, "num"), den)
				if err != nil {
					panic(err)
				}
				party++
				return agreement.Commit(string(rune('a'+party-1)), agreement.Commitment{Keep: keep})
			}
			var parts []agreement.Node
			for left := leaves; left > 0; {
				n := rapid.IntRange(1, left).Draw(t, "part")
				if depth > 3 {
					n = 1
				}
				parts = append(parts, draw(n, depth+1))
				left -= n
			}
			switch rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				return agreement.InSeries(parts...)
			case 1:
				return agreement.InParallel(parts...)
			}
			return agreement.Any(rapid.IntRange(1, len(parts)).Draw(t, "k"), parts...)
		}
		return draw(rapid.IntRange(1, most).Draw(t, "leaves"), 0)
	})
}

// leavesOf returns the leaves in order.
func leavesOf(n agreement.Node) (leaves []agreement.Node) {
	if n.Kind == agreement.Leaf {
		return []agreement.Node{n}
	}
	for _, part := range n.Parts {
		leaves = append(leaves, leavesOf(part)...)
	}
	return leaves
}

// works says whether a node keeps where the i-th leaf keeps if bit i of state is set; next counts leaves.
func works(n agreement.Node, state uint, next *int) bool {
	if n.Kind == agreement.Leaf {
		*next++
		return state>>(*next-1)&1 == 1
	}
	kept := 0
	for _, part := range n.Parts {
		if works(part, state, next) {
			kept++
		}
	}
	switch n.Kind {
	case agreement.Series:
		return kept == len(n.Parts)
	case agreement.Parallel:
		return kept > 0
	}
	return kept >= n.K
}

// exactly is a ratio as a fraction.
func exactly(r promise.Ratio) *big.Rat {
	if r.IsAlways() {
		return big.NewRat(1, 1)
	}
	x, ok := new(big.Rat).SetString(r.String())
	if !ok {
		panic(r.String())
	}
	return x
}

// slowKeep is the exact chance of keeping if independent: the sum over all states of the leaves. A leaf of the party fixed
// keeps for sure, or not.
func slowKeep(n agreement.Node, fixed string, keeps bool) *big.Rat {
	leaves, sum := leavesOf(n), new(big.Rat)
	for state := range uint(1) << len(leaves) {
		next := 0
		if !works(n, state, &next) {
			continue
		}
		chance := big.NewRat(1, 1)
		for i, leaf := range leaves {
			keep := exactly(leaf.Commitment.Keep)
			if leaf.Party == fixed {
				keep = map[bool]*big.Rat{true: big.NewRat(1, 1), false: new(big.Rat)}[keeps]
			}
			if state>>i&1 == 0 {
				keep = new(big.Rat).Sub(big.NewRat(1, 1), keep)
			}
			chance.Mul(chance, keep)
		}
		sum.Add(sum, chance)
	}
	return sum
}

// slowBounds are the least and the greatest chance of keeping over all joint distributions of the leaves: the vertices
// of a linear programme whose unknowns are the chances of the states, with one equation a leaf and one for the sum.
func slowBounds(n agreement.Node) (low, high float64) {
	leaves := leavesOf(n)
	rows, states := len(leaves)+1, 1<<len(leaves)
	low, high = math.Inf(1), math.Inf(-1)
	for basis := range uint(1) << states {
		if bits.OnesCount(basis) != rows {
			continue
		}
		var columns []uint
		for s := range uint(states) {
			if basis>>s&1 == 1 {
				columns = append(columns, s)
			}
		}
		matrix := make([][]float64, rows) // with the right-hand side
		for i := range rows {
			matrix[i] = make([]float64, rows+1)
			for k, state := range columns {
				if i == len(leaves) || state>>i&1 == 1 {
					matrix[i][k] = 1
				}
			}
			matrix[i][rows] = 1
			if i < len(leaves) {
				matrix[i][rows] = leaves[i].Commitment.Keep.Float64()
			}
		}
		if !solved(matrix) {
			continue
		}
		feasible, keep := true, 0.0
		for k, state := range columns {
			x := matrix[k][rows]
			feasible = feasible && x > -1e-9
			next := 0
			if works(n, state, &next) {
				keep += x
			}
		}
		if feasible {
			low, high = min(low, keep), max(high, keep)
		}
	}
	return low, high
}

// solved solves the equations in place, by Gauss and Jordan with pivots; it is false for singular ones.
func solved(m [][]float64) bool {
	for i := range m {
		pivot := i
		for k := i; k < len(m); k++ {
			if math.Abs(m[k][i]) > math.Abs(m[pivot][i]) {
				pivot = k
			}
		}
		if math.Abs(m[pivot][i]) < 1e-9 {
			return false
		}
		m[i], m[pivot] = m[pivot], m[i]
		for c := len(m); c >= i; c-- {
			m[i][c] /= m[i][i]
		}
		for k := range m {
			if k == i {
				continue
			}
			for c := len(m); c >= i; c-- {
				m[k][c] -= m[k][i] * m[i][c]
			}
		}
	}
	return true
}
