package survey_test

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func TestDashboard_Markdown(t *testing.T) {
	interval := survey.Interval{Low: -0.004, High: 3.456, Level: 0.95}
	d := survey.Dashboard{Title: "May, *all* markets", Rows: []survey.DashboardRow{
		{
			Label: "NPS", Segment: "OCC", Estimate: survey.Estimate{Value: 1.726, N: 40, Interval: interval},
			Base:   survey.Base{Responses: 45, Answered: 40, Missing: 2, Hidden: 1, Invalid: 1, Excluded: 1},
			Change: &survey.Change{Difference: 12.5, P: 0.0004, AdjustedP: 0.012, Interval: survey.Interval{Low: 2, High: 23, Level: 0.95}},
			Gap: &survey.PromiseGap{
				Promised: survey.Promised{Level: decimal.New(450, -2)}, Gap: -0.25, Interval: survey.Interval{Low: -0.5, High: 0, Level: 0.95},
			},
			Actions: []survey.Ref{{Kind: "actionplan.action", ID: "0f0e0d0c-0b0a-4908-8706-050403020100/A1"}, {Kind: "crm", ID: "77"}},
		},
		{
			Label: "delay", Segment: "a|b\n<c>", Estimate: survey.Estimate{Value: -0.001, N: 3, Small: true, Interval: interval},
			Base:   survey.Base{Responses: 3, Answered: 3},
			Change: &survey.Change{Difference: -0.001, AdjustedP: 0.0004},
			Gap:    &survey.PromiseGap{Promised: survey.Promised{Level: decimal.New(10, 0), AtMost: true}, Gap: 0.001},
		},
	}}
	assert.Equal(t, strings.Join([]string{
		`# May, \*all\* markets`, ``,
		`| Figure | Segment | Value | 95 % interval | Answered | Not counted | Change | Gap to promise | Actions |`,
		`| --- | --- | ---: | ---: | ---: | --- | ---: | ---: | --- |`,
		`| NPS | OCC | 1.73 | 0.00 to 3.46 | 40 of 45 | 2 missing, 1 hidden, 1 invalid, 1 excluded | +12.50 (2.00 to 23.00), p 0.012 | -0.25 (-0.50 to 0.00), at least 4.5 | A1, 77 |`,
		`| delay | a\|b<br>\<c\> | 0.00 | 0.00 to 3.46 | 3 of 3, few |  | 0.00, p \< 0.001 | 0.00, at most 10 |  |`, ``,
	}, "\n"), d.Markdown())
	roundTrip(t, d)
}

// Columns that no row uses are left out; where levels differ each cell has its own.
func TestDashboard_Markdown_columns(t *testing.T) {
	assert.Equal(t, "| Figure | Value | Answered |\n| --- | ---: | ---: |\n| x | 2.00 | 0 of 0 |\n",
		survey.Dashboard{Rows: []survey.DashboardRow{{Label: "x", Estimate: survey.Estimate{Value: 2}}}}.Markdown())
	assert.Equal(t, "| Figure |\n| --- |\n", survey.Dashboard{}.Markdown())
	row := func(level float64) survey.DashboardRow {
		return survey.DashboardRow{Estimate: survey.Estimate{Interval: survey.Interval{High: 1, Level: level}}}
	}
	text := survey.Dashboard{Rows: []survey.DashboardRow{row(0.95), row(0), row(0.999)}}.Markdown()
	assert.Contains(t, text, "| Interval |")
	assert.Contains(t, text, "| 0.00 to 1.00 at 95 % |")
	assert.Contains(t, text, "| 0.00 to 1.00 at 99.9 % |")
	assert.Contains(t, survey.Dashboard{Rows: []survey.DashboardRow{row(0), row(0.9)}}.Markdown(), "| 90 % interval |")
	changed, short := row(0.9), row(0.9)
	changed.Change = &survey.Change{Interval: survey.Interval{Level: 0.8}}
	short.Gap = &survey.PromiseGap{Interval: survey.Interval{Level: 0.7}}
	for _, other := range []survey.DashboardRow{changed, short} {
		text := survey.Dashboard{Rows: []survey.DashboardRow{other}}.Markdown()
		assert.Contains(t, text, "| 0.00 to 1.00 at 90 % |")
		assert.Regexp(t, `0\.00 \(0\.00 to 0\.00 at [78]0 %\), `, text)
	}
}

// A level that no declaration would take is shown as such, at once.
func TestDashboard_Markdown_hostile(t *testing.T) {
	gap := &survey.PromiseGap{Promised: survey.Promised{Level: decimal.New(1, 1e9)}, Gap: math.Inf(1)}
	text := survey.Dashboard{Rows: []survey.DashboardRow{{Gap: gap}}}.Markdown()
	assert.Contains(t, text, "+Inf, at least ?")
}

// Whatever the texts hold, a row stays a row.
func FuzzDashboard_Markdown(f *testing.F) {
	f.Add("May", "NPS", "a|b", "x/A1")
	f.Add("# x\n", "\r\n| --- |", "<script>", "`\u202e`\u2028")
	f.Fuzz(func(t *testing.T, title, label, segment, id string) {
		d := survey.Dashboard{Title: title, Rows: []survey.DashboardRow{{Label: label, Segment: segment, Actions: []survey.Ref{{ID: id}, {ID: id}}}}}
		text := d.Markdown()
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		if title != "" {
			require.True(t, strings.HasPrefix(lines[0], "# "))
			require.Empty(t, lines[1])
			lines = lines[2:]
		}
		require.Len(t, lines, 3)
		columns := strings.Count(lines[0], "|")
		bare := strings.ReplaceAll(strings.ReplaceAll(lines[2], `\\`, ""), `\|`, "")
		assert.Equal(t, columns, strings.Count(bare, "|"))
		assert.NotContains(t, strings.ReplaceAll(bare, "<br>", ""), "\r")
	})
}
