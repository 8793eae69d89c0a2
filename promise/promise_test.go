package promise_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

func faults(t *testing.T, err error) (list []string) {
	var all validator.ValidationErrors
	require.ErrorIs(t, err, promise.ErrInvalid)
	require.True(t, errors.As(err, &all), "%v", err)
	for _, fault := range all {
		list = append(list, fault.Namespace()+" "+fault.Tag())
	}
	return list
}

func TestPromise_Validate(t *testing.T) {
	require.NoError(t, gl().Validate())
	huge := decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 4_000_000), 0)
	for _, c := range []struct {
		name   string
		change func(p *promise.Promise)
		want   []string
	}{
		{"zero value", func(p *promise.Promise) { *p = promise.Promise{} }, []string{
			"Promise.attributes min", "Promise.id required", "Promise.key.brand required", "Promise.version min",
		}},
		{"period", func(p *promise.Promise) { p.To = p.From }, []string{"Promise.to period"}},
		{"variant without a season", func(p *promise.Promise) { p.Reduces = uuid.UUID{1} }, []string{"Promise.reduces variant"}},
		{"variant of itself", func(p *promise.Promise) { p.Reduces = p.ID; p.Key.Season = "high" }, []string{"Promise.reduces variant"}},
		{"variant", func(p *promise.Promise) { p.Reduces = uuid.UUID{1}; p.Key.Season = "high" }, nil},
		{"codes", func(p *promise.Promise) {
			p.Attributes[1].Code = "punctuality"
			p.Attributes[2].Specs[0].Code = "delay"
		}, []string{
			"Promise.attributes[1].code unique", "Promise.attributes[2].specs[0].code unique",
		}},
		{"weights of .9999", func(p *promise.Promise) { p.Attributes[0].Weight = decimal.RequireFromString("0.9999") }, []string{"Promise.attributes sum1"}},
		{"weight below 0", func(p *promise.Promise) {
			p.Attributes[0].Weight, p.Attributes[1].Weight = decimal.New(-1, 0), decimal.New(2, 0)
		}, []string{"Promise.attributes[0].weight dgte"}},
		{"hostile", func(p *promise.Promise) {
			p.Attributes[0].Weight, p.Attributes[1].Weight, p.Attributes[2].Weight = decimal.New(1, 1e9), decimal.New(1, -1e9), huge
		}, []string{"Promise.attributes[0].weight dsize", "Promise.attributes[1].weight dsize", "Promise.attributes[2].weight dsize"}},
		{"no specification", func(p *promise.Promise) { p.Attributes[0].Specs = nil }, []string{"Promise.attributes[0].specs min"}},
		{"coverage and indicator", func(p *promise.Promise) {
			p.Attributes[0].Specs[0].Coverage, p.Attributes[0].Specs[0].Indicator = promise.Ratio{}, ""
		}, []string{"Promise.attributes[0].specs[0].coverage coverage", "Promise.attributes[0].specs[0].indicator required"}},
		{"no op", func(p *promise.Promise) { p.Attributes[0].Specs[0].Target.Op = 0 }, []string{"Promise.attributes[0].specs[0].target.op required"}},
		{"not finite", func(p *promise.Promise) {
			p.Attributes[0].Specs[0].Target.Limit, p.Attributes[1].Specs[0].Target.High = math.NaN(), math.Inf(1)
		}, []string{"Promise.attributes[0].specs[0].target.limit finite", "Promise.attributes[1].specs[0].target.high finite"}},
		{"backwards", func(p *promise.Promise) {
			p.Attributes[0].Specs[0].Target = promise.Target{Op: promise.Between, Limit: 2, High: 1}
		}, []string{"Promise.attributes[0].specs[0].target.high target"}},
		{"choices", func(p *promise.Promise) {
			p.Attributes[0].Specs[0].Target = promise.Target{Op: promise.OneOf}
			p.Attributes[1].Specs[0].Target = promise.Target{Op: promise.Yes, Choices: []string{"x"}}
			p.Attributes[2].Specs[0].Target = promise.Target{Op: promise.Exactly, Choices: []string{"x", "y"}}
		}, []string{
			"Promise.attributes[0].specs[0].target.choices target", "Promise.attributes[1].specs[0].target.choices target",
			"Promise.attributes[2].specs[0].target.choices target",
		}},
		{"half a reference", func(p *promise.Promise) { p.Refs = []promise.Ref{{Kind: "x"}} }, []string{"Promise.refs[0].id ref_half"}},
		{"long and unclean", func(p *promise.Promise) { p.Notes = []string{strings.Repeat("x", 4001), "a\x00"} }, []string{
			"Promise.notes[0] text_size", "Promise.notes[1] clean",
		}},
		{"too many", func(p *promise.Promise) {
			spec := p.Attributes[0].Specs[0]
			p.Attributes[0].Specs = nil
			for i := range 10_001 {
				spec.Code = "s" + string(rune(0x4e00+i))
				p.Attributes[0].Specs = append(p.Attributes[0].Specs, spec)
			}
		}, []string{"Promise.attributes max", "Promise.attributes[0].specs max"}},
	} {
		p := gl()
		c.change(&p)
		if c.want == nil {
			assert.NoError(t, p.Validate(), c.name)
			continue
		}
		assert.Equal(t, c.want, faults(t, p.Validate()), c.name)
	}
}

