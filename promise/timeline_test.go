package promise_test

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

func timeline(t require.TestingT, slot time.Duration) *promise.Timeline {
	line, err := promise.NewTimeline(slot)
	require.NoError(t, err)
	return line
}

type timedCase struct {
	at   time.Time
	kept bool
}

// TestTimeline_slow: windows and slices against a plain list of the cases, and any split merged in any order.
func TestTimeline_slow(t *testing.T) {
	start := time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC)
	moment := func(t *rapid.T, label string) time.Time {
		if rapid.IntRange(0, 5).Draw(t, label+" open") == 0 {
			return time.Time{}
		}
		zone := time.FixedZone("", rapid.SampledFrom([]int{0, -6 * 3600, 5*3600 + 1800}).Draw(t, label+" zone"))
		return start.Add(time.Duration(rapid.IntRange(-30, 40).Draw(t, label)) * 17 * time.Minute).In(zone)
	}
	rapid.Check(t, func(t *rapid.T) {
		slot := rapid.SampledFrom([]time.Duration{time.Hour, 25 * time.Minute, 90_500 * time.Millisecond, 31 * day}).Draw(t, "slot")
		whole, parts := timeline(t, slot), []*promise.Timeline{timeline(t, slot), timeline(t, slot)}
		slots := map[time.Time]promise.Tally{}
		var first, last time.Time
		for range rapid.IntRange(0, 30).Draw(t, "cases") {
			at := start.Add(time.Duration(rapid.IntRange(0, 600).Draw(t, "minute")) * time.Minute)
			c := timedCase{at, rapid.Bool().Draw(t, "kept")}
			require.NoError(t, whole.Add(c.at, c.kept))
			require.NoError(t, parts[rapid.IntRange(0, 1).Draw(t, "part")].Add(c.at, c.kept))
			begins := c.at.Truncate(slot)
			tally := slots[begins]
			tally.Total++
			if c.kept {
				tally.Kept++
			}
			slots[begins] = tally
			if first.IsZero() || begins.Before(first) {
				first = begins
			}
			if begins.After(last) {
				last = begins
			}
		}
		var shipped promise.Timeline
		require.NoError(t, shipped.UnmarshalBinary(bytesOf(t, parts[0])))
		require.NoError(t, parts[1].Merge(&shipped))
		assert.Equal(t, whole, parts[1])
		assert.Equal(t, bytesOf(t, whole), bytesOf(t, parts[1]))

		from, to, emptyKept := moment(t, "from"), moment(t, "to"), rapid.Bool().Draw(t, "emptyKept")
		lower, upper := from, to
		if from.IsZero() {
			lower = first
		}
		if to.IsZero() {
			upper = last.Add(1)
		}
		sum, met, ratios, count := promise.Tally{}, promise.Tally{}, 0.0, 0
		if len(slots) > 0 {
			begins := lower.Truncate(slot)
			if begins.Before(lower) {
				begins = begins.Add(slot)
			}
			for ; begins.Before(upper) && count < 100_000; begins = begins.Add(slot) {
				tally, some := slots[begins.UTC()]
				share, _ := tally.Ratio()
				switch {
				case some:
					sum.Kept, sum.Total = sum.Kept+tally.Kept, sum.Total+tally.Total
				case !emptyKept:
					continue
				default:
					share = 1
				}
				count++
				ratios += share
				met.Total++
				if !some || ninety().Met(tally) {
					met.Kept++
				}
			}
		}
		assert.Equal(t, sum, whole.Tally(from, to))
		assert.Equal(t, met, whole.Slices(ninety(), from, to, emptyKept))
		mean, ok := whole.MeanRatio(from, to, emptyKept)
		assert.Equal(t, count > 0, ok)
		if ok {
			assert.InDelta(t, ratios/float64(count), mean, 1e-9)
		}
	})
}

