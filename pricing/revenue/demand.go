package revenue

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Distribution is how the demand of a class varies. The zero value is Normal.
type Distribution uint8

const (
	Normal  Distribution = iota // around Mean by SD, as if it could also be below 0
	Poisson                     // whole passengers who come independently; SD is not looked at
)

var distributionNames = []string{"normal", "poisson"} // as ordered above

// String returns the name of d, such as "poisson", and "?" for another value.
func (d Distribution) String() string { return enum.String(distributionNames, d) }

// MarshalText returns the name of d, or [ErrUnknown].
func (d Distribution) MarshalText() ([]byte, error) {
	return enum.Marshal(distributionNames, d, "revenue: marshal distribution", ErrUnknown)
}

// UnmarshalText sets d to the distribution called text. For any other text it returns [ErrUnknown] and leaves d alone.
func (d *Distribution) UnmarshalText(text []byte) error {
	return enum.Unmarshal(distributionNames, d, text, "revenue: parse distribution", ErrUnknown)
}

// ParseDistribution returns the distribution called text, or [ErrUnknown].
func ParseDistribution(text string) (Distribution, error) {
	return enum.Parse[Distribution](distributionNames, text, "revenue: parse distribution", ErrUnknown)
}

// Demand is how many seats of a class passengers ask for. The zero value is nobody.
type Demand struct {
	Mean         float64      `json:"mean"` // 0 to 1e9
	SD           float64      `json:"sd"`   // standard deviation, 0 to 1e9
	Distribution Distribution `json:"distribution"`
}

// level returns the least seats, from 0 to capacity, that demand exceeds with a probability of at most share, in (0, 1):
// a whole number for Poisson, else the quantile itself.
func (d Demand) level(share float64, capacity int) float64 {
	switch {
	case d.Distribution == Poisson && d.Mean == 0 || d.Distribution == Normal && d.SD == 0:
		return min(d.Mean, float64(capacity))
	case d.Distribution == Poisson:
		return float64(sort.Search(capacity, func(y int) bool { // P(D > y) of a Poisson demand
			return mathext.GammaIncReg(float64(y)+1, d.Mean) <= share
		}))
	}
	return min(max(0, d.Mean-d.SD*distuv.UnitNormal.Quantile(share)), float64(capacity))
}

// and returns the demand of both together: Poisson if both are, else Normal.
func (d Demand) and(other Demand) Demand {
	sum := Demand{Mean: d.Mean + other.Mean}
	if d.Distribution == Poisson && other.Distribution == Poisson {
		sum.Distribution = Poisson
	}
	sum.SD = math.Hypot(d.spread(), other.spread())
	return sum
}

// spread returns the standard deviation.
func (d Demand) spread() float64 {
	if d.Distribution == Poisson {
		return math.Sqrt(d.Mean)
	}
	return d.SD
}
