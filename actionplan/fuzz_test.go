package actionplan_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// FuzzPlanJSON: any plan that JSON can hold has an answer to everything, and a valid one no error but for its dates.
func FuzzPlanJSON(f *testing.F) {
	for _, p := range []actionplan.Plan{season(), fullPlan(), {}} {
		text, _ := json.Marshal(p)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var p actionplan.Plan
		if json.Unmarshal(data, &p) != nil {
			return
		}
		_ = p.Markdown(actionplan.TextOptions{Language: "es"})
		_ = p.Flowchart(actionplan.TextOptions{})
		_, _ = p.Order()
		_ = p.Lint()
		_ = actionplan.Trace(p, p.Refs)
		_, errGantt := p.Gantt(actionplan.TextOptions{})
		_, errCalendar := p.ICalendar(stamp(), actionplan.TextOptions{})
		_, errAssess := actionplan.Assess(p, day("2013-01-01"), actionplan.AssessOptions{})
		_, errRanks := actionplan.Prioritize(p)
		_, errTriggered := actionplan.Triggered(p, day("2013-01-01"), slices.Values([]actionplan.Observation{{On: day("2013-01-01"), Value: number("1")}}))
		merged, conflicts, errMerge := actionplan.Merge(p, p, p)
		if p.Validate() != nil {
			return
		}
		for _, err := range []error{errGantt, errAssess} {
			assert.True(t, err == nil || isRange(err), "%v", err)
		}
		assert.True(t, errCalendar == nil || isRange(errCalendar) || len(p.Actions) == 0, "%v", errCalendar)
		require.NoError(t, errRanks)
		require.NoError(t, errTriggered)
		require.NoError(t, errMerge)
		assert.Empty(t, conflicts)
		assert.Equal(t, written(t, p), written(t, merged))
		for _, a := range p.Actions {
			_, err := actionplan.Replay(a, a.Log)
			assert.True(t, err == nil || isRange(err), "%v", err)
		}
	})
}

func isRange(err error) bool {
	return strings.Contains(err.Error(), actionplan.ErrRange.Error()) || strings.Contains(err.Error(), calendar.ErrRange.Error())
}

// FuzzApply: any sequence of events keeps what holds of a life.
func FuzzApply(f *testing.F) {
	f.Add([]byte{1, 0, 2, 0, 6, 0, 7, 1, 9, 3, 10, 0})
	f.Add([]byte{1, 0, 4, 0, 5, 0, 11, 0, 10, 0, 6, 9})
	f.Fuzz(func(t *testing.T, data []byte) {
		a := draft()
		for i := 0; i+1 < len(data) && i < 60; i += 2 {
			e := on(1+i/2, actionplan.Verb(data[i]%13))
			if data[i+1]&1 != 0 {
				e.Evidence = append(e.Evidence, measured(1+i/2, []string{"29", "30"}[data[i+1]>>3&1]))
			}
			if data[i+1]&2 != 0 {
				e.Evidence = append(e.Evidence, heard(1+i/2, string('x'+rune(data[i+1]>>4&1)), actionplan.Feedback(1+data[i+1]>>5&3)))
			}
			after, err := actionplan.Apply(a, e)
			if err != nil {
				assert.Equal(t, a, after)
				continue
			}
			checkStep(t, a, after)
			a = after
		}
		replayed, err := actionplan.Replay(a, a.Log)
		require.NoError(t, err)
		assert.Equal(t, a, replayed)
	})
}

// FuzzPlan_Markdown: a table keeps a line an action.
func FuzzPlan_Markdown(f *testing.F) {
	f.Add("a|b\n", "`<b>", "\u202e\\")
	f.Fuzz(func(t *testing.T, title, what, label string) {
		p := season()
		p.Title, p.Actions[0].What, p.Actions[1].DueText = title, []string{what}, label
		text := p.Markdown(actionplan.TextOptions{Table: true, Labels: map[string]string{"who": label}})
		_, table, _ := strings.Cut(text, "| Action")
		assert.Len(t, strings.Split(table, "\n"), 6)
	})
}

// TestEvent_sound: the faults of an event are the same by hand, where it is replayed, and by the validator, where a plan
// holds it.
func TestEvent_sound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "x", "\x00", "\xff", "a\tb\n", strings.Repeat("é", 4096), strings.Repeat("é", 4097)})
		amount := rapid.SampledFrom([]string{"", "-1", "0", "0.5", "1", "1.1", "1e40", "0.0000000000001"})
		e := actionplan.Event{
			Verb: actionplan.Verb(rapid.IntRange(0, 12).Draw(t, "verb")), By: text.Draw(t, "by"), Reason: text.Draw(t, "reason"),
			At: rapid.SampledFrom([]time.Time{{}, noon(3), noon(3).AddDate(8000, 0, 0), noon(3).AddDate(-2013, 0, 0), noon(3).In(time.FixedZone("", -86_400))}).Draw(t, "at"),
			To: actionplan.Status(rapid.SampledFrom([]int{0, 7, 8}).Draw(t, "to")),
		}
		if d := amount.Draw(t, "progress"); d != "" {
			e.Progress = number(d)
		}
		if rapid.Bool().Draw(t, "evidence") {
			o := actionplan.Observation{
				On: rapid.SampledFrom([]calendar.Date{{}, day("2013-01-01")}).Draw(t, "on"), Metric: text.Draw(t, "metric"), Note: text.Draw(t, "note"),
				Feedback: actionplan.Feedback(rapid.IntRange(0, 4).Draw(t, "feedback")),
				Source:   actionplan.Ref{Kind: text.Draw(t, "kind"), ID: text.Draw(t, "id")},
			}
			if d := amount.Draw(t, "value"); d != "" {
				o.Value = number(d)
			}
			e.Evidence = []actionplan.Observation{o}
		}
		p := season()
		p.Links, p.Actions = nil, []actionplan.Action{{Code: "a", What: []string{"x"}, Log: []actionplan.Event{e}}}
		inPlan := false
		if err := p.Validate(); err != nil {
			inPlan = slices.ContainsFunc(faults(t, err), func(fault string) bool { return strings.HasPrefix(fault, "Plan.actions[0].log[0].") })
		}
		_, err := actionplan.Replay(draft(), []actionplan.Event{e})
		assert.Equal(t, inPlan, err != nil && !isRange(err), "%v", err)
	})
}
