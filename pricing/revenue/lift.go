package revenue

import (
	"fmt"
	"math"
)

// A LiftInput is what was sold in the time of a promotion and what would have been sold without it. Units and money are
// finite and at least 0; the two margins may be below 0. The zero value is a promotion of nothing.
type LiftInput struct {
	Baseline      float64 `json:"baseline"`      // units that would have been sold at Price
	Observed      float64 `json:"observed"`      // units sold at Promo
	PulledForward float64 `json:"pulledForward"` // units that would have been sold at Price later
	Cannibalised  float64 `json:"cannibalised"`  // units of other goods of the house not sold
	Halo          float64 `json:"halo"`          // units of other goods sold along with it
	Price         float64 `json:"price"`         // of a unit, normally
	Promo         float64 `json:"promo"`         // of a unit, on promotion
	Cost          float64 `json:"cost"`          // of a unit
	OtherMargin   float64 `json:"otherMargin"`   // of a unit of Cannibalised
	HaloMargin    float64 `json:"haloMargin"`    // of a unit of Halo
	Fixed         float64 `json:"fixed"`         // what the promotion itself cost
}

// A Lift is what a promotion added. The zero value added nothing.
type Lift struct {
	Gross        float64 `json:"gross"`        // units above the baseline
	Net          float64 `json:"net"`          // those that the house would not have sold otherwise, with the halo
	MarginChange float64 `json:"marginChange"` // money earned more than without the promotion
}

// Decompose returns what a promotion added:
//
//	gross = observed - baseline
//	net = gross - pulled forward - cannibalised + halo
//	margin change = observed·(promo - cost) - (baseline + pulled forward)·(price - cost)
//	                - cannibalised·other margin + halo·halo margin - fixed
//
// It returns [ErrRange] with the field that is outside its range, or for a result beyond float64.
// Reference: van Heerde, Gupta, Wittink (2003).
func Decompose(in LiftInput) (Lift, error) {
	for _, f := range []struct {
		name       string
		value, low float64
	}{
		{"baseline", in.Baseline, 0},
		{"observed", in.Observed, 0},
		{"pulledForward", in.PulledForward, 0},
		{"cannibalised", in.Cannibalised, 0},
		{"halo", in.Halo, 0},
		{"price", in.Price, 0},
		{"promo", in.Promo, 0},
		{"cost", in.Cost, 0},
		{"otherMargin", in.OtherMargin, -math.MaxFloat64},
		{"haloMargin", in.HaloMargin, -math.MaxFloat64},
		{"fixed", in.Fixed, 0},
	} {
		if err := within(f.name, f.value, f.low, math.MaxFloat64); err != nil {
			return Lift{}, fmt.Errorf("revenue: decompose: %w", err)
		}
	}
	gross := in.Observed - in.Baseline
	net, err := finite("net", gross-in.PulledForward-in.Cannibalised+in.Halo)
	if err != nil {
		return Lift{}, fmt.Errorf("revenue: decompose: %w", err)
	}
	change, err := finite("marginChange", in.Observed*(in.Promo-in.Cost)-(in.Baseline+in.PulledForward)*(in.Price-in.Cost)-
		in.Cannibalised*in.OtherMargin+in.Halo*in.HaloMargin-in.Fixed)
	if err != nil {
		return Lift{}, fmt.Errorf("revenue: decompose: %w", err)
	}
	return Lift{Gross: gross, Net: net, MarginChange: change}, nil
}
