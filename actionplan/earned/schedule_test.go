package earned_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan/earned"
)

func curve(values ...string) (pv []decimal.Decimal) {
	for _, v := range values {
		pv = append(pv, dec(v))
	}
	return pv
}

func TestSchedule(t *testing.T) { // by hand
	for _, c := range []struct {
		name                                       string
		pv                                         []decimal.Decimal
		ev, at                                     string
		planned, earned, variance, index, forecast string
	}{
		{"as planned", curve("10", "30", "60", "100"), "30", "2", "4", "2", "0", "1", "4"},
		{"late", curve("10", "30", "60", "100"), "40", "4", "4", "2.3333333333", "-1.6666666667", "0.5833333333", "6.8571428571"},
		{"late, and ended: SV in money is 0", curve("10", "30", "60", "100"), "100", "6", "4", "4", "-2", "0.6666666667", "6"},
		{"at the start", curve("10", "30"), "0", "0", "2", "0", "0", "", ""},
		{"nothing earned", curve("10", "30"), "0", "1", "2", "0", "-1", "0", ""},
		{"within the first period", curve("10", "30"), "5", "1", "2", "0.5", "-0.5", "0.5", "4"},
		{"nothing planned after the second", curve("10", "30", "30", "30"), "30", "2", "2", "2", "0", "1", "2"},
		{"a pause", curve("10", "10", "10", "30"), "10", "1", "4", "3", "2", "3", "1.3333333333"},
		{"a late start", curve("0", "10"), "0", "1", "2", "1", "0", "1", "2"},
		{"half a period", curve("10"), "5", "0.25", "1", "0.5", "0.25", "2", "0.5"},
	} {
		m, err := earned.Schedule(c.pv, dec(c.ev), dec(c.at), earned.Options{})
		require.NoError(t, err, c.name)
		same(t, c.planned, &m.Planned, c.name+", planned")
		same(t, c.earned, &m.Earned, c.name+", earned")
		same(t, c.variance, &m.Variance, c.name+", variance")
		same(t, c.index, m.Index, c.name+", index")
		same(t, c.forecast, m.Forecast, c.name+", forecast")
	}
}

// TestSchedule_oracle: the definition walked through in exact fractions, to half a unit of the last place.
func TestSchedule_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var pv []decimal.Decimal
		sum := int64(0)
		for range rapid.IntRange(1, 8).Draw(t, "periods") {
			sum += rapid.SampledFrom([]int64{0, 1, 7, 100}).Draw(t, "planned")
			pv = append(pv, decimal.New(sum, 0))
		}
		ev, at := rapid.Int64Range(0, sum).Draw(t, "ev"), rapid.Int64Range(0, 12).Draw(t, "at")
		m, err := earned.Schedule(pv, decimal.New(ev, 0), decimal.New(at, 0), earned.Options{Scale: 6})
		if sum == 0 {
			assert.ErrorIs(t, err, earned.ErrCurve)
			return
		}
		require.NoError(t, err)
		for len(pv) > 1 && pv[len(pv)-2].Equal(pv[len(pv)-1]) {
			pv = pv[:len(pv)-1]
		}
		es, before := new(big.Rat), int64(0)
		for c, v := range pv {
			if ev >= v.IntPart() {
				es.SetInt64(int64(c + 1))
				before = v.IntPart()
				continue
			}
			es.Add(es, big.NewRat(ev-before, v.IntPart()-before))
			break
		}
		near := func(want *big.Rat, got *decimal.Decimal) {
			off := new(big.Rat).Sub(got.Rat(), want)
			assert.LessOrEqual(t, off.Abs(off).Cmp(big.NewRat(1, 2e6)), 0, "%s, not %s", got, want)
		}
		near(es, &m.Earned)
		near(new(big.Rat).Sub(es, big.NewRat(at, 1)), &m.Variance)
		if assert.Equal(t, at > 0, m.Index != nil); at > 0 {
			near(new(big.Rat).Quo(es, big.NewRat(at, 1)), m.Index)
		}
		if assert.Equal(t, es.Sign() > 0, m.Forecast != nil); es.Sign() > 0 {
			near(new(big.Rat).Quo(big.NewRat(int64(len(pv))*at, 1), es), m.Forecast)
		}
	})
}

func TestSchedule_faults(t *testing.T) {
	hostile := decimal.New(1, 1e9)
	for name, c := range map[string]struct {
		pv     []decimal.Decimal
		ev, at decimal.Decimal
		opt    earned.Options
		want   error
		text   string
	}{
		"no curve":     {nil, dec("0"), dec("1"), earned.Options{}, earned.ErrCurve, "0 periods"},
		"all 0":        {curve("0", "0"), dec("0"), dec("1"), earned.Options{}, earned.ErrCurve, "2 periods"},
		"falls":        {curve("5", "4"), dec("0"), dec("1"), earned.Options{}, earned.ErrCurve, "pv[1]"},
		"negative":     {curve("-1", "4"), dec("0"), dec("1"), earned.Options{}, earned.ErrAmount, "pv[0]"},
		"hostile":      {[]decimal.Decimal{hostile}, dec("0"), dec("1"), earned.Options{}, earned.ErrAmount, "pv[0]"},
		"ev hostile":   {curve("5"), hostile, dec("1"), earned.Options{}, earned.ErrAmount, "ev"},
		"ev negative":  {curve("5"), dec("-1"), dec("1"), earned.Options{}, earned.ErrAmount, "ev"},
		"ev above":     {curve("5"), dec("6"), dec("1"), earned.Options{}, earned.ErrAmount, "ev above"},
		"at hostile":   {curve("5"), dec("1"), hostile, earned.Options{}, earned.ErrRange, "at"},
		"at negative":  {curve("5"), dec("1"), dec("-1"), earned.Options{}, earned.ErrRange, "at"},
		"scale":        {curve("5"), dec("1"), dec("1"), earned.Options{Scale: 99}, earned.ErrRange, "scale"},
		"most periods": {make([]decimal.Decimal, 100_000), dec("1"), dec("1"), earned.Options{}, earned.ErrCurve, "100000"},
		"many periods": {make([]decimal.Decimal, 100_001), dec("1"), dec("1"), earned.Options{}, earned.ErrRange, "100001"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := earned.Schedule(c.pv, c.ev, c.at, c.opt)
			assert.ErrorIs(t, err, c.want)
			assert.ErrorContains(t, err, c.text)
		})
	}
}
