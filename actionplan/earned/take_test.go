package earned_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/actionplan/earned"
)

// TestTake: the example's plan by hand. Writing takes 2 and 3 May, training the eight working days 6 to 15 May.
func TestTake(t *testing.T) {
	for _, c := range []struct {
		day    int
		rule   earned.Rule
		pv, ev string
	}{
		{2, earned.ByProgress, "0", "2000"}, // nothing is earned or planned before the first day is over; progress is as reported
		{3, earned.ZeroHundred, "500", "0"},
		{4, earned.ZeroHundred, "1000", "0"},
		{6, earned.ZeroHundred, "1000", "0"}, // finished on that day, which is not over
		{7, earned.ZeroHundred, "1500", "1000"},
		{7, earned.FiftyFifty, "1500", "1000"},
		{8, earned.FiftyFifty, "2000", "3000"},
		{3, earned.FiftyFifty, "500", "500"},
		{11, earned.FiftyFifty, "3500", "3000"},
		{13, earned.FiftyFifty, "3500", "3000"}, // a weekend between
		{15, earned.ByProgress, "4500", "2000"},
		{16, earned.ByProgress, "5000", "2000"},
		{31, earned.ByProgress, "5000", "2000"},
	} {
		s, err := earned.Take(campaign(), nil, nil, may(c.day), c.rule)
		require.NoError(t, err)
		assert.True(t, dec("5000").Equal(s.BAC))
		assert.True(t, dec(c.pv).Equal(s.PV), "PV on %d is %s, not %s", c.day, s.PV, c.pv)
		assert.True(t, dec(c.ev).Equal(s.EV), "EV on %d is %s, not %s by %s", c.day, s.EV, c.ev, c.rule)
		assert.True(t, s.AC.IsZero())
	}
}

func TestTake_spans(t *testing.T) {
	p := campaign()
	p.Actions[1].Start, p.Actions[1].Due = calendar.Date{}, calendar.Date{}
	_, err := earned.Take(p, nil, nil, may(9), earned.ByProgress)
	assert.ErrorIs(t, err, earned.ErrRange)
	assert.ErrorContains(t, err, `"train"`)
	s, err := earned.Take(p, map[actionplan.Code]calendar.Span{"train": {Start: may(8), Finish: may(9)}}, nil, may(9), earned.ByProgress)
	require.NoError(t, err)
	assert.True(t, dec("3000").Equal(s.PV))
}

// TestTake_rest: work planned for days that all rest counts when they are over; thirds come to 10 places.
func TestTake_rest(t *testing.T) {
	p := campaign()
	p.Actions = p.Actions[:1]
	p.Actions[0].Start, p.Actions[0].Due = may(4), may(5)
	for day, want := range map[int]string{4: "0", 5: "0", 6: "1000"} {
		s, err := earned.Take(p, nil, nil, may(day), earned.ByProgress)
		require.NoError(t, err)
		assert.True(t, dec(want).Equal(s.PV), "%d: %s", day, s.PV)
	}
	p.Actions[0].Start, p.Actions[0].Due = may(6), may(8)
	s, err := earned.Take(p, nil, nil, may(7), earned.ByProgress)
	require.NoError(t, err)
	assert.Equal(t, "333.3333333333", s.PV.String())
}

func TestTake_leftOut(t *testing.T) {
	p := campaign()
	p.Actions[0].Cost = nil
	p.Actions[1].Status = actionplan.Cancelled
	var costs earned.Ledger
	require.NoError(t, costs.Add("write", dec("5")))
	require.NoError(t, costs.Add("train", dec("7")))
	s, err := earned.Take(p, nil, &costs, may(9), earned.ByProgress)
	require.NoError(t, err)
	assert.True(t, s.BAC.IsZero() && s.PV.IsZero() && s.EV.IsZero())
	assert.True(t, dec("12").Equal(s.AC), "what is spent is spent")
	none, err := earned.Take(actionplan.Plan{}, nil, nil, may(9), earned.ByProgress)
	require.NoError(t, err)
	assert.True(t, none.BAC.IsZero())
}