func TestTimeline_edges(t *testing.T) {
	week := timeline(t, 7*day)
	require.NoError(t, week.Add(time.Date(2026, 11, 29, 23, 59, 59, 999_999_999, time.UTC), true)) // a Sunday
	require.NoError(t, week.Add(time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), false))             // the Monday after
	assert.Equal(t, promise.Tally{Total: 1}, week.Tally(time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), time.Time{}), "weeks start on Monday")
	end := time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC)
	for _, slot := range []time.Duration{time.Second, 31 * day, 1_000_000_007} {
		line := timeline(t, slot)
		require.NoError(t, line.Add(time.Time{}, true))
		require.NoError(t, line.Add(end, false))
		assert.Equal(t, promise.Tally{Kept: 1, Total: 2}, line.Tally(time.Time{}, time.Time{}))
		assert.Equal(t, promise.Tally{Kept: 1, Total: 2}, line.Tally(time.Unix(-9e12, 0), time.Unix(9e12, 0)), "windows beyond all time")
		assert.Equal(t, promise.Tally{}, line.Tally(end.Add(1), time.Time{}))
		assert.Equal(t, promise.Tally{}, line.Tally(end, time.Unix(0, 0)), "to before from")
		slots := line.Slices(ninety(), time.Time{}, time.Time{}, true)
		moments := new(big.Int).Mul(big.NewInt(315_537_897_600), big.NewInt(1e9)) // nanoseconds of 9,999 years
		whole := new(big.Int).Quo(moments.Sub(moments, big.NewInt(1)), big.NewInt(int64(slot)))
		assert.Equal(t, whole.Int64()+1, slots.Total)
		assert.Equal(t, slots.Total-1, slots.Kept)
		mean, ok := line.MeanRatio(time.Time{}, time.Time{}, true)
		assert.True(t, ok)
		assert.InDelta(t, 1, mean, 1e-4)
		for _, at := range []time.Time{end.Add(1), time.Time{}.Add(-1), time.Unix(math.MaxInt64, 0), time.Unix(math.MinInt64, 0)} {
			assert.ErrorIs(t, line.Add(at, true), promise.ErrRange, "%v", at)
		}
	}
	_, ok := timeline(t, time.Hour).MeanRatio(time.Time{}, time.Time{}, true)
	assert.False(t, ok)
	for _, slot := range []time.Duration{0, -1, time.Second - 1, 31*day + 1, math.MaxInt64} {
		_, err := promise.NewTimeline(slot)
		assert.ErrorIs(t, err, promise.ErrRange)
	}
	var zero promise.Timeline
	hour := timeline(t, time.Hour)
	assert.ErrorIs(t, zero.Add(end, true), promise.ErrInvalid)
	_, err := zero.MarshalBinary()
	assert.ErrorIs(t, err, promise.ErrInvalid)
	for _, pair := range [][2]*promise.Timeline{{&zero, hour}, {hour, &zero}, {hour, nil}} {
		assert.ErrorIs(t, pair[0].Merge(pair[1]), promise.ErrInvalid)
	}
	assert.ErrorIs(t, hour.Merge(week), promise.ErrRange)
	assert.Equal(t, promise.Tally{}, zero.Tally(time.Time{}, time.Time{}))
}

func TestTimeline_limits(t *testing.T) {
	data := bytesOf(t, timeline(t, time.Second))
	data = binary.AppendUvarint(data[:len(data)-1], 1<<20) // in place of no slots
	for range 1 << 20 {
		data = append(data, 0, 1, 0) // the next slot, one kept, none missed
	}
	var line promise.Timeline
	require.NoError(t, line.UnmarshalBinary(data))
	start, other := time.Time{}.Add(1<<20*time.Second), timeline(t, time.Second)
	assert.ErrorIs(t, line.Add(start, true), promise.ErrLimit)
	assert.NoError(t, line.Add(start.Add(-1), true), "a slot that is there")
	require.NoError(t, other.Add(start, true))
	assert.ErrorIs(t, line.Merge(other), promise.ErrLimit)
	assert.Equal(t, promise.Tally{Kept: 1<<20 + 1, Total: 1<<20 + 1}, line.Tally(time.Time{}, time.Time{}))

	one := timeline(t, time.Second)
	require.NoError(t, one.Add(time.Time{}, true))
	data = bytesOf(t, one)
	var back promise.Timeline
	full := append(binary.AppendUvarint(data[:len(data)-2:len(data)-2], math.MaxInt64), 0)
	require.NoError(t, back.UnmarshalBinary(full))
	assert.ErrorIs(t, back.Add(start, true), promise.ErrLimit)
	assert.ErrorIs(t, back.Merge(one), promise.ErrLimit)
	assert.ErrorIs(t, one.Merge(&back), promise.ErrLimit)
}

