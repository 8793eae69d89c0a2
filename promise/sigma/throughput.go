package sigma

import (
	"fmt"
	"math"
)

// A Step is what went through one step of a process: units that came in, those scrapped, and those that had to be
// reworked and then passed. The zero value is invalid: nothing came in.
type Step struct {
	In     int64 `json:"in"`     // at least 1
	Scrap  int64 `json:"scrap"`  // at least 0
	Rework int64 `json:"rework"` // at least 0; a unit is scrapped or reworked, not both
}

// Yields are the shares that go through a process of several steps. The zero value is of no process.
type Yields struct {
	FirstTime     []float64 `json:"firstTime"`     // by step: right at the first try
	Final         []float64 `json:"final"`         // by step: right in the end, after rework
	Rolled        float64   `json:"rolled"`        // right at the first try in every step
	Traditional   float64   `json:"traditional"`   // right in the end, as the last inspection sees it
	Normalized    float64   `json:"normalized"`    // geometric mean of FirstTime
	HiddenFactory float64   `json:"hiddenFactory"` // what rework makes good unseen
	DPU           *float64  `json:"dpu"`           // defects per unit that follow; nil where Rolled is 0 because a step passes nothing
}

// Throughput returns the yields of the steps, one after another, k of them.
//
//	FirstTime = (In-Scrap-Rework)/In    Rolled = ΠFirstTime    Normalized = Rolled^(1/k)    DPU = -ln Rolled
//	Final = (In-Scrap)/In               Traditional = ΠFinal   HiddenFactory = Traditional-Rolled
//
// It returns [ErrFew] for no step, and [ErrRange] with the step's index for what is no split of its units. Accuracy: 1e-14
// relative a step; a product below 1e-308 may be 0 while DPU is not. Reference: Harry, Schroeder (2000), Six Sigma.
func Throughput(steps []Step) (Yields, error) {
	if len(steps) == 0 {
		return Yields{}, fmt.Errorf("sigma: throughput: no step: %w", ErrFew)
	}
	var y Yields
	rolled, traditional := 0.0, 0.0 // logarithms
	for i, s := range steps {
		if s.In < 1 || s.Scrap < 0 || s.Rework < 0 || s.Scrap > s.In || s.Rework > s.In-s.Scrap {
			return Yields{}, fmt.Errorf("sigma: throughput: step %d: %d in, %d scrapped, %d reworked: %w", i, s.In, s.Scrap, s.Rework, ErrRange)
		}
		in := float64(s.In)
		y.FirstTime = append(y.FirstTime, float64(s.In-s.Scrap-s.Rework)/in)
		y.Final = append(y.Final, float64(s.In-s.Scrap)/in)
		rolled += logShare(s.In, s.Scrap+s.Rework)
		traditional += logShare(s.In, s.Scrap)
	}
	y.Rolled, y.Traditional = math.Exp(rolled), math.Exp(traditional)
	y.Normalized = math.Exp(rolled / float64(len(steps)))
	if math.IsInf(rolled, -1) {
		y.HiddenFactory = y.Traditional
		return y, nil
	}
	y.HiddenFactory = -y.Traditional * math.Expm1(rolled-traditional)
	dpu := 0 - rolled
	y.DPU = &dpu
	return y, nil
}

// logShare returns the logarithm of the share that is left when some of n are lost, from the smaller of both.
func logShare(n, lost int64) float64 {
	if lost < n/2 {
		return math.Log1p(-float64(lost) / float64(n))
	}
	return math.Log(float64(n-lost) / float64(n))
}
