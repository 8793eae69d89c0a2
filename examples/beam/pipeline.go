package main

import (
	"fmt"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

func init() {
	register.DoFn1x2[Histogram, string, error](&Fit{})
	register.DoFn4x1[int, Log, string, func(string), error](&Value{})
}

// Results are lines of text, in no order.
type Results struct {
	Scores   beam.PCollection // customer, chance to be there, purchases in a year, discounted purchases in two
	Model    beam.PCollection // one line, the fitted model as JSON
	NPS      beam.PCollection
	Rejected beam.PCollection
}

// Build adds the whole computation to a pipeline, with a reshuffle wherever the work is shared out anew.
func Build(s beam.Scope, sales, answers beam.PCollection, shards int, cut rfm.Day) Results {
	parts, badSales := beam.ParDo2(s.Scope("sales"), &ParseSale{Shards: shards}, sales)
	logs := beam.CombinePerKey(s.Scope("logs"), &LogFn{}, beam.Reshuffle(s, parts))
	histories := beam.ParDo(s.Scope("histories"), &Summarise{Cut: int32(cut)}, beam.Reshuffle(s, logs))
	model := beam.ParDo(s.Scope("fit"), &Fit{}, beam.Combine(s, &HistogramFn{}, histories))
	scores := beam.ParDo(s.Scope("scores"), &Value{Cut: int32(cut)}, logs, beam.SideInput{Input: model})

	perWave, badAnswers := beam.ParDo2(s.Scope("answers"), &ParseAnswer{}, answers)
	tallies := beam.CombinePerKey(s.Scope("tallies"), &TallyFn{}, beam.Reshuffle(s, perWave))
	return Results{
		Scores: scores, Model: model, NPS: beam.ParDo(s.Scope("nps"), &Score{}, tallies),
		Rejected: beam.Flatten(s, badSales, badAnswers),
	}
}

// Fit fits the one model to the histories of all customers.
type Fit struct{}

// ProcessElement returns the model as JSON.
func (*Fit) ProcessElement(h Histogram) (string, error) {
	fit, err := lifetime.FitBGNBD(h.Histogram, lifetime.FitOptions{})
	if err != nil {
		return "", err
	}
	text, err := lifetime.EncodeModel(fit.Model)
	return string(text), err
}

// Value scores the customers of a part by the model of all.
type Value struct{ Cut int32 }

// ProcessElement emits a line for each customer.
func (f *Value) ProcessElement(_ int, l Log, model string, emit func(string)) error {
	m, err := lifetime.DecodeModel([]byte(model))
	if err != nil {
		return err
	}
	var ids []string
	var histories []lifetime.History
	for c, err := range l.Customers(rfm.Options{Cut: rfm.Day(f.Cut)}) {
		if err != nil {
			return err
		}
		ids, histories = append(ids, c.ID), append(histories, c.History())
	}
	cash := lifetime.Cash{Rate: lifetime.Annual(decimal.New(10, -2)), Period: lifetime.Month, Periods: 24}
	predictions, err := lifetime.Score(m, histories, lifetime.Year, cash)
	if err != nil {
		return err
	}
	for i, p := range predictions {
		emit(fmt.Sprintf("%s,%.6f,%.6f,%.6f", ids[i], p.Alive, p.Purchases, p.Discounted))
	}
	return nil
}
