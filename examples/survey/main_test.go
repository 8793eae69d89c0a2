package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// command runs the command and returns its exit code and what it wrote.
func command(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(args, &out, &errs)
	return code, out.String(), errs.String()
}

// rowsOf returns the cells of the rows of the table that begins with a header.
func rowsOf(t *testing.T, text, header string) (rows [][]string) {
	t.Helper()
	_, text, found := strings.Cut(text, "\n| "+header)
	require.True(t, found, header)
	for _, line := range strings.Split(text, "\n")[2:] {
		if !strings.HasPrefix(line, "| ") {
			return rows
		}
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		rows = append(rows, cells)
	}
	return rows
}

// TestRun: the report has its sections, a row for each brand and attribute, and what was put into the simulation comes out:
// the punctuality of the two lower brands rose, the comfort of the lowest is the promise broken worst.
func TestRun(t *testing.T) {
	code, out, problem := command("-n", "4000")
	require.Zero(t, code, problem)
	assert.NotContains(t, out, "NaN")
	figures := rowsOf(t, out, "Brand | Figure")
	assert.Len(t, figures, 6)
	for _, row := range figures {
		assert.Equal(t, row[0] != seeds.Platinum, strings.HasSuffix(row[4], ", changed"), "%v", row)
	}
	assert.Len(t, rowsOf(t, out, "Brand | Wave"), 6)
	gaps := rowsOf(t, out, "Brand | Attribute | Promised")
	assert.Len(t, gaps, 12)
	for _, row := range gaps {
		if row[0] == seeds.OCC && row[1] == "safety" {
			assert.Equal(t, "kept", row[6])
		}
		if row[0] == seeds.OCC && row[1] == "comfort" {
			assert.Equal(t, "short", row[6])
			assert.Regexp(t, `^-0\.(7[5-9]|8[0-5])`, row[4], "promised 3.8, simulated around 3.0")
		}
	}
	drivers := rowsOf(t, out, "Brand | Attribute | Share")
	assert.Len(t, drivers, 12)
	assert.Equal(t, []string{seeds.OCC, "comfort"}, drivers[0][:2], "the widest gap comes first though others matter more")
	quadrants := rowsOf(t, out, "Attribute | Importance")
	assert.Len(t, quadrants, 12)
	assert.Equal(t, []string{"OCC, punctuality", "concentrate here"}, []string{quadrants[0][0], quadrants[0][3]})
	assert.Contains(t, out, "```mermaid\nquadrantChart\n")
	assert.Len(t, rowsOf(t, out, "Brand | Cases"), 3)
	assert.NotEmpty(t, rowsOf(t, out, "Case | Brand"))
}

// TestRun_seed: one seed gives one report, another seed another.
func TestRun_seed(t *testing.T) {
	_, one, _ := command("-n", "60", "-seed", "7")
	_, same, _ := command("-n", "60", "-seed", "7")
	_, other, _ := command("-n", "60", "-seed", "8")
	assert.Equal(t, one, same)
	assert.NotEqual(t, one, other)
}

// TestCases: each case is sound, none goes on after today, and the open ones that are listed are open.
func TestCases(t *testing.T) {
	all, err := studies(options{n: 1000, seed: 3})
	require.NoError(t, err)
	states := map[complaint.State]int{}
	for _, s := range all {
		require.NotEmpty(t, s.cases)
		for _, c := range s.cases {
			require.NoError(t, c.Validate())
			state, err := c.State()
			require.NoError(t, err)
			states[state]++
			for _, e := range c.Events {
				assert.False(t, e.At.After(today))
			}
			row, err := openOf(s.brand, c)
			require.NoError(t, err)
			assert.Equal(t, state == complaint.StateClosed, row.row == nil)
		}
	}
	assert.Positive(t, states[complaint.StateClosed])
	assert.Positive(t, states[complaint.StateAwaitingFeedback], "silence")
}

func TestRun_refuses(t *testing.T) {
	for _, args := range [][]string{{"-n", "49"}, {"-n", "100001"}, {"-seed", "-1"}, {"x"}, {"-x"}} {
		code, out, problem := command(args...)
		assert.Equal(t, 2, code, "%v", args)
		assert.Empty(t, out)
		assert.True(t, strings.HasPrefix(problem, "survey: "), problem)
	}
	code, _, help := command("-h")
	assert.Zero(t, code)
	assert.Contains(t, help, "-seed")
	code = run(nil, full{}, &bytes.Buffer{})
	assert.Equal(t, 1, code, "nowhere to write to")
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space") }
