package actionplan_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// conflictPaths returns the paths of ours.
func conflictPaths(conflicts [][2]actionplan.Change) (paths []string) {
	for _, c := range conflicts {
		paths = append(paths, c[0].Path)
	}
	return paths
}

// TestMerge_property: one side alone wins, and swapping the sides swaps the conflicts and nothing else.
func TestMerge_property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, ours, theirs := drawPlan(t, "base"), drawPlan(t, "ours"), drawPlan(t, "theirs")
		for _, sides := range [][2]actionplan.Plan{{ours, base}, {base, ours}, {ours, ours}} {
			alone, conflicts, err := actionplan.Merge(base, sides[0], sides[1])
			require.NoError(t, err)
			assert.Empty(t, conflicts)
			assert.Equal(t, written(t, ours), written(t, alone))
		}
		before := written(t, base) + written(t, ours) + written(t, theirs)
		merged, conflicts, err := actionplan.Merge(base, ours, theirs)
		swapped, mirrored, errSwapped := actionplan.Merge(base, theirs, ours)
		assert.Equal(t, err == nil, errSwapped == nil)
		assert.Equal(t, written(t, merged), written(t, swapped))
		require.Len(t, mirrored, len(conflicts))
		for i, c := range conflicts {
			assert.Equal(t, c, [2]actionplan.Change{mirrored[i][1], mirrored[i][0]})
		}
		assert.Equal(t, before, written(t, base)+written(t, ours)+written(t, theirs), "never changed")
		assertHeard(t, base, ours, merged, conflicts, 0)
		assertHeard(t, base, theirs, merged, conflicts, 1)
	})
}

// assertHeard asserts that a conflict is never silent: each change of a side is in the merged plan or in a conflict.
func assertHeard(t *rapid.T, base, side, merged actionplan.Plan, conflicts [][2]actionplan.Change, place int) {
	changes, err := actionplan.Diff(base, side)
	require.NoError(t, err)
	made, err := actionplan.Diff(base, merged)
	require.NoError(t, err)
	for _, c := range changes {
		if slices.ContainsFunc(conflicts, func(pair [2]actionplan.Change) bool { return pair[place].Path == c.Path }) {
			continue
		}
		isMade := slices.ContainsFunc(made, func(m actionplan.Change) bool { return m.Path == c.Path && string(m.To) == string(c.To) })
		isOrder := c.Path == "/actions" || strings.HasSuffix(c.Path, "/contingencies") // with what the other side adds and takes out
		assert.True(t, isMade || isOrder, "%s", c.Path)
	}
}

// flat returns the fields of a plan that has the same actions as any other here.
func flat(t require.TestingT, p actionplan.Plan) map[string]string {
	all := map[string]string{"/title": p.Title}
	for _, a := range p.Actions {
		for field, value := range map[string]any{"due": a.Due, "where": a.Where, "cost": a.Cost, "what": a.What, "refs": a.Refs} {
			text, err := json.Marshal(value)
			require.NoError(t, err)
			all["/actions/"+string(a.Code)+"/"+field] = string(text)
		}
	}
	return all
}

// TestMerge_oracle: field by field, as a flat map merges.
func TestMerge_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edited := func() actionplan.Plan {
			p := season()
			text := rapid.SampledFrom([]string{"", "x", "y"})
			p.Title = text.Draw(t, "title")
			for i := range p.Actions {
				p.Actions[i].Where = text.Draw(t, "where")
				if rapid.Bool().Draw(t, "due") {
					p.Actions[i].Due = day(rapid.SampledFrom([]string{"2013-03-01", "2013-03-02"}).Draw(t, "due day"))
				}
				if rapid.Bool().Draw(t, "cost") {
					p.Actions[i].Cost = number(rapid.SampledFrom([]string{"1", "2"}).Draw(t, "amount"))
				}
				if rapid.Bool().Draw(t, "refs") {
					p.Actions[i].Refs = []actionplan.Ref{{Kind: "k", ID: rapid.SampledFrom([]string{"1", "2"}).Draw(t, "ref")}}
				}
			}
			return p
		}
		base, ours, theirs := edited(), edited(), edited()
		merged, conflicts, err := actionplan.Merge(base, ours, theirs)
		require.NoError(t, err)
		want, wantConflicts := slowMerge(flat(t, base), flat(t, ours), flat(t, theirs))
		assert.Equal(t, want, flat(t, merged))
		assert.Equal(t, wantConflicts, conflictPaths(conflicts))
	})
}

