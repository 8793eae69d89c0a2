package promise_test

import (
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

func TestDiff(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(p *promise.Promise)
		want   []promise.Change
	}{
		{"nothing", func(p *promise.Promise) {
			p.ID, p.Version, p.Notes, p.To = uuid.UUID{1}, 2, []string{"x"}, time.Unix(9e9, 0)
		}, nil},
		{"order", func(p *promise.Promise) { p.Attributes[0], p.Attributes[2] = p.Attributes[2], p.Attributes[0] }, nil},
		{"same weight, another form", func(p *promise.Promise) { p.Attributes[1].Weight = decimal.RequireFromString("0.25000") }, nil},
		{"class of the offer", func(p *promise.Promise) { p.Class = promise.Weakness }, []promise.Change{
			{Kind: promise.Reclassified, From: "strength", To: "weakness"},
		}},
		{"attribute", func(p *promise.Promise) {
			a := &p.Attributes[0]
			a.Name, a.Tier, a.Visible, a.Class, a.Weight = "On time", promise.Differentiating, false, promise.Threat, decimal.New(6, -1)
		}, []promise.Change{
			{Kind: promise.Moved, Attribute: "punctuality", From: "base", To: "differentiating"},
			{Kind: promise.Reclassified, Attribute: "punctuality", From: "unclassified", To: "threat"},
			{Kind: promise.Reclassified, Attribute: "punctuality", From: "visible", To: "hidden"},
			{Kind: promise.Reweighted, Attribute: "punctuality", From: "0.5", To: "0.6"},
			{Kind: promise.Reworded, Attribute: "punctuality", From: "Punctuality", To: "On time"},
		}},
		{"words", func(p *promise.Promise) {
			s := &p.Attributes[0].Specs[0]
			s.Text, s.Indicator, s.Owner = "a", "b", "c"
		}, []promise.Change{
			{Kind: promise.Reworded, Attribute: "punctuality", Spec: "delay", From: "at most 15 minutes late", To: "a"},
			{Kind: promise.Reworded, Attribute: "punctuality", Spec: "delay", From: "delay at arrival", To: "b"},
			{Kind: promise.Reworded, Attribute: "punctuality", Spec: "delay", From: "operations", To: "c"},
		}},
		{"target", func(p *promise.Promise) { p.Attributes[0].Specs[0].Target.Limit = 10 }, []promise.Change{
			{Kind: promise.Tightened, Attribute: "punctuality", Spec: "delay", From: "<= 15 min, 0.9", To: "<= 10 min, 0.9"},
		}},
		{"unit", func(p *promise.Promise) { p.Attributes[0].Specs[0].Unit = "h" }, []promise.Change{
			{Kind: promise.Replaced, Attribute: "punctuality", Spec: "delay", From: "<= 15 min, 0.9", To: "<= 15 h, 0.9"},
		}},
		{"to another attribute", func(p *promise.Promise) {
			p.Attributes[0].Specs = append(p.Attributes[0].Specs, p.Attributes[1].Specs[1])
			p.Attributes[1].Specs = p.Attributes[1].Specs[:1]
		}, []promise.Change{{Kind: promise.Moved, Attribute: "punctuality", Spec: "toilet", From: "comfort", To: "punctuality"}}},
		{"renamed", func(p *promise.Promise) {
			p.Attributes[1].Code, p.Attributes[2].Specs[0].Code = "ease", "smooth"
		}, []promise.Change{
			{Kind: promise.Added, Attribute: "ease", To: "Comfort and cleanliness"},
			{Kind: promise.Moved, Attribute: "ease", Spec: "seats", From: "comfort", To: "ease"},
			{Kind: promise.Moved, Attribute: "ease", Spec: "toilet", From: "comfort", To: "ease"},
			{Kind: promise.Added, Attribute: "drivers", Spec: "smooth", To: "yes, 0.9"},
			{Kind: promise.Removed, Attribute: "comfort", From: "Comfort and cleanliness"},
			{Kind: promise.Removed, Attribute: "drivers", Spec: "calm", From: "yes, 0.9"},
		}},
		{"gone", func(p *promise.Promise) { p.Attributes = p.Attributes[:1] }, []promise.Change{
			{Kind: promise.Removed, Attribute: "comfort", From: "Comfort and cleanliness"},
			{Kind: promise.Removed, Attribute: "comfort", Spec: "seats", From: "= 40, always"},
			{Kind: promise.Removed, Attribute: "comfort", Spec: "toilet", From: "one of clean, tidy, 0.9"},
			{Kind: promise.Removed, Attribute: "drivers", From: "Best drivers"},
			{Kind: promise.Removed, Attribute: "drivers", Spec: "calm", From: "yes, 0.9"},
		}},
		{"hostile weight", func(p *promise.Promise) { p.Attributes[0].Weight = decimal.New(1, 1e9) }, []promise.Change{
			{Kind: promise.Reweighted, Attribute: "punctuality", From: "0.5", To: "?"},
		}},
		{"a code twice", func(p *promise.Promise) {
			twice := p.Attributes[0]
			twice.Name, twice.Specs = "other", []promise.Specification{{Code: "delay", Text: "other"}}
			p.Attributes = append(p.Attributes, twice)
			p.Attributes[1].Specs = append(p.Attributes[1].Specs, promise.Specification{Code: "seats"})
		}, nil},
	} {
		p := rich()
		c.change(&p)
		assert.Equal(t, c.want, promise.Diff(rich(), p), c.name)
		assert.Empty(t, promise.Diff(p, p), c.name)
	}
}

