package main

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
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
	code, out, problem := command("-n", "10000")
	require.Zero(t, code, problem)
	assert.NotContains(t, out, "NaN")
	assert.Len(t, rowsOf(t, out, "Figure | Segment"), 6)
	assert.Contains(t, out, "6 changes of the table (Holm): OCC NPS, ADO GL NPS, OCC content, ADO GL content. "+
		"False alarms among them, where the simulation moves nothing: none. Moved by it, and not seen: none.")
	assert.Contains(t, out, "12 changes of the table (Holm): OCC punctuality, OCC comfort, ADO GL punctuality. "+
		"False alarms among them, where the simulation moves nothing: none. Moved by it, and not seen: none.")
	gaps := rowsOf(t, out, "Figure | Segment | Value | 95 % interval | Answered | Not counted | Change | Gap")
	assert.Len(t, gaps, 12)
	assert.Equal(t, []string{"comfort", seeds.OCC}, gaps[3][:2])
	assert.Regexp(t, `^-0\.(7[5-9]|8[0-5]) .*, at least 3\.8$`, gaps[3][7], "promised 3.8, simulated around 3.0")
	assert.Equal(t, "A2", gaps[3][8], "the action that its promise cites")
	assert.Contains(t, out, "the whole interval of the gap: OCC punctuality, OCC treatment, OCC comfort, ", "safety is kept")
	for _, brand := range seeds.ADOBrands() {
		_, section, found := strings.Cut(out, "\n### "+brand+"\n")
		require.True(t, found)
		section, chart, found := strings.Cut(section, "```mermaid\nquadrantChart\n")
		require.True(t, found)
		rows := rowsOf(t, section, "Attribute | Share")
		require.Len(t, rows, 4)
		assert.Contains(t, chart, `"comfort": [`)
		if brand == seeds.OCC {
			assert.Equal(t, "comfort", rows[0][0], "the widest gap comes first though others matter more")
			assert.Equal(t, []string{"punctuality", "concentrate here"}, []string{rows[1][0], rows[1][4]})
		}
	}
	assert.Len(t, rowsOf(t, out, "Brand | Cases"), 3)
	assert.NotEmpty(t, rowsOf(t, out, "Case | Brand"))
}

// TestRun_falseAlarm: with the seed 1 the recommendation of the best brand fell by chance, and so far that no allowance for
// six changes takes it back. The report says so.
func TestRun_falseAlarm(t *testing.T) {
	_, out, _ := command()
	assert.Contains(t, out, "False alarms among them, where the simulation moves nothing: PLATINUM NPS.")
	assert.Contains(t, out, "Moved by it, and not seen: OCC comfort.", "by 0.1 of a mark")
}

// TestDashboard: a row holds the last wave and the change since the first, its p-value allows for all of the table by Holm.
func TestDashboard(t *testing.T) {
	all, err := studies(options{n: 100, seed: 2})
	require.NoError(t, err)
	d, err := dashboard(all)
	require.NoError(t, err)
	var alone, together []float64
	for _, row := range d.Rows {
		alone, together = append(alone, row.Change.P), append(together, row.Change.AdjustedP)
	}
	want, err := survey.AdjustP(alone, survey.CorrectionHolm)
	require.NoError(t, err)
	assert.Equal(t, want, together)
	assert.NotEqual(t, alone, together)
	var nps [2]float64
	for wave := range nps {
		tally, err := all[0].form.Tally("recommend", slices.Values(all[0].waves[wave]))
		require.NoError(t, err)
		score, err := tally.NPS(survey.Options{})
		require.NoError(t, err)
		nps[wave] = score.Value
	}
	assert.Equal(t, nps, [2]float64{d.Rows[0].Change.Before.Value, d.Rows[0].Estimate.Value})
}

// TestDashboard_falseAlarms: nothing of the best brand is moved, so one in twenty of its p-values is below 0.05, and one in
// twenty reports at most has a false alarm left after the correction. Of 120 simulations that is 6 and at most 6; more than
// 16 come with a chance of 0.0001, none with one of 0.002 (binomial).
func TestDashboard_falseAlarms(t *testing.T) {
	alone, left := 0, 0
	for seed := range uint64(120) {
		all, err := studies(options{n: 100, seed: seed})
		require.NoError(t, err)
		d, err := dashboard(all)
		require.NoError(t, err)
		nps, content := d.Rows[2], d.Rows[5]
		require.Equal(t, []string{seeds.Platinum, seeds.Platinum}, []string{nps.Segment, content.Segment})
		if nps.Change.P < 0.05 {
			alone++
		}
		if min(nps.Change.AdjustedP, content.Change.AdjustedP) < 0.05 {
			left++
		}
	}
	assert.Positive(t, alone)
	assert.LessOrEqual(t, alone, 16)
	assert.LessOrEqual(t, left, 16)
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
