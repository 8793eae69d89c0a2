package actionplan_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// noon is the middle of a day of January 2013 in UTC.
func noon(dayOfMonth int) time.Time {
	return time.Date(2013, time.January, dayOfMonth, 12, 0, 0, 0, time.UTC)
}

// on returns an event on a day of January 2013.
func on(dayOfMonth int, verb actionplan.Verb) actionplan.Event {
	e := actionplan.Event{Verb: verb, At: noon(dayOfMonth), By: "analyst"}
	switch verb {
	case actionplan.Block, actionplan.Reject, actionplan.Reopen, actionplan.Cancel:
		e.Reason = "because"
	case actionplan.Report:
		e.Progress = number("0.5")
	}
	return e
}

// measured is a value of indicator "i" on a day of January 2013; heard is feedback of a source on one.
func measured(dayOfMonth int, value string) actionplan.Observation {
	return actionplan.Observation{On: calendar.DateOf(noon(dayOfMonth)), Metric: "i", Value: number(value)}
}

func heard(dayOfMonth int, source string, f actionplan.Feedback) actionplan.Observation {
	return actionplan.Observation{On: calendar.DateOf(noon(dayOfMonth)), Feedback: f, Source: actionplan.Ref{Kind: "k", ID: source}}
}

// with returns an event with evidence.
func with(e actionplan.Event, evidence ...actionplan.Observation) actionplan.Event {
	e.Evidence = evidence
	return e
}

// draft is an action that may be committed to, with the goal of 30 for indicator "i".
func draft() actionplan.Action {
	return actionplan.Action{
		Code: "a", What: []string{"do"}, Why: []string{"so that"}, Accountable: "director", Due: day("2013-01-20"),
		Indicators: []actionplan.Indicator{{Code: "i", Name: "share", Goal: decimal.New(30, 0)}},
	}
}

// lived applies events, none of which may be refused.
func lived(t require.TestingT, events ...actionplan.Event) actionplan.Action {
	a := draft()
	for _, e := range events {
		var err error
		a, err = actionplan.Apply(a, e)
		require.NoError(t, err)
	}
	return a
}

// toDone are the events that take a draft to Done on 10 January.
func toDone() []actionplan.Event {
	return []actionplan.Event{on(2, actionplan.Commit), on(3, actionplan.Start), on(10, actionplan.Finish)}
}

// missing returns the codes of a refusal.
func missing(t require.TestingT, err error) []string {
	require.ErrorIs(t, err, actionplan.ErrTransition)
	var refused actionplan.TransitionError
	require.ErrorAs(t, err, &refused)
	return refused.Missing
}

// TestApply_life: done is not verified, verified is not closed, and reopening keeps history.
func TestApply_life(t *testing.T) {
	a := lived(t, toDone()...)
	assert.Equal(t, actionplan.Done, a.Status)
	assert.Equal(t, "2013-01-03", a.Started.String())
	assert.Equal(t, "2013-01-10", a.Finished.String())
	assert.True(t, a.Progress.Equal(decimal.New(1, 0)))

	_, err := actionplan.Apply(a, on(11, actionplan.Close))
	assert.Equal(t, []string{"effect_unmeasured", "no_feedback", "not_verified"}, missing(t, err), "done is not verified")
	_, err = actionplan.Apply(a, with(on(11, actionplan.Verify), measured(9, "31")))
	assert.Equal(t, []string{"effect_unmeasured"}, missing(t, err), "measured before it was finished")
	_, err = actionplan.Apply(a, with(on(11, actionplan.Verify), measured(10, "31"), measured(11, "29")))
	assert.Equal(t, []string{"effect_short"}, missing(t, err), "the latest counts")
	a, err = actionplan.Apply(a, with(on(11, actionplan.Verify), measured(10, "31")))
	require.NoError(t, err)
	assert.Equal(t, actionplan.Verified, a.Status)

	_, err = actionplan.Apply(a, with(on(12, actionplan.Close), heard(12, "x", actionplan.Positive), measured(12, "20")))
	assert.Equal(t, []string{"effect_short"}, missing(t, err), "the effect has gone")
	a, err = actionplan.Apply(a, with(on(12, actionplan.Close), heard(12, "x", actionplan.Positive)))
	require.NoError(t, err)
	assert.Equal(t, actionplan.Closed, a.Status)

	closed := a
	a, err = actionplan.Apply(a, on(13, actionplan.Reopen))
	require.NoError(t, err)
	assert.Equal(t, actionplan.InProgress, a.Status)
	assert.Equal(t, "2013-01-03", a.Started.String(), "kept")
	assert.True(t, a.Finished.IsZero())
	assert.True(t, a.Progress.IsZero())
	assert.Equal(t, closed.Log, a.Log[:len(closed.Log)], "history is kept")
	assert.Equal(t, actionplan.Closed, closed.Status, "the closed action is another value")
	a, err = actionplan.Apply(a, on(14, actionplan.Finish))
	require.NoError(t, err)
	_, err = actionplan.Apply(a, on(14, actionplan.Verify))
	assert.Equal(t, []string{"effect_unmeasured"}, missing(t, err), "what was measured before it was reopened no longer counts")
}

