package figures_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/demo"
	"github.com/seed-4ccf82d5/servicequality/examples/service/figures"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store/storetest"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

var now = time.Date(2026, 11, 2, 14, 30, 0, 0, time.UTC)

// filled is the demo data, and everything that was answered and observed, read in one pass.
type filled struct {
	company      *company.Company
	db           *store.Store
	figures      *figures.Figures
	responses    []survey.Response
	waves        []string
	observations []store.Observation
}

func fill(t *testing.T, db *store.Store) filled {
	t.Helper()
	firm, err := company.New()
	require.NoError(t, err)
	require.NoError(t, demo.Fill(t.Context(), db, firm, 1, now))
	f := filled{company: firm, db: db, figures: figures.New(firm, db)}
	for r, err := range db.Responses(t.Context(), 0) {
		require.NoError(t, err)
		f.responses, f.waves = append(f.responses, r.Response), append(f.waves, r.Wave)
	}
	for o, err := range db.Observations(t.Context(), 0) {
		require.NoError(t, err)
		f.observations = append(f.observations, o)
	}
	return f
}

// TestFigures fills each kind of database once, and holds what the figures say to one pass over everything.
func TestFigures(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		f := fill(t, db)
		t.Run("satisfaction", f.satisfaction)
		t.Run("delivery", f.delivery)
		t.Run("again", f.again)
		t.Run("scores", f.scores)
	})
}

// of returns the responses of a slice, by looking at each.
func (f filled) of(s figures.Slice) (kept []survey.Response) {
	for i, r := range f.responses {
		if (s.Wave == "" || s.Wave == f.waves[i]) && (s.Brand == "" || s.Brand == r.Segments["brand"]) && (s.Market == "" || s.Market == r.Segments["market"]) {
			kept = append(kept, r)
		}
	}
	return kept
}

// satisfaction: what is merged from cells is what one pass over the responses of a slice gives, bit for bit.
func (f filled) satisfaction(t *testing.T) {
	form := f.company.Lines()[0].Form
	require.NoError(t, f.figures.Look(t.Context(), func(v figures.View) error {
		assert.Equal(t, []string{"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"}, v.Waves())
		assert.EqualValues(t, len(f.responses), v.Responses())
		for _, s := range []figures.Slice{{}, {Wave: "2026-Q2"}, {Brand: "OCC"}, {Wave: "2026-Q4", Brand: "ADO GL", Market: "Mexico"}, {Market: "none"}} {
			for _, q := range append(f.company.Drivers(), company.Overall, company.Recommend) {
				want, err := form.Tally(q, slices.Values(f.of(s)))
				require.NoError(t, err)
				got, err := v.Tally(q, s)
				require.NoError(t, err)
				assert.Equal(t, want, got, "%v %v", s, q)
			}
		}
		shares, quadrants, err := v.Drivers(figures.Slice{Brand: "OCC"})
		require.NoError(t, err)
		for i, want := range f.slowShares(t, figures.Slice{Brand: "OCC"}) { // from float64 sums, not from exact ones
			assert.Equal(t, want.Driver, shares[i].Driver)
			assert.InDelta(t, want.Percent, shares[i].Percent, 1e-9)
		}
		assert.Len(t, quadrants.Points, 4)
		gaps, err := v.Gaps(figures.Slice{Brand: "OCC"})
		require.NoError(t, err)
		require.Len(t, gaps, 4)
		sum := 0
		for _, r := range f.of(figures.Slice{Brand: "OCC"}) {
			mark, _ := r.Answers["punctuality"].Points()
			sum += mark
		}
		assert.InDelta(t, float64(sum)/480-3.8, gaps[0].Gap, 1e-9, "the mean of 480 marks less the promised 3.8")
		return nil
	}))
}

// slowShares computes the drivers from rows of numbers.
func (f filled) slowShares(t *testing.T, s figures.Slice) []driver.Share {
	t.Helper()
	var names []string
	for _, q := range f.company.Drivers() {
		names = append(names, string(q))
	}
	var rows [][]float64
	for _, r := range f.of(s) {
		whole, _ := r.Answers[company.Overall].Points()
		row := []float64{float64(whole)}
		for _, q := range f.company.Drivers() {
			mark, _ := r.Answers[q].Points()
			row = append(row, float64(mark))
		}
		rows = append(rows, row)
	}
	problem, err := driver.FromRows(string(company.Overall), names, rows)
	require.NoError(t, err)
	shares, err := problem.Shares(driver.MethodLMG)
	require.NoError(t, err)
	return shares
}

