package bound_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// hostile are decimals on which Add, Cmp or String runs for minutes, and their neighbours.
var hostile = map[string]decimal.Decimal{
	"huge": decimal.New(1, 1e9), "minute": decimal.New(1, -1e9), "greatest": decimal.New(-1, math.MaxInt32),
	"least": decimal.New(1, math.MinInt32), "huge zero": decimal.New(0, 1e9), "minute zero": decimal.New(0, -1e9),
	"million bits":              decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 1e6), 0),
	"million bits, many places": decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(-1), 1e6), -100),
}

func TestHostile(t *testing.T) {
	for name, d := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, limit := range []bound.Limit{{}, {Places: 2, Magnitude: 15}, bound.Wide()} {
				require.Error(t, limit.Check(d))
			}
			assert.Equal(t, "?", bound.Digits(d))
			assert.Equal(t, "?", bound.Plain(d))
		})
	}
}

func TestLimit_Check(t *testing.T) {
	money := bound.Limit{Places: 2, Magnitude: 3}
	tests := []struct {
		text  string
		limit bound.Limit
		want  error
	}{
		{"0", money, nil},
		{"1000", money, nil},
		{"-1000.00", money, nil},
		{"1e3", money, nil},
		{"999.99", money, nil},
		{"1000.01", money, bound.ErrMagnitude},
		{"-1001", money, bound.ErrMagnitude},
		{"1e4", money, bound.ErrMagnitude},
		{"0e4", money, bound.ErrMagnitude}, // its exponent alone is too large
		{"99999999999999999999", money, bound.ErrMagnitude},
		{"0.001", money, bound.ErrPlaces},
		{"1.000", money, bound.ErrPlaces}, // zeros count
		{"1e-9", money, bound.ErrPlaces},
		{"1", bound.Limit{}, nil},
		{"-1", bound.Limit{}, nil},
		{"0", bound.Limit{}, nil},
		{"2", bound.Limit{}, bound.ErrMagnitude},
		{"1.0", bound.Limit{}, bound.ErrPlaces},
		{"1e100", bound.Wide(), nil},
		{"1e-100", bound.Wide(), nil},
		{"1e101", bound.Wide(), bound.ErrMagnitude},
		{"1e-101", bound.Wide(), bound.ErrPlaces},
	}
	for _, test := range tests {
		d, err := decimal.NewFromString(test.text)
		require.NoError(t, err)
		if test.want == nil {
			require.NoError(t, test.limit.Check(d), test.text)
			continue
		}
		require.ErrorIs(t, test.limit.Check(d), test.want, test.text)
	}
	assert.EqualError(t, money.Check(decimal.New(1, -3)), "too many decimal places: at most 2")
	assert.EqualError(t, money.Check(decimal.New(1, 4)), "too large: at most 1e3")
}

// TestLimit_Check_slow: the shortcut over bits decides as the fraction itself does.
func TestLimit_Check_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := bound.Limit{
			Places:    rapid.Int32Range(0, 40).Draw(t, "places"),
			Magnitude: rapid.Int32Range(0, 40).Draw(t, "magnitude"),
		}
		digits := rapid.StringMatching(`-?(1|9|10|99|[1-9][0-9]{0,60}|9{1,80}|10{1,80}|10{1,80}1)`).Draw(t, "digits")
		exponent := rapid.Int32Range(-60, 60).Draw(t, "exponent")
		coefficient, ok := new(big.Int).SetString(digits, 10)
		require.True(t, ok)
		most := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(limit.Magnitude)), nil)
		d := decimal.NewFromBigInt(coefficient, exponent)
		size := new(big.Rat).Abs(d.Rat())
		within := exponent >= -limit.Places && size.Cmp(new(big.Rat).SetInt(most)) <= 0
		assert.Equal(t, within, limit.Check(d) == nil)
	})
}

func TestDigits(t *testing.T) {
	for _, test := range []struct {
		d             decimal.Decimal
		digits, plain string
	}{
		{decimal.Decimal{}, "0", "0"},
		{decimal.New(10, -2), "0.10", "0.1"},
		{decimal.New(-150, -2), "-1.50", "-1.5"},
		{decimal.New(200, -2), "2.00", "2"},
		{decimal.New(0, -3), "0.000", "0"},
		{decimal.New(15, 2), "1500", "1500"},
		{decimal.New(100, 0), "100", "100"},
		{decimal.New(-1, -20), "-0.00000000000000000001", "-0.00000000000000000001"},
		{decimal.New(1, 100), "1" + strings.Repeat("0", 100), "1" + strings.Repeat("0", 100)},
	} {
		assert.Equal(t, test.digits, bound.Digits(test.d))
		assert.Equal(t, test.plain, bound.Plain(test.d))
	}
}

