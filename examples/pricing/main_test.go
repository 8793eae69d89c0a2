package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// command runs the command and returns its exit code and what it wrote.
func command(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, &out, &err)
	return code, out.String(), err.String()
}

// section returns what is written of one day of purchase.
func section(t *testing.T, out, title string) string {
	_, text, found := strings.Cut(out, "## Bought "+title+" days ahead\n")
	require.True(t, found, title)
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// TestRun_facts: 960.00 is article 000's normal price; half, three quarters and all of it for two seats by hand.
func TestRun_facts(t *testing.T) {
	code, out, stderr := command()
	require.Zero(t, code, stderr)
	for days, facts := range map[string][]string{
		"40": {
			"| seats | OCC | 2 | 1920.00 MXN | 960.00 MXN | 960.00 MXN | 0.00 MXN | ADVANCE 960.00 MXN |",
			"540.00 MXN more gives BAG and saves 120.00 MXN", "/Mexico/OCC/2013-02-21T04:30:00Z: 2 more, at most 8 in all", "as a balance 480.00 MXN",
		},
		"12": {"| seats | OCC | 2 | 1920.00 MXN | 480.00 MXN | 1440.00 MXN |", "60.00 MXN more gives BAG", "2 more, at most 12 in all"},
		"1": {
			"not applied: needs 3 days before departure, has 1", "| BAG | 120.00 MXN | 120.00 MXN | takes off 120.00 MXN |",
			"booking 2 days earlier gives ADVANCE and saves 192.00 MXN", "its code gives SPRING and saves 80.00 MXN", "in cash 960.00 MXN",
		},
	} {
		for _, fact := range facts {
			assert.Contains(t, section(t, out, days), fact)
		}
	}
}

func TestRun_options(t *testing.T) {
	code, out, stderr := command("-ahead", "30", "-seats", "10", "-brand", "PLATINUM", "-code", "WINTER")
	require.Zero(t, code, stderr)
	text := section(t, out, "30")
	assert.Contains(t, text, "takes off 6435.00 MXN of 7150.00 MXN: the rest of its quota is spent", "8 at half of 1430.00, 2 at a quarter off")
	assert.Contains(t, text, "Codes that nobody knows: WINTER")
	_, out, _ = command("-ahead", "40", "-market", "Puebla", "-code", "spring")
	assert.Contains(t, out, "ADVANCE | 0.00 MXN | 0.00 MXN | not applied: no line that it is for")
	assert.Contains(t, out, "takes off 80.00 MXN")
}

func TestRun_wrong(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"-ahead", "x"}, 2, "-ahead"},
		{[]string{"-ahead", "1,-1"}, 2, "-ahead"},
		{[]string{"-ahead", "51"}, 2, "-ahead"},
		{[]string{"-seats", "49"}, 2, "-seats 49"},
		{[]string{"-colour"}, 2, "not defined"},
		{[]string{"now"}, 2, `unexpected argument "now"`},
		{[]string{"-brand", "ETN"}, 1, `no price for "ETN"`},
	} {
		code, out, stderr := command(c.args...)
		assert.Equal(t, c.code, code, c.args)
		assert.Empty(t, out)
		assert.Contains(t, stderr, c.says)
	}
	code, _, stderr := command("-h")
	assert.Zero(t, code)
	assert.Contains(t, stderr, "-ahead")
}
