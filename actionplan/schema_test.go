package actionplan_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// fits returns what is wrong with a JSON value by a schema: a small reader of the words of draft 2020-12 that are used.
func fits(definitions, schema map[string]any, value any, path string) (wrong []string) {
	if ref, ok := schema["$ref"].(string); ok {
		return fits(definitions, definitions[ref[len("#/$defs/"):]].(map[string]any), value, path)
	}
	fault := func(condition bool, word string) {
		if condition {
			wrong = append(wrong, path+" "+word)
		}
	}
	least, hasLeast := schema["minimum"].(float64)
	most, hasMost := schema["maximum"].(float64)
	switch v := value.(type) {
	case map[string]any:
		fault(schema["type"] != "object", "type")
		properties, _ := schema["properties"].(map[string]any)
		for name, member := range v {
			if below, known := properties[name].(map[string]any); known {
				wrong = append(wrong, fits(definitions, below, member, path+"."+name)...)
				continue
			}
			fault(true, "additionalProperties")
		}
		required, _ := schema["required"].([]any)
		for _, name := range required {
			_, there := v[name.(string)]
			fault(!there, "required "+name.(string))
		}
	case []any:
		fault(schema["type"] != "array", "type")
		limit, ok := schema["minItems"].(float64)
		fault(ok && float64(len(v)) < limit, "minItems")
		limit, ok = schema["maxItems"].(float64)
		fault(ok && float64(len(v)) > limit, "maxItems")
		for i, member := range v {
			wrong = append(wrong, fits(definitions, schema["items"].(map[string]any), member, fmt.Sprintf("%s[%d]", path, i))...)
		}
	case string:
		if names, ok := schema["enum"].([]any); ok {
			fault(!slices.Contains(names, any(v)), "enum")
			return wrong
		}
		types := fmt.Sprint(schema["type"])
		fault(types != "string" && types != "[string number]", "type")
		pattern, ok := schema["pattern"].(string)
		fault(ok && !regexp.MustCompile(pattern).MatchString(v), "pattern")
		limit, ok := schema["minLength"].(float64)
		fault(ok && float64(len([]rune(v))) < limit, "minLength")
		limit, ok = schema["maxLength"].(float64)
		fault(ok && float64(len([]rune(v))) > limit, "maxLength")
	case float64:
		fault(schema["type"] != "integer" && schema["type"] != "number", "type")
		fault(hasLeast && v < least, "minimum")
		fault(hasMost && v > most, "maximum")
	case bool:
		fault(schema["type"] != "boolean", "type")
	}
	return wrong
}

// unfit returns what is wrong with a plan's JSON by the schema.
func unfit(t require.TestingT, text []byte) []string {
	var schema, value map[string]any
	require.NoError(t, json.Unmarshal(actionplan.Schema(), &schema))
	require.NoError(t, json.Unmarshal(text, &value))
	return fits(schema["$defs"].(map[string]any), schema, value, "Plan")
}

// TestSchema_property: every valid plan fits it.
func TestSchema_property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, err := json.Marshal(drawPlan(t, "version"))
		require.NoError(t, err)
		assert.Empty(t, unfit(t, text))
	})
	full := fullPlan()
	require.NoError(t, full.Validate())
	text, err := json.Marshal(full)
	require.NoError(t, err)
	assert.Empty(t, unfit(t, text))
}

