package rfm

import (
	"fmt"
	"maps"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// The most bins of a table and points of a track.
const (
	maxBins   = 10_000
	maxPoints = 10_000
)

// A FrequencyBin is how many customers made X repeat purchases, and how many the model expects; in the last bin, X or
// more. The zero value is an empty bin.
type FrequencyBin struct {
	X         int     `json:"x"`
	Customers int64   `json:"customers"`
	Expected  float64 `json:"expected"`
}

// Frequencies returns a bin for 0, 1, ... repeat purchases, and the last one for top, 0 to 10,000, or more: how well the
// model reproduces what it was fitted to. Expected is the sum over the customers of [lifetime.Model] PMF of a new
// customer over his age. It returns [ErrNoData] for no customer, [ErrRange] for another top, and the errors of m.
func Frequencies(m lifetime.Model, g *lifetime.Histogram, top int) ([]FrequencyBin, error) {
	if top < 0 || top > maxBins {
		return nil, fmt.Errorf("rfm: frequencies: top %d: %w", top, ErrRange)
	}
	if g == nil || g.Customers() == 0 {
		return nil, fmt.Errorf("rfm: frequencies: %w", ErrNoData)
	}
	bins := make([]FrequencyBin, top+1)
	ages := make(map[lifetime.Span]int64)
	for h, n := range g.Rows() {
		bins[min(h.X, top)].Customers += n
		ages[h.T] += n
	}
	rest := float64(g.Customers())
	for x := range bins {
		bins[x].X = x
		if x == top {
			bins[x].Expected = max(0, rest)
			break
		}
		for _, age := range slices.Sorted(maps.Keys(ages)) {
			p, err := m.PMF(lifetime.History{}, age, x)
			if err != nil {
				return nil, fmt.Errorf("rfm: frequencies: %w", err)
			}
			bins[x].Expected += p * float64(ages[age])
		}
		rest -= bins[x].Expected
	}
	return bins, nil
}

// A TrackPoint is the repeat purchases of the cohort at the end of a step. The zero value is no point.
type TrackPoint struct {
	On          Day     `json:"on"`          // the last day of the step
	Actual      int64   `json:"actual"`      // repeat purchases so far
	Expected    float64 `json:"expected"`    // so far
	ActualNew   int64   `json:"actualNew"`   // in the step
	ExpectedNew float64 `json:"expectedNew"` // in the step
}

// Track returns the repeat purchases of the cohort, as they were and as the model expects them of new customers, at the
// end of each step of so many days, counted from the first purchase day on; the last point is o.End. It shows where
// a model that fits up to the cut goes wrong after it. It returns [ErrDay] without an End, [ErrNoData] for no
// customer, [ErrRange] for a step below 1, [ErrLimit] for over 10,000 points, and the errors of Customers and of m.
func Track(m lifetime.Model, l *Log, o Options, step int) ([]TrackPoint, error) {
	points, err := track(m, l, o, step)
	if err != nil {
		return nil, fmt.Errorf("rfm: track: %w", err)
	}
	return points, nil
}

func track(m lifetime.Model, l *Log, o Options, step int) ([]TrackPoint, error) {
	if o.End == 0 {
		return nil, fmt.Errorf("no end: %w", ErrDay)
	}
	if step < 1 {
		return nil, fmt.Errorf("step of %d days: %w", step, ErrRange)
	}
	firsts, repeats, err := l.repeats(o)
	if err != nil {
		return nil, err
	}
	if len(firsts) == 0 {
		return nil, ErrNoData
	}
	starts := slices.Sorted(maps.Keys(firsts))
	if (int(o.End)-int(starts[0]))/step >= maxPoints {
		return nil, fmt.Errorf("over %d points: %w", maxPoints, ErrLimit)
	}
	var points []TrackPoint
	expected := make(map[Day]float64) // by days since the first purchase
	days := slices.Sorted(maps.Keys(repeats))
	var before TrackPoint
	for on := starts[0] - 1; on < o.End; {
		on = Day(min(int64(o.End), int64(on)+int64(step)))
		point := TrackPoint{On: on, Actual: before.Actual}
		for len(days) > 0 && days[0] <= on {
			point.Actual += repeats[days[0]]
			days = days[1:]
		}
		for _, start := range starts {
			if start >= on {
				break
			}
			e, ok := expected[on-start]
			if !ok {
				if e, err = m.Purchases(lifetime.History{}, lifetime.Span(on-start)); err != nil {
					return nil, err
				}
				expected[on-start] = e
			}
			point.Expected += e * float64(firsts[start])
		}
		point.ActualNew, point.ExpectedNew = point.Actual-before.Actual, point.Expected-before.Expected
		points = append(points, point)
		before = point
	}
	return points, nil
}

// repeats returns the number of customers of the cohort by the day of their first purchase, and the number of repeat
// purchases by day, up to the end.
func (l *Log) repeats(o Options) (firsts, repeats map[Day]int64, err error) {
	if o, err = l.options(o); err != nil {
		return nil, nil, err
	}
	firsts, repeats = make(map[Day]int64), make(map[Day]int64)
	l.settle()
	for number := range int32(len(l.roll.members)) {
		c, ok, err := l.customer(number, o)
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			continue
		}
		firsts[c.First]++
		for _, r := range l.of(number) {
			if !r.returned() && r.on > c.First && r.on <= o.End {
				repeats[r.on]++
			}
		}
	}
	return firsts, repeats, nil
}