func TestTake_faults(t *testing.T) {
	day := may(9)
	for name, c := range map[string]struct {
		change func(p *actionplan.Plan, costs *earned.Ledger)
		on     calendar.Date
		rule   earned.Rule
		want   error
		text   string
	}{
		"no day":         {nil, calendar.Date{}, 0, earned.ErrRange, "day 0"},
		"no rule":        {nil, day, 3, earned.ErrUnknown, "rule"},
		"negative cost":  {func(p *actionplan.Plan, _ *earned.Ledger) { p.Actions[1].Cost = new(dec("-1")) }, day, 0, earned.ErrAmount, `"train": cost`},
		"hostile cost":   {func(p *actionplan.Plan, _ *earned.Ledger) { p.Actions[1].Cost = new(decimal.New(1, 1e9)) }, day, 0, earned.ErrAmount, `"train": cost`},
		"fine cost":      {func(p *actionplan.Plan, _ *earned.Ledger) { p.Actions[1].Cost = new(dec("0.0000000000001")) }, day, 0, earned.ErrAmount, `"train": cost`},
		"progress":       {func(p *actionplan.Plan, _ *earned.Ledger) { p.Actions[1].Progress = dec("1.01") }, day, 0, earned.ErrAmount, `"train": progress`},
		"progress below": {func(p *actionplan.Plan, _ *earned.Ledger) { p.Actions[1].Progress = dec("-0.1") }, day, 0, earned.ErrAmount, `"train": progress`},
		"backwards":      {func(p *actionplan.Plan, _ *earned.Ledger) { p.Actions[1].Due = may(5) }, day, 0, earned.ErrRange, `"train": dates`},
		"too long": {func(p *actionplan.Plan, _ *earned.Ledger) {
			p.Actions[1].Due = calendar.DateOf(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
		}, day, 0, calendar.ErrRange, ""},
		"another's cost": {func(_ *actionplan.Plan, costs *earned.Ledger) { _ = costs.Add("else", dec("1")) }, day, 0, earned.ErrUnknown, `"else"`},
		"all credit":     {func(_ *actionplan.Plan, costs *earned.Ledger) { _ = costs.Add("train", dec("-1")) }, day, 0, earned.ErrAmount, "ac"},
	} {
		t.Run(name, func(t *testing.T) {
			p, costs := campaign(), earned.Ledger{}
			if c.change != nil {
				c.change(&p, &costs)
			}
			_, err := earned.Take(p, nil, &costs, c.on, c.rule)
			assert.ErrorIs(t, err, c.want)
			assert.ErrorContains(t, err, c.text)
			if name != "no rule" && name != "another's cost" && name != "all credit" {
				_, err = earned.PlannedValue(p, nil, []calendar.Date{c.on})
				assert.ErrorIs(t, err, c.want)
			}
		})
	}
}

// TestPlannedValue_days: summed day by day, the curve rises by the cost of a working day and ends at the whole.
func TestPlannedValue_days(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := campaign()
		p.Actions = nil
		total := decimal.Decimal{}
		for i := range rapid.IntRange(1, 4).Draw(t, "actions") {
			start := rapid.IntRange(1, 20).Draw(t, "start")
			cost := amount(t, 1e6, "cost")
			total = total.Add(cost)
			p.Actions = append(p.Actions, actionplan.Action{
				Code: actionplan.Code(rune('a' + i)), Start: may(start), Due: may(start + rapid.IntRange(0, 11).Draw(t, "days")), Cost: &cost,
			})
		}
		var days []calendar.Date
		for day := 1; day <= 32; day++ {
			d, err := may(1).AddDays(day - 1)
			require.NoError(t, err)
			days = append(days, d)
		}
		pv, err := earned.PlannedValue(p, nil, days)
		require.NoError(t, err)
		for i, on := range days { // oracle: count the working days one by one
			want := decimal.Decimal{}
			for _, a := range p.Actions {
				all, passed := int64(0), int64(0)
				for d := a.Start; d.Compare(a.Due) <= 0; d, _ = d.AddDays(1) {
					if weekday, _ := d.Weekday(); weekday != time.Saturday && weekday != time.Sunday {
						all++
						if d.Compare(on) < 0 {
							passed++
						}
					}
				}
				switch {
				case on.Compare(a.Due) > 0:
					want = want.Add(*a.Cost)
				case all > 0:
					want = want.Add(a.Cost.Mul(decimal.New(passed, 0)).DivRound(decimal.New(all, 0), 15))
				}
			}
			assert.True(t, want.Sub(pv[i]).Abs().LessThan(dec("0.000000001")), "%s: %s, not %s", on, pv[i], want)
		}
		assert.True(t, total.Equal(pv[len(pv)-1]))
	})
}

// TestTake_fine: amounts finer than the rounding of PV stay within the budget, and the end of the curve is the whole of it,
// so that Measure and Schedule take both.
func TestTake_fine(t *testing.T) {
	for _, cost := range []string{"0.00000000006", "100.00000000004", "0.000000000001"} {
		p := campaign()
		p.Actions = p.Actions[:1]
		p.Actions[0].Cost, p.Actions[0].Start, p.Actions[0].Due = new(dec(cost)), may(6), may(17)
		p.Actions[0].Status, p.Actions[0].Progress = actionplan.InProgress, dec("0.999999999999")
		days := []calendar.Date{may(6), may(8), may(17), may(18)}
		for _, on := range days {
			s, err := earned.Take(p, nil, nil, on, earned.ByProgress)
			require.NoError(t, err)
			_, err = earned.Measure(s, earned.Options{})
			assert.NoError(t, err, "%s on %s", cost, on)
		}
		pv, err := earned.PlannedValue(p, nil, days)
		require.NoError(t, err)
		assert.True(t, dec(cost).Equal(pv[len(pv)-1]), "%s", pv[len(pv)-1])
		_, err = earned.Schedule(pv, dec(cost), dec("1"), earned.Options{})
		assert.NoError(t, err, cost)
	}
}

func TestRule_text(t *testing.T) {
	for _, r := range []earned.Rule{earned.ByProgress, earned.ZeroHundred, earned.FiftyFifty} {
		text, err := r.MarshalText()
		require.NoError(t, err)
		var back earned.Rule
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, r, back)
		assert.Equal(t, r.String(), string(text))
	}
	_, err := earned.ParseRule("")
	assert.ErrorIs(t, err, earned.ErrUnknown)
}
