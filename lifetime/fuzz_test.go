package lifetime_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

func FuzzParseTiming(f *testing.F) {
	for _, text := range []string{"", "end", "mid", "start", "flow", "END"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		timing, err := lifetime.ParseTiming(text)
		if err != nil {
			assert.ErrorIs(t, err, lifetime.ErrUnknown)
			assert.Less(t, len(err.Error()), 500, "a bounded echo")
			return
		}
		assert.Equal(t, text, timing.String())
	})
}

// FuzzRetention: any decimals, spans and timings give an error or a value of twelve places within 1e100.
func FuzzRetention(f *testing.F) {
	f.Add([]byte{100}, int32(0), []byte{9}, int32(-1), []byte{0}, int32(0), []byte{1}, int32(-1), 365.25, 365.25, 0, 0, []byte{5}, int32(-2))
	f.Add([]byte{1}, int32(1e9), []byte{1}, int32(-1e9), []byte{1}, int32(math.MinInt32), []byte{1}, int32(math.MaxInt32), 0.0, 0.0, 1201, 3, []byte{1}, int32(1e9))
	f.Add([]byte{255}, int32(-30), []byte{1}, int32(0), []byte{99}, int32(0), []byte{1}, int32(-40), 5e-324, 1e9, 1200, 1, []byte{1}, int32(-30))
	f.Fuzz(func(t *testing.T, margin []byte, me int32, retention []byte, re int32, growth []byte, ge int32,
		effective []byte, ee int32, per, period float64, periods, timing int, fall []byte, fe int32,
	) {
		number := func(coefficient []byte, exponent int32) decimal.Decimal {
			return decimal.NewFromBigInt(new(big.Int).SetBytes(coefficient), exponent)
		}
		r := lifetime.Retention{
			Margin: number(margin, me), Retention: number(retention, re), Growth: number(growth, ge),
			Cash: lifetime.Cash{
				Rate:   lifetime.Rate{Effective: number(effective, ee), Per: lifetime.Span(per)},
				Period: lifetime.Span(period), Periods: periods, Timing: lifetime.Timing(timing),
			},
		}
		value, err := r.Value()
		loss, lossErr := r.Loss(number(fall, fe))
		if err != nil {
			assert.Error(t, lossErr)
			assert.True(t, value.IsZero())
			return
		}
		assert.NotEqual(t, "?", bound.Plain(value))
		assert.GreaterOrEqual(t, value.Exponent(), int32(-12))
		assert.GreaterOrEqual(t, loss.Exponent(), int32(-12))
		assert.Equal(t, 0, min(0, r.Margin.Sign()*value.Sign()), "value and margin have one sign")
	})
}

// FuzzRate: any rate over any span gives an error or a decimal of at most twenty digits and 1e30.
func FuzzRate(f *testing.F) {
	f.Add(int64(10), int32(-2), 365.25, 7.0)
	f.Add(int64(100), int32(0), 1.0, 1e9)
	f.Add(int64(1), int32(-40), 5e-324, 1e9)
	f.Add(int64(1), int32(-1e9), math.NaN(), math.Inf(1))
	f.Fuzz(func(t *testing.T, coefficient int64, exponent int32, per, over float64) {
		rate := lifetime.Rate{Effective: decimal.New(coefficient, exponent), Per: lifetime.Span(per)}
		force, forceErr := rate.Force(lifetime.Span(over))
		interest, err := rate.Over(lifetime.Span(over))
		if err != nil {
			assert.True(t, interest.IsZero())
			return
		}
		assert.False(t, interest.IsNegative())
		assert.True(t, interest.LessThan(decimal.New(101, 28)))
		assert.GreaterOrEqual(t, interest.Exponent(), int32(-40))
		assert.NoError(t, forceErr)
		assert.False(t, math.IsNaN(force) || math.IsInf(force, 0))
		if again, err := lifetime.Continuous(force, 1); err == nil && interest.GreaterThan(decimal.New(1, -20)) {
			assert.InEpsilon(t, again.Effective.InexactFloat64(), interest.InexactFloat64(), 1e-13)
		}
	})
}