// A HoldoutBin is the purchases after the cut of the customers who had made X repeat purchases before it; in the last
// bin, X or more. Without customers both means are 0. The zero value is an empty bin.
type HoldoutBin struct {
	X         int     `json:"x"`
	Customers int64   `json:"customers"`
	Actual    float64 `json:"actual"`   // mean of a customer
	Expected  float64 `json:"expected"` // mean of a customer, given his history
}

// ByFrequency returns a bin for 0, 1, ... repeat purchases up to the cut, and the last one for top, 0 to 10,000, or more:
// whether the model tells those who will come back from those who will not. It returns [ErrDay] without an End,
// [ErrNoData] for no customer, [ErrRange] for another top, and the errors of Customers and of m.
func ByFrequency(m lifetime.Model, l *Log, o Options, top int) ([]HoldoutBin, error) {
	bins, err := byFrequency(m, l, o, top)
	if err != nil {
		return nil, fmt.Errorf("rfm: holdout by frequency: %w", err)
	}
	return bins, nil
}

func byFrequency(m lifetime.Model, l *Log, o Options, top int) ([]HoldoutBin, error) {
	if o.End == 0 {
		return nil, fmt.Errorf("no end: %w", ErrDay)
	}
	if top < 0 || top > maxBins {
		return nil, fmt.Errorf("top %d: %w", top, ErrRange)
	}
	var g lifetime.Histogram
	bought := make([]int64, top+1)
	err := l.each(o, func(c Customer) error {
		bought[min(c.X, top)] += int64(c.HoldoutX)
		return g.Add(c.History(), 1)
	})
	if err != nil {
		return nil, err
	}
	if g.Customers() == 0 {
		return nil, ErrNoData
	}
	o, _ = l.options(o)
	bins := make([]HoldoutBin, top+1)
	for h, n := range g.Rows() {
		e, err := m.Purchases(h, lifetime.Span(o.End-o.Cut))
		if err != nil {
			return nil, err
		}
		bin := &bins[min(h.X, top)]
		bin.Customers += n
		bin.Expected += e * float64(n)
	}
	for x := range bins {
		bins[x].X = x
		if n := float64(bins[x].Customers); n > 0 {
			bins[x].Actual, bins[x].Expected = float64(bought[x])/n, bins[x].Expected/n
		}
	}
	return bins, nil
}
