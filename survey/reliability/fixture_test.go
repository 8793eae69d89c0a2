package reliability_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

// tb is what testing and rapid share.
type tb interface {
	require.TestingT
	Helper()
}

// points returns k items on one scale.
func points(k, low, high int) []reliability.Item {
	items := make([]reliability.Item, k)
	for i, name := range names(k) {
		items[i] = reliability.Item{Name: name, Min: low, Max: high}
	}
	return items
}

// names returns k names.
func names(k int) []string {
	all := make([]string, k)
	for i := range all {
		all[i] = fmt.Sprintf("q%d", i+1)
	}
	return all
}

// tally returns a tally of rows.
func tally(t tb, items []reliability.Item, m reliability.Missingness, rows ...[]int) *reliability.Tally {
	t.Helper()
	y, err := reliability.NewTally(items, m)
	require.NoError(t, err)
	for _, row := range rows {
		require.NoError(t, y.Add(row))
	}
	return y
}

// covariance returns that of a tally.
func covariance(t tb, y *reliability.Tally) reliability.Covariance {
	t.Helper()
	c, err := y.Covariance()
	require.NoError(t, err)
	return c
}

// matrix returns the covariance of a matrix with n rows.
func matrix(t tb, s [][]float64, n int64) reliability.Covariance {
	t.Helper()
	c, err := reliability.NewCovariance(names(len(s)), s, n)
	require.NoError(t, err)
	return c
}

// alphaOf returns alpha by default options.
func alphaOf(t tb, c reliability.Covariance) reliability.Alpha {
	t.Helper()
	a, err := c.Alpha(reliability.Options{})
	require.NoError(t, err)
	return a
}

// omegaOf returns omega by default options.
func omegaOf(t tb, c reliability.Covariance) reliability.Omega {
	t.Helper()
	o, err := c.Omega(reliability.Options{})
	require.NoError(t, err)
	return o
}

// even returns k standardised items of which any two correlate by r.
func even(k int, r float64) [][]float64 {
	s := make([][]float64, k)
	for i := range s {
		s[i] = make([]float64, k)
		for j := range s[i] {
			s[i][j] = r
		}
		s[i][i] = 1
	}
	return s
}

// five are the rows of the worked example: the covariances of the items are 2.5, 1.3, 1.8 by 1.5, 2, 1.05.
func five() [][]int { return [][]int{{1, 2, 2}, {2, 3, 2}, {3, 3, 4}, {4, 5, 4}, {5, 4, 5}} }

// drawRows draws rows of k answers from 0 to top, with holes if asked.
func drawRows(k, top, least int, holes bool) *rapid.Generator[[][]int] {
	answer := rapid.IntRange(0, top)
	if holes {
		answer = rapid.OneOf(answer, answer, rapid.Just(reliability.Missing))
	}
	return rapid.SliceOfN(rapid.SliceOfN(answer, k, k), least, 12)
}

// answers returns n seeded rows of k answers from 1 to 7 that share a mood.
func answers(n, k int) [][]int {
	rng := rand.New(rand.NewPCG(1, 2))
	rows := make([][]int, n)
	for i := range rows {
		rows[i] = make([]int, k)
		mood := rng.IntN(5)
		for j := range rows[i] {
			rows[i][j] = 1 + mood + rng.IntN(3)
		}
	}
	return rows
}

// floats returns rows as numbers.
func floats(rows [][]int) [][]float64 {
	all := make([][]float64, len(rows))
	for i, row := range rows {
		all[i] = make([]float64, len(row))
		for j, x := range row {
			all[i][j] = float64(x)
		}
	}
	return all
}

// requireFinite fails if a figure of a is not a number.
func requireFinite(t tb, a reliability.Alpha) {
	t.Helper()
	all := []float64{a.Raw, a.SE, a.Interval.Low, a.Interval.High}
	pointers := []*float64{a.Standardised, a.MeanR, a.Lambda6}
	for _, item := range a.Items {
		all = append(all, item.SD)
		pointers = append(pointers, item.Mean, item.ItemTotal, item.Corrected, item.IfDeleted, item.StandardisedIfDeleted)
	}
	for _, p := range pointers {
		if p != nil {
			all = append(all, *p)
		}
	}
	for _, x := range all {
		require.False(t, math.IsNaN(x) || math.IsInf(x, 0), "%+v", a)
	}
	require.LessOrEqual(t, a.Interval.Low, a.Interval.High)
}

var _ tb = (*testing.T)(nil)
