package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/figures"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

const (
	controlDays     = 30
	listedCases     = 12 // of the open ones, the oldest
	explainedAnswer = 20 // answers that drivers are asked of at least
)

// A dashboardPage is the satisfaction of passengers and what is done about it.
type dashboardPage struct {
	Slice           figures.Slice
	Brands, Markets []string
	Waves           []string
	Lines           []*company.Line
	At              time.Time
	Responses       int64
	Scores          []headline
	NPS, CSAT       intervalChart
	Tables          []estimatedTable
	Gaps            gapChart
	Drivers         driverChart
	Quadrants       quadrantChart
	Control         controlChart
	Promises        []promise.Report
	Complaints      complaintsTable
	Actions         []actionView
}

// A headline is the newest figure of a brand, with its change from the wave before.
type headline struct {
	Brand  string
	NPS    survey.Estimate
	Change *survey.Change
}

// An estimatedTable is the numbers of a chart.
type estimatedTable struct {
	Title, Unit string
	Rows        []estimated
}

// A complaintsTable is what customers are waiting for.
type complaintsTable struct {
	Rows []complaintRow
	Open int
	KPI  complaint.KPI
}

type complaintRow struct {
	caseView
	Days float64
	Line string
	With string
}

// dashboard shows it all; ?market= and ?brand= narrow it.
func (s *Server) dashboard(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	p := dashboardPage{
		Slice: figures.Slice{Brand: query.Get("brand"), Market: query.Get("market")}, At: s.Now().UTC(),
		Brands: s.Company.Brands, Markets: s.Company.Markets, Lines: s.Company.Lines(),
	}
	if p.Slice.Brand != "" && !slices.Contains(p.Brands, p.Slice.Brand) {
		return invalid("brand", "unknown")
	}
	if p.Slice.Market != "" && !slices.Contains(p.Markets, p.Slice.Market) {
		return invalid("market", "unknown")
	}
	if err := s.Figures.Look(r.Context(), p.look); err != nil {
		return err
	}
	var err error
	if p.Complaints, err = s.complaintsTable(r.Context(), p.Slice); err != nil {
		return err
	}
	if p.Actions, err = s.improvements(r.Context()); err != nil {
		return err
	}
	return page(w, http.StatusOK, "dashboard", p)
}

// shown are the brands of the page.
func (p *dashboardPage) shown() []string {
	if p.Slice.Brand != "" {
		return []string{p.Slice.Brand}
	}
	return p.Brands
}

// look reads the figures of the page.
func (p *dashboardPage) look(v figures.View) error {
	p.Waves, p.Responses = v.Waves(), v.Responses()
	if n := len(p.Waves); n > 6 {
		p.Waves = p.Waves[n-6:]
	}
	nps, err := p.estimates(v, company.Recommend, 1, (*survey.Tally).NPS)
	if err != nil {
		return err
	}
	csat, err := p.estimates(v, company.Overall, 100, (*survey.Tally).CSAT)
	if err != nil {
		return err
	}
	p.NPS = newIntervalChart("nps", "Net promoter score", "", p.shown(), p.Waves, nps)
	p.CSAT = newIntervalChart("csat", "Satisfied passengers, %", " %", p.shown(), p.Waves, csat)
	p.Tables = []estimatedTable{{"Net promoter score", "", nps}, {"Satisfied passengers", " %", csat}}
	if err := p.headlines(v); err != nil {
		return err
	}
	var gaps []brandGaps
	for _, brand := range p.shown() {
		all, err := v.Gaps(figures.Slice{Brand: brand, Market: p.Slice.Market})
		if err != nil {
			return err
		}
		gaps = append(gaps, brandGaps{brand, all})
	}
	p.Gaps = newGapChart(gaps)
	if err := p.drivers(v); err != nil {
		return err
	}
	return p.delivered(v)
}

