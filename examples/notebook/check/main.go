// Command check reads an executed notebook, and ends with 1 unless every cell of code ran without an error, every picture is
// there, and the key figures that it printed are those that the library gives without it.
//
//	go run ./check value.ipynb
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/examples/notebook/sales"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// pictures is how many the notebook draws.
const pictures = 6

// A notebook is what is looked at of one.
type notebook struct {
	Cells []struct {
		Type    string   `json:"cell_type"`
		Source  []string `json:"source"`
		Outputs []struct {
			Type string                     `json:"output_type"`
			Name string                     `json:"name"`
			Text json.RawMessage            `json:"text"` // a string or lines of it
			Data map[string]json.RawMessage `json:"data"`
		} `json:"outputs"`
	} `json:"cells"`
}

// figures are the key figures.
type figures struct {
	Customers     int                 `json:"customers"`
	Model         lifetime.BGNBD      `json:"model"`
	LogLikelihood float64             `json:"logLikelihood"`
	Spend         lifetime.GammaGamma `json:"spend"`
	Best          string              `json:"best"`
	Value         float64             `json:"value"`
	Worse         float64             `json:"worse"`
}

// like reports whether both are the same, fitted figures to 1e-6: processors round the last digits of a fit differently.
func (f figures) like(g figures) bool {
	same := f.Customers == g.Customers && f.Best == g.Best
	for _, pair := range [][2]float64{
		{f.Model.R, g.Model.R},
		{f.Model.Alpha, g.Model.Alpha},
		{f.Model.A, g.Model.A},
		{f.Model.B, g.Model.B},
		{f.LogLikelihood, g.LogLikelihood},
		{f.Spend.P, g.Spend.P},
		{f.Spend.Q, g.Spend.Q},
		{f.Spend.Gamma, g.Spend.Gamma},
		{f.Value, g.Value},
		{f.Worse, g.Worse},
	} {
		same = same && math.Abs(pair[0]-pair[1]) <= 1e-6*math.Abs(pair[1])
	}
	return same
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: check NOTEBOOK")
		os.Exit(2)
	}
	if err := check(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "check:", err)
		os.Exit(1)
	}
}

func check(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	printed, err := read(data)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	reckoned, err := reckon()
	if err != nil {
		return err
	}
	if !printed.like(reckoned) {
		return fmt.Errorf("%s: the notebook says %+v, the library %+v", name, printed, reckoned)
	}
	fmt.Printf("%s: every cell ran, %d pictures, key figures as the library gives them: %d customers worth %.0f\n",
		name, pictures, printed.Customers, printed.Value)
	return nil
}

// read returns the key figures, which stand in the output of the last cell.
func read(data []byte) (f figures, err error) {
	var n notebook
	if err := json.Unmarshal(data, &n); err != nil {
		return f, err
	}
	drawn, last := 0, ""
	for i, cell := range n.Cells {
		if cell.Type != "code" {
			continue
		}
		if len(cell.Outputs) == 0 {
			return f, fmt.Errorf("cell %d has no output", i)
		}
		for _, output := range cell.Outputs {
			if output.Type == "error" || output.Name == "stderr" {
				return f, fmt.Errorf("cell %d failed: %.300s", i, output.Text)
			}
			if _, picture := output.Data["image/png"]; picture {
				drawn++
			}
			if text := joined(output.Text); text != "" {
				last = text
			}
		}
	}
	if drawn != pictures {
		return f, fmt.Errorf("%d pictures, not %d", drawn, pictures)
	}
	if err := json.Unmarshal([]byte(last), &f); err != nil {
		return f, fmt.Errorf("key figures: %w", err)
	}
	return f, nil
}

// joined returns a string, or lines as one.
func joined(text json.RawMessage) string {
	var lines []string
	if json.Unmarshal(text, &lines) == nil {
		return strings.Join(lines, "")
	}
	var one string
	if json.Unmarshal(text, &one) != nil {
		return ""
	}
	return one
}

// reckon returns the key figures from the library alone.
func reckon() (f figures, err error) {
	first, err := rfm.ParseDay("2025-01-06")
	if err != nil {
		return f, err
	}
	log, err := sales.Simulate(first, 2357, 9)
	if err != nil {
		return f, err
	}
	histories, err := log.Histogram(sales.Window(first))
	if err != nil {
		return f, err
	}
	visits, err := lifetime.FitBGNBD(histories, lifetime.FitOptions{})
	if err != nil {
		return f, err
	}
	var customers []rfm.Customer
	var spends []lifetime.Spend
	for c, err := range log.Customers(sales.Window(first)) {
		if err != nil {
			return f, err
		}
		customers = append(customers, c)
		if s, ok := c.Spend(2); ok {
			spends = append(spends, s)
		}
	}
	spend, err := lifetime.FitGammaGamma(slices.Values(spends), lifetime.FitOptions{})
	if err != nil {
		return f, err
	}
	f = figures{Customers: len(customers), Model: visits.Model, LogLikelihood: visits.LogLikelihood, Spend: spend.Model}
	type valued struct {
		rfm.Customer
		value, worse float64
	}
	cash := lifetime.Cash{Rate: lifetime.Annual(decimal.New(10, -2)), Period: lifetime.Month, Periods: 24}
	var book []valued
	for _, c := range customers {
		s, _ := c.Spend(2)
		amount, err1 := spend.Model.Expected(s)
		purchases, err2 := lifetime.DET(visits.Model, c.History(), cash)
		_, after, err3 := lifetime.Erosion(visits.Model, c.History(), 0.1, cash.Rate)
		if err := errors.Join(err1, err2, err3); err != nil {
			return f, err
		}
		book = append(book, valued{c, purchases * amount, after * amount})
	}
	slices.SortStableFunc(book, func(a, b valued) int {
		if a.value > b.value {
			return -1
		}
		return 1
	})
	for _, c := range book { // in the notebook's order, so that the sums have the same bits
		f.Value += c.value
		f.Worse += c.worse
	}
	f.Best = book[0].ID
	return f, nil
}
