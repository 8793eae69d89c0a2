package actionplan

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Merge returns base with what ours and what theirs changed, part by part as [Diff] tells them, and what they changed in
// conflict: pairs of ours and theirs, each from base, sorted by path. The same change twice is no conflict. In conflict are
// two different changes of one part, a declaration that one side takes out while the other changes something in it, and two
// orders of one list; there the plan keeps base. What both sides add to a list comes behind what was there, theirs and ours
// in the order of their codes. Swapping ours and theirs swaps the sides of the conflicts and changes nothing else.
//
// It returns the errors of Diff, without a plan. If the result is not valid, as when two links that are good alone form a
// cycle, it returns the plan and the conflicts with the faults of [Plan.Validate]: nothing is dropped.
func Merge(base, ours, theirs Plan) (Plan, [][2]Change, error) {
	m := merger{base: base, ours: ours, theirs: theirs, blocked: map[string]bool{}}
	merged, err := m.merge()
	if err != nil {
		return Plan{}, nil, fmt.Errorf("actionplan: merge: %w", err)
	}
	slices.SortFunc(m.conflicts, func(a, b [2]Change) int {
		return cmp.Or(
			cmp.Compare(min(a[0].Path, a[1].Path), min(b[0].Path, b[1].Path)),
			cmp.Compare(max(a[0].Path, a[1].Path), max(b[0].Path, b[1].Path)),
		)
	})
	if err := merged.Validate(); err != nil {
		return merged, m.conflicts, fmt.Errorf("actionplan: merge: %w", err)
	}
	return merged, m.conflicts, nil
}

// A merger joins two lists of changes from one plan.
type merger struct {
	base, ours, theirs Plan
	mine, its          []delta
	blocked            map[string]bool // paths in conflict, which stay as they are in base
	conflicts          [][2]Change
}

// merge returns the plan, and finds the conflicts.
func (m *merger) merge() (Plan, error) {
	var err error
	if m.mine, err = diff(m.base, m.ours); err != nil {
		return Plan{}, fmt.Errorf("ours: %w", err)
	}
	if m.its, err = diff(m.base, m.theirs); err != nil {
		return Plan{}, fmt.Errorf("theirs: %w", err)
	}
	m.compare()
	deltas, err := m.agreed()
	if err != nil {
		return Plan{}, err
	}
	p, err := newPatcher(m.base)
	if err != nil {
		return Plan{}, err
	}
	for _, d := range deltas {
		at, err := find(&p.plan, d.Path)
		if err == nil {
			err = p.make(at, d)
		}
		if err != nil {
			return Plan{}, fmt.Errorf("%.200q: %w", d.Path, err)
		}
	}
	return p.result()
}

// isList reports whether a path is that of a list itself, so that its change is one of order.
func isList(path string) bool {
	steps := strings.Split(path, "/")[1:]
	return path == "/actions" || len(steps) == 3 && steps[0] == "actions" && (steps[2] == "indicators" || steps[2] == "contingencies")
}

// memberOf returns the list that a path leads into, and the code of its member, if it leads to a member as a whole.
func memberOf(path string) (list string, code Code, ok bool) {
	i := strings.LastIndex(path, "/")
	return path[:i], Code(path[i+1:]), isList(path[:i])
}

// conflict takes down two changes that do not go together.
func (m *merger) conflict(mine, its delta) {
	m.conflicts = append(m.conflicts, [2]Change{mine.Change, its.Change})
	m.blocked[mine.Path], m.blocked[its.Path] = true, true
}

// compare finds the conflicts but for those of order.
func (m *merger) compare() {
	mine, its := byPath(m.mine), byPath(m.its)
	for _, c := range m.mine {
		other, both := its[c.Path]
		if both && !isList(c.Path) && !c.leadsTo(other) {
			m.conflict(c, other)
		}
		for _, path := range holders(c.Path) {
			if removal, ok := its[path]; ok && !removal.to.IsValid() {
				m.conflict(c, removal)
			}
		}
	}
	for _, c := range m.its {
		for _, path := range holders(c.Path) {
			if removal, ok := mine[path]; ok && !removal.to.IsValid() {
				m.conflict(removal, c)
			}
		}
	}
}

// leadsTo reports whether d and e, of one part, lead to the same.
func (d delta) leadsTo(e delta) bool {
	if !d.to.IsValid() || !e.to.IsValid() {
		return d.to.IsValid() == e.to.IsValid()
	}
	return same(d.to, e.to)
}

