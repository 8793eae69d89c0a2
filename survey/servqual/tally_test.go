package servqual_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
	"github.com/seed-4ccf82d5/servicequality/survey/servqual"
)

// TestTally_merge: any split in any order has the bytes of one pass, and reads back to the same bytes and figures.
func TestTally_merge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(drawRow(), 1, 12).Draw(t, "rows")
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		whole, late := tally(t, three(), rows...), tally(t, three(), rows[cut:]...)
		early := tally(t, three(), rows[:cut]...)
		before := encoded(t, early)
		require.NoError(t, late.Merge(early))
		assert.Equal(t, encoded(t, whole), encoded(t, late))
		assert.Equal(t, before, encoded(t, early))
		assert.Equal(t, encoded(t, whole), encoded(t, tally(t, three(), rapid.Permutation(rows).Draw(t, "order")...)))
		var back servqual.Tally
		require.NoError(t, back.UnmarshalBinary([]byte(encoded(t, whole))))
		assert.Equal(t, whole, &back)
		require.NoError(t, back.Merge(whole))
	})
}

func TestNewTally_refuses(t *testing.T) {
	one := []servqual.Dimension{{Name: "x", Items: 1}}
	many := make([]servqual.Dimension, 51)
	for name, test := range map[string]struct {
		dims      []servqual.Dimension
		low, high int
		want      error
	}{
		"none":      {nil, 1, 7, servqual.ErrInvalid},
		"many":      {many, 1, 7, servqual.ErrLimit},
		"no name":   {many[:1], 1, 7, servqual.ErrInvalid},
		"long name": {[]servqual.Dimension{{strings.Repeat("x", 201), 1}}, 1, 7, servqual.ErrLimit},
		"same name": {[]servqual.Dimension{{"x", 1}, {"x", 2}}, 1, 7, servqual.ErrInvalid},
		"no items":  {[]servqual.Dimension{{"x", 0}}, 1, 7, servqual.ErrInvalid},
		"17 items":  {[]servqual.Dimension{{"x", 17}}, 1, 7, servqual.ErrLimit},
		"no scale":  {one, 7, 7, servqual.ErrInvalid},
		"far scale": {one, math.MinInt, math.MaxInt, servqual.ErrInvalid},
		"long":      {one, 0, 1001, servqual.ErrLimit},
	} {
		_, err := servqual.NewTally(test.dims, test.low, test.high)
		require.ErrorIs(t, err, test.want, name)
	}
	dims := three()
	y, err := servqual.NewTally(dims, 1, 7)
	require.NoError(t, err)
	dims[0].Items = 9
	require.NoError(t, y.Add(nil, []int{1, 2, 3, 4, 5, 6}, nil), "shares nothing with what it was made of")
}

// TestAdd_refuses: what is refused is not counted, but for points that are wrong.
func TestAdd_refuses(t *testing.T) {
	good := []int{1, 2, 3, 4, 5, 6}
	y := tally(t, three(), row{good, good, []int{20, 30, 50}})
	before := encoded(t, y)
	for name, test := range map[string]struct {
		row
		want error
	}{
		"fewer perceived": {row{nil, good[:5], nil}, servqual.ErrMismatch},
		"fewer expected":  {row{good[:5], good, nil}, servqual.ErrMismatch},
		"empty expected":  {row{[]int{}, good, nil}, servqual.ErrMismatch},
		"more points":     {row{good, good, []int{25, 25, 25, 25}}, servqual.ErrMismatch},
		"no points":       {row{good, good, []int{}}, servqual.ErrMismatch},
		"expected off":    {row{[]int{1, 2, 3, 4, 5, 8}, good, nil}, servqual.ErrRange},
		"perceived off":   {row{good, []int{0, 2, 3, 4, 5, 6}, nil}, servqual.ErrRange},
		"far off":         {row{good, []int{math.MaxInt, 2, 3, 4, 5, 6}, nil}, servqual.ErrRange},
		"missing but one": {row{good, []int{none + 1, 2, 3, 4, 5, 6}, nil}, servqual.ErrRange},
	} {
		require.ErrorIs(t, y.Add(test.expected, test.perceived, test.points), test.want, name)
		assert.Equal(t, before, encoded(t, y), name)
	}
	for _, points := range [][]int{{0, 0, 0}, {50, 50, 1}, {-50, 100, 50}, {math.MaxInt, math.MaxInt, 102}, {math.MinInt, 100, 0}} {
		require.ErrorIs(t, y.Add(good, good, points), servqual.ErrRange)
	}
	r := result(t, y)
	assert.Equal(t, []int64{6, 5, 6}, []int64{r.N, r.Unweighted, r.Dimensions[0].N})

	zero := new(servqual.Tally)
	require.ErrorIs(t, zero.Add(nil, nil, nil), servqual.ErrInvalid)
	require.ErrorIs(t, zero.Merge(y), servqual.ErrInvalid)
	require.ErrorIs(t, y.Merge(zero), servqual.ErrInvalid)
	require.ErrorIs(t, y.Merge(nil), servqual.ErrInvalid)
	_, err := zero.MarshalBinary()
	require.ErrorIs(t, err, servqual.ErrInvalid)
	require.ErrorIs(t, y.Merge(tally(t, three()[:2])), servqual.ErrMismatch)
	five, err := servqual.NewTally(three(), 1, 5)
	require.NoError(t, err)
	require.ErrorIs(t, y.Merge(five), servqual.ErrMismatch)
}

