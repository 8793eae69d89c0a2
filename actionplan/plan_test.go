package actionplan_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

func faults(t require.TestingT, err error) (list []string) {
	var all validator.ValidationErrors
	require.ErrorIs(t, err, actionplan.ErrInvalid)
	require.True(t, errors.As(err, &all), "%v", err)
	for _, fault := range all {
		list = append(list, fault.Namespace()+" "+fault.Tag())
	}
	return list
}

func number(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

func TestPlan_Validate(t *testing.T) {
	require.NoError(t, season().Validate())
	for _, c := range []struct {
		name   string
		change func(p *actionplan.Plan)
		want   []string
	}{
		{"zero value", func(p *actionplan.Plan) { *p = actionplan.Plan{} }, []string{"Plan.id required", "Plan.version min"}},
		{"no what", func(p *actionplan.Plan) { p.Actions[1].What = nil }, []string{"Plan.actions[1].what min"}},
		{"empty what", func(p *actionplan.Plan) { p.Actions[1].What = []string{""} }, []string{"Plan.actions[1].what[0] required"}},
		{"due before start", func(p *actionplan.Plan) { p.Actions[0].Due = day("2013-01-01") }, []string{"Plan.actions[0].due due_before_start"}},
		{"codes", func(p *actionplan.Plan) {
			p.Actions[0].Contingencies = []actionplan.Contingency{{Code: "survey", Trigger: "x", Response: "x"}, {Code: "-x", Trigger: "x", Response: "x"}}
			p.Actions[0].Indicators = []actionplan.Indicator{{Code: "i", Name: "x"}, {Code: "i", Name: "x"}}
			p.Actions = append(p.Actions, actionplan.Action{Code: "windows", What: []string{"x"}}, actionplan.Action{What: []string{"x"}})
		}, []string{
			"Plan.actions[0].contingencies[1].code code", "Plan.actions[0].indicators[1].code unique_code", "Plan.actions[2].code unique_code",
			"Plan.actions[3].code unique_code", "Plan.actions[4].code required",
		}},
		{"unknown", func(p *actionplan.Plan) {
			p.Links = append(p.Links, actionplan.Link{From: "x", To: "team"}, actionplan.Link{})
			p.Actions[0].Contingencies = []actionplan.Contingency{{Code: "K", Trigger: "x", Response: "x", Affects: []actionplan.Code{"y"}}}
		}, []string{
			"Plan.actions[0].contingencies[0].affects[0] unknown_code", "Plan.links[2].from unknown_code", "Plan.links[3].from required",
			"Plan.links[3].to required",
		}},
		{"self link", func(p *actionplan.Plan) { p.Links[0].To = "team" }, []string{"Plan.links[0].to self_link"}},
		{"cycle", func(p *actionplan.Plan) { p.Links = append(p.Links, actionplan.Link{From: "survey", To: "team"}) }, []string{"Plan.links cycle"}},
		{"lag", func(p *actionplan.Plan) { p.Links[0].Lag = 1e9; p.Links[1].Type = 9 }, []string{"Plan.links[0].lag max", "Plan.links[1].type max"}},
		{"scores", func(p *actionplan.Plan) { p.Actions[0].Gravity = 3; p.Actions[1].Urgency = 6 }, []string{
			"Plan.actions[0].gravity gut_range", "Plan.actions[1].gravity gut_range", "Plan.actions[1].urgency max",
		}},
		{"progress", func(p *actionplan.Plan) {
			p.Actions[1].Progress, p.Actions[2].Status, p.Actions[0].Progress = decimal.New(1, -1), actionplan.Done, decimal.New(2, 0)
		}, []string{"Plan.actions[0].progress dlte", "Plan.actions[1].progress status_progress", "Plan.actions[2].progress status_progress"}},
		{"finished before started", func(p *actionplan.Plan) {
			p.Actions[0].Finished = day("2013-01-01")
			p.Actions[1].Finished = day("2013-01-01")
		}, []string{
			"Plan.actions[0].finished finished_before_started", "Plan.actions[1].finished finished_before_started",
		}},
		{"season and trigger", func(p *actionplan.Plan) {
			p.Actions[0].Contingencies = []actionplan.Contingency{{
				Code: "K", Trigger: "x", Response: "x", From: day("2013-02-01"), To: day("2013-01-01"), AtLeast: number("1"), Stretch: decimal.New(101, 0),
			}}
		}, []string{
			"Plan.actions[0].contingencies[0].metric trigger_data", "Plan.actions[0].contingencies[0].stretch dlte",
			"Plan.actions[0].contingencies[0].to season_backwards",
		}},
		{"crossed bounds", func(p *actionplan.Plan) {
			p.Actions[0].Contingencies = []actionplan.Contingency{{
				Code: "K", Trigger: "x", Response: "x", Metric: "m", AtLeast: number("2"), AtMost: number("1.9"),
			}, {Code: "L", Trigger: "x", Response: "x", Metric: "m", AtLeast: number("2"), AtMost: number("2.0")}}
		}, []string{"Plan.actions[0].contingencies[0].atMost trigger_data"}},
		{"log", func(p *actionplan.Plan) {
			p.Actions[0].Log = []actionplan.Event{
				{Verb: actionplan.Commit, At: noon(2), By: "x", To: actionplan.Planned},
				{Verb: actionplan.Start, At: noon(1), By: "x", From: actionplan.Planned, To: actionplan.InProgress},
				{Verb: actionplan.Report, At: noon(3), From: actionplan.Planned, To: actionplan.InProgress},
			}
			p.Actions[1].Log = p.Actions[0].Log[:1]
			p.Actions[2].Log = []actionplan.Event{{Verb: actionplan.Commit, At: noon(2).AddDate(-2013, 0, 0), By: "x", To: actionplan.Blocked}}
		}, []string{
			"Plan.actions[0].log[1] log_chain", "Plan.actions[0].log[2] log_chain", "Plan.actions[0].log[2].by required",
			"Plan.actions[2].log[0].at range", "Plan.actions[2].status log_chain",
		}},
		{"estimate", func(p *actionplan.Plan) {
			p.Actions[0].Estimate = &actionplan.Estimate{Optimistic: 2, Likely: 1, Pessimistic: 3}
			p.Actions[1].Estimate = &actionplan.Estimate{Optimistic: 1, Likely: 2, Pessimistic: math.NaN()}
		}, []string{
			"Plan.actions[0].estimate.likely gtefield", "Plan.actions[1].estimate.likely finite", "Plan.actions[1].estimate.pessimistic gtefield",
		}},
		{"calendar", func(p *actionplan.Plan) { p.Calendar.Holidays = []calendar.Holiday{{Month: 2, Nth: 6, Weekday: 2}} }, []string{
			"Plan.calendar.holidays[0].nth range",
		}},
		{"currency, reference and text", func(p *actionplan.Plan) {
			p.Currency, p.Refs, p.Title = "PESO", []actionplan.Ref{{Kind: "x"}}, strings.Repeat("x", 4097)
		}, []string{"Plan.currency iso4217", "Plan.refs[0].id required", "Plan.title max"}},
		{"unclean", func(p *actionplan.Plan) { p.Notes = []string{"a\x00", "\xff", "tab\tand\nnewline"} }, []string{"Plan.notes[0] clean", "Plan.notes[1] clean"}},
	} {
		p := season()
		c.change(&p)
		assert.Equal(t, c.want, faults(t, p.Validate()), c.name)
	}
}

func TestHostile(t *testing.T) {
	huge := decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 4_000_000), 0)
	for _, d := range []decimal.Decimal{decimal.New(1, 1e9), decimal.New(1, -1e9), huge} {
		p := season()
		a := &p.Actions[0]
		a.Cost, a.Progress = &d, d
		a.Indicators = []actionplan.Indicator{{Code: "i", Name: "x", Goal: d, Baseline: &d}}
		a.Contingencies = []actionplan.Contingency{{
			Code: "K", Trigger: "x", Response: "x", Metric: "m", AtLeast: &d, AtMost: &d, Stretch: d, Cost: &d,
		}}
		assert.Equal(t, []string{
			"Plan.actions[0].contingencies[0].atLeast dsize", "Plan.actions[0].contingencies[0].atMost dsize",
			"Plan.actions[0].contingencies[0].cost dsize", "Plan.actions[0].contingencies[0].stretch dsize",
			"Plan.actions[0].cost dsize", "Plan.actions[0].indicators[0].baseline dsize", "Plan.actions[0].indicators[0].goal dsize",
			"Plan.actions[0].progress dsize",
		}, faults(t, p.Validate()))
		assert.Contains(t, p.Markdown(actionplan.TextOptions{}), "| How much? | ? MXN |")
		assert.False(t, actionplan.Indicator{Goal: d}.Met(decimal.New(1, 0)))
		assert.False(t, actionplan.Indicator{}.Met(d))
		_, err := actionplan.Assess(season(), day("2013-01-01"), actionplan.AssessOptions{Slack: d})
		assert.ErrorIs(t, err, actionplan.ErrRange)
	}
}