// estimates are a figure of each brand in each wave, times a factor that makes its unit.
func (p *dashboardPage) estimates(
	v figures.View, q survey.QuestionID, factor float64, figure func(*survey.Tally, survey.Options) (survey.Estimate, error),
) (all []estimated, err error) {
	for _, brand := range p.shown() {
		for _, wave := range p.Waves {
			tally, err := v.Tally(q, figures.Slice{Wave: wave, Brand: brand, Market: p.Slice.Market})
			if err != nil {
				return nil, err
			}
			if tally.Base().Answered == 0 {
				continue
			}
			e, err := figure(tally, survey.Options{})
			if err != nil {
				return nil, err
			}
			e.Interval = e.Interval.Clip(-100, 100)
			e.Value, e.Interval.Low, e.Interval.High = factor*e.Value, factor*e.Interval.Low, factor*e.Interval.High
			all = append(all, estimated{brand, wave, e})
		}
	}
	return all, nil
}

// headlines compare the newest wave with the one before, the p-values adjusted for looking at all brands.
func (p *dashboardPage) headlines(v figures.View) error {
	var changes []survey.Change
	var of []int
	for _, brand := range p.shown() {
		var tallies []*survey.Tally
		for _, wave := range p.Waves[max(0, len(p.Waves)-2):] {
			tally, err := v.Tally(company.Recommend, figures.Slice{Wave: wave, Brand: brand, Market: p.Slice.Market})
			if err != nil {
				return err
			}
			if tally.Base().Answered > 0 {
				tallies = append(tallies, tally)
			}
		}
		if len(tallies) == 0 {
			continue
		}
		nps, err := tallies[len(tallies)-1].NPS(survey.Options{})
		if err != nil {
			return err
		}
		p.Scores = append(p.Scores, headline{Brand: brand, NPS: nps})
		if len(tallies) == 2 {
			change, err := survey.CompareNPS(tallies[0], tallies[1], survey.Options{})
			if err != nil {
				return err
			}
			changes, of = append(changes, change), append(of, len(p.Scores)-1)
		}
	}
	changes, err := survey.AdjustChanges(changes, survey.CorrectionHolm)
	for i := range changes {
		p.Scores[of[i]].Change = &changes[i]
	}
	return err
}

// drivers reads what satisfaction is made of, where the answers tell.
func (p *dashboardPage) drivers(v figures.View) error {
	tally, err := v.Tally(company.Overall, p.Slice)
	if err != nil || tally.Base().Answered < explainedAnswer {
		return err
	}
	shares, quadrants, err := v.Drivers(p.Slice)
	if errors.Is(err, driver.ErrTooFew) || errors.Is(err, driver.ErrSingular) || errors.Is(err, driver.ErrNoVariance) {
		return nil
	}
	p.Drivers, p.Quadrants = newDriverChart(shares), newQuadrantChart(quadrants)
	return err
}

// delivered reads what was observed.
func (p *dashboardPage) delivered(v figures.View) error {
	for _, line := range p.Lines {
		if (p.Slice.Brand != "" && line.Key.Brand != p.Slice.Brand) || (p.Slice.Market != "" && line.Key.Market != p.Slice.Market) {
			continue
		}
		report, err := v.Report(line)
		if err != nil {
			return err
		}
		p.Promises = append(p.Promises, report)
	}
	days, chart, err := v.Control(p.Slice, controlDays)
	if errors.Is(err, sigma.ErrFew) {
		return nil
	}
	p.Control = newControlChart(days, chart)
	return err
}

// complaintsTable reads the open cases of a slice, the oldest first, and what all cases tell. What customers wrote stays out
// of the page.
func (s *Server) complaintsTable(ctx context.Context, of figures.Slice) (t complaintsTable, err error) {
	var tally complaint.Tally
	for c, err := range s.Store.Complaints(ctx) {
		if err != nil {
			return t, err
		}
		brand, market := c.Complaint.Segments["brand"], c.Complaint.Segments["market"]
		if (of.Brand != "" && of.Brand != brand) || (of.Market != "" && of.Market != market) {
			continue
		}
		if err := tally.Add(c); err != nil {
			return t, err
		}
		v, err := s.view(c)
		if err != nil {
			return t, err
		}
		if len(v.Allowed) == 0 {
			continue
		}
		t.Open++
		if len(t.Rows) < listedCases {
			row := complaintRow{caseView: v, Days: v.Age.Hours() / 24, Line: fmt.Sprintf("%s, %s", brand, market), With: c.Complaint.Contact.Name}
			if team, ok := c.Resolver(); ok {
				row.With = team.Name
			}
			t.Rows = append(t.Rows, row)
		}
	}
	t.KPI, err = tally.KPI(survey.Options{})
	return t, err
}
