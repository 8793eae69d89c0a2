package complaint_test

import (
	"math"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// tally returns a tally of cases.
func tally(t tb, cases ...complaint.Case) *complaint.Tally {
	t.Helper()
	var y complaint.Tally
	for _, c := range cases {
		require.NoError(t, y.Add(c))
	}
	return &y
}

// encoded returns the form of a tally.
func encoded(t tb, y *complaint.Tally) string {
	t.Helper()
	data, err := y.MarshalBinary()
	require.NoError(t, err)
	return string(data)
}

// kpi returns the indicators by default options.
func kpi(t tb, y *complaint.Tally) complaint.KPI {
	t.Helper()
	k, err := y.KPI(survey.Options{})
	require.NoError(t, err)
	return k
}

// slowKPI computes the counts of indicators case by case, from the events as they stand.
func slowKPI(t tb, cases []complaint.Case) (k complaint.KPI, first, resolved, reopened, recovered int64) {
	var closing, acknowledging []time.Duration
	for _, c := range cases {
		s := state(t, c)
		k.Cases++
		if k.ByState == nil {
			k.ByState = map[complaint.State]int64{}
		}
		k.ByState[s]++
		resolves, bad, handovers, last := 0, 0, int64(0), ""
		for _, e := range c.Events {
			switch e.Kind {
			case complaint.KindAcknowledge:
				acknowledging = append(acknowledging, e.At.Sub(c.Complaint.At))
			case complaint.KindResolve:
				resolves++
			case complaint.KindFeedback:
				if e.Mood != complaint.MoodPositive {
					bad++
				}
			case complaint.KindAssign:
				if last != "" && last != e.Team.ID {
					handovers++
				}
				last = e.Team.ID
			}
		}
		k.Handovers += handovers
		k.MaxHandovers = max(k.MaxHandovers, handovers)
		if resolves > 0 {
			resolved++
		}
		if bad > 0 {
			reopened++
		}
		switch s {
		case complaint.StateWithdrawn:
			k.Withdrawn++
		case complaint.StateClosed:
			k.Closed++
			end := c.Events[len(c.Events)-1]
			closing = append(closing, end.At.Sub(c.Complaint.At))
			switch {
			case end.Kind != complaint.KindFeedback:
				k.ClosedOtherwise++
			case resolves == 1:
				first++
			}
			if end.Kind == complaint.KindFeedback && bad > 0 {
				recovered++
			}
		}
	}
	k.Close, k.Acknowledge = slowDurations(closing), slowDurations(acknowledging)
	return k, first, resolved, reopened, recovered
}

// slowDurations sorts and counts.
func slowDurations(ds []time.Duration) complaint.Durations {
	n := len(ds)
	if n == 0 {
		return complaint.Durations{}
	}
	slices.Sort(ds)
	sum := new(big.Rat)
	for _, d := range ds {
		sum.Add(sum, new(big.Rat).SetInt64(int64(d)))
	}
	sum.Quo(sum, big.NewRat(int64(n), 1))
	sum.Add(sum, big.NewRat(1, 2))
	mean := new(big.Int).Div(sum.Num(), sum.Denom())
	rank := int(math.Ceil(float64(n) * 9 / 10))
	return complaint.Durations{
		N: int64(n), Mean: time.Duration(mean.Int64()), Median: (ds[(n-1)/2] + ds[n/2]) / 2, P90: ds[rank-1], Max: ds[n-1],
	}
}

// TestKPI_slow: the indicators are those counted case by case.
func TestKPI_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cases := rapid.SliceOfN(drawCase(), 0, 12).Draw(t, "cases")
		got := kpi(t, tally(t, cases...))
		want, first, resolved, reopened, recovered := slowKPI(t, cases)
		for _, rate := range []struct {
			estimate *survey.Estimate
			x, n     int64
		}{{got.FirstContact, first, want.Closed}, {got.ReopenRate, reopened, resolved}, {got.Recovery, recovered, reopened}} {
			if rate.n == 0 {
				assert.Nil(t, rate.estimate)
				continue
			}
			share, err := survey.Proportion(survey.Count{X: rate.x, N: rate.n}, survey.Options{})
			require.NoError(t, err)
			assert.Equal(t, &share, rate.estimate)
		}
		got.FirstContact, got.ReopenRate, got.Recovery = nil, nil, nil
		assert.Equal(t, want, got)
	})
}