// TestPlan_Order_oracle: every link leads forward, and what may come next comes in the order of the plan.
func TestPlan_Order_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		var p actionplan.Plan
		for i := range n {
			p.Actions = append(p.Actions, actionplan.Action{Code: actionplan.Code(fmt.Sprint("a", i))})
		}
		for range rapid.IntRange(0, 14).Draw(t, "links") {
			p.Links = append(p.Links, actionplan.Link{
				From: p.Actions[rapid.IntRange(0, n-1).Draw(t, "from")].Code, To: p.Actions[rapid.IntRange(0, n-1).Draw(t, "to")].Code,
			})
		}
		order, err := p.Order()
		if cycle, ok := errors.AsType[actionplan.CycleError](err); ok {
			require.NotEmpty(t, cycle.Codes)
			for i, code := range cycle.Codes {
				next := cycle.Codes[(i+1)%len(cycle.Codes)]
				assert.Contains(t, p.Links, actionplan.Link{From: code, To: next}, "a cycle of links")
			}
			return
		}
		require.NoError(t, err)
		place := map[actionplan.Code]int{}
		for i, code := range order {
			place[code] = i
		}
		require.Len(t, place, n)
		for _, l := range p.Links {
			assert.Less(t, place[l.From], place[l.To])
		}
		for i := 1; i < n; i++ { // an earlier action comes later only behind a link from the one just before it
			if order[i] < order[i-1] && len(order[i]) == len(order[i-1]) {
				assert.Contains(t, p.Links, actionplan.Link{From: order[i-1], To: order[i]})
			}
		}
	})
}