// TestTally_overflow: at the most respondents of the widest tally figures are exact still, and one more changes nothing.
func TestTally_overflow(t *testing.T) {
	wide := []servqual.Dimension{{Name: "x", Items: 16}, {Name: "y", Items: 13}}
	perceived := slices.Repeat([]int{-1e9 + 1000}, 29)
	perceived[1] = none
	best := row{slices.Repeat([]int{-1e9}, 29), perceived, []int{100, 0}}
	one := func() *servqual.Tally {
		y, err := servqual.NewTally(wide, -1e9, -1e9+1000)
		require.NoError(t, err)
		require.NoError(t, y.Add(best.expected, best.perceived, best.points))
		return y
	}
	added, doubled := one(), one()
	for k := range 6 {
		for range 1 << k {
			require.NoError(t, added.Add(best.expected, best.perceived, best.points))
		}
		require.NoError(t, doubled.Merge(doubled))
	}
	assert.Equal(t, encoded(t, doubled), encoded(t, added), "64 squares are more than 64 bits")

	const most = math.MaxInt64 / (100 * 720720 * 1000)
	y, n := one(), int64(1)
	for 2*n <= most {
		require.NoError(t, y.Merge(y))
		n *= 2
	}
	require.ErrorIs(t, y.Merge(y), servqual.ErrLimit)
	for part := n / 2; part > 0; part /= 2 {
		if n+part > most {
			continue
		}
		z := one()
		for k := int64(1); k < part; k *= 2 {
			require.NoError(t, z.Merge(z))
		}
		require.NoError(t, y.Merge(z))
		n += part
	}
	before := encoded(t, y)
	require.ErrorIs(t, y.Merge(one()), servqual.ErrLimit)
	require.ErrorIs(t, y.Add(nil, make([]int, 29), nil), servqual.ErrRange)
	full := make([]int, 29)
	for i := range full {
		full[i] = -1e9
	}
	require.ErrorIs(t, y.Add(nil, full, nil), servqual.ErrLimit)
	assert.Equal(t, before, encoded(t, y))
	r := result(t, y)
	assert.Equal(t, int64(most), r.N)
	assert.Equal(t, 1000.0, *r.WeightedGap)
	assert.Equal(t, 1000.0, *r.Dimensions[0].Gap)
	assert.Equal(t, 1000.0, *r.Dimensions[0].High, "no variance, exactly")
	assert.Nil(t, r.Dimensions[0].P)
	require.NoError(t, new(servqual.Tally).UnmarshalBinary([]byte(before)))
}

