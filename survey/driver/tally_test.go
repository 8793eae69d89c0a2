package driver_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// tally returns a tally of rows of a response and k drivers from 0 to top.
func tally(t tb, k, top int, rows ...[]int) *driver.Tally {
	t.Helper()
	high := make([]int, k+1)
	for i := range high {
		high[i] = top
	}
	y, err := driver.NewTally("y", names(k), make([]int, k+1), high)
	require.NoError(t, err)
	for _, row := range rows {
		require.NoError(t, y.Add(row))
	}
	return y
}

// bytesOf returns the form of a tally.
func bytesOf(t tb, y *driver.Tally) []byte {
	t.Helper()
	data, err := y.MarshalBinary()
	require.NoError(t, err)
	return data
}

// drawRows draws rows of m answers from 0 to 6, with holes.
func drawRows(m, least int) *rapid.Generator[[][]int] {
	answer := rapid.IntRange(0, 6)
	row := rapid.SliceOfN(rapid.OneOf(answer, answer, answer, answer, rapid.Just(driver.Missing)), m, m)
	return rapid.SliceOfN(row, least, 20)
}

// TestTally_merge: any split in any order has the bytes of one pass, and so has adding a row and taking it out.
func TestTally_merge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 4).Draw(t, "k")
		rows := drawRows(k+1, 1).Draw(t, "rows")
		whole := bytesOf(t, tally(t, k, 6, rows...))
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		a, b := tally(t, k, 6, rows[:cut]...), tally(t, k, 6, rows[cut:]...)
		require.NoError(t, b.Merge(a))
		assert.Equal(t, whole, bytesOf(t, b))
		assert.Equal(t, whole, bytesOf(t, tally(t, k, 6, rapid.Permutation(rows).Draw(t, "order")...)))
		require.NoError(t, b.Add(rows[0]))
		require.NoError(t, b.Remove(rows[0]))
		assert.Equal(t, whole, bytesOf(t, b))
		for _, row := range rows {
			require.NoError(t, b.Remove(row))
		}
		assert.Equal(t, bytesOf(t, tally(t, k, 6)), bytesOf(t, b), "all taken out")
		require.ErrorIs(t, b.Remove(rows[0]), driver.ErrRange)
		assert.Equal(t, bytesOf(t, tally(t, k, 6)), bytesOf(t, b), "and left alone")
	})
}

// TestTally_problem: as from the complete rows themselves, on a scale at any distance from 0, and after a round trip.
func TestTally_problem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(3, 8).Draw(t, "rows")
		y, complete := tally(t, 2, 6, rows...), [][]float64{}
		far, err := driver.NewTally("y", names(2), []int{1e9, -1e9, 5}, []int{1e9 + 6, -1e9 + 6, 11})
		require.NoError(t, err)
		for _, row := range rows {
			one, moved := []float64{}, []int{}
			for i, x := range row {
				if x == driver.Missing {
					moved = append(moved, x)
					continue
				}
				one, moved = append(one, float64(x)), append(moved, x+[]int{1e9, -1e9, 5}[i])
			}
			require.NoError(t, far.Add(moved))
			if len(one) == 3 {
				complete = append(complete, one)
			}
		}
		added, whole := y.Rows()
		assert.Equal(t, []int64{int64(len(rows)), int64(len(complete))}, []int64{added, whole})
		want, wantErr := driver.FromRows("y", names(2), complete)
		got, err := y.Problem()
		require.Equal(t, wantErr == nil, err == nil, "%v, %v", wantErr, err)
		if err != nil {
			return
		}
		for _, m := range methods {
			assert.InDeltaSlice(t, values(t, want, m), values(t, got, m), 1e-11, "%v", m)
		}
		moved, err := far.Problem()
		require.NoError(t, err)
		assert.Equal(t, got, moved, "to the bit")
		var back driver.Tally
		require.NoError(t, back.UnmarshalBinary(bytesOf(t, far)))
		assert.Equal(t, bytesOf(t, far), bytesOf(t, &back))
		again, err := back.Problem()
		require.NoError(t, err)
		assert.Equal(t, got, again)
	})
}

