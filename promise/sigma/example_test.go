package sigma_test

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
)

func Example() {
	table := sigma.Convention{Shift: sigma.LongTermShift}
	good, _ := sigma.FromSigma(6, table)
	fmt.Printf("6 sigma: %.1f DPMO\n", good.DPMO())
	flying, _ := sigma.FromSigma(10, sigma.Convention{})
	fmt.Printf("10 sigma, no shift: %.1e\n", flying.Defect())
	late, _ := sigma.FromCounts(27, 1000, 1)
	level, ok := late.Sigma(table)
	fmt.Printf("27 of 1000 late: %.2f sigma %v\n", level, ok)
	// Output:
	// 6 sigma: 3.4 DPMO
	// 10 sigma, no shift: 7.6e-24
	// 27 of 1000 late: 3.43 sigma true
}

func ExampleFromSigma() {
	for _, sides := range []sigma.Sides{sigma.OneSided, sigma.TwoSided} {
		level, err := sigma.FromSigma(3, sigma.Convention{Sides: sides})
		fmt.Printf("3 sigma %v: %.0f DPMO, %v\n", sides, level.DPMO(), err)
	}
	// Output:
	// 3 sigma one-sided: 1350 DPMO, <nil>
	// 3 sigma two-sided: 2700 DPMO, <nil>
}

func ExampleFromDPMO() {
	level, err := sigma.FromDPMO(1e-15)
	s, ok := level.Sigma(sigma.Convention{})
	fmt.Printf("%.2f %v %v\n", s, ok, err)
	// Output: 9.51 true <nil>
}

func ExampleFromDefect() {
	level, err := sigma.FromDefect(0.02)
	fmt.Println(level.DPMO(), err)
	// Output: 20000 <nil>
}

func ExampleFromYield() {
	level, err := sigma.FromYield(0.75)
	fmt.Println(level.Defect(), err)
	// Output: 0.25 <nil>
}

// Eight fields of a booking can each be wrong: 12 wrong fields in 500 bookings.
func ExampleFromCounts() {
	level, err := sigma.FromCounts(12, 500, 8)
	fmt.Println(level.DPMO(), err)
	// Output: 3000 <nil>
}

func ExampleLevel_Defect() {
	level, _ := sigma.FromCounts(3, 1000, 1)
	fmt.Println(level.Defect())
	// Output: 0.003
}

func ExampleLevel_Yield() {
	level, _ := sigma.FromCounts(3, 1000, 1)
	fmt.Println(level.Yield())
	// Output: 0.997
}

func ExampleLevel_DPMO() {
	level, _ := sigma.FromSigma(4, sigma.Convention{Shift: sigma.LongTermShift})
	fmt.Printf("%.0f\n", level.DPMO())
	// Output: 6210
}

// Without a defect there is no number of sigmas: infinitely many is not one.
func ExampleLevel_Sigma() {
	level, _ := sigma.FromCounts(0, 1000, 1)
	fmt.Println(level.Sigma(sigma.Convention{}))
	// Output: 0 false
}

// Three steps that each mend what they did wrong: the last inspection sees 97 of 100, and 85 are right at the first try.
func ExampleThroughput() {
	y, err := sigma.Throughput([]sigma.Step{{In: 100, Scrap: 1, Rework: 4}, {In: 99, Scrap: 1, Rework: 5}, {In: 98, Scrap: 1, Rework: 4}})
	fmt.Printf("rolled %.3f, traditional %.3f, hidden factory %.3f, %.3f defects a unit, %v\n", y.Rolled, y.Traditional, y.HiddenFactory, *y.DPU, err)
	// Output: rolled 0.847, traditional 0.970, hidden factory 0.123, 0.166 defects a unit, <nil>
}

// waits are minutes at a counter, in the order of time.
var waits = []float64{6.1, 5.2, 7.0, 6.4, 5.8, 6.6, 5.1, 6.9, 6.2, 5.7, 6.0, 6.5}

