package ahp_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot/ahp"
)

// drinks are the judgements of how much people in the United States drink of what (Saaty 2008, Decision Making with the
// Analytic Hierarchy Process, table 1; also in AHPy's tests).
func drinks(t require.TestingT) ahp.Comparison {
	c, err := ahp.New([]string{"coffee", "wine", "tea", "beer", "soda", "milk", "water"}, []ahp.Judgement{
		{"coffee", "wine", 9},
		{"coffee", "tea", 5},
		{"coffee", "beer", 2},
		{"coffee", "soda", 1},
		{"coffee", "milk", 1},
		{"water", "coffee", 2},
		{"water", "wine", 9},
		{"water", "tea", 9},
		{"water", "beer", 3},
		{"water", "soda", 2},
		{"water", "milk", 3},
		{"tea", "wine", 3},
		{"beer", "wine", 9},
		{"beer", "tea", 3},
		{"beer", "milk", 1},
		{"soda", "wine", 9},
		{"soda", "tea", 4},
		{"soda", "beer", 2},
		{"soda", "milk", 2},
		{"milk", "wine", 9},
		{"milk", "tea", 3},
	})
	require.NoError(t, err)
	return c
}

func TestPriorities_drinks(t *testing.T) {
	r, err := drinks(t).Priorities(ahp.Options{Index: ahp.Saaty2005})
	require.NoError(t, err)
	for i, want := range []float64{0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327} { // as Saaty prints them
		assert.InDelta(t, want, r.Weights[i], 0.0006, r.Elements[i])
	}
	assert.InDelta(t, 0.022, *r.CR, 0.0005)
	r, err = drinks(t).Priorities(ahp.Options{Index: ahp.DoneganDodd1991}) // AHPy's tests, rounded to four places there
	require.NoError(t, err)
	for i, want := range []float64{0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268} {
		assert.InDelta(t, want, r.Weights[i], 0.00006, r.Elements[i])
	}
	assert.InDelta(t, 0.0235, *r.CR, 0.00006)
}

// names are n element names.
func names(n int) (elements []string) {
	for i := range n {
		elements = append(elements, "e"+strconv.Itoa(i))
	}
	return elements
}

// judged draws a comparison of n elements with all pairs judged, by logarithms up to spread.
func judged(t *rapid.T, n int, spread float64) (ahp.Comparison, [][]float64) {
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
	}
	for i := range n {
		a[i][i] = 1
		for j := i + 1; j < n; j++ {
			a[i][j] = math.Exp(rapid.Float64Range(-spread, spread).Draw(t, "ln"))
			a[j][i] = 1 / a[i][j]
		}
	}
	c, err := ahp.FromMatrix(names(n), a)
	require.NoError(t, err)
	return c, a
}

// TestPriorities_eigenvalues: λ against gonum's general eigenvalues, and A·w = λ·w.
func TestPriorities_eigenvalues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		c, a := judged(t, n, rapid.SampledFrom([]float64{0.1, 2.2, 13.8}).Draw(t, "spread"))
		r, err := c.Priorities(ahp.Options{})
		require.NoError(t, err)
		dense := mat.NewDense(n, n, slices.Concat(a...))
		var eigen mat.Eigen
		require.True(t, eigen.Factorize(dense, mat.EigenNone))
		top := 0.0
		for _, v := range eigen.Values(nil) {
			top = max(top, real(v))
		}
		assert.InEpsilon(t, top, r.LambdaMax, 1e-9)
		sum := 0.0
		for i, row := range a {
			product := 0.0
			for j, v := range row {
				product += v * r.Weights[j]
			}
			assert.InEpsilon(t, r.LambdaMax*r.Weights[i], product, 1e-11)
			sum += r.Weights[i]
		}
		assert.InDelta(t, 1, sum, 1e-14)
		assert.GreaterOrEqual(t, r.CI, 0.0)
	})
}

