package house_test

import (
	"encoding/json"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// declared are the structs that are written as JSON, each by a value: the cases' where they hold one, else the zero value.
func declared() map[string]any {
	all := map[string]any{}
	for _, part := range []map[string]any{
		actionplanStructs(), lifetimeStructs(), pricingStructs(), promiseStructs(), surveyStructs(), swotStructs(),
	} {
		maps.Copy(all, part)
	}
	return all
}

// TestJSON_table: the table has an entry for every exported struct with JSON names, and no other.
func TestJSON_table(t *testing.T) {
	var names []string
	for _, p := range sources(t) {
		if !p.importable() {
			continue
		}
		scope := p.types.Scope()
		for _, name := range scope.Names() {
			object := scope.Lookup(name)
			under, ok := object.Type().Underlying().(*types.Struct)
			if _, isType := object.(*types.TypeName); !isType || !ok || !object.Exported() || under.NumFields() == 0 {
				continue
			}
			if _, tagged := reflect.StructTag(under.Tag(0)).Lookup("json"); tagged {
				names = append(names, p.path()+"."+name)
			}
		}
	}
	slices.Sort(names)
	assert.Equal(t, names, slices.Sorted(maps.Keys(declared())))
}

// TestJSON_roundTrip: encoded, decoded and encoded again, each value and each zero value gives the same bytes.
func TestJSON_roundTrip(t *testing.T) {
	for name, value := range declared() {
		for _, v := range []any{value, reflect.Zero(reflect.TypeOf(value)).Interface()} {
			first, err := json.Marshal(v)
			require.NoError(t, err, name)
			back := reflect.New(reflect.TypeOf(v))
			require.NoError(t, json.Unmarshal(first, back.Interface()), name)
			again, err := json.Marshal(back.Elem().Interface())
			require.NoError(t, err, name)
			assert.Equal(t, string(first), string(again), name)
		}
	}
}
