package survey_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// thrombolysis are the 15 p-values of Benjamini, Hochberg (1995), section 4.
func thrombolysis() []float64 {
	return []float64{
		.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1,
	}
}

// The paper rejects four at 0.05 by its procedure and three by Bonferroni's; nine are below 0.05 uncorrected.
func TestAdjustP(t *testing.T) {
	for correction, want := range map[survey.Correction]int{
		survey.CorrectionBenjaminiHochberg: 4, survey.CorrectionBonferroni: 3, survey.CorrectionHolm: 3,
		survey.CorrectionUncorrected: 9,
	} {
		p := thrombolysis()
		adjusted, err := survey.AdjustP(p, correction)
		require.NoError(t, err)
		assert.Equal(t, thrombolysis(), p, "the input stays")
		rejected := 0
		for i, value := range adjusted {
			assert.True(t, p[i] <= value && value <= 1)
			if value <= 0.05 {
				rejected++
			}
			if i > 0 {
				assert.GreaterOrEqual(t, value, adjusted[i-1])
			}
		}
		assert.Equal(t, want, rejected, correction)
		none, err := survey.AdjustP(nil, correction)
		require.NoError(t, err)
		assert.Empty(t, none)
		for _, bad := range []float64{-1e-9, 1 + 1e-9, math.NaN(), math.Inf(1)} {
			_, err = survey.AdjustP([]float64{0.5, bad}, correction)
			require.ErrorIs(t, err, survey.ErrRange)
			assert.ErrorContains(t, err, "p[1]")
		}
	}
	bonferroni, err := survey.AdjustP([]float64{0.01, 0.4, 0}, survey.CorrectionBonferroni)
	require.NoError(t, err)
	assert.Equal(t, []float64{0.03, 1, 0}, bonferroni)
	_, err = survey.AdjustP([]float64{0.5}, 4)
	require.ErrorIs(t, err, survey.ErrRange)
}

func TestAdjustChanges(t *testing.T) {
	changes := []survey.Change{{P: 0.04, AdjustedP: 0.04, Effect: 1}, {P: 0.01, AdjustedP: 0.01, Effect: 2}, {P: 0.03, Effect: 3}}
	adjusted, err := survey.AdjustChanges(changes, survey.CorrectionHolm)
	require.NoError(t, err)
	// by hand: 3·0.01; 2·0.03; and 0.04, which cannot fall below that
	assert.Equal(t, []survey.Change{{P: 0.04, AdjustedP: 0.06, Effect: 1}, {P: 0.01, AdjustedP: 0.03, Effect: 2}, {P: 0.03, AdjustedP: 0.06, Effect: 3}}, adjusted)
	assert.InDelta(t, 0.04, changes[0].AdjustedP, 0, "the input stays")
	_, err = survey.AdjustChanges([]survey.Change{{P: math.NaN()}}, survey.CorrectionHolm)
	require.ErrorIs(t, err, survey.ErrRange)
	none, err := survey.AdjustChanges(nil, survey.CorrectionHolm)
	require.NoError(t, err)
	assert.Empty(t, none)
}
