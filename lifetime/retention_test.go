package lifetime_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// retained is a Retention of a table, in years.
func retained(t require.TestingT, margin, retention, growth, interest string, periods int, timing lifetime.Timing) lifetime.Retention {
	return lifetime.Retention{
		Margin: dec(t, margin), Retention: dec(t, retention), Growth: dec(t, growth),
		Cash: lifetime.Cash{Rate: lifetime.Annual(dec(t, interest)), Period: lifetime.Year, Periods: periods, Timing: timing},
	}
}

// TestRetention_Value: by hand from the formulas of Gupta, Lehmann (2003), "Customers as Assets".
func TestRetention_Value(t *testing.T) {
	const end, mid, start = lifetime.End, lifetime.Mid, lifetime.Start
	tests := []struct {
		name string
		r    lifetime.Retention
		want string
	}{
		{"90/(1.1-.9)", retained(t, "100", "0.9", "0", "0.1", 0, end), "450"},
		{"110/(1.1-.9)", retained(t, "100", "0.9", "0", "0.1", 0, start), "550"},
		{"90/(1.21-.9)·1.1", retained(t, "100", "0.9", "0", "0.21", 0, mid), "319.354838709677"},
		{"450·1.048808848170151546991 (√1.1 by Python's decimal)", retained(t, "100", "0.9", "0", "0.1", 0, mid), "471.963981676568"},
		{"90/1.1 + 81/1.21 + 72.9/1.331", retained(t, "100", "0.9", "0", "0.1", 3, end), "203.531179564237"},
		{"100 + 90/1.1 + 81/1.21", retained(t, "100", "0.9", "0", "0.1", 3, start), "248.760330578512"},
		{"growth 5 %: 90/(1.1-.945)", retained(t, "100", "0.9", "0.05", "0.1", 0, end), "580.645161290323"},
		{"shrinking: 90/(1.1-.45)", retained(t, "100", "0.9", "-0.5", "0.1", 0, end), "138.461538461538"},
		{"a loss a period", retained(t, "-100", "0.9", "0", "0.1", 0, end), "-450"},
		{"a loss a period, mid", retained(t, "-100", "0.9", "0", "0.21", 0, mid), "-319.354838709677"},
		{"kept for certain, no interest: n·m", retained(t, "12.5", "1", "0", "0", 1200, end), "15000"},
		{"the same from today", retained(t, "12.5", "1", "0", "0", 1200, start), "15000"},
		{"growth as large as the interest: n·m/(1+i)", retained(t, "11", "1", "0.1", "0.1", 7, end), "70"},
		{"growing faster, with an end: 100(1.21-1)/(1.1-1)", retained(t, "100", "1", "0.1", "0", 2, start), "210"},
		{"one period from today", retained(t, "100", "0.3", "7", "9", 1, start), "100"},
		{"nobody stays", retained(t, "100", "0", "0", "0.1", 0, end), "0"},
		{"nobody stays, paid today", retained(t, "100", "0", "0", "0.1", 0, start), "100"},
		{"no margin", retained(t, "0", "0.9", "0", "0.1", 0, end), "0"},
		{"halves go away from zero", retained(t, "0.0000000000005", "0", "0", "0", 1, start), "0.000000000001"},
		{"halves go away from zero below it", retained(t, "-0.0000000000005", "0", "0", "0", 1, start), "-0.000000000001"},
		{"halves of a root, too", retained(t, "0.0000000000005", "1", "0", "0", 1, mid), "0.000000000001"},
		{"less than half", retained(t, "0.0000000000004999", "0", "0", "0", 1, start), "0"},
		{"less than half of a root", retained(t, "0.0000000000004999", "1", "0", "0", 1, mid), "0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.r.Value()
			require.NoError(t, err)
			equal(t, dec(t, test.want), got)
		})
	}
}

// TestRetention_Value_period: a year of 10 % in periods of half a year, months without interest, and no period where
// there is no interest.
func TestRetention_Value_period(t *testing.T) {
	half := retained(t, "100", "0.9", "0", "0.21", 0, lifetime.End)
	half.Cash.Period = lifetime.Year / 2 // 10 % exactly
	got, err := half.Value()
	require.NoError(t, err)
	equal(t, decimal.New(450, 0), got)

	free := lifetime.Retention{Margin: decimal.New(10, 0), Retention: decimal.New(5, -1)}
	for _, period := range []lifetime.Span{0, lifetime.Month} {
		free.Cash.Period = period
		got, err = free.Value()
		require.NoError(t, err)
		equal(t, decimal.New(10, 0), got)
	}
	got, err = lifetime.Retention{}.Value()
	require.NoError(t, err)
	assert.True(t, got.IsZero(), "the zero value is worth 0")
}

