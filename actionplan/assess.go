package actionplan

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// AssessOptions say what [Assess] knows and tolerates. The zero value is the default.
type AssessOptions struct {
	Spans    map[Code]calendar.Span // computed dates, of which the float is read. Defaults to none.
	Slack    decimal.Decimal        // tolerated gap between expected and reported progress, 0 to 1. Defaults to 0.
	MinFloat int                    // an action with less float, in working days, is at risk. Defaults to 0.
}

// An Assessment is where an action stands on a day.
type Assessment struct {
	Code         Code
	On           calendar.Date
	Status       Status
	Overdue      bool             // still open after its due day; never on that day itself
	Late         bool             // finished after its due day
	DaysLate     int              // from Due to On, or to Finished; 0 if neither overdue nor late
	WorkdaysLate int              // working days among them
	Expected     *decimal.Decimal // progress due by now, 0 to 1, to 4 places; nil without a start and a due day
	AtRisk       []string         // all of "blocked", "float", "pace" that hold for an open action
	Waiting      []Code           // of an open action, predecessors whose link is not yet met, in the order of the links
	Ready        bool             // it can be begun: planned, its Start has come, and no link holds its start; lags are not counted
}

// Assess says where each action of p stands on a day, in the order of the plan. The day has just begun: all days before it
// have happened. An action is overdue if it is open and due before that day. Expected progress is the share of its working
// days before that day; it is behind its pace if its progress is less than that less o.Slack. What is done, verified,
// closed or cancelled is neither overdue nor at risk, and waits for nothing. Every reason that holds is given: pace and float
// may differ.
//
// It checks what it reads, codes, links, dates, status, progress, log and calendar, not texts nor figures: a fault among these
// returns all faults of [Plan.Validate]. It returns [ErrRange] for an unset day or a slack outside 0 to 1, and the errors of
// [calendar.Calendar.Workdays].
func Assess(p Plan, on calendar.Date, o AssessOptions) ([]Assessment, error) {
	n, ok := p.assessable()
	if !ok {
		return nil, invalid(p)
	}
	if on.IsZero() {
		return nil, fmt.Errorf("actionplan: assess: on is unset: %w", ErrRange)
	}
	if accepted().Check(o.Slack) != nil || o.Slack.Sign() < 0 || o.Slack.GreaterThan(decimal.New(1, 0)) {
		return nil, fmt.Errorf("actionplan: assess: slack is not 0 to 1: %w", ErrRange)
	}
	days, err := p.index(on)
	if err != nil {
		return nil, fmt.Errorf("actionplan: assess: %w", err)
	}
	waiting, held := p.waiting(n)
	assessments := make([]Assessment, 0, len(p.Actions))
	for i := range p.Actions {
		a := &p.Actions[i]
		s := Assessment{Code: a.Code, On: on, Status: a.Status}
		if a.Status.open() {
			s.Waiting = waiting[i]
		}
		s.Ready = a.Status == Planned && !held[i] && a.Start.Compare(on) <= 0
		if err := s.reckon(a, days); err != nil {
			return nil, fmt.Errorf("actionplan: assess %.64q: %w", a.Code, err)
		}
		if a.Status.open() {
			s.AtRisk = a.risks(s.Expected, o)
		}
		assessments = append(assessments, s)
	}
	return assessments, nil
}

// assessable returns the links of p, and whether p has no fault in what [Assess] reads. By hand, as Validate takes ten times
// as long.
func (p Plan) assessable() (network, bool) {
	for i := range p.Actions {
		if !p.Actions[i].alive() {
			return network{}, false
		}
	}
	n, ok := p.network()
	return n, ok && p.Calendar.Validate() == nil
}

// index returns the working days of the calendar over every day that is needed.
func (p Plan) index(on calendar.Date) (calendar.Workdays, error) {
	first, last := on, on
	include := func(d calendar.Date) {
		if d.IsZero() {
			return
		}
		if d.Compare(first) < 0 {
			first = d
		}
		if d.Compare(last) > 0 {
			last = d
		}
	}
	for _, a := range p.Actions {
		for _, d := range []calendar.Date{a.Start, a.Due, a.Finished} {
			include(d)
		}
	}
	return p.Calendar.Workdays(first, last)
}

// waiting returns, by place, the predecessors of each action whose link is not yet met, each once in the order of the links,
// and whether such a link holds its start. A finish needs Done or after, a start any status from InProgress on. A cancelled
// predecessor holds nobody up.
func (p Plan) waiting(n network) (waiting [][]Code, held []bool) {
	waiting, held = make([][]Code, len(p.Actions)), make([]bool, len(p.Actions))
	for i, e := range n.edges {
		from, to, kind := &p.Actions[e[0]], e[1], p.Links[i].Type
		met := from.Status >= Done
		if kind == StartStart || kind == StartFinish {
			met = from.Status >= InProgress
		}
		if met {
			continue
		}
		held[to] = held[to] || kind == FinishStart || kind == StartStart
		if !slices.Contains(waiting[to], from.Code) {
			waiting[to] = append(waiting[to], from.Code)
		}
	}
	return waiting, held
}

// reckon fills in what follows from dates.
func (s *Assessment) reckon(a *Action, days calendar.Workdays) error {
	until := s.On
	switch {
	case a.Due.IsZero():
		return s.expect(a, days)
	case a.Status.open():
		s.Overdue = a.Due.Compare(s.On) < 0
	case a.Status != Cancelled && !a.Finished.IsZero():
		s.Late = a.Finished.Compare(a.Due) > 0
		until = a.Finished
	}
	if s.Overdue || s.Late {
		s.DaysLate, _ = until.DaysSince(a.Due)
		count, err := days.Count(a.Due, until) // of [Due, until), while (Due, until] is asked for
		if err != nil {
			return err
		}
		s.WorkdaysLate = count + one(days.Works(until)) - one(days.Works(a.Due))
	}
	return s.expect(a, days)
}

// one returns 1 for true and 0 for false.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// expect fills in the progress that is due by now.
func (s *Assessment) expect(a *Action, days calendar.Workdays) error {
	if a.Start.IsZero() || a.Due.IsZero() {
		return nil
	}
	whole, err := days.Count(a.Start, a.Due)
	if err != nil {
		return err
	}
	whole += one(days.Works(a.Due))
	passed, err := days.Count(a.Start, s.On)
	if err != nil {
		return err
	}
	if whole == 0 { // where no day works
		whole, passed = 1, one(s.On.Compare(a.Due) > 0)
	}
	share := 20_000*int64(min(max(passed, 0), whole)) + int64(whole) // in 1/20,000 of a day; + whole rounds halves up
	expected := decimal.New(share/(2*int64(whole)), -4)
	s.Expected = &expected
	return nil
}

// risks returns why an open action is at risk.
func (a *Action) risks(expected *decimal.Decimal, o AssessOptions) []string {
	var risks []string
	if a.Status == Blocked {
		risks = append(risks, "blocked")
	}
	if span, ok := o.Spans[a.Code]; ok && span.Float < o.MinFloat {
		risks = append(risks, "float")
	}
	if expected != nil && a.Progress.LessThan(expected.Sub(o.Slack)) {
		risks = append(risks, "pace")
	}
	return risks
}
