package promotion

import (
	"fmt"
	"strconv"
)

// A field is one member of an object in JSON. The same list of fields writes and reads a type, so that the two agree.
type field struct {
	name string
	value
}

// A value is where a field lies in memory. Parse takes sound JSON.
type value interface {
	isZero() bool
	append(out []byte, n *nest) ([]byte, error)
	parse(raw []byte, n *nest) error
}

// nest counts what is left of the depth and the parts of a condition. Fields outside a condition have none.
type nest struct{ depth, parts int }

// newNest returns what a condition may hold.
func newNest() *nest { return &nest{depth: mostDepth, parts: mostParts} }

// enter takes a level and a part, or returns [ErrLimit].
func (n *nest) enter() error {
	n.depth--
	n.parts--
	if n.depth < 0 || n.parts < 0 {
		return fmt.Errorf("%w: at most %d levels and %d parts", ErrLimit, mostDepth, mostParts)
	}
	return nil
}

// leave gives the level back.
func (n *nest) leave() { n.depth++ }

// appendObject appends an object of the fields that are not zero, led by the type unless it is "".
func appendObject(out []byte, typeName string, fields []field, n *nest) ([]byte, error) {
	out = append(out, '{')
	if typeName != "" {
		out = append(append(append(out, `"type":"`...), typeName...), '"')
	}
	for _, f := range fields {
		if f.isZero() {
			continue
		}
		if out[len(out)-1] != '{' {
			out = append(out, ',')
		}
		out = append(append(append(out, '"'), f.name...), `":`...)
		var err error
		if out, err = f.append(out, n); err != nil {
			return nil, within(f.name, err)
		}
	}
	return append(out, '}'), nil
}

// parseMembers sets the fields that members name. A member that is null counts as absent. It returns [ErrDecode] for a
// name that no field has.
func parseMembers(members []member, fields []field, n *nest) error {
members:
	for _, m := range members {
		for _, f := range fields {
			if f.name != string(m.name) {
				continue
			}
			if m.raw[0] != 'n' {
				if err := f.parse(m.raw, n); err != nil {
					return within(f.name, err)
				}
			}
			continue members
		}
		return fmt.Errorf("%w: unknown field %.40q", ErrDecode, m.name)
	}
	return nil
}

// object is a struct with fields of its own.
type object[T comparable] struct {
	at     *T
	fields func(*T) []field
}

func (o object[T]) isZero() bool { return *o.at == *new(T) }

func (o object[T]) append(out []byte, n *nest) ([]byte, error) {
	return appendObject(out, "", o.fields(o.at), n)
}

func (o object[T]) parse(raw []byte, n *nest) error {
	members, err := membersOf(raw)
	if err != nil {
		return err
	}
	return parseMembers(members, o.fields(o.at), n)
}

// list is a slice, each element a value. Only a condition may be null.
type list[T any] struct {
	at *[]T
	of func(*T) value
}

func (l list[T]) isZero() bool { return len(*l.at) == 0 }

func (l list[T]) append(out []byte, n *nest) ([]byte, error) {
	out = append(out, '[')
	for i := range *l.at {
		if i > 0 {
			out = append(out, ',')
		}
		var err error
		if out, err = l.of(&(*l.at)[i]).append(out, n); err != nil {
			return nil, within("["+strconv.Itoa(i)+"]", err)
		}
	}
	return append(out, ']'), nil
}

func (l list[T]) parse(raw []byte, n *nest) error {
	elements, err := elementsOf(raw)
	if err != nil {
		return err
	}
	parsed := make([]T, len(elements))
	for i, element := range elements {
		if err := l.of(&parsed[i]).parse(element, n); err != nil {
			return within("["+strconv.Itoa(i)+"]", err)
		}
	}
	*l.at = parsed
	return nil
}

// optional is a pointer to a value, nil where it is absent.
type optional[T any] struct {
	at **T
	of func(*T) value
}

func (o optional[T]) isZero() bool { return *o.at == nil }

func (o optional[T]) append(out []byte, n *nest) ([]byte, error) { return o.of(*o.at).append(out, n) }

func (o optional[T]) parse(raw []byte, n *nest) error {
	parsed := new(T)
	if err := o.of(parsed).parse(raw, n); err != nil {
		return err
	}
	*o.at = parsed
	return nil
}
