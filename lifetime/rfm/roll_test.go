package rfm_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// A hundred and fifty thousand customers have some hash tags in common, and the table grows many times.
func TestLog_manyCustomers(t *testing.T) {
	const customers = 150_000
	var l rfm.Log
	name := func(i int) string { return fmt.Sprintf("customer-%d", i*7919%customers) }
	for round := range 2 {
		for i := range customers {
			require.NoError(t, l.AddMinor(name(i), 100+rfm.Day(round), int64(i)))
			if round == 0 && i%50_021 == 0 {
				require.Equal(t, i+1, l.Len())
				require.EqualValues(t, 100, l.Last())
			}
		}
	}
	assert.Equal(t, customers, l.Len())
	assert.Equal(t, 2*customers, l.Days())
	total := make(map[string]int64)
	for i := range customers {
		total[name(i)] = 2 * int64(i)
	}
	for c, err := range l.Customers(rfm.Options{}) {
		require.NoError(t, err)
		require.Equal(t, 1, c.X, c.ID)
		require.Equal(t, total[c.ID], c.Total, c.ID)
		delete(total, c.ID)
	}
	assert.Empty(t, total)
}

// Names come out in the order of their bytes, whatever they have in common and where one ends.
func TestLog_Customers_order(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		common := rapid.SampledFrom([]string{"", "customer-", "é"}).Draw(t, "common")
		rest := rapid.StringOfN(rapid.RuneFrom([]rune{0, 'a', 'b', 'ÿ'}), 0, 12, -1)
		names := rapid.SliceOfNDistinct(rest, 1, 300, rapid.ID).Draw(t, "names")
		var l rfm.Log
		for i, name := range names {
			names[i] = common + name
			require.NoError(t, l.AddMinor(names[i], 1, 1))
		}
		var got []string
		for c, err := range l.Customers(rfm.Options{}) {
			require.NoError(t, err)
			got = append(got, c.ID)
		}
		slices.Sort(names)
		assert.Equal(t, names, got)
	})
}

// All amounts together may exceed an int64; those of one customer may not, whether they are added or merged.
func TestLog_Add_totalBeyondInt64(t *testing.T) {
	const most = math.MaxInt64
	l := logged(t, []sale{{"a", 1, most - 10}, {"b", 1, -most}, {"c", 2, most - 5}, {"a", 2, -6}})
	require.ErrorIs(t, l.AddMinor("a", 3, 5), rfm.ErrLimit)
	require.NoError(t, l.AddMinor("a", 3, 4))
	require.ErrorIs(t, l.AddMinor("b", 3, -1), rfm.ErrLimit)
	require.NoError(t, l.AddMinor("b", 3, 0))
	require.NoError(t, l.AddMinor("d", 3, most))
	before := bytesOf(t, l)
	require.ErrorIs(t, l.Merge(logged(t, []sale{{"e", 1, 1}, {"c", 4, 6}})), rfm.ErrLimit)
	assert.Equal(t, before, bytesOf(t, l))
	require.NoError(t, l.Merge(logged(t, []sale{{"e", 1, most}, {"c", 4, 5}})))
	require.ErrorIs(t, l.AddMinor("c", 4, 1), rfm.ErrLimit)
	require.ErrorIs(t, l.Merge(l), rfm.ErrLimit)
	assert.Equal(t, 5, l.Len())
	assert.Equal(t, 9, l.Days())
	var back rfm.Log
	require.NoError(t, back.UnmarshalBinary(bytesOf(t, l)))
	assert.Equal(t, bytesOf(t, l), bytesOf(t, &back))
	require.ErrorIs(t, back.AddMinor("c", 4, 1), rfm.ErrLimit)
}