func TestTarget_Holds(t *testing.T) {
	target := func(op promise.Op) promise.Target { return promise.Target{Op: op, Limit: 10, High: 20} }
	for op, want := range map[promise.Op]map[float64]bool{
		promise.AtMost:  {9: true, 10: true, 11: false},
		promise.Below:   {9: true, 10: false},
		promise.AtLeast: {9: false, 10: true},
		promise.Above:   {10: false, 11: true},
		promise.Between: {9: false, 10: true, 20: true, 21: false},
		promise.Exactly: {10: true, 10.5: false},
		promise.Yes:     {1: true, 0: false, math.Copysign(0, -1): false},
	} {
		for value, holds := range want {
			got, err := target(op).Holds(promise.Observation{Value: value})
			require.NoError(t, err)
			assert.Equal(t, holds, got, "%v %v", op, value)
		}
	}
	zero, err := promise.Target{Op: promise.Exactly}.Holds(promise.Observation{Value: math.Copysign(0, -1)})
	require.NoError(t, err)
	assert.True(t, zero, "-0 equals 0")
	for _, choices := range []promise.Target{{Op: promise.OneOf, Choices: []string{"red", "blue"}}, {Op: promise.Exactly, Choices: []string{"red"}}} {
		red, err := choices.Holds(promise.Observation{Text: "red"})
		require.NoError(t, err)
		assert.True(t, red)
		green, err := choices.Holds(promise.Observation{Text: "green"})
		require.NoError(t, err)
		assert.False(t, green)
	}
	_, err = promise.Target{}.Holds(promise.Observation{})
	assert.ErrorIs(t, err, promise.ErrValue)
}

func TestTarget_String(t *testing.T) {
	for want, target := range map[string]promise.Target{
		"<= 10": {Op: promise.AtMost, Limit: 10}, "< 1.5": {Op: promise.Below, Limit: 1.5}, ">= 4": {Op: promise.AtLeast, Limit: 4},
		"> 0": {Op: promise.Above}, "in [20, 24]": {Op: promise.Between, Limit: 20, High: 24}, "= 48": {Op: promise.Exactly, Limit: 48},
		"= red": {Op: promise.Exactly, Choices: []string{"red"}}, "one of red, blue": {Op: promise.OneOf, Choices: []string{"red", "blue"}},
		"yes": {Op: promise.Yes}, "": {},
	} {
		assert.Equal(t, want, target.String())
	}
}

func TestPromise_InForce(t *testing.T) {
	p := gl()
	p.To = p.From.AddDate(1, 0, 0)
	assert.False(t, p.InForce(p.From.Add(-1)))
	assert.True(t, p.InForce(p.From))
	assert.False(t, p.InForce(p.To))
	assert.True(t, promise.Promise{}.InForce(time.Time{}))
}

func TestPick(t *testing.T) {
	old, newer, season := gl(), gl(), gl()
	newer.Version, season.Key.Season = 2, "high"
	at := old.From
	all := []promise.Promise{old, newer, season}
	picked, ok := promise.Pick(all, old.Key, at)
	assert.True(t, ok)
	assert.Equal(t, 2, picked.Version)
	picked, ok = promise.Pick(all, season.Key, at)
	assert.True(t, ok)
	assert.Equal(t, "high", picked.Key.Season)
	_, ok = promise.Pick(all, old.Key, at.Add(-1))
	assert.False(t, ok)
	_, ok = promise.Pick(nil, season.Key, at)
	assert.False(t, ok)
}

func TestJSON(t *testing.T) {
	p := gl()
	p.Refs, p.Attributes[0].Weight = []promise.Ref{{Kind: "a", ID: "b"}}, decimal.RequireFromString("1.00")
	report, err := promise.EvaluateTallies(gl(), map[string]promise.Tally{"delay": {Kept: 1, Total: 2}}, promise.Options{})
	require.NoError(t, err)
	for _, value := range []any{&p, &promise.Promise{}, &promise.Attribute{}, &promise.Specification{}, &promise.Target{}, &report, &promise.Report{}, &promise.Observation{}} {
		first, err := json.Marshal(value)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(first, value))
		again, err := json.Marshal(value)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
	}
	text, err := json.Marshal(p)
	require.NoError(t, err)
	for _, part := range []string{`"coverage":"0.9"`, `"coverage":"always"`, `"op":"at-most"`, `"tier":"base"`, `"class":"strength"`} {
		assert.Contains(t, string(text), part)
	}
	assert.Error(t, json.Unmarshal([]byte(`{"attributes":[{"specs":[{"coverage":0}]}]}`), &p), "a number is no ratio")
}

