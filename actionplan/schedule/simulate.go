package schedule

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// SimulateOptions say what [Simulate] runs. The zero value is the default.
type SimulateOptions struct {
	Seed         uint64       // of the whole simulation. Defaults to 0.
	First        int          // the first run. Defaults to 0.
	Runs         int          // First to First + Runs - 1, at most 10,000,000. Defaults to 10,000.
	Distribution Distribution // of the durations. Defaults to BetaPERT.
}

// maxRuns is how many runs one call makes at most.
const maxRuns = 10_000_000

// Simulate draws the durations of all activities anew in each run, independent of each other, works out the network, and
// returns what came of it: the finishes, and how often each activity was critical.
//
// Run k draws from a generator of its own, seeded by a mix of the seed and k. So the runs may be made in parts and in any
// place, [Outcome.Merge] puts them together, and the result has the bits of one call. Goroutines share a call that is large,
// eight at most; they end with it, and their number changes no bit.
//
// There is an estimate an activity; n.Duration is not read, NotAfter counts for what is critical, as in [Times.Critical].
// It returns [ErrEstimate], [ErrNetwork], [CycleError], [ErrUnknown] for a distribution, and [ErrRange] for runs. The error
// of a share p over N runs is √(p(1-p)/N), 0.3 % at most for 100,000. Cost: O(runs·(activities + links)), 8 bytes a run.
// Reference: Van Slyke (1963), Monte Carlo methods and the PERT problem.
func Simulate(n Network, estimates []actionplan.Estimate, o SimulateOptions) (*Outcome, error) {
	if o.Runs == 0 {
		o.Runs = 10_000
	}
	if o.First < 0 || o.Runs < 0 || o.Runs > maxRuns || o.First > math.MaxInt-o.Runs {
		return nil, fmt.Errorf("schedule: simulate: %d runs from %d: %w", o.Runs, o.First, ErrRange)
	}
	if o.Distribution > Triangular {
		return nil, fmt.Errorf("schedule: simulate: %w distribution %d", ErrUnknown, o.Distribution)
	}
	if err := saneAll(estimates); err != nil {
		return nil, fmt.Errorf("schedule: simulate: %w", err)
	}
	n.Duration = make([]float64, len(estimates))
	for i, e := range estimates {
		n.Duration[i] = e.Pessimistic
	}
	if err := n.check(n.Duration); err != nil {
		return nil, fmt.Errorf("schedule: simulate: %w", err)
	}
	g, err := newGraph(n.Duration, n.Links)
	if err != nil {
		return nil, fmt.Errorf("schedule: simulate: %w", err)
	}
	out := &Outcome{
		mark: fingerprint(n, estimates, o), runs: []interval{{o.First, o.First + o.Runs}},
		finishes: make([]float64, o.Runs), critical: make([]int64, len(estimates)),
	}
	out.run(n, g, newSamplers(estimates, o.Distribution), o)
	slices.Sort(out.finishes)
	return out, nil
}

// Goroutines share the runs of one call: at most maxWorkers, each of which has so much to do that it is worth one.
const maxWorkers, workOfOne = 8, 1 << 18

// run makes the runs. Each is its own, so it does not matter who makes which.
func (o *Outcome) run(n Network, g *graph, samplers []sampler, opts SimulateOptions) {
	links := make([]Link, len(g.edges)) // in the order of the edges
	for k, e := range g.edges {
		links[k] = n.Links[e.link]
	}
	runs := len(o.finishes)
	work := int64(runs) * int64(len(samplers)+len(links))
	workers := int(min(maxWorkers, int64(runs), 1+work/workOfOne))
	critical := make([][]int64, workers)
	var done sync.WaitGroup
	for k := range workers {
		from, to := k*runs/workers, (k+1)*runs/workers
		done.Go(func() {
			critical[k] = runsOf(n, g.copy(), links, samplers, opts.Seed, opts.First+from, o.finishes[from:to])
		})
	}
	done.Wait()
	for _, counts := range critical {
		for i, count := range counts {
			o.critical[i] += count
		}
	}
}

// runsOf makes the runs from first on, one a finish. It returns in how many each activity was critical.
func runsOf(n Network, g *graph, links []Link, samplers []sampler, seed uint64, first int, into []float64) []int64 {
	all := make([]float64, 4*len(samplers))
	part := func(k int) []float64 { return all[k*len(samplers) : (k+1)*len(samplers)] }
	duration, es, ef, ls := part(0), part(1), part(2), part(3)
	critical := make([]int64, len(samplers))
	var source rand.PCG
	for k := range into {
		source.Seed(seeds(seed, first+k))
		for i := range samplers {
			duration[i] = samplers[i].draw(&source)
		}
		for k := range links {
			g.edges[k].gap = links[k].gap(duration)
		}
		clear(es)
		copy(es, n.NotBefore)
		g.forward(es)
		finish := finishes(ef, es, duration)
		n.latest(ls, duration, finish)
		g.backward(ls)
		into[k] = finish
		near := tolerance(finish)
		for i, late := range ls {
			if late-es[i] <= near {
				critical[i]++
			}
		}
	}
	return critical
}

// seeds returns the state of the generator of a run.
func seeds(seed uint64, run int) (high, low uint64) {
	state := mix(seed) + uint64(run)
	return mix(state ^ 0x9e3779b97f4a7c15), mix(mix(state) + 0xd1342543de82ef95)
}

// mix is the finaliser of SplitMix64. Source: Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators,
// variant 13 of Stafford.
func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// fingerprint returns a number that tells networks, estimates, distributions and seeds apart.
func fingerprint(n Network, estimates []actionplan.Estimate, o SimulateOptions) [32]byte {
	var buf []byte
	number := func(x uint64) { buf = binary.LittleEndian.AppendUint64(buf, x) }
	floats := func(list ...float64) {
		for _, x := range list {
			number(math.Float64bits(x + 0)) // -0 is 0
		}
	}
	number(o.Seed)
	number(uint64(o.Distribution))
	number(uint64(len(estimates)))
	for _, e := range estimates {
		floats(e.Optimistic, e.Likely, e.Pessimistic)
	}
	number(uint64(len(n.Links)))
	for _, l := range n.Links {
		number(uint64(l.From))
		number(uint64(l.To))
		number(uint64(l.Type))
		floats(l.Lag)
	}
	for _, bounds := range [][]float64{n.NotBefore, n.NotAfter} {
		number(uint64(len(bounds)))
		floats(bounds...)
	}
	return sha256.Sum256(buf)
}