// byPath returns deltas by their paths.
func byPath(deltas []delta) map[string]delta {
	all := make(map[string]delta, len(deltas))
	for _, c := range deltas {
		all[c.Path] = c
	}
	return all
}

// holders returns the paths of the members of lists that hold what a path leads to.
func holders(path string) (all []string) {
	for i := 1; i < len(path); i++ {
		if path[i] == '/' {
			if _, _, ok := memberOf(path[:i]); ok {
				all = append(all, path[:i])
			}
		}
	}
	return all
}

// agreed returns the changes that are not in conflict, each once, with the orders of the lists that one side reorders or both
// add to.
func (m *merger) agreed() (all []delta, err error) {
	touched, members := map[string]int{}, map[string][]delta{} // by list: sides that add to it, what comes and goes
	take := func(c delta, side int) {
		list, _, isMember := memberOf(c.Path)
		switch {
		case isList(c.Path):
			touched[c.Path] = 1 | 2
		case m.blocked[c.Path]:
		default:
			all = append(all, c)
			if isMember {
				members[list] = append(members[list], c)
				if c.to.IsValid() {
					touched[list] |= side
				}
			}
		}
	}
	mine := byPath(m.mine)
	for _, c := range m.mine {
		take(c, 1)
	}
	for _, c := range m.its {
		if _, twice := mine[c.Path]; !twice || isList(c.Path) {
			take(c, 2)
		} else if list, _, ok := memberOf(c.Path); ok && c.to.IsValid() && !m.blocked[c.Path] {
			touched[list] |= 2
		}
	}
	for list, sides := range touched {
		if m.blocked[list] || sides != 1|2 {
			continue
		}
		before, after, err := m.order(list, members[list])
		if err != nil {
			return nil, err
		}
		all = append(all, delta{Change{Path: list}, reflect.ValueOf(before), reflect.ValueOf(after)})
	}
	return all, nil
}

// order returns the codes of a list in base and in the result, where members come and go.
func (m *merger) order(list string, members []delta) (before, after []Code, err error) {
	var codes [3][]Code
	for i, p := range []*Plan{&m.base, &m.ours, &m.theirs} {
		at, err := find(p, list)
		if err != nil {
			return nil, nil, err
		}
		codes[i] = codesOf(at.part.get(at.of))
	}
	before = codes[0]
	present := map[Code]bool{}
	for _, code := range before {
		present[code] = true
	}
	for _, c := range members {
		_, code, _ := memberOf(c.Path)
		present[code] = c.to.IsValid()
	}
	pick := func(lists ...[]Code) (all []Code) { // of several lists what is present, each code where it comes first
		seen := map[Code]bool{}
		for _, code := range slices.Concat(lists...) {
			if present[code] && !seen[code] {
				seen[code] = true
				all = append(all, code)
			}
		}
		return all
	}
	ours, theirs := pick(codes[1]), pick(codes[2])
	moved := func(side []Code) bool { return !slices.Equal(side, arranged(before, side)) }
	mineNew, itsNew := added(before, ours), added(before, theirs)
	if slices.Compare(mineNew, itsNew) > 0 {
		mineNew, itsNew = itsNew, mineNew
	}
	byOurs, byTheirs := pick(ours, before, theirs), pick(theirs, before, ours)
	switch {
	case slices.Equal(byOurs, byTheirs):
		return before, byOurs, nil
	case moved(ours) && !moved(theirs):
		return before, byOurs, nil
	case moved(theirs) && !moved(ours):
		return before, byTheirs, nil
	case moved(ours) || crossed(ours, theirs):
		m.conflict(reordered(list, before, codes[1]), reordered(list, before, codes[2]))
	}
	return before, pick(before, mineNew, itsNew), nil
}

// reordered returns the change of a list's order.
func reordered(list string, before, after []Code) delta {
	d := delta{Change{Path: list}, reflect.ValueOf(before), reflect.ValueOf(after)}
	d.From, _ = encode(d.from) // codes are texts
	d.To, _ = encode(d.to)
	return d
}

// added returns the codes of after that are not in before.
func added(before, after []Code) (all []Code) {
	old := places(before)
	for _, code := range after {
		if _, known := old[code]; !known {
			all = append(all, code)
		}
	}
	return all
}

// crossed reports whether codes that two lists share stand in another order.
func crossed(a, b []Code) bool {
	at, last := places(b), -1
	for _, code := range a {
		if i, shared := at[code]; shared {
			if i < last {
				return true
			}
			last = i
		}
	}
	return false
}
