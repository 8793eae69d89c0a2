package stat_test

import (
	"testing"
)

// FuzzIntervals: any counts and level give an error or a finite interval in order.
func FuzzIntervals(f *testing.F) {
	f.Add(int64(81), int64(263), 0.95)
	f.Add(int64(0), int64(1), 1-1e-16)
	f.Add(int64(1), int64(1e9), 5e-324)
	f.Fuzz(func(t *testing.T, x, n int64, level float64) {
		for name, method := range methods {
			got, err := method(x, n, level)
			if err != nil {
				continue
			}
			if !(got.Low >= -5 && got.High <= 6) { // Wald's half width is z/2 at most, and z at most 8.3
				t.Errorf("%s of %d of %d at %v: %v", name, x, n, level, got)
			}
			if got.Low > got.High && name != "clopper-pearson bounds" {
				t.Errorf("%s of %d of %d at %v: %v is upside down", name, x, n, level, got)
			}
		}
	})
}