func TestEnumerations(t *testing.T) {
	for _, c := range []struct {
		n      uint8
		parse  func(string) (uint8, error)
		names  func(uint8) (string, []byte, error)
		decode func([]byte) (uint8, error)
	}{
		{3, func(s string) (uint8, error) { v, err := promise.ParseTier(s); return uint8(v), err }, func(i uint8) (string, []byte, error) {
			v := promise.Tier(i)
			b, err := v.MarshalText()
			return v.String(), b, err
		}, func(b []byte) (v uint8, err error) {
			var x promise.Tier
			err = x.UnmarshalText(b)
			return uint8(x), err
		}},
		{5, func(s string) (uint8, error) { v, err := promise.ParseClass(s); return uint8(v), err }, func(i uint8) (string, []byte, error) {
			v := promise.Class(i)
			b, err := v.MarshalText()
			return v.String(), b, err
		}, func(b []byte) (v uint8, err error) {
			var x promise.Class
			err = x.UnmarshalText(b)
			return uint8(x), err
		}},
		{9, func(s string) (uint8, error) { v, err := promise.ParseOp(s); return uint8(v), err }, func(i uint8) (string, []byte, error) {
			v := promise.Op(i)
			b, err := v.MarshalText()
			return v.String(), b, err
		}, func(b []byte) (v uint8, err error) { var x promise.Op; err = x.UnmarshalText(b); return uint8(x), err }},
		{5, func(s string) (uint8, error) { v, err := promise.ParseIntervalMethod(s); return uint8(v), err }, func(i uint8) (string, []byte, error) {
			v := promise.IntervalMethod(i)
			b, err := v.MarshalText()
			return v.String(), b, err
		}, func(b []byte) (v uint8, err error) {
			var x promise.IntervalMethod
			err = x.UnmarshalText(b)
			return uint8(x), err
		}},
		{10, func(s string) (uint8, error) { v, err := promise.ParseChangeKind(s); return uint8(v), err }, func(i uint8) (string, []byte, error) {
			v := promise.ChangeKind(i)
			b, err := v.MarshalText()
			return v.String(), b, err
		}, func(b []byte) (v uint8, err error) {
			var x promise.ChangeKind
			err = x.UnmarshalText(b)
			return uint8(x), err
		}},
		{4, func(s string) (uint8, error) { v, err := promise.ParseVerdict(s); return uint8(v), err }, func(i uint8) (string, []byte, error) {
			v := promise.Verdict(i)
			b, err := v.MarshalText()
			return v.String(), b, err
		}, func(b []byte) (v uint8, err error) {
			var x promise.Verdict
			err = x.UnmarshalText(b)
			return uint8(x), err
		}},
	} {
		for i := range c.n {
			name, text, err := c.names(i)
			require.NoError(t, err)
			assert.Equal(t, name, string(text))
			back, err := c.decode(text)
			require.NoError(t, err)
			assert.Equal(t, i, back)
			if name != "" {
				back, err = c.parse(name)
				require.NoError(t, err)
				assert.Equal(t, i, back)
			}
		}
		_, _, err := c.names(c.n)
		assert.ErrorIs(t, err, promise.ErrUnknown)
		_, err = c.parse("")
		assert.ErrorIs(t, err, promise.ErrUnknown)
		_, err = c.decode([]byte("nonsense"))
		assert.ErrorIs(t, err, promise.ErrUnknown)
	}
	for letter, want := range map[string]promise.Class{"F": promise.Strength, "O": promise.Opportunity, "D": promise.Weakness, "A": promise.Threat} {
		got, err := promise.ParseClass(letter)
		require.NoError(t, err)
		assert.Equal(t, want, got)
		assert.Equal(t, letter, got.Letter())
	}
}

func FuzzTarget_Holds(f *testing.F) {
	f.Add(uint8(1), 10.0, 20.0, 15.0)
	f.Fuzz(func(t *testing.T, op uint8, limit, high, value float64) {
		holds, err := promise.Target{Op: promise.Op(op), Limit: limit, High: high}.Holds(promise.Observation{Value: value})
		if err != nil {
			assert.ErrorIs(t, err, promise.ErrValue)
			assert.False(t, holds)
		}
	})
}

func FuzzPromiseJSON(f *testing.F) {
	text, _ := json.Marshal(gl())
	f.Add(text)
	f.Fuzz(func(t *testing.T, data []byte) {
		var p promise.Promise
		if json.Unmarshal(data, &p) != nil {
			return
		}
		_, _ = p.Markdown(), promise.SideBySide([]promise.Promise{p, p})
		_, err := promise.EvaluateTallies(p, nil, promise.Options{})
		if p.Validate() == nil {
			require.NoError(t, err, "what is valid can be evaluated")
		}
	})
}
