package lifetime_test

import (
	"fmt"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// passengers is a simulated cohort of the size of CDNOW's.
func passengers() *lifetime.Histogram { return grouped(cohort(cdnow, 2357, 1)) }

// Who is still there, how often will he come, and what is he worth?
func Example_models() {
	fit, err := lifetime.FitBGNBD(passengers(), lifetime.FitOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	h := lifetime.History{X: 2, Tx: 213, T: 272} // came back twice, the last time 59 days ago
	cash := lifetime.Cash{Rate: lifetime.Annual(decimal.New(10, -2)), Period: lifetime.Month, Periods: 24}
	alive, err := fit.Estimate(0.95, lifetime.Logit, func(m lifetime.BGNBD) (float64, error) { return m.Alive(h, 0) })
	if err != nil {
		fmt.Println(err)
		return
	}
	value, err := lifetime.CLV(fit.Model, h, decimal.New(35, 0), cash) // $35 a purchase
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("alive %.2f (%.2f to %.2f), worth $%s in two years",
		alive.Value, alive.Low, alive.High, value.StringFixed(2))
	// Output: alive 0.72 (0.69 to 0.75), worth $85.41 in two years
}

func ExampleFitBGNBD() {
	fit := must(lifetime.FitBGNBD(passengers(), lifetime.FitOptions{}))
	for _, e := range must(fit.Parameters(0)) {
		fmt.Printf("%s %.3f, %.3f to %.3f\n", e.Name, e.Value, e.Low, e.High)
	}
	// Output:
	// r 0.239, 0.216 to 0.265
	// alpha 4.712, 3.978 to 5.583
	// a 0.691, 0.453 to 1.056
	// b 1.876, 1.095 to 3.212
}

// Nobody came back: the maximum is on the boundary, and that is the answer.
func ExampleFitBGNBD_boundary() {
	var g lifetime.Histogram
	_ = g.Add(lifetime.History{T: 100}, 50)
	fit := must(lifetime.FitBGNBD(&g, lifetime.FitOptions{}))
	for _, e := range must(fit.Parameters(0)) {
		fmt.Println(e.Name, e.Bound)
	}
	_, err := fit.Covariance()
	fmt.Println(err)
	// Output:
	// r at-zero
	// alpha at-infinity
	// a at-zero
	// b at-zero
	// lifetime: covariance: r at-zero: maximum is on the boundary
}

func ExampleFitMBGNBD() {
	fit := must(lifetime.FitMBGNBD(grouped(cohort(central, 2357, 1)), lifetime.FitOptions{}))
	fmt.Printf("mean chance to leave %.2f", fit.Model.A/(fit.Model.A+fit.Model.B))
	// Output: mean chance to leave 0.40
}

func ExampleFitParetoNBD() {
	fit := must(lifetime.FitParetoNBD(grouped(cohort(cdnowPareto, 2357, 1)), lifetime.FitOptions{Unit: lifetime.Day}))
	fmt.Printf("a purchase every %.0f days", fit.Model.Alpha/fit.Model.R)
	// Output: a purchase every 137 days
}

func ExampleFitNBD() {
	g := passengers()
	stay := must(lifetime.FitNBD(g, lifetime.FitOptions{}))
	leave := must(lifetime.FitBGNBD(g, lifetime.FitOptions{}))
	fmt.Printf("customers who leave fit better by an AIC of %.0f", stay.AIC()-leave.AIC())
	// Output: customers who leave fit better by an AIC of 317
}

func ExampleFitBGBB() {
	var g lifetime.Histogram
	for _, d := range []struct {
		x, last int
		n       int64
	}{{6, 6, 120}, {5, 6, 80}, {4, 5, 60}, {2, 3, 70}, {1, 1, 150}, {0, 0, 320}, {1, 6, 30}, {3, 6, 50}} {
		h := lifetime.History{X: d.x, Tx: lifetime.Span(d.last) * lifetime.Year, T: 6 * lifetime.Year}
		_ = g.Add(h, d.n)
	}
	fit := must(lifetime.FitBGBB(&g, lifetime.FitOptions{Unit: lifetime.Year}))
	fmt.Printf("a donor gives in %.0f %% of the years", 100*fit.Model.Alpha/(fit.Model.Alpha+fit.Model.Beta))
	// Output: a donor gives in 68 % of the years
}

func ExampleFitGammaGamma() {
	fit := must(lifetime.FitGammaGamma(slices.Values(spends(cohort(cdnow, 2357, 1), 1)), lifetime.FitOptions{}))
	fmt.Printf("$%.2f a purchase", must(fit.Model.Mean()))
	// Output: $36.98 a purchase
}

// A model of one's own: purchases at a rate that all customers share.
func ExampleMaximize() {
	purchases, weeks := 60.0, 480.0
	fit := must(lifetime.Maximize(lifetime.Problem[float64]{
		Names: []string{"rate"}, Start: []float64{1}, Customers: 40,
		Eval: func(logTheta, gradient []float64) float64 {
			rate := math.Exp(logTheta[0])
			gradient[0] = purchases - rate*weeks
			return purchases*logTheta[0] - rate*weeks
		},
		Build: func(theta []float64) float64 { return theta[0] },
	}, lifetime.FitOptions{}))
	e := must(fit.Parameters(0))[0]
	fmt.Printf("%.4f a week, standard error %.4f", e.Value, e.SE)
	// Output: 0.1250 a week, standard error 0.0161
}

func ExampleFit_AIC() {
	fit := must(lifetime.FitBGNBD(passengers(), lifetime.FitOptions{}))
	fmt.Printf("%.1f", fit.AIC())
	// Output: 18343.2
}

func ExampleFit_BIC() {
	fit := must(lifetime.FitBGNBD(passengers(), lifetime.FitOptions{}))
	fmt.Printf("%.1f", fit.BIC())
	// Output: 18366.3
}

func ExampleFit_Parameters() {
	fit := must(lifetime.FitNBD(passengers(), lifetime.FitOptions{}))
	for _, e := range must(fit.Parameters(0.9)) {
		fmt.Printf("%s %.3f (%.3f)\n", e.Name, e.Value, e.SE)
	}
	// Output:
	// r 0.374 (0.021)
	// alpha 12.496 (0.848)
}

func ExampleFit_Covariance() {
	fit := must(lifetime.FitNBD(passengers(), lifetime.FitOptions{}))
	c := must(fit.Covariance())
	fmt.Printf("correlation of r and alpha %.2f", c[0][1]/math.Sqrt(c[0][0]*c[1][1]))
	// Output: correlation of r and alpha 0.81
}

func ExampleFit_LogCovariance() {
	fit := must(lifetime.FitNBD(passengers(), lifetime.FitOptions{}))
	fmt.Printf("r is known to %.0f %%", 100*math.Sqrt(must(fit.LogCovariance())[0][0]))
	// Output: r is known to 6 %
}

func ExampleFit_Estimate() {
	fit := must(lifetime.FitBGNBD(passengers(), lifetime.FitOptions{}))
	e := must(fit.Estimate(0, lifetime.Log, func(m lifetime.BGNBD) (float64, error) {
		return m.Purchases(passenger, 39*lifetime.Week)
	}))
	fmt.Printf("%.2f purchases, %.2f to %.2f", e.Value, e.Low, e.High)
	// Output: 1.21 purchases, 1.12 to 1.31
}

func ExampleEstimateJoint() {
	rows := cohort(cdnow, 2357, 1)
	visits := must(lifetime.FitBGNBD(grouped(rows), lifetime.FitOptions{}))
	spend := must(lifetime.FitGammaGamma(slices.Values(spends(rows, 1)), lifetime.FitOptions{}))
	e := must(lifetime.EstimateJoint(visits, spend, 0, lifetime.Log, func(m lifetime.BGNBD, g lifetime.GammaGamma) (float64, error) {
		n, err := m.Purchases(passenger, lifetime.Year)
		if err != nil {
			return 0, err
		}
		amount, err := g.Expected(lifetime.Spend{X: 2, Mean: 30})
		return n * amount, err
	}))
	fmt.Printf("$%.0f in a year, $%.0f to $%.0f", e.Value, e.Low, e.High)
	// Output: $48 in a year, $44 to $52
}

func ExampleSpendCorrelation() {
	e := must(lifetime.SpendCorrelation(slices.Values(spends(cohort(cdnow, 2357, 1), 1)), 0))
	fmt.Printf("%.3f, %.3f to %.3f", e.Value, e.Low, e.High)
	// Output: 0.063, -0.001 to 0.127
}
