// Package sales makes the log of sales that the notebook studies: simulated, so that the truth is known, by the models that
// were published for the customers of CDNOW.
package sales

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// Visits is how often customers come back (Fader, Hardie, Lee 2005, "Counting Your Customers" the Easy Way).
func Visits() lifetime.BGNBD {
	return lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}
}

// Spends is what they pay (Fader, Hardie 2013, The Gamma-Gamma Model of Monetary Value).
func Spends() lifetime.GammaGamma { return lifetime.GammaGamma{P: 6.25, Q: 3.74, Gamma: 15.44} }

// Window is 39 weeks observed and 39 held out, from the first day on.
func Window(first rfm.Day) rfm.Options {
	return rfm.Options{Cut: first + 39*7 - 1, End: first + 78*7 - 1}
}

// Simulate returns the sales of 78 weeks to so many customers, who buy first within twelve weeks. Times are
// rounded to days, so two purchases within a day are one.
func Simulate(first rfm.Day, customers int, seed uint64) (*rfm.Log, error) {
	rng := rand.New(rand.NewPCG(seed, 78))
	var log rfm.Log
	for i := range customers {
		joined := first + rfm.Day(rng.IntN(84))
		times, err := Visits().Simulate(rng, lifetime.Span(Window(first).End-joined))
		if err != nil {
			return nil, fmt.Errorf("sales: visits: %w", err)
		}
		scale := distuv.Gamma{Alpha: Spends().Q, Beta: Spends().Gamma, Src: rng}.Rand()
		amounts := distuv.Gamma{Alpha: Spends().P, Beta: scale, Src: rng}
		for _, at := range append([]lifetime.Span{0}, times...) {
			cents := int64(math.Round(100 * amounts.Rand()))
			if err := log.AddMinor(fmt.Sprintf("c%04d", i+1), joined+rfm.Day(math.Round(float64(at))), cents); err != nil {
				return nil, fmt.Errorf("sales: %w", err)
			}
		}
	}
	return &log, nil
}
