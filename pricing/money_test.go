package pricing_test

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// money draws an amount in a currency of 0, 2, 3 or 4 minor digits.
func money(t *rapid.T) pricing.Money {
	currency := rapid.SampledFrom([]string{"MXN", "JPY", "KWD", "CLF"}).Draw(t, "currency")
	m, err := pricing.FromMinor(rapid.Int64().Draw(t, "units"), currency)
	require.NoError(t, err)
	return m
}

func minor(t require.TestingT, units int64) pricing.Money {
	m, err := pricing.FromMinor(units, "MXN")
	require.NoError(t, err)
	return m
}

func TestParseMoney(t *testing.T) { // forms by section 3.1 of the contract, digits by ISO 4217
	for text, units := range map[string]int64{
		"1430.00 MXN": 143000, "418 MXN": 41800, "-0.01 MXN": -1, "0.5 MXN": 50, "12 JPY": 12, "0.001 KWD": 1, "0.0001 CLF": 1,
		"92233720368547758.07 MXN": math.MaxInt64, "-92233720368547758.08 MXN": math.MinInt64,
	} {
		m, err := pricing.ParseMoney(text)
		require.NoError(t, err, text)
		assert.Equal(t, units, m.Minor(), text)
	}
	for text, cause := range map[string]error{
		"": pricing.ErrSyntax, "MXN": pricing.ErrSyntax, "5": pricing.ErrSyntax, "+5 MXN": pricing.ErrSyntax,
		".5 MXN": pricing.ErrSyntax, "5. MXN": pricing.ErrSyntax, "1,000 MXN": pricing.ErrSyntax, "1e3 MXN": pricing.ErrSyntax,
		"NaN MXN": pricing.ErrSyntax, "Inf MXN": pricing.ErrSyntax, "−5 MXN": pricing.ErrSyntax, " 5 MXN": pricing.ErrSyntax,
		"5  MXN": pricing.ErrCurrency, "5 MXN ": pricing.ErrCurrency, "--5 MXN": pricing.ErrSyntax, "٣ MXN": pricing.ErrSyntax,
		"1.005 MXN": pricing.ErrPrecision, "1.0 JPY": pricing.ErrPrecision, "5 XAU": pricing.ErrCurrency, "5 mxn": pricing.ErrCurrency,
		"92233720368547758.08 MXN": pricing.ErrRange, "999999999999999999999 MXN": pricing.ErrRange,
		strings.Repeat("1", 1<<20) + " MXN": pricing.ErrSyntax,
	} {
		_, err := pricing.ParseMoney(text)
		assert.ErrorIs(t, err, cause, "%.40q", text)
	}
}

// TestDigits: ISO 4217, table A.1. IQD has 3 there, 0 in CLDR.
func TestDigits(t *testing.T) {
	for currency, digits := range map[string]int{"MXN": 2, "USD": 2, "JPY": 0, "KRW": 0, "KWD": 3, "IQD": 3, "TND": 3, "CLF": 4, "UYW": 4} {
		got, err := pricing.Digits(currency)
		require.NoError(t, err)
		assert.Equal(t, digits, got, currency)
	}
	for _, currency := range []string{"", "XAU", "XXX", "XTS", "XDR", "mxn", "MX", "MXNN", "ZZZ"} {
		_, err := pricing.Digits(currency)
		assert.ErrorIs(t, err, pricing.ErrCurrency, currency)
	}
}

func TestNewMoney(t *testing.T) {
	m, err := pricing.NewMoney(decimal.RequireFromString("0.100"), "MXN") // trailing zeros lose nothing
	require.NoError(t, err)
	assert.Equal(t, int64(10), m.Minor())
	for text, cause := range map[string]error{
		"0.123456789012": pricing.ErrPrecision, "0.001": pricing.ErrPrecision, "0.1234567890123": pricing.ErrRange,
		"92233720368547758.08": pricing.ErrRange, "1e19": pricing.ErrRange,
	} {
		_, err := pricing.NewMoney(decimal.RequireFromString(text), "MXN")
		assert.ErrorIs(t, err, cause, text)
	}
	_, err = pricing.NewMoney(decimal.New(1, 0), "XAU")
	assert.ErrorIs(t, err, pricing.ErrCurrency)
}

func TestMoney_overflow(t *testing.T) {
	least, greatest := minor(t, math.MinInt64), minor(t, math.MaxInt64)
	for name, op := range map[string]func() (pricing.Money, error){
		"add up":       func() (pricing.Money, error) { return greatest.Add(minor(t, 1)) },
		"add down":     func() (pricing.Money, error) { return least.Add(minor(t, -1)) },
		"sub":          func() (pricing.Money, error) { return minor(t, 0).Sub(least) },
		"sub down":     func() (pricing.Money, error) { return least.Sub(minor(t, 1)) },
		"neg":          least.Neg,
		"mul":          func() (pricing.Money, error) { return greatest.Mul(2) },
		"mul least":    func() (pricing.Money, error) { return least.Mul(-1) },
		"percent":      func() (pricing.Money, error) { return greatest.Percent(pricing.MustPercent("101"), pricing.Down) },
		"round to":     func() (pricing.Money, error) { return greatest.RoundTo(10, pricing.Up) },
		"bad step":     func() (pricing.Money, error) { return greatest.RoundTo(0, pricing.Up) },
		"bad rounding": func() (pricing.Money, error) { return greatest.RoundTo(10, pricing.Rounding(9)) },
	} {
		m, err := op()
		assert.ErrorIs(t, err, pricing.ErrRange, name)
		assert.Equal(t, pricing.Money{}, m, name)
	}
	zero, err := least.Sub(least)
	require.NoError(t, err)
	assert.Equal(t, minor(t, 0), zero)
	below, err := minor(t, -1).Sub(least)
	require.NoError(t, err)
	assert.Equal(t, greatest, below)
	same, err := least.Mul(1)
	require.NoError(t, err)
	assert.Equal(t, least, same)
}

