package stat_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// thrombolysis are the 15 p-values of Benjamini, Hochberg (1995), section 4.
var thrombolysis = []float64{
	.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1,
}

// rejected counts the p-values up to alpha.
func rejected(p []float64, alpha float64) (n int) {
	for _, value := range p {
		if value <= alpha {
			n++
		}
	}
	return n
}

// TestThrombolysis: at 0.05 the paper rejects four by its procedure, and three by Bonferroni's; Holm's, which
// decides between, three.
func TestThrombolysis(t *testing.T) {
	fdr, err := stat.BenjaminiHochberg(thrombolysis)
	require.NoError(t, err)
	assert.Equal(t, 4, rejected(fdr, 0.05))
	assert.Equal(t, 3, rejected(thrombolysis, 0.05/15), "Bonferroni")
	holm, err := stat.Holm(thrombolysis)
	require.NoError(t, err)
	assert.Equal(t, 3, rejected(holm, 0.05))
	// by hand: 15·.0095/4, 15·.0019/3; 12·.0095, 13·.0019
	assert.InDeltaSlice(t, []float64{.0095, .035625}, fdr[2:4], 1e-15)
	assert.InDeltaSlice(t, []float64{.0247, .114}, holm[2:4], 1e-15)
}

func TestMultiplicity_edges(t *testing.T) {
	for name, adjust := range map[string]func([]float64) ([]float64, error){"holm": stat.Holm, "bh": stat.BenjaminiHochberg} {
		none, err := adjust(nil)
		require.NoError(t, err)
		assert.Empty(t, none, name)
		one, err := adjust([]float64{0.3})
		require.NoError(t, err)
		assert.Equal(t, []float64{0.3}, one, name)
		given := []float64{1, 0, 1, 0}
		ends, err := adjust(given)
		require.NoError(t, err)
		assert.Equal(t, []float64{1, 0, 1, 0}, ends, name)
		for _, bad := range []float64{-1e-9, 1 + 1e-9, math.NaN(), math.Inf(1), math.Inf(-1)} {
			_, err := adjust([]float64{0.5, bad})
			require.ErrorIs(t, err, stat.ErrP, name)
		}
	}
}

// TestMultiplicity_slow: against the definitions, that look at each pair.
func TestMultiplicity_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, 0.01, 0.5}))
		p := rapid.SliceOfN(value, 0, 12).Draw(t, "p")
		given, size := slices.Clone(p), float64(len(p))
		holm, err := stat.Holm(p)
		require.NoError(t, err)
		fdr, err := stat.BenjaminiHochberg(p)
		require.NoError(t, err)
		assert.Equal(t, given, p, "the input stays")
		for i := range p {
			wantHolm, wantFDR := 0.0, 1.0
			for j := range p {
				below, upTo := 0.0, 0.0 // how many are smaller than p[j], and not larger
				for k := range p {
					if p[k] < p[j] {
						below++
					}
					if p[k] <= p[j] {
						upTo++
					}
				}
				if p[j] <= p[i] {
					wantHolm = max(wantHolm, (size-below)*p[j])
				}
				if p[j] >= p[i] {
					wantFDR = min(wantFDR, size*p[j]/upTo)
				}
			}
			assert.InDelta(t, min(1, wantHolm), holm[i], 1e-15)
			assert.InDelta(t, wantFDR, fdr[i], 1e-15)
			assert.LessOrEqual(t, p[i], fdr[i]+1e-15)
			assert.LessOrEqual(t, fdr[i], holm[i]+1e-15)
		}
	})
}
