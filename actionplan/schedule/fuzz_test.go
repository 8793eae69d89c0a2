package schedule_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

// FuzzBuild: any plan, as of any day, is refused by name or has dates that keep to the links and to each other.
func FuzzBuild(f *testing.F) {
	f.Add([]byte{3, 5, 0, 0, 0, 0, 5, 0, 0, 0, 0, 5, 3, 5, 0, 0, 0, 0, 1, 0, 1, 2, 2, 3, 1}, byte(65), uint16(10))
	f.Add([]byte{2, 1, 2, 1, 4, 9, 3, 9, 9, 2, 9, 0, 1, 3, 250}, byte(127), uint16(0))
	f.Fuzz(func(t *testing.T, data []byte, rest byte, asOf uint16) {
		next := func() int {
			if len(data) == 0 {
				return 0
			}
			b := data[0]
			data = data[1:]
			return int(b)
		}
		date := func() calendar.Date {
			if days := next() % 32; days > 0 {
				return later("2013-01-01", days)
			}
			return calendar.Date{}
		}
		p := office()
		p.Calendar.Rest = calendar.Weekdays(rest)
		for i := range next() % 8 {
			a := work(actionplan.Code('A'+rune(i)), next()%12)
			a.Status, a.Progress = actionplan.Status(next()%9), decimal.New(int64(next()%12), -1)
			a.Start, a.Due, a.Started, a.Finished = date(), date(), date(), date()
			a.Milestone = next()%7 == 1
			p.Actions = append(p.Actions, a)
		}
		for len(data) > 0 {
			p.Links = append(p.Links, actionplan.Link{
				From: actionplan.Code('A' + rune(next()%8)), To: actionplan.Code('A' + rune(next()%8)),
				Type: actionplan.LinkType(next() % 5), Lag: int(int8(next())),
			})
		}
		o := schedule.PlanOptions{DefaultDays: next() % 3, AsOf: later("2013-01-01", int(asOf)%60)}
		if asOf == 0 {
			o.AsOf = calendar.Date{}
		}
		table, err := schedule.Build(p, o)
		if err != nil {
			assert.True(t, isNamed(err), err)
			return
		}
		checkRows(t, p, o, table)
	})
}

// checkRows asserts what holds of every timetable.
func checkRows(t *testing.T, p actionplan.Plan, o schedule.PlanOptions, table *schedule.Timetable) {
	for row := range table.All() {
		a, _ := p.Action(row.Code)
		assert.LessOrEqual(t, row.Start.Compare(row.Finish), 0)
		assert.Equal(t, row.TotalFloat, row.LS-row.ES)
		assert.Equal(t, row.TotalFloat, row.LF-row.EF)
		assert.GreaterOrEqual(t, row.FreeFloat, 0)
		open := a.Status < actionplan.Done && a.Finished.IsZero()
		slips := open || o.AsOf.IsZero() || a.Status == actionplan.Cancelled
		assert.Equal(t, slips && row.TotalFloat <= 0, row.Critical)
		if untouched := open && (o.AsOf.IsZero() || a.Started.IsZero() && a.Status != actionplan.InProgress); untouched {
			assert.True(t, a.Start.IsZero() || row.Start.Compare(a.Start) >= 0)
			assert.True(t, row.Start.Compare(o.AsOf) >= 0)
			assert.Positive(t, worked(p.Calendar, row.Start, row.Start))
		}
		reasons, err := table.Explain(row.Code)
		assert.NoError(t, err)
		for _, r := range reasons {
			assert.NotEmpty(t, r.String())
		}
		_, err = table.Drag(row.Code)
		assert.NoError(t, err)
	}
	for path := range table.LongestPaths() {
		assert.NotEmpty(t, path)
		break
	}
	n, estimates := table.Network()
	_, err := schedule.Simulate(n, estimates, schedule.SimulateOptions{Runs: 2})
	assert.NoError(t, err)
	assert.Len(t, table.Spans(), len(p.Actions))
	assert.Empty(t, table.Overload(len(p.Actions)))
}

// TestGlobals: the settings of the decimal package change nothing.
func TestGlobals(t *testing.T) {
	rehearse := func() schedule.Rehearsal {
		p := season()
		p.Actions[0].Status, p.Actions[0].Started, p.Actions[0].Progress = actionplan.InProgress, day("2013-01-02"), decimal.New(333, -3)
		r, err := schedule.Rehearse(p, since("", "K1", "K2"), schedule.PlanOptions{AsOf: day("2013-01-14")})
		assert.NoError(t, err)
		return r
	}
	want := rehearse()
	division, scientific, trim, zero := decimal.DivisionPrecision, decimal.UseScientificNotation, decimal.TrimTrailingZeros, decimal.Zero
	t.Cleanup(func() {
		decimal.DivisionPrecision, decimal.UseScientificNotation, decimal.TrimTrailingZeros, decimal.Zero = division, scientific, trim, zero
	})
	decimal.DivisionPrecision, decimal.UseScientificNotation, decimal.TrimTrailingZeros, decimal.Zero = 0, true, false, decimal.New(7, 0)
	got := rehearse()
	assert.Equal(t, want.With.Spans(), got.With.Spans())
	assert.True(t, want.Cost.Equal(got.Cost))
}