// TestTally_merge: any split in any order has the bytes of one pass, and so has adding a case and taking it out.
func TestTally_merge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cases := rapid.SliceOfN(drawCase(), 1, 8).Draw(t, "cases")
		whole := encoded(t, tally(t, cases...))
		cut := rapid.IntRange(0, len(cases)).Draw(t, "cut")
		a, b := tally(t, cases[:cut]...), tally(t, cases[cut:]...)
		before := encoded(t, a)
		require.NoError(t, b.Merge(a))
		assert.Equal(t, whole, encoded(t, b))
		assert.Equal(t, before, encoded(t, a))
		assert.Equal(t, whole, encoded(t, tally(t, rapid.Permutation(cases).Draw(t, "order")...)))
		require.NoError(t, b.Add(cases[0]))
		require.NoError(t, b.Remove(cases[0]))
		assert.Equal(t, whole, encoded(t, b))
		var back complaint.Tally
		require.NoError(t, back.UnmarshalBinary([]byte(whole)))
		assert.Equal(t, whole, encoded(t, &back))
		assert.Equal(t, kpi(t, b), kpi(t, &back))
		for _, c := range cases {
			require.NoError(t, b.Remove(c))
		}
		assert.Equal(t, encoded(t, new(complaint.Tally)), encoded(t, b), "all taken out")
		require.ErrorIs(t, b.Remove(cases[0]), complaint.ErrRange)
		assert.Equal(t, encoded(t, new(complaint.Tally)), encoded(t, b), "and left alone")
	})
}

// TestTally_live: a case that went on is taken out as it stood and counted anew.
func TestTally_live(t *testing.T) {
	y, c := tally(t, opened(t, 0, towed()[:3]...)), opened(t, 0)
	require.NoError(t, y.Add(c))
	for _, e := range towed() {
		next, err := c.Apply(e)
		require.NoError(t, err)
		require.NoError(t, y.Remove(c))
		require.NoError(t, y.Add(next))
		c = next
	}
	assert.Equal(t, encoded(t, tally(t, c, opened(t, 0, towed()[:3]...))), encoded(t, y))
}

// TestTally_Remove: what was not added is refused, by state, duration or handovers.
func TestTally_Remove(t *testing.T) {
	y := tally(t, opened(t, 0, towed()...), opened(t, 0, towed()[:3]...))
	before := encoded(t, y)
	for name, c := range map[string]complaint.Case{
		"state":     opened(t, 0, towed()[:4]...),
		"duration":  opened(t, 0, append(towed()[:7], complaint.Event{Kind: complaint.KindFeedback, At: day(29), Mood: 1})...),
		"handovers": opened(t, 0, towed()[:2]...), // assigned too, not handed over
		"otherwise": opened(t, complaint.PolicyISO10002, append(towed()[:7], complaint.Event{Kind: complaint.KindAccept, At: day(30)})...),
	} {
		require.ErrorIs(t, y.Remove(c), complaint.ErrRange, name)
		assert.Equal(t, before, encoded(t, y), name)
	}
}

// TestTally_overflow: beyond 2^63-1 cases Add and Merge change nothing; figures stay right up to there.
func TestTally_overflow(t *testing.T) {
	y := tally(t, opened(t, 0, towed()...))
	for range 62 {
		require.NoError(t, y.Merge(y))
	}
	before := encoded(t, y)
	require.ErrorIs(t, y.Merge(y), complaint.ErrLimit)
	assert.Equal(t, before, encoded(t, y))
	_, err := y.KPI(survey.Options{})
	require.ErrorIs(t, err, complaint.ErrLimit, "2^63 handovers")
	half := tally(t, opened(t, 0, towed()[3:]...)) // 27 days apart in the end, no handovers
	for range 61 {
		require.NoError(t, half.Merge(half))
	}
	all := tally(t, opened(t, 0, towed()[3:]...))
	for range 60 {
		require.NoError(t, all.Merge(all))
	}
	require.NoError(t, half.Merge(all))
	k := kpi(t, half)
	assert.Equal(t, complaint.Durations{N: 3 << 60, Mean: 29 * 24 * time.Hour, Median: 29 * 24 * time.Hour, P90: 29 * 24 * time.Hour, Max: 29 * 24 * time.Hour}, k.Close)
	full := form(uint64(math.MaxInt64), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, uint64(math.MaxInt64))
	require.NoError(t, y.UnmarshalBinary(full))
	var most complaint.Tally
	require.NoError(t, most.UnmarshalBinary(form(uint64(math.MaxInt64)-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, uint64(math.MaxInt64)-1)))
	require.NoError(t, most.Merge(tally(t, opened(t, 0))), "to the last")
	assert.Equal(t, string(full), encoded(t, &most))
	require.ErrorIs(t, y.Add(opened(t, 0)), complaint.ErrLimit)
	assert.Equal(t, string(full), encoded(t, y))
	assert.Equal(t, int64(math.MaxInt64), kpi(t, y).Cases)
	require.ErrorIs(t, y.Merge(nil), complaint.ErrInvalid)
}

