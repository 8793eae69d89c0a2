package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// command runs the command and returns its exit code and what it wrote.
func command(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

func TestRun_simulated(t *testing.T) {
	file := filepath.Join(t.TempDir(), "track.svg")
	code, out, progress := command("", "-simulate", "2000", "-svg", file)
	require.Zero(t, code, progress)
	assert.Contains(t, out, "2000 customers observed until")
	assert.Contains(t, out, "alpha")
	assert.Contains(t, out, "Worth most in the next 2 years")
	assert.Contains(t, out, "Most to lose")
	assert.NotContains(t, out, "NaN")
	assert.Contains(t, progress, "fitting 2000 customers")
	plot, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(plot), "expected of new customers")
	decoder := xml.NewDecoder(bytes.NewReader(plot)) // well formed
	for err == nil {
		_, err = decoder.Token()
	}
	require.ErrorIs(t, err, io.EOF)
	_, again, _ := command("", "-simulate", "2000")
	assert.Equal(t, out, again)
}

// A log in a file, with the mark that spreadsheets begin theirs with.
func TestRun_log(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("\ufeffcustomer,date,amount\n")
	for i := range 300 {
		fmt.Fprintf(&rows, "\"c, %d\",2026-01-%02d,%d.50\n", i, i%28+1, 20+i%7)
		for k := range i % 5 {
			fmt.Fprintf(&rows, "\"c, %d\",2026-%02d-%02d,%d\n", i, 2+k, (i+7*k)%27+1, 30+i%11)
		}
	}
	code, out, problem := command(rows.String(), "-top", "3", "-cut", "2026-04-15")
	require.Zero(t, code, problem)
	assert.Contains(t, out, "300 customers observed until 2026-04-15")
}

func TestRun_refuses(t *testing.T) {
	const head = "customer,date,amount\n"
	for _, bad := range []struct{ log, says string }{
		{"", "line 1: no header"},
		{"who,when,what\n", "line 1: columns"},
		{"customer,date\n", "line 1"},
		{head + "a,2026-01-01,5\na,2026-02-30,5\n", "line 3: rfm: parse day \"2026-02-30\""},
		{head + "a,2026-01-01,-5\n", "line 2: amount -5: below 0"},
		{head + "a,2026-01-01,x\n", "line 2: amount \"x\": not a number"},
		{head + "a,2026-01-01,1e1000000000\n", "line 2"},
		{head + "a,2026-01-01," + strings.Repeat("9", 31) + "\n", "line 2: amount"},
		{head + "a,2026-01-01,0.001\n", "line 2"},
		{head + "a,2026-01-01\n", "line 2"},
		{head + "\"a,2026-01-01,1\n", "line"},
		{head, "no data"},
		{head + "a,2026-01-01,5\n", "no data"}, // nobody came back
	} {
		code, out, problem := command(bad.log)
		assert.Equal(t, 1, code, bad.says)
		assert.Empty(t, out)
		assert.Contains(t, problem, bad.says)
	}
	for _, args := range [][]string{
		{"-simulate", "5"}, {"-top", "0"}, {"-years", "99"}, {"-rate", "2"}, {"-rate", "1e999999999"}, {"-cut", "tomorrow"}, {"x"}, {"-x"},
	} {
		code, _, _ := command("", args...)
		assert.Equal(t, 2, code, "%v", args)
	}
	for top, apart := range map[float64]float64{1: 0.2, 4: 1, 10: 2, 39: 5, 5289: 1000} {
		assert.InDelta(t, apart, tick(top), 1e-9, "%v", top)
	}
	code, _, _ := command("", "-simulate", "200", "-cut", "1999-01-01")
	assert.Equal(t, 1, code)
	code, _, help := command("", "-h")
	assert.Zero(t, code)
	assert.Contains(t, help, "-simulate")
	code, _, problem := command("", "-simulate", "200", "-svg", t.TempDir())
	assert.Equal(t, 1, code)
	assert.Contains(t, problem, "lifetime:")
}
