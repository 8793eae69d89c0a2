package actionplan

import (
	"cmp"
	"fmt"
	"slices"
)

// A Ranked is the priority of an action: its own score, and the greatest among the actions that wait for it.
type Ranked struct {
	Code      Code
	Own       int  // gravity · urgency · tendency, 1 to 125; 0 where it is not scored
	Inherited int  // the greatest Own of an open action that waits for it, directly or not; 0 for none
	Heir      Code // the action that Inherited comes from, the first in the order of the plan
	Rank      int  // 1 for the highest, equal ones alike, the next one greater; 0 without priority
	Place     int  // 1 and how many stand higher
}

// GUT returns gravity · urgency · tendency, 1 to 125, or [ErrRange] unless each is 1 to 5. Gravity is how bad it is, urgency
// how soon it must be dealt with, tendency how it gets worse if nothing is done. Reference: Kepner and Tregoe (1981), The
// New Rational Manager, as a product of three marks in Brazilian practice.
func GUT(gravity, urgency, tendency int) (int, error) {
	for _, mark := range []int{gravity, urgency, tendency} {
		if mark < 1 || mark > 5 {
			return 0, fmt.Errorf("actionplan: GUT of %d, %d and %d, each 1 to 5: %w", gravity, urgency, tendency, ErrRange)
		}
	}
	return gravity * urgency * tendency, nil
}

// gut returns the score of a, 0 where it is not scored.
func (a *Action) gut() int { return a.Gravity * a.Urgency * a.Tendency }

// Prioritize ranks the actions of p by the greater of what they score and what they inherit, ties in the order of the plan:
// whoever holds up an urgent action is urgent himself, through links of any type. An action that is done holds up nobody; a
// cancelled one passes on what waits for it. What is neither scored nor waited for, and what is no longer open, comes last
// with rank 0.
//
// It checks what it reads, codes, links, statuses and scores: a fault among these returns all faults of [Plan.Validate]. The
// cost is one pass over the links.
func Prioritize(p Plan) ([]Ranked, error) {
	n, ok := p.network()
	for i := range p.Actions {
		a := &p.Actions[i]
		ok = ok && a.Status <= Cancelled && min(a.Gravity, a.Urgency, a.Tendency) >= 0 && max(a.Gravity, a.Urgency, a.Tendency) <= 5
		ok = ok && (a.gut() > 0 || a.Gravity+a.Urgency+a.Tendency == 0)
	}
	if !ok {
		return nil, fmt.Errorf("actionplan: prioritize: %w", invalid(p))
	}
	ranked, heirs := make([]Ranked, len(p.Actions)), make([]int, len(p.Actions))
	for _, i := range slices.Backward(n.order) {
		r := &ranked[i]
		r.Code, r.Own = p.Actions[i].Code, p.Actions[i].gut()
		heir := func(score, place int) {
			if score > r.Inherited || score == r.Inherited && score > 0 && place < heirs[i] {
				r.Inherited, r.Heir, heirs[i] = score, p.Actions[place].Code, place
			}
		}
		if s := p.Actions[i].Status; !s.open() && s != Cancelled {
			continue
		}
		for _, k := range n.next(i) {
			if p.Actions[k].Status.open() {
				heir(ranked[k].Own, k)
			}
			heir(ranked[k].Inherited, heirs[k])
		}
	}
	for i := range ranked { // what a cancelled action passed on is not its own
		if !p.Actions[i].Status.open() {
			ranked[i].Inherited, ranked[i].Heir = 0, ""
		}
	}
	p.rank(ranked)
	return ranked, nil
}

// rank sorts ranked, which is in the order of the plan, and numbers it.
func (p Plan) rank(ranked []Ranked) {
	scores := make(map[Code]int, len(ranked))
	for i, r := range ranked {
		if p.Actions[i].Status.open() {
			scores[r.Code] = max(r.Own, r.Inherited)
		}
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int { return cmp.Compare(scores[b.Code], scores[a.Code]) })
	for i := range ranked {
		r := &ranked[i]
		r.Rank, r.Place = 1, i+1
		if i > 0 {
			r.Rank = ranked[i-1].Rank + 1
		}
		switch score := scores[r.Code]; {
		case i > 0 && score == scores[ranked[i-1].Code]:
			r.Rank, r.Place = ranked[i-1].Rank, ranked[i-1].Place
		case score == 0:
			r.Rank = 0
		}
	}
}
