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

// A gap is how long after the start of one activity another may start: any link, read as a bound between two starts.
type gap struct {
	from, to int
	least    float64
}

// gaps reads the four types of links from their definitions.
func gaps(n schedule.Network) (all []gap) {
	for _, l := range n.Links {
		from, to := 0.0, 0.0 // how long after the starts the linked ends lie
		if l.Type == fs || l.Type == ff {
			from = n.Duration[l.From]
		}
		if l.Type == ff || l.Type == sf {
			to = n.Duration[l.To]
		}
		all = append(all, gap{l.From, l.To, from + l.Lag - to})
	}
	return all
}

// slowStarts relaxes every bound until none gives way, as Bellman and Ford do.
func slowStarts(n schedule.Network) []float64 {
	starts := make([]float64, len(n.Duration))
	copy(starts, n.NotBefore)
	for moved := true; moved; {
		moved = false
		for _, g := range gaps(n) {
			if at := starts[g.from] + g.least; at > starts[g.to] {
				starts[g.to], moved = at, true
			}
		}
	}
	return starts
}

// slowFinish returns the finish by starts.
func slowFinish(n schedule.Network, starts []float64) (finish float64) {
	for i, start := range starts {
		finish = max(finish, start+n.Duration[i])
	}
	return finish
}

// slowLate relaxes the same bounds from the other end.
func slowLate(n schedule.Network, limit float64) []float64 {
	starts := make([]float64, len(n.Duration))
	for i, d := range n.Duration {
		starts[i] = limit - d
		if n.NotAfter != nil {
			starts[i] = min(limit, n.NotAfter[i]) - d
		}
	}
	for moved := true; moved; {
		moved = false
		for _, g := range gaps(n) {
			if at := starts[g.to] - g.least; at < starts[g.from] {
				starts[g.from], moved = at, true
			}
		}
	}
	return starts
}

// slowFree returns how far activity i may slip with no other moving: the farthest whole step.
func slowFree(n schedule.Network, starts []float64, finish float64, i int) float64 {
	for slip := 1.0; ; slip++ {
		moved := slices.Clone(starts)
		moved[i] += slip
		broken := moved[i]+n.Duration[i] > finish
		for _, g := range gaps(n) {
			broken = broken || g.from == i && moved[g.to] < moved[g.from]+g.least
		}
		if broken {
			return slip - 1
		}
	}
}

// TestCPM_slow: every date of networks of all types, with leads, lags, bounds and deadlines, by relaxation, and the free
// float by trying.
func TestCPM_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawBounds(t, drawNetwork(9, fs, ss, ff, sf).Draw(t, "network"))
		var o schedule.CPMOptions
		if rapid.Bool().Draw(t, "deadline") {
			deadline := float64(rapid.IntRange(-5, 40).Draw(t, "by"))
			o.Deadline = &deadline
		}
		checkTimes(t, n, o)
	})
}

// checkTimes compares all of CPM with the slow way.
func checkTimes(t require.TestingT, n schedule.Network, o schedule.CPMOptions) {
	times := cpm(t, n, o)
	starts := slowStarts(n)
	finish := slowFinish(n, starts)
	limit := finish
	if o.Deadline != nil {
		limit = *o.Deadline
	}
	late := slowLate(n, limit)
	require.Equal(t, starts, times.EarlyStart)
	require.Equal(t, finish, times.Finish)
	require.Equal(t, late, times.LateStart)
	for i, d := range n.Duration {
		require.Equal(t, starts[i]+d, times.EarlyFinish[i])
		require.Equal(t, late[i]+d, times.LateFinish[i])
		require.Equal(t, late[i]-starts[i], times.TotalFloat[i])
		require.Equal(t, slowFree(n, starts, finish, i), times.FreeFloat[i])
		require.Equal(t, late[i] <= starts[i], times.Critical(i))
		var drivers []int
		for k, g := range gaps(n) {
			if g.to == i && starts[g.from]+g.least == starts[i] {
				drivers = append(drivers, k)
			}
		}
		require.Equal(t, drivers, slices.Collect(times.Drivers(i)))
		if o.Deadline == nil && n.NotAfter == nil {
			require.GreaterOrEqual(t, times.TotalFloat[i], times.FreeFloat[i])
			require.GreaterOrEqual(t, times.FreeFloat[i], 0.0)
		}
	}
	require.Equal(t, slowOrder(n), times.Order)
}

// slowOrder picks the least activity that waits for none that is left, again and again.
func slowOrder(n schedule.Network) []int {
	left, order := identity(len(n.Duration)), []int{}
	for len(left) > 0 {
		next := slices.IndexFunc(left, func(i int) bool {
			return !slices.ContainsFunc(n.Links, func(l schedule.Link) bool { return l.To == i && slices.Contains(left, l.From) })
		})
		order = append(order, left[next])
		left = slices.Delete(left, next, next+1)
	}
	return order
}

