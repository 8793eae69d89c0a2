package survey_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// The example of R's outcomerate 1.0 and its figures, three decimal places.
func TestDisposition_Rates(t *testing.T) {
	d := survey.Disposition{
		Complete: 4, Partial: 2, Refused: 1, NonContact: 1, Other: 1, UnknownHousehold: 1, UnknownOther: 1, NotEligible: 1,
	}
	got, err := d.Rates()
	require.NoError(t, err)
	assert.InDeltaSlice(t, []float64{.364, .545, .370, .444, .5, .727, .9},
		[]float64{got.RR1, got.RR2, got.RR3, got.RR5, *got.Cooperation, got.Contact, got.Eligibility}, 5.01e-4)
	roundTrip(t, got)
	roundTrip(t, d)
}

// Each count alone moves the rates that the formulas name, and no other.
func TestDisposition_Rates_counts(t *testing.T) {
	for name, c := range map[string]struct {
		d    survey.Disposition
		want [7]float64 // RR1, RR2, RR3, RR5, COOP1, CON1, e
	}{
		"complete":          {survey.Disposition{Complete: 1}, [7]float64{1, 1, 1, 1, 1, 1, 1}},
		"partial":           {survey.Disposition{Complete: 1, Partial: 1}, [7]float64{.5, 1, .5, .5, .5, 1, 1}},
		"refused":           {survey.Disposition{Complete: 1, Refused: 1}, [7]float64{.5, .5, .5, .5, .5, 1, 1}},
		"non-contact":       {survey.Disposition{Complete: 1, NonContact: 1}, [7]float64{.5, .5, .5, .5, 1, .5, 1}},
		"other":             {survey.Disposition{Complete: 1, Other: 1}, [7]float64{.5, .5, .5, .5, .5, 1, 1}},
		"unknown household": {survey.Disposition{Complete: 1, UnknownHousehold: 1}, [7]float64{.5, .5, .5, 1, 1, .5, 1}},
		"unknown other":     {survey.Disposition{Complete: 1, UnknownOther: 1}, [7]float64{.5, .5, .5, 1, 1, .5, 1}},
		"not eligible":      {survey.Disposition{Complete: 1, NotEligible: 1, UnknownOther: 2}, [7]float64{1. / 3, 1. / 3, .5, 1, 1, 1. / 3, .5}},
	} {
		got, err := c.d.Rates()
		require.NoError(t, err)
		assert.InDeltaSlice(t, c.want[:], []float64{got.RR1, got.RR2, got.RR3, got.RR5, *got.Cooperation, got.Contact, got.Eligibility}, 1e-15, name)
	}
	never, err := survey.Disposition{NonContact: 3}.Rates()
	require.NoError(t, err)
	assert.Equal(t, survey.Rates{Eligibility: 1}, never)
}

func TestDisposition_Rates_refuses(t *testing.T) {
	for name, c := range map[string]struct {
		d   survey.Disposition
		err error
	}{
		"complete":          {survey.Disposition{Complete: -1}, survey.ErrRange},
		"unknown household": {survey.Disposition{Complete: 1, UnknownHousehold: -1}, survey.ErrRange},
		"not eligible":      {survey.Disposition{Complete: 1, NotEligible: -1}, survey.ErrRange},
		"sum":               {survey.Disposition{Complete: math.MaxInt64, NotEligible: 1}, survey.ErrLimit},
		"nobody":            {survey.Disposition{UnknownOther: 5, NotEligible: 2}, survey.ErrNoAnswers},
	} {
		_, err := c.d.Rates()
		require.ErrorIs(t, err, c.err)
		assert.ErrorContains(t, err, name)
	}
}
