package process_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// drawFlow draws a blueprint of flow edges that lead forwards only, with a few of other kinds.
func drawFlow(t *rapid.T) process.Blueprint {
	n := rapid.IntRange(1, 8).Draw(t, "stages")
	b := process.Blueprint{ID: id, Name: "flow", Start: "s0"}
	for i := range n {
		b.Stages = append(b.Stages, process.Stage{Code: fmt.Sprintf("s%d", i), Title: "x", Span: process.Span{
			Mean: time.Duration(rapid.IntRange(0, 3).Draw(t, "mean")),
		}})
	}
	for i := range n {
		for j := range n {
			if i < j && rapid.IntRange(0, 2).Draw(t, "way") == 0 {
				b.Edges = append(b.Edges, process.Edge{From: fmt.Sprintf("s%d", i), To: fmt.Sprintf("s%d", j)})
			} else if i >= j && rapid.IntRange(0, 5).Draw(t, "back") == 0 {
				b.Edges = append(b.Edges, process.Edge{From: fmt.Sprintf("s%d", i), To: fmt.Sprintf("s%d", j), Kind: process.Rework})
			}
		}
	}
	b.Stages = rapid.Permutation(b.Stages).Draw(t, "order")
	return b
}

// slowPaths returns every path of flow edges that cannot be made longer at either end, and how long it takes.
func slowPaths(b process.Blueprint) (paths [][]string, took []time.Duration) {
	span, next, entered := map[string]time.Duration{}, map[string][]string{}, map[string]bool{}
	for _, s := range b.Stages {
		span[s.Code] = s.Span.Mean
	}
	for _, e := range b.Edges {
		if e.Kind == process.Flow {
			next[e.From] = append(next[e.From], e.To)
			entered[e.To] = true
		}
	}
	var walk func(path []string, sum time.Duration)
	walk = func(path []string, sum time.Duration) {
		last := path[len(path)-1]
		sum += span[last]
		if len(next[last]) == 0 {
			paths, took = append(paths, slices.Clone(path)), append(took, sum)
		}
		for _, to := range next[last] {
			walk(append(path, to), sum)
		}
	}
	for _, s := range b.Stages {
		if !entered[s.Code] {
			walk([]string{s.Code}, 0)
		}
	}
	return paths, took
}

// TestCriticalPath_slow holds the schedule to all paths.
func TestCriticalPath_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawFlow(t)
		g, err := process.New(b)
		require.NoError(t, err)
		s, err := g.CriticalPath()
		require.NoError(t, err)
		paths, took := slowPaths(b)
		assert.Equal(t, slices.Max(took), s.Makespan)
		critical := map[string]bool{}
		longest := 0
		for k, path := range paths {
			if took[k] == s.Makespan {
				longest++
				for _, code := range path {
					critical[code] = true
				}
			}
		}
		for _, slot := range s.Slots {
			assert.GreaterOrEqual(t, slot.Slack, slot.FreeSlack)
			assert.GreaterOrEqual(t, slot.FreeSlack, time.Duration(0))
			assert.Equal(t, slot.Slack, slot.LateFinish-slot.Finish)
			assert.Equal(t, critical[slot.Stage], slot.Slack == 0, slot.Stage)
			through := time.Duration(0) // the longest path through the stage
			for k, path := range paths {
				if slices.Contains(path, slot.Stage) {
					through = max(through, took[k])
				}
			}
			assert.Equal(t, s.Makespan-through, slot.Slack, slot.Stage)
		}
		for _, path := range s.Critical {
			k := slices.IndexFunc(paths, func(p []string) bool { return slices.Equal(p, path) })
			require.GreaterOrEqual(t, k, 0, "%v is no path", path)
			assert.Equal(t, s.Makespan, took[k])
		}
		assert.Equal(t, longest > 100, s.More)
		if !s.More {
			assert.Len(t, s.Critical, longest)
		}
		order, err := g.Topological()
		require.NoError(t, err)
		for _, e := range b.Edges {
			if e.Kind == process.Flow {
				assert.Less(t, slices.Index(order, e.From), slices.Index(order, e.To))
			}
		}
	})
}

