package actionplan

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// Schema returns the JSON Schema, draft 2020-12, of a [Plan] as JSON holds it: names, types, limits and enumerations, without
// the rules across fields that [Plan.Validate] checks. Every valid plan fits it. Each call returns a fresh slice.
func Schema() []byte {
	w := schemaWriter{definitions: map[string]any{}}
	w.define(reflect.TypeFor[Plan]())
	text, err := json.MarshalIndent(map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "actionplan.Plan",
		"$ref":    "#/$defs/Plan",
		"$defs":   w.definitions,
	}, "", "  ")
	if err != nil {
		return nil // never: it is made of maps and texts
	}
	return append(text, '\n')
}

// A schemaWriter gathers the schemas of declarations.
type schemaWriter struct{ definitions map[string]any }

// scalars are the schemas of types that JSON holds as one value.
var scalars = map[reflect.Type]map[string]any{
	reflect.TypeFor[uuid.UUID]():         {"type": "string", "format": "uuid"},
	reflect.TypeFor[time.Time]():         {"type": "string", "format": "date-time"},
	reflect.TypeFor[calendar.Date]():     {"type": "string", "format": "date", "pattern": `^\d{4}-\d{2}-\d{2}$`},
	reflect.TypeFor[calendar.Weekdays](): {"type": "string", "pattern": `^(sun|mon|tue|wed|thu|fri|sat)(,(sun|mon|tue|wed|thu|fri|sat))*$`},
	reflect.TypeFor[Code]():              {"type": "string", "pattern": `^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`},
	reflect.TypeFor[decimal.Decimal]():   {"type": []string{"string", "number"}, "pattern": `^-?\d{1,19}(\.\d{1,12})?$`},
	reflect.TypeFor[time.Month]():        {"type": "integer", "minimum": 1, "maximum": 12},
	reflect.TypeFor[Kind]():              {"enum": kindNames},
	reflect.TypeFor[LinkType]():          {"enum": linkNames},
	reflect.TypeFor[Status]():            {"enum": statusNames},
	reflect.TypeFor[Feedback]():          {"enum": feedbackNames},
	reflect.TypeFor[Verb]():              {"enum": verbNames[1:]},
}

// holidayLimits are the limits of a holiday, which no tags tell, by the names in JSON.
var holidayLimits = map[string]string{
	"name": "max=4096", "day": "min=1,max=31", "nth": "min=-5,max=5", "easter": "min=-100,max=100",
	"from": "min=0,max=9999", "to": "min=0,max=9999", "every": "min=0,max=9999",
}

// define adds the schema of a struct and of all that it holds.
func (w *schemaWriter) define(of reflect.Type) {
	if _, known := w.definitions[of.Name()]; known {
		return
	}
	properties, required := map[string]any{}, []string{}
	w.definitions[of.Name()] = map[string]any{
		"type": "object", "properties": properties, "additionalProperties": false,
	}
	for field := range of.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		rules := field.Tag.Get("validate")
		tags := strings.Split(rules, ",")
		if below := slices.Index(tags, "dive"); below >= 0 {
			tags = tags[:below]
		}
		if slices.Contains(tags, "required") || slices.Contains(tags, "min=1") {
			required = append(required, name)
		}
		switch of {
		case reflect.TypeFor[calendar.Holiday]():
			rules = holidayLimits[name]
		case reflect.TypeFor[calendar.Calendar]():
			rules = "max=10000"
		}
		properties[name] = w.schema(field.Type, rules)
	}
	if len(required) > 0 {
		w.definitions[of.Name()].(map[string]any)["required"] = required
	}
}

// schema returns the schema of a type under the rules of a tag of the validator.
func (w *schemaWriter) schema(of reflect.Type, rules string) map[string]any {
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if scalar, ok := scalars[of]; ok {
		return scalar
	}
	own, below, _ := strings.Cut(rules, ",dive")
	var s map[string]any
	switch of.Kind() {
	case reflect.Struct:
		w.define(of)
		return map[string]any{"$ref": "#/$defs/" + of.Name()}
	case reflect.Slice:
		s = map[string]any{"type": "array", "items": w.schema(of.Elem(), strings.TrimPrefix(below, ","))}
		limit(s, own, "minItems", "maxItems")
	case reflect.String:
		s = map[string]any{"type": "string"}
		limit(s, own, "minLength", "maxLength")
	case reflect.Bool:
		s = map[string]any{"type": "boolean"}
	case reflect.Float64:
		s = map[string]any{"type": "number", "minimum": 0}
		limit(s, own, "minimum", "maximum")
	default:
		s = map[string]any{"type": "integer"}
		limit(s, own, "minimum", "maximum")
	}
	return s
}

// limit adds the limits that a tag of the validator tells.
func limit(s map[string]any, rules, least, most string) {
	for rule := range strings.SplitSeq(rules, ",") {
		name, value, _ := strings.Cut(rule, "=")
		n, err := strconv.Atoi(value)
		switch {
		case name == "required" && s["type"] == "string":
			s[least] = 1
		case name == "iso4217":
			s["pattern"] = "^[A-Z]{3}$"
		case err != nil:
		case name == "min":
			s[least] = n
		case name == "max":
			s[most] = n
		}
	}
}
