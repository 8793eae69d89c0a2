package actionplan_test

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// A property is a content line of RFC 5545, 3.1, with its parameters.
type property struct{ name, params, value string }

// A todo is what stands between BEGIN:VTODO and its END.
type todo []property

// one returns the value of a property that stands at most once, "" for none.
func (c todo) one(t require.TestingT, name string) string {
	all := c.all(name)
	require.LessOrEqual(t, len(all), 1, name)
	if len(all) == 0 {
		return ""
	}
	return all[0].value
}

func (c todo) all(name string) (all []property) {
	for _, p := range c {
		if p.name == name {
			all = append(all, p)
		}
	}
	return all
}

// The grammar of RFC 5545: lines (3.1), text (3.3.11), dates (3.3.4 and 3.3.5) and durations (3.3.6).
var (
	contentLine = regexp.MustCompile(`^([A-Z-]+)((?:;[A-Z]+=[A-Za-z0-9-]+)*):(.*)$`)
	textValue   = regexp.MustCompile(`^([^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*$`)
	dateValue   = regexp.MustCompile(`^\d{8}$`)
	momentValue = regexp.MustCompile(`^\d{8}T\d{6}Z$`)
	gapParam    = regexp.MustCompile(`^;RELTYPE=(FINISHTOSTART|STARTTOSTART|FINISHTOFINISH|STARTTOFINISH)(;GAP=-?P\d+D)?$`)
)

// readCalendar reads an iCalendar object by the rules of the RFC, which it asserts.
func readCalendar(t require.TestingT, text string) (head todo, todos []todo) {
	require.True(t, utf8.ValidString(text))
	require.True(t, strings.HasSuffix(text, "\r\n"))
	var unfolded []string
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		require.NotRegexp(t, "[\r\n]", line, "CRLF only")
		require.LessOrEqual(t, len(line), 75, "octets")
		require.True(t, utf8.ValidString(line), "no character is folded")
		if rest, folded := strings.CutPrefix(line, " "); folded {
			unfolded[len(unfolded)-1] += rest
			continue
		}
		unfolded = append(unfolded, line)
	}
	var inside []string
	for _, line := range unfolded {
		parts := contentLine.FindStringSubmatch(line)
		require.NotNil(t, parts, line)
		p := property{parts[1], parts[2], parts[3]}
		switch {
		case p.name == "BEGIN":
			inside = append(inside, p.value)
			if p.value == "VTODO" {
				todos = append(todos, nil)
			}
			continue
		case p.name == "END":
			require.Equal(t, inside[len(inside)-1], p.value)
			inside = inside[:len(inside)-1]
			continue
		case len(inside) == 1:
			head = append(head, p)
		default:
			require.Equal(t, []string{"VCALENDAR", "VTODO"}, inside)
			todos[len(todos)-1] = append(todos[len(todos)-1], p)
		}
		checkValue(t, p)
	}
	require.Empty(t, inside)
	require.Equal(t, "2.0", head.one(t, "VERSION"))
	require.NotEmpty(t, head.one(t, "PRODID"))
	require.NotEmpty(t, todos)
	uids := map[string]bool{}
	for _, c := range todos {
		require.NotEmpty(t, c.one(t, "UID"))
		require.NotEmpty(t, c.one(t, "DTSTAMP"))
		start, due := c.one(t, "DTSTART"), c.one(t, "DUE")
		require.True(t, start == "" || due == "" || due > start, "DUE is later than DTSTART")
		uids[c.one(t, "UID")] = true
	}
	require.Len(t, uids, len(todos))
	return head, todos
}

// checkValue asserts that a value is of the type that the RFC asks for.
func checkValue(t require.TestingT, p property) {
	switch p.name {
	case "DTSTAMP", "COMPLETED":
		require.Regexp(t, momentValue, p.value)
	case "DTSTART", "DUE":
		require.Equal(t, ";VALUE=DATE", p.params)
		require.Regexp(t, dateValue, p.value)
	case "RELATED-TO":
		require.Regexp(t, gapParam, p.params)
	case "PRIORITY":
		require.Regexp(t, "^[1-9]$", p.value)
	case "PERCENT-COMPLETE":
		require.Regexp(t, "^([0-9]|[1-9][0-9]|100)$", p.value)
	case "STATUS":
		require.Contains(t, []string{"NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"}, p.value)
	case "VERSION", "UID":
	default:
		require.Contains(t, []string{"PRODID", "NAME", "X-WR-CALNAME", "SUMMARY", "DESCRIPTION", "CATEGORIES"}, p.name)
		require.Regexp(t, textValue, p.value)
	}
}