// TestTimeline_decode: every cut and every flipped bit is refused or is another timeline, and so are slots that no cases can
// have made.
func TestTimeline_decode(t *testing.T) {
	line := timeline(t, time.Hour)
	for i := range 5 {
		require.NoError(t, line.Add(time.Unix(int64(i*i*3600), 0), i%2 == 0))
	}
	data := bytesOf(t, line)
	for cut := range data {
		var cutOff promise.Timeline
		assert.ErrorIs(t, cutOff.UnmarshalBinary(data[:cut]), promise.ErrDecode)
	}
	for i := range 8 * len(data) {
		flipped := slices.Clone(data)
		flipped[i/8] ^= 1 << (i % 8)
		var other promise.Timeline
		if err := other.UnmarshalBinary(flipped); err != nil {
			require.ErrorIs(t, err, promise.ErrDecode)
			continue
		}
		assert.Equal(t, flipped, bytesOf(t, &other))
	}
	empty := bytesOf(t, timeline(t, time.Second))
	made := func(slots uint64, numbers ...uint64) []byte {
		form := binary.AppendUvarint(slices.Clone(empty[:len(empty)-1]), slots)
		for _, n := range numbers {
			form = binary.AppendUvarint(form, n)
		}
		return form
	}
	const last, most = 315_537_897_599, math.MaxInt64 // the last second of year 9999
	for name, c := range map[string]struct {
		data []byte
		good bool
	}{
		"one":                   {made(1, 0, 1, 0), true},
		"the last second":       {made(1, last, 0, 1), true},
		"a second beyond":       {made(1, last+1, 0, 1), false},
		"two up to the last":    {made(2, 0, 1, 0, last-1, 0, 1), true},
		"two and beyond":        {made(2, 0, 1, 0, last, 0, 1), false},
		"gap beyond 2^63":       {made(1, most+1, 0, 1), false},
		"a slot without a case": {made(1, 0, 0, 0), false},
		"the most cases":        {made(1, 0, most, 0), true},
		"one too many":          {made(1, 0, most, 1), false},
		"too many together":     {made(2, 0, most, 0, 0, 1, 0), false},
		"just so many together": {made(2, 0, most-1, 0, 0, 0, 1), true},
		"kept beyond 2^63":      {made(1, 0, most+1, 0), false},
		"fewer than announced":  {made(2, 0, 1, 0), false},
		"more than announced":   {made(1, 0, 1, 0, 0, 1, 0), false},
		"too many slots":        {append(made(1<<20+1), make([]byte, 3<<20+3)...), false},
	} {
		was := timeline(t, time.Hour)
		require.NoError(t, was.Add(time.Unix(0, 0), true))
		before := bytesOf(t, was)
		err := was.UnmarshalBinary(c.data)
		assert.Equal(t, c.good, err == nil, "%s: %v", name, err)
		if c.good {
			before = c.data
		} else {
			assert.ErrorIs(t, err, promise.ErrDecode, name)
		}
		assert.Equal(t, before, bytesOf(t, was), name)
	}
}

func FuzzTimeline_UnmarshalBinary(f *testing.F) {
	line := timeline(f, time.Hour)
	for i := range 5 {
		require.NoError(f, line.Add(time.Unix(int64(i*i*3600), 0), i%2 == 0))
	}
	f.Add(bytesOf(f, line))
	f.Fuzz(func(t *testing.T, data []byte) {
		var line promise.Timeline
		if err := line.UnmarshalBinary(data); err != nil {
			assert.ErrorIs(t, err, promise.ErrDecode)
			assert.Equal(t, promise.Timeline{}, line)
			return
		}
		assert.Equal(t, data, bytesOf(t, &line))
		all := line.Tally(time.Time{}, time.Time{})
		assert.True(t, 0 <= all.Kept && all.Kept <= all.Total)
		_, _ = line.MeanRatio(time.Time{}, time.Time{}, true)
		_ = line.Merge(&line)
	})
}