// TestPriorities_circle: a beats b, b beats c, c beats a, a million to one each. The three are alike, and
// λ = 1 + 1e6 + 1e-6; the next eigenvalues are as large to 1.5e-6, which power iteration cannot tell apart.
func TestPriorities_circle(t *testing.T) {
	c, err := ahp.New([]string{"a", "b", "c"}, []ahp.Judgement{{"a", "b", 1e6}, {"b", "c", 1e6}, {"c", "a", 1e6}})
	require.NoError(t, err)
	r, err := c.Priorities(ahp.Options{})
	require.NoError(t, err)
	assert.InEpsilon(t, 1+1e6+1e-6, r.LambdaMax, 1e-12)
	for _, w := range r.Weights {
		assert.InDelta(t, 1.0/3, w, 1e-12)
	}
	c, err = ahp.New([]string{"a", "b", "c", "d"}, []ahp.Judgement{
		{"a", "b", 1e6}, {"b", "c", 1e6}, {"c", "a", 1e6}, {"d", "a", 1e6}, {"d", "b", 1}, {"d", "c", 1e-6},
	})
	require.NoError(t, err)
	r, err = c.Priorities(ahp.Options{})
	require.NoError(t, err)
	for i := range 4 { // A·w = λ·w
		product := r.Weights[i]
		for j := range c.Judgements() {
			a, b := slices.Index(r.Elements, j.A), slices.Index(r.Elements, j.B)
			if a == i {
				product += j.Value * r.Weights[b]
			} else if b == i {
				product += r.Weights[a] / j.Value
			}
		}
		assert.InEpsilon(t, r.LambdaMax*r.Weights[i], product, 1e-10)
	}
}

// TestPriorities_geometric: the geometric means of the rows, the transpose inverts them, and the geometric index by its
// definition.
func TestPriorities_geometric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 9).Draw(t, "n")
		c, a := judged(t, n, 3)
		r, err := c.Priorities(ahp.Options{Method: ahp.GeometricMean})
		require.NoError(t, err)
		means, sum := make([]float64, n), 0.0
		transposed := make([][]float64, n)
		for i := range n {
			product := 1.0
			for j := range n {
				product *= a[i][j]
				transposed[i] = append(transposed[i], a[j][i])
			}
			means[i] = math.Pow(product, 1/float64(n))
			sum += means[i]
		}
		back, err := ahp.FromMatrix(names(n), transposed)
		require.NoError(t, err)
		inverse, err := back.Priorities(ahp.Options{Method: ahp.GeometricMean})
		require.NoError(t, err)
		gci := 0.0
		for i := range n {
			assert.InEpsilon(t, means[i]/sum, r.Weights[i], 1e-12)
			assert.InEpsilon(t, r.Weights[0]*inverse.Weights[0], r.Weights[i]*inverse.Weights[i], 1e-11)
			for j := i + 1; j < n; j++ {
				l := math.Log(a[i][j] * r.Weights[j] / r.Weights[i])
				gci += 2 * l * l / (float64(n-1) * float64(n-2)) // Aguaron, Moreno-Jimenez (2003), for all pairs
			}
		}
		assert.InDelta(t, gci, r.GCI, 1e-11*(1+gci))
	})
}

// TestPriorities_permuted: another order of elements and judgements gives the same answer in that order.
func TestPriorities_permuted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 7).Draw(t, "n")
		judgements := connectedJudgements(t, n, 2.2)
		elements := rapid.Permutation(names(n)).Draw(t, "elements")
		for _, method := range []ahp.Method{ahp.Eigenvector, ahp.GeometricMean} {
			one, err := ahp.New(names(n), judgements)
			require.NoError(t, err)
			other, err := ahp.New(elements, rapid.Permutation(judgements).Draw(t, "judgements"))
			require.NoError(t, err)
			a, err := one.Priorities(ahp.Options{Method: method})
			require.NoError(t, err)
			b, err := other.Priorities(ahp.Options{Method: method})
			require.NoError(t, err)
			for i, name := range a.Elements {
				assert.InEpsilon(t, a.Weights[i], b.Weights[slices.Index(elements, name)], 1e-8, "%v", method)
			}
			assert.InEpsilon(t, a.LambdaMax, b.LambdaMax, 1e-12)
		}
	})
}

func TestPriorities_small(t *testing.T) {
	one, err := ahp.New([]string{"a"}, nil)
	require.NoError(t, err)
	r, err := one.Priorities(ahp.Options{})
	require.NoError(t, err)
	assert.Equal(t, ahp.Result{Elements: []string{"a"}, Weights: []float64{1}, LambdaMax: 1, CR: new(0.0)}, r)
	two, err := ahp.New([]string{"a", "b"}, []ahp.Judgement{{"b", "a", 3}})
	require.NoError(t, err)
	r, err = two.Priorities(ahp.Options{})
	require.NoError(t, err)
	assert.InDeltaSlice(t, []float64{0.25, 0.75}, r.Weights, 1e-15)
	assert.Equal(t, 0.0, *r.CR)
}

