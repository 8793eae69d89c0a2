package rfm_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// A sale is a row in minor units.
type sale struct {
	customer string
	on       rfm.Day
	minor    int64
}

// drawSales draws a log's rows.
func drawSales(t *rapid.T) []sale {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) sale {
		return sale{
			rapid.SampledFrom([]string{"ana", "bruno", "carla", "", "dora"}).Draw(t, "customer"),
			rapid.Custom(func(t *rapid.T) rfm.Day { return rfm.Day(rapid.IntRange(700_000, 700_030).Draw(t, "day")) }).Draw(t, "on"),
			rapid.Int64Range(-300, 500).Draw(t, "minor"),
		}
	}), 1, 40).Draw(t, "sales")
}

// logged adds sales.
func logged(t require.TestingT, sales []sale) *rfm.Log {
	var l rfm.Log
	for _, s := range sales {
		require.NoError(t, l.AddMinor(s.customer, s.on, s.minor))
	}
	return &l
}

// bytesOf returns the binary form.
func bytesOf(t require.TestingT, l *rfm.Log) []byte {
	data, err := l.MarshalBinary()
	require.NoError(t, err)
	return data
}

// slowCustomers is a map of sets: days with a purchase, and sums by day.
func slowCustomers(sales []sale, o rfm.Options) map[string]rfm.Customer {
	bought := map[string]map[rfm.Day]bool{}
	sums := map[string]map[rfm.Day]int64{}
	for _, s := range sales {
		if bought[s.customer] == nil {
			bought[s.customer], sums[s.customer] = map[rfm.Day]bool{}, map[rfm.Day]int64{}
		}
		if s.minor >= 0 {
			bought[s.customer][s.on] = true
		}
		if s.minor >= 0 || o.Returns == rfm.ReturnsNet {
			sums[s.customer][s.on] += s.minor
		}
	}
	all := map[string]rfm.Customer{}
	for id := range bought {
		days := slices.Sorted(maps.Keys(bought[id]))
		if len(days) == 0 || days[0] > o.Cut {
			continue
		}
		c := rfm.Customer{ID: id, First: days[0], TDays: int(o.Cut - days[0])}
		for _, day := range days {
			switch {
			case day > o.End && day > o.Cut:
			case day > o.Cut:
				c.HoldoutX++
			case day > c.First:
				c.X++
				c.TxDays = int(day - c.First)
				c.Repeat += sums[id][day]
			}
		}
		for day, sum := range sums[id] {
			if day <= o.Cut {
				c.Total += sum
			} else if day <= o.End {
				c.HoldoutSpend += sum
			}
		}
		all[id] = c
	}
	return all
}

func TestLog_Customers_isNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sales := drawSales(t)
		o := rfm.Options{
			Cut:     rfm.Day(rapid.IntRange(699_999, 700_031).Draw(t, "cut")),
			Returns: rfm.Returns(rapid.IntRange(0, 1).Draw(t, "returns")),
		}
		if rapid.Bool().Draw(t, "holdout") {
			o.End = o.Cut + rfm.Day(rapid.IntRange(0, 20).Draw(t, "end"))
		}
		got := map[string]rfm.Customer{}
		last := ""
		for c, err := range logged(t, sales).Customers(o) {
			require.NoError(t, err)
			assert.True(t, len(got) == 0 || c.ID > last)
			got[c.ID], last = c, c.ID
			assert.NoError(t, c.History().Check())
		}
		assert.Equal(t, slowCustomers(sales, o), got)
	})
}

func TestLog_anySplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sales := drawSales(t)
		cut := rapid.IntRange(0, len(sales)).Draw(t, "cut")
		whole, merged := logged(t, sales), logged(t, sales[cut:])
		if rapid.Bool().Draw(t, "read between") {
			_ = merged.Days()
		}
		require.NoError(t, merged.Merge(logged(t, sales[:cut])))
		assert.Equal(t, bytesOf(t, whole), bytesOf(t, merged))
		var back rfm.Log
		require.NoError(t, back.UnmarshalBinary(bytesOf(t, whole)))
		assert.Equal(t, bytesOf(t, whole), bytesOf(t, &back))
		assert.Equal(t, whole.Len(), back.Len())
		assert.Equal(t, whole.Days(), merged.Days())
		assert.Equal(t, whole.Last(), merged.Last())
	})
}