// form returns the bytes of a tally of these numbers.
func form(numbers ...uint64) []byte {
	w := wire.NewWriter("complaint.Tally", 1)
	for _, n := range numbers {
		w.Uvarint(n)
	}
	return w.Bytes()
}

// TestTally_form: the bytes themselves, which must not change within a version, and those that are refused.
func TestTally_form(t *testing.T) {
	hour := uint64(time.Hour)
	y := tally(t,
		opened(t, 0, complaint.Event{Kind: complaint.KindAcknowledge, At: day(1).Add(time.Hour)}),
		opened(t, 0, complaint.Event{Kind: complaint.KindAcknowledge, At: day(1).Add(3 * time.Hour)}),
	)
	assert.Equal(t, string(form(0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, hour, 1, 2*hour, 1, 0, 1, 0, 2)), encoded(t, y))
	closed := []uint64{0, 0, 0, 0, 0, 2, 0 /* by state */, 1, 2, 1, 0 /* otherwise, resolved, reopened, regained */, 0, 1, 5, 2, 1, 0, 2}
	require.NoError(t, y.UnmarshalBinary(form(closed...)), "the pattern is sound")
	before := encoded(t, y)
	with := func(at int, n uint64) []byte {
		bad := slices.Clone(closed)
		bad[at] = n
		return form(bad...)
	}
	for name, data := range map[string][]byte{
		"nothing": nil, "another form": wire.NewWriter("survey.Tally", 1).Bytes(), "too long": append(form(closed...), 0),
		"too short": form(closed[:16]...), "states of more": with(0, 1), "closed, not timed": with(14, 1), "otherwise of more": with(7, 3),
		"resolved of fewer": with(8, 1), "resolved of more": with(8, 3), "reopened of more": with(9, 3), "regained of more": with(10, 2),
		"regained, not reopened": form(0, 0, 0, 0, 0, 2, 0, 1, 2, 0, 1, 0, 1, 5, 2, 1, 0, 2),
		"acknowledged of more":   form(0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 5, 2, 1, 5, 1, 1, 0, 1),
		"acknowledged of fewer":  form(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1),
		"reopened of fewer":      form(0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1),
		"resolved of one":        form(0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 2),
		"no members":             with(14, 0), "beyond an int64": with(0, 1<<63), "duration beyond": with(13, 1<<63),
		"member twice":      form(0, 0, 0, 0, 0, 2, 0, 1, 2, 1, 0, 0, 2, 5, 1, 0, 1, 1, 0, 2),
		"members overflow":  form(0, 0, 0, 0, 0, 2, 0, 1, 2, 1, 0, 0, 2, 5, 1, math.MaxInt64, 1, 1, 0, 2),
		"counts overflow":   form(0, 0, 0, 0, 0, 2, 0, 1, 2, 1, 0, 0, 2, 5, math.MaxInt64, 1, 1, 1, 0, 2),
		"states overflow":   form(math.MaxInt64, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1),
		"a billion members": form(0, 0, 0, 0, 0, 2, 0, 1, 2, 1, 0, 0, 1_000_000_000, 5, 2),
	} {
		err := y.UnmarshalBinary(data)
		require.ErrorIs(t, err, complaint.ErrDecode, name)
		require.ErrorIs(t, err, wire.ErrDecode, name)
		assert.Equal(t, before, encoded(t, y), name)
	}
}

func TestKPI_edges(t *testing.T) {
	assert.Equal(t, complaint.KPI{}, kpi(t, new(complaint.Tally)), "of nobody")
	_, err := new(complaint.Tally).KPI(survey.Options{Level: 2})
	require.ErrorIs(t, err, survey.ErrRange)
	_, err = new(complaint.Tally).KPI(survey.Options{Method: survey.MethodStudentT})
	require.ErrorIs(t, err, survey.ErrMethod)
	k := kpi(t, tally(t, opened(t, 0, towed()...), opened(t, 0)))
	assert.Equal(t, int64(2), k.MaxHandovers)
	assert.Equal(t, map[complaint.State]int64{complaint.StateOpened: 1, complaint.StateClosed: 1}, k.ByState)
	assert.Equal(t, 29*24*time.Hour, k.Close.Max)
	assert.Zero(t, k.FirstContact.Value)
}
