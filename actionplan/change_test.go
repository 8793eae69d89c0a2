package actionplan_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// written returns a plan as JSON, which is the same for equal plans.
func written(t require.TestingT, p actionplan.Plan) string {
	text, err := json.Marshal(p)
	require.NoError(t, err)
	return string(text)
}

// drawPlan draws a valid plan of few actions with few codes, so that two of them share some.
func drawPlan(t *rapid.T, label string) actionplan.Plan {
	text := rapid.SampledFrom([]string{"", "x", "y"})
	p := actionplan.Plan{ID: uuid.UUID{1}, Version: rapid.IntRange(1, 2).Draw(t, label), Title: text.Draw(t, "title"), Currency: "MXN"}
	p.Calendar.Rest = calendar.Weekdays(rapid.IntRange(0, 2).Draw(t, "rest"))
	if rapid.Bool().Draw(t, "off") {
		p.Calendar.Off = []calendar.Date{day("2013-01-01")}
	}
	codes := rapid.SliceOfNDistinct(rapid.SampledFrom([]actionplan.Code{"a", "b", "c", "d", "life", "actions"}), 0, 5, rapid.ID[actionplan.Code]).Draw(t, "codes")
	for _, code := range codes {
		a := actionplan.Action{Code: code, What: []string{"x"}, Where: text.Draw(t, "where")}
		if rapid.Bool().Draw(t, "lived") {
			a = drawLife(t)
			a.Code = code
		}
		if rapid.Bool().Draw(t, "cost") {
			a.Cost = number(rapid.SampledFrom([]string{"1", "1.5", "2"}).Draw(t, "amount"))
		}
		for _, c := range rapid.Permutation([]actionplan.Code{"k", "l", "m"}).Draw(t, "contingencies")[:rapid.IntRange(0, 3).Draw(t, "how many")] {
			a.Contingencies = append(a.Contingencies, actionplan.Contingency{Code: code + c, Trigger: "t", Response: "r", Owner: text.Draw(t, "owner")})
		}
		p.Actions = append(p.Actions, a)
	}
	for i := 1; i < len(codes); i++ {
		if rapid.Bool().Draw(t, "link") {
			p.Links = append(p.Links, actionplan.Link{From: codes[i-1], To: codes[i], Lag: rapid.IntRange(0, 1).Draw(t, "lag")})
		}
	}
	return p
}

// TestPatch_property: Patch(a, Diff(a, b)) is b, and Diff(a, a) is empty.
func TestPatch_property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawPlan(t, "a"), drawPlan(t, "b")
		before := written(t, a)
		changes, err := actionplan.Diff(a, b)
		require.NoError(t, err)
		text, err := json.Marshal(changes) // they travel
		require.NoError(t, err)
		changes = nil
		require.NoError(t, json.Unmarshal(text, &changes))
		patched, err := actionplan.Patch(a, changes)
		require.NoError(t, err, "%s", text)
		assert.Equal(t, written(t, b), written(t, patched))
		assert.Equal(t, before, written(t, a), "never changed")
		none, err := actionplan.Diff(b, patched)
		require.NoError(t, err)
		assert.Empty(t, none)
		for _, c := range changes {
			assert.False(t, c.From == nil && c.To == nil)
			_, err = actionplan.Patch(b, []actionplan.Change{c})
			assert.ErrorIs(t, err, actionplan.ErrConflict, "%s is already so", c.Path)
		}
	})
}

func TestDiff_paths(t *testing.T) {
	a, b := season(), season()
	b.Version, b.Title = 2, "x"
	b.Calendar.Rest = calendar.NewWeekdays(0)
	b.Actions[0].Due = day("2013-01-15")
	b.Actions[0].Cost = number("1.50")
	b.Actions[1].Contingencies = []actionplan.Contingency{{Code: "K", Trigger: "t", Response: "r"}}
	b.Actions[1].Indicators = []actionplan.Indicator{{Code: "i", Name: "n"}}
	b.Links = b.Links[:1]
	b.Actions = append(b.Actions[1:2:2], b.Actions[0], actionplan.Action{Code: "new", What: []string{"x"}, Milestone: true})
	changes, err := actionplan.Diff(a, b)
	require.NoError(t, err)
	var got []string
	for _, c := range changes {
		got = append(got, fmt.Sprintf("%s %.14s %.14s", c.Path, c.From, c.To))
	}
	assert.Equal(t, []string{
		`/version 1 2`, `/title  "x"`, `/calendar/rest  "sun"`,
		`/actions/team/due "2013-01-11" "2013-01-15"`, `/actions/team/cost  "1.5"`,
		`/actions/windows/indicators/i  {"code":"i","n`, `/actions/windows/contingencies/K  {"code":"K","t`,
		`/actions/survey {"code":"surve `, `/actions/new  {"code":"new",`, `/actions ["team","windo ["windows","te`,
		`/links [{"from":"team [{"from":"team`,
	}, got)
	lived, err := season().Apply("windows", on(3, actionplan.Start))
	require.NoError(t, err)
	changes, err = actionplan.Diff(a, lived)
	require.NoError(t, err)
	require.Len(t, changes, 1, "a life changes as a whole")
	assert.Equal(t, "/actions/windows/life", changes[0].Path)
	assert.JSONEq(t, `{"status":"planned","progress":"0"}`, string(changes[0].From))
}