// TestCriticalPath_many: 50 pairs of equal ways, 2^50 critical paths.
func TestCriticalPath_many(t *testing.T) {
	b := process.Blueprint{ID: id, Name: "pairs", Start: "n0"}
	add := func(code string, span process.Span) {
		b.Stages = append(b.Stages, process.Stage{Code: code, Title: "x", Span: span})
	}
	add("n0", process.Span{})
	for i := range 50 {
		from, to := fmt.Sprintf("n%d", i), fmt.Sprintf("n%d", i+1)
		for side, sd := range []time.Duration{1, 3} {
			code := fmt.Sprintf("%s/%d", from, side)
			add(code, process.Span{Mean: 10, SD: sd})
			b.Edges = append(b.Edges, process.Edge{From: from, To: code}, process.Edge{From: code, To: to})
		}
		add(to, process.Span{})
	}
	g, err := process.New(b)
	require.NoError(t, err)
	s, err := g.CriticalPath()
	require.NoError(t, err)
	assert.True(t, s.More)
	assert.Len(t, s.Critical, 100)
	assert.Equal(t, time.Duration(500), s.Makespan)
	assert.Equal(t, time.Duration(21), s.SD, "√(50·9) is 21.2")
	unlike := map[string]bool{}
	for _, path := range s.Critical {
		unlike[fmt.Sprint(path)] = true
		assert.Len(t, path, 101)
	}
	assert.Len(t, unlike, 100)
}

func TestCriticalPath_cycle(t *testing.T) {
	b := repair()
	b.Edges[4].Kind = process.Flow
	g, err := process.New(b)
	require.NoError(t, err)
	_, err = g.CriticalPath()
	var cycle process.CycleError
	require.ErrorAs(t, err, &cycle)
	assert.Equal(t, []string{"repair", "check"}, cycle.Codes)
	assert.ErrorIs(t, err, process.ErrCycle)
	assert.EqualError(t, err, `process: critical path: cycle of flow edges: ["repair", "check"]`)
	_, err = g.Topological()
	assert.ErrorIs(t, err, process.ErrCycle)
	_, err = g.Chain()
	assert.NoError(t, err, "a chain may go round")
	assert.Equal(t, `cycle of flow edges: ["a", "a", "a", "a", "a", "a", "a", "a", "a", "a"] and 2 more`, process.CycleError{
		Codes: slices.Repeat([]string{"a"}, 12),
	}.Error())
}

func TestCriticalPath_overflow(t *testing.T) {
	g, err := process.New(row(process.Span{Mean: math.MaxInt64}, process.Span{Mean: 1}))
	require.NoError(t, err)
	_, err = g.CriticalPath()
	assert.ErrorIs(t, err, process.ErrOverflow)
	g, err = process.New(row(process.Span{Mean: math.MaxInt64, SD: math.MaxInt64}))
	require.NoError(t, err)
	s, err := g.CriticalPath()
	require.NoError(t, err)
	assert.Equal(t, time.Duration(math.MaxInt64), s.Makespan)
	assert.Positive(t, s.SD)
}

func TestSchedule_DoneBy(t *testing.T) {
	s := process.Schedule{Makespan: 100, SD: 10}
	p, err := s.DoneBy(100)
	require.NoError(t, err)
	assert.Equal(t, 0.5, p)
	p, err = s.DoneBy(120)
	require.NoError(t, err)
	assert.InDelta(t, 0.9772498680518208, p, 1e-15, "R: pnorm(2)")
	_, err = s.DoneBy(-1)
	assert.ErrorIs(t, err, process.ErrRange)
	s.SD = 0
	for at, want := range map[time.Duration]float64{99: 0, 100: 1} {
		p, err := s.DoneBy(at)
		require.NoError(t, err)
		assert.Equal(t, want, p)
	}
}

