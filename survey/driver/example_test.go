package driver_test

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

func Example() {
	p, err := driver.NewProblem("satisfaction", []string{"punctuality", "cleanliness"}, [][]float64{
		{1, 0.5, 0.4}, {0.5, 1, 0.3}, {0.4, 0.3, 1},
	}, 300)
	if err != nil {
		fmt.Println(err)
		return
	}
	shares, err := p.Shares(driver.MethodLMG)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range shares {
		fmt.Printf("%s %.1f %%\n", s.Driver, s.Percent)
	}
	ranked, err := driver.Priorities(shares, map[string]float64{"punctuality": -0.2, "cleanliness": -0.8})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("act on", ranked[0].Driver)
	// Output:
	// punctuality 64.1 %
	// cleanliness 35.9 %
	// act on cleanliness
}

// Two drivers that are one cannot be told apart.
func ExampleNewProblem_collinear() {
	_, err := driver.NewProblem("satisfaction", []string{"delay", "punctuality"}, [][]float64{
		{1, -0.5, 0.5}, {-0.5, 1, -1}, {0.5, -1, 1},
	}, 300)
	fmt.Println(err, errors.Is(err, driver.ErrSingular))
	// Output: driver: new problem: driver "punctuality": not positive definite true
}

// How satisfied passengers were, by minutes of delay and stops on the way.
func ExampleFromRows() {
	p, err := driver.FromRows("satisfaction", []string{"delay", "stops"}, [][]float64{
		{9, 0, 3}, {8, 4, 2}, {5, 12.5, 4}, {7, 6, 5}, {2, 30, 4}, {6, 9.5, 6}, {9, 2, 1},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("R2 %.3f\n", p.R2())
	// Output: R2 0.982
}

// Answers from 0 to 10, counted as they come; the last passenger skipped a question.
func ExampleNewTally() {
	t, err := driver.NewTally("satisfaction", []string{"punctuality", "cleanliness"}, []int{0, 0, 0}, []int{10, 10, 10})
	for _, row := range [][]int{{9, 8, 7}, {3, 2, 6}, {7, 9, 3}, {5, 4, 5}, {10, 9, 9}, {2, 5, driver.Missing}} {
		err = errors.Join(err, t.Add(row))
	}
	added, complete := t.Rows()
	fmt.Println(added, complete, err)
	// Output: 6 5 <nil>
}

func ExampleTally_Add_offScale() {
	t, _ := driver.NewTally("satisfaction", []string{"punctuality"}, []int{0, 1}, []int{10, 5})
	err := t.Add([]int{9, 6})
	fmt.Println(err, errors.Is(err, driver.ErrRange))
	// Output: driver: add row: answer 6 to "punctuality": out of range true
}

// A customer who asks to be forgotten leaves no trace in the tally.
func ExampleTally_Remove() {
	t, _ := driver.NewTally("satisfaction", []string{"punctuality"}, []int{0, 1}, []int{10, 5})
	fmt.Println(t.Add([]int{9, 4}), t.Remove([]int{9, 4}), t.Remove([]int{9, 4}))
	// Output: <nil> <nil> driver: remove row: was not added: out of range
}

func ExampleTally_Rows() {
	t, _ := driver.NewTally("satisfaction", []string{"punctuality"}, []int{0, 1}, []int{10, 5})
	_ = t.Add([]int{9, 4})
	_ = t.Add([]int{9, driver.Missing})
	added, complete := t.Rows()
	fmt.Printf("%d rows, %d complete\n", added, complete)
	// Output: 2 rows, 1 complete
}

// Two branches count apart and report together.
func ExampleTally_Merge() {
	north, _ := driver.NewTally("satisfaction", []string{"punctuality"}, []int{0, 1}, []int{10, 5})
	south, _ := driver.NewTally("satisfaction", []string{"punctuality"}, []int{0, 1}, []int{10, 5})
	_ = north.Add([]int{9, 4})
	_ = south.Add([]int{6, 2})
	fmt.Println(north.Merge(south))
	fmt.Println(north.Rows())
	// Output:
	// <nil>
	// 2 2
}

func ExampleTally_Problem() {
	t, _ := driver.NewTally("satisfaction", []string{"punctuality", "cleanliness"}, []int{0, 0, 0}, []int{10, 10, 10})
	for _, row := range [][]int{{9, 8, 7}, {3, 2, 6}, {7, 9, 3}, {5, 4, 5}, {10, 9, 9}} {
		_ = t.Add(row)
	}
	p, err := t.Problem()
	fmt.Printf("%.3f %v\n", p.R2(), err)
	// Output: 0.974 <nil>
}

// worked is the problem of the package's example.
func worked() driver.Problem {
	p, _ := driver.NewProblem("satisfaction", []string{"punctuality", "cleanliness"}, [][]float64{
		{1, 0.5, 0.4}, {0.5, 1, 0.3}, {0.4, 0.3, 1},
	}, 300)
	return p
}

func ExampleProblem_R2() {
	fmt.Printf("%.4f\n", worked().R2())
	// Output: 0.3187
}

func ExampleProblem_Betas() {
	fmt.Printf("%.4f\n", worked().Betas())
	// Output: [0.4176 0.2747]
}

func ExampleProblem_VIF() {
	fmt.Printf("%.4f\n", worked().VIF())
	// Output: [1.0989 1.0989]
}

func ExampleProblem_Shares() {
	for _, m := range []driver.Method{driver.MethodLMG, driver.MethodFirst, driver.MethodLast, driver.MethodPratt} {
		shares, err := worked().Shares(m)
		fmt.Printf("%-6s %.4f %.4f %v\n", m, shares[0].Value, shares[1].Value, err)
	}
	// Output:
	// lmg    0.2043 0.1143 <nil>
	// first  0.2500 0.1600 <nil>
	// last   0.1587 0.0687 <nil>
	// pratt  0.2088 0.1099 <nil>
}

// Punctuality raises R² by more alone and by more beside cleanliness: it dominates.
func ExampleProblem_Conditional() {
	gains, err := worked().Conditional()
	fmt.Printf("%.4f %v\n", gains, err)
	// Output: [[0.2500 0.1587] [0.1600 0.0687]] <nil>
}

func ExampleBootstrap() {
	rng := rand.New(rand.NewPCG(2013, 1))
	rows := make([][]float64, 200)
	for i := range rows {
		punctuality, cleanliness := float64(rng.IntN(5)), float64(rng.IntN(5))
		rows[i] = []float64{2*punctuality + cleanliness + 4*rng.Float64(), punctuality, cleanliness}
	}
	shares, err := driver.Bootstrap("satisfaction", []string{"punctuality", "cleanliness"}, rows, driver.BootstrapOptions{Rand: rng})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range shares {
		fmt.Printf("%s %.2f, %.2f to %.2f\n", s.Driver, s.Value, s.Interval.Low, s.Interval.High)
	}
	// Output:
	// punctuality 0.67, 0.61 to 0.72
	// cleanliness 0.20, 0.15 to 0.26
}

// attributes are how much the attributes of a trip matter, and how they are rated from 1 to 5.
func attributes() []driver.Point {
	return []driver.Point{
		{Name: "punctuality", Importance: 0.30, Performance: 3.1},
		{Name: "safety", Importance: 0.40, Performance: 4.6},
		{Name: "treatment", Importance: 0.10, Performance: 3.4},
		{Name: "cleanliness", Importance: 0.08, Performance: 4.5},
	}
}

func ExampleQuadrants() {
	m, err := driver.Quadrants(attributes(), driver.QuadrantOptions{})
	fmt.Printf("%.2f %.1f %v %v\n", m.Importance, m.Performance, m.Quadrants, err)
	// Output: 0.22 3.9 [concentrate-here keep-up low-priority possible-overkill] <nil>
}

func ExampleMap_Markdown() {
	m, _ := driver.Quadrants(attributes(), driver.QuadrantOptions{Crosshair: driver.CrosshairMedians})
	fmt.Print(m.Markdown())
	// Output:
	// | Attribute | Importance | Performance | Quadrant |
	// | --- | ---: | ---: | --- |
	// | punctuality | 0.3 | 3.1 | concentrate here |
	// | safety | 0.4 | 4.6 | keep up |
	// | treatment | 0.1 | 3.4 | low priority |
	// | cleanliness | 0.08 | 4.5 | possible overkill |
}

func ExampleMap_Mermaid() {
	m, _ := driver.Quadrants(attributes(), driver.QuadrantOptions{Crosshair: driver.CrosshairGiven, Importance: 0.25, Performance: 4})
	fmt.Print(m.Mermaid())
	// Output:
	// quadrantChart
	//     x-axis "Low performance" --> "High performance"
	//     y-axis "Low importance" --> "High importance"
	//     quadrant-1 "keep up"
	//     quadrant-2 "concentrate here"
	//     quadrant-3 "low priority"
	//     quadrant-4 "possible overkill"
	//     "punctuality": [0.05, 0.65]
	//     "safety": [0.95, 0.95]
	//     "treatment": [0.2, 0.103]
	//     "cleanliness": [0.875, 0.05]
}

func ExamplePriorities() {
	shares, _ := worked().Shares(driver.MethodLMG)
	ranked, err := driver.Priorities(shares, map[string]float64{"punctuality": 0.1, "cleanliness": -0.4})
	for _, p := range ranked {
		fmt.Printf("%s: %.2f of R2, gap %.1f, impact %.3f\n", p.Driver, p.Share, p.Gap, p.Impact)
	}
	fmt.Println(err)
	// Output:
	// cleanliness: 0.36 of R2, gap -0.4, impact 0.144
	// punctuality: 0.64 of R2, gap 0.1, impact 0.000
	// <nil>
}
