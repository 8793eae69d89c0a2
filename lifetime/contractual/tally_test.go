package contractual_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime/contractual"
)

// An outcome is what became of some customers.
type outcome struct {
	renewals int
	active   bool
	n        int64
}

// drawOutcomes draws a list of outcomes.
func drawOutcomes(t *rapid.T) []outcome {
	return rapid.SliceOf(rapid.Custom(func(t *rapid.T) outcome {
		return outcome{
			rapid.IntRange(1, 12).Draw(t, "renewals"), rapid.Bool().Draw(t, "active"), rapid.Int64Range(1, 9).Draw(t, "n"),
		}
	})).Draw(t, "outcomes")
}

// tallied adds outcomes.
func tallied(t require.TestingT, outcomes []outcome) *contractual.Tally {
	var y contractual.Tally
	for _, o := range outcomes {
		require.NoError(t, y.Add(o.renewals, o.active, o.n))
	}
	return &y
}

// bytesOf returns the binary form.
func bytesOf(t require.TestingT, y *contractual.Tally) []byte {
	data, err := y.MarshalBinary()
	require.NoError(t, err)
	return data
}

func TestTally_anySplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outcomes := drawOutcomes(t)
		cut := rapid.IntRange(0, len(outcomes)).Draw(t, "cut")
		whole := tallied(t, outcomes)
		merged := tallied(t, outcomes[cut:])
		require.NoError(t, merged.Merge(tallied(t, outcomes[:cut])))
		assert.Equal(t, bytesOf(t, whole), bytesOf(t, merged))
		assert.Equal(t, whole.Customers(), merged.Customers())
		var back contractual.Tally
		require.NoError(t, back.UnmarshalBinary(bytesOf(t, whole)))
		assert.Equal(t, bytesOf(t, whole), bytesOf(t, &back))
		assert.Equal(t, whole.Customers(), back.Customers())
	})
}

func TestTally_Merge_itself(t *testing.T) {
	y := tallied(t, []outcome{{3, true, 2}, {1, false, 5}})
	require.NoError(t, y.Merge(y))
	assert.Equal(t, bytesOf(t, tallied(t, []outcome{{3, true, 4}, {1, false, 10}})), bytesOf(t, y))
	require.NoError(t, y.Merge(nil))
	assert.EqualValues(t, 14, y.Customers())
}

func TestFromSurvivors_isAdd(t *testing.T) {
	y, err := contractual.FromSurvivors([]int64{10, 7, 7, 2})
	require.NoError(t, err)
	assert.Equal(t, bytesOf(t, tallied(t, []outcome{{1, false, 3}, {3, false, 5}, {3, true, 2}})), bytesOf(t, y))
	gone, err := contractual.FromSurvivors([]int64{10, 0})
	require.NoError(t, err)
	assert.Equal(t, bytesOf(t, tallied(t, []outcome{{1, false, 10}})), bytesOf(t, gone))
}

func TestTally_refuses(t *testing.T) {
	for _, counts := range [][]int64{nil, {}, {-1}, {3, 4}, {3, 2, -1}} {
		_, err := contractual.FromSurvivors(counts)
		require.ErrorIs(t, err, contractual.ErrTally, "%v", counts)
	}
	long := make([]int64, 10_002)
	for i := range long {
		long[i] = 1
	}
	_, err := contractual.FromSurvivors(long)
	require.ErrorIs(t, err, contractual.ErrLimit)
	long[len(long)-1] = 0
	_, err = contractual.FromSurvivors(long)
	require.ErrorIs(t, err, contractual.ErrLimit)

	var y contractual.Tally
	require.ErrorIs(t, y.Add(0, false, 1), contractual.ErrRange)
	require.ErrorIs(t, y.Add(-1, true, 1), contractual.ErrRange)
	require.ErrorIs(t, y.Add(1, true, 0), contractual.ErrRange)
	require.ErrorIs(t, y.Add(1_000_000_000, true, 1), contractual.ErrLimit) // must not allocate
	require.NoError(t, y.Add(0, true, math.MaxInt64))
	require.ErrorIs(t, y.Add(1, true, 1), contractual.ErrLimit)
	other := tallied(t, []outcome{{2, true, 1}})
	before := bytesOf(t, &y)
	require.ErrorIs(t, y.Merge(other), contractual.ErrLimit)
	assert.Equal(t, before, bytesOf(t, &y))
}

func TestTally_UnmarshalBinary_refuses(t *testing.T) {
	good := bytesOf(t, tallied(t, []outcome{{1, false, 5}, {2, true, 3}}))
	y := tallied(t, []outcome{{1, true, 1}})
	for _, bad := range [][]byte{
		nil, good[:len(good)-1], append(slices.Clone(good), 0),
		append([]byte("\x11contractual.tally\x01"), 2, 0, 0, 0),       // a zero at the end of lost
		append([]byte("\x11contractual.tally\x01"), 1, 5, 0),          // lost at renewal 0
		append([]byte("\x11contractual.tally\x01"), 0xff, 0xff, 0x7f), // more than there is
	} {
		require.ErrorIs(t, y.UnmarshalBinary(bad), contractual.ErrDecode, "%q", bad)
	}
	assert.EqualValues(t, 1, y.Customers())
}

func FuzzTallyUnmarshal(f *testing.F) {
	y, err := contractual.FromSurvivors(regular)
	require.NoError(f, err)
	f.Add(bytesOf(f, y))
	f.Fuzz(func(t *testing.T, data []byte) {
		var y contractual.Tally
		if y.UnmarshalBinary(data) == nil {
			assert.Equal(t, data, bytesOf(t, &y))
		}
	})
}
