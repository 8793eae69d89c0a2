package process

import (
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A TimeModel says what the distribution of the time in a stage is taken to be. The zero value is Exponential.
type TimeModel uint8

const (
	Exponential TimeModel = iota // by the mean alone; the standard deviation is not read
	Matched                      // by mean and standard deviation: see Chain.DoneBy
)

var timeModelNames = []string{"exponential", "matched"} // as ordered above

// String returns the name of m, and "?" for another value.
func (m TimeModel) String() string { return enum.String(timeModelNames, m) }

// MarshalText returns the name of m, or [ErrUnknown].
func (m TimeModel) MarshalText() ([]byte, error) {
	return enum.Marshal(timeModelNames, m, "process: marshal time model", ErrUnknown)
}

// UnmarshalText sets m to the model called text. For any other text it returns [ErrUnknown] and leaves m alone.
func (m *TimeModel) UnmarshalText(text []byte) error {
	return enum.Unmarshal(timeModelNames, m, text, "process: parse time model", ErrUnknown)
}

// ParseTimeModel returns the model called text, exponential or matched, or [ErrUnknown].
func ParseTimeModel(text string) (TimeModel, error) {
	return enum.Parse[TimeModel](timeModelNames, text, "process: parse time model", ErrUnknown)
}

// maxPhases is how many phases one stage may have: a relative standard deviation of 1/8 is the least that they match.
const maxPhases = 64

// A stay is the time in a stage as exponential phases: it begins in phase k with probability begin[k], and each phase leads
// to the next one if serial, else out.
type stay struct {
	rates  []float64 // per nanosecond
	begin  []float64
	serial bool
}

// stay returns the phases of a time of that mean, above 0, and standard deviation. Reference: Tijms (1994), Stochastic
// Models, appendix B.
func (m TimeModel) stay(mean, sd float64) stay {
	ratio := sd / mean * (sd / mean) // c²
	switch {
	case m == Exponential || ratio == 1:
		return stay{[]float64{1 / mean}, []float64{1}, true}
	case ratio > 1: // two phases of equal shares in the mean
		root := math.Sqrt((ratio - 1) / (ratio + 1))
		seldom := 1 / ((ratio + 1) * (1 + root)) // (1-root)/2
		often := (1 + root) / 2
		return stay{[]float64{2 * often / mean, 2 * seldom / mean}, []float64{often, seldom}, false}
	}
	k, short := maxPhases, 0.0 // phases, and the chance that there is one less
	if ratio*maxPhases > 1 {
		k = int(math.Ceil(1 / ratio))
		n := float64(k)
		short = (n*ratio - math.Sqrt(max(0, n*(1+ratio)-n*n*ratio))) / (1 + ratio)
		short = min(1, max(0, short))
	}
	s := stay{make([]float64, k), make([]float64, k), true}
	for i := range s.rates {
		s.rates[i] = (float64(k) - short) / mean
	}
	s.begin[0] = 1 - short
	if k > 1 {
		s.begin[1] += short
	}
	return s
}
