package survey_test

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// 48 of 80 were content before the drivers were trained, 56 of 70 after it.
func ExampleCompareShares() {
	change, _ := survey.CompareShares(survey.Count{X: 48, N: 80}, survey.Count{X: 56, N: 70}, survey.Options{})
	fmt.Printf("%+.2f, %.3f to %.3f, p = %.4f\n", change.Difference, change.Interval.Low, change.Interval.High, change.P)
	// Output: +0.20, 0.052 to 0.334, p = 0.0080
}

// Of few answers the exact test says what chance can do.
func ExampleCompareShares_exact() {
	before, after := survey.Count{X: 1, N: 4}, survey.Count{X: 3, N: 4}
	change, _ := survey.CompareShares(before, after, survey.Options{Exact: true})
	fmt.Printf("p = %.4f\n", change.P)
	// Output: p = 0.4857
}

func ExampleCompareNPS() {
	spring, autumn := recommended(10, 9, 9, 8, 7, 6, 3, 9), recommended(10, 10, 9, 9, 9, 8, 10, 9, 6)
	change, _ := survey.CompareNPS(spring, autumn, survey.Options{})
	fmt.Printf("%.0f to %.0f: %+.1f, %.1f to %.1f, p = %.2f\n", change.Before.Value, change.After.Value,
		change.Difference, change.Interval.Low, change.Interval.High, change.P)
	// Output: 25 to 67: +41.7, -31.4 to 95.1, p = 0.32
}

func ExampleCompareMeans() {
	before := rated(survey.KindCSAT, 3, 3, 4, 2, 5, 1, 3, 2)
	after := rated(survey.KindCSAT, 4, 5, 4, 3, 5, 5, 4, 2, 5, 4)
	change, _ := survey.CompareMeans(before, after, survey.Options{})
	fmt.Printf("%+.2f, t = %.2f with %.1f degrees of freedom, p = %.3f\n", change.Difference, change.Statistic, change.DF, change.P)
	// Output: +1.23, t = 2.26 with 13.3 degrees of freedom, p = 0.041
}

// Where points are an order and no distances, ranks are compared.
func ExampleCompareRanks() {
	before := rated(survey.KindCSAT, 3, 3, 4, 2, 5, 1, 3, 2)
	after := rated(survey.KindCSAT, 4, 5, 4, 3, 5, 5, 4, 2, 5, 4)
	change, _ := survey.CompareRanks(before, after, survey.Options{})
	fmt.Printf("median %.0f to %.0f, delta %.2f, p = %.3f\n", change.Before.Value, change.After.Value, change.Effect, change.P)
	// Output: median 3 to 4, delta 0.56, p = 0.040
}

// Of four segments one stands out only until it is said that four were looked at.
func ExampleAdjustP() {
	p := []float64{0.02, 0.6, 0.3, 0.9}
	adjusted, _ := survey.AdjustP(p, survey.CorrectionHolm)
	fmt.Printf("%.2f\n", adjusted)
	// Output: [0.08 1.00 0.90 1.00]
}

func ExampleAdjustChanges() {
	waves := [][2]survey.Count{{{X: 48, N: 80}, {X: 56, N: 70}}, {{X: 30, N: 50}, {X: 33, N: 50}}, {{X: 9, N: 40}, {X: 19, N: 40}}}
	var changes []survey.Change
	for _, wave := range waves {
		change, err := survey.CompareShares(wave[0], wave[1], survey.Options{})
		if err != nil {
			panic(err)
		}
		changes = append(changes, change)
	}
	changes, _ = survey.AdjustChanges(changes, survey.CorrectionBenjaminiHochberg)
	for _, change := range changes {
		fmt.Printf("%+.2f: p = %.3f, adjusted %.3f\n", change.Difference, change.P, change.AdjustedP)
	}
	// Output:
	// +0.20: p = 0.008, adjusted 0.024
	// +0.06: p = 0.534, adjusted 0.534
	// +0.25: p = 0.019, adjusted 0.029
}

// Three brands, and how many of their passengers were content, neutral and discontent.
func ExampleTestIndependence() {
	table := [][]int64{{120, 40, 40}, {130, 45, 25}, {100, 42, 58}}
	got, _ := survey.TestIndependence(table)
	fmt.Printf("chi-square %.2f, df %d, p = %.4f, V = %.2f\n", got.ChiSquare, got.DF, got.P, got.CramersV)
	fmt.Printf("discontent: %+.1f\n", []float64{got.Adjusted[0][2], got.Adjusted[1][2], got.Adjusted[2][2]})
	// Output:
	// chi-square 17.62, df 4, p = 0.0015, V = 0.12
	// discontent: [-0.2 -3.4 +3.6]
}

// Two coders sorted 50 comments into complaints and praise.
func ExampleKappa() {
	kappa, _ := survey.Kappa([][]int64{{20, 5}, {10, 15}}, survey.Options{})
	fmt.Printf("%.2f, %.2f to %.2f\n", kappa.Value, kappa.Interval.Low, kappa.Interval.High)
	// Output: 0.40, 0.15 to 0.65
}