// TestApply_table: from each status, each verb leads where section 4 of the contract says, or nowhere.
func TestApply_table(t *testing.T) {
	ways := map[actionplan.Status]map[actionplan.Verb]actionplan.Status{
		actionplan.Draft:   {actionplan.Commit: actionplan.Planned, actionplan.Cancel: actionplan.Cancelled},
		actionplan.Planned: {actionplan.Start: actionplan.InProgress, actionplan.Block: actionplan.Blocked, actionplan.Cancel: actionplan.Cancelled},
		actionplan.InProgress: {
			actionplan.Report: actionplan.InProgress, actionplan.Block: actionplan.Blocked, actionplan.Finish: actionplan.Done,
			actionplan.Cancel: actionplan.Cancelled,
		},
		actionplan.Blocked:   {actionplan.Unblock: actionplan.InProgress, actionplan.Cancel: actionplan.Cancelled},
		actionplan.Done:      {actionplan.Verify: actionplan.Verified, actionplan.Reject: actionplan.InProgress, actionplan.Reopen: actionplan.InProgress},
		actionplan.Verified:  {actionplan.Close: actionplan.Closed, actionplan.Reject: actionplan.InProgress, actionplan.Reopen: actionplan.InProgress},
		actionplan.Closed:    {actionplan.Reopen: actionplan.InProgress},
		actionplan.Cancelled: {actionplan.Reopen: actionplan.InProgress},
	}
	evidence := []actionplan.Observation{measured(20, "30"), heard(20, "x", actionplan.Positive)}
	for status := actionplan.Draft; status <= actionplan.Cancelled; status++ {
		var verbs []actionplan.Verb
		for verb := actionplan.Commit; verb <= actionplan.Cancel; verb++ {
			a := draft()
			a.Status = status
			if status == actionplan.Blocked {
				a.Started = day("2013-01-02")
			}
			if status >= actionplan.Done && status <= actionplan.Closed {
				a.Progress, a.Started, a.Finished = decimal.New(1, 0), day("2013-01-02"), day("2013-01-10")
			}
			after, err := actionplan.Apply(a, with(on(20, verb), evidence...))
			to, leads := ways[status][verb]
			if !leads {
				assert.ErrorIs(t, err, actionplan.ErrTransition, "%v %v", status, verb)
				assert.Equal(t, a, after, "a refusal leaves it as it was")
				continue
			}
			verbs = append(verbs, verb)
			require.NoError(t, err, "%v %v", status, verb)
			assert.Equal(t, to, after.Status, "%v %v", status, verb)
		}
		assert.Equal(t, verbs, status.Verbs())
	}
	assert.Empty(t, actionplan.Status(8).Verbs())
}

func TestApply_needs(t *testing.T) {
	a := draft()
	a.What, a.Why, a.Due, a.Accountable = nil, nil, calendar.Date{}, ""
	_, err := actionplan.Apply(a, on(2, actionplan.Commit))
	assert.Equal(t, []string{"no_accountable", "no_due", "no_what", "no_why"}, missing(t, err))
	assert.EqualError(t, err, `actionplan: apply: transition refused: "a": commit from draft: no_accountable, no_due, no_what, no_why`)
	for _, verb := range []actionplan.Verb{actionplan.Block, actionplan.Cancel} {
		e := on(3, verb)
		e.Reason = ""
		_, err = actionplan.Apply(lived(t, on(2, actionplan.Commit)), e)
		assert.Equal(t, []string{"no_reason"}, missing(t, err))
	}
	_, err = actionplan.Apply(a, on(2, actionplan.Start))
	assert.Empty(t, missing(t, err), "it does not lead from draft, whatever else is missing")
	assert.EqualError(t, err, `actionplan: apply: transition refused: "a": start from draft`)
	report := on(4, actionplan.Report)
	report.Progress = nil
	_, err = actionplan.Apply(lived(t, toDone()[:2]...), report)
	assert.Equal(t, []string{"no_progress"}, missing(t, err))
	noIndicator := lived(t, toDone()...)
	noIndicator.Indicators = nil
	_, err = actionplan.Apply(noIndicator, on(11, actionplan.Verify))
	assert.Equal(t, []string{"no_indicator"}, missing(t, err))
}

