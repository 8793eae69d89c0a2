package weighting_test

import (
	"encoding"
	"math/rand/v2"
	"sync"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/weighting"
)

// tb is what testing and rapid share.
type tb interface {
	require.TestingT
	Helper()
}

// variable returns a variable of k categories.
func variable(name string, k int) weighting.Variable {
	v := weighting.Variable{Name: name}
	for i := range k {
		v.Categories = append(v.Categories, name+string(rune('0'+i)))
	}
	return v
}

// two are the variables of the worked example.
func two() []weighting.Variable {
	return []weighting.Variable{variable("row", 2), variable("column", 2)}
}

// row is one respondent: his cell, his design weight and his answer.
type row struct {
	cell   []int
	design float64
	value  int
}

// table counts rows.
func table(t tb, vars []weighting.Variable, rows []row) *weighting.Table {
	t.Helper()
	y, err := weighting.NewTable(vars...)
	require.NoError(t, err)
	for _, r := range rows {
		require.NoError(t, y.Add(r.cell, r.design))
	}
	return y
}

// scores counts the answers of rows on 0 to 10.
func scores(t tb, vars []weighting.Variable, rows []row) *weighting.ScoreTally {
	t.Helper()
	y, err := weighting.NewScoreTally(0, 10, vars...)
	require.NoError(t, err)
	for _, r := range rows {
		require.NoError(t, y.Add(r.cell, r.value, r.design))
	}
	return y
}

// counts returns as many rows of weight 1 for each cell of a two-by-two table.
func counts(n ...int) (rows []row) {
	for i, k := range n {
		for range k {
			rows = append(rows, row{[]int{i / 2, i % 2}, 1, i})
		}
	}
	return rows
}

// margins returns those of the variables of two.
func margins(rows, columns []float64) []weighting.Margin {
	return []weighting.Margin{{Variable: "row", Targets: rows}, {Variable: "column", Targets: columns}}
}

// raked returns the weights by default options.
func raked(t tb, y *weighting.Table, ms []weighting.Margin) *weighting.Weights {
	t.Helper()
	w, err := weighting.Rake(y, ms, weighting.RakeOptions{})
	require.NoError(t, err)
	return w
}

// factor returns that of a cell.
func factor(t tb, w *weighting.Weights, cell ...int) float64 {
	t.Helper()
	f, err := w.Factor(cell)
	require.NoError(t, err)
	return f
}

// encoded returns the form of a table or tally.
func encoded(t tb, y encoding.BinaryMarshaler) string {
	t.Helper()
	data, err := y.MarshalBinary()
	require.NoError(t, err)
	return string(data)
}

// drawRows draws rows in the cells of three variables of 2, 3 and 2 categories, of which each is there at least once.
func drawRows() *rapid.Generator[[]row] {
	return rapid.Custom(func(t *rapid.T) (rows []row) {
		for a := range 2 {
			for b := range 3 {
				for c := range 2 {
					for range rapid.IntRange(1, 4).Draw(t, "n") {
						design := rapid.SampledFrom([]float64{1, 1, 0.5, 2.25, 0.1, 7, 100}).Draw(t, "design")
						rows = append(rows, row{[]int{a, b, c}, design, rapid.IntRange(0, 10).Draw(t, "value")})
					}
				}
			}
		}
		return rows
	})
}

// three are their variables.
func three() []weighting.Variable {
	return []weighting.Variable{variable("a", 2), variable("b", 3), variable("c", 2)}
}

// drawMargins draws those of a population of 1000.
func drawMargins() *rapid.Generator[[]weighting.Margin] {
	return rapid.Custom(func(t *rapid.T) (ms []weighting.Margin) {
		for _, v := range three() {
			m, sum := weighting.Margin{Variable: v.Name}, 0.0
			for range v.Categories {
				m.Targets = append(m.Targets, rapid.Float64Range(1, 10).Draw(t, "target"))
				sum += m.Targets[len(m.Targets)-1]
			}
			for i := range m.Targets {
				m.Targets[i] *= 1000 / sum
			}
			ms = append(ms, m)
		}
		return ms
	})
}

// million are a million rows in 3 x 6 cells, seeded.
var million = sync.OnceValue(func() []row {
	rng := rand.New(rand.NewPCG(1, 2))
	rows := make([]row, 1_000_000)
	for i := range rows {
		rows[i] = row{[]int{min(rng.IntN(4), 2), min(rng.IntN(8), 5)}, 1 + rng.Float64(), rng.IntN(11)}
	}
	return rows
})
