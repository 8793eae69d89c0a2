package driver_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// tb is what testing and rapid share.
type tb interface {
	require.TestingT
	Helper()
}

// names returns k names of drivers.
func names(k int) []string {
	all := make([]string, k)
	for i := range all {
		all[i] = fmt.Sprintf("x%d", i+1)
	}
	return all
}

// problem returns the problem of a matrix, the response first.
func problem(t tb, r [][]float64) driver.Problem {
	t.Helper()
	p, err := driver.NewProblem("y", names(len(r)-1), r, 1000)
	require.NoError(t, err)
	return p
}

// values returns the shares by a method.
func values(t tb, p driver.Problem, m driver.Method) []float64 {
	t.Helper()
	shares, err := p.Shares(m)
	require.NoError(t, err)
	all := make([]float64, len(shares))
	for i, s := range shares {
		all[i] = s.Value
	}
	return all
}

func sum(all []float64) (total float64) {
	for _, x := range all {
		total += x
	}
	return total
}

// two is the worked example: r 0.5 and 0.4 with the response, 0.3 between the drivers.
func two() [][]float64 { return [][]float64{{1, 0.5, 0.4}, {0.5, 1, 0.3}, {0.4, 0.3, 1}} }

// correlated returns n rows of a response and k drivers that share a mood.
func correlated(rng *rand.Rand, n, k int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, k+1)
		mood := rng.NormFloat64()
		for j := 1; j <= k; j++ {
			rows[i][j] = mood + rng.NormFloat64()
			rows[i][0] += rows[i][j] / float64(j)
		}
		rows[i][0] += 2 * rng.NormFloat64()
	}
	return rows
}

// correlationsOf returns the correlations of rows, by their definition.
func correlationsOf(rows [][]float64) [][]float64 {
	m, n := len(rows[0]), float64(len(rows))
	means, s := make([]float64, m), make([][]float64, m)
	for _, row := range rows {
		for i, x := range row {
			means[i] += x / n
		}
	}
	for i := range m {
		s[i] = make([]float64, m)
		for j := range m {
			for _, row := range rows {
				s[i][j] += (row[i] - means[i]) * (row[j] - means[j])
			}
		}
	}
	for i := range m {
		for j := range m {
			if i != j {
				s[i][j] /= math.Sqrt(s[i][i]) * math.Sqrt(s[j][j])
			}
		}
	}
	for i := range m {
		s[i][i] = 1
	}
	for i := range m {
		for j := range i {
			s[i][j] = s[j][i]
		}
	}
	return s
}

// drawMatrix draws the correlations of a response with k drivers in seeded rows.
func drawMatrix(most int) *rapid.Generator[[][]float64] {
	return rapid.Custom(func(t *rapid.T) [][]float64 {
		k := rapid.IntRange(1, most).Draw(t, "k")
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		return correlationsOf(correlated(rng, k+2+rapid.IntRange(5, 60).Draw(t, "n"), k))
	})
}