// unescape undoes the escapes of text.
func unescape(value string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n", `\N`, "\n").Replace(value)
}

// visible is what a calendar is to show of a text.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}

// stamp is a moment in Mexico.
func stamp() time.Time {
	return time.Date(2012, time.December, 31, 20, 0, 0, 0, time.FixedZone("Mexico", -6*3600))
}

// TestPlan_ICalendar_property: whatever the texts are, the RFC's rules hold, and the texts come back.
func TestPlan_ICalendar_property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := season()
		p.Title = hostileText().Draw(t, "title")
		for i := range p.Actions {
			what := hostileText().Draw(t, "what") + strings.Repeat(rapid.SampledFrom([]string{"", "ж", "🙂", "a", ",", "\\"}).Draw(t, "letter"), rapid.IntRange(0, 90).Draw(t, "times"))
			p.Actions[i].What = []string{what}
			p.Actions[i].How = []string{hostileText().Draw(t, "how")}
		}
		text, err := p.ICalendar(stamp(), actionplan.TextOptions{Language: "es"})
		require.NoError(t, err)
		head, todos := readCalendar(t, text)
		assert.Equal(t, visible(p.Title), unescape(head.one(t, "NAME")))
		require.Len(t, todos, 3)
		for i, c := range todos {
			assert.Equal(t, visible(p.Actions[i].What[0]), unescape(c.one(t, "SUMMARY")))
			if how := strings.TrimSpace(visible(p.Actions[i].How[0])); how != "" {
				assert.Contains(t, unescape(c.one(t, "DESCRIPTION")), how)
			}
		}
	})
}

func TestPlan_ICalendar(t *testing.T) {
	p := season()
	p.Actions[0].Gravity, p.Actions[0].Urgency, p.Actions[0].Tendency = 1, 1, 1
	p.Actions[2].Gravity, p.Actions[2].Urgency, p.Actions[2].Tendency = 5, 5, 5
	p.Actions[1].Start = day("2013-01-14")
	p.Links[0].Lag = 2
	p.Links = append(p.Links, actionplan.Link{From: "team", To: "survey", Type: actionplan.StartFinish, Lag: -3})
	p.Actions[0].What, p.Actions[0].Why = []string{"Form the team", "and keep it"}, []string{"so that"}
	o := actionplan.TextOptions{Spans: map[actionplan.Code]calendar.Span{"windows": {Start: day("2013-01-15"), Finish: day("2013-01-25")}}}
	text, err := p.ICalendar(stamp(), o)
	require.NoError(t, err)
	_, todos := readCalendar(t, text)
	uid := func(code string) string { return uuid.NewSHA1(p.ID, []byte(code)).String() }
	assert.Equal(t, todo{
		{"UID", "", uid("team")},
		{"DTSTAMP", "", "20130101T020000Z"},
		{"SUMMARY", "", "Form the team"},
		{"DESCRIPTION", "", `What? and keep it\nWhy? so that\nWhen? from 2013-01-02\nuntil 2013-01-11`},
		{"DTSTART", ";VALUE=DATE", "20130102"},
		{"DUE", ";VALUE=DATE", "20130112"},
		{"STATUS", "", "IN-PROCESS"},
		{"CATEGORIES", "", "in-progress"},
		{"PERCENT-COMPLETE", "", "50"},
		{"PRIORITY", "", "1"}, // inherited
		{"RELATED-TO", ";RELTYPE=FINISHTOSTART;GAP=P2D", uid("windows")},
		{"RELATED-TO", ";RELTYPE=STARTTOFINISH;GAP=-P3D", uid("survey")},
	}, todos[0])
	assert.Equal(t, "20130115 20130126", todos[1].one(t, "DTSTART")+" "+todos[1].one(t, "DUE"), "the computed days")
	assert.Empty(t, todos[2].one(t, "DTSTART"), "no start is known")
	assert.Equal(t, "20130301", todos[2].one(t, "DUE"))
}

