package main

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// value writes what a customer is worth by article 004, what losing 5 % of a book costs, the same customer with
// retention and discount, and the passengers of the operator, who leave without a word.
func value(o options) (string, error) {
	holder := seeds.AgencyPolicyholder()
	worth, err := lifetime.Tenure(holder.Years, holder.Lines...)
	if err != nil {
		return "", err
	}
	const customers = 1000 // derived: a round book
	fall := decimal.New(5, -2)
	lost, err := lifetime.AtRisk(worth, customers, fall)
	if err != nil {
		return "", err
	}
	retained := lifetime.Retention{
		Margin:    decimal.New(600, 0),                                                 // 004: three policies of 200 a year
		Retention: decimal.New(1, 0).Sub(decimal.New(1, 0).DivRound(holder.Years, 16)), // stays 15 years on average
		Cash:      lifetime.Cash{Rate: lifetime.Annual(decimal.New(8, -2)), Period: lifetime.Year, Timing: lifetime.Start},
	}
	discounted, err := retained.Value()
	if err != nil {
		return "", err
	}
	loss, err := retained.Loss(fall)
	if err != nil {
		return "", err
	}
	dollars := func(d decimal.Decimal) string { return "$" + d.StringFixed(2) }
	var out strings.Builder
	out.WriteString("The policyholder of article 004, as the bus operator's passengers have no published profit.\n\n")
	out.WriteString(markdown.Table("lr", []string{"What", "Value"}, [][]string{
		{"A customer who stays 15 years with 3 policies of $200 a year", dollars(worth)},
		{fmt.Sprintf("Losing 5 %% of a book of %d such customers (derived: the size of the book)", customers), dollars(lost)},
		{"The same customer with a retention of 14/15 a year, discounted at 8 % (derived: the rate)", dollars(discounted)},
		{"What each of them loses if retention falls by 5 points", dollars(loss)},
	}))
	text, err := passengers(o)
	out.WriteString(text)
	return out.String(), err
}
