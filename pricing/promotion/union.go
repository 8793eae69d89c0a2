package promotion

import (
	"fmt"
	"slices"
)

// root is a condition that stands in no other. It counts its own levels, parts and bytes.
type root struct{ at *Condition }

func (r root) isZero() bool { return *r.at == nil }

func (r root) append(out []byte, _ *nest) ([]byte, error) {
	start := len(out)
	out, err := node(r).append(out, newNest())
	if err != nil {
		return nil, err
	}
	return out, bytesLimit(len(out) - start)
}

func (r root) parse(raw []byte, _ *nest) error {
	if err := bytesLimit(len(raw)); err != nil {
		return err
	}
	return node(r).parse(raw, newNest())
}

// bytesLimit returns [ErrLimit] for more JSON than a condition may have.
func bytesLimit(n int) error {
	if n > mostBytes {
		return fmt.Errorf("%w: at most %d bytes", ErrLimit, mostBytes)
	}
	return nil
}

// node is a condition, within another or at the root; nil is null and no part.
type node struct{ at *Condition }

func nodeAt(at *Condition) value { return node{at} }

func (c node) isZero() bool { return *c.at == nil }

func (c node) append(out []byte, n *nest) ([]byte, error) {
	if *c.at == nil {
		return append(out, "null"...), nil
	}
	if err := n.enter(); err != nil {
		return nil, err
	}
	defer n.leave()
	return appendUnion(out, conditionKinds, *c.at, n)
}

func (c node) parse(raw []byte, n *nest) (err error) {
	if raw[0] == 'n' {
		return nil
	}
	if err := n.enter(); err != nil {
		return err
	}
	defer n.leave()
	*c.at, err = parseUnion(raw, conditionKinds, n)
	return err
}

// give is a benefit.
type give struct{ at *Benefit }

func (g give) isZero() bool { return *g.at == nil }

func (g give) append(out []byte, n *nest) ([]byte, error) {
	return appendUnion(out, benefitKinds, *g.at, n)
}

func (g give) parse(raw []byte, n *nest) (err error) {
	*g.at, err = parseUnion(raw, benefitKinds, n)
	return err
}

// appendUnion appends u, not nil, with its type in front.
func appendUnion[U any](out []byte, kinds []kind[U], u U, n *nest) ([]byte, error) {
	for _, k := range kinds {
		if fields, ok := k.fields(u); ok {
			return appendObject(out, k.name, fields, n)
		}
	}
	return nil, fmt.Errorf("%w: %T is none of the types, by value", ErrInvalid, u)
}

// parseUnion returns what raw, an object with a type, holds.
func parseUnion[U any](raw []byte, kinds []kind[U], n *nest) (none U, err error) {
	members, err := membersOf(raw)
	if err != nil {
		return none, err
	}
	for i, m := range members {
		if string(m.name) != "type" {
			continue
		}
		name, err := unquote(m.raw)
		if err != nil {
			return none, within("type", err)
		}
		for _, k := range kinds {
			if k.name == name {
				fields, value := k.fresh()
				others := slices.Delete(members, i, i+1)
				if err := parseMembers(others, fields, n); err != nil {
					return none, err
				}
				return value(), nil
			}
		}
		return none, within("type", fmt.Errorf("%w: %w %.40q", ErrDecode, ErrUnknown, name))
	}
	return none, within("type", fmt.Errorf("%w: absent", ErrDecode))
}

// isKind reports whether u is of one of the kinds, by value.
func isKind[U any](kinds []kind[U], u U) bool {
	for _, k := range kinds {
		if _, ok := k.fields(u); ok {
			return true
		}
	}
	return false
}