// TestDiff_form: 1.5 and 1.50 are one number, no list and an empty one are one list.
func TestDiff_form(t *testing.T) {
	a, b := season(), season()
	a.Actions[0].Cost, b.Actions[0].Cost = number("1.5"), number("1.50")
	a.Actions[0].Why, a.Notes = []string{}, []string{}
	changes, err := actionplan.Diff(a, b)
	require.NoError(t, err)
	assert.Empty(t, changes)
}

func TestDiff_faults(t *testing.T) {
	other := season()
	other.ID = uuid.UUID{9}
	_, err := actionplan.Diff(season(), other)
	assert.ErrorIs(t, err, actionplan.ErrConflict)
	for name, change := range map[string]func(p *actionplan.Plan){
		"twice": func(p *actionplan.Plan) { p.Actions[1].Code = "team" },
		"none":  func(p *actionplan.Plan) { p.Actions[1].Code = "" },
		"none of an indicator": func(p *actionplan.Plan) {
			p.Actions[1].Indicators = []actionplan.Indicator{{Name: "x"}}
		},
		"not finite": func(p *actionplan.Plan) { p.Actions[1].Estimate = &actionplan.Estimate{Likely: math.NaN()} },
		"status":     func(p *actionplan.Plan) { p.Actions[1].Status = 99 },
	} {
		p := season()
		change(&p)
		_, err = actionplan.Diff(season(), p)
		assert.ErrorIs(t, err, actionplan.ErrInvalid, name)
		_, err = actionplan.Diff(p, season())
		assert.ErrorIs(t, err, actionplan.ErrInvalid, name)
	}
	for _, d := range []decimal.Decimal{decimal.New(1, 1e9), decimal.New(-1, -1e9)} {
		p, other := season(), season()
		p.Actions[0].Cost, other.Actions[0].Cost = &d, number("1.5")
		_, err = actionplan.Diff(p, other)
		assert.ErrorIs(t, err, actionplan.ErrRange)
		_, err = actionplan.Diff(other, p)
		assert.ErrorIs(t, err, actionplan.ErrRange)
	}
	hostile := season()
	d := decimal.New(1, 1e9)
	hostile.Actions[2].Cost = &d
	_, err = actionplan.Diff(season(), hostile)
	assert.ErrorIs(t, err, actionplan.ErrRange)
	hostile.Actions[2].Code = "new"
	_, err = actionplan.Diff(season(), hostile)
	assert.ErrorIs(t, err, actionplan.ErrRange)
	hostile.Actions[2].Code = "survey"
	hostile.Actions[2].Cost, hostile.Actions[2].Log = nil, []actionplan.Event{{Progress: &d}}
	_, err = actionplan.Diff(hostile, season())
	assert.ErrorIs(t, err, actionplan.ErrRange)
	_, err = actionplan.Patch(hostile, nil)
	assert.ErrorIs(t, err, actionplan.ErrInvalid)
}

// change returns a change from and to JSON, "" for absent.
func change(path, from, to string) actionplan.Change {
	c := actionplan.Change{Path: path}
	if from != "" {
		c.From = json.RawMessage(from)
	}
	if to != "" {
		c.To = json.RawMessage(to)
	}
	return c
}