// TestPlan_Order_longCycle: a cycle of 100,000 with a tail is named exactly, without recursion.
func TestPlan_Order_longCycle(t *testing.T) {
	const n = 100_000
	var p actionplan.Plan
	for i := range n + 2 {
		p.Actions = append(p.Actions, actionplan.Action{Code: actionplan.Code(fmt.Sprint("a", i))})
		if i > 0 {
			p.Links = append(p.Links, actionplan.Link{From: p.Actions[i-1].Code, To: p.Actions[i].Code})
		}
	}
	p.Links = append(p.Links, actionplan.Link{From: p.Actions[n-1].Code, To: "a0"}) // the last two are a tail
	_, err := p.Order()
	var cycle actionplan.CycleError
	require.ErrorAs(t, err, &cycle)
	require.ErrorIs(t, err, actionplan.ErrCycle)
	assert.Len(t, cycle.Codes, n)
	assert.Equal(t, actionplan.Code("a0"), cycle.Codes[0])
	assert.Less(t, len(err.Error()), 2000)
}

func TestCycleError(t *testing.T) {
	codes := []actionplan.Code{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"}
	assert.NotContains(t, actionplan.CycleError{Codes: codes[:10]}.Error(), "more")
	assert.Contains(t, actionplan.CycleError{Codes: codes}.Error(), `"j"] and 1 more`)
}

func TestPlan_Order_faults(t *testing.T) {
	p := season()
	p.Links[0].To = "x"
	_, err := p.Order()
	assert.ErrorIs(t, err, actionplan.ErrNotFound)
	p = season()
	p.Actions[1].Code = "team"
	_, err = p.Order()
	assert.ErrorIs(t, err, actionplan.ErrInvalid)
	_, ok := p.Action("nobody")
	assert.False(t, ok)
}

func TestJSON(t *testing.T) {
	full := season()
	full.Title, full.Notes = "x", []string{"y"}
	full.Actions[0].Estimate, full.Actions[0].Cost = &actionplan.Estimate{Optimistic: 1, Likely: 2, Pessimistic: 3}, number("1.50")
	full.Actions[0].Indicators = []actionplan.Indicator{{Code: "i", Name: "n", Baseline: number("1"), Goal: decimal.New(30, 0)}}
	full.Actions[0].Contingencies = []actionplan.Contingency{{Code: "K", Trigger: "t", Response: "r", AtLeast: number("2")}}
	full.Actions[0].Messages = []actionplan.Message{{What: "w", To: "t", On: day("2013-01-01")}}
	full.Links[0].Type, full.Calendar.Rest = actionplan.StartStart, 65
	for _, value := range []any{&full, &actionplan.Plan{}, &actionplan.Action{}, &actionplan.Contingency{}, &actionplan.Indicator{}, &actionplan.Link{}, &actionplan.Message{}, &actionplan.Estimate{}, &actionplan.Event{}, &actionplan.Observation{}, &actionplan.Change{}} {
		first, err := json.Marshal(value)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(first, value))
		again, err := json.Marshal(value)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
	}
	text, err := json.Marshal(full)
	require.NoError(t, err)
	for _, part := range []string{`"due":"2013-01-11"`, `"type":"SS"`, `"status":"in-progress"`, `"rest":"sun,sat"`} {
		assert.Contains(t, string(text), part)
	}
}

