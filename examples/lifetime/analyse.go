package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// A customer is one of the cohort with what is foreseen of him.
type customer struct {
	rfm.Customer
	lifetime.Prediction
	value float64 // of his purchases within the horizon
	lost  float64 // what they would be worth, were he surely there, less that
}

// A study is the log with what was fitted to it.
type study struct {
	options rfm.Options
	visits  lifetime.Fit[lifetime.BGNBD]
	spend   lifetime.Fit[lifetime.GammaGamma]
	cash    lifetime.Cash
}

// analyse does it all.
func analyse(o options, stdin io.Reader, stdout, progress io.Writer) error {
	var l *rfm.Log
	var err error
	if o.simulate > 0 {
		l, err = simulated(o.simulate, o.seed, progress)
	} else {
		l, err = read(stdin, progress)
	}
	if err != nil {
		return err
	}
	s := study{cash: lifetime.Cash{Rate: lifetime.Annual(o.rate), Period: lifetime.Month, Periods: 12 * o.years}}
	if s.options, err = window(l, o.cut); err != nil {
		return err
	}
	fmt.Fprintf(progress, "fitting %d customers observed until %v\n", l.Len(), s.options.Cut)
	cohort, err := s.fit(l)
	if err != nil {
		return err
	}
	if err := s.report(stdout, cohort, o); err != nil {
		return err
	}
	if o.svg == "" {
		return nil
	}
	points, err := rfm.Track(s.visits.Model, l, s.options, 7)
	if err != nil {
		return err
	}
	return os.WriteFile(o.svg, []byte(trackPlot(points, s.options.Cut)), 0o644)
}

// window returns the cut and the end.
func window(l *rfm.Log, cut rfm.Day) (rfm.Options, error) {
	first, last := rfm.Day(0), l.Last()
	for c, err := range l.Customers(rfm.Options{}) {
		if err != nil {
			return rfm.Options{}, err
		}
		if first == 0 || c.First < first {
			first = c.First
		}
	}
	if cut == 0 {
		cut = first + (last-first)*2/3
	}
	if cut < first || cut > last {
		return rfm.Options{}, fmt.Errorf("-cut %v: not from %v to %v", cut, first, last)
	}
	return rfm.Options{Cut: cut, End: last}, nil
}

// fit fits both models to what was seen up to the cut, and foresees each customer.
func (s *study) fit(l *rfm.Log) ([]customer, error) {
	g, err := l.Histogram(s.options)
	if err != nil {
		return nil, err
	}
	if s.visits, err = lifetime.FitBGNBD(g, lifetime.FitOptions{}); err != nil {
		return nil, err
	}
	var cohort []customer
	var histories []lifetime.History
	var spends []lifetime.Spend
	for c, err := range l.Customers(s.options) {
		if err != nil {
			return nil, err
		}
		cohort, histories = append(cohort, customer{Customer: c}), append(histories, c.History())
		if spend, ok := c.Spend(2); ok {
			spends = append(spends, spend)
		}
	}
	if len(spends) == 0 {
		return nil, fmt.Errorf("no data: nobody came back and paid by %v", s.options.Cut)
	}
	if s.spend, err = lifetime.FitGammaGamma(slices.Values(spends), lifetime.FitOptions{}); err != nil {
		return nil, err
	}
	foreseen, err := lifetime.Score(s.visits.Model, histories, lifetime.Year, s.cash)
	if err != nil {
		return nil, err
	}
	for i := range cohort {
		c := &cohort[i]
		c.Prediction = foreseen[i]
		amount, err := s.spend.Model.Expected(spendOf(c.Customer))
		if err != nil {
			return nil, err
		}
		c.value = c.Discounted * amount
		if c.Alive > 0 {
			c.lost = c.value * (1 - c.Alive) / c.Alive
		}
	}
	return cohort, nil
}

// spendOf returns the spend of c, none if he did not come back.
func spendOf(c rfm.Customer) lifetime.Spend {
	spend, _ := c.Spend(2)
	return spend
}

// report writes the fit and both tables.
func (s *study) report(out io.Writer, cohort []customer, o options) error {
	end := s.options.End
	fmt.Fprintf(out, "%d customers observed until %v, %d days held out.\n\n", len(cohort), s.options.Cut, end-s.options.Cut)
	if err := parameters(out, s.visits, s.spend); err != nil {
		return err
	}
	slices.SortStableFunc(cohort, func(a, b customer) int { return cmp.Compare(b.value, a.value) })
	title := fmt.Sprintf("Worth most in the next %d years, discounted at %s a year", o.years, o.rate.StringFixed(2))
	if err := s.table(out, title, cohort[:min(o.top, len(cohort))]); err != nil {
		return err
	}
	slices.SortStableFunc(cohort, func(a, b customer) int { return cmp.Compare(b.lost, a.lost) })
	return s.table(out, "Most to lose: probably gone, and worth winning back", cohort[:min(o.top, len(cohort))])
}

// parameters writes the parameters with their intervals.
func parameters(out io.Writer, visits lifetime.Fit[lifetime.BGNBD], spend lifetime.Fit[lifetime.GammaGamma]) error {
	first, err := visits.Parameters(0)
	if err != nil {
		return err
	}
	second, err := spend.Parameters(0)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "parameter\tvalue\t95 % from\tto\t")
	for _, e := range slices.Concat(first, second) {
		if e.Bound != lifetime.Interior {
			fmt.Fprintf(w, "%s\t%v\t\t\t\n", e.Name, e.Bound)
			continue
		}
		fmt.Fprintf(w, "%s\t%.3f\t%.3f\t%.3f\t\n", e.Name, e.Value, e.Low, e.High)
	}
	return w.Flush()
}

// table writes rows with an interval for each chance and value.
func (s *study) table(out io.Writer, title string, rows []customer) error {
	fmt.Fprintf(out, "\n%s\n\n", title)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "customer\tcame back\tlast\tP(alive)\t95 %\tnext year\tvalue\t95 %\tlost\t")
	for _, c := range rows {
		alive, value, err := s.intervals(c)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\t%d\t%v\t%.2f\t%s\t%.1f\t%.0f\t%s\t%.0f\t\n", c.ID, c.X, c.First+rfm.Day(c.TxDays), c.Alive, alive,
			c.Purchases, c.value, value, c.lost)
	}
	return w.Flush()
}

// intervals returns those of the chance and of the value as text, "-" where a parameter is at its bound.
func (s *study) intervals(c customer) (alive, value string, err error) {
	h, spend := c.History(), spendOf(c.Customer)
	a, err := s.visits.Estimate(0, lifetime.Logit, func(m lifetime.BGNBD) (float64, error) { return m.Alive(h, 0) })
	if errors.Is(err, lifetime.ErrBoundary) || errors.Is(err, lifetime.ErrSingular) {
		return "-", "-", nil
	}
	if err != nil {
		return "", "", err
	}
	v, err := lifetime.EstimateJoint(s.visits, s.spend, 0, lifetime.Log,
		func(m lifetime.BGNBD, g lifetime.GammaGamma) (float64, error) {
			purchases, err := lifetime.DET(m, h, s.cash)
			if err != nil {
				return 0, err
			}
			amount, err := g.Expected(spend)
			return purchases * amount, err
		})
	if errors.Is(err, lifetime.ErrBoundary) || errors.Is(err, lifetime.ErrSingular) {
		return fmt.Sprintf("%.2f-%.2f", a.Low, a.High), "-", nil
	}
	return fmt.Sprintf("%.2f-%.2f", a.Low, a.High), fmt.Sprintf("%.0f-%.0f", v.Low, v.High), err
}