// slowPaths walks every chain of drivers backwards from the ends.
func slowPaths(n schedule.Network, starts []float64, finish float64) (paths [][]int) {
	driven := func(from, to int) bool {
		return slices.ContainsFunc(gaps(n), func(g gap) bool {
			return g.from == from && g.to == to && starts[from]+g.least == starts[to]
		})
	}
	var walk func(chain []int)
	walk = func(chain []int) {
		free := true
		for i := range starts {
			if driven(i, chain[0]) {
				free = false
				walk(append([]int{i}, chain...))
			}
		}
		if free {
			paths = append(paths, chain)
		}
	}
	for i := range starts {
		if starts[i]+n.Duration[i] == finish {
			walk([]int{i})
		}
	}
	whole := slices.DeleteFunc(slices.Clone(paths), func(path []int) bool { // the beginning of another is none of its own
		return slices.ContainsFunc(paths, func(other []int) bool {
			return len(other) > len(path) && slices.Equal(other[:len(path)], path)
		})
	})
	slices.SortFunc(whole, slices.Compare)
	return whole
}

func TestTimes_Paths_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(8, fs, ss, ff, sf).Draw(t, "network")
		times := cpm(t, n, schedule.CPMOptions{})
		assert.Equal(t, slowPaths(n, times.EarlyStart, times.Finish), slices.Collect(times.Paths()))
	})
}

// TestCPM_lengthened: in a finish-start network an activity that takes x longer moves the finish by x less its float.
func TestCPM_lengthened(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(9, fs).Draw(t, "network")
		before := cpm(t, n, schedule.CPMOptions{})
		i, x := rapid.IntRange(0, len(n.Duration)-1).Draw(t, "i"), float64(rapid.IntRange(0, 9).Draw(t, "x"))
		n.Duration[i] += x
		assert.Equal(t, before.Finish+max(0, x-before.TotalFloat[i]), cpm(t, n, schedule.CPMOptions{}).Finish)
	})
}

// TestCPM_renamed: the order in which activities and links are given moves no date.
func TestCPM_renamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawBounds(t, drawNetwork(9, fs, ss, ff, sf).Draw(t, "network"))
		name := rapid.Permutation(identity(len(n.Duration))).Draw(t, "name")
		other := schedule.Network{Duration: permuted(n.Duration, name), NotBefore: permuted(n.NotBefore, name), NotAfter: permuted(n.NotAfter, name)}
		for _, l := range slices.Backward(n.Links) {
			other.Links = append(other.Links, schedule.Link{From: name[l.From], To: name[l.To], Type: l.Type, Lag: l.Lag})
		}
		a, b := cpm(t, n, schedule.CPMOptions{}), cpm(t, other, schedule.CPMOptions{})
		assert.Equal(t, permuted(a.EarlyStart, name), b.EarlyStart)
		assert.Equal(t, permuted(a.LateFinish, name), b.LateFinish)
		assert.Equal(t, permuted(a.FreeFloat, name), b.FreeFloat)
	})
}

// permuted moves value i to place name[i].
func permuted(values []float64, name []int) []float64 {
	if values == nil {
		return nil
	}
	moved := make([]float64, len(values))
	for i, value := range values {
		moved[name[i]] = value
	}
	return moved
}

// FuzzCPM: any network is refused by name or agrees with the slow way; inputs stay as they are.
func FuzzCPM(f *testing.F) {
	f.Add([]byte{3, 1, 2, 3, 0, 1, 0, 2, 1, 2, 3, 250})
	f.Add([]byte{2, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		next := func() int {
			if len(data) == 0 {
				return 0
			}
			b := data[0]
			data = data[1:]
			return int(b)
		}
		n := schedule.Network{Duration: make([]float64, next()%12)}
		for i := range n.Duration {
			n.Duration[i] = float64(next() % 16)
		}
		for len(data) > 0 {
			n.Links = append(n.Links, schedule.Link{
				From: next() % 13, To: next() % 13, Type: actionplan.LinkType(next() % 5), Lag: float64(int8(next())),
			})
		}
		before := slices.Clone(n.Links)
		times, err := schedule.CPM(n, schedule.CPMOptions{})
		assert.Equal(t, before, n.Links)
		if err != nil {
			if assert.Error(t, err); !assert.True(t, isNamed(err), err) {
				t.Log(n)
			}
			return
		}
		assert.False(t, math.IsNaN(times.Finish))
		checkTimes(t, n, schedule.CPMOptions{})
	})
}
