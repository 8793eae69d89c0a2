package reliability_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

var policies = []reliability.Missingness{reliability.MissingnessListwise, reliability.MissingnessPairwise}

// bytesOf returns the form of a tally.
func bytesOf(t tb, y *reliability.Tally) []byte {
	t.Helper()
	data, err := y.MarshalBinary()
	require.NoError(t, err)
	return data
}

// TestTally_merge: any split in any order has the bytes of one pass, and so has adding a row and taking it out.
func TestTally_merge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 5).Draw(t, "k")
		m := rapid.SampledFrom(policies).Draw(t, "policy")
		rows := drawRows(k, 6, 1, true).Draw(t, "rows")
		items := points(k, 0, 6)
		items[k-1].Reverse = true
		whole := bytesOf(t, tally(t, items, m, rows...))
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		a, b := tally(t, items, m, rows[:cut]...), tally(t, items, m, rows[cut:]...)
		require.NoError(t, b.Merge(a))
		assert.Equal(t, whole, bytesOf(t, b))
		order := rapid.Permutation(rows).Draw(t, "order")
		assert.Equal(t, whole, bytesOf(t, tally(t, items, m, order...)))
		require.NoError(t, b.Add(rows[0]))
		require.NoError(t, b.Remove(rows[0]))
		assert.Equal(t, whole, bytesOf(t, b))
		for _, row := range rows {
			require.NoError(t, b.Remove(row))
		}
		assert.Equal(t, bytesOf(t, tally(t, items, m)), bytesOf(t, b), "all taken out")
		require.ErrorIs(t, b.Remove(rows[0]), reliability.ErrRange)
		assert.Equal(t, bytesOf(t, tally(t, items, m)), bytesOf(t, b), "and left alone")
	})
}

func TestTally_mergeItself(t *testing.T) {
	y := tally(t, points(3, 1, 5), reliability.MissingnessPairwise, append(five(), []int{1, reliability.Missing, 2})...)
	require.NoError(t, y.Merge(y))
	added, complete := y.Rows()
	assert.Equal(t, []int64{12, 10}, []int64{added, complete})
}

// TestTally_binary: what was written reads back, as the same bytes and figures.
func TestTally_binary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 4).Draw(t, "k")
		m := rapid.SampledFrom(policies).Draw(t, "policy")
		items := points(k, math.MinInt+1, math.MinInt+7)
		items[0] = reliability.Item{Name: "é", Min: math.MaxInt - 9, Max: math.MaxInt, Reverse: true}
		y := tally(t, items, m)
		for _, row := range drawRows(k, 6, 0, true).Draw(t, "rows") {
			for i, x := range row {
				if x != reliability.Missing {
					row[i] += items[i].Min
				}
			}
			require.NoError(t, y.Add(row))
		}
		data := bytesOf(t, y)
		var back reliability.Tally
		require.NoError(t, back.UnmarshalBinary(data))
		assert.Equal(t, data, bytesOf(t, &back))
		require.NoError(t, back.Merge(y))
	})
}

// TestTally_form: the bytes themselves, which must not change within a version.
func TestTally_form(t *testing.T) {
	y := tally(t, []reliability.Item{{Name: "a", Min: 1, Max: 3}, {Name: "b", Min: -1, Max: 1, Reverse: true}},
		reliability.MissingnessPairwise, []int{3, 0}, []int{2, reliability.Missing})
	assert.Equal(t, "\x11reliability.Tally\x01\x01\x02\x01a\x02\x06\x00\x01b\x01\x02\x01\x02\x01"+
		"\x02\x01\x04\x02\x01"+ // sums and products of the complete row
		"\x01\x00\x00\x01\x00\x00\x00\x01\x00\x00", // counts, sums and products of the other
		string(bytesOf(t, y)))
}