// TestPlan_ICalendar_states: the states of RFC 5545, and the moment that an action was finished.
func TestPlan_ICalendar_states(t *testing.T) {
	p := season()
	p.Links, p.Actions = nil, []actionplan.Action{lived(t, append(toDone(), with(on(11, actionplan.Verify), measured(10, "31")))...)}
	for status, want := range []string{"NEEDS-ACTION", "NEEDS-ACTION", "IN-PROCESS", "NEEDS-ACTION", "COMPLETED", "COMPLETED", "COMPLETED", "CANCELLED"} {
		p.Actions[0].Status = actionplan.Status(status)
		text, err := p.ICalendar(stamp(), actionplan.TextOptions{})
		require.NoError(t, err)
		_, todos := readCalendar(t, text)
		assert.Equal(t, want, todos[0].one(t, "STATUS"))
		assert.Equal(t, p.Actions[0].Status.String(), todos[0].one(t, "CATEGORIES"))
		assert.Equal(t, want == "COMPLETED", todos[0].one(t, "COMPLETED") == "20130110T120000Z")
	}
	for score, want := range map[[3]int]string{{5, 5, 5}: "1", {5, 5, 4}: "3", {4, 4, 4}: "5", {3, 3, 3}: "8", {1, 1, 1}: "9"} {
		p.Actions[0].Status = actionplan.Planned
		p.Actions[0].Gravity, p.Actions[0].Urgency, p.Actions[0].Tendency = score[0], score[1], score[2]
		text, err := p.ICalendar(stamp(), actionplan.TextOptions{})
		require.NoError(t, err)
		_, todos := readCalendar(t, text)
		assert.Equal(t, want, todos[0].one(t, "PRIORITY"), "%v", score)
	}
}

func TestPlan_ICalendar_faults(t *testing.T) {
	o := actionplan.TextOptions{}
	for _, at := range []time.Time{{}, time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -3600))} {
		_, err := season().ICalendar(at, o)
		assert.ErrorIs(t, err, actionplan.ErrRange)
	}
	_, err := actionplan.Plan{}.ICalendar(stamp(), o)
	assert.ErrorIs(t, err, actionplan.ErrInvalid, "a calendar needs a component")
	for _, change := range []func(p *actionplan.Plan){
		func(p *actionplan.Plan) { p.Actions[0].Due = day("9999-12-31") },
		func(p *actionplan.Plan) { p.Actions[0].Due = day("2013-01-01") },
		func(p *actionplan.Plan) {
			p.Actions[0].Status, p.Actions[0].Log = actionplan.Done, []actionplan.Event{{To: actionplan.Done}}
		},
	} {
		p := season()
		change(&p)
		_, err = p.ICalendar(stamp(), o)
		assert.ErrorIs(t, err, actionplan.ErrRange)
	}
	for _, change := range []func(p *actionplan.Plan){
		func(p *actionplan.Plan) { p.Actions[0].Progress = decimal.New(1, 1e9) },
		func(p *actionplan.Plan) { p.Actions[0].Status = 8 },
		func(p *actionplan.Plan) { p.Links = append(p.Links, actionplan.Link{From: "survey", To: "team"}) },
	} {
		p := season()
		change(&p)
		_, err = p.ICalendar(stamp(), o)
		assert.ErrorIs(t, err, actionplan.ErrInvalid)
	}
}

func FuzzPlan_ICalendar(f *testing.F) {
	f.Add("a,b;c\\d\ne", strings.Repeat("ж", 80))
	f.Fuzz(func(t *testing.T, title, what string) {
		p := season()
		p.Title, p.Actions[0].What = title, []string{what, title}
		text, err := p.ICalendar(stamp(), actionplan.TextOptions{})
		require.NoError(t, err)
		_, todos := readCalendar(t, text)
		assert.Equal(t, visible(what), unescape(todos[0].one(t, "SUMMARY")))
	})
}
