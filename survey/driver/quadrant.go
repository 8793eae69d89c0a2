package driver

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

const mostPoints = 1000

// A Point is an attribute of the service: how much it matters, and how well it is done. Both are any numbers within ±1e100,
// such as an LMG share and a mean, higher being more. The zero value has no name and is invalid.
type Point struct {
	Name                    string
	Importance, Performance float64
}

// A Crosshair is what divides high from low. The zero value is Means.
type Crosshair uint8

const (
	CrosshairMeans   Crosshair = iota // of the points
	CrosshairMedians                  // of the points
	CrosshairGiven                    // by the caller
)

var crosshairNames = [...]string{"means", "medians", "given"}

// String returns the name of c, or "?".
func (c Crosshair) String() string { return enum.String(crosshairNames[:], c) }

// MarshalText returns the name of c. Its error wraps [ErrUnknown].
func (c Crosshair) MarshalText() ([]byte, error) {
	return enum.Marshal(crosshairNames[:], c, "driver: marshal crosshair", ErrUnknown)
}

// UnmarshalText sets c to the crosshair called text. For any other text it returns [ErrUnknown] and leaves c alone.
func (c *Crosshair) UnmarshalText(text []byte) error {
	return enum.Unmarshal(crosshairNames[:], c, text, "driver: parse crosshair", ErrUnknown)
}

// ParseCrosshair returns the crosshair called text, or [ErrUnknown].
func ParseCrosshair(text string) (Crosshair, error) {
	return enum.Parse[Crosshair](crosshairNames[:], text, "driver: parse crosshair", ErrUnknown)
}

// A Quadrant says what to do about an attribute. The zero value is none.
type Quadrant uint8

const (
	QuadrantConcentrateHere  Quadrant = iota + 1 // matters much, done poorly
	QuadrantKeepUp                               // matters much, done well
	QuadrantLowPriority                          // matters little, done poorly
	QuadrantPossibleOverkill                     // matters little, done well
)

var quadrantNames = [...]string{"", "concentrate-here", "keep-up", "low-priority", "possible-overkill"}

// String returns the name of q, "" for none, or "?".
func (q Quadrant) String() string { return enum.String(quadrantNames[:], q) }

// MarshalText returns the name of q. Its error wraps [ErrUnknown].
func (q Quadrant) MarshalText() ([]byte, error) {
	return enum.Marshal(quadrantNames[:], q, "driver: marshal quadrant", ErrUnknown)
}

// UnmarshalText sets q to the quadrant called text, "" being none. For any other text it returns [ErrUnknown] and
// leaves q alone.
func (q *Quadrant) UnmarshalText(text []byte) error {
	return enum.Unmarshal(quadrantNames[:], q, text, "driver: parse quadrant", ErrUnknown)
}

// ParseQuadrant returns the quadrant called text, or [ErrUnknown].
func ParseQuadrant(text string) (Quadrant, error) {
	return enum.Parse[Quadrant](quadrantNames[:], text, "driver: parse quadrant", ErrUnknown)
}

// QuadrantOptions say where [Quadrants] divides. The zero value is the default.
type QuadrantOptions struct {
	Crosshair               Crosshair // Defaults to Means.
	Importance, Performance float64   // where a Given crosshair lies; not read otherwise
}

// Quadrants returns the importance-performance map of 1 to 1000 points. A value equal to the crosshair is high. Means
// are exact sums rounded once, so their order does not matter and equal values are all high; the median of an even
// number is the mean of the two in the middle.
//
// It returns [ErrTooFew] for no points, [ErrLimit] for more or for a name above 200 bytes, [ErrInvalid] for a name that
// is empty or comes twice, and [ErrRange] for a number that is not within ±1e100 or a crosshair that is none. Reference:
// Martilla and James (1977), Importance-Performance Analysis, Journal of Marketing 41.
func Quadrants(points []Point, o QuadrantOptions) (Map, error) {
	m, err := newMap(points, o)
	if err != nil {
		return Map{}, fmt.Errorf("driver: quadrants: %w", err)
	}
	return m, nil
}

func newMap(points []Point, o QuadrantOptions) (Map, error) {
	if len(points) == 0 {
		return Map{}, fmt.Errorf("no points: %w", ErrTooFew)
	}
	if len(points) > mostPoints {
		return Map{}, fmt.Errorf("%d points: %w: at most %d", len(points), ErrLimit, mostPoints)
	}
	names := make([]string, len(points))
	importance, performance := make([]float64, len(points)), make([]float64, len(points))
	for i, p := range points {
		names[i], importance[i], performance[i] = p.Name, p.Importance, p.Performance
	}
	if err := checkNames(names); err != nil {
		return Map{}, err
	}
	for i, x := range slices.Concat(importance, performance, []float64{o.Importance, o.Performance}) {
		if !(math.Abs(x) <= largest) {
			return Map{}, fmt.Errorf("number %d is %g: %w", i%len(points)+1, x, ErrRange)
		}
	}
	m := Map{Points: slices.Clone(points)}
	switch o.Crosshair {
	case CrosshairMeans:
		m.Importance, m.Performance = mean(importance), mean(performance)
	case CrosshairMedians:
		m.Importance, m.Performance = median(importance), median(performance)
	case CrosshairGiven:
		m.Importance, m.Performance = o.Importance, o.Performance
	default:
		return Map{}, fmt.Errorf("crosshair %d: %w", o.Crosshair, ErrRange)
	}
	for _, p := range points {
		m.Quadrants = append(m.Quadrants, m.of(p))
	}
	return m, nil
}

// mean returns the mean of finite values, rounded once.
func mean(values []float64) float64 {
	sum, one := new(big.Rat), new(big.Rat)
	for _, x := range values {
		sum.Add(sum, one.SetFloat64(x))
	}
	rounded, _ := sum.Quo(sum, one.SetInt64(int64(len(values)))).Float64()
	return rounded
}

// median returns the middle of values, which it sorts.
func median(values []float64) float64 {
	slices.Sort(values)
	return mean(values[(len(values)-1)/2 : len(values)/2+1])
}