// TestTally_form: the bytes themselves, which must not change within a version.
func TestTally_form(t *testing.T) {
	y, err := driver.NewTally("y", []string{"x"}, []int{1, -1}, []int{5, 1})
	require.NoError(t, err)
	require.NoError(t, y.Add([]int{5, 0}))
	require.NoError(t, y.Add([]int{driver.Missing, 0}))
	assert.Equal(t, "\x0cdriver.Tally\x01\x02\x01y\x02\x04\x01x\x01\x02\x02\x01\x04\x01\x10\x04\x01", string(bytesOf(t, y)))
}

// TestTally_corrupt: a flipped bit is refused or is another tally in its one form; sums that no rows give are refused.
func TestTally_corrupt(t *testing.T) {
	data := bytesOf(t, tally(t, 2, 6, []int{1, 2, 3}, []int{6, 5, 0}, []int{3, 3, 3}, []int{1, driver.Missing, 3}))
	for i := range data {
		for bit := range 8 {
			bad := append([]byte(nil), data...)
			bad[i] ^= 1 << bit
			back := tally(t, 1, 1)
			if err := back.UnmarshalBinary(bad); err != nil {
				require.ErrorIs(t, err, driver.ErrDecode)
				assert.Equal(t, bytesOf(t, tally(t, 1, 1)), bytesOf(t, back), "left alone")
				continue
			}
			assert.Equal(t, bad, bytesOf(t, back))
		}
	}
	for name, body := range map[string]string{
		"no columns": "\x00", "no drivers": "\x01\x01y\x00\x01\x00\x00\x00\x00", "no names": "\x02\x00\x00\x01\x01x\x00\x01",
		"width 65536":    "\x02\x01y\x00\x80\x80\x04\x01x\x00\x01\x00\x00\x00\x00\x00\x00\x00",
		"width past int": "\x02\x01y\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02\x01x\x00\x01\x00\x00\x00\x00\x00\x00\x00",
		"sum 2 of 1 row": "\x02\x01y\x00\x01\x01x\x00\x01\x01\x01\x02\x00\x02\x00\x00",
		"square below":   "\x02\x01y\x00\x02\x01x\x00\x01\x02\x02\x02\x00\x01\x00\x00",
		"variance below": "\x02\x01y\x00\x02\x01x\x00\x01\x02\x02\x03\x00\x04\x00\x00", // 2 rows of sum 3: squares 5
		"rows beyond":    "\x02\x01y\x00\x02\x01x\x00\x01\x80\x80\x80\x80\x80\x80\x80\x80\x40\x00\x00\x00\x00\x00\x00",
		"product above":  "\x02\x01y\x00\x02\x01x\x00\x01\x02\x02\x02\x00\x02\x01\x00",
		"product below":  "\x02\x01y\x00\x01\x01x\x00\x01\x02\x02\x02\x02\x02\x01\x02",
		"complete > all": "\x02\x01y\x00\x01\x01x\x00\x01\x00\x01\x00\x00\x00\x00\x00",
		"count 2^63":     "\x02\x01y\x00\x01\x01x\x00\x01\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01\x00\x00\x00\x00\x00\x00",
	} {
		var y driver.Tally
		require.ErrorIs(t, y.UnmarshalBinary([]byte("\x0cdriver.Tally\x01"+body)), driver.ErrDecode, name)
	}
}

func TestNewTally_errors(t *testing.T) {
	for name, c := range map[string]struct {
		drivers   []string
		low, high []int
		want      error
	}{
		"none":       {nil, []int{0}, []int{1}, driver.ErrTooFew},
		"101":        {names(101), nil, nil, driver.ErrLimit},
		"twice":      {[]string{"y"}, []int{0, 0}, []int{1, 1}, driver.ErrInvalid},
		"long name":  {[]string{strings.Repeat("x", 201)}, []int{0, 0}, []int{1, 1}, driver.ErrLimit},
		"few lows":   {names(1), []int{0}, []int{1, 1}, driver.ErrMismatch},
		"few highs":  {names(1), []int{0, 0}, []int{1}, driver.ErrMismatch},
		"no width":   {names(1), []int{0, 1}, []int{1, 1}, driver.ErrInvalid},
		"upside":     {names(1), []int{2, 0}, []int{1, 1}, driver.ErrInvalid},
		"is Missing": {names(1), []int{0, math.MinInt}, []int{1, math.MinInt + 4}, driver.ErrInvalid},
		"wide":       {names(1), []int{0, 0}, []int{1, 65_536}, driver.ErrLimit},
		"all ints":   {names(1), []int{0, math.MinInt + 1}, []int{1, math.MaxInt}, driver.ErrLimit},
	} {
		_, err := driver.NewTally("y", c.drivers, c.low, c.high)
		require.ErrorIs(t, err, c.want, name)
	}
	low := []int{0, 0}
	y, err := driver.NewTally("y", names(1), low, []int{65_535, 3})
	require.NoError(t, err)
	low[0] = 5
	require.NoError(t, y.Add([]int{0, 0}), "ends are copied")
}