func TestRetention_Value_bad(t *testing.T) {
	change := func(f func(r *lifetime.Retention)) lifetime.Retention {
		r := retained(t, "100", "0.9", "0", "0.1", 0, lifetime.End)
		f(&r)
		return r
	}
	growth := func(text string) func(r *lifetime.Retention) {
		return func(r *lifetime.Retention) { r.Growth = dec(t, text) }
	}
	for name, test := range map[string]struct {
		r    lifetime.Retention
		want error
	}{
		"retention above 1":       {change(func(r *lifetime.Retention) { r.Retention = dec(t, "1.000001") }), lifetime.ErrRange},
		"retention below 0":       {change(func(r *lifetime.Retention) { r.Retention = dec(t, "-0.1") }), lifetime.ErrRange},
		"growth -1":               {change(growth("-1")), lifetime.ErrRange},
		"growth below -1":         {change(growth("-1.5")), lifetime.ErrRange},
		"growth above 100":        {change(growth("100.01")), lifetime.ErrRange},
		"periods below 0":         {change(func(r *lifetime.Retention) { r.Cash.Periods = -1 }), lifetime.ErrRange},
		"too many periods":        {change(func(r *lifetime.Retention) { r.Cash.Periods = 1201 }), lifetime.ErrLimit},
		"periods without number":  {change(func(r *lifetime.Retention) { r.Cash.Periods = 1 << 62 }), lifetime.ErrLimit},
		"flow":                    {change(func(r *lifetime.Retention) { r.Cash.Timing = lifetime.Flow }), lifetime.ErrTiming},
		"no timing":               {change(func(r *lifetime.Retention) { r.Cash.Timing = -1 }), lifetime.ErrTiming},
		"no period":               {change(func(r *lifetime.Retention) { r.Cash.Period = 0 }), lifetime.ErrSpan},
		"period below 0":          {change(func(r *lifetime.Retention) { r.Cash.Period = -1 }), lifetime.ErrSpan},
		"rate below 0":            {change(func(r *lifetime.Retention) { r.Cash.Rate.Effective = dec(t, "-0.1") }), lifetime.ErrRate},
		"rate huge":               {change(func(r *lifetime.Retention) { r.Cash.Rate.Effective = decimal.New(1, 1e9) }), lifetime.ErrRate},
		"rate minute":             {change(func(r *lifetime.Retention) { r.Cash.Rate.Effective = decimal.New(1, -1e9) }), lifetime.ErrRate},
		"growth = loss, endless":  {retained(t, "100", "1", "0.1", "0.1", 0, lifetime.End), lifetime.ErrDivergent},
		"growth > loss, endless":  {retained(t, "100", "1", "0.2", "0.1", 0, lifetime.Start), lifetime.ErrDivergent},
		"for certain, endless":    {retained(t, "100", "1", "0", "0", 0, lifetime.Mid), lifetime.ErrDivergent},
		"divergent without money": {retained(t, "0", "1", "0", "0", 0, lifetime.End), lifetime.ErrDivergent},
		"result beyond 1e100":     {retained(t, "1", "1", "100", "0", 60, lifetime.End), lifetime.ErrLimit},
		"beyond 1e100 from mid":   {retained(t, "1", "1", "100", "0", 1200, lifetime.Mid), lifetime.ErrLimit},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := test.r.Value()
			require.ErrorIs(t, err, test.want)
			assert.True(t, got.IsZero())
			_, err = test.r.Loss(decimal.Decimal{})
			require.ErrorIs(t, err, test.want)
		})
	}
}

func TestRetention_hostile(t *testing.T) {
	good := retained(t, "100", "0.9", "0", "0.1", 0, lifetime.End)
	for name, bad := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, set := range []func(r *lifetime.Retention){
				func(r *lifetime.Retention) { r.Margin = bad },
				func(r *lifetime.Retention) { r.Retention = bad },
				func(r *lifetime.Retention) { r.Growth = bad },
			} {
				r := good
				set(&r)
				_, err := r.Value()
				require.ErrorIs(t, err, lifetime.ErrLimit)
			}
			_, err := good.Loss(bad)
			require.ErrorIs(t, err, lifetime.ErrLimit)
		})
	}
}