// A cut that moves gives what a log built for it would give.
func TestLog_Histogram_movingCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sales := drawSales(t)
		cut := rfm.Day(rapid.IntRange(700_000, 700_030).Draw(t, "cut"))
		early := slices.DeleteFunc(slices.Clone(sales), func(s sale) bool { return s.on > cut })
		moved, err := logged(t, sales).Histogram(rfm.Options{Cut: cut})
		require.NoError(t, err)
		anew, err := logged(t, early).Histogram(rfm.Options{Cut: cut})
		require.NoError(t, err)
		want, err := anew.MarshalBinary()
		require.NoError(t, err)
		got, err := moved.MarshalBinary()
		require.NoError(t, err)
		assert.Equal(t, want, got)
	})
}

func TestLog_returns(t *testing.T) {
	sales := []sale{
		{"ana", 100, 1000}, {"ana", 107, 500}, {"ana", 107, -200}, {"ana", 110, -300}, {"ana", 120, 0},
	}
	read := func(p rfm.Returns) (rfm.Customer, error) {
		for c, err := range logged(t, sales).Customers(rfm.Options{Cut: 130, Returns: p}) {
			return c, err
		}
		return rfm.Customer{}, nil
	}
	net, err := read(rfm.ReturnsNet)
	require.NoError(t, err)
	assert.Equal(t, rfm.Customer{ID: "ana", First: 100, X: 2, TxDays: 20, TDays: 30, Repeat: 300, Total: 1000}, net)
	dropped, err := read(rfm.ReturnsDrop)
	require.NoError(t, err)
	assert.Equal(t, rfm.Customer{ID: "ana", First: 100, X: 2, TxDays: 20, TDays: 30, Repeat: 500, Total: 1500}, dropped)
	_, err = read(rfm.ReturnsReject)
	require.ErrorIs(t, err, rfm.ErrReturn)
	_, err = read(7)
	require.ErrorIs(t, err, rfm.ErrUnknown)
}

func TestLog_Add_amounts(t *testing.T) {
	yen, err := rfm.New(0)
	require.NoError(t, err)
	require.NoError(t, yen.Add("a", 1, decimal.RequireFromString("120.00")))
	require.ErrorIs(t, yen.Add("a", 1, decimal.RequireFromString("0.5")), rfm.ErrAmount)
	var l rfm.Log
	require.NoError(t, l.Add("a", 1, decimal.RequireFromString("-0.01")))
	for _, bad := range []decimal.Decimal{
		decimal.RequireFromString("0.001"), decimal.New(1, 1_000_000_000), decimal.New(1, -1_000_000_000), decimal.New(1, 18),
	} {
		require.ErrorIs(t, l.Add("a", 1, bad), rfm.ErrAmount)
	}
	require.ErrorIs(t, l.AddMinor("a", 1, math.MinInt64), rfm.ErrLimit)
	require.NoError(t, l.AddMinor("a", 2, math.MaxInt64-1))
	require.ErrorIs(t, l.AddMinor("a", 3, 1), rfm.ErrLimit)
	for _, day := range []rfm.Day{0, -1, 3_652_060, math.MaxInt32} {
		require.ErrorIs(t, l.AddMinor("a", day, 1), rfm.ErrDay, "%d", day)
	}
	assert.Equal(t, 2, l.Days())
	for _, digits := range []int32{-1, 9} {
		_, err := rfm.New(digits)
		require.ErrorIs(t, err, rfm.ErrDigits)
	}
	require.ErrorIs(t, l.Merge(yen), rfm.ErrDigits)
	require.NoError(t, l.Merge(nil))
	other := logged(t, []sale{{"b", 1, 1}, {"a", 1, 1}})
	before := bytesOf(t, &l)
	require.ErrorIs(t, l.Merge(other), rfm.ErrLimit)
	assert.Equal(t, before, bytesOf(t, &l))
}

func TestLog_Merge_itself(t *testing.T) {
	l := logged(t, []sale{{"a", 5, 10}, {"a", 5, -3}, {"b", 6, 0}})
	require.NoError(t, l.Merge(l))
	assert.Equal(t, bytesOf(t, logged(t, []sale{{"a", 5, 20}, {"a", 5, -6}, {"b", 6, 0}})), bytesOf(t, l))
}