func TestTally_errors(t *testing.T) {
	y := tally(t, 2, 6, []int{1, 2, 3}, []int{4, 5, 6})
	before := bytesOf(t, y)
	for name, c := range map[string]struct {
		row  []int
		want error
	}{
		"short": {[]int{1, 2}, driver.ErrMismatch}, "none": {nil, driver.ErrMismatch},
		"above": {[]int{1, 2, 7}, driver.ErrRange}, "below": {[]int{-1, 2, 3}, driver.ErrRange},
		"far": {[]int{math.MaxInt, 1, 1}, driver.ErrRange}, "near Missing": {[]int{driver.Missing + 1, 1, 1}, driver.ErrRange},
	} {
		require.ErrorIs(t, y.Add(c.row), c.want, name)
		require.ErrorIs(t, y.Remove(c.row), c.want, name)
	}
	require.ErrorIs(t, y.Remove([]int{6, 6, driver.Missing}), driver.ErrRange, "no such row")
	require.ErrorIs(t, y.Remove([]int{6, 6, 6}), driver.ErrRange)
	require.ErrorIs(t, y.Merge(tally(t, 2, 5)), driver.ErrMismatch)
	require.ErrorIs(t, y.Merge(tally(t, 1, 6)), driver.ErrMismatch)
	require.ErrorIs(t, y.Merge(nil), driver.ErrInvalid)
	_, err := y.Problem()
	require.ErrorIs(t, err, driver.ErrTooFew)
	assert.Equal(t, before, bytesOf(t, y), "left alone")

	var zero driver.Tally
	require.ErrorIs(t, zero.Add([]int{1}), driver.ErrInvalid)
	require.ErrorIs(t, zero.Remove(nil), driver.ErrInvalid)
	require.ErrorIs(t, zero.Merge(y), driver.ErrInvalid)
	require.ErrorIs(t, y.Merge(&zero), driver.ErrInvalid)
	_, err = zero.Problem()
	require.ErrorIs(t, err, driver.ErrInvalid)
	_, err = zero.MarshalBinary()
	require.ErrorIs(t, err, driver.ErrInvalid)
	added, complete := (*driver.Tally)(nil).Rows()
	assert.Zero(t, added+complete)
}

// TestTally_full: beyond 2^63/w² rows a tally refuses more, and until then nothing overflows.
func TestTally_full(t *testing.T) {
	y := tally(t, 1, 65_535, []int{65_535, 65_535}, []int{0, 0}, []int{65_535, 0}, []int{0, 65_535})
	for range 29 {
		require.NoError(t, y.Merge(y)) // 2^31 rows
	}
	before := bytesOf(t, y)
	require.ErrorIs(t, y.Merge(y), driver.ErrLimit)
	assert.Equal(t, before, bytesOf(t, y))
	p, err := y.Problem()
	require.NoError(t, err)
	assert.Zero(t, p.R2())
	left, rest := int64(math.MaxInt64)/(65_535*65_535)-1<<31, tally(t, 1, 65_535)
	for range left - 1 {
		require.NoError(t, rest.Add([]int{65_535, 65_535}))
	}
	require.NoError(t, y.Add([]int{65_535, 65_535}))
	require.NoError(t, y.Merge(rest), "to the last row")
	require.ErrorIs(t, y.Add([]int{1, 2}), driver.ErrLimit)
	require.NoError(t, y.Remove([]int{65_535, 65_535}))
	require.NoError(t, y.Add([]int{65_535, 65_535}))
	require.NoError(t, y.UnmarshalBinary(bytesOf(t, y)))
}
