package actionplan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// lifePart is the name of the part that the fields from Status to Log of an action are.
const lifePart = "life"

// A life is what an action has lived through: fields of [Action], which change together.
type life struct {
	Status   Status          `json:"status,omitempty"`
	Progress decimal.Decimal `json:"progress"`
	Started  calendar.Date   `json:"started,omitzero"`
	Finished calendar.Date   `json:"finished,omitzero"`
	Log      []Event         `json:"log,omitempty"`
}

// A part is a field of a declaration as a change sees it, by its name in JSON.
type part struct {
	name string
	get  func(of reflect.Value) reflect.Value // a copy for the life of an action, else the field
	set  func(of, value reflect.Value)
	kind partKind
	omit bool // JSON leaves out an empty one
}

type partKind uint8

const (
	leafPart  partKind = iota // changes as a whole
	codedPart                 // a list whose members have codes
	groupPart                 // a declaration with parts of its own
)

// parts returns the parts of a type of declaration, but for its identifier or code.
func parts(of reflect.Type) (all []part) {
	lived := map[string]bool{}
	if of == reflect.TypeFor[Action]() {
		for field := range reflect.TypeFor[life]().Fields() {
			lived[field.Name] = true
		}
		all = append(all, part{name: lifePart, get: lifeOf, set: setLife})
	}
	for field := range of.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if lived[field.Name] || field.Type == reflect.TypeFor[Code]() || field.Type == reflect.TypeFor[uuid.UUID]() {
			continue
		}
		p := part{
			name: name, omit: strings.HasPrefix(options, "omit"),
			get: func(of reflect.Value) reflect.Value { return of.FieldByIndex(field.Index) },
			set: func(of, value reflect.Value) { of.FieldByIndex(field.Index).Set(value) },
		}
		switch {
		case field.Type == reflect.TypeFor[calendar.Calendar]():
			p.kind = groupPart
		case field.Type.Kind() == reflect.Slice && codeField(field.Type.Elem()):
			p.kind = codedPart
		}
		all = append(all, p)
	}
	return all
}

// codeField reports whether a type is a declaration with a code.
func codeField(of reflect.Type) bool {
	if of.Kind() != reflect.Struct {
		return false
	}
	field, ok := of.FieldByName("Code")
	return ok && field.Type == reflect.TypeFor[Code]()
}

// codeOf returns the code of a declaration.
func codeOf(v reflect.Value) Code { return Code(v.FieldByName("Code").String()) }

// indexOf returns the place of a code in a list, -1 for none.
func indexOf(list reflect.Value, code Code) int {
	if actions, ok := reflect.TypeAssert[[]Action](list); ok { // without reflection: it may be long
		for i := range actions {
			if actions[i].Code == code {
				return i
			}
		}
		return -1
	}
	return slices.Index(codesOf(list), code)
}

// lifeOf returns the life of an action.
func lifeOf(action reflect.Value) reflect.Value {
	lived := reflect.New(reflect.TypeFor[life]()).Elem()
	for field, value := range lived.Fields() {
		value.Set(action.FieldByName(field.Name))
	}
	return lived
}

// setLife gives an action a life.
func setLife(action, lived reflect.Value) {
	for field, value := range lived.Fields() {
		action.FieldByName(field.Name).Set(value)
	}
}

// encode returns the JSON of a value of a part, nil where it is absent.
func (p *part) encode(value reflect.Value) (json.RawMessage, error) {
	if p.omit && (value.IsZero() || value.Kind() == reflect.Slice && value.Len() == 0) {
		return nil, nil
	}
	return encode(value)
}

// encode returns the JSON of a value, nil for none. It returns [ErrRange] for a hostile decimal, and [ErrInvalid] for what
// JSON cannot hold.
func encode(value reflect.Value) (json.RawMessage, error) {
	if !value.IsValid() {
		return nil, nil
	}
	if hostile(value) {
		return nil, ErrRange
	}
	text, err := json.Marshal(value.Interface())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return text, nil
}

// decode returns the value of a type that text holds, the zero value for nil. A field that the type does not know is
// [ErrInvalid], so that nothing of a change is lost, and a hostile decimal is [ErrRange].
func decode(of reflect.Type, text json.RawMessage) (reflect.Value, error) {
	value := reflect.New(of)
	if text == nil {
		return value.Elem(), nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(value.Interface()); err != nil {
		return value.Elem(), fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if decoder.More() {
		return value.Elem(), fmt.Errorf("%w: more than one value", ErrInvalid)
	}
	if hostile(value.Elem()) {
		return value.Elem(), ErrRange
	}
	return value.Elem(), nil
}

// hostile reports whether a declaration holds a decimal that is not accepted.
func hostile(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer:
		return !v.IsNil() && hostile(v.Elem())
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Struct {
			return false
		}
		for i := range v.Len() {
			if hostile(v.Index(i)) {
				return true
			}
		}
	case reflect.Struct:
		if d, ok := reflect.TypeAssert[decimal.Decimal](v); ok {
			return accepted().Check(d) != nil
		}
		for _, field := range v.Fields() {
			if field.CanInterface() && hostile(field) {
				return true
			}
		}
	}
	return false
}

// same reports whether two declarations of one type say the same: forms of one decimal do, and no list and an empty one. It
// is false for a hostile decimal and for what is no number.
func same(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Pointer:
		return a.IsNil() && b.IsNil() || !a.IsNil() && !b.IsNil() && same(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		return sameStruct(a, b)
	}
	return a.Equal(b)
}

// sameStruct is [same] for structs.
func sameStruct(a, b reflect.Value) bool {
	if c, ok := reflect.TypeAssert[decimal.Decimal](a); ok {
		d, _ := reflect.TypeAssert[decimal.Decimal](b)
		return accepted().Check(c) == nil && accepted().Check(d) == nil && c.Equal(d)
	}
	if t, ok := reflect.TypeAssert[time.Time](a); ok {
		u, _ := reflect.TypeAssert[time.Time](b)
		return t.Format(time.RFC3339Nano) == u.Format(time.RFC3339Nano) // as JSON holds them
	}
	if c, ok := reflect.TypeAssert[calendar.Date](a); ok {
		d, _ := reflect.TypeAssert[calendar.Date](b)
		return c == d
	}
	for field, value := range a.Fields() {
		if !same(value, b.FieldByIndex(field.Index)) {
			return false
		}
	}
	return true
}