// TestPriorities_large: a thousand elements have weights, and an index only by the tables that go so far.
func TestPriorities_large(t *testing.T) {
	const n = 1000
	elements, judgements := names(n), []ahp.Judgement{}
	for i := 1; i < n; i++ {
		judgements = append(judgements, ahp.Judgement{elements[i], elements[i-1], 1.01})
	}
	c, err := ahp.New(elements, judgements)
	require.NoError(t, err)
	r, err := c.Priorities(ahp.Options{Method: ahp.GeometricMean, Index: ahp.Saaty1980})
	require.NoError(t, err)
	assert.Nil(t, r.CR)
	assert.InEpsilon(t, math.Pow(1.01, n-1), r.Weights[n-1]/r.Weights[0], 1e-9)
	assert.Len(t, r.Filled, n*(n-1)/2-n+1)
	_, err = ahp.New(names(n+1), nil)
	assert.ErrorIs(t, err, ahp.ErrLimit)
}

// TestPriorities_chain: 44 elements, each a million times the next, are the most whose weights a float64 holds with room to
// spare. Once longer chains came back as NaN.
func TestPriorities_chain(t *testing.T) {
	for _, method := range []ahp.Method{ahp.Eigenvector, ahp.GeometricMean} {
		for _, n := range []int{44, 45, 60} {
			elements, judgements := names(n), []ahp.Judgement{}
			for i := 1; i < n; i++ {
				judgements = append(judgements, ahp.Judgement{elements[i-1], elements[i], 1e6})
			}
			c, err := ahp.New(elements, judgements)
			require.NoError(t, err)
			r, err := c.Priorities(ahp.Options{Method: method})
			if n > 44 {
				assert.ErrorIs(t, err, ahp.ErrLimit)
				_, err = c.Repairs(1, ahp.Options{Method: method})
				assert.ErrorIs(t, err, ahp.ErrLimit)
				continue
			}
			require.NoError(t, err)
			for i := 1; i < n; i++ {
				assert.InEpsilon(t, 1e6, r.Weights[i-1]/r.Weights[i], 1e-9)
			}
			for _, filled := range r.Filled {
				assert.Less(t, filled.Value, 1e260)
			}
			assert.InDelta(t, n, r.LambdaMax, 1e-9, "consistent")
		}
	}
}

func TestPriorities_faults(t *testing.T) {
	_, err := ahp.Comparison{}.Priorities(ahp.Options{})
	assert.ErrorIs(t, err, ahp.ErrElements)
	c, err := ahp.New([]string{"a", "b", "c", "d"}, []ahp.Judgement{{"a", "c", 2}, {"b", "d", 2}})
	require.NoError(t, err)
	_, err = c.Priorities(ahp.Options{})
	assert.ErrorIs(t, err, ahp.ErrDisconnected)
	assert.ErrorContains(t, err, `2 groups: {"a", "c"}, {"b", "d"}`)
	_, err = c.Repairs(1, ahp.Options{})
	assert.ErrorIs(t, err, ahp.ErrDisconnected)
	for _, opt := range []ahp.Options{{Method: 2}, {Index: 5}} {
		_, err = c.Priorities(opt)
		assert.ErrorIs(t, err, ahp.ErrUnknown)
	}
}

func fixed(n int) ahp.Comparison {
	var judgements []ahp.Judgement
	for i, a := range names(n) {
		for j, b := range names(n)[i+1:] {
			judgements = append(judgements, ahp.Judgement{a, b, 1 + float64((i*31+j*17)%8)})
		}
	}
	c, err := ahp.New(names(n), judgements)
	if err != nil {
		panic(fmt.Sprint(err))
	}
	return c
}

func benchmarkPriorities(b *testing.B, c ahp.Comparison, opt ahp.Options) {
	b.ReportAllocs()
	for b.Loop() {
		_, _ = c.Priorities(opt)
	}
}

// BenchmarkPriorities10: weights and consistency ratio of ten elements: 6 us, 6 allocations (2 cores, linux/amd64, Go 1.26).
func BenchmarkPriorities10(b *testing.B) { benchmarkPriorities(b, fixed(10), ahp.Options{}) }

// BenchmarkPriorities50: fifty elements: .11 ms, 6 allocations.
func BenchmarkPriorities50(b *testing.B) { benchmarkPriorities(b, fixed(50), ahp.Options{}) }

// BenchmarkIncomplete8: eight elements, twelve missing pairs: .15 ms by the least eigenvalue, 9 us by least squares.
func BenchmarkIncomplete8(b *testing.B) {
	b.Run("eigenvector", func(b *testing.B) { benchmarkPriorities(b, housing(b), ahp.Options{}) })
	b.Run("geometric-mean", func(b *testing.B) {
		benchmarkPriorities(b, housing(b), ahp.Options{Method: ahp.GeometricMean})
	})
}
