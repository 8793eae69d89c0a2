// Package company is what the operator of the example has declared: which lines it runs, what it asks and promises on
// each, what a seat costs, which promotions it has announced, and what it is going to improve. A firm that copies the
// example replaces this package.
package company

import (
	"fmt"
	"time"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// The questions that the dashboard reads.
const (
	Recommend survey.QuestionID = "recommend"
	Overall   survey.QuestionID = "overall"
	Why       survey.QuestionID = "why"
)

// A Line is a brand in a market.
type Line struct {
	Key           promise.Key
	Questionnaire survey.Questionnaire
	Form          *survey.Form
	Promise       promise.Promise
	Promised      []survey.Promised // marks, attribute by attribute
	Price         pricing.Money     // of a seat
	Seats         int64             // of a bus; there is one a departure
}

// A Company is compiled once and serves any number of goroutines.
type Company struct {
	Brands, Markets []string
	Engine          *quote.Engine
	Due             complaint.Due
	lines           map[promise.Key]*Line
}

// New returns the company of the library's worked case.
func New() (*Company, error) {
	c := &Company{
		Brands: seeds.ADOBrands(), Markets: seeds.ADOMarkets(),
		Due:   complaint.Due{Acknowledge: 24 * time.Hour, Resolve: 5 * 24 * time.Hour, Follow: 3 * 24 * time.Hour},
		lines: map[promise.Key]*Line{},
	}
	var err error
	if c.Engine, err = quote.New([]promotion.Promotion{seeds.ADOAdvancePurchase()}, quote.Policy{}); err != nil {
		return nil, fmt.Errorf("company: promotions: %w", err)
	}
	for _, p := range seeds.ADOPromises() {
		line := &Line{
			Key: p.Key, Promise: p,
			Questionnaire: seeds.ADOQuestionnaire(p.Key.Brand, p.Key.Market),
			Promised:      seeds.ADOPromisedMarks(p.Key.Brand, p.Key.Market),
		}
		if line.Form, err = line.Questionnaire.Compile(); err != nil {
			return nil, fmt.Errorf("company: questionnaire: %w", err)
		}
		for _, offer := range seeds.ADOOffers() {
			if offer.Brand == p.Key.Brand {
				line.Seats = int64(offer.Seats)
			}
		}
		for _, price := range seeds.ADOPrices() {
			if price.Brand == p.Key.Brand && price.Market == p.Key.Market {
				line.Price = price.Normal
			}
		}
		c.lines[p.Key] = line
	}
	return c, nil
}

// Line returns the line of a brand in a market, and whether there is one.
func (c *Company) Line(brand, market string) (*Line, bool) {
	line, ok := c.lines[promise.Key{Brand: brand, Market: market}]
	return line, ok
}

// Lines returns all lines, brand by brand.
func (c *Company) Lines() (all []*Line) {
	for _, brand := range c.Brands {
		for _, market := range c.Markets {
			if line, ok := c.Line(brand, market); ok {
				all = append(all, line)
			}
		}
	}
	return all
}

// Drivers returns the questions about single attributes, which drive what passengers think of the whole.
func (c *Company) Drivers() (ids []survey.QuestionID) {
	for _, p := range c.Lines()[0].Promised {
		ids = append(ids, p.Question)
	}
	return ids
}

// OpensCase holds for a response that must not be left alone: someone who warns others and says why.
func OpensCase() survey.Condition {
	return survey.All(survey.AtMost(Recommend, 2), survey.Answered(Why))
}

// Contact is the team that answers for a complaint until the customer is content.
func Contact() complaint.Team {
	return complaint.Team{ID: "desk", Name: "Service window", Role: complaint.RoleContactPoint}
}

// Wave names the quarter of a moment, such as "2026-Q4": each is a wave of the survey.
func Wave(at time.Time) string {
	at = at.UTC()
	return fmt.Sprintf("%d-Q%d", at.Year(), (int(at.Month())+2)/3)
}

// Plan returns the plan of improvement with its dates moved to around a day, and one person who answers for each action.
func Plan(around time.Time) actionplan.Plan {
	day := func(n int) calendar.Date { return calendar.DateOf(around.AddDate(0, 0, n)) }
	p := seeds.ADOPlan()
	for i := range p.Actions {
		a := &p.Actions[i]
		a.Due, a.DueText, a.Accountable = day(45*i-10), "", "commercial director"
		if !a.Start.IsZero() {
			a.Start = day(-20)
		}
	}
	return p
}
