package seeds

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// A Policyholder is the typical customer of an insurance agency: how many years he stays, the lines that he holds, and
// the value in dollars that the source prints for him.
type Policyholder struct {
	Years   decimal.Decimal
	Lines   []lifetime.Line
	Printed decimal.Decimal
	Notes   []string
}

// AgencyPolicyholder returns article 004's example of a lifetime value: 15 years, three policies, 200 dollars each a
// year, 9000 dollars.
func AgencyPolicyholder() Policyholder {
	return Policyholder{
		Years: decimal.New(15, 0), // 004, the example of the lifetime value
		Lines: []lifetime.Line{{
			Name:     "policies",
			Policies: decimal.New(3, 0),
			Profit:   decimal.New(200, 0),
		}},
		Printed: decimal.New(9000, 0),
		Notes: []string{
			"the formula has no discounting, no curve of leaving and no cost of acquisition, and takes the stay as known",
			"the general sentence speaks of profit by line, the example of three equal policies",
		},
	}
}

// A HandOff is a piece of work that passed between firms and stuck. Items lacked what the next firm needed.
type HandOff struct {
	Parties  []string
	Items    []string
	Possible time.Duration // the work itself
	Least    time.Duration // what it took, at least
	Most     time.Duration // and at most
	Notes    []string
}

// TowedCar returns article 004's repair of 48 hours that took four to six weeks because nobody owned it whole.
func TowedCar() HandOff {
	const week = 7 * 24 * time.Hour
	return HandOff{
		// 004, the story of the towed car
		Parties:  []string{"tow firm", "dealer", "local insurance agent", "agent handling the claim"},
		Items:    []string{"claim number", "telephone number of the agent handling the claim"},
		Possible: 48 * time.Hour,
		Least:    4 * week,
		Most:     6 * week,
		Notes: []string{
			"each firm owned a piece and nobody the whole; the customer was left to carry the details",
			"that 94 % of failures are failures of process or system, not of people, is said without a source",
		},
	}
}
