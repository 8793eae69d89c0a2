package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// The passengers who are simulated: how many, and by which law; the parameters are those published for another trade
// (Fader, Hardie, Lee 2005), since the article gives none.
const (
	passengersKnown = 2000
	tripProfit      = 60 // MXN, assumed
)

// passengers writes how often simulated passengers come back, what one of them is still worth by when he came last, and
// what worse service takes from him.
func passengers(o options) (string, error) {
	law := lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}
	rng := generator(o.seed, "passengers")
	var seen lifetime.Histogram
	for range passengersKnown {
		age := lifetime.Span(273 - rng.IntN(84))
		trips, err := law.Simulate(rng, age)
		if err != nil {
			return "", err
		}
		h, err := lifetime.HistoryAt(trips, age)
		if err != nil {
			return "", err
		}
		if err := seen.Add(h, 1); err != nil {
			return "", err
		}
	}
	fit, err := lifetime.FitBGNBD(&seen, lifetime.FitOptions{})
	if err != nil {
		return "", err
	}
	var rows [][]string
	for _, last := range []lifetime.Span{260, 210, 120} {
		row, err := regular(fit, lifetime.History{X: 6, Tx: last, T: 273})
		if err != nil {
			return "", err
		}
		rows = append(rows, row)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "\nPassengers tell nobody when they leave. Of %d passengers (simulated over 39 weeks, on parameters that are "+
		"published for another trade) a BG/NBD model infers it; here is one who came back six times, by when he came last. "+
		"Values are of the next two years, at a profit of %d MXN a trip (assumed) and a discount of 10 %% a year; worse service is "+
		"odds of leaving that are higher by a fifth.\n\n", seen.Customers(), tripProfit)
	out.WriteString(markdown.Table("rrrrr", []string{
		"Last trip, days ago", "Still a customer", "95 %", "Worth, MXN", "Trips to come that worse service takes",
	}, rows))
	return out.String(), nil
}

// regular returns the row of one passenger.
func regular(fit lifetime.Fit[lifetime.BGNBD], h lifetime.History) ([]string, error) {
	rate := lifetime.Annual(decimal.New(10, -2))
	alive, err := fit.Estimate(0, lifetime.Logit, func(m lifetime.BGNBD) (float64, error) { return m.Alive(h, 0) })
	if err != nil {
		return nil, err
	}
	cash := lifetime.Cash{Rate: rate, Period: lifetime.Month, Periods: 24}
	worth, err := lifetime.CLV(fit.Model, h, decimal.New(tripProfit, 0), cash)
	if err != nil {
		return nil, err
	}
	before, after, err := lifetime.Erosion(fit.Model, h, 0.2, rate)
	if err != nil {
		return nil, err
	}
	return []string{
		strconv.Itoa(int(h.T - h.Tx)), fmt.Sprintf("%.0f %%", 100*alive.Value),
		fmt.Sprintf("%.0f to %.0f %%", 100*alive.Low, 100*alive.High), worth.StringFixed(0),
		fmt.Sprintf("%.1f of %.1f", before-after, before),
	}, nil
}