func ExampleCapabilityOf() {
	c, err := sigma.CapabilityOf(waits, sigma.Limits{Upper: new(10.0)}, sigma.CapabilityOptions{})
	fmt.Printf("Cpk %.2f, Ppk %.2f (%.2f to %.2f), expected late %.1e, %v\n", *c.Cpk, *c.Ppk, *c.PpkLow, *c.PpkHigh, c.ExpectedDefect, err)
	fmt.Println("Cp needs a lower limit too:", c.Cp == nil)
	// Output:
	// Cpk 1.60, Ppk 2.14 (1.22 to 3.05), expected late 7.4e-11, <nil>
	// Cp needs a lower limit too: true
}

func ExampleCapabilityOfGroups() {
	groups := [][]float64{{6.1, 5.2, 7.0, 6.4}, {5.8, 6.6, 5.1, 6.9}, {6.2, 5.7, 6.0, 6.5}}
	c, err := sigma.CapabilityOfGroups(groups, sigma.Limits{Lower: new(4.0), Upper: new(9.0)}, sigma.CapabilityOptions{Within: sigma.Pooled})
	fmt.Printf("Cp %.2f, Cpk %.2f, %v\n", *c.Cp, *c.Cpk, err)
	// Output: Cp 1.25, Cpk 1.06, <nil>
}

func ExampleNelsonRules() {
	fmt.Println(sigma.NelsonRules()[1])
	// Output: nine-same-side
}

func ExampleWesternElectricRules() {
	fmt.Println(sigma.WesternElectricRules())
	// Output: [beyond-3 two-of-three-beyond-2 four-of-five-beyond-1 eight-same-side]
}

func ExamplePChart() {
	c, err := sigma.PChart([]int64{2, 3, 1, 15}, []int64{100, 120, 80, 110}, sigma.ChartOptions{Baseline: 3})
	fmt.Printf("%.3f, limits of the last %.3f to %.3f, signals %v, %v\n", c.Center[3], c.Lower[3], c.Upper[3], c.Signals, err)
	// Output: 0.020, limits of the last 0.000 to 0.060, signals [{3 beyond-3}], <nil>
}

func ExampleCChart() {
	c, err := sigma.CChart([]int64{4, 6, 3, 5, 17}, sigma.ChartOptions{})
	fmt.Printf("%.0f, at most %.2f, signals %v, %v\n", c.Center[0], c.Upper[0], c.Signals, err)
	// Output: 7, at most 14.94, signals [{4 beyond-3}], <nil>
}

func ExampleUChart() {
	c, err := sigma.UChart([]int64{4, 6, 3}, []float64{2, 2.5, 1.5}, sigma.ChartOptions{})
	fmt.Printf("%.2f %.2f %v\n", c.Points, c.Upper, err)
	// Output: [2.00 2.40 2.00] [5.29 4.96 5.77] <nil>
}

func ExampleXmR() {
	individuals, ranges, err := sigma.XmR(waits, sigma.ChartOptions{Rules: sigma.NelsonRules()})
	fmt.Printf("%.2f to %.2f, ranges up to %.2f, signals %v, %v\n", individuals.Lower[0], individuals.Upper[0], ranges.Upper[0], individuals.Signals, err)
	// Output: 3.71 to 8.54, ranges up to 2.97, signals [], <nil>
}

func ExampleXbarR() {
	means, ranges, err := sigma.XbarR([][]float64{{6.1, 5.2, 7.0}, {6.4, 5.8, 6.6}, {5.1, 6.9, 6.2}}, sigma.ChartOptions{})
	fmt.Printf("%.2f to %.2f, ranges up to %.2f, %v\n", means.Lower[0], means.Upper[0], ranges.Upper[0], err)
	// Output: 4.64 to 7.65, ranges up to 3.78, <nil>
}

func ExampleXbarS() {
	means, deviations, err := sigma.XbarS([][]float64{{6.1, 5.2, 7.0}, {6.4, 5.8, 6.6}, {5.1, 6.9, 6.2}}, sigma.ChartOptions{})
	fmt.Printf("%.2f to %.2f, deviations up to %.2f, %v\n", means.Lower[0], means.Upper[0], deviations.Upper[0], err)
	// Output: 4.70 to 7.59, deviations up to 1.90, <nil>
}
