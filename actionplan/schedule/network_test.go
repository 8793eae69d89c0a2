package schedule_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

const (
	fs = actionplan.FinishStart
	ss = actionplan.StartStart
	ff = actionplan.FinishFinish
	sf = actionplan.StartFinish
)

// cpm returns the times of a network that is right.
func cpm(t require.TestingT, n schedule.Network, o schedule.CPMOptions) *schedule.Times {
	times, err := schedule.CPM(n, o)
	require.NoError(t, err)
	return times
}

// TestCPM_published: networks of others with their dates.
func TestCPM_published(t *testing.T) {
	for _, test := range []struct {
		name               string // and source
		n                  schedule.Network
		start, total, free []float64
		finish             float64
	}{
		{
			name: "vignette of R's critpath 0.2.2: A B C D E F",
			n: schedule.Network{
				Duration: []float64{3, 2, 5, 1, 1, 3},
				Links:    []schedule.Link{{From: 0, To: 3}, {From: 1, To: 4}, {From: 2, To: 5}, {From: 3, To: 5}, {From: 4, To: 5}},
			},
			start: []float64{0, 0, 0, 3, 2, 5}, total: []float64{1, 2, 0, 1, 2, 0}, free: []float64{0, 0, 0, 1, 2, 0}, finish: 8,
		},
		{
			name: "Burke (2013) in R's ProjectManagement",
			n: schedule.Network{
				Duration: []float64{3, 2, 1, 1.5, 4.2}, Links: []schedule.Link{{From: 0, To: 2}, {From: 1, To: 3}, {From: 3, To: 2}},
			},
			start: []float64{0, 0, 3.5, 2, 0}, finish: 4.5,
		},
		{
			name: "Mubarak, Construction Project Scheduling and Control: SS 0 and FF 0 along a chain",
			n: schedule.Network{
				Duration: []float64{5, 7, 3},
				Links:    []schedule.Link{{0, 1, ss, 0}, {0, 1, ff, 0}, {1, 2, ss, 0}, {1, 2, ff, 0}},
			},
			start: []float64{0, 0, 4}, finish: 7,
		},
		{
			name: "textbook chain in parallel, Heizer and Render, Milwaukee Paper: A2 B3 C2 D4 E4 F3 G5 H2",
			n: schedule.Network{
				Duration: []float64{2, 3, 2, 4, 4, 3, 5, 2},
				Links: []schedule.Link{
					{From: 0, To: 2},
					{From: 0, To: 3},
					{From: 1, To: 3},
					{From: 2, To: 4},
					{From: 2, To: 5},
					{From: 3, To: 6},
					{From: 4, To: 6},
					{From: 5, To: 7},
					{From: 6, To: 7},
				},
			},
			start: []float64{0, 0, 2, 3, 4, 4, 8, 13}, total: []float64{0, 1, 0, 1, 0, 6, 0, 0}, finish: 15,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			times := cpm(t, test.n, schedule.CPMOptions{})
			assert.Equal(t, test.start, times.EarlyStart)
			assert.Equal(t, test.finish, times.Finish)
			if test.total != nil {
				assert.Equal(t, test.total, times.TotalFloat)
			}
			if test.free != nil {
				assert.Equal(t, test.free, times.FreeFloat)
			}
		})
	}
}

