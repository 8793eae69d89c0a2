package declare_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// All tags on all the types that they fit; the pointers need no omitempty.
type amounts struct {
	Value   decimal.Decimal      `json:"value"   validate:"dsize=2/3,dgte=0.10,dlt=100.5"`
	Pointer *decimal.Decimal     `json:"pointer" validate:"dsize=2/3,dgte=0.10,dlt=100.5"`
	Null    decimal.NullDecimal  `json:"null"    validate:"dsize=2/3,dgte=0.10,dlt=100.5"`
	Shares  []decimal.Decimal    `json:"shares"  validate:"dsum1,dive,dgt=0,dlte=1"`
	More    *decimal.NullDecimal `json:"more"    validate:"dgt=0"`
}

// sized returns amounts that hold d wherever there is one to hold.
func sized(d decimal.Decimal) amounts {
	return amounts{d, &d, decimal.NewNullDecimal(d), []decimal.Decimal{decimal.New(1, 0)}, nil}
}

// TestDecimalTags: exact for a decimal, a pointer to one and one that may be null; what is absent passes.
func TestDecimalTags(t *testing.T) {
	v := declare.New()
	for text, tag := range map[string]string{
		"0.1": "", "0.10": "", "0.09": "dgte", "-3": "dgte", "100.49": "", "100.5": "dlt", "100.50": "dlt", "999": "dlt",
		"1.001": "dsize", "0.100": "dsize", "1000": "dlt", "1000.01": "dsize", "1001": "dsize", "1e2": "", "1e4": "dsize",
	} {
		d, err := decimal.NewFromString(text)
		require.NoError(t, err)
		err = declare.Check(v, sized(d), "x", errPlan)
		if tag == "" {
			require.NoError(t, err, text)
			continue
		}
		assert.Equal(t, []string{"amounts.null " + tag, "amounts.pointer " + tag, "amounts.value " + tag}, faults(t, err), text)
	}
	absent := sized(decimal.New(1, 0))
	absent.Pointer, absent.Null = nil, decimal.NullDecimal{Decimal: decimal.New(1, 1e9)}
	require.NoError(t, declare.Check(v, absent, "x", errPlan))
}

// TestDecimalTags_hostile: each tag refuses by itself what would run for minutes.
func TestDecimalTags_hostile(t *testing.T) {
	type each struct {
		GT   decimal.Decimal   `json:"gt"   validate:"dgt=0"`
		GTE  decimal.Decimal   `json:"gte"  validate:"dgte=0"`
		LT   decimal.Decimal   `json:"lt"   validate:"dlt=9"`
		LTE  decimal.Decimal   `json:"lte"  validate:"dlte=9"`
		Size decimal.Decimal   `json:"size" validate:"dsize=50/50"`
		Sum  []decimal.Decimal `json:"sum"  validate:"dsum1"`
	}
	v := declare.New()
	for _, d := range []decimal.Decimal{
		decimal.New(1, 1e9), decimal.New(1, -1e9), decimal.New(-1, math.MaxInt32), decimal.New(1, math.MinInt32),
		decimal.New(0, 1e9), decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 1<<20), -3),
	} {
		err := declare.Check(v, each{d, d, d, d, d, []decimal.Decimal{d}}, "x", errPlan)
		assert.Equal(t, []string{
			"each.gt dgt", "each.gte dgte", "each.lt dlt", "each.lte dlte", "each.size dsize", "each.sum dsum1",
		}, faults(t, err))
		err = declare.Check(v, sized(d), "x", errPlan)
		assert.Equal(t, []string{"amounts.null dsize", "amounts.pointer dsize", "amounts.value dsize"}, faults(t, err))
	}
}

// TestDecimalTags_shares: weights of 0.99 are not 1, and each is looked at as well.
func TestDecimalTags_shares(t *testing.T) {
	v, a := declare.New(), sized(decimal.New(1, 0))
	a.Shares = []decimal.Decimal{decimal.New(33, -2), decimal.New(33, -2), decimal.New(33, -2)}
	assert.Equal(t, []string{"amounts.shares dsum1"}, faults(t, declare.Check(v, a, "x", errPlan)))
	a.Shares = []decimal.Decimal{decimal.New(15, -1), decimal.New(-5, -1)}
	assert.Equal(t, []string{"amounts.shares[0] dlte", "amounts.shares[1] dgt"}, faults(t, declare.Check(v, a, "x", errPlan)))
	a.Shares = nil
	assert.Equal(t, []string{"amounts.shares dsum1"}, faults(t, declare.Check(v, a, "x", errPlan)))
}

// TestDecimalTags_badParam: a tag that does not parse refuses everything but what the zero limit holds.
func TestDecimalTags_badParam(t *testing.T) {
	type wrong struct {
		GT   decimal.Decimal   `json:"gt"   validate:"dgt=zero"`
		Size decimal.Decimal   `json:"size" validate:"dsize=many"`
		Text string            `json:"text" validate:"text_size=x"`
		Sum  []decimal.Decimal `json:"-"`
	}
	err := declare.Check(declare.New(), wrong{GT: decimal.New(1, 0), Size: decimal.New(2, 0)}, "x", errPlan)
	assert.Equal(t, []string{"wrong.gt dgt", "wrong.size dsize", "wrong.text text_size"}, faults(t, err))
}

// TestDecimalTags_globals: the settings of the decimal package change nothing, not even its limit on parsing, which
// refused the parameter 0.10 of a tag and so every amount.
func TestDecimalTags_globals(t *testing.T) {
	most, places := decimal.MaxDecodeExponent, decimal.DivisionPrecision
	t.Cleanup(func() { decimal.MaxDecodeExponent, decimal.DivisionPrecision = most, places })
	decimal.MaxDecodeExponent, decimal.DivisionPrecision = 0, 0
	assert.NoError(t, declare.Check(declare.New(), sized(decimal.New(10, -2)), "x", errPlan))
}

// TestDecimalTags_exact: the order is that of fractions, for neighbours that no float64 tells apart, too.
func TestDecimalTags_exact(t *testing.T) {
	type four struct {
		GT  decimal.Decimal `json:"gt"  validate:"dgt=0.1"`
		GTE decimal.Decimal `json:"gte" validate:"dgte=0.1"`
		LT  decimal.Decimal `json:"lt"  validate:"dlt=0.1"`
		LTE decimal.Decimal `json:"lte" validate:"dlte=0.1"`
	}
	v := declare.New()
	rapid.Check(t, func(t *rapid.T) {
		offset := rapid.Int64Range(-3, 3).Draw(t, "offset")
		d := decimal.New(1, -1).Add(decimal.New(offset, rapid.Int32Range(-60, 0).Draw(t, "exponent")))
		want := []string{"four.gt dgt", "four.lt dlt"}
		switch {
		case offset > 0:
			want = []string{"four.lt dlt", "four.lte dlte"}
		case offset < 0:
			want = []string{"four.gt dgt", "four.gte dgte"}
		}
		assert.Equal(t, want, faults(t, declare.Check(v, four{d, d, d, d}, "x", errPlan)))
	})
}
