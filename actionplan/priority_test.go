package actionplan_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

func TestGUT(t *testing.T) {
	for _, marks := range [][3]int{{0, 1, 1}, {1, 0, 1}, {1, 1, 0}, {6, 1, 1}, {1, 6, 1}, {1, 1, 6}, {-1, -1, 1}, {1 << 62, 4, 1}} {
		_, err := actionplan.GUT(marks[0], marks[1], marks[2])
		assert.ErrorIs(t, err, actionplan.ErrRange, marks)
	}
	for _, c := range [][4]int{{1, 1, 1, 1}, {5, 5, 5, 125}, {4, 3, 2, 24}} {
		score, err := actionplan.GUT(c[0], c[1], c[2])
		require.NoError(t, err)
		assert.Equal(t, c[3], score)
	}
}

// TestPrioritize_ranks: dense ranks and competition places; what has no priority comes last in the order of the plan.
func TestPrioritize_ranks(t *testing.T) {
	p := actionplan.Plan{ID: season().ID, Version: 1}
	for i, gravity := range []int{0, 2, 5, 2, 0, 1} {
		a := actionplan.Action{Code: actionplan.Code(fmt.Sprint("a", i)), What: []string{"x"}, Gravity: gravity}
		if gravity > 0 {
			a.Urgency, a.Tendency = 1, 1
		}
		p.Actions = append(p.Actions, a)
	}
	p.Actions[5].Gravity, p.Actions[5].Status, p.Actions[5].Progress = 4, actionplan.Done, decimal.New(1, 0)
	got, err := actionplan.Prioritize(p)
	require.NoError(t, err)
	assert.Equal(t, []actionplan.Ranked{
		{Code: "a2", Own: 5, Rank: 1, Place: 1},
		{Code: "a1", Own: 2, Rank: 2, Place: 2},
		{Code: "a3", Own: 2, Rank: 2, Place: 2},
		{Code: "a0", Rank: 0, Place: 4},
		{Code: "a4", Rank: 0, Place: 4},
		{Code: "a5", Own: 4, Rank: 0, Place: 4},
	}, got)
	none, err := actionplan.Prioritize(actionplan.Plan{})
	require.NoError(t, err)
	assert.Empty(t, none)
}

// slowHeirs returns the open actions that wait for one, by walking every path; a done one ends a path, a cancelled one does
// not.
func slowHeirs(p actionplan.Plan, code actionplan.Code) (all []actionplan.Action) {
	for _, l := range p.Links {
		if l.From != code {
			continue
		}
		a, _ := p.Action(l.To)
		switch {
		case a.Status <= actionplan.Blocked:
			all = append(append(all, a), slowHeirs(p, l.To)...)
		case a.Status == actionplan.Cancelled:
			all = append(all, slowHeirs(p, l.To)...)
		}
	}
	return all
}

func TestPrioritize_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := actionplan.Plan{ID: season().ID, Version: 1}
		n := rapid.IntRange(1, 7).Draw(t, "n")
		place := map[actionplan.Code]int{}
		for i := range n {
			a := actionplan.Action{Code: actionplan.Code(fmt.Sprint("a", i)), What: []string{"x"}}
			a.Status = rapid.SampledFrom([]actionplan.Status{actionplan.Planned, actionplan.Done, actionplan.Cancelled}).Draw(t, "status")
			if a.Status == actionplan.Done {
				a.Progress = decimal.New(1, 0)
			}
			if a.Gravity = rapid.IntRange(0, 3).Draw(t, "gravity"); a.Gravity > 0 {
				a.Urgency, a.Tendency = 1, 1
			}
			p.Actions = append(p.Actions, a)
			place[a.Code] = i
		}
		order := rapid.Permutation(p.Actions).Draw(t, "order of work") // not that of the plan
		for range rapid.IntRange(0, 10).Draw(t, "links") {
			i, k := rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to")
			if i < k {
				p.Links = append(p.Links, actionplan.Link{From: order[i].Code, To: order[k].Code, Type: actionplan.LinkType(i % 4)})
			}
		}
		got, err := actionplan.Prioritize(p)
		require.NoError(t, err)
		require.Len(t, got, n)
		for i, r := range got {
			a, _ := p.Action(r.Code)
			want := actionplan.Ranked{Code: r.Code, Own: a.Gravity, Rank: r.Rank, Place: r.Place}
			if a.Status == actionplan.Planned {
				for _, heir := range slowHeirs(p, r.Code) {
					if heir.Gravity > want.Inherited || heir.Gravity == want.Inherited && heir.Gravity > 0 && place[heir.Code] < place[want.Heir] {
						want.Inherited, want.Heir = heir.Gravity, heir.Code
					}
				}
			}
			assert.Equal(t, want, r)
			score := func(r actionplan.Ranked) int {
				if a, _ := p.Action(r.Code); a.Status != actionplan.Planned {
					return 0
				}
				return max(r.Own, r.Inherited)
			}
			higher := 0
			for _, other := range got {
				if score(other) > score(r) {
					higher++
				}
			}
			assert.Equal(t, higher+1, r.Place)
			assert.Equal(t, score(r) == 0, r.Rank == 0)
			if i > 0 && score(r) == score(got[i-1]) {
				assert.Less(t, place[got[i-1].Code], place[r.Code], "ties in the order of the plan")
				assert.Equal(t, got[i-1].Rank, r.Rank)
			} else if i > 0 && score(r) > 0 {
				assert.Equal(t, got[i-1].Rank+1, r.Rank)
			}
		}
	})
}

// TestPrioritize_heir: of heirs with one score the first in the order of the plan, whatever the order of the links.
func TestPrioritize_heir(t *testing.T) {
	p := season()
	for i := range p.Actions {
		p.Actions[i].Gravity, p.Actions[i].Urgency, p.Actions[i].Tendency = 2, 2, 2
	}
	for _, links := range [][]actionplan.Link{
		{{From: "team", To: "windows"}, {From: "team", To: "survey"}},
		{{From: "team", To: "survey"}, {From: "team", To: "windows"}},
	} {
		p.Links = links
		got, err := actionplan.Prioritize(p)
		require.NoError(t, err)
		assert.Equal(t, actionplan.Ranked{Code: "team", Own: 8, Inherited: 8, Heir: "windows", Rank: 1, Place: 1}, got[0])
	}
}

func TestPrioritize_faults(t *testing.T) {
	for fault, change := range map[string]func(p *actionplan.Plan){
		"Plan.actions[0].gravity gut_range": func(p *actionplan.Plan) { p.Actions[0].Gravity = 1 },
		"Plan.actions[0].gravity max":       func(p *actionplan.Plan) { p.Actions[0].Gravity = 6 },
		"Plan.actions[0].tendency min":      func(p *actionplan.Plan) { p.Actions[0].Tendency = -1 },
		"Plan.actions[1].status max":        func(p *actionplan.Plan) { p.Actions[1].Status = 8 },
		"Plan.links cycle":                  func(p *actionplan.Plan) { p.Links = append(p.Links, actionplan.Link{From: "survey", To: "team"}) },
		"Plan.links[0].from unknown_code":   func(p *actionplan.Plan) { p.Links[0].From = "x" },
		"Plan.links[0].type max":            func(p *actionplan.Plan) { p.Links[0].Type = 9 },
		"Plan.actions[1].code unique_code":  func(p *actionplan.Plan) { p.Actions[1].Code = "team" },
	} {
		p := season()
		change(&p)
		_, err := actionplan.Prioritize(p)
		assert.Contains(t, faults(t, err), fault)
	}
}
