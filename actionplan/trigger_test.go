package actionplan_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// alarmed is a plan with one contingency, "K".
func alarmed(c actionplan.Contingency) actionplan.Plan {
	p := season()
	c.Code, c.Trigger, c.Response = "K", "t", "r"
	p.Actions[1].Contingencies = []actionplan.Contingency{c}
	return p
}

func queue(on, value string) actionplan.Observation {
	return actionplan.Observation{On: day(on), Metric: "queue", Value: number(value)}
}

func TestTriggered(t *testing.T) {
	long := actionplan.Contingency{Metric: "queue", AtLeast: number("20")}
	band := actionplan.Contingency{Metric: "queue", AtLeast: number("20"), AtMost: number("30")}
	easter := actionplan.Contingency{From: day("2013-03-24"), To: day("2013-04-07")}
	both := easter
	both.Metric, both.AtLeast = "queue", number("20")
	for _, c := range []struct {
		name  string
		c     actionplan.Contingency
		on    string
		obs   []actionplan.Observation
		since string // "-" where it is not in force
	}{
		{"in words alone", actionplan.Contingency{}, "2013-03-25", []actionplan.Observation{queue("2013-03-20", "99")}, "-"},
		{"nothing measured", long, "2013-03-25", nil, "-"},
		{"on the bound", long, "2013-03-25", []actionplan.Observation{queue("2013-03-20", "20")}, "2013-03-20"},
		{"below", long, "2013-03-25", []actionplan.Observation{queue("2013-03-20", "19.99")}, "-"},
		{"on the day itself", long, "2013-03-20", []actionplan.Observation{queue("2013-03-20", "20")}, "2013-03-20"},
		{"tomorrow", long, "2013-03-19", []actionplan.Observation{queue("2013-03-20", "20")}, "-"},
		{"gone again", long, "2013-03-25", []actionplan.Observation{queue("2013-03-20", "20"), queue("2013-03-21", "5")}, "-"},
		{"two on a day", long, "2013-03-25", []actionplan.Observation{queue("2013-03-21", "20"), queue("2013-03-21", "5")}, "2013-03-21"},
		{"another metric", long, "2013-03-25", []actionplan.Observation{{On: day("2013-03-20"), Metric: "x", Value: number("99")}}, "-"},
		{"no value", long, "2013-03-25", []actionplan.Observation{{On: day("2013-03-20"), Metric: "queue"}}, "-"},
		{"in the band", band, "2013-03-25", []actionplan.Observation{queue("2013-03-20", "30")}, "2013-03-20"},
		{"above the band", band, "2013-03-25", []actionplan.Observation{queue("2013-03-20", "31")}, "-"},
		{"at most", actionplan.Contingency{Metric: "queue", AtMost: number("3")}, "2013-03-25", []actionplan.Observation{queue("2013-03-20", "3")}, "2013-03-20"},
		{"before the season", easter, "2013-03-23", nil, "-"},
		{"its first day", easter, "2013-03-24", nil, "2013-03-24"},
		{"its last day", easter, "2013-04-07", nil, "2013-03-24"},
		{"after it", easter, "2013-04-08", nil, "-"},
		{"open start", actionplan.Contingency{To: day("2013-04-07")}, "2013-01-01", nil, ""},
		{"open end", actionplan.Contingency{From: day("2013-03-24")}, "2099-01-01", nil, "2013-03-24"},
		{"season without the value", both, "2013-03-25", []actionplan.Observation{queue("2013-03-20", "1")}, "-"},
		{"value before the season", both, "2013-03-25", []actionplan.Observation{queue("2013-03-20", "20")}, "2013-03-24"},
		{"value in the season", both, "2013-03-26", []actionplan.Observation{queue("2013-03-25", "20")}, "2013-03-25"},
		{"value without the season", both, "2013-03-20", []actionplan.Observation{queue("2013-03-20", "20")}, "-"},
	} {
		got, err := actionplan.Triggered(alarmed(c.c), day(c.on), slices.Values(c.obs))
		require.NoError(t, err, c.name)
		since, inForce := got["K"]
		assert.Equal(t, c.since != "-", inForce, c.name)
		if inForce {
			assert.Equal(t, c.since, since.String(), c.name)
		}
	}
}

// TestTriggered_order: whatever the order of observations, the same contingencies are in force since the same days.
func TestTriggered_order(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) actionplan.Observation {
			d, _ := day("2013-03-01").AddDays(rapid.IntRange(0, 4).Draw(t, "day"))
			return actionplan.Observation{On: d, Metric: "queue", Value: number(rapid.SampledFrom([]string{"5", "20", "30"}).Draw(t, "value"))}
		}), 0, 8).Draw(t, "obs")
		p := alarmed(actionplan.Contingency{Metric: "queue", AtLeast: number("20"), AtMost: number("25")})
		want, err := actionplan.Triggered(p, day("2013-03-03"), slices.Values(obs))
		require.NoError(t, err)
		got, err := actionplan.Triggered(p, day("2013-03-03"), slices.Values(rapid.Permutation(obs).Draw(t, "other order")))
		require.NoError(t, err)
		assert.Equal(t, want, got)
		latest, rings := calendar.Date{}, false // a slow look
		for _, o := range obs {
			if o.On.Compare(day("2013-03-03")) <= 0 && o.On.Compare(latest) > 0 {
				latest = o.On
			}
		}
		for _, o := range obs {
			rings = rings || o.On == latest && o.Value.Equal(decimal.New(20, 0))
		}
		assert.Equal(t, rings, len(got) == 1)
	})
}

func TestTriggered_faults(t *testing.T) {
	p := alarmed(actionplan.Contingency{Metric: "queue", AtLeast: number("20")})
	_, err := actionplan.Triggered(p, calendar.Date{}, nil)
	assert.ErrorIs(t, err, actionplan.ErrRange)
	got, err := actionplan.Triggered(p, day("2013-01-01"), nil)
	require.NoError(t, err)
	assert.Empty(t, got)
	d := decimal.New(1, 1e9)
	for _, o := range []actionplan.Observation{{Metric: "queue", Value: number("1")}, {On: day("2013-01-01"), Value: &d}} {
		_, err = actionplan.Triggered(p, day("2013-01-01"), slices.Values([]actionplan.Observation{o}))
		assert.ErrorIs(t, err, actionplan.ErrRange)
	}
	for fault, c := range map[string]actionplan.Contingency{
		"Plan.actions[1].contingencies[0].atLeast dsize":       {Metric: "queue", AtLeast: &d},
		"Plan.actions[1].contingencies[0].atMost dsize":        {Metric: "queue", AtMost: &d},
		"Plan.actions[1].contingencies[0].metric trigger_data": {AtLeast: number("1")},
		"Plan.actions[1].contingencies[0].atMost trigger_data": {Metric: "queue", AtLeast: number("2"), AtMost: number("1")},
		"Plan.actions[1].contingencies[0].to season_backwards": {From: day("2013-02-01"), To: day("2013-01-01")},
	} {
		_, err = actionplan.Triggered(alarmed(c), day("2013-01-01"), nil)
		assert.Equal(t, []string{fault}, faults(t, err))
	}
	twice := p
	twice.Actions[2].Contingencies = twice.Actions[1].Contingencies
	_, err = actionplan.Triggered(twice, day("2013-01-01"), nil)
	assert.Equal(t, []string{"Plan.actions[2].contingencies[0].code unique_code"}, faults(t, err))
}
