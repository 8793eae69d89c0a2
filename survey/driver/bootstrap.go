package driver

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

const mostTimes = 100_000

// BootstrapOptions say how [Bootstrap] draws. Rand is required; the zero value of the others is the default.
type BootstrapOptions struct {
	Method Method     // Defaults to LMG.
	Level  float64    // confidence, in (0, 1). Defaults to 0.95.
	Times  int        // samples, from 20 to 100,000. Defaults to 1000.
	Rand   *rand.Rand // the source of all that is drawn; a seeded one gives the same bits again
}

// Bootstrap returns the shares of the drivers in the rows, as [FromRows] and [Problem.Shares] find them, each with the
// interval of its Value. As many rows as there are, they are drawn with replacement, Times over; the ends of the interval
// are the quantiles of (1±Level)/2 of the shares in these samples. With B sorted shares the quantile of p is number
// (B+1)p, between two numbers in proportion, and no less than the first nor more than the last. A sample in which the
// drivers cannot be told apart is drawn again.
//
// Bootstrap returns [ErrInvalid] if Rand is nil, [ErrRange] for an option out of its range, [ErrLimit] for more Times,
// [ErrSingular] if more samples than Times had to be drawn again, and the errors of FromRows and Shares. Cost: Times
// that of both. Reference: Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 13.3.
func Bootstrap(response string, drivers []string, rows [][]float64, o BootstrapOptions) ([]Share, error) {
	shares, err := bootstrap(response, drivers, rows, o)
	if err != nil {
		return nil, fmt.Errorf("driver: bootstrap: %w", err)
	}
	return shares, nil
}

func bootstrap(response string, drivers []string, rows [][]float64, o BootstrapOptions) ([]Share, error) {
	o, err := o.resolve()
	if err != nil {
		return nil, err
	}
	p, err := fromRows(response, drivers, rows)
	if err != nil {
		return nil, err
	}
	shares, err := p.Shares(o.Method)
	if err != nil {
		return nil, err
	}
	names := append([]string{response}, drivers...)
	flat, err := flatten(names, rows)
	if err != nil {
		return nil, err
	}
	drawn, err := draw(names, flat, o)
	if err != nil {
		return nil, err
	}
	for i, values := range drawn {
		slices.Sort(values)
		shares[i].Interval = &Interval{quantile(values, (1-o.Level)/2), quantile(values, (1+o.Level)/2), o.Level}
	}
	return shares, nil
}

// resolve returns o with its defaults in place, or what is wrong with it.
func (o BootstrapOptions) resolve() (BootstrapOptions, error) {
	level, err := stat.Level(o.Level)
	if err != nil {
		return o, fmt.Errorf("%w: %w", ErrRange, err)
	}
	o.Level = level
	if o.Times == 0 {
		o.Times = 1000
	}
	switch {
	case o.Rand == nil:
		return o, fmt.Errorf("no source of randomness: %w", ErrInvalid)
	case o.Times < 20:
		return o, fmt.Errorf("%d samples: %w", o.Times, ErrRange)
	case o.Times > mostTimes:
		return o, fmt.Errorf("%d samples: %w: at most %d", o.Times, ErrLimit, mostTimes)
	}
	return o, nil
}

// draw returns the shares of each driver in o.Times samples of the rows.
func draw(names []string, flat []float64, o BootstrapOptions) ([][]float64, error) {
	m := len(names)
	sample, all := make([]int, len(flat)/m), make([][]float64, m-1)
	for again := 0; len(all[0]) < o.Times; {
		for i := range sample {
			sample[i] = o.Rand.IntN(len(sample))
		}
		p, err := solveProblem(names, products(flat, sample, m), int64(len(sample)))
		if err != nil {
			if again++; again > o.Times {
				return nil, fmt.Errorf("most samples: %w", err)
			}
			continue
		}
		values, err := p.values(o.Method)
		if err != nil {
			return nil, err
		}
		for i, v := range values {
			all[i] = append(all[i], v)
		}
	}
	return all, nil
}

// quantile returns the p-quantile of sorted values.
func quantile(sorted []float64, p float64) float64 {
	last := float64(len(sorted) - 1)
	at := min(last, max(0, p*(last+2)-1))
	i := int(at)
	low, high := sorted[i], sorted[min(i+1, len(sorted)-1)]
	return low + (high-low)*(at-float64(i))
}
