package reliability_test

import (
	"errors"
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

func Example() {
	t, err := reliability.NewTally([]reliability.Item{
		{Name: "punctuality", Min: 1, Max: 5}, {Name: "treatment", Min: 1, Max: 5}, {Name: "cleanliness", Min: 1, Max: 5},
	}, reliability.MissingnessListwise)
	for _, answers := range [][]int{{1, 2, 2}, {2, 3, 2}, {3, 3, 4}, {4, 5, 4}, {5, 4, 5}} {
		err = errors.Join(err, t.Add(answers))
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := t.Covariance()
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := c.Alpha(reliability.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("alpha %.2f, %.2f to %.2f\n", a.Raw, a.Interval.Low, a.Interval.High)
	fmt.Printf("without %s %.2f\n", a.Items[1].Name, *a.Items[1].IfDeleted)
	// Output:
	// alpha 0.93, 0.64 to 0.99
	// without treatment 0.96
}

// "I had to ask twice" is the one item to which agreement is bad.
func ExampleNewTally_reversed() {
	t, err := reliability.NewTally([]reliability.Item{
		{Name: "they listened", Min: 1, Max: 7},
		{Name: "they kept their word", Min: 1, Max: 7},
		{Name: "I had to ask twice", Min: 1, Max: 7, Reverse: true},
	}, reliability.MissingnessPairwise)
	for _, answers := range [][]int{{7, 6, 2}, {5, 6, reliability.Missing}, {2, 1, 6}, {3, 4, 3}, {6, 4, 2}} {
		err = errors.Join(err, t.Add(answers))
	}
	c, covarianceErr := t.Covariance()
	a, alphaErr := c.Alpha(reliability.Options{})
	fmt.Printf("%.3f %.1f %v\n", a.Raw, *a.Items[2].Mean, errors.Join(err, covarianceErr, alphaErr))
	// Output: 0.961 4.8 <nil>
}

func ExampleTally_Add_offScale() {
	t, _ := reliability.NewTally([]reliability.Item{{Name: "speed", Min: 1, Max: 5}, {Name: "care", Min: 1, Max: 5}}, 0)
	err := t.Add([]int{4, 9})
	fmt.Println(err, errors.Is(err, reliability.ErrRange))
	// Output: reliability: add row: answer 9 to item "care": out of range true
}

// A customer who asks to be forgotten leaves no trace in the tally.
func ExampleTally_Remove() {
	t, _ := reliability.NewTally([]reliability.Item{{Name: "speed", Min: 1, Max: 5}, {Name: "care", Min: 1, Max: 5}}, 0)
	fmt.Println(t.Add([]int{4, 5}), t.Remove([]int{4, 5}), t.Remove([]int{4, 5}))
	fmt.Println(t.Rows())
	// Output:
	// <nil> <nil> reliability: remove row: was not added: out of range
	// 0 0
}

func ExampleTally_Rows() {
	t, _ := reliability.NewTally([]reliability.Item{{Name: "speed", Min: 1, Max: 5}, {Name: "care", Min: 1, Max: 5}}, 0)
	_ = t.Add([]int{4, 5})
	_ = t.Add([]int{4, reliability.Missing})
	added, complete := t.Rows()
	fmt.Printf("%d rows, %d complete\n", added, complete)
	// Output: 2 rows, 1 complete
}

// Two branches count apart and report together.
func ExampleTally_Merge() {
	items := []reliability.Item{{Name: "speed", Min: 1, Max: 5}, {Name: "care", Min: 1, Max: 5}}
	north, _ := reliability.NewTally(items, reliability.MissingnessListwise)
	south, _ := reliability.NewTally(items, reliability.MissingnessListwise)
	_ = north.Add([]int{4, 5})
	_ = south.Add([]int{2, 3})
	fmt.Println(north.Merge(south))
	fmt.Println(north.Rows())
	// Output:
	// <nil>
	// 2 2
}

func ExampleTally_Covariance_tooFew() {
	t, _ := reliability.NewTally([]reliability.Item{{Name: "speed", Min: 1, Max: 5}, {Name: "care", Min: 1, Max: 5}}, 0)
	_ = t.Add([]int{4, 5})
	_, err := t.Covariance()
	fmt.Println(err)
	// Output: reliability: covariance of tally: 1 rows answer "speed" and "speed": too few
}

// A report prints the correlations of four items and nothing else.
func ExampleNewCovariance() {
	c, err := reliability.NewCovariance([]string{"speed", "care", "skill", "price"}, [][]float64{
		{1, 0.5, 0.5, 0.5}, {0.5, 1, 0.5, 0.5}, {0.5, 0.5, 1, 0.5}, {0.5, 0.5, 0.5, 1},
	}, 120)
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := c.Alpha(reliability.Options{Level: 0.9})
	fmt.Printf("%.2f, %.3f to %.3f, %v\n", a.Raw, a.Interval.Low, a.Interval.High, err)
	// Output: 0.80, 0.746 to 0.845, <nil>
}

// Minutes of waiting and of being served, as measured.
func ExampleFromRows() {
	c, err := reliability.FromRows([]string{"wait", "service"}, [][]float64{{3.5, 7.25}, {4, 8}, {6.5, 9.75}, {2, 6}})
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := c.Alpha(reliability.Options{})
	fmt.Printf("%.3f %.4f %v\n", a.Raw, *a.Items[1].Mean, err)
	// Output: 0.989 7.7500 <nil>
}

func ExampleCovariance_Alpha() {
	c, _ := reliability.NewCovariance([]string{"speed", "care", "price"}, [][]float64{
		{1, 0.6, 0.1}, {0.6, 1, 0.2}, {0.1, 0.2, 1},
	}, 300)
	a, err := c.Alpha(reliability.Options{})
	fmt.Printf("alpha %.3f, error %.3f, %v\n", a.Raw, a.SE, err)
	for _, item := range a.Items {
		fmt.Printf("%-5s  corrected %.2f  if deleted %.2f\n", item.Name, *item.Corrected, *item.IfDeleted)
	}
	// Output:
	// alpha 0.562, error 0.045, <nil>
	// speed  corrected 0.45  if deleted 0.33
	// care   corrected 0.54  if deleted 0.18
	// price  corrected 0.17  if deleted 0.75
}

// Items that measure one thing in unequal measure: alpha of the same matrix is 0.786.
func ExampleCovariance_Omega() {
	c, _ := reliability.NewCovariance([]string{"speed", "care", "skill", "price"}, [][]float64{
		{1, 0.72, 0.63, 0.36}, {0.72, 1, 0.56, 0.32}, {0.63, 0.56, 1, 0.28}, {0.36, 0.32, 0.28, 1},
	}, 300)
	o, err := c.Omega(reliability.Options{})
	fmt.Printf("omega %.3f, loadings %.2f, %v\n", o.Raw, o.Loadings, err)
	// Output: omega 0.805, loadings [0.90 0.80 0.70 0.40], <nil>
}