// TestRetention_Loss: m D (1+i)/((1+i-r)(1+i-r+D)) by hand.
func TestRetention_Loss(t *testing.T) {
	r := retained(t, "100", "0.9", "0", "0.1", 0, lifetime.End)
	for fall, want := range map[string]string{
		"0.05": "110",               // 100·.05·1.1/(.2·.25)
		"0":    "0",                 //
		"0.9":  "450",               // everybody leaves
		"-0.1": "-550",              // everybody stays: 450 - 100/.1
		"-0.9": "",                  // to 1.8
		"0.91": "",                  // to -.01
		"0.3":  "330",               // 100·.3·1.1/(.2·.5)
		"0.01": "26.19047619047619", // 100·.01·1.1/(.2·.21), to twelve places .190476190476
	} {
		loss, err := r.Loss(dec(t, fall))
		if want == "" {
			require.ErrorIs(t, err, lifetime.ErrRange, fall)
			continue
		}
		require.NoError(t, err, fall)
		equal(t, dec(t, want).Round(12), loss)
	}
	r = retained(t, "100", "0.9", "0.1", "0.1", 0, lifetime.End)
	_, err := r.Loss(dec(t, "-0.1"))
	require.ErrorIs(t, err, lifetime.ErrDivergent, "the improved customer is worth more than any number")
}

// drawRetention draws a valid Retention with an end.
func drawRetention() *rapid.Generator[lifetime.Retention] {
	return rapid.Custom(func(t *rapid.T) lifetime.Retention {
		return lifetime.Retention{
			Margin:    drawDecimal(-1e6, 1e6).Draw(t, "margin"),
			Retention: drawDecimal(0, 1).Draw(t, "retention"),
			Growth:    decimal.New(rapid.Int64Range(-99, 200).Draw(t, "growth"), -2),
			Cash: lifetime.Cash{
				Rate:    lifetime.Annual(decimal.New(rapid.Int64Range(0, 30).Draw(t, "percent"), -2)),
				Period:  rapid.SampledFrom([]lifetime.Span{lifetime.Year, lifetime.Month, lifetime.Week}).Draw(t, "period"),
				Periods: rapid.IntRange(1, 40).Draw(t, "periods"),
				Timing:  rapid.SampledFrom([]lifetime.Timing{lifetime.End, lifetime.Start}).Draw(t, "timing"),
			},
		}
	})
}

// TestRetention_Value_slow: against the sum of the terms as fractions, to the last of the twelve places.
func TestRetention_Value_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRetention().Draw(t, "retention")
		interest, err := r.Cash.Rate.Over(r.Cash.Period)
		require.NoError(t, err)
		got, err := r.Value()
		require.NoError(t, err)
		equal(t, rounded(t, slowValue(r, interest)), got)
	})
}

// TestRetention_Value_mid: its square is that of End times 1+i, to what twelve places can hold, and it lies between.
func TestRetention_Value_mid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRetention().Draw(t, "retention")
		r.Margin = r.Margin.Abs()
		r.Cash.Timing = lifetime.End
		interest, err := r.Cash.Rate.Over(r.Cash.Period)
		require.NoError(t, err)
		end := slowValue(r, interest)
		r.Cash.Timing = lifetime.Mid
		mid, err := r.Value()
		require.NoError(t, err)

		square := new(big.Rat).Mul(end, end)
		square.Mul(square, new(big.Rat).Add(big.NewRat(1, 1), rat(interest)))
		half := decimal.New(5, -13)
		low, high := rat(decimal.Max(mid.Sub(half), decimal.Decimal{})), rat(mid.Add(half))
		assert.LessOrEqual(t, low.Mul(low, low).Cmp(square), 0)
		assert.Positive(t, high.Mul(high, high).Cmp(square))
	})
}

// TestTenure_isRetention: without interest, paid today, and with r = 1 - 1/years, the article's formula.
func TestTenure_isRetention(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		years := decimal.New(rapid.Int64Range(1, 100).Draw(t, "years"), 0)
		profit := decimal.New(rapid.Int64Range(-1e6, 1e6).Draw(t, "cents"), -2)
		one := decimal.New(1, 0)
		tenure, err := lifetime.Tenure(years, lifetime.Line{Policies: one, Profit: profit})
		require.NoError(t, err)
		r := lifetime.Retention{
			Margin:    profit,
			Retention: one.Sub(one.DivRound(years, 30)), // so the value is right to 1e-30 · years² · profit
			Cash:      lifetime.Cash{Timing: lifetime.Start},
		}
		value, err := r.Value()
		require.NoError(t, err)
		equal(t, tenure, value)
	})
}

// TestRetention_Loss_isDifference: and it rises with the fall where margins are above 0.
func TestRetention_Loss_isDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRetention().Draw(t, "retention")
		r.Margin = r.Margin.Abs()
		fall := r.Retention.Sub(drawDecimal(0, 1).Draw(t, "then"))
		loss, err := r.Loss(fall)
		require.NoError(t, err)
		now, err := r.Value()
		require.NoError(t, err)
		r.Retention = r.Retention.Sub(fall)
		then, err := r.Value()
		require.NoError(t, err)
		equal(t, now.Sub(then), loss)
		assert.GreaterOrEqual(t, loss.Sign()*fall.Sign(), 0)
	})
}