// TestLoops_slow holds the loops to what can reach what.
func TestLoops_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBlueprint(t)
		g, err := process.New(b)
		require.NoError(t, err)
		reach := map[[2]string]bool{}
		for range b.Stages { // as many rounds as a way may be long
			for _, e := range b.Edges {
				reach[[2]string{e.From, e.To}] = true
				for _, s := range b.Stages {
					if reach[[2]string{s.Code, e.From}] {
						reach[[2]string{s.Code, e.To}] = true
					}
				}
			}
		}
		var want [][]string
		done := map[string]bool{}
		for _, s := range b.Stages {
			var group []string
			for _, other := range b.Stages {
				if reach[[2]string{s.Code, other.Code}] && reach[[2]string{other.Code, s.Code}] {
					group = append(group, other.Code)
				}
			}
			if len(group) > 0 && !done[s.Code] {
				want = append(want, group)
			}
			for _, code := range group {
				done[code] = true
			}
		}
		assert.Equal(t, want, g.Loops())
		var unreachable []string
		for _, s := range b.Stages {
			if s.Code != b.Start && !reach[[2]string{b.Start, s.Code}] {
				unreachable = append(unreachable, s.Code)
			}
		}
		assert.Equal(t, unreachable, g.Unreachable())
	})
}

// TestLoops_order: loops come as their stages are declared, whichever leads to the other.
func TestLoops_order(t *testing.T) {
	b := process.Blueprint{ID: id, Name: "loops", Start: "a"}
	for _, code := range []string{"z", "b", "c", "d", "a"} {
		b.Stages = append(b.Stages, process.Stage{Code: code, Title: "x"})
	}
	for _, way := range []string{"ad", "da", "dc", "cb", "bc", "zz", "bz"} {
		b.Edges = append(b.Edges, process.Edge{From: way[:1], To: way[1:]})
	}
	assert.Equal(t, [][]string{{"z"}, {"b", "c"}, {"d", "a"}}, graphOf(t, b).Loops())
}

// TestUnreachable_byProbability: a way that no case takes leads nowhere, unless none of its stage is stated.
func TestUnreachable_byProbability(t *testing.T) {
	b := repair()
	b.Edges[0].Probability, b.Edges[1].Probability = 0, 1
	assert.Equal(t, []string{"repair", "check", "over"}, graphOf(t, b).Unreachable())
	b.Edges[1].Probability = 0
	assert.Empty(t, graphOf(t, b).Unreachable())
}

// TestCrossings: an edge crosses every line between its lanes, either way.
func TestCrossings(t *testing.T) {
	lanes := []process.Lane{process.Unplaced, process.Evidence, process.Customer, process.Frontstage, process.Backstage, process.Support}
	b := process.Blueprint{ID: id, Name: "lanes", Start: "0"}
	for i, lane := range lanes {
		b.Stages = append(b.Stages, process.Stage{Code: fmt.Sprint(i), Title: "x", Lane: lane})
		for k := range lanes {
			b.Edges = append(b.Edges, process.Edge{From: fmt.Sprint(i), To: fmt.Sprint(k), Kind: process.Rework})
		}
	}
	g, err := process.New(b)
	require.NoError(t, err)
	for line, above := range map[process.Line][]string{
		process.Interaction: {"2"}, process.Visibility: {"2", "3"}, process.InternalInteraction: {"2", "3", "4"},
	} {
		crossed := 0
		for e := range g.Crossings(line) {
			assert.NotEqual(t, slices.Contains(above, e.From), slices.Contains(above, e.To))
			assert.GreaterOrEqual(t, min(e.From, e.To), "2", "on no side")
			crossed++
		}
		assert.Equal(t, 2*len(above)*(4-len(above)), crossed, "%v", line)
		for range g.Crossings(line) {
			break
		}
	}
}

func TestMissingNumbers_none(t *testing.T) {
	assert.Empty(t, repairGraph().MissingNumbers())
}
