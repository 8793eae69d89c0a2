package actionplan

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
)

// A Change is a difference between two plans in one part. Path is a JSON pointer with codes as indexes, such as
// /actions/A1/due; From and To are the JSON of the part, nil where it is absent. The path of a list of actions, indicators
// or contingencies itself, such as /actions, stands for its order, a list of codes. The zero value changes nothing and is
// refused.
type Change struct {
	Path string          `json:"path"`
	From json.RawMessage `json:"from,omitempty"`
	To   json.RawMessage `json:"to,omitempty"`
}

// Diff returns what turns a into b, nil if nothing does, so that Patch(a, Diff(a, b)) is b. Parts are the fields of the plan,
// of its calendar, and of actions, indicators and contingencies by their codes; a list without codes is one part, and so is
// the life of an action from Status to Log, /actions/A1/life. A part that comes or goes is one change. The order of a list is
// a change where it is not the old order with what is new at its end. Forms of one decimal, 1.5 and 1.50, are no difference.
//
// It returns [ErrConflict] for plans of different identifiers, the faults of a plan whose codes cannot tell its parts apart,
// [ErrRange] for a hostile decimal, and [ErrInvalid] for what JSON cannot hold.
func Diff(a, b Plan) ([]Change, error) {
	deltas, err := diff(a, b)
	if err != nil {
		return nil, fmt.Errorf("actionplan: diff: %w", err)
	}
	var changes []Change
	for _, d := range deltas {
		changes = append(changes, d.Change)
	}
	return changes, nil
}

// A delta is a change with its values: of a part, none for a declaration that is not there, or two lists of codes.
type delta struct {
	Change
	from, to reflect.Value
}

// diff returns what turns a into b.
func diff(a, b Plan) ([]delta, error) {
	if a.ID != b.ID {
		return nil, fmt.Errorf("of plans %s and %s: %w", a.ID, b.ID, ErrConflict)
	}
	for _, p := range []Plan{a, b} {
		if !p.coded() {
			return nil, invalid(p)
		}
	}
	var d differ
	err := d.declaration("", reflect.ValueOf(a), reflect.ValueOf(b))
	return d.deltas, err
}

// coded reports whether codes tell all parts of p apart.
func (p Plan) coded() bool {
	sound := true
	reportCodes(p, func(string, string) { sound = false })
	for i := range p.Actions {
		a := &p.Actions[i]
		sound = sound && a.Code != "" && !slices.ContainsFunc(a.Indicators, func(i Indicator) bool { return i.Code == "" }) &&
			!slices.ContainsFunc(a.Contingencies, func(c Contingency) bool { return c.Code == "" })
	}
	return sound
}

// A differ gathers what differs.
type differ struct{ deltas []delta }

// add adds a delta, whose JSON encode makes.
func (d *differ) add(path string, from, to reflect.Value, encode func(reflect.Value) (json.RawMessage, error)) error {
	before, err := encode(from)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	after, err := encode(to)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	d.deltas = append(d.deltas, delta{Change{path, before, after}, from, to})
	return nil
}

// declaration compares two declarations of one type part by part.
func (d *differ) declaration(path string, a, b reflect.Value) (err error) {
	for _, p := range parts(a.Type()) {
		below, from, to := path+"/"+p.name, p.get(a), p.get(b)
		switch {
		case p.kind == codedPart:
			err = d.list(below, from, to)
		case p.kind == groupPart:
			err = d.declaration(below, from, to)
		case !same(from, to):
			err = d.add(below, from, to, p.encode)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// list compares two lists by the codes of their members.
func (d *differ) list(path string, a, b reflect.Value) (err error) {
	before, after := codesOf(a), codesOf(b)
	old, kept := places(before), places(after)
	for i, code := range before {
		member, below := a.Index(i), path+"/"+string(code)
		if k, stays := kept[code]; !stays {
			err = d.add(below, member, reflect.Value{}, encode)
		} else if !same(member, b.Index(k)) {
			err = d.declaration(below, member, b.Index(k))
		}
		if err != nil {
			return err
		}
	}
	for k, code := range after {
		if _, known := old[code]; known {
			continue
		}
		if err := d.add(path+"/"+string(code), reflect.Value{}, b.Index(k), encode); err != nil {
			return err
		}
	}
	if !slices.Equal(after, arranged(before, after)) {
		return d.add(path, reflect.ValueOf(before), reflect.ValueOf(after), encode)
	}
	return nil
}

// codesOf returns the codes of a list.
func codesOf(list reflect.Value) []Code {
	codes := make([]Code, list.Len())
	for i := range codes {
		codes[i] = codeOf(list.Index(i))
	}
	return codes
}

// places returns the place of each code.
func places(codes []Code) map[Code]int {
	at := make(map[Code]int, len(codes))
	for i, code := range codes {
		at[code] = i
	}
	return at
}

// arranged returns the codes of after in the order of before, and what is not there at the end, in its own order.
func arranged(before, after []Code) []Code {
	old, kept := places(before), places(after)
	all := make([]Code, 0, len(after))
	for _, code := range before {
		if _, stays := kept[code]; stays {
			all = append(all, code)
		}
	}
	for _, code := range after {
		if _, known := old[code]; !known {
			all = append(all, code)
		}
	}
	return all
}
