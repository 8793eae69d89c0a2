package servqual_test

import (
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/servqual"
)

// tb is what testing and rapid share.
type tb interface {
	require.TestingT
	Helper()
}

// none is short for a missing answer.
const none = servqual.Missing

// row is what one respondent gave.
type row struct{ expected, perceived, points []int }

// three are dimensions of 3, 1 and 2 items.
func three() []servqual.Dimension {
	return []servqual.Dimension{{Name: "a", Items: 3}, {Name: "b", Items: 1}, {Name: "c", Items: 2}}
}

// tally adds rows on 1 to 7; only points may be wrong.
func tally(t tb, dims []servqual.Dimension, rows ...row) *servqual.Tally {
	t.Helper()
	y, err := servqual.NewTally(dims, 1, 7)
	require.NoError(t, err)
	for _, r := range rows {
		if err := y.Add(r.expected, r.perceived, r.points); err != nil {
			require.ErrorIs(t, err, servqual.ErrRange)
			require.ErrorContains(t, err, "points")
		}
	}
	return y
}

// gaps returns a tally of one item, of n respondents of whom k have a gap of 1 and the others none.
func gaps(t tb, n, k int) *servqual.Tally {
	t.Helper()
	one := []servqual.Dimension{{Name: "x", Items: 1}}
	all := tally(t, one)
	for _, group := range []struct {
		gap, n int
	}{{1, k}, {0, n - k}} {
		power := tally(t, one, row{[]int{3}, []int{3 + group.gap}, nil})
		for left := group.n; left > 0; left /= 2 {
			if left%2 == 1 {
				require.NoError(t, all.Merge(power))
			}
			require.NoError(t, power.Merge(power))
		}
	}
	return all
}

// result returns the result at 95 percent.
func result(t tb, y *servqual.Tally) servqual.Result {
	t.Helper()
	r, err := y.Result(servqual.Options{})
	require.NoError(t, err)
	return r
}

// encoded returns the form of a tally.
func encoded(t tb, y *servqual.Tally) string {
	t.Helper()
	data, err := y.MarshalBinary()
	require.NoError(t, err)
	return string(data)
}

// drawRow draws a respondent to three, with holes, some without expectations and some with points that are wrong.
func drawRow() *rapid.Generator[row] {
	answers := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 7), func(v int) int {
		if v == 0 {
			return none
		}
		return v
	}), 6, 6)
	return rapid.Custom(func(t *rapid.T) row {
		r := row{perceived: answers.Draw(t, "perceived")}
		if rapid.IntRange(0, 3).Draw(t, "servperf") > 0 {
			r.expected = answers.Draw(t, "expected")
		}
		r.points = rapid.SampledFrom([][]int{nil, {100, 0, 0}, {20, 30, 50}, {33, 33, 34}, {50, 50, 50}, {-1, 51, 50}, {0, 0, 0}}).Draw(t, "points")
		return r
	})
}
