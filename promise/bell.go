package promise

import "iter"

// A bell is a distribution of whole numbers that falls on both sides of its mode. It is known by the ratios of neighbours,
// so that no factorial is needed: all is relative to the chance of the mode.
type bell struct {
	mode     int64
	up, down func(i int64) float64 // the chance of i+1, and of i-1, over that of i; 0 at the ends
}

// chances returns every number whose chance is above 1e-308 of the mode's, with its chance over the mode's: from the mode
// up, then down. Those are at most about 38 standard deviations on either side.
func (b bell) chances() iter.Seq2[int64, float64] {
	return func(yield func(int64, float64) bool) {
		for i, chance := b.mode, 1.0; chance > 1e-308; i++ {
			if !yield(i, chance) {
				return
			}
			chance *= b.up(i)
		}
		for i, chance := b.mode, b.down(b.mode); chance > 1e-308; {
			i--
			if !yield(i, chance) {
				return
			}
			chance *= b.down(i)
		}
	}
}
