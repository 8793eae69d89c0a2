package promise

import "fmt"

// NeededCases returns the least number of cases, that many of them missed, that show a coverage to be kept at a level of
// confidence: with one fewer the verdict of [Evaluate] is not [Kept]. Without a miss 59 cases show 95 % at 0.95.
//
// level is 0, which is 0.95, or in [0.5, 1), else it returns [ErrLevel]. It returns [ErrAlways] for Always, which no
// number of cases shows, [ErrRatio] for the zero ratio, [ErrRange] for misses below 0, and [ErrLimit] where more than
// 1e12 cases are needed. The number is exact up to a million; above, it agrees with the verdict, whose bounds are right
// to 1e-6 of the share missed. Reference: Wilks (1941), Determination of Sample Sizes for Setting Tolerance Limits.
func NeededCases(target Ratio, misses int64, level float64) (int64, error) {
	const op = "promise: needed cases"
	o, err := Options{Level: level}.check()
	switch {
	case err != nil:
		return 0, fmt.Errorf("%s: %w", op, err)
	case target == Ratio{}:
		return 0, fmt.Errorf("%s: %w", op, ErrRatio)
	case target.IsAlways():
		return 0, fmt.Errorf("%s: %w", op, ErrAlways)
	case misses < 0:
		return 0, fmt.Errorf("%s: misses %d: %w", op, misses, ErrRange)
	}
	const most = 1_000_000_000_000
	shown := func(n int64) bool {
		verdict, _, err := o.decide(Tally{Kept: n - misses, Total: n}, target, 1)
		return err == nil && verdict == Kept
	}
	low, high := min(misses, most), min(misses, most-1)+1 // low cases, of which none is kept, show nothing
	for !shown(high) {
		if high == most {
			return 0, fmt.Errorf("%s: more than %d: %w", op, int64(most), ErrLimit)
		}
		low, high = high, min(most, 2*high)
	}
	for high-low > 1 {
		if middle := low + (high-low)/2; shown(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return high, nil
}
