package actionplan

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Patch returns a with the changes, in their order, all or none: on an error it returns the zero plan. It shares nothing with
// a. The order of a list is changed last, once, from the order in a. It takes at most the time of the changes times the actions.
//
// It returns [ErrConflict] where From is not what stands there, [ErrNotFound] for the path of a declaration that is not there,
// [ErrInvalid] for a path or a value of no part, and the faults of the result; [ErrRange] for a hostile decimal. A value with
// a field that this version does not know is refused, too, rather than read in part.
func Patch(a Plan, changes []Change) (Plan, error) {
	patched, err := patch(a, changes)
	if err == nil {
		err = patched.Validate()
	}
	if err != nil {
		return Plan{}, fmt.Errorf("actionplan: patch: %w", err)
	}
	return patched, nil
}

// patch returns a with the changes, whether the result is valid or not.
func patch(a Plan, changes []Change) (Plan, error) {
	p, err := newPatcher(a)
	if err != nil {
		return Plan{}, err
	}
	for i, c := range changes {
		if err := p.change(c); err != nil {
			return Plan{}, fmt.Errorf("changes[%d], %.200q: %w", i, c.Path, err)
		}
	}
	return p.result()
}

// A patcher changes a plan.
type patcher struct {
	before, plan Plan
	orders       map[string][2][]Code // of lists, as it was and as it is to be
}

// newPatcher returns a patcher of a copy of a.
func newPatcher(a Plan) (*patcher, error) {
	if !a.coded() || hostile(reflect.ValueOf(a)) {
		return nil, invalid(a)
	}
	return &patcher{before: a, plan: a.clone(), orders: map[string][2][]Code{}}, nil
}

// result returns the plan with its lists in their new orders. It shares nothing with what it was made of.
func (p *patcher) result() (Plan, error) {
	for _, path := range slices.Sorted(maps.Keys(p.orders)) {
		if err := p.arrange(path, p.orders[path][0], p.orders[path][1]); err != nil {
			return Plan{}, fmt.Errorf("%.200q: %w", path, err)
		}
	}
	return p.plan.clone(), nil
}

// A spot is where a path leads: to a part of a declaration, or to a member of a list.
type spot struct {
	of     reflect.Value // the declaration
	part   part
	member Code // "" for the part itself
}

// find follows a path in a plan.
func find(plan *Plan, path string) (spot, error) {
	names, ok := strings.CutPrefix(path, "/")
	if !ok {
		return spot{}, fmt.Errorf("no path: %w", ErrInvalid)
	}
	at := spot{of: reflect.ValueOf(plan).Elem()}
	for steps := strings.Split(names, "/"); ; {
		all := parts(at.of.Type())
		i := slices.IndexFunc(all, func(p part) bool { return p.name == steps[0] })
		if i < 0 {
			return spot{}, fmt.Errorf("no part %.64q: %w", steps[0], ErrInvalid)
		}
		at.part, steps = all[i], steps[1:]
		switch {
		case len(steps) == 0:
			return at, nil
		case at.part.kind == groupPart:
			at.of = at.part.get(at.of)
		case at.part.kind == leafPart:
			return spot{}, fmt.Errorf("%s has no parts: %w", at.part.name, ErrInvalid)
		case len(steps) == 1:
			at.member = Code(steps[0])
			return at, nil
		default:
			list := at.part.get(at.of)
			i := indexOf(list, Code(steps[0]))
			if i < 0 {
				return spot{}, fmt.Errorf("%.64q: %w", steps[0], ErrNotFound)
			}
			at.of, steps = list.Index(i), steps[1:]
		}
	}
}

// change makes one change.
func (p *patcher) change(c Change) error {
	at, err := find(&p.plan, c.Path)
	if err != nil {
		return err
	}
	of := at.part.get(at.of).Type()
	switch {
	case at.member != "":
		of = of.Elem()
	case at.part.kind == codedPart:
		of = reflect.TypeFor[[]Code]()
	case at.part.kind == groupPart:
		return fmt.Errorf("%s changes part by part: %w", at.part.name, ErrInvalid)
	}
	from, err := decode(of, c.From)
	if err != nil {
		return fmt.Errorf("from: %w", err)
	}
	to, err := decode(of, c.To)
	if err != nil {
		return fmt.Errorf("to: %w", err)
	}
	if at.member != "" && c.From == nil {
		from = reflect.Value{}
	}
	if at.member != "" && c.To == nil {
		to = reflect.Value{}
	}
	return p.make(at, delta{c, from, to})
}

// make makes one change where it belongs.
func (p *patcher) make(at spot, d delta) error {
	switch {
	case at.member != "":
		return at.replace(d.from, d.to)
	case at.part.kind == codedPart:
		if _, twice := p.orders[d.Path]; twice {
			return fmt.Errorf("its order changes twice: %w", ErrConflict)
		}
		from, _ := reflect.TypeAssert[[]Code](d.from)
		to, _ := reflect.TypeAssert[[]Code](d.to)
		p.orders[d.Path] = [2][]Code{from, to}
		return nil
	case !same(at.part.get(at.of), d.from):
		return errOther
	}
	at.part.set(at.of, d.to)
	return nil
}

// errOther says that a change is from something else.
var errOther = fmt.Errorf("it is not what the change is from: %w", ErrConflict)

// replace puts a member of a list in, or takes it out, or both.
func (s spot) replace(from, to reflect.Value) error {
	list := s.part.get(s.of)
	i := indexOf(list, s.member)
	switch {
	case !from.IsValid() && !to.IsValid():
		return fmt.Errorf("from nothing to nothing: %w", ErrInvalid)
	case to.IsValid() && codeOf(to) != s.member:
		return fmt.Errorf("to: another code: %w", ErrInvalid)
	case from.IsValid() != (i >= 0), from.IsValid() && !same(list.Index(i), from):
		return errOther
	case !from.IsValid():
		s.part.set(s.of, reflect.Append(list, to))
	case !to.IsValid():
		s.part.set(s.of, reflect.AppendSlice(list.Slice(0, i), list.Slice(i+1, list.Len())))
	default:
		list.Index(i).Set(to)
	}
	return nil
}

// arrange brings a list into a new order.
func (p *patcher) arrange(path string, from, to []Code) error {
	old, err := find(&p.before, path)
	if err != nil {
		return err
	}
	at, err := find(&p.plan, path)
	if err != nil {
		return err
	}
	list := at.part.get(at.of)
	now := places(codesOf(list))
	if !slices.Equal(codesOf(old.part.get(old.of)), from) || len(to) != len(now) || len(places(to)) != len(now) {
		return errOther
	}
	arranged := reflect.MakeSlice(list.Type(), 0, list.Len())
	for _, code := range to {
		i, known := now[code]
		if !known {
			return errOther
		}
		arranged = reflect.Append(arranged, list.Index(i))
	}
	at.part.set(at.of, arranged)
	return nil
}