// TestCPM_degenerate: what peers stumble over.
func TestCPM_degenerate(t *testing.T) {
	empty := cpm(t, schedule.Network{}, schedule.CPMOptions{})
	assert.Zero(t, empty.Finish)
	assert.Empty(t, slices.Collect(empty.Paths()))
	zero := &schedule.Times{}
	assert.Empty(t, slices.Collect(zero.Paths()))
	assert.Empty(t, slices.Collect(zero.Drivers(0)))
	assert.False(t, zero.Critical(0))

	one := cpm(t, schedule.Network{Duration: []float64{4}}, schedule.CPMOptions{})
	assert.Equal(t, [][]int{{0}}, slices.Collect(one.Paths()))
	assert.True(t, one.Critical(0))
	assert.False(t, one.Critical(-1))
	assert.False(t, one.Critical(1))
	assert.Empty(t, slices.Collect(one.Drivers(-1)))
	assert.Empty(t, slices.Collect(one.Drivers(1)))

	milestones := cpm(t, schedule.Network{Duration: make([]float64, 3), Links: []schedule.Link{{From: 2, To: 0}}}, schedule.CPMOptions{})
	assert.Equal(t, []int{1, 2, 0}, milestones.Order)
	assert.Equal(t, [][]int{{1}, {2, 0}}, slices.Collect(milestones.Paths()))

	lead := cpm(t, schedule.Network{Duration: []float64{2, 5}, Links: []schedule.Link{{0, 1, fs, -10}}}, schedule.CPMOptions{})
	assert.Equal(t, []float64{0, 0}, lead.EarlyStart, "a lead pulls no start before 0")
	assert.Equal(t, []float64{3, 0}, lead.TotalFloat)
	assert.Empty(t, slices.Collect(lead.Drivers(1)))

	only := cpm(t, schedule.Network{Duration: []float64{3, 5, 1}, Links: []schedule.Link{{0, 1, sf, 2}}}, schedule.CPMOptions{})
	assert.Equal(t, []float64{5, 5, 5}, only.LateFinish, "a successor by start-finish alone bounds no finish beyond the last")

	twice := cpm(t, schedule.Network{
		Duration: []float64{2, 5}, Links: []schedule.Link{{0, 1, fs, 1}, {0, 1, ss, 3}, {0, 1, fs, 0}},
	}, schedule.CPMOptions{})
	assert.Equal(t, []int{0, 1}, slices.Collect(twice.Drivers(1)), "the tightest wins, all that hold are named")
	assert.Equal(t, [][]int{{0, 1}}, slices.Collect(twice.Paths()), "but the path is one")
	for range twice.Drivers(1) {
		break
	}

	deadline := -3.0
	late := cpm(t, schedule.Network{Duration: []float64{2}}, schedule.CPMOptions{Deadline: &deadline})
	assert.Equal(t, []float64{-5}, late.TotalFloat)
	assert.Equal(t, [][]int{{0}}, slices.Collect(late.Paths()), "a deadline moves no path")
}

// TestCPM_refuses: each fault by name, at once.
func TestCPM_refuses(t *testing.T) {
	two := []float64{1, 1}
	nan, inf := math.NaN(), math.Inf(1)
	for name, n := range map[string]schedule.Network{
		"negative duration":  {Duration: []float64{-1}},
		"NaN duration":       {Duration: []float64{nan}},
		"infinite duration":  {Duration: []float64{inf}},
		"sum of 2^53":        {Duration: []float64{1 << 52, 1 << 52, 1}},
		"index beyond":       {Duration: two, Links: []schedule.Link{{From: 0, To: 2}}},
		"index beyond, from": {Duration: two, Links: []schedule.Link{{From: 2, To: 1}}},
		"index below 0":      {Duration: two, Links: []schedule.Link{{From: -1, To: 1}}},
		"index below 0, to":  {Duration: two, Links: []schedule.Link{{From: 1, To: -1}}},
		"link of nothing":    {Links: []schedule.Link{{}}},
		"no type":            {Duration: two, Links: []schedule.Link{{From: 0, To: 1, Type: 4}}},
		"NaN lag":            {Duration: two, Links: []schedule.Link{{From: 0, To: 1, Lag: nan}}},
		"infinite lead":      {Duration: two, Links: []schedule.Link{{From: 0, To: 1, Lag: -inf}}},
		"lags over 2^53":     {Duration: two, Links: []schedule.Link{{From: 0, To: 1, Lag: -1 << 53}}},
		"bounds of another":  {Duration: two, NotBefore: []float64{0}},
		"bounds of none":     {Duration: two, NotAfter: []float64{}},
		"bound below 0":      {Duration: two, NotBefore: []float64{0, -1}},
		"infinite bound":     {Duration: two, NotBefore: []float64{0, inf}},
		"NaN bound":          {Duration: two, NotBefore: []float64{0, nan}},
		"NaN end":            {Duration: two, NotAfter: []float64{0, nan}},
		"end before time":    {Duration: two, NotAfter: []float64{0, -inf}},
		"end too late":       {Duration: two, NotAfter: []float64{0, 1 << 54}},
		"bound over 2^53":    {Duration: two, NotBefore: []float64{0, 1 << 53}},
	} {
		_, err := schedule.CPM(n, schedule.CPMOptions{})
		assert.ErrorIs(t, err, schedule.ErrNetwork, name)
	}
	for _, deadline := range []float64{nan, inf, -inf, 1 << 54} {
		_, err := schedule.CPM(schedule.Network{Duration: two}, schedule.CPMOptions{Deadline: &deadline})
		assert.ErrorIs(t, err, schedule.ErrNetwork)
	}
	most := schedule.Network{Duration: []float64{1 << 52, 1<<52 - 1}, Links: []schedule.Link{{From: 0, To: 1}}, NotAfter: []float64{inf, -1 << 53}}
	assert.Equal(t, float64(1<<53-1), cpm(t, most, schedule.CPMOptions{}).Finish, "below 2^53 all is exact")
}