func TestMerge_conflicts(t *testing.T) {
	base := season()
	base.Actions[0].Indicators = []actionplan.Indicator{{Code: "i", Name: "n"}, {Code: "j", Name: "n"}}
	edit := func(change func(p *actionplan.Plan)) actionplan.Plan {
		p := season()
		p.Actions[0].Indicators = []actionplan.Indicator{{Code: "i", Name: "n"}, {Code: "j", Name: "n"}}
		change(&p)
		return p
	}
	added := func(code actionplan.Code) actionplan.Action {
		return actionplan.Action{Code: code, What: []string{"x"}}
	}
	order := func(p *actionplan.Plan, places ...int) {
		actions := p.Actions
		p.Actions = nil
		for _, i := range places {
			p.Actions = append(p.Actions, actions[i])
		}
	}
	for _, c := range []struct {
		name         string
		ours, theirs func(p *actionplan.Plan)
		conflicts    []string // of ours
		codes        []actionplan.Code
	}{
		{
			"two fields of one action",
			func(p *actionplan.Plan) { p.Actions[0].Where = "x" },
			func(p *actionplan.Plan) { p.Actions[0].Due = day("2013-01-20") }, nil,
			[]actionplan.Code{"team", "windows", "survey"},
		},
		{
			"one field",
			func(p *actionplan.Plan) { p.Actions[0].Due = day("2013-01-21") },
			func(p *actionplan.Plan) { p.Actions[0].Due = day("2013-01-20") },
			[]string{"/actions/team/due"},
			[]actionplan.Code{"team", "windows", "survey"},
		},
		{
			"taken out and changed",
			func(p *actionplan.Plan) { p.Actions, p.Links = p.Actions[:2], p.Links[:1] },
			func(p *actionplan.Plan) { p.Actions[2].Where, p.Actions[2].Due = "x", day("2013-03-20") },
			[]string{"/actions/survey", "/actions/survey"},
			[]actionplan.Code{"team", "windows", "survey"},
		},
		{
			"changed and taken out",
			func(p *actionplan.Plan) { p.Actions[0].Indicators[1].Name = "other" },
			func(p *actionplan.Plan) { p.Actions[0].Indicators = p.Actions[0].Indicators[:1] },
			[]string{"/actions/team/indicators/j/name"},
			[]actionplan.Code{"team", "windows", "survey"},
		},
		{
			"added on both sides, in the order of codes",
			func(p *actionplan.Plan) { p.Actions = append(p.Actions, added("z")) },
			func(p *actionplan.Plan) { p.Actions = append(p.Actions, added("b")) }, nil,
			[]actionplan.Code{"team", "windows", "survey", "b", "z"},
		},
		{
			"the same added, but not alike",
			func(p *actionplan.Plan) { p.Actions = append(p.Actions, added("z")) },
			func(p *actionplan.Plan) { p.Actions = append(p.Actions, added("z")); p.Actions[3].Where = "x" },
			[]string{"/actions/z"},
			[]actionplan.Code{"team", "windows", "survey"},
		},
		{
			"the same added in another order",
			func(p *actionplan.Plan) { p.Actions = append(p.Actions, added("y"), added("z")) },
			func(p *actionplan.Plan) { p.Actions = append(p.Actions, added("z"), added("y")) },
			[]string{"/actions"},
			[]actionplan.Code{"team", "windows", "survey", "y", "z"},
		},
		{
			"added in conflict, which then has no order",
			func(p *actionplan.Plan) { p.Actions = append(p.Actions, added("y"), added("z"), added("w")) },
			func(p *actionplan.Plan) {
				p.Actions = append(p.Actions, added("z"), added("y"))
				p.Actions[3].Where, p.Actions[4].Where = "x", "x"
			},
			[]string{"/actions/y", "/actions/z"},
			[]actionplan.Code{"team", "windows", "survey", "w"},
		},
		{
			"reordered and added to",
			func(p *actionplan.Plan) { order(p, 2, 0, 1) },
			func(p *actionplan.Plan) { p.Actions = append(p.Actions, added("b")) }, nil,
			[]actionplan.Code{"survey", "team", "windows", "b"},
		},
		{
			"two orders",
			func(p *actionplan.Plan) { order(p, 2, 0, 1) },
			func(p *actionplan.Plan) { order(p, 1, 0, 2) },
			[]string{"/actions"},
			[]actionplan.Code{"team", "windows", "survey"},
		},
		{
			"the same order",
			func(p *actionplan.Plan) { order(p, 2, 0, 1) },
			func(p *actionplan.Plan) { order(p, 2, 0, 1) }, nil,
			[]actionplan.Code{"survey", "team", "windows"},
		},
		{
			"an order within an action that is taken out",
			func(p *actionplan.Plan) { i := p.Actions[0].Indicators; i[0], i[1] = i[1], i[0] },
			func(p *actionplan.Plan) { p.Actions, p.Links = p.Actions[1:], p.Links[1:] },
			[]string{"/actions/team/indicators"},
			[]actionplan.Code{"team", "windows", "survey"},
		},
	} {
		merged, conflicts, _ := actionplan.Merge(base, edit(c.ours), edit(c.theirs))
		assert.Equal(t, c.conflicts, conflictPaths(conflicts), c.name)
		var codes []actionplan.Code
		for _, a := range merged.Actions {
			codes = append(codes, a.Code)
		}
		assert.Equal(t, c.codes, codes, c.name)
		swapped, mirrored, _ := actionplan.Merge(base, edit(c.theirs), edit(c.ours))
		assert.Equal(t, written(t, merged), written(t, swapped), c.name)
		assert.Len(t, mirrored, len(conflicts), c.name)
	}
}

