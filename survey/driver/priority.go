package driver

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// A Priority says how much a driver deserves an action: it matters, and is done worse than promised. The zero value
// tells nothing.
type Priority struct {
	Driver string
	Share  float64 // of R², so 0.25 for 25 percent
	Gap    float64 // delivered less promised, below 0 for a broken promise
	Impact float64 // Share times what is missing
}

// Priorities returns the drivers by what closing their gap promises, the largest impact first and ties by name:
//
//	Impact = max(0, Percent/100) · max(0, -gap)
//
// So a promise that is kept has no impact, and neither has a share below 0, as Pratt's may be. The gaps are in units of
// one scale, one for each driver, as survey.Gap returns them.
//
// It returns [ErrTooFew] for no shares, [ErrInvalid] for two of one driver, [ErrMismatch] naming a driver without a gap
// or a gap without a driver, and [ErrRange] for a number that is not within ±1e100.
func Priorities(shares []Share, gaps map[string]float64) ([]Priority, error) {
	all, err := priorities(shares, gaps)
	if err != nil {
		return nil, fmt.Errorf("driver: priorities: %w", err)
	}
	return all, nil
}

func priorities(shares []Share, gaps map[string]float64) ([]Priority, error) {
	if len(shares) == 0 {
		return nil, fmt.Errorf("no shares: %w", ErrTooFew)
	}
	all, seen := make([]Priority, len(shares)), make(map[string]bool, len(shares))
	for i, s := range shares {
		gap, ok := gaps[s.Driver]
		switch {
		case seen[s.Driver]:
			return nil, fmt.Errorf("driver %.40q comes twice: %w", s.Driver, ErrInvalid)
		case !ok:
			return nil, fmt.Errorf("driver %.40q has no gap: %w", s.Driver, ErrMismatch)
		case !(math.Abs(gap) <= largest && math.Abs(s.Percent) <= largest):
			return nil, fmt.Errorf("driver %.40q: share %g, gap %g: %w", s.Driver, s.Percent, gap, ErrRange)
		}
		seen[s.Driver] = true
		share := s.Percent / 100
		all[i] = Priority{s.Driver, share, gap, max(0, share) * max(0, -gap)}
	}
	for _, name := range slices.Sorted(maps.Keys(gaps)) {
		if !seen[name] {
			return nil, fmt.Errorf("gap of %.40q, which is no driver: %w", name, ErrMismatch)
		}
	}
	slices.SortFunc(all, func(a, b Priority) int {
		return cmp.Or(cmp.Compare(b.Impact, a.Impact), strings.Compare(a.Driver, b.Driver))
	})
	return all, nil
}