// TestCPM_cycles: every cycle is refused, whatever its types, and only its members are named.
func TestCPM_cycles(t *testing.T) {
	for name, test := range map[string]struct {
		n     int
		links []schedule.Link
		want  []int
	}{
		"self":         {2, []schedule.Link{{From: 1, To: 1}}, []int{1}},
		"pair by SS":   {2, []schedule.Link{{1, 0, ss, -5}, {0, 1, ss, -5}}, []int{0, 1}},
		"with a tail":  {6, []schedule.Link{{From: 0, To: 4}, {From: 4, To: 2}, {From: 2, To: 3}, {From: 3, To: 4}, {From: 3, To: 5}}, []int{2, 3, 4}},
		"after a free": {4, []schedule.Link{{From: 3, To: 0}, {From: 0, To: 2}, {From: 2, To: 0}, {From: 2, To: 1}}, []int{0, 2}},
	} {
		_, err := schedule.CPM(schedule.Network{Duration: make([]float64, test.n), Links: test.links}, schedule.CPMOptions{})
		var cycle schedule.CycleError
		require.ErrorAs(t, err, &cycle, name)
		assert.ErrorIs(t, err, actionplan.ErrCycle)
		assert.Equal(t, test.want, cycle.Nodes, name)
	}
	_, err := schedule.CPM(ring(100_000), schedule.CPMOptions{})
	assert.EqualError(t, err, "schedule: critical path: links form a cycle: [0 1 2 3 4 5 6 7 8 9] and 99990 more")
}

// ring returns n activities that wait for each other in turn.
func ring(n int) schedule.Network {
	r := schedule.Network{Duration: make([]float64, n)}
	for i := range n {
		r.Links = append(r.Links, schedule.Link{From: i, To: (i + 1) % n})
	}
	return r
}

// TestTimes_Paths_deep: a chain of 100,000 needs no stack, and of 2^60 paths the first come at once.
func TestTimes_Paths_deep(t *testing.T) {
	chain := ring(100_000)
	chain.Links = chain.Links[:len(chain.Links)-1]
	for path := range cpm(t, chain, schedule.CPMOptions{}).Paths() {
		assert.Len(t, path, 100_000)
	}
	pairs := schedule.Network{Duration: make([]float64, 120)}
	for i := 2; i < 120; i++ {
		first := i - i%2 - 2
		pairs.Links = append(pairs.Links, schedule.Link{From: first, To: i}, schedule.Link{From: first + 1, To: i})
	}
	count, before := 0, []int(nil)
	for path := range cpm(t, pairs, schedule.CPMOptions{}).Paths() {
		assert.Negative(t, slices.Compare(before, path), "in the order of their indexes")
		before = path
		if count++; count == 1000 {
			break
		}
	}
	assert.Equal(t, 1000, count)
}

// drawNetwork draws a network without a cycle, of whole numbers, with the types of links given.
func drawNetwork(most int, types ...actionplan.LinkType) *rapid.Generator[schedule.Network] {
	return rapid.Custom(func(t *rapid.T) schedule.Network {
		size := rapid.IntRange(1, most).Draw(t, "size")
		place := rapid.Permutation(identity(size)).Draw(t, "place")
		n := schedule.Network{Duration: make([]float64, size)}
		for i := range n.Duration {
			n.Duration[i] = float64(rapid.IntRange(0, 5).Draw(t, "duration"))
		}
		for range rapid.IntRange(0, 2*size).Draw(t, "links") {
			a, b := rapid.IntRange(0, size-1).Draw(t, "a"), rapid.IntRange(0, size-1).Draw(t, "b")
			if a == b {
				continue
			}
			lag := 0
			if len(types) > 1 {
				lag = rapid.IntRange(-4, 4).Draw(t, "lag")
			}
			n.Links = append(n.Links, schedule.Link{
				From: place[min(a, b)], To: place[max(a, b)], Type: rapid.SampledFrom(types).Draw(t, "type"), Lag: float64(lag),
			})
		}
		return n
	})
}

// identity returns 0 to n - 1.
func identity(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// drawBounds draws bounds for a network, or none.
func drawBounds(t *rapid.T, n schedule.Network) schedule.Network {
	if rapid.Bool().Draw(t, "notBefore") {
		n.NotBefore = make([]float64, len(n.Duration))
		for i := range n.NotBefore {
			n.NotBefore[i] = float64(rapid.IntRange(0, 9).Draw(t, "bound"))
		}
	}
	if rapid.Bool().Draw(t, "notAfter") {
		n.NotAfter = make([]float64, len(n.Duration))
		for i := range n.NotAfter {
			n.NotAfter[i] = math.Inf(1)
			if rapid.Bool().Draw(t, "bounded") {
				n.NotAfter[i] = float64(rapid.IntRange(-5, 20).Draw(t, "end"))
			}
		}
	}
	return n
}
