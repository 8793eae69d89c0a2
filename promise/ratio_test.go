package promise_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

func TestParseRatio(t *testing.T) { // forms of the contract
	for text, want := range map[string]string{
		"0.95": "0.95", "95%": "0.95", "19/20": "0.95", "1": "always", "100%": "always", "always": "always", "99.9%": "0.999",
		"2/3": "2/3", "0.999999999": "0.999999999", "1/1000000000": "0.000000001", "33.3%": "0.333", "1.0": "always",
	} {
		ratio, err := promise.ParseRatio(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, ratio.String(), text)
	}
	for _, text := range []string{
		"", "0", "0%", "3/2", "101%", "-1", "+1", ".5", "5.", "1/0", "0.5/2", "1/2%", "1e-1", "Always", "NaN", "1/2/3", " 1", "0x1",
		"0.0000000001", "1/1000000001", strings.Repeat("0", 40) + "1", strings.Repeat("9", 1<<20),
	} {
		_, err := promise.ParseRatio(text)
		assert.ErrorIs(t, err, promise.ErrRatio, "%.40q", text)
	}
}

func TestRatioOf(t *testing.T) {
	for _, c := range [][2]int64{{0, 1}, {-1, 2}, {3, 2}, {1, 0}, {math.MinInt64, math.MinInt64}, {math.MaxInt64 - 1, math.MaxInt64}} {
		_, err := promise.RatioOf(c[0], c[1])
		assert.ErrorIs(t, err, promise.ErrRatio, "%v", c)
	}
	big, err := promise.RatioOf(math.MaxInt64, math.MaxInt64)
	require.NoError(t, err)
	assert.Equal(t, promise.Always(), big)
}

func TestRatio_againstBigRat(t *testing.T) {
	draw := func(t *rapid.T, label string) (promise.Ratio, *big.Rat) {
		den := rapid.Int64Range(1, 1e9).Draw(t, label+" of")
		num := rapid.Int64Range(1, den).Draw(t, label)
		ratio, err := promise.RatioOf(num, den)
		require.NoError(t, err)
		return ratio, big.NewRat(num, den)
	}
	rapid.Check(t, func(t *rapid.T) {
		r, x := draw(t, "r")
		s, y := draw(t, "s")
		assert.Equal(t, x.Cmp(y), r.Cmp(s))
		assert.Equal(t, x.Cmp(y) == 0, r == s)
		exact, _ := x.Float64()
		assert.Equal(t, exact, r.Float64(), "rounded once")
		missing, _ := new(big.Rat).Sub(big.NewRat(1, 1), x).Float64()
		assert.Equal(t, missing, r.Miss(), "rounded once")
		assert.Equal(t, exact == 1, r.IsAlways())
		back, err := promise.ParseRatio(r.String())
		require.NoError(t, err)
		assert.Equal(t, r, back)

		tally := promise.Tally{Total: rapid.Int64Range(1, math.MaxInt64).Draw(t, "total")}
		tally.Kept = rapid.Int64Range(0, tally.Total).Draw(t, "kept")
		assert.Equal(t, big.NewRat(tally.Kept, tally.Total).Cmp(x) >= 0, r.Met(tally))
	})
}

// TestRatio_Met_exactly: counts that sit on the promised share.
func TestRatio_Met_exactly(t *testing.T) {
	ratio, err := promise.ParseRatio("95%")
	require.NoError(t, err)
	for tally, want := range map[promise.Tally]bool{
		{Kept: 190, Total: 200}: true, {Kept: 57, Total: 60}: true, {Kept: 189, Total: 200}: false, {}: false,
		{Kept: 5, Total: 3}: false, {Kept: -1, Total: 3}: false,
		{Kept: 950_000_000_000_000_000, Total: 1_000_000_000_000_000_000}: true,
		{Kept: 949_999_999_999_999_999, Total: 1_000_000_000_000_000_000}: false,
	} {
		assert.Equal(t, want, ratio.Met(tally), "%v", tally)
	}
	assert.False(t, promise.Ratio{}.Met(promise.Tally{Kept: 1, Total: 1}), "the zero ratio")
	assert.Equal(t, 1.0, promise.Ratio{}.Miss())
	assert.Zero(t, promise.Ratio{}.Float64())
}

func TestRatio_text(t *testing.T) {
	r := ninety()
	require.NoError(t, r.UnmarshalText(nil))
	assert.Equal(t, promise.Ratio{}, r)
	assert.Empty(t, r.String())
	r = ninety()
	assert.ErrorIs(t, r.UnmarshalText([]byte("0")), promise.ErrRatio)
	assert.Equal(t, ninety(), r, "an error leaves it alone")
}

func FuzzParseRatio(f *testing.F) {
	for _, text := range []string{"0.95", "95%", "19/20", "always", "3/2", "1e9"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := promise.ParseRatio(text)
		if err != nil {
			return
		}
		back, err := promise.ParseRatio(r.String())
		require.NoError(t, err)
		assert.Equal(t, r, back)
		assert.True(t, r.Float64() > 0 && r.Float64() <= 1)
	})
}
