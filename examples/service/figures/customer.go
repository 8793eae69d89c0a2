package figures

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// ErrTooFew says that there are too few purchases to learn from.
var ErrTooFew = errors.New("too few purchases")

const leastCustomers = 50 // for a fit that means anything

// customers is the log of purchases up to a sequence number, and what was learnt from it.
type customers struct {
	seen, scored int64
	log          rfm.Log
	scores       []Score
}

// A Score is what a customer is expected to do and to be worth. Value is his expected spending of the two years to come,
// discounted by 10 % a year.
type Score struct {
	Customer  string           `json:"customer"`
	History   lifetime.History `json:"history"`
	Alive     float64          `json:"alive"`     // chance that he will ever come back
	Purchases float64          `json:"purchases"` // expected in a year
	Value     decimal.Decimal  `json:"value"`     // in the currency of the prices
}

// Scores returns all customers, the most valuable first, or ErrTooFew.
func (f *Figures) Scores(ctx context.Context) ([]Score, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := &f.customers
	for p, err := range f.store.Purchases(ctx, c.seen) {
		if err != nil {
			return nil, err
		}
		if err := c.log.AddMinor(p.Customer, rfm.DayOf(p.At), p.Minor); err != nil {
			return nil, err
		}
		c.seen = p.Seq
	}
	if c.log.Len() < leastCustomers {
		return nil, fmt.Errorf("figures: scores: %w: of %d customers, %d are needed", ErrTooFew, c.log.Len(), leastCustomers)
	}
	if c.scored != c.seen {
		scores, err := score(&c.log)
		if err != nil {
			return nil, fmt.Errorf("figures: scores: %w", err)
		}
		c.scores, c.scored = scores, c.seen
	}
	return slices.Clone(c.scores), nil
}

// score fits the models to the log and applies them to its customers.
func score(log *rfm.Log) ([]Score, error) {
	histogram, err := log.Histogram(rfm.Options{})
	if err != nil {
		return nil, err
	}
	buying, err := lifetime.FitBGNBD(histogram, lifetime.FitOptions{})
	if err != nil {
		return nil, err
	}
	var scores []Score
	var histories []lifetime.History
	var spends, repeats []lifetime.Spend
	for customer, err := range log.Customers(rfm.Options{}) {
		if err != nil {
			return nil, err
		}
		spend, ok := customer.Spend(2)
		if ok {
			repeats = append(repeats, spend)
		}
		scores = append(scores, Score{Customer: customer.ID, History: customer.History()})
		histories, spends = append(histories, customer.History()), append(spends, spend)
	}
	spending, err := lifetime.FitGammaGamma(slices.Values(repeats), lifetime.FitOptions{})
	if err != nil {
		return nil, err
	}
	cash := lifetime.Cash{Rate: lifetime.Annual(decimal.New(1, -1)), Period: lifetime.Year / 12, Periods: 24}
	predictions, err := lifetime.Score(buying.Model, histories, lifetime.Year, cash)
	if err != nil {
		return nil, err
	}
	for i, p := range predictions {
		amount, err := spending.Model.Amount(spends[i], 2)
		if err != nil {
			return nil, err
		}
		scores[i].Alive, scores[i].Purchases = p.Alive, p.Purchases
		scores[i].Value = amount.Mul(decimal.NewFromFloat(p.Discounted)).Round(2)
	}
	slices.SortFunc(scores, func(a, b Score) int {
		if by := b.Value.Cmp(a.Value); by != 0 {
			return by
		}
		if a.Customer < b.Customer {
			return -1
		}
		return 1
	})
	return scores, nil
}