func TestMoney_zeroValueIsNeutral(t *testing.T) {
	fare := minor(t, 5)
	for _, op := range []func() (pricing.Money, error){
		func() (pricing.Money, error) { return fare.Add(pricing.Money{}) },
		func() (pricing.Money, error) { return pricing.Money{}.Add(fare) },
		func() (pricing.Money, error) { return fare.Sub(pricing.Money{}) },
	} {
		got, err := op()
		require.NoError(t, err)
		assert.Equal(t, fare, got)
	}
	_, err := fare.Cmp(pricing.Money{})
	assert.ErrorAs(t, err, &pricing.MismatchError{})
}

func TestMoney_mismatch(t *testing.T) {
	pesos, dollars := pricing.MustMoney("1.00 MXN"), pricing.MustMoney("1.00 USD")
	_, err := pesos.Sub(dollars)
	assert.ErrorIs(t, err, pricing.ErrMismatch)
	_, err = pricing.PercentOf(pesos, dollars)
	assert.ErrorIs(t, err, pricing.ErrMismatch)
	_, err = pricing.SumMoney(func(yield func(pricing.Money) bool) { _ = yield(pesos) && yield(dollars) })
	assert.ErrorIs(t, err, pricing.ErrMismatch)
}

func TestMoney_roundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := money(t)
		parsed, err := pricing.ParseMoney(m.String())
		require.NoError(t, err)
		assert.Equal(t, m, parsed)
		text, err := json.Marshal(m)
		require.NoError(t, err)
		var back pricing.Money
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, m, back)
		made, err := pricing.NewMoney(m.Decimal(), m.Currency())
		if err == nil { // amounts up to 1e18
			assert.Equal(t, m, made)
		}
		column, err := m.Value()
		require.NoError(t, err)
		var scanned pricing.Money
		require.NoError(t, scanned.Scan(column))
		assert.Equal(t, m, scanned)
		require.NoError(t, scanned.Scan([]byte(column.(string))))
	})
	zero := pricing.MustMoney("1 MXN")
	require.NoError(t, zero.UnmarshalText(nil))
	assert.Equal(t, pricing.Money{}, zero)
	assert.Error(t, zero.Scan(12))
}

// TestMoney_Percent_oracle: the exact product in math/big, rounded by the definition of each rule.
func TestMoney_Percent_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := minor(t, rapid.Int64Range(-1e14, 1e14).Draw(t, "units"))
		num, den := rapid.Int64Range(-1e4, 1e4).Draw(t, "num"), rapid.Int64Range(1, 1e4).Draw(t, "den")
		p, err := pricing.PercentOf(minor(t, num), minor(t, den))
		require.NoError(t, err)
		rule := pricing.Rounding(rapid.IntRange(0, 6).Draw(t, "rule"))
		got, err := m.Percent(p, rule)
		require.NoError(t, err)
		want := slowRound(new(big.Rat).Mul(big.NewRat(m.Minor(), 1), big.NewRat(num, den)), rule)
		assert.Equal(t, want.String(), big.NewInt(got.Minor()).String())
	})
}

// slowRound rounds to a whole number by comparing with the two neighbours.
func slowRound(x *big.Rat, rule pricing.Rounding) *big.Int {
	floor := new(big.Int).Div(x.Num(), x.Denom()) // Euclid's: towards -∞ for a denominator above 0
	if x.IsInt() {
		return floor
	}
	ceiling := new(big.Int).Add(floor, big.NewInt(1))
	towards, away := floor, ceiling
	if x.Sign() < 0 {
		towards, away = ceiling, floor
	}
	fraction := new(big.Rat).Sub(x, new(big.Rat).SetInt(floor))
	half := fraction.Cmp(big.NewRat(1, 2))
	nearest := floor
	if half > 0 {
		nearest = ceiling
	}
	switch rule {
	case pricing.Up:
		return away
	case pricing.Down:
		return towards
	case pricing.Ceiling:
		return ceiling
	case pricing.Floor:
		return floor
	case pricing.HalfUp:
		if half == 0 {
			return away
		}
	case pricing.HalfDown:
		if half == 0 {
			return towards
		}
	case pricing.HalfEven:
		if half == 0 && floor.Bit(0) == 1 {
			return ceiling
		}
	}
	return nearest
}

func TestMoney_Split(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := minor(t, rapid.Int64().Draw(t, "units"))
		n := rapid.IntRange(1, 50).Draw(t, "n")
		parts, err := m.Split(n)
		require.NoError(t, err)
		require.Len(t, parts, n)
		sum := int64(0)
		for i, part := range parts {
			sum += part.Minor()
			if i > 0 { // odd units to the first, one each
				step := parts[i-1].Minor() - part.Minor()
				assert.Contains(t, []int64{0, int64(m.Sign())}, step)
			}
		}
		assert.Equal(t, m.Minor(), sum)
	})
	million, err := minor(t, 1).Split(1e6)
	require.NoError(t, err)
	assert.Len(t, million, 1e6)
	same, err := minor(t, 7).RoundTo(1, pricing.Up)
	require.NoError(t, err)
	assert.Equal(t, minor(t, 7), same)
	for _, n := range []int{0, -1, 1e6 + 1} {
		_, err := minor(t, 1).Split(n)
		assert.ErrorIs(t, err, pricing.ErrLimit)
	}
}