// TestDiff_targets: which of two targets asks for more.
func TestDiff_targets(t *testing.T) {
	number := func(op promise.Op, limits ...float64) promise.Target {
		target := promise.Target{Op: op, Limit: limits[0]}
		if len(limits) > 1 {
			target.High = limits[1]
		}
		return target
	}
	words := func(op promise.Op, choices ...string) promise.Target { return promise.Target{Op: op, Choices: choices} }
	half := func() promise.Ratio { r, _ := promise.RatioOf(1, 2); return r }
	type promised struct {
		target   promise.Target
		coverage promise.Ratio
	}
	p := func(target promise.Target) promised { return promised{target, ninety()} }
	for _, c := range []struct {
		from, to promised
		want     promise.ChangeKind
	}{
		{p(number(promise.AtMost, 10)), p(number(promise.Below, 10)), promise.Tightened},
		{p(number(promise.Below, 10)), p(number(promise.Below, 9)), promise.Tightened},
		{p(number(promise.Below, 10)), p(number(promise.AtMost, 9)), promise.Tightened},
		{p(number(promise.AtLeast, 10)), p(number(promise.Above, 10)), promise.Tightened},
		{p(number(promise.Above, 10)), p(number(promise.AtLeast, 11)), promise.Tightened},
		{p(number(promise.AtLeast, 10)), p(number(promise.AtLeast, 9)), promise.Loosened},
		{p(number(promise.AtLeast, 10)), p(number(promise.AtMost, 10)), promise.Replaced},
		{p(number(promise.AtLeast, 40)), p(number(promise.Exactly, 40)), promise.Tightened},
		{p(number(promise.Between, 20, 24)), p(number(promise.Between, 21, 24)), promise.Tightened},
		{p(number(promise.Between, 20, 24)), p(number(promise.Between, 21, 25)), promise.Replaced},
		{p(number(promise.Between, 20, 24)), p(number(promise.AtMost, 24)), promise.Loosened},
		{p(number(promise.Between, 20, 20)), p(number(promise.Exactly, 20)), 0},
		{p(number(promise.AtMost, 10, 7)), p(number(promise.AtMost, 10, 8)), 0}, // High is not read
		{p(words(promise.OneOf, "a", "b")), p(words(promise.OneOf, "b", "a", "a")), 0},
		{p(words(promise.OneOf, "a", "b")), p(words(promise.Exactly, "a")), promise.Tightened},
		{p(words(promise.OneOf, "a", "b")), p(words(promise.OneOf, "a", "c")), promise.Replaced},
		{p(words(promise.Exactly, "a")), p(number(promise.Exactly, 0)), promise.Replaced},
		{p(promise.Target{Op: promise.Yes}), p(number(promise.Exactly, 1)), promise.Replaced},
		{p(promise.Target{Op: promise.Yes}), p(words(promise.Exactly, "a")), promise.Replaced},
		{p(promise.Target{}), p(promise.Target{}), 0},
		{p(promise.Target{}), p(promise.Target{Limit: 1}), promise.Replaced},
		{p(number(promise.AtMost, math.NaN())), p(number(promise.AtMost, math.NaN())), 0},
		{p(number(promise.AtMost, 10)), promised{number(promise.AtMost, 10), promise.Always()}, promise.Tightened},
		{p(number(promise.AtMost, 10)), promised{number(promise.AtMost, 10), half()}, promise.Loosened},
		{p(number(promise.AtMost, 10)), promised{number(promise.AtMost, 9), promise.Always()}, promise.Tightened},
		{p(number(promise.AtMost, 10)), promised{number(promise.AtMost, 9), half()}, promise.Replaced},
		{p(number(promise.AtMost, 10)), promised{number(promise.AtMost, 11), half()}, promise.Loosened},
		{p(number(promise.AtMost, 10)), promised{number(promise.AtMost, 11), promise.Always()}, promise.Replaced},
	} {
		kind := func(from, to promised) (kind promise.ChangeKind) {
			was, is := gl(), gl()
			was.Attributes[0].Specs[0].Target, was.Attributes[0].Specs[0].Coverage = from.target, from.coverage
			is.Attributes[0].Specs[0].Target, is.Attributes[0].Specs[0].Coverage = to.target, to.coverage
			for _, change := range promise.Diff(was, is) {
				kind = change.Kind
			}
			return kind
		}
		assert.Equal(t, c.want, kind(c.from, c.to), "%v to %v", c.from, c.to)
		back := map[promise.ChangeKind]promise.ChangeKind{promise.Tightened: promise.Loosened, promise.Loosened: promise.Tightened}
		want, turns := back[c.want]
		if !turns {
			want = c.want
		}
		assert.Equal(t, want, kind(c.to, c.from), "back: %v to %v", c.from, c.to)
	}
}

