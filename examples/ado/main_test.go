package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// ado runs the command and returns what it wrote and its exit code.
func ado(args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = run(args, &out, &errs)
	return out.String(), errs.String(), code
}

// TestRun_facts holds the figures of the articles against the report: article 000's nine prices, article 004's value.
func TestRun_facts(t *testing.T) {
	out, stderr, code := ado()
	require.Zero(t, code, stderr)
	for _, fact := range []string{
		"31.6456", "25.9259", "26.9231", "42.1801", "23.0159", "50.0873", "50.0699", // 000: savings in percent
		"34.0367", // 000: (7962 - 5252) / 7962
		"9000",    // 004: 15 years x 3 policies x $200
		"2013-01-01",
	} {
		assert.Contains(t, out, fact)
	}
	assert.Equal(t, 5, strings.Count(out, "| undercut |"), "five promotional prices undercut a lower brand's normal one")
	assert.Contains(t, out, "| Mexico | 50.0873 % | holds | OCC | ADO GL, PLATINUM |")
	assert.Contains(t, out, "| Puebla | 42.1801 % | not reached |")
	assert.Contains(t, out, "| Tapachula | 31.6456 % | not reached |")
	assert.Contains(t, out, "| OCC | 960.00 MXN | 480.00 MXN | 480.00 MXN | 720.00 MXN | 864.00 MXN | 960.00 MXN |", "quoted: 50, 50, 25, 10 and 0 % off")
	assert.Contains(t, out, `The deepest quote saves 50 %, so "up to 50 %" holds`)
	assert.Contains(t, out, "ADVANCE not applied: needs 3 days before departure, has 1")
	assert.Contains(t, out, "each of them resolved")
	assert.Contains(t, out, "**ADO GL, Tapachula, high**, version 1", "000: the contingency of the high season")
	for _, left := range []string{"Closeness", "Consistency", "Best drivers", "Convenience", "Comprehensive solutions"} { // 000: what sets the brand apart
		assert.Contains(t, strings.ToLower(out), "\n- "+strings.ToLower(left))
	}
	assert.Contains(t, out, "| OCC | screens | 0 |", "always has no tolerance")
	assert.Regexp(t, `(?m)^\| comfort \| OCC \|.*at least 3\.8 \| A2 \|$`, out, "the action that the promise cites stands at its gap")
	assert.Contains(t, out, "overdue by 31 days", "due on 1 January, assessed on 1 February")
	assert.Contains(t, out, ":crit, A1, 2013-02-01, 2013-03-02\n", "the bar of what is overdue: 20 working days, without 4 February")
	assert.Contains(t, out, "| A1 | 2013-02-01 | 2013-03-01 | 2012-12-03 | 2012-12-31 | -42 | 0 | yes |", "its 20 days end on the last working day of 2012, or late")
	assert.Contains(t, out, "- starts after A1 finishes (2013-03-01)\n", "what holds A2")
	assert.Contains(t, out, "| no\\_accountable | Plan.actions\\[0\\].accountable |", "000 names two directors, and nobody alone")
	assert.Contains(t, out, "| due\\_on\\_rest\\_day | Plan.actions\\[0\\].due |", "New Year's Day")
}

// TestRun_complaints: a case ends with the customer's positive feedback, and its story says so.
func TestRun_complaints(t *testing.T) {
	out, _, _ := ado()
	_, story, found := strings.Cut(out, "One that was won back, day by day:")
	require.True(t, found)
	story, _, _ = strings.Cut(story, "```")
	assert.Regexp(t, `(?s)\| (neutral|negative) feedback \| \w+ \| reopened \|.*\| positive feedback \| \w+ \| closed \|\n\nClosing`, story)
	assert.Contains(t, story, "accept does not follow on awaiting-feedback.")
	for seed := range uint64(5) {
		for _, brand := range seeds.ADOBrands() {
			cases, err := casesOf(options{seed: seed}, brand)
			require.NoError(t, err)
			for _, c := range cases {
				require.NoError(t, c.Validate())
				state, err := c.State()
				require.NoError(t, err)
				content := len(c.Events) > 0 && c.Events[len(c.Events)-1].Mood == complaint.MoodPositive
				assert.Equal(t, content, state == complaint.StateClosed)
			}
		}
	}
}

func TestRun_sameSeedSameReport(t *testing.T) {
	first, _, _ := ado("-seed", "7")
	second, _, _ := ado("-seed", "7")
	other, _, _ := ado("-seed", "8")
	assert.Equal(t, first, second)
	assert.NotEqual(t, first, other)
}

func TestRun_spanish(t *testing.T) {
	out, stderr, code := ado("-lang", "es")
	require.Zero(t, code, stderr)
	for _, word := range []string{"Fortalezas", "Oportunidades", "Debilidades", "Amenazas", "¿Qué?", "¿Por qué?", "¿Cuándo?"} {
		assert.Contains(t, out, word)
	}
}

func TestRun_notYetDue(t *testing.T) {
	out, _, code := ado("-on", "2013-01-01")
	require.Zero(t, code)
	assert.NotContains(t, out, "overdue by", "never on the day itself")
}

func TestRun_wrongFlags(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"-lang", "fr"}, `-lang "fr": not en or es`},
		{[]string{"-on", "2013-02-30"}, "-on:"},
		{[]string{"-seed", "-1"}, "seed"},
		{[]string{"-colour"}, "not defined"},
		{[]string{"report.md"}, `unexpected argument "report.md"`},
	} {
		stdout, stderr, code := ado(c.args...)
		assert.Equal(t, 2, code, c.args)
		assert.Empty(t, stdout, c.args)
		assert.Contains(t, stderr, c.says)
	}
}

func TestRun_help(t *testing.T) {
	_, stderr, code := ado("-h")
	assert.Zero(t, code)
	assert.Contains(t, stderr, "-lang")
}