// TestTally_corrupt: a flipped byte is refused or is another tally in its one form; sums that no rows give are refused.
func TestTally_corrupt(t *testing.T) {
	holed := append(five(), []int{1, reliability.Missing, 2}, []int{1, 4, reliability.Missing})
	for _, m := range policies {
		y := tally(t, points(3, 1, 5), m, holed...)
		data := bytesOf(t, y)
		for i := range data {
			for bit := range 8 {
				bad := append([]byte(nil), data...)
				bad[i] ^= 1 << bit
				back := tally(t, points(2, 0, 1), 0)
				if err := back.UnmarshalBinary(bad); err != nil {
					require.ErrorIs(t, err, reliability.ErrDecode)
					assert.Equal(t, bytesOf(t, tally(t, points(2, 0, 1), 0)), bytesOf(t, back), "left alone")
					continue
				}
				assert.Equal(t, bad, bytesOf(t, back))
			}
		}
	}
	head := "\x11reliability.Tally\x01"
	for name, body := range map[string]string{
		"no items": "\x00\x00", "policy 2": "\x02\x02\x01a\x00\x02\x00\x01b\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00",
		"reversed twice": "\x00\x02\x01a\x00\x02\x02\x01b\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00",
		"sum 2 of 1 row": "\x00\x02\x01a\x00\x02\x00\x01b\x00\x02\x00\x01\x01\x02\x00\x02\x00\x00",
		"square below":   "\x00\x02\x01a\x00\x04\x00\x01b\x00\x02\x00\x02\x02\x02\x00\x01\x00\x00",
		"product above":  "\x00\x02\x01a\x00\x04\x00\x01b\x00\x02\x00\x02\x02\x02\x02\x02\x03\x02",
		"pair of more":   "\x01\x02\x01a\x00\x02\x00\x01b\x00\x02\x00\x02\x00\x00\x00\x00\x00\x00\x01\x02\x02\x00\x00\x00\x00\x00\x00\x00",
		"pair sums more": "\x01\x02\x01a\x00\x02\x00\x01b\x00\x02\x00\x02\x00\x00\x00\x00\x00\x00\x01\x01\x01\x00\x01\x00\x00\x00\x00\x00",
		"complete > all": "\x00\x02\x01a\x00\x02\x00\x01b\x00\x02\x00\x00\x01\x00\x00\x00\x00\x00",
		"count 2^63":     "\x00\x02\x01a\x00\x02\x00\x01b\x00\x02\x00\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01\x00\x00\x00\x00\x00\x00",
		"too many rows":  "\x00\x02\x01a\x00\x04\x00\x01b\x00\x02\x00\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x00\x00\x00\x00\x00\x00",
	} {
		var y reliability.Tally
		require.ErrorIs(t, y.UnmarshalBinary([]byte(head+body)), reliability.ErrDecode, name)
	}
}

func TestNewTally_errors(t *testing.T) {
	good := points(2, 1, 5)
	with := func(change func(it *reliability.Item)) []reliability.Item {
		items := points(2, 1, 5)
		change(&items[1])
		return items
	}
	for name, c := range map[string]struct {
		items []reliability.Item
		want  error
	}{
		"none":       {nil, reliability.ErrTooFew},
		"one":        {good[:1], reliability.ErrTooFew},
		"501":        {points(501, 0, 1), reliability.ErrLimit},
		"no name":    {with(func(it *reliability.Item) { it.Name = "" }), reliability.ErrInvalid},
		"same name":  {with(func(it *reliability.Item) { it.Name = "q1" }), reliability.ErrInvalid},
		"long name":  {with(func(it *reliability.Item) { it.Name = strings.Repeat("x", 201) }), reliability.ErrLimit},
		"no width":   {with(func(it *reliability.Item) { it.Max = 1 }), reliability.ErrInvalid},
		"upside":     {with(func(it *reliability.Item) { it.Max = 0 }), reliability.ErrInvalid},
		"wide":       {with(func(it *reliability.Item) { it.Max = 65_537 }), reliability.ErrLimit},
		"all ints":   {with(func(it *reliability.Item) { it.Min, it.Max = math.MinInt+1, math.MaxInt }), reliability.ErrLimit},
		"is Missing": {with(func(it *reliability.Item) { it.Min, it.Max = math.MinInt, math.MinInt+3 }), reliability.ErrInvalid},
	} {
		_, err := reliability.NewTally(c.items, 0)
		require.ErrorIs(t, err, c.want, name)
		assert.Less(t, len(err.Error()), 200, name)
	}
	_, err := reliability.NewTally(good, 2)
	require.ErrorIs(t, err, reliability.ErrInvalid)
	_, err = reliability.NewTally(points(500, 1, 65_536), reliability.MissingnessPairwise)
	require.NoError(t, err, "the most and the widest")
}