// drawSafe draws a decimal within Wide.
func drawSafe() *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64().Draw(t, "coefficient"), rapid.Int32Range(-100, 80).Draw(t, "exponent"))
	})
}

// TestDecimalsOwn: on values that are safe, texts and fractions are those of the decimal package as it comes.
func TestDecimalsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSafe().Draw(t, "d")
		assert.Equal(t, d.String(), bound.Plain(d))
		assert.Equal(t, d.StringFixed(max(0, -d.Exponent())), bound.Digits(d))
		assert.Zero(t, d.Rat().Cmp(bound.Rat(d)))
		back, err := decimal.NewFromString(bound.Digits(d))
		require.NoError(t, err)
		assert.True(t, d.Equal(back))
	})
}

// TestGlobals: the settings of the decimal package change nothing.
func TestGlobals(t *testing.T) {
	values := []decimal.Decimal{
		{}, decimal.New(10, -2), decimal.New(-150, -2), decimal.New(15, 20), decimal.New(7, -90), decimal.New(1, 1e9),
	}
	texts := func() (all []string) {
		for _, d := range values {
			all = append(all, bound.Digits(d), bound.Plain(d))
			if err := bound.Wide().Check(d); err != nil {
				all = append(all, err.Error())
				continue
			}
			all = append(all, bound.Rat(d).String())
		}
		return all
	}
	want := texts()
	division, pow, quotes, trim := decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent,
		decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros
	scientific, iterations, exponent, zero := decimal.UseScientificNotation, decimal.ExpMaxIterations,
		decimal.MaxDecodeExponent, decimal.Zero
	t.Cleanup(func() {
		decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent = division, pow
		decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros = quotes, trim
		decimal.UseScientificNotation, decimal.ExpMaxIterations = scientific, iterations
		decimal.MaxDecodeExponent, decimal.Zero = exponent, zero
	})
	decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent = 0, 1
	decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros = true, false
	decimal.UseScientificNotation, decimal.ExpMaxIterations = true, 1
	decimal.MaxDecodeExponent, decimal.Zero = 0, decimal.New(7, 3)
	assert.Equal(t, want, texts())
}

func TestRat_isOwn(t *testing.T) {
	d := decimal.New(25, -2)
	r := bound.Rat(d)
	r.Add(r, big.NewRat(1, 1))
	assert.True(t, decimal.New(25, -2).Equal(d), "the fraction shares nothing with the decimal")
}

func TestCleanText(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "plain": true, "a\tb\nc": true, "čšž, 東京, 🙂": true, "\u202e": true, // marks of direction are no controls
		"\r\n": false, "\x00": false, "\x1b[31m": false, "\x7f": false, "\u0085": false, "\xff": false, "a\xc3": false,
	} {
		assert.Equal(t, want, bound.CleanText(text), "%q", text)
	}
}

func FuzzLimit(f *testing.F) {
	f.Add([]byte{1}, int32(1e9))
	f.Add([]byte{255, 255}, int32(-100))
	f.Add([]byte{}, int32(math.MinInt32))
	f.Fuzz(func(t *testing.T, coefficient []byte, exponent int32) {
		d := decimal.NewFromBigInt(new(big.Int).SetBytes(coefficient), exponent)
		if bound.Wide().Check(d) != nil {
			assert.Equal(t, "?", bound.Plain(d))
			return
		}
		assert.Equal(t, d.String(), bound.Plain(d))
	})
}

// BenchmarkCheck: an everyday amount. 2 cores, linux/amd64, Go 1.26: 75 ns, 2 allocations.
func BenchmarkCheck(b *testing.B) {
	limit, amount := bound.Limit{Places: 8, Magnitude: 15}, decimal.New(129950, -2)
	b.ReportAllocs()
	for b.Loop() {
		_ = limit.Check(amount)
	}
}
