package actionplan

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// Validate returns every fault of p at once, each a [validator.FieldError] under [ErrInvalid] with its JSON path, such as
// Plan.actions[2].due. Tags across fields: code (not a code), unique_code, unknown_code, self_link, cycle, gut_range,
// due_before_start, season_backwards, status_progress, finished_before_started, trigger_data (bounds without a metric, or
// crossed), log_chain (a log that does not lead to the status), range (a time that has no day), finite; the calendar's faults keep their codes under Plan.calendar. That nobody is accountable is no fault.
func (p Plan) Validate() error {
	return declare.Check(shared(), p, "actionplan: validate plan", ErrInvalid)
}

// invalid returns the faults of p, and at any rate an error: p has been found wanting.
func invalid(p Plan) error { return cmp.Or(p.Validate(), ErrInvalid) }

// faulty returns the faults of a declaration that has been found wanting, and at any rate an error.
func faulty(declaration any, what string) error {
	return cmp.Or(declare.Check(shared(), declaration, what, ErrInvalid), ErrInvalid)
}

var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		p := sl.Current().Interface().(Plan)
		report := reporter(sl)
		reportCalendar(p.Calendar, report)
		reportCodes(p, report)
		reportLinks(p, report)
	}, Plan{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		reportAction(sl.Current().Interface().(Action), reporter(sl))
	}, Action{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		reportContingency(sl.Current().Interface().(Contingency), reporter(sl))
	}, Contingency{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		if e := sl.Current().Interface().(Event); !e.At.IsZero() && !e.datable() {
			sl.ReportError(e.At, "at", "At", "range", "")
		}
	}, Event{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		e := sl.Current().Interface().(Estimate)
		if math.IsNaN(e.Optimistic + e.Likely + e.Pessimistic) {
			sl.ReportError(nil, "likely", "Likely", "finite", "")
		}
	}, Estimate{})
	return v
})

// reporter returns a function that reports a fault at a path below the struct under validation.
func reporter(sl validator.StructLevel) func(path, tag string) {
	return func(path, tag string) { sl.ReportError(nil, path, path, tag, "") }
}

// reportCalendar reports the faults of the calendar as faults of the plan.
func reportCalendar(c calendar.Calendar, report func(path, tag string)) {
	if faults, ok := errors.AsType[calendar.FaultsError](c.Validate()); ok {
		for _, fault := range faults {
			report("calendar."+fault.Path, fault.Code)
		}
	}
}

// reportCodes reports codes that are none or stand twice: actions and contingencies in the plan, indicators in their action.
func reportCodes(p Plan, report func(path, tag string)) {
	check := func(seen map[Code]bool, code Code, path string) {
		switch {
		case code == "": // required says so
		case !code.valid():
			report(path, "code")
		case seen[code]:
			report(path, "unique_code")
		}
		seen[code] = true
	}
	seen := make(map[Code]bool, len(p.Actions))
	for i, a := range p.Actions {
		check(seen, a.Code, fmt.Sprintf("actions[%d].code", i))
		indicators := map[Code]bool{}
		for k, indicator := range a.Indicators {
			check(indicators, indicator.Code, fmt.Sprintf("actions[%d].indicators[%d].code", i, k))
		}
		for k, c := range a.Contingencies {
			check(seen, c.Code, fmt.Sprintf("actions[%d].contingencies[%d].code", i, k))
		}
	}
}

// reportLinks reports links and effects on actions that are not there, links from an action to itself, and a cycle.
func reportLinks(p Plan, report func(path, tag string)) {
	at := make(map[Code]int, len(p.Actions))
	for i, a := range p.Actions {
		at[a.Code] = i
	}
	known := func(code Code, path string) {
		if _, ok := at[code]; !ok && code != "" {
			report(path, "unknown_code")
		}
	}
	for i, a := range p.Actions {
		for k, c := range a.Contingencies {
			for j, code := range c.Affects {
				known(code, fmt.Sprintf("actions[%d].contingencies[%d].affects[%d]", i, k, j))
			}
		}
	}
	for i, l := range p.Links {
		known(l.From, fmt.Sprintf("links[%d].from", i))
		known(l.To, fmt.Sprintf("links[%d].to", i))
		if l.From == l.To && l.From != "" {
			report(fmt.Sprintf("links[%d].to", i), "self_link")
		}
	}
	edges := slices.DeleteFunc(p.edges(at), func(e [2]int) bool { return e[0] == e[1] }) // reported above
	if _, cycle := topological(len(p.Actions), edges); cycle != nil {
		report("links", "cycle")
	}
}

// reportAction reports what is wrong between the fields of an action.
func reportAction(a Action, report func(path, tag string)) {
	if !a.Start.IsZero() && !a.Due.IsZero() && a.Due.Compare(a.Start) < 0 {
		report("due", "due_before_start")
	}
	if !a.Finished.IsZero() && (a.Started.IsZero() || a.Finished.Compare(a.Started) < 0) {
		report("finished", "finished_before_started")
	}
	reportLog(a, report)
	scored := 0
	for _, score := range []int{a.Gravity, a.Urgency, a.Tendency} {
		if score != 0 {
			scored++
		}
	}
	if scored != 0 && scored != 3 {
		report("gravity", "gut_range")
	}
	if accepted().Check(a.Progress) != nil {
		return
	}
	zero, one := a.Progress.Sign() == 0, a.Progress.Equal(decimal.New(1, 0))
	if a.Status <= Planned && !zero || a.Status >= Done && a.Status <= Closed && !one {
		report("progress", "status_progress")
	}
}

// reportLog reports a log that is no chain from status to status up to that of the action, or whose clock goes back.
func reportLog(a Action, report func(path, tag string)) {
	for i, e := range a.Log {
		if i > 0 && (e.From != a.Log[i-1].To || e.At.Before(a.Log[i-1].At)) {
			report(fmt.Sprintf("log[%d]", i), "log_chain")
		}
	}
	if last := len(a.Log) - 1; last >= 0 && a.Log[last].To != a.Status {
		report("status", "log_chain")
	}
}

// reportContingency reports what is wrong between the fields of a contingency.
func reportContingency(c Contingency, report func(path, tag string)) {
	if !c.From.IsZero() && !c.To.IsZero() && c.To.Compare(c.From) < 0 {
		report("to", "season_backwards")
	}
	if (c.AtLeast != nil || c.AtMost != nil) && c.Metric == "" {
		report("metric", "trigger_data")
	}
	if c.AtLeast != nil && c.AtMost != nil && accepted().Check(*c.AtLeast) == nil && accepted().Check(*c.AtMost) == nil &&
		c.AtMost.LessThan(*c.AtLeast) {
		report("atMost", "trigger_data")
	}
}
