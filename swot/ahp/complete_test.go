package ahp_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot/ahp"
)

// TestPriorities_bozoki: the example of Bozoki, Fulop, Ronyai (2010) with one missing pair, which AHPy's tests complete to
// .730297; √(8/15) by hand is .730297.
func TestPriorities_bozoki(t *testing.T) {
	c, err := ahp.New([]string{"a", "b", "c", "d"}, []ahp.Judgement{
		{"a", "b", 1}, {"a", "c", 5}, {"a", "d", 2}, {"b", "c", 3}, {"b", "d", 4},
	})
	require.NoError(t, err)
	r, err := c.Priorities(ahp.Options{Index: ahp.DoneganDodd1991})
	require.NoError(t, err)
	require.Len(t, r.Filled, 1)
	assert.Equal(t, "d", r.Filled[0].A)
	assert.InDelta(t, math.Sqrt(15.0/8), r.Filled[0].Value, 1e-8)
	for i, want := range []float64{0.3738, 0.3920, 0.0985, 0.1357} {
		assert.InDelta(t, want, r.Weights[i], 0.00006)
	}
	assert.InDelta(t, 0.0372, *r.CR, 0.00006)
}

// TestPriorities_housing: twelve missing pairs, completed as AHPy's tests have it, whose search stops at four digits or so.
func TestPriorities_housing(t *testing.T) {
	r, err := housing(t).Priorities(ahp.Options{})
	require.NoError(t, err)
	want := map[string]float64{
		"bc": 0.3300187, "be": 1.7197409, "bg": 0.4663515, "cd": 9.9205127, "cf": 4.8524864, "ch": 0.5696073, "de": 0.5252768,
		"dg": 0.1424438, "ef": 0.9311973, "eh": 0.1093083, "fg": 0.2912121, "gh": 0.4030899,
	}
	require.Len(t, r.Filled, len(want))
	for _, f := range r.Filled {
		value, given := want[f.A+f.B]
		if !given {
			value = 1 / want[f.B+f.A]
		}
		assert.InEpsilon(t, value, f.Value, 2e-3, "%s%s", f.A, f.B)
	}
}

// housing is a matrix of eight criteria for a house with twelve missing pairs (AHPy's tests, after Saaty).
func housing(t require.TestingT) ahp.Comparison {
	c, err := ahp.New([]string{"a", "b", "c", "d", "e", "f", "g", "h"}, []ahp.Judgement{
		{"a", "b", 5},
		{"a", "c", 3},
		{"a", "d", 7},
		{"a", "e", 6},
		{"a", "f", 6},
		{"b", "d", 5},
		{"b", "f", 3},
		{"c", "e", 3},
		{"c", "g", 6},
		{"f", "d", 4},
		{"g", "a", 3},
		{"g", "e", 5},
		{"h", "a", 4},
		{"h", "b", 7},
		{"h", "d", 8},
		{"h", "f", 6},
	})
	require.NoError(t, err)
	return c
}

// TestPriorities_consistent: judgements that follow weights give them back, by both methods, from any pairs that connect.
func TestPriorities_consistent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 10).Draw(t, "n")
		elements, weights, sum := names(n), []float64{}, 0.0
		for range n {
			weights = append(weights, math.Exp(rapid.Float64Range(-5, 5).Draw(t, "ln")))
			sum += weights[len(weights)-1]
		}
		var judgements []ahp.Judgement
		for j := 1; j < n; j++ { // a tree
			i := rapid.IntRange(0, j-1).Draw(t, "parent")
			judgements = append(judgements, ahp.Judgement{elements[i], elements[j], weights[i] / weights[j]})
		}
		for range rapid.IntRange(0, n).Draw(t, "more") {
			i, j := rapid.IntRange(0, n-1).Draw(t, "i"), rapid.IntRange(0, n-1).Draw(t, "j")
			if i != j {
				judgements = append(judgements, ahp.Judgement{elements[i], elements[j], weights[i] / weights[j]})
			}
		}
		c, err := ahp.New(elements, judgements)
		require.NoError(t, err)
		for _, method := range []ahp.Method{ahp.Eigenvector, ahp.GeometricMean} {
			r, err := c.Priorities(ahp.Options{Method: method})
			require.NoError(t, err)
			for i, w := range r.Weights {
				assert.InEpsilon(t, weights[i]/sum, w, 1e-10, "%v", method)
			}
			assert.InDelta(t, float64(n), r.LambdaMax, 1e-9)
			assert.InDelta(t, 0, *r.CR, 1e-9)
			assert.InDelta(t, 0, r.GCI, 1e-12)
			for _, f := range r.Filled {
				assert.InEpsilon(t, weights[slices.Index(elements, f.A)]/weights[slices.Index(elements, f.B)], f.Value, 1e-9)
			}
		}
	})
}