func TestLog_AddAll_index(t *testing.T) {
	var l rfm.Log
	err := l.AddAll(slices.Values([]rfm.Transaction{
		{Customer: "a", On: 1, Amount: decimal.New(1, 0)}, {Customer: "b", On: 0, Amount: decimal.New(1, 0)},
	}))
	require.ErrorIs(t, err, rfm.ErrDay)
	require.ErrorContains(t, err, "row 1")
	assert.Equal(t, 1, l.Len())
}

func TestOptions_refused(t *testing.T) {
	some := logged(t, []sale{{"a", 5, 10}})
	model := lifetime.NBD{Unit: lifetime.Week, R: 1, Alpha: 1}
	for _, o := range []rfm.Options{{Cut: -1}, {End: -1}, {Cut: 9, End: 8}, {Cut: 3_652_060}, {End: 4}} {
		_, err := some.Histogram(o)
		require.ErrorIs(t, err, rfm.ErrDay, "%+v", o)
		for _, err := range some.Customers(o) {
			require.ErrorIs(t, err, rfm.ErrDay, "%+v", o)
		}
	}
	_, err := new(rfm.Log).Histogram(rfm.Options{})
	require.ErrorIs(t, err, rfm.ErrNoData)
	_, err = rfm.Track(model, some, rfm.Options{}, 7)
	require.ErrorIs(t, err, rfm.ErrDay)
	_, err = rfm.Track(model, some, rfm.Options{End: 10}, 0)
	require.ErrorIs(t, err, rfm.ErrRange)
	_, err = rfm.Track(model, some, rfm.Options{Cut: 5, End: 3_000_000}, 1)
	require.ErrorIs(t, err, rfm.ErrLimit)
	_, err = rfm.Track(model, some, rfm.Options{Cut: 4, End: 10}, 1)
	require.ErrorIs(t, err, rfm.ErrNoData)
	_, err = rfm.Track(model, some, rfm.Options{Cut: -4, End: 10}, 1)
	require.ErrorIs(t, err, rfm.ErrDay)
	_, err = rfm.Track(lifetime.NBD{}, some, rfm.Options{Cut: 5, End: 10}, 1)
	require.ErrorIs(t, err, lifetime.ErrSpan)
	_, err = rfm.ByFrequency(model, some, rfm.Options{}, 7)
	require.ErrorIs(t, err, rfm.ErrDay)
	_, err = rfm.ByFrequency(model, some, rfm.Options{End: 9}, -1)
	require.ErrorIs(t, err, rfm.ErrRange)
	_, err = rfm.ByFrequency(model, some, rfm.Options{Cut: 4, End: 9}, 1)
	require.ErrorIs(t, err, rfm.ErrNoData)
	_, err = rfm.ByFrequency(model, some, rfm.Options{Cut: -4, End: 9}, 1)
	require.ErrorIs(t, err, rfm.ErrDay)
	_, err = rfm.ByFrequency(lifetime.NBD{}, some, rfm.Options{End: 9}, 1)
	require.ErrorIs(t, err, lifetime.ErrSpan)
	_, err = rfm.Frequencies(model, nil, 3)
	require.ErrorIs(t, err, rfm.ErrNoData)
	_, err = rfm.Frequencies(model, new(lifetime.Histogram), 1_000_000_000)
	require.ErrorIs(t, err, rfm.ErrRange)
	g, err := some.Histogram(rfm.Options{Cut: 50})
	require.NoError(t, err)
	_, err = rfm.Frequencies(lifetime.NBD{}, g, 3)
	require.ErrorIs(t, err, lifetime.ErrSpan)
}

func TestCustomer_Spend(t *testing.T) {
	s, ok := rfm.Customer{X: 2, Repeat: 301}.Spend(2)
	assert.True(t, ok)
	assert.Equal(t, lifetime.Spend{X: 2, Mean: 1.505}, s)
	for _, c := range []rfm.Customer{{}, {X: 2, Repeat: -5}, {X: 0, Repeat: 5}} {
		_, ok = c.Spend(2)
		assert.False(t, ok)
	}
	_, ok = rfm.Customer{X: 2, Repeat: 301}.Spend(9)
	assert.False(t, ok)
}