func TestPatch_faults(t *testing.T) {
	whole := func(text string) string { return `{"code":"new","what":["x"],"progress":"0"` + text + `}` }
	for _, c := range []struct {
		change actionplan.Change
		want   error
	}{
		{actionplan.Change{}, actionplan.ErrInvalid},
		{change("title", "", `"x"`), actionplan.ErrInvalid},
		{change("/", "", `"x"`), actionplan.ErrInvalid},
		{change("/id", `"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a"`, `"x"`), actionplan.ErrInvalid},
		{change("/tytle", "", `"x"`), actionplan.ErrInvalid},
		{change("/title/x", "", `"x"`), actionplan.ErrInvalid},
		{change("/calendar", "", `{}`), actionplan.ErrInvalid},
		{change("/calendar/rest/x", "", `"sun"`), actionplan.ErrInvalid},
		{change("/title", `"other"`, `"x"`), actionplan.ErrConflict},
		{change("/title", "", `5`), actionplan.ErrInvalid},
		{change("/title", "5", `"x"`), actionplan.ErrInvalid},
		{change("/title", "", `"x" "y"`), actionplan.ErrInvalid},
		{change("/title", "", `"x`), actionplan.ErrInvalid},
		{change("/version", "1", "0"), actionplan.ErrInvalid},
		{change("/actions/x/due", "", `"2013-01-01"`), actionplan.ErrNotFound},
		{change("/actions/team/code", `"team"`, `"x"`), actionplan.ErrInvalid},
		{change("/actions/team/status", `"in-progress"`, `"done"`), actionplan.ErrInvalid},
		{change("/actions/team/cost", "", `"1e9000"`), actionplan.ErrRange},
		{change("/actions/team/cost", `"1e-9000"`, `"1"`), actionplan.ErrRange},
		{change("/actions/team/estimate", "", `{"optimistic":1,"likely":1,"pessimistic":1,"new":1}`), actionplan.ErrInvalid},
		{change("/actions/team/cost", "", `"1e1000000000"`), actionplan.ErrInvalid}, // the decimal package refuses to read it
		{change("/actions/team", "", `{"code":"team","what":["x"],"progress":"0"}`), actionplan.ErrConflict},
		{change("/actions/x", whole(""), ""), actionplan.ErrConflict},
		{change("/actions/x", "", ""), actionplan.ErrInvalid},
		{change("/actions/x", "", whole("")), actionplan.ErrInvalid},
		{change("/actions/new", "", whole(`,"cost":"1e9000"`)), actionplan.ErrRange},
		{change("/actions/new", whole(`,"cost":"1e9000"`), ""), actionplan.ErrRange},
		{change("/actions/new", "", whole(`,"unknown":1`)), actionplan.ErrInvalid},
		{change("/actions/team", whole(""), whole("")), actionplan.ErrInvalid},
		{change("/actions/survey", whole(""), ""), actionplan.ErrConflict},
		{change("/actions", "", `["survey","windows","team"]`), actionplan.ErrConflict},
		{change("/actions", `5`, `["survey","windows","team"]`), actionplan.ErrInvalid},
		{change("/actions", `["team"]`, `["survey","windows","team"]`), actionplan.ErrConflict},
		{change("/actions", `["team","windows","survey"]`, `["survey","windows"]`), actionplan.ErrConflict},
		{change("/actions", `["team","windows","survey"]`, `["survey","windows","windows"]`), actionplan.ErrConflict},
		{change("/actions", `["team","windows","survey"]`, `["survey","windows","x"]`), actionplan.ErrConflict},
		{change("/actions/x/indicators", `[]`, `[]`), actionplan.ErrNotFound},
		{change("/links", "", `[]`), actionplan.ErrConflict},
	} {
		got, err := actionplan.Patch(season(), []actionplan.Change{c.change})
		assert.ErrorIs(t, err, c.want, "%s %s %s", c.change.Path, c.change.From, c.change.To)
		assert.Equal(t, actionplan.Plan{}, got, "all or nothing")
	}
	reverse := change("/actions", `["team","windows","survey"]`, `["survey","windows","team"]`)
	got, err := actionplan.Patch(season(), []actionplan.Change{reverse})
	require.NoError(t, err)
	assert.Equal(t, actionplan.Code("survey"), got.Actions[0].Code)
	_, err = actionplan.Patch(season(), []actionplan.Change{reverse, reverse})
	assert.ErrorIs(t, err, actionplan.ErrConflict)
	added := change("/actions/new", "", whole(""))
	_, err = actionplan.Patch(season(), []actionplan.Change{added, change("/actions/new/indicators", `[]`, `[]`)})
	assert.ErrorIs(t, err, actionplan.ErrNotFound, "it had no order before")
	spaced := change("/links", ` [ {"to":"windows","from":"team"}, {"from":"windows", "to":"survey"} ]`, "")
	got, err = actionplan.Patch(season(), []actionplan.Change{spaced})
	require.NoError(t, err, "a store may write JSON in its own form")
	assert.Empty(t, got.Links)
	twice := season()
	twice.Actions[1].Code = "team"
	_, err = actionplan.Patch(twice, nil)
	assert.ErrorIs(t, err, actionplan.ErrInvalid)
	same, err := actionplan.Patch(season(), nil)
	require.NoError(t, err)
	same.Actions[0].What[0] = "changed"
	assert.Equal(t, "Form the team", season().Actions[0].What[0])
}

func FuzzPatch(f *testing.F) {
	f.Add("/actions/team/due", `"2013-01-11"`, `"2013-01-15"`)
	f.Add("/actions", `["team","windows","survey"]`, `["survey","windows","team"]`)
	f.Add("/actions/new", "", `{"code":"new","what":["x"],"progress":"0"}`)
	f.Fuzz(func(t *testing.T, path, from, to string) {
		patched, err := actionplan.Patch(season(), []actionplan.Change{change(path, from, to)})
		if err == nil {
			assert.NoError(t, patched.Validate())
			changes, err := actionplan.Diff(season(), patched)
			require.NoError(t, err)
			again, err := actionplan.Patch(season(), changes)
			require.NoError(t, err)
			assert.Equal(t, written(t, patched), written(t, again))
		}
	})
}

// slowMerge merges two flat maps of parts, the obvious way.
func slowMerge(base, ours, theirs map[string]string) (merged map[string]string, conflicts []string) {
	merged = map[string]string{}
	for _, m := range []map[string]string{base, ours, theirs} {
		for path := range m {
			switch b, o, t := base[path], ours[path], theirs[path]; {
			case o == t, t == b:
				merged[path] = o
			case o == b:
				merged[path] = t
			default:
				merged[path] = b
				if !slices.Contains(conflicts, path) {
					conflicts = append(conflicts, path)
				}
			}
		}
	}
	slices.Sort(conflicts)
	return merged, conflicts
}
