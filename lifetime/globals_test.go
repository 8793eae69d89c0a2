package lifetime_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// TestGlobals: the settings of the decimal package change no result and no error.
func TestGlobals(t *testing.T) {
	results := func() (all []string) {
		add := func(d decimal.Decimal, err error) {
			all = append(all, bound.Plain(d))
			if err != nil {
				all = append(all, err.Error())
			}
		}
		rate := lifetime.Annual(decimal.New(8, -2))
		add(rate.Over(lifetime.Month))
		continuous, err := lifetime.Continuous(0.1, lifetime.Year)
		add(continuous.Effective, err)
		worth, err := lifetime.Tenure(decimal.New(155, -1), lifetime.Line{Policies: decimal.New(3, 0), Profit: decimal.New(20010, -2)})
		add(worth, err)
		add(lifetime.AtRisk(worth, 1000, decimal.New(55, -3)))
		add(lifetime.AtRisk(worth, 1000, decimal.New(15500, -3)))
		for _, timing := range []lifetime.Timing{lifetime.End, lifetime.Mid, lifetime.Start} {
			for _, periods := range []int{0, 36} {
				r := lifetime.Retention{
					Margin: decimal.New(600, 0), Retention: decimal.New(93, -2), Growth: decimal.New(1, -2),
					Cash: lifetime.Cash{Rate: rate, Period: lifetime.Month, Periods: periods, Timing: timing},
				}
				add(r.Value())
				add(r.Loss(decimal.New(5, -2)))
				add(r.Loss(decimal.New(-7100, -3)))
			}
		}
		return all
	}
	want := results()
	division, pow, iterations, most := decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent,
		decimal.ExpMaxIterations, decimal.MaxDecodeExponent
	trim, scientific, zero := decimal.TrimTrailingZeros, decimal.UseScientificNotation, decimal.Zero
	t.Cleanup(func() {
		decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent = division, pow
		decimal.ExpMaxIterations, decimal.MaxDecodeExponent = iterations, most
		decimal.TrimTrailingZeros, decimal.UseScientificNotation, decimal.Zero = trim, scientific, zero
	})
	decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent = 0, 0
	decimal.ExpMaxIterations, decimal.MaxDecodeExponent = 1, 0
	decimal.TrimTrailingZeros, decimal.UseScientificNotation, decimal.Zero = false, true, decimal.New(7, 3)
	assert.Equal(t, want, results())
}
