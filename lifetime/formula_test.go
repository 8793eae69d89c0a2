package lifetime_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// line is a Line of a table.
func line(t require.TestingT, policies, profit string) lifetime.Line {
	return lifetime.Line{Policies: dec(t, policies), Profit: dec(t, profit)}
}

func TestTenure(t *testing.T) {
	tests := []struct {
		name  string
		years string
		lines []lifetime.Line
		want  string
	}{
		{"article 004: 15 x 3 x 200", "15", []lifetime.Line{line(t, "3", "200")}, "9000"},
		{"article 004, each policy a line", "15", []lifetime.Line{line(t, "1", "200"), line(t, "1", "200"), line(t, "1", "200")}, "9000"},
		{"article 004's general sentence: profit by line", "15", []lifetime.Line{line(t, "1", "120.50"), line(t, "2", "310"), line(t, "0.5", "-80")}, "10507.50"},
		{"no lines", "15", nil, "0"},
		{"a line that brings nothing", "15", []lifetime.Line{{}}, "0"},
		{"no years", "0", []lifetime.Line{line(t, "3", "200")}, "0"},
		{"a loss", "2.5", []lifetime.Line{line(t, "1", "-10")}, "-25"},
		{
			"nothing is rounded", "0.000000000000000000000000000001",
			[]lifetime.Line{line(t, "0.000000000000000000000000000003", "0.1")},
			"0.0000000000000000000000000000000000000000000000000000000000003",
		},
		{"the greatest", "1e15", []lifetime.Line{line(t, "1e15", "1e15")}, "1e45"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := lifetime.Tenure(dec(t, test.years), test.lines...)
			require.NoError(t, err)
			equal(t, dec(t, test.want), got)
		})
	}
}

func TestTenure_bad(t *testing.T) {
	good, one := line(t, "3", "200"), decimal.New(1, 0)
	_, err := lifetime.Tenure(decimal.New(-1, -9), good)
	require.ErrorIs(t, err, lifetime.ErrRange)
	_, err = lifetime.Tenure(one, good, line(t, "-0.1", "200"))
	require.ErrorIs(t, err, lifetime.ErrRange)
	assert.ErrorContains(t, err, "line 1")
	for name, bad := range hostile {
		t.Run(name, func(t *testing.T) {
			_, err := lifetime.Tenure(bad, good)
			require.ErrorIs(t, err, lifetime.ErrLimit)
			_, err = lifetime.Tenure(one, lifetime.Line{Policies: bad, Profit: one})
			require.ErrorIs(t, err, lifetime.ErrLimit)
			_, err = lifetime.Tenure(one, lifetime.Line{Policies: one, Profit: bad})
			require.ErrorIs(t, err, lifetime.ErrLimit)
		})
	}
}

// hostile are decimals that would run for minutes, or are beyond the limit by little.
var hostile = map[string]decimal.Decimal{
	"huge": decimal.New(1, 1e9), "minute": decimal.New(1, -1e9), "huge zero": decimal.New(0, 1e9),
	"minute zero": decimal.New(0, -1e9), "extreme": decimal.New(1, math.MaxInt32), "least": decimal.New(1, math.MinInt32),
	"above 1e15": decimal.New(1e15+1, 0), "31 places": decimal.New(1, -31),
	"long": decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 1<<20), -5),
}

func TestAtRisk(t *testing.T) {
	tests := []struct {
		name      string
		value     string
		customers int64
		chance    string
		want      string
	}{
		{"article 004's customer, 5 % of a book of 1000", "9000", 1000, "0.05", "450000"},
		{"nobody", "9000", 0, "1", "0"},
		{"no chance", "9000", 1000, "0", "0"},
		{"all", "9000", 3, "1", "27000"},
		{"losing a loss", "-12.5", 4, "0.1", "-5"},
		{"the most customers", "1", math.MaxInt64, "0.1", "922337203685477580.7"},
		{"what Tenure may return", "1e45", 1, "0.000000000000000000000000000001", "1e15"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := lifetime.AtRisk(dec(t, test.value), test.customers, dec(t, test.chance))
			require.NoError(t, err)
			equal(t, dec(t, test.want), got)
		})
	}
}

func TestAtRisk_bad(t *testing.T) {
	worth, half := decimal.New(9000, 0), decimal.New(5, -1)
	_, err := lifetime.AtRisk(worth, -1, half)
	require.ErrorIs(t, err, lifetime.ErrRange)
	for _, chance := range []string{"-0.01", "1.000000000000000000000000000001", "5"} {
		_, err = lifetime.AtRisk(worth, 1, dec(t, chance))
		require.ErrorIs(t, err, lifetime.ErrRange, chance)
	}
	for name, bad := range hostile {
		_, err = lifetime.AtRisk(worth, 1, bad)
		require.ErrorIs(t, err, lifetime.ErrLimit, name)
	}
	for _, bad := range []decimal.Decimal{
		decimal.New(1, 1e9), decimal.New(1, -1e9), decimal.New(0, 1e9), decimal.New(1, 101), decimal.New(1, -101), hostile["long"],
	} {
		_, err = lifetime.AtRisk(bad, 1, half)
		require.ErrorIs(t, err, lifetime.ErrLimit)
	}
}

// TestTenure_exact: against fractions, and whatever Tenure answers AtRisk takes.
func TestTenure_exact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		years := drawDecimal(0, 1e15).Draw(t, "years")
		lines := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) lifetime.Line {
			return lifetime.Line{
				Policies: drawDecimal(0, 1e15).Draw(t, "policies"),
				Profit:   drawDecimal(-1e15, 1e15).Draw(t, "profit"),
			}
		}), 0, 5).Draw(t, "lines")
		got, err := lifetime.Tenure(years, lines...)
		require.NoError(t, err)
		want := new(big.Rat)
		for _, l := range lines {
			term := new(big.Rat).Mul(rat(l.Policies), rat(l.Profit))
			want.Add(want, term.Mul(term, rat(years)))
		}
		assert.Zero(t, want.Cmp(rat(got)))

		chance := drawDecimal(0, 1).Draw(t, "chance")
		customers := rapid.Int64Range(0, math.MaxInt64).Draw(t, "customers")
		lost, err := lifetime.AtRisk(got, customers, chance)
		require.NoError(t, err)
		want.Mul(want, new(big.Rat).SetInt64(customers))
		assert.Zero(t, want.Mul(want, rat(chance)).Cmp(rat(lost)))
	})
}

// drawDecimal draws a decimal from low to high with up to 30 places.
func drawDecimal(low, high int64) *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal {
		whole := decimal.New(rapid.Int64Range(low, high).Draw(t, "whole"), 0)
		part := decimal.New(rapid.Int64Range(0, 1e18-1).Draw(t, "part"), rapid.Int32Range(-30, -18).Draw(t, "places"))
		if sum := whole.Add(part); sum.LessThanOrEqual(decimal.New(high, 0)) {
			return sum
		}
		return whole
	})
}