func TestEnumerations(t *testing.T) {
	for i := range uint8(8) {
		status, kind, link := actionplan.Status(i), actionplan.Kind(i), actionplan.LinkType(i)
		text, err := status.MarshalText()
		require.NoError(t, err)
		parsed, err := actionplan.ParseStatus(string(text))
		require.NoError(t, err)
		assert.Equal(t, status, parsed)
		require.NoError(t, parsed.UnmarshalText(text))
		if i > 3 {
			_, err = kind.MarshalText()
			assert.ErrorIs(t, err, actionplan.ErrUnknown)
			_, err = link.MarshalText()
			assert.ErrorIs(t, err, actionplan.ErrUnknown)
			continue
		}
		text, err = kind.MarshalText()
		require.NoError(t, err)
		require.NoError(t, kind.UnmarshalText(text))
		back, err := actionplan.ParseKind(kind.String())
		require.NoError(t, err)
		assert.Equal(t, kind, back)
		text, err = link.MarshalText()
		require.NoError(t, err)
		require.NoError(t, link.UnmarshalText(text))
		linked, err := actionplan.ParseLinkType(link.String())
		require.NoError(t, err)
		assert.Equal(t, link, linked)
	}
	for i := range uint8(14) {
		verb, feedback := actionplan.Verb(i), actionplan.Feedback(i)
		text, err := verb.MarshalText()
		if i > 11 {
			assert.ErrorIs(t, err, actionplan.ErrUnknown)
			continue
		}
		require.NoError(t, err)
		require.NoError(t, verb.UnmarshalText(text))
		assert.Equal(t, actionplan.Verb(i), verb)
		parsed, err := actionplan.ParseVerb(verb.String())
		assert.Equal(t, i == 0, err != nil, "the zero value has no text")
		assert.Equal(t, verb, parsed)
		text, err = feedback.MarshalText()
		if i > 3 {
			assert.ErrorIs(t, err, actionplan.ErrUnknown)
			continue
		}
		require.NoError(t, err)
		require.NoError(t, feedback.UnmarshalText(text))
		heard, err := actionplan.ParseFeedback(feedback.String())
		require.NoError(t, err)
		assert.Equal(t, feedback, heard)
	}
	_, err := actionplan.Status(8).MarshalText()
	assert.ErrorIs(t, err, actionplan.ErrUnknown)
	_, err = actionplan.ParseStatus("")
	assert.ErrorIs(t, err, actionplan.ErrUnknown)
}
