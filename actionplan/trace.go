package actionplan

import (
	"cmp"
	"slices"
)

// Coverage says which references the actions of a plan answer. References are sorted by kind, then ID, each once; codes
// come in the order of the plan.
type Coverage struct {
	Answered   []Ref  // known, and an action cites it
	Unanswered []Ref  // known, and no action does
	Unknown    []Ref  // an action cites it, and it is not known
	Unasked    []Code // actions that cite nothing
}

// Trace compares what the actions of p cite with what is known, such as all strategies of a matrix and all findings of a
// survey. What the plan itself cites, in Plan.Refs, counts for no action. It works on drafts too.
func Trace(p Plan, known []Ref) Coverage {
	cited := map[Ref]bool{}
	var c Coverage
	for _, a := range p.Actions {
		if len(a.Refs) == 0 {
			c.Unasked = append(c.Unasked, a.Code)
		}
		for _, ref := range a.Refs {
			cited[ref] = true
		}
	}
	isKnown := map[Ref]bool{}
	for _, ref := range known {
		if isKnown[ref] {
			continue
		}
		isKnown[ref] = true
		if cited[ref] {
			c.Answered = append(c.Answered, ref)
		} else {
			c.Unanswered = append(c.Unanswered, ref)
		}
	}
	for ref := range cited {
		if !isKnown[ref] {
			c.Unknown = append(c.Unknown, ref)
		}
	}
	for _, refs := range [][]Ref{c.Answered, c.Unanswered, c.Unknown} {
		slices.SortFunc(refs, func(a, b Ref) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) })
	}
	return c
}
