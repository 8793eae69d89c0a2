package promise_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

// FuzzUnmarshalText: what an enumeration or a ratio reads, it writes in a form that it reads as the same.
func FuzzUnmarshalText(f *testing.F) {
	for _, text := range []string{"", "base", "F", "strength", "at-most", "wilson", "kept", "tightened", "0.95", "2/3"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, pair := range [][2]encoding.TextUnmarshaler{
			{new(promise.Tier), new(promise.Tier)},
			{new(promise.Class), new(promise.Class)},
			{new(promise.Op), new(promise.Op)},
			{new(promise.IntervalMethod), new(promise.IntervalMethod)},
			{new(promise.Verdict), new(promise.Verdict)},
			{new(promise.ChangeKind), new(promise.ChangeKind)},
			{new(promise.Ratio), new(promise.Ratio)},
		} {
			if pair[0].UnmarshalText(text) != nil {
				assert.Equal(t, pair[1], pair[0], "left alone")
				continue
			}
			again, err := pair[0].(encoding.TextMarshaler).MarshalText()
			require.NoError(t, err)
			require.NoError(t, pair[1].UnmarshalText(again))
			assert.Equal(t, pair[0], pair[1])
			assert.Equal(t, string(again), pair[0].(fmt.Stringer).String())
		}
	})
}

// TestTally_Interval_properties: every interval holds the share; all but Agresti and Coull's, which is drawn towards 1/2
// as the level rises, lie in [0, 1], and a higher level holds the interval of a lower one.
func TestTally_Interval_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tally := promise.Tally{Total: rapid.Int64Range(1, 5000).Draw(t, "total")}
		tally.Kept = rapid.Int64Range(0, tally.Total).Draw(t, "kept")
		level := rapid.Float64Range(0.01, 0.99).Draw(t, "level")
		share, _ := tally.Ratio()
		for method := promise.ClopperPearson; method <= promise.AgrestiCoull; method++ {
			narrow, err := tally.Interval(level, method)
			require.NoError(t, err)
			wide, err := tally.Interval(level+0.005, method)
			require.NoError(t, err)
			if method != promise.AgrestiCoull {
				assert.True(t, 0 <= narrow.Low && narrow.High <= 1, "%v %v", method, narrow)
				assert.LessOrEqual(t, wide.Low, narrow.Low+1e-12, "%v", method)
				assert.GreaterOrEqual(t, wide.High, narrow.High-1e-12, "%v", method)
			}
			if method != promise.Jeffreys || level > 0.5 { // a Bayesian interval of low credibility may leave the share out
				assert.True(t, narrow.Low <= share+1e-12 && share-1e-12 <= narrow.High, "%v %v", method, narrow)
			}
		}
	})
}
