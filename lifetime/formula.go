package lifetime

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// A Line is a line of business that a customer buys: so many policies of one kind, each with its net profit a year.
// The zero value is a line that brings nothing.
type Line struct {
	Name     string          `json:"name"`     // as the caller calls it; not computed with
	Policies decimal.Decimal `json:"policies"` // at least 0; a typical customer may hold half a policy
	Profit   decimal.Decimal `json:"profit"`   // of one policy a year, in money; below 0 for a loss
}

// Tenure returns what a customer is worth who stays for years and holds the lines all the while.
//
//	years · Σ policies·profit
//
// No lines are worth 0. Nothing is discounted, nobody leaves early and winning the customer costs nothing: it is
// [Retention] with no interest, [Start], and a retention of 1 - 1/years. Tenure returns [ErrRange] if years or
// policies are below 0 and [ErrLimit] if a decimal has over 30 places or exceeds 1e15. The result is exact.
// Reference: article 004 of the sources, which works 15 years × 3 policies × $200 = $9000.
func Tenure(years decimal.Decimal, lines ...Line) (decimal.Decimal, error) {
	var yearly decimal.Decimal
	if err := check(years, "years"); err != nil {
		return yearly, fmt.Errorf("lifetime: tenure: %w", err)
	}
	if years.IsNegative() {
		return yearly, fmt.Errorf("lifetime: tenure: years below 0: %w", ErrRange)
	}
	for i, line := range lines {
		if err := line.check(); err != nil {
			return decimal.Decimal{}, fmt.Errorf("lifetime: tenure: line %d (%.40q): %w", i, line.Name, err)
		}
		yearly = yearly.Add(line.Policies.Mul(line.Profit))
	}
	return years.Mul(yearly), nil
}

// AtRisk returns what is lost if each of so many customers worth value leaves with the chance.
//
//	value · customers · chance
//
// The chance may be the share of a book that bad service drives off, or the chance of leaving that a complaint in
// its state carries. AtRisk returns [ErrRange] unless customers ≥ 0 and chance lies in [0, 1], and [ErrLimit] if
// value has over 100 places or exceeds 1e100, or chance has over 30 places. The result is exact.
func AtRisk(value decimal.Decimal, customers int64, chance decimal.Decimal) (decimal.Decimal, error) {
	if err := bound.Wide().Check(value); err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: value at risk: value: %w: %w", ErrLimit, err)
	}
	if customers < 0 {
		return decimal.Decimal{}, fmt.Errorf("lifetime: value at risk: %d customers: %w", customers, ErrRange)
	}
	if err := checkShare(chance, "chance"); err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: value at risk: %w", err)
	}
	return value.Mul(decimal.New(customers, 0)).Mul(chance), nil
}

// check returns what is wrong with l.
func (l Line) check() error {
	if err := check(l.Policies, "policies"); err != nil {
		return err
	}
	if l.Policies.IsNegative() {
		return fmt.Errorf("policies below 0: %w", ErrRange)
	}
	return check(l.Profit, "profit")
}

// check returns [ErrLimit] unless d, which what names, may be computed with.
func check(d decimal.Decimal, what string) error {
	if err := (bound.Limit{Places: 30, Magnitude: 15}).Check(d); err != nil {
		return fmt.Errorf("%s: %w: %w", what, ErrLimit, err)
	}
	return nil
}

// checkShare returns [ErrLimit] or [ErrRange] unless d lies in [0, 1].
func checkShare(d decimal.Decimal, what string) error {
	if err := check(d, what); err != nil {
		return err
	}
	if d.IsNegative() || d.GreaterThan(decimal.New(1, 0)) {
		return fmt.Errorf("%s %s outside [0, 1]: %w", what, bound.Plain(d), ErrRange)
	}
	return nil
}