// TestPriorities_leastLambda: no other value of any missing pair gives a smaller λ, found by golden section over each.
func TestPriorities_leastLambda(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 6).Draw(t, "n")
		spread := rapid.SampledFrom([]float64{2.2, 13.8}).Draw(t, "spread") // Saaty's scale, and all that is accepted
		c, err := ahp.New(names(n), connectedJudgements(t, n, spread))
		require.NoError(t, err)
		r, err := c.Priorities(ahp.Options{})
		require.NoError(t, err)
		if slices.ContainsFunc(r.Filled, func(f ahp.Judgement) bool { return f.Value > 1e5 }) {
			return // a chain of extremes implies what nobody may judge
		}
		all := slices.Collect(c.Judgements())
		lambda := func(filled []ahp.Judgement) float64 {
			full, err := ahp.New(names(n), slices.Concat(all, filled))
			require.NoError(t, err)
			got, err := full.Priorities(ahp.Options{})
			require.NoError(t, err)
			return got.LambdaMax
		}
		assert.InEpsilon(t, r.LambdaMax, lambda(r.Filled), 1e-12)
		for k := range r.Filled {
			for _, factor := range []float64{0.5, 0.99, 0.9999, 1.0001, 1.01, 2} {
				changed := slices.Clone(r.Filled)
				changed[k].Value = min(1e6, changed[k].Value*factor)
				assert.LessOrEqual(t, r.LambdaMax, lambda(changed)*(1+1e-13), "pair %d times %v", k, factor)
			}
		}
	})
}

// TestPriorities_sparse: at the least λ its derivative by each missing pair is 0, so that u_i a_ij v_j = u_j a_ji v_i with the
// left and the right eigenvector, here by plain power iteration. The search once stopped where λ no longer showed that it
// was not there yet, with weights wrong by 1e-6.
func TestPriorities_sparse(t *testing.T) {
	const n = 60
	random := rand.New(rand.NewPCG(1, 2))
	elements, judgements, seen := names(n), []ahp.Judgement{}, map[[2]int]bool{}
	judge := func(i, j int) {
		if i < j && !seen[[2]int{i, j}] {
			seen[[2]int{i, j}] = true
			judgements = append(judgements, ahp.Judgement{elements[i], elements[j], math.Exp(random.NormFloat64())})
		}
	}
	for j := 1; j < n; j++ {
		judge(random.IntN(j), j)
		judge(random.IntN(n), random.IntN(n))
	}
	c, err := ahp.New(elements, judgements)
	require.NoError(t, err)
	r, err := c.Priorities(ahp.Options{})
	require.NoError(t, err)
	a, at := make([][]float64, n), map[string]int{}
	for i, name := range elements {
		a[i], at[name] = make([]float64, n), i
		a[i][i] = 1
	}
	for _, j := range slices.Concat(judgements, r.Filled) {
		a[at[j.A]][at[j.B]], a[at[j.B]][at[j.A]] = j.Value, 1/j.Value
	}
	v := powerIteration(a, func(a [][]float64, i, j int) float64 { return a[i][j] })
	u := powerIteration(a, func(a [][]float64, i, j int) float64 { return a[j][i] })
	for i, w := range r.Weights {
		assert.InEpsilon(t, v[i], w, 1e-12)
	}
	for _, f := range r.Filled {
		i, j := at[f.A], at[f.B]
		assert.InEpsilon(t, 1, u[i]*a[i][j]*v[j]/(u[j]*a[j][i]*v[i]), 1e-11, "%s and %s", f.A, f.B)
	}
}

// powerIteration returns the principal eigenvector of a, read by entry, that sums to 1.
func powerIteration(a [][]float64, entry func(a [][]float64, i, j int) float64) []float64 {
	x := slices.Repeat([]float64{1 / float64(len(a))}, len(a))
	for range 1000 {
		next, sum := make([]float64, len(a)), 0.0
		for i := range a {
			for j := range a {
				next[i] += entry(a, i, j) * x[j]
			}
			sum += next[i]
		}
		for i := range next {
			x[i] = next[i] / sum
		}
	}
	return x
}

// connectedJudgements draws a tree of judgements and some more, with logarithms up to spread.
func connectedJudgements(t *rapid.T, n int, spread float64) (judgements []ahp.Judgement) {
	elements := names(n)
	value := func() float64 { return math.Exp(rapid.Float64Range(-spread, spread).Draw(t, "ln")) }
	seen := map[[2]int]bool{}
	for j := 1; j < n; j++ {
		i := rapid.IntRange(0, j-1).Draw(t, "parent")
		seen[[2]int{i, j}] = true
		judgements = append(judgements, ahp.Judgement{elements[i], elements[j], value()})
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			if !seen[[2]int{i, j}] && rapid.Bool().Draw(t, "judged") {
				judgements = append(judgements, ahp.Judgement{elements[i], elements[j], value()})
			}
		}
	}
	return judgements
}

// BenchmarkIncomplete50: fifty elements in a row, each judged against the two before it, 1,128 missing pairs: 20 ms by the least
// eigenvalue (2 cores, linux/amd64, Go 1.26).
func BenchmarkIncomplete50(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	elements, judgements := names(50), []ahp.Judgement{}
	for j := 1; j < 50; j++ {
		for i := max(0, j-2); i < j; i++ {
			judgements = append(judgements, ahp.Judgement{elements[i], elements[j], math.Exp(random.NormFloat64())})
		}
	}
	c, err := ahp.New(elements, judgements)
	require.NoError(b, err)
	benchmarkPriorities(b, c, ahp.Options{})
}