// TestPromise_Reduced: a variant is valid, shares nothing with the full promise, and differs by Removed and Reweighted
// only.
func TestPromise_Reduced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rich()
		p.Refs, p.Attributes[0].Refs = []promise.Ref{{Kind: "a", ID: "b"}}, []promise.Ref{{Kind: "a", ID: "b"}}
		p.Communicated, p.Notes = p.From, []string{"note"}
		keep := rapid.SliceOf(rapid.SampledFrom([]string{"punctuality", "comfort", "drivers"})).Draw(t, "keep")
		variant, err := p.Reduced("high", keep...)
		require.NoError(t, err)
		require.NoError(t, variant.Validate())
		assert.Equal(t, uuid.NewSHA1(p.ID, []byte("high")), variant.ID)
		assert.Equal(t, p.ID, variant.Reduces)
		assert.Equal(t, promise.Key{Brand: "ADO GL", Market: "Mexico", Season: "high"}, variant.Key)
		assert.True(t, variant.Communicated.IsZero())
		for _, change := range promise.Diff(p, variant) {
			assert.Contains(t, []promise.ChangeKind{promise.Removed, promise.Reweighted}, change.Kind, "%v", change)
		}
		if len(keep) == 0 {
			assert.Len(t, variant.Attributes, 2, "the base proposition")
		}
		for i := range variant.Attributes { // change all that can be changed
			a := &variant.Attributes[i]
			a.Code, a.Specs[0].Code = "changed"+strconv.Itoa(i), "changed"
			for k := range a.Specs {
				for c := range a.Specs[k].Target.Choices {
					a.Specs[k].Target.Choices[c] = "changed"
				}
			}
			for k := range a.Refs {
				a.Refs[k].ID = "changed"
			}
		}
		variant.Notes[0], variant.Refs[0].ID = "changed", "changed"
		full := rich()
		full.Refs, full.Attributes[0].Refs = []promise.Ref{{Kind: "a", ID: "b"}}, []promise.Ref{{Kind: "a", ID: "b"}}
		full.Communicated, full.Notes = p.From, []string{"note"}
		assert.Equal(t, full, p)
	})
	_, err := rich().Reduced("")
	assert.ErrorIs(t, err, promise.ErrInvalid)
	_, err = rich().Reduced("high", "luggage")
	assert.ErrorIs(t, err, promise.ErrUnknown)
	onlyDrivers := rich()
	onlyDrivers.Attributes = onlyDrivers.Attributes[2:]
	_, err = onlyDrivers.Reduced("high")
	assert.ErrorIs(t, err, promise.ErrInvalid)
}
