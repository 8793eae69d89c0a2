package process_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// FuzzBlueprint: whatever JSON declares is refused, or is drawn with one node a stage, and computed with or refused.
func FuzzBlueprint(f *testing.F) {
	for _, b := range []process.Blueprint{repair(), drawn(), loop(0.5), {}} {
		text, err := json.Marshal(b)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var b process.Blueprint
		if len(text) > 4096 || json.Unmarshal(text, &b) != nil {
			return
		}
		first, err := json.Marshal(b)
		require.NoError(t, err)
		var back process.Blueprint
		require.NoError(t, json.Unmarshal(first, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		require.Equal(t, string(first), string(again))
		g, err := process.New(b)
		if err != nil {
			require.ErrorIs(t, err, process.ErrInvalid)
			return
		}
		if len(b.Edges) > 0 && len(b.Notes) == 0 {
			wellDrawn(t, g)
		}
		g.Loops()
		_, _ = g.CriticalPath()
		c, err := g.Chain()
		if err != nil {
			return
		}
		mean, variance := c.Steps()
		require.True(t, mean >= 1 && variance >= 0 && !math.IsInf(mean, 0), "%v %v", mean, variance)
		sum := 0.0
		for _, p := range c.Outcomes() {
			sum += p
		}
		require.InDelta(t, 1, sum, 1e-9)
		for _, gain := range c.Sensitivity() {
			require.False(t, math.IsNaN(gain.Time) || math.IsNaN(gain.Steps))
		}
	})
}

func FuzzLog_UnmarshalBinary(f *testing.F) {
	log := process.NewLog(repairGraph())
	require.NoError(f, log.Add([]process.Visit{{"agree", time.Hour}, {"paint", 1}, {"repair", 2}, {"repair", 3}}))
	data, err := log.MarshalBinary()
	require.NoError(f, err)
	f.Add(data)
	f.Add([]byte{})
	empty, err := new(process.Log).MarshalBinary()
	require.NoError(f, err)
	f.Add(empty)
	f.Fuzz(func(t *testing.T, data []byte) {
		var read process.Log
		if err := read.UnmarshalBinary(data); err != nil {
			require.ErrorIs(t, err, process.ErrDecode)
			require.Equal(t, process.Conformance{}, read.Conformance())
			return
		}
		again, err := read.MarshalBinary()
		require.NoError(t, err)
		require.Equal(t, data, again)
		read.Conformance()
		_, _ = read.Estimate(process.EstimateOptions{Prior: 1})
	})
}

func FuzzUnmarshalText(f *testing.F) {
	for _, text := range []string{"", "speed", "frontstage", "visibility", "win-back", "matched"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var (
			priority process.Priority
			lane     process.Lane
			line     process.Line
			kind     process.EdgeKind
			model    process.TimeModel
		)
		for _, e := range []interface {
			UnmarshalText([]byte) error
			String() string
		}{&priority, &lane, &line, &kind, &model} {
			if e.UnmarshalText(text) == nil {
				assert.Equal(t, string(text), e.String())
			}
		}
	})
}

// FuzzChain_DoneBy: two stages with a loop, of any times: the distribution rises from 0 to 1.
func FuzzChain_DoneBy(f *testing.F) {
	f.Add(int64(time.Hour), int64(time.Minute), int64(time.Second), int64(time.Hour), 0.5, int64(2*time.Hour), uint8(1))
	f.Add(int64(1), int64(0), int64(math.MaxInt64), int64(1), 0.999999, int64(math.MaxInt64), uint8(0))
	f.Fuzz(func(t *testing.T, mean1, sd1, mean2, sd2 int64, again float64, at int64, model uint8) {
		b := row(process.Span{Mean: time.Duration(mean1), SD: time.Duration(sd1)}, process.Span{Mean: time.Duration(mean2), SD: time.Duration(sd2)})
		b.Edges[1].Probability = 1 - again
		b.Edges = append(b.Edges, process.Edge{From: "s1", To: "s0", Probability: again, Kind: process.Rework})
		g, err := process.New(b)
		if err != nil {
			return
		}
		c, err := g.Chain()
		require.NoError(t, err)
		p, err := c.DoneBy(time.Duration(at), process.TimeModel(model))
		if err != nil {
			return
		}
		require.True(t, p >= 0 && p <= 1, "%v", p)
		later, err := c.DoneBy(time.Duration(max(at, at+at/2)), process.TimeModel(model))
		require.NoError(t, err)
		require.GreaterOrEqual(t, later, p-1e-9)
		for _, share := range []float64{0.1, 0.9} {
			within, err := c.Quantile(share, process.TimeModel(model))
			if err != nil {
				require.ErrorIs(t, err, process.ErrOverflow)
				continue
			}
			done, err := c.DoneBy(within, process.TimeModel(model))
			require.NoError(t, err)
			require.GreaterOrEqual(t, done, share-1e-6)
		}
	})
}