func TestTally_errors(t *testing.T) {
	y := tally(t, points(3, 1, 5), 0, five()...)
	before := bytesOf(t, y)
	for name, c := range map[string]struct {
		row  []int
		want error
	}{
		"short": {[]int{1, 2}, reliability.ErrMismatch}, "long": {[]int{1, 2, 3, 4}, reliability.ErrMismatch},
		"none": {nil, reliability.ErrMismatch}, "above": {[]int{1, 2, 6}, reliability.ErrRange},
		"below": {[]int{0, 2, 3}, reliability.ErrRange}, "far": {[]int{1, math.MaxInt, 3}, reliability.ErrRange},
		"near Missing": {[]int{1, reliability.Missing + 1, 3}, reliability.ErrRange},
	} {
		require.ErrorIs(t, y.Add(c.row), c.want, name)
		require.ErrorIs(t, y.Remove(c.row), c.want, name)
	}
	require.ErrorIs(t, y.Remove([]int{1, reliability.Missing, 1}), reliability.ErrRange, "no such row")
	reversed := points(3, 1, 5)
	reversed[0].Reverse = true
	require.ErrorIs(t, y.Merge(tally(t, reversed, 0)), reliability.ErrMismatch)
	require.ErrorIs(t, y.Merge(tally(t, points(3, 1, 5), 1)), reliability.ErrMismatch)
	require.ErrorIs(t, y.Merge(nil), reliability.ErrInvalid)
	assert.Equal(t, before, bytesOf(t, y), "left alone")

	var zero reliability.Tally
	require.ErrorIs(t, zero.Add([]int{1}), reliability.ErrInvalid)
	require.ErrorIs(t, zero.Remove(nil), reliability.ErrInvalid)
	require.ErrorIs(t, zero.Merge(y), reliability.ErrInvalid)
	require.ErrorIs(t, y.Merge(&zero), reliability.ErrInvalid)
	_, err := zero.Covariance()
	require.ErrorIs(t, err, reliability.ErrInvalid)
	_, err = zero.MarshalBinary()
	require.ErrorIs(t, err, reliability.ErrInvalid)
	added, complete := (*reliability.Tally)(nil).Rows()
	assert.Zero(t, added+complete)
}

// TestTally_full: beyond 2^63/w² rows a tally refuses more, and until then nothing overflows.
func TestTally_full(t *testing.T) {
	items := points(2, 0, 65_535)
	y := tally(t, items, reliability.MissingnessPairwise, []int{65_535, 65_535}, []int{0, 65_535})
	for range 29 { // 2^30 rows
		require.NoError(t, y.Merge(y))
	}
	more := tally(t, items, reliability.MissingnessPairwise)
	require.NoError(t, more.Merge(y))
	require.NoError(t, more.Merge(y))
	before := bytesOf(t, more)
	require.ErrorIs(t, more.Merge(y), reliability.ErrLimit)
	assert.Equal(t, before, bytesOf(t, more))
	require.NoError(t, more.UnmarshalBinary(before))
	c := covariance(t, more)
	a := alphaOf(t, c)
	assert.Equal(t, int64(1<<31), a.N)
	assert.InEpsilon(t, 65_535/2.0, a.Items[0].SD, 1e-9)
	assert.Zero(t, a.Items[1].SD)

	binary := tally(t, points(2, 0, 1), 0, []int{1, 0}, []int{0, 1}, []int{1, 1})
	for range 61 {
		require.NoError(t, binary.Merge(binary))
	}
	require.ErrorIs(t, binary.Merge(binary), reliability.ErrLimit)
	a = alphaOf(t, covariance(t, binary))
	assert.Equal(t, int64(3)<<61, a.N)
	assert.InDelta(t, -2, a.Raw, 1e-14)
}

func TestTally_fullAdd(t *testing.T) {
	y := tally(t, points(2, 0, 65_535), 0, []int{1, 2})
	for range 31 {
		require.NoError(t, y.Merge(y))
	}
	left := int64(math.MaxInt64)/(65_535*65_535) - 1<<31
	for range left {
		require.NoError(t, y.Add([]int{65_535, 65_535}))
	}
	require.ErrorIs(t, y.Add([]int{1, 2}), reliability.ErrLimit)
	require.NoError(t, y.Remove([]int{1, 2}))
	last := tally(t, points(2, 0, 65_535), 0, []int{1, 2})
	require.NoError(t, y.Merge(last), "to the last row")
	require.ErrorIs(t, y.Merge(last), reliability.ErrLimit)
}

func TestMissingness(t *testing.T) {
	for _, m := range policies {
		text, err := m.MarshalText()
		require.NoError(t, err)
		back, err := reliability.ParseMissingness(string(text))
		require.NoError(t, err)
		assert.Equal(t, m, back)
		require.NoError(t, back.UnmarshalText([]byte(m.String())))
	}
	_, err := reliability.ParseMissingness("")
	require.ErrorIs(t, err, reliability.ErrUnknown)
	_, err = reliability.Missingness(7).MarshalText()
	require.ErrorIs(t, err, reliability.ErrUnknown)
	m := reliability.MissingnessPairwise
	require.ErrorIs(t, m.UnmarshalText([]byte("casewise")), reliability.ErrUnknown)
	assert.Equal(t, reliability.MissingnessPairwise, m)
	assert.Equal(t, "?", reliability.Missingness(7).String())
}
