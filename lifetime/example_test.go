package lifetime_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// The agency of article 004: 15 years x 3 policies x $200 = $9000.
func Example() {
	policies := lifetime.Line{Name: "policies", Policies: decimal.New(3, 0), Profit: decimal.New(200, 0)}
	worth, err := lifetime.Tenure(decimal.New(15, 0), policies)
	if err != nil {
		fmt.Println(err)
		return
	}
	lost, err := lifetime.AtRisk(worth, 1000, decimal.New(5, -2))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("a customer $%s, 5 %% of the book $%s", worth.StringFixed(0), lost.StringFixed(0))
	// Output: a customer $9000, 5 % of the book $450000
}

// A household holds two motor policies and one for the house, and half of the households one for liability.
func ExampleTenure() {
	worth, err := lifetime.Tenure(decimal.New(12, 0),
		lifetime.Line{Name: "motor", Policies: decimal.New(2, 0), Profit: decimal.New(150, 0)},
		lifetime.Line{Name: "house", Policies: decimal.New(1, 0), Profit: decimal.New(8550, -2)},
		lifetime.Line{Name: "liability", Policies: decimal.New(5, -1), Profit: decimal.New(-20, 0)},
	)
	fmt.Println(worth.StringFixed(2), err)
	// Output: 4506.00 <nil>
}

// Forty customers worth 9000 each have a complaint that nobody has closed; a quarter of such customers leave.
func ExampleAtRisk() {
	lost, err := lifetime.AtRisk(decimal.New(9000, 0), 40, decimal.New(25, -2))
	fmt.Println(lost.StringFixed(0), err)
	// Output: 90000 <nil>
}

// A subscriber brings 30 a month, 97 in 100 renew, and money costs 8 % a year.
func ExampleRetention_Value() {
	subscriber := lifetime.Retention{
		Margin:    decimal.New(30, 0),
		Retention: decimal.New(97, -2),
		Cash: lifetime.Cash{
			Rate:   lifetime.Annual(decimal.New(8, -2)),
			Period: lifetime.Month,
			Timing: lifetime.Start,
		},
	}
	endless, err := subscriber.Value()
	if err != nil {
		fmt.Println(err)
		return
	}
	subscriber.Cash.Periods = 24
	twoYears, err := subscriber.Value()
	fmt.Println(endless.StringFixed(2), twoYears.StringFixed(2), err)
	// Output: 828.70 486.67 <nil>
}

// The margin grows faster than it is discounted and lost.
func ExampleRetention_Value_divergent() {
	_, err := lifetime.Retention{
		Margin:    decimal.New(100, 0),
		Retention: decimal.New(99, -2),
		Growth:    decimal.New(10, -2),
		Cash:      lifetime.Cash{Rate: lifetime.Annual(decimal.New(5, -2)), Period: lifetime.Year},
	}.Value()
	fmt.Println(err)
	// Output: lifetime: value with retention: sum without end is not finite
}

// What each customer of a book loses if poor service lowers the yearly retention from 90 to 85 %, and what it gains
// if better service raises it to 92 %.
func ExampleRetention_Loss() {
	customer := lifetime.Retention{
		Margin:    decimal.New(100, 0),
		Retention: decimal.New(90, -2),
		Cash:      lifetime.Cash{Rate: lifetime.Annual(decimal.New(10, -2)), Period: lifetime.Year},
	}
	worse, err := customer.Loss(decimal.New(5, -2))
	if err != nil {
		fmt.Println(err)
		return
	}
	better, err := customer.Loss(decimal.New(-2, -2))
	fmt.Println(worse.StringFixed(2), better.StringFixed(2), err)
	// Output: 110.00 -61.11 <nil>
}

// How many months is the 39 weeks' calibration period of a transaction log?
func ExampleSpan_In() {
	months, err := (39 * lifetime.Week).In(lifetime.Month)
	fmt.Printf("%.2f %v", months, err)
	// Output: 8.97 <nil>
}

// 12.68 % a year is what 1 % a month comes to.
func ExampleAnnual() {
	monthly, err := lifetime.Annual(decimal.New(1268, -4)).Over(lifetime.Month)
	fmt.Println(monthly.StringFixed(4), err)
	// Output: 0.0100 <nil>
}

// A force of interest of 10 % a year is effective 10.52 %.
func ExampleContinuous() {
	rate, err := lifetime.Continuous(0.10, lifetime.Year)
	fmt.Println(rate.Effective.StringFixed(6), rate.Per, err)
	// Output: 0.105171 365.25 days <nil>
}

// What 10 % a year is over two years and over a quarter.
func ExampleRate_Over() {
	rate := lifetime.Annual(decimal.New(10, -2))
	years, err := rate.Over(2 * lifetime.Year)
	if err != nil {
		fmt.Println(err)
		return
	}
	quarter, err := rate.Over(lifetime.Quarter)
	fmt.Println(years.StringFixed(4), quarter.StringFixed(8), err)
	// Output: 0.2100 0.02411369 <nil>
}

// The force of interest each week of 15 % a year, as models of weekly purchases take it.
func ExampleRate_Force() {
	weekly, err := lifetime.Annual(decimal.New(15, -2)).Force(lifetime.Week)
	fmt.Printf("%.6f %v", weekly, err)
	// Output: 0.002679 <nil>
}