func TestApply_faults(t *testing.T) {
	planned := lived(t, on(2, actionplan.Commit))
	for name, change := range map[string]func(e *actionplan.Event){
		"Event.by required":              func(e *actionplan.Event) { e.By = "" },
		"Event.by clean":                 func(e *actionplan.Event) { e.By = "\x00" },
		"Event.verb min":                 func(e *actionplan.Event) { e.Verb = 0 },
		"Event.verb max":                 func(e *actionplan.Event) { e.Verb = 12 },
		"Event.at required":              func(e *actionplan.Event) { e.At = time.Time{} },
		"Event.at range":                 func(e *actionplan.Event) { e.At = e.At.AddDate(9000, 0, 0) },
		"Event.progress dsize":           func(e *actionplan.Event) { d := decimal.New(1, 1e9); e.Progress = &d },
		"Event.progress dlte":            func(e *actionplan.Event) { e.Progress = number("1.1") },
		"Event.evidence[0].on required":  func(e *actionplan.Event) { e.Evidence = []actionplan.Observation{{}} },
		"Event.evidence[0].feedback max": func(e *actionplan.Event) { e.Evidence = []actionplan.Observation{heard(1, "x", 4)} },
		"Event.evidence[0].source.kind required": func(e *actionplan.Event) {
			e.Evidence = []actionplan.Observation{heard(1, "x", 1)}
			e.Evidence[0].Source.Kind = ""
		},
		"Event.evidence[0].value dsize": func(e *actionplan.Event) {
			d := decimal.New(1, -1e9)
			e.Evidence = []actionplan.Observation{{On: day("2013-01-01"), Value: &d}}
		},
	} {
		e := on(3, actionplan.Start)
		change(&e)
		after, err := actionplan.Apply(planned, e)
		assert.Equal(t, []string{name}, faults(t, err))
		assert.Equal(t, planned, after)
	}
	for _, offset := range []int{24 * 3600, -24 * 3600} {
		odd := on(3, actionplan.Start)
		odd.At = odd.At.In(time.FixedZone("odd", offset))
		_, err := actionplan.Apply(planned, odd)
		assert.Equal(t, []string{"Event.at range"}, faults(t, err), "JSON cannot hold it")
	}
	_, err := actionplan.Apply(planned, on(1, actionplan.Start))
	assert.ErrorIs(t, err, actionplan.ErrRange, "the clock goes back")
	_, err = actionplan.Apply(planned, with(on(3, actionplan.Start), measured(4, "1")))
	assert.ErrorIs(t, err, actionplan.ErrRange, "evidence of tomorrow")
	withProgress := on(3, actionplan.Start)
	withProgress.Progress = number("0")
	_, err = actionplan.Apply(planned, withProgress)
	assert.ErrorIs(t, err, actionplan.ErrInvalid)
	for fault, change := range map[string]func(a *actionplan.Action){
		"Action.progress dsize":           func(a *actionplan.Action) { a.Progress = decimal.New(1, 1e9) },
		"Action.progress status_progress": func(a *actionplan.Action) { a.Progress = decimal.New(1, -1) },
		"Action.status log_chain":         func(a *actionplan.Action) { a.Status = actionplan.Draft },
	} {
		a := planned
		change(&a)
		_, err = actionplan.Apply(a, on(3, actionplan.Start))
		assert.Equal(t, []string{fault}, faults(t, err))
	}
	future := draft()
	future.Status, future.Started = actionplan.InProgress, day("2013-02-01")
	_, err = actionplan.Apply(future, on(10, actionplan.Finish))
	assert.ErrorIs(t, err, actionplan.ErrRange, "finished before it was started")
	full := planned
	full.Log = slices.Repeat(planned.Log, 10_000)
	for i := range full.Log[1:] {
		full.Log[i+1].From = actionplan.Planned
	}
	_, err = actionplan.Apply(full, on(3, actionplan.Start))
	assert.ErrorIs(t, err, actionplan.ErrRange)
}

// TestApply_zone: before dawn in UTC it is still the day before in Mexico.
func TestApply_zone(t *testing.T) {
	e := on(3, actionplan.Start)
	e.At = time.Date(2013, time.January, 4, 3, 0, 0, 0, time.UTC).In(time.FixedZone("Mexico", -6*3600))
	assert.Equal(t, "2013-01-03", lived(t, on(2, actionplan.Commit), e).Started.String())
}

// TestApply_unblock: back to where it was.
func TestApply_unblock(t *testing.T) {
	assert.Equal(t, actionplan.Planned, lived(t, on(2, actionplan.Commit), on(3, actionplan.Block), on(4, actionplan.Unblock)).Status)
	assert.Equal(t, actionplan.InProgress, lived(t, on(2, actionplan.Commit), on(3, actionplan.Start), on(3, actionplan.Block), on(4, actionplan.Unblock)).Status)
	declared := draft()
	declared.Status = actionplan.Blocked
	after, err := actionplan.Apply(declared, on(2, actionplan.Unblock))
	require.NoError(t, err)
	assert.Equal(t, actionplan.Planned, after.Status)
}

