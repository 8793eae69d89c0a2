package actionplan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// ICalendar returns p as an iCalendar object, a to-do an action: UID derived from the identifier of p and the code, DTSTAMP
// stamp, SUMMARY the first What, DESCRIPTION the other rows of the sheet in the language of o, DTSTART and DUE the computed
// days in o.Spans, else Start and Due, where they are set; DUE is exclusive, so it is the day after. STATUS follows the
// status, which is kept in CATEGORIES; COMPLETED is the moment of the event that finished it. PRIORITY is 1 for a score of
// 125 by [Prioritize] down to 9 for 1. A predecessor is RELATED-TO its successor by the type of the link, GAP its lag in days.
// Lines end in CRLF and are folded at 75 octets, never within a character.
//
// It returns the errors of Prioritize, [ErrInvalid] for a plan without an action, of which no calendar can be made or for a
// hostile progress, and [ErrRange] for a stamp or an event outside the years 1 to 9999 in UTC, for computed days that run
// backwards, and for 9999-12-31 as last day.
//
// Reference: RFC 5545, Internet Calendaring and Scheduling; RFC 7986, 5.1, NAME; RFC 9253, 4 and 5, relationships.
func (p Plan) ICalendar(stamp time.Time, o TextOptions) (string, error) {
	ranked, err := Prioritize(p)
	if err != nil {
		return "", fmt.Errorf("actionplan: icalendar: %w", err)
	}
	if len(p.Actions) == 0 {
		return "", fmt.Errorf("actionplan: icalendar: no action: %w", ErrInvalid)
	}
	w := calendarWriter{plan: p, options: o, priority: map[Code]int{}, out: map[Code][]Link{}}
	if w.stamp, err = moment(stamp); err != nil {
		return "", fmt.Errorf("actionplan: icalendar: stamp: %w", err)
	}
	for _, r := range ranked {
		w.priority[r.Code] = max(r.Own, r.Inherited)
	}
	for _, l := range p.Links {
		w.out[l.From] = append(w.out[l.From], l)
	}
	w.assessed = byCode(o.Assessed)
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//servicequality//actionplan//EN")
	if p.Title != "" {
		w.line("NAME", escapeText(p.Title))
		w.line("X-WR-CALNAME", escapeText(p.Title)) // what most programs read
	}
	for i := range p.Actions {
		if err := w.component(&p.Actions[i]); err != nil {
			return "", fmt.Errorf("actionplan: icalendar: %w", err)
		}
	}
	w.line("END", "VCALENDAR")
	return w.text.String(), nil
}

// A calendarWriter writes a calendar line by line.
type calendarWriter struct {
	plan     Plan
	options  TextOptions
	stamp    string
	priority map[Code]int
	out      map[Code][]Link
	assessed map[Code]Assessment
	text     strings.Builder
}

// relations are the words of RFC 9253 for the types of links, as ordered.
var relations = [...]string{"FINISHTOSTART", "STARTTOSTART", "FINISHTOFINISH", "STARTTOFINISH"}

// states are the words of RFC 5545 for statuses, as ordered.
var states = [...]string{
	"NEEDS-ACTION", "NEEDS-ACTION", "IN-PROCESS", "NEEDS-ACTION", "COMPLETED", "COMPLETED", "COMPLETED", "CANCELLED",
}

// component writes an action.
func (w *calendarWriter) component(a *Action) error {
	if !isShare(a.Progress) {
		return fmt.Errorf("%.64q: progress: %w", a.Code, ErrInvalid)
	}
	w.line("BEGIN", "VTODO")
	w.line("UID", w.uid(a.Code))
	w.line("DTSTAMP", w.stamp)
	if len(a.What) > 0 {
		w.line("SUMMARY", escapeText(a.What[0]))
	}
	if rows := w.rows(a); rows != "" {
		w.line("DESCRIPTION", escapeText(rows))
	}
	if err := w.dates(a); err != nil {
		return err
	}
	w.line("STATUS", states[a.Status])
	w.line("CATEGORIES", escapeText(a.Status.String()))
	percent := a.Progress.Mul(decimal.New(100, 0)).IntPart()
	w.line("PERCENT-COMPLETE", strconv.FormatInt(percent, 10))
	if score := w.priority[a.Code]; score > 0 {
		w.line("PRIORITY", strconv.Itoa(9-8*(score-1)/124))
	}
	for _, l := range w.out[a.Code] {
		name := "RELATED-TO;RELTYPE=" + relations[l.Type]
		switch {
		case l.Lag > 0:
			name += fmt.Sprintf(";GAP=P%dD", l.Lag)
		case l.Lag < 0:
			name += fmt.Sprintf(";GAP=-P%dD", -l.Lag)
		}
		w.line(name, w.uid(l.To))
	}
	w.line("END", "VTODO")
	return nil
}

// dates writes when an action begins, is due and was completed.
func (w *calendarWriter) dates(a *Action) error {
	start, finish, err := w.options.span(a)
	if err != nil {
		return err
	}
	if !start.IsZero() {
		w.line("DTSTART;VALUE=DATE", compact(start))
	}
	if !finish.IsZero() {
		end, err := dayAfter(finish)
		if err != nil {
			return err
		}
		w.line("DUE;VALUE=DATE", compact(end))
	}
	if a.Status < Done || a.Status > Closed {
		return nil
	}
	for _, e := range slices.Backward(a.Log) {
		if e.From < Done && e.To >= Done {
			at, err := moment(e.At)
			if err != nil {
				return fmt.Errorf("%.64q: completed: %w", a.Code, err)
			}
			w.line("COMPLETED", at)
			break
		}
	}
	return nil
}

// uid returns the identifier of an action's to-do.
func (w *calendarWriter) uid(c Code) string { return uuid.NewSHA1(w.plan.ID, []byte(c)).String() }

// rows returns the sheet of an action but for the first What.
func (w *calendarWriter) rows(a *Action) string {
	rest := *a
	rest.What = rest.What[min(1, len(rest.What)):]
	cells := w.plan.cells(rest, w.assessed, w.options)
	var rows []string
	for _, key := range rowKeys {
		if cell := strings.TrimSpace(cells[key]); cell != "" {
			rows = append(rows, w.options.word(key)+" "+cell)
		}
	}
	return strings.Join(rows, "\n")
}

// line writes a content line, folded so that no line is longer than 75 octets.
func (w *calendarWriter) line(name, value string) {
	rest, room := name+":"+value, 75
	for len(rest) > room {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		w.text.WriteString(rest[:cut] + "\r\n ")
		rest, room = rest[cut:], 74 // the space of the fold counts
	}
	w.text.WriteString(rest + "\r\n")
}

// textEscapes are the characters that text of RFC 5545 cannot hold as they are.
var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// escapeText returns text as a value of RFC 5545. Invalid bytes, control characters but tab and newline and marks that turn
// the direction of writing are dropped.
func escapeText(text string) string {
	return textEscapes.Replace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text))
}

// compact returns a day as RFC 5545 writes it.
func compact(d calendar.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// moment returns a time in UTC as RFC 5545 writes it, or [ErrRange] outside the years 1 to 9999 and for the zero time.
func moment(t time.Time) (string, error) {
	t = t.UTC()
	if t.IsZero() || calendar.DateOf(t).IsZero() {
		return "", fmt.Errorf("year %d: %w", t.Year(), ErrRange)
	}
	return t.Format("20060102T150405Z"), nil
}