// fullPlan has something in every field of every declaration.
func fullPlan() actionplan.Plan {
	p, minusTwo := season(), -2
	ref := []actionplan.Ref{{Kind: "k", ID: "1"}}
	p.Title, p.Notes, p.Refs = "x", []string{"y"}, ref
	p.Calendar = calendar.Calendar{
		Rest: calendar.NewWeekdays(0, 6), Off: []calendar.Date{day("2013-01-03")}, On: []calendar.Date{day("2013-01-05")},
		Holidays: []calendar.Holiday{
			{Name: "a", Month: 2, Nth: -5, Weekday: calendar.NewWeekdays(1), From: 2006, To: 2030, Every: 6},
			{Month: 1, Day: 1},
			{Easter: &minusTwo},
		},
	}
	p.Actions[0] = actionplan.Action{
		Code: "team", Kind: actionplan.Corrective, What: []string{"w"}, Why: []string{"y"}, How: []string{"h"}, Where: "x", MeasuredAt: "x",
		Accountable: "a", Responsible: []string{"r"}, Consulted: []string{"c"}, Informed: []string{"i"},
		Start: day("2013-01-02"), Due: day("2013-01-11"), DueText: "11/01/13", Days: 5, Milestone: true,
		Estimate: &actionplan.Estimate{Optimistic: 0.5, Likely: 2, Pessimistic: 3}, Cost: number("1.50"),
		Indicators: []actionplan.Indicator{{Code: "i", Name: "n", Unit: "%", Area: "a", Baseline: number("-1"), Goal: decimal.New(1, 18), Lower: true}},
		Contingencies: []actionplan.Contingency{{
			Code: "K", Trigger: "t", Metric: "m", AtLeast: number("0.000000000001"), AtMost: number("2"), From: day("2013-01-01"), To: day("2013-02-01"),
			Response: "r", Owner: "o", Standard: "s", How: []string{"h"}, Affects: []actionplan.Code{"survey"}, Stretch: decimal.New(2, 0), ExtraDays: 1, Cost: number("3"),
		}},
		Messages: []actionplan.Message{{What: "w", To: "t", Channel: "c", Support: "s", External: true, On: day("2013-01-01")}},
		Refs:     ref, Gravity: 1, Urgency: 2, Tendency: 3,
		Status: actionplan.InProgress, Progress: decimal.New(5, -1), Started: day("2013-01-02"),
		Log: []actionplan.Event{{
			Verb: actionplan.Reopen, At: noon(2), By: "x", Reason: "r", Progress: number("0.5"), From: actionplan.Closed, To: actionplan.InProgress,
			Evidence: []actionplan.Observation{{On: day("2013-01-01"), Metric: "i", Value: number("1"), Feedback: actionplan.Positive, Source: ref[0], Note: "n"}},
		}},
	}
	p.Links[0] = actionplan.Link{From: "team", To: "windows", Type: actionplan.StartStart, Lag: -1}
	return p
}

func TestSchema_refuses(t *testing.T) {
	for text, want := range map[string]string{
		`{}`: "Plan required id",
		`{"id":"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a","version":0}`:                                                "Plan.version minimum",
		`{"id":"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a","version":1,"titel":"x"}`:                                    "Plan additionalProperties",
		`{"id":"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a","version":1,"actions":[{"code":"a","what":[]}]}`:             "Plan.actions[0].what minItems",
		`{"id":"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a","version":1,"actions":[{"code":"-","what":["x"]}]}`:          "Plan.actions[0].code pattern",
		`{"id":"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a","version":1,"currency":"peso"}`:                              "Plan.currency pattern",
		`{"id":"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a","version":1,"links":[{"from":"a","to":"b","lag":1e9}]}`:      "Plan.links[0].lag maximum",
		`{"id":"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a","version":1,"links":[{"from":"a","to":"b","type":"X"}]}`:     "Plan.links[0].type enum",
		`{"id":"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a","version":1,"calendar":{"holidays":[{"name":"x","nth":6}]}}`: "Plan.calendar.holidays[0].nth maximum",
		`{"id":"7d1a1f0e-31c5-4c55-8e0e-4f3f6d1c2b3a","version":1,"actions":[{"code":"a","what":[""]}]}`:           "Plan.actions[0].what[0] minLength",
	} {
		assert.Contains(t, unfit(t, []byte(text)), want)
	}
	first := actionplan.Schema()
	first[0] = 'x'
	assert.NotEqual(t, first, actionplan.Schema(), "fresh each time")
}