// TestApply_progress: reports set it, a rejection takes it back to what it says.
func TestApply_progress(t *testing.T) {
	a := lived(t, on(2, actionplan.Commit), on(3, actionplan.Start), on(4, actionplan.Report))
	assert.Equal(t, "0.5", a.Progress.StringFixed(1))
	assert.Equal(t, "0.5", lived(t, on(2, actionplan.Commit), on(3, actionplan.Start), on(4, actionplan.Report), on(5, actionplan.Cancel)).Progress.StringFixed(1))
	reject := on(11, actionplan.Reject)
	reject.Progress = number("0.8")
	a, err := actionplan.Apply(lived(t, toDone()...), reject)
	require.NoError(t, err)
	assert.Equal(t, "0.8", a.Progress.StringFixed(1))
	assert.True(t, a.Finished.IsZero())
}

// drawLife draws a sequence of events, most of them possible, with their evidence.
func drawLife(t *rapid.T) actionplan.Action {
	a := draft()
	for i := range rapid.IntRange(0, 20).Draw(t, "events") {
		verb := actionplan.Verb(rapid.IntRange(0, 12).Draw(t, "verb"))
		if verbs := a.Status.Verbs(); len(verbs) > 0 && rapid.IntRange(0, 3).Draw(t, "possible") > 0 {
			verb = rapid.SampledFrom(verbs).Draw(t, "verb of the status")
		}
		e := on(1+i, verb)
		if rapid.Bool().Draw(t, "progress") {
			e.Progress = number(rapid.SampledFrom([]string{"0", "0.25", "1", "2"}).Draw(t, "share"))
		}
		for range rapid.IntRange(0, 2).Draw(t, "evidence") {
			of := rapid.IntRange(1, 1+i).Draw(t, "day")
			e.Evidence = append(e.Evidence,
				measured(of, rapid.SampledFrom([]string{"29", "30"}).Draw(t, "value")),
				heard(of, rapid.SampledFrom([]string{"x", "y"}).Draw(t, "source"), actionplan.Feedback(rapid.IntRange(0, 3).Draw(t, "feedback"))))
		}
		before, err := json.Marshal(a)
		require.NoError(t, err)
		after, refusal := actionplan.Apply(a, e)
		same, err := json.Marshal(a)
		require.NoError(t, err)
		assert.Equal(t, string(before), string(same), "never changed")
		if refusal != nil {
			assert.Equal(t, a, after, "a refusal leaves it as it was")
			continue
		}
		checkStep(t, a, after)
		a = after
	}
	return a
}

// checkStep asserts what holds of every step of a life.
func checkStep(t assert.TestingT, before, after actionplan.Action) {
	assert.Len(t, after.Log, len(before.Log)+1, "the log only grows")
	assert.Equal(t, append([]actionplan.Event{}, before.Log...), after.Log[:len(before.Log)])
	assert.False(t, after.Status == actionplan.Draft, "nothing returns to draft")
	if after.Status != actionplan.Closed || before.Status == actionplan.Closed {
		return
	}
	good, positive := false, false // a slow look at all the evidence
	var latest calendar.Date
	last := map[actionplan.Ref]actionplan.Observation{}
	for _, e := range after.Log {
		for _, o := range e.Evidence {
			if o.Value != nil && o.On.Compare(after.Finished) >= 0 && o.On.Compare(latest) >= 0 {
				latest, good = o.On, o.Value.GreaterThanOrEqual(decimal.New(30, 0))
			}
			positive = positive || o.Feedback == actionplan.Positive && o.On.Compare(after.Finished) >= 0
			if o.Feedback != actionplan.NoFeedback && o.On.Compare(last[o.Source].On) >= 0 {
				last[o.Source] = o
			}
		}
	}
	assert.True(t, good && positive, "closed without measured effect or positive feedback")
	for _, o := range last {
		assert.Equal(t, actionplan.Positive, o.Feedback, "closed against the feedback of %v", o.Source)
	}
}

// TestReplay_property: the log gives the life, and the plan that holds it is valid.
func TestReplay_property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawLife(t)
		replayed, err := actionplan.Replay(a, a.Log)
		require.NoError(t, err)
		assert.Equal(t, a, replayed)
		p := season()
		p.Links, p.Actions = nil, []actionplan.Action{a}
		require.NoError(t, p.Validate())
		text, err := json.Marshal(p)
		require.NoError(t, err)
		var back actionplan.Plan
		require.NoError(t, json.Unmarshal(text, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(again))
	})
}