// TestMerge_life: two lives of one action are one conflict, whatever parts of them differ.
func TestMerge_life(t *testing.T) {
	begun, err := season().Apply("windows", on(3, actionplan.Start))
	require.NoError(t, err)
	blocked, err := season().Apply("windows", on(4, actionplan.Block))
	require.NoError(t, err)
	merged, conflicts, err := actionplan.Merge(season(), begun, blocked)
	require.NoError(t, err)
	require.Len(t, conflicts, 1)
	assert.Equal(t, "/actions/windows/life", conflicts[0][0].Path)
	assert.Equal(t, actionplan.Planned, merged.Actions[1].Status, "the plan keeps base")
}

// TestMerge_cycle: two links that are good alone form a cycle: the error says so, and nothing is dropped.
func TestMerge_cycle(t *testing.T) {
	base := season()
	base.Links = nil
	ours, theirs := base, base
	ours.Actions = append(ours.Actions[:3:3], actionplan.Action{Code: "x", What: []string{"x"}})
	ours.Links = []actionplan.Link{{From: "x", To: "team"}}
	theirs.Actions = append(theirs.Actions[:3:3], actionplan.Action{
		Code: "y", What: []string{"y"}, Contingencies: []actionplan.Contingency{{Code: "x", Trigger: "t", Response: "r"}},
	})
	merged, conflicts, err := actionplan.Merge(base, ours, theirs)
	assert.Equal(t, []string{"Plan.actions[4].contingencies[0].code unique_code"}, faults(t, err))
	assert.Empty(t, conflicts)
	assert.Len(t, merged.Actions, 5, "nothing is dropped")

	linked := season()
	linked.Links = []actionplan.Link{{From: "team", To: "windows"}}
	ours, theirs = linked, linked
	ours.Links = []actionplan.Link{{From: "team", To: "windows"}, {From: "windows", To: "survey"}}
	theirs.Links = []actionplan.Link{{From: "survey", To: "team"}}
	merged, conflicts, err = actionplan.Merge(linked, ours, theirs)
	require.NoError(t, err)
	assert.Equal(t, []string{"/links"}, conflictPaths(conflicts), "links are one part")
	assert.Equal(t, linked.Links, merged.Links)
}

func TestMerge_faults(t *testing.T) {
	other := season()
	other.ID = uuid.UUID{9}
	_, _, err := actionplan.Merge(season(), other, season())
	assert.ErrorIs(t, err, actionplan.ErrConflict)
	hostile, d := season(), decimal.New(1, 1e9)
	hostile.Actions[0].Cost = &d
	_, _, err = actionplan.Merge(season(), season(), hostile)
	assert.ErrorIs(t, err, actionplan.ErrRange)
	invalid := season()
	invalid.Version = 0
	merged, _, err := actionplan.Merge(invalid, invalid, invalid)
	assert.Equal(t, []string{"Plan.version min"}, faults(t, err))
	assert.Len(t, merged.Actions, 3)
}