// delivery: evaluated as they come, observations give the report of one pass; the chart counts late trips by day.
func (f filled) delivery(t *testing.T) {
	line, ok := f.company.Line("OCC", "Puebla")
	require.True(t, ok)
	var mine []promise.Observation
	late, trips := map[calendar.Date]float64{}, map[calendar.Date]float64{}
	for _, o := range f.observations {
		if o.Key == line.Key {
			mine = append(mine, o.Observation)
			if o.Spec == figures.Delay {
				day := calendar.DateOf(o.At)
				trips[day]++
				if o.Value > 15 {
					late[day]++
				}
			}
		}
	}
	want, err := promise.Evaluate(line.Promise, slices.Values(mine), promise.Options{FamilyWise: true})
	require.NoError(t, err)
	require.NoError(t, f.figures.Look(t.Context(), func(v figures.View) error {
		got, err := v.Report(line)
		require.NoError(t, err)
		assert.Equal(t, want, got)
		days, chart, err := v.Control(figures.Slice{Brand: "OCC", Market: "Puebla"}, 30)
		require.NoError(t, err)
		require.Len(t, days, 30)
		for i, day := range days {
			assert.InDelta(t, late[day]/trips[day], chart.Points[i], 1e-12, day)
		}
		days, _, err = v.Control(figures.Slice{}, 7)
		assert.Len(t, days, 7, "the last ones")
		assert.Equal(t, "2026-11-01", days[6].String())
		return err
	}))
}

// again: a second look counts what is new, once.
func (f filled) again(t *testing.T) {
	counted := func() (n int64) {
		require.NoError(t, f.figures.Look(t.Context(), func(v figures.View) error { n = v.Responses(); return nil }))
		return n
	}
	before := counted()
	assert.Equal(t, before, counted())
	again := f.responses[0]
	again.ID[0]++
	_, err := f.db.AddResponse(t.Context(), store.Response{Wave: "2026-Q4", Response: again})
	require.NoError(t, err)
	assert.Equal(t, before+1, counted())

	line, _ := f.company.Line("OCC", "Puebla")
	for range 2 {
		require.NoError(t, f.figures.Look(t.Context(), func(v figures.View) error {
			report, err := v.Report(line)
			delay, _ := report.Spec(figures.Delay)
			assert.EqualValues(t, 30*12, delay.Tally.Total, "trips of 30 days")
			return err
		}))
	}
}

// scores: the most valuable first, and each as the models say that were fitted to the log: a customer who has
// not come back since his first purchase is alive under BG/NBD, by that model's rule.
func (f filled) scores(t *testing.T) {
	scores, err := f.figures.Scores(t.Context())
	require.NoError(t, err)
	require.Len(t, scores, 600)
	bought := map[string]map[calendar.Date]bool{}
	for p, err := range f.db.Purchases(t.Context(), 0) {
		require.NoError(t, err)
		if bought[p.Customer] == nil {
			bought[p.Customer] = map[calendar.Date]bool{}
		}
		bought[p.Customer][calendar.DateOf(p.At)] = true
	}
	for i, s := range scores {
		assert.Equal(t, len(bought[s.Customer])-1, s.History.X, "days of repeat purchase of %s", s.Customer)
		assert.True(t, s.Alive > 0 && s.Alive <= 1)
		if s.History.X == 0 {
			assert.Equal(t, 1.0, s.Alive)
		}
		if i > 0 {
			assert.True(t, s.Value.LessThanOrEqual(scores[i-1].Value))
		}
	}
	require.NoError(t, f.db.AddPurchases(t.Context(), []store.Purchase{{Customer: "new", At: now, Minor: 100}}))
	scores, err = f.figures.Scores(t.Context())
	require.NoError(t, err)
	assert.Len(t, scores, 601)
	at := slices.IndexFunc(scores, func(s figures.Score) bool { return s.Customer == "new" })
	assert.Equal(t, lifetime.History{}, scores[at].History)
}