// TestTally_form: the bytes themselves, which must not change within a version, and those that are refused.
func TestTally_form(t *testing.T) {
	form := func(name string, version byte, low, high int64, dims []any, numbers []int64, moments [][4]uint64) []byte {
		w := wire.NewWriter(name, version)
		w.Varint(low)
		w.Varint(high)
		for _, d := range dims {
			switch d := d.(type) {
			case int:
				w.Uvarint(uint64(d))
			case string:
				w.String(d)
			}
		}
		for _, n := range numbers {
			w.Varint(n)
		}
		for i, m := range moments {
			w.Uvarint(m[0])
			w.Varint(int64(m[1]))
			if i%3 != 0 { // of what is expected there are no squares
				w.Uvarint(m[2])
				w.Uvarint(m[3])
			}
		}
		return w.Bytes()
	}
	minus := func(n int64) uint64 { return uint64(-n) }
	dims := []any{1, "x", 1}
	// respondents, complete, unweighted, pointed, points, weighted gap and performance
	numbers := []int64{3, 2, 2, 1, 100, 1, -200, 1, 300}
	// expected, perceived and gap of the item and of the dimension: those who are not complete, sum, squares
	moments := [][4]uint64{{1, 11}, {0, 7, 0, 25}, {0, minus(2), 0, 4}, {1, 11}, {0, 7, 0, 25}, {0, minus(2), 0, 4}}
	one := []servqual.Dimension{{Name: "x", Items: 1}}
	y := tally(t, one, row{[]int{6}, []int{4}, []int{100}}, row{[]int{5}, []int{5}, nil}, row{[]int{3}, []int{none}, nil})
	assert.Equal(t, string(form("servqual.Tally", 1, 1, 7, dims, numbers, moments)), encoded(t, y))
	before := encoded(t, y)
	number := func(at int, n int64) []byte {
		bad := append([]int64(nil), numbers...)
		bad[at] = n
		return form("servqual.Tally", 1, 1, 7, dims, bad, moments)
	}
	moment := func(at int, m [4]uint64) []byte {
		bad := append([][4]uint64(nil), moments...)
		bad[at] = m
		return form("servqual.Tally", 1, 1, 7, dims, numbers, bad)
	}
	for name, data := range map[string][]byte{
		"nothing":         nil,
		"another form":    form("kano.Tally", 1, 1, 7, dims, numbers, moments),
		"another version": form("servqual.Tally", 2, 1, 7, dims, numbers, moments),
		"too short":       form("servqual.Tally", 1, 1, 7, dims, numbers, moments[:5]),
		"too long":        form("servqual.Tally", 1, 1, 7, dims, numbers, append(moments, [4]uint64{})),
		"scale":           form("servqual.Tally", 1, 7, 1, dims, numbers, moments),
		"far scale":       form("servqual.Tally", 1, math.MinInt64, math.MaxInt64, dims, numbers, moments),
		"no dimensions":   form("servqual.Tally", 1, 1, 7, []any{0}, numbers, moments),
		"a billion":       form("servqual.Tally", 1, 1, 7, []any{1_000_000_000}, numbers, moments),
		"many items":      form("servqual.Tally", 1, 1, 7, []any{1, "x", 1 << 40}, numbers, moments),
		"respondents":     number(0, -1), "of fewer": number(0, 1), "of more": number(0, math.MaxInt64),
		"complete of more": number(1, 4), "complete below": number(1, -1), "complete of fewer": number(1, 0),
		"unweighted": number(2, 4), "few unweighted": number(2, 1), "unweighted below": number(2, -1),
		"pointed": number(3, 4), "pointed below": number(3, -1),
		"points": number(4, 99), "points beyond": number(4, 101), "points below": number(4, -1), "gaps below": number(5, -1),
		"gaps of more": number(5, 2), "gap": number(6, -601), "gap beyond": number(6, 601), "least gap": number(6, math.MinInt64),
		"performances": number(7, 2), "performance below": number(8, -1), "performance beyond": number(8, 601),
		"expected of more":  moment(0, [4]uint64{2, 11}),
		"expected below":    moment(0, [4]uint64{1, minus(1)}),
		"expected beyond":   moment(0, [4]uint64{1, 19}),
		"perceived beyond":  moment(1, [4]uint64{0, 13, 0, 85}),
		"squares below":     moment(1, [4]uint64{0, 7, 0, 24}),
		"squares beyond":    moment(1, [4]uint64{0, 7, 0, 73}),
		"squares high":      moment(1, [4]uint64{0, 7, 1, 25}),
		"gap below":         moment(2, [4]uint64{0, minus(13), 0, 85}),
		"gap of more":       moment(2, [4]uint64{1, minus(2), 0, 4}),
		"dimension beyond":  moment(3, [4]uint64{1, 19}),
		"respondents 2^63":  moment(3, [4]uint64{1 << 63, 11}),
		"dimension's means": moment(5, [4]uint64{0, minus(13), 0, 85}),
	} {
		err := y.UnmarshalBinary(data)
		require.ErrorIs(t, err, servqual.ErrDecode, name)
		require.ErrorIs(t, err, wire.ErrDecode, name)
		assert.Equal(t, before, encoded(t, y), name)
	}
}
