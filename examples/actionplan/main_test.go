package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// command runs the command and returns its exit code and what it wrote.
func command(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(args, &out, &errs)
	return code, out.String(), errs.String()
}

// TestRun holds the report of 1 February against reckoning by hand. By then A1 has 65 % of 20 days behind it: 7 are left,
// 1, 5 to 8, 11 and 12 February, as the 4th is Constitution Day. A2 takes the 61 working days from 2 January to 31 March,
// of which 22 have passed: 240000 + 150000·22/61 was planned, 240000·0.65 earned, 185000 spent.
func TestRun(t *testing.T) {
	code, out, problem := command()
	require.Zero(t, code, problem)
	for _, part := range []string{
		"overdue by 31 days, 23 of them working", "at risk by float and pace", "will finish on 2013-02-12, not by 2013-01-01",
		"| A1 | 2013-01-01 | 2012-12-31 | 2012-12-04 | 2013-02-12 | 29 | -29 | 7 |",
		"| A2 | 2013-03-31 | 2013-03-29 | 2013-02-13 | 2013-05-10 | 29 | -29 | 61 |",
		"waits for A1", "  - starts after A1 finishes (2013-02-12)\n", "  - what is left cannot be done before 2013-02-01\n",
		"runs over 23 days of rest from 2012-12-08 on",                                       // 10 weekends, Christmas, New Year's Day and 4 February
		":crit, active, A1, 2012-12-04, 2013-02-13\n", ":crit, A2, 2013-02-13, 2013-05-11\n", // ends are exclusive
		"## Contingencies in force\n\nNone.\n",
		"| A1 | in-progress | report, block, finish, cancel | effect\\_unmeasured, no\\_feedback, not\\_verified |",
		"| planned value | 294098.36 MXN |", "| earned value | 156000.00 MXN |", "| actual cost | 185000.00 MXN |",
		"| cost performance index | 0.84 |", "| estimate at completion | 462500.00 MXN |", // 390000·185000/156000
		"| weeks earned | 2.6 |", "| weeks ahead | -6 |", // 60000 a week at first; 60 days have passed, 8.6 weeks
		"| due\\_on\\_rest\\_day | Plan.actions\\[0\\].due |", "cannot even be committed to: no\\_accountable.",
	} {
		assert.Contains(t, out, part)
	}
	_, again, _ := command("-on", "2013-02-01", "-lang", "en")
	assert.Equal(t, out, again)
}

// TestRun_sheet: what the article says stands in the report as the seeds have it.
func TestRun_sheet(t *testing.T) {
	_, out, _ := command()
	for _, a := range seeds.ADOPlan().Actions {
		for _, texts := range [][]string{a.What, a.Why, a.How, {a.Where, a.MeasuredAt}} {
			for _, text := range texts {
				assert.Contains(t, out, text)
			}
		}
	}
	for _, line := range assumptions() {
		assert.Contains(t, out, line)
	}
}

// TestRun_days: the plan before it begins, in the high season, and when all is over.
func TestRun_days(t *testing.T) {
	for day, parts := range map[string][]string{
		"2012-11-10": {
			"why\n\nNothing.\n", "| A1 | draft | commit, cancel |", "| cost performance index | undefined |",
			"| A1 | 2013-01-01 | 2012-12-31 | 2012-12-03 | 2012-12-31 | 0 | 0 | 0 |",
		},
		"2012-12-20": { // 15 days of A1 are left, with the response 23; 61 of A2, with it 92
			"| K1 | high passenger season | 2012-12-17 |", "the plan finishes 39 working days later, on 2013-06-05, for 12000 MXN more",
		},
		"2013-03-26": {
			"| K1 | high passenger season | 2013-03-25 |", "| A1 | verified | reject, close, reopen | feedback\\_not\\_positive, no\\_feedback |",
			"A1: finished 42 days late, 29 of them working\n  - began on 2012-12-04\n  - runs over 23 days of rest",
		},
		"2013-12-31": {"| A1 | closed | reopen | nothing |", "| schedule performance index | 1 |", "| weeks earned | 17 |", ":done, A1,", ":done, A2,"},
	} {
		code, out, problem := command("-on", day)
		require.Zero(t, code, problem)
		for _, part := range parts {
			assert.Contains(t, out, part, day)
		}
	}
	_, due, _ := command("-on", "2013-01-01")
	assert.NotContains(t, due, "overdue by", "never on the day itself")
}

func TestRun_spanish(t *testing.T) {
	code, out, problem := command("-lang", "es")
	require.Zero(t, code, problem)
	for _, word := range []string{"¿Qué?", "¿Por qué?", "¿Quién?", "vencida hace 31 días", "en riesgo: holgura, ritmo", "rinde cuentas"} {
		assert.Contains(t, out, word)
	}
}

// TestRun_calendar: two entries by the rules of RFC 5545, with the link between them, and the report on top.
func TestRun_calendar(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.ics")
	code, out, problem := command("-ics", file)
	require.Zero(t, code, problem)
	_, without, _ := command()
	assert.Equal(t, without, out)
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	text := string(data)
	assert.Equal(t, strings.Count(text, "\n"), strings.Count(text, "\r\n"))
	for line := range strings.SplitSeq(text, "\r\n") {
		assert.LessOrEqual(t, len(line), 75, line)
	}
	assert.Equal(t, 2, strings.Count(text, "BEGIN:VTODO\r\n"))
	for _, line := range []string{
		"DTSTAMP:20130201T060000Z", "DTSTART;VALUE=DATE:20121204", "DUE;VALUE=DATE:20130213", "PERCENT-COMPLETE:65", "STATUS:IN-PROCESS",
	} {
		assert.Contains(t, text, line+"\r\n")
	}
	assert.Contains(t, text, "RELTYPE=FINISHTOSTART")
	_, _, problem = command("-lang", "es", "-ics", file)
	assert.Empty(t, problem)
	data, err = os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(data), "¿Por qué?")
}

// TestRun_wrongFlags: an error names the flag, and nothing is written.
func TestRun_wrongFlags(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"-lang", "fr"}, `-lang "fr": not en or es`},
		{[]string{"-on", "2013-02-30"}, "-on:"},
		{[]string{"-on", "2012-10-31"}, "-on 2012-10-31: not from 2012-11-01 to 2013-12-31"},
		{[]string{"-on", "2014-01-01"}, "-on 2014-01-01: not from"},
		{[]string{"-on", ""}, "-on:"},
		{[]string{"-ics"}, "-ics"},
		{[]string{"-colour"}, "-colour"},
		{[]string{"plan.json"}, `unexpected argument "plan.json"`},
	} {
		code, out, problem := command(c.args...)
		assert.Equal(t, 2, code, c.args)
		assert.Empty(t, out, c.args)
		assert.Contains(t, problem, c.says)
	}
	code, out, problem := command("-ics", filepath.Join(t.TempDir(), "none", "plan.ics"))
	assert.Equal(t, 1, code)
	assert.Empty(t, out)
	assert.Contains(t, problem, "-ics:")
	code, _, help := command("-h")
	assert.Zero(t, code)
	assert.Contains(t, help, "-ics")
}

// TestLife: the plan as assumed is valid before, between and after all that happens, and its log tells its life again.
func TestLife(t *testing.T) {
	p := agreed()
	require.NoError(t, p.Validate())
	after, err := followed(p, day(2013, 12, 31))
	require.NoError(t, err)
	require.NoError(t, after.Validate())
	for i, a := range after.Actions {
		again, err := actionplan.Replay(p.Actions[i], a.Log)
		require.NoError(t, err)
		assert.Equal(t, a, again)
	}
}
