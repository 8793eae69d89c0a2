package swot_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// changes returns "path: before -> after" of each change.
func changes(t require.TestingT, before, after swot.Matrix) (lines []string) {
	found, err := swot.Diff(before, after)
	require.NoError(t, err)
	for _, c := range found {
		lines = append(lines, c.Path+": "+c.Before+" -> "+c.After)
	}
	return lines
}

// everything is a matrix in which each field is set.
func everything() swot.Matrix {
	m := fullMatrix()
	m.Relations = []swot.Relation{{"SO1", "ST1", swot.Supports, 3}, {"WO1", "SO1", swot.Conflicts, 0}}
	return m
}

func TestDiff(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(m *swot.Matrix)
		want   []string
	}{
		{"nothing", func(*swot.Matrix) {}, nil},
		{"title and note", func(m *swot.Matrix) { m.Title, m.Note = "new", "" }, []string{
			"title: Service of the ADO Group -> new", "note: the pictures of the matrix are lost -> ",
		}},
		{"fields of a factor", func(m *swot.Matrix) {
			f := &m.Factors[0]
			f.Kind, f.Text, f.Aspect, f.Brand, f.Market, f.Note = swot.Weakness, "x", "y", "z", "", ""
			f.Attribute, f.Weight, f.Rating, f.Assumed = swot.Ref{}, maybe("0.2"), 3, true
		}, []string{
			"factors[S1].kind: S -> W", "factors[S1].text: new buses, 40 seats -> x", "factors[S1].aspect: material -> y",
			"factors[S1].brand: ADO GL -> z", "factors[S1].market: Mexico -> ",
			"factors[S1].attribute.kind: promise.attribute -> ",
			"factors[S1].attribute.id: 7d444840-9dc0-41d1-b245-5ffdce74fad2/comfort -> ",
			"factors[S1].weight: 0.1 -> 0.2", "factors[S1].rating: 4 -> 3", "factors[S1].note: class of the table -> ",
			"factors[S1].assumed:  -> true",
		}},
		{"the same weight in other digits", func(m *swot.Matrix) { m.Factors[0].Weight = maybe("0.1000") }, nil},
		{"a weight of 0 is one", func(m *swot.Matrix) { m.Factors[1].Weight = maybe("0") }, []string{"factors[W1].weight:  -> 0"}},
		{"evidence", func(m *swot.Matrix) {
			m.Factors[0].Evidence = []swot.Evidence{{Source: "a survey", Quote: "so"}, m.Factors[0].Evidence[1]}
		}, []string{
			"factors[S1].evidence:   table of features, ADO GL «» -> ", "factors[S1].evidence:  ->   a survey «so»",
		}},
		{"what reads the same is not", func(m *swot.Matrix) { // once taken for the same
			m.Factors[0].Evidence[0] = swot.Evidence{Ref: swot.Ref{Kind: " table", ID: "of features, ADO GL"}}
			m.Strategies[1].Embodied[0] = swot.Ref{Kind: "process ticket", ID: "sale"}
		}, []string{
			"factors[S1].evidence:   table of features, ADO GL «» -> ",
			"strategies[ST1].embodied[process ticket sale]: process ticket sale -> ",
			"factors[S1].evidence:  ->  table of features, ADO GL  «»",
			"strategies[ST1].embodied[process ticket sale]:  -> process ticket sale",
		}},
		{"a factor less, a factor more", func(m *swot.Matrix) {
			m.Factors[4] = swot.Factor{Code: "T9", Kind: swot.Threat}
		}, []string{
			"factors[T1].code: T1 -> ", "factors[T1].kind: T -> ", "factors[T1].text: far cheaper competitors -> ", "factors[T1].assumed: true -> ",
			"factors[T9].code:  -> T9", "factors[T9].kind:  -> T",
		}},
		{"fields of a strategy", func(m *swot.Matrix) {
			s := &m.Strategies[1]
			s.Title, s.Declared, s.Uses, s.Embodied, s.Note = "x", 0, []string{"S1", "O1"}, nil, ""
			s.Scores["impact"], s.Scores["cost"] = num("5"), num("0")
			delete(s.Scores, "need")
		}, []string{
			"strategies[ST1].title: Advance purchase saves up to 50 % -> x", "strategies[ST1].declared: ST -> ",
			"strategies[ST1].uses[T1]: T1 -> ", "strategies[ST1].embodied[process ticket sale]: process ticket sale -> ",
			"strategies[ST1].scores[need]: 0.5 -> ", "strategies[ST1].note: of the action plan -> ",
			"strategies[ST1].uses[O1]:  -> O1", "strategies[ST1].scores[cost]:  -> 0",
		}},
		{"an objective", func(m *swot.Matrix) {
			o := &m.Strategies[1].Objectives[0]
			o.Unit, o.Baseline, o.Target, o.LowerIsBetter, o.Area, o.Owner = "", maybe("13"), num("4"), false, "x", "y"
			o.Due = o.Due.Add(time.Hour)
		}, []string{
			"strategies[ST1].objectives[complaints].unit: per 1000 trips -> ",
			"strategies[ST1].objectives[complaints].baseline: 12.5 -> 13", "strategies[ST1].objectives[complaints].target: 5 -> 4",
			"strategies[ST1].objectives[complaints].lowerIsBetter: true -> ",
			"strategies[ST1].objectives[complaints].due: 2013-06-30T18:00:00.000000005Z -> 2013-06-30T19:00:00.000000005Z",
			"strategies[ST1].objectives[complaints].area: service windows -> x",
			"strategies[ST1].objectives[complaints].owner: commercial director -> y",
		}},
		{"the same instant elsewhere", func(m *swot.Matrix) {
			m.Strategies[1].Objectives[0].Due = m.Strategies[1].Objectives[0].Due.UTC()
		}, nil},
		{"relations", func(m *swot.Matrix) {
			m.Relations = []swot.Relation{{"SO1", "WO1", swot.Conflicts, 2}, {"ST1", "SO1", swot.Supports, 3}}
		}, []string{
			"relations[SO1 supports ST1]: supports -> ", "relations[SO1 supports ST1].strength: 3 -> ",
			"relations[SO1 conflicts WO1].strength:  -> 2", // the same from the other side
			"relations[ST1 supports SO1]:  -> supports", "relations[ST1 supports SO1].strength:  -> 3",
		}},
		{"a code twice", func(m *swot.Matrix) { m.Factors = append(m.Factors, swot.Factor{Code: "S1"}) }, []string{"factors[S1]#2.code:  -> S1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := everything()
			c.change(&after)
			assert.Equal(t, c.want, changes(t, everything(), after))
		})
	}
	assert.Equal(t, []string{"id: 0f0e0d0c-0b0a-4908-8706-050403020100 -> 00000000-0000-0000-0000-000000000000"},
		changes(t, everything(), func() swot.Matrix { m := everything(); m.ID = [16]byte{}; return m }()))
}

// Order changes nothing, there and back is the same with its sides turned, and each value is told once.
func TestDiff_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := everything(), everything()
		for _, m := range []*swot.Matrix{&a, &b} {
			m.Factors = rapid.Permutation(m.Factors).Draw(t, "factors")[rapid.IntRange(0, 5).Draw(t, "from"):]
			m.Strategies = rapid.Permutation(m.Strategies).Draw(t, "strategies")[rapid.IntRange(0, 3).Draw(t, "from"):]
			m.Relations = rapid.Permutation(m.Relations).Draw(t, "relations")
		}
		assert.Empty(t, changes(t, a, a))
		forth, err := swot.Diff(a, b)
		require.NoError(t, err)
		back, err := swot.Diff(b, a)
		require.NoError(t, err)
		for i, c := range back {
			assert.NotEqual(t, c.Before, c.After)
			back[i].Before, back[i].After = c.After, c.Before
		}
		assert.ElementsMatch(t, forth, back)
		shuffled := b
		shuffled.Factors, shuffled.Strategies = slices.Clone(b.Factors), slices.Clone(b.Strategies)
		slices.Reverse(shuffled.Factors)
		slices.Reverse(shuffled.Strategies)
		assert.Empty(t, changes(t, b, shuffled))
	})
}

func TestDiff_refuses(t *testing.T) {
	for _, d := range hostile() {
		for _, spoil := range []func(m *swot.Matrix){
			func(m *swot.Matrix) { m.Factors[0].Weight = decimal.NewNullDecimal(d) },
			func(m *swot.Matrix) { m.Strategies[0].Scores["need"] = d },
			func(m *swot.Matrix) { m.Strategies[0].Objectives[0].Target = d },
			func(m *swot.Matrix) { m.Strategies[0].Objectives[0].Baseline = decimal.NewNullDecimal(d) },
		} {
			m := everything()
			spoil(&m)
			_, err := swot.Diff(m, everything())
			assert.ErrorIs(t, err, swot.ErrLimit)
			_, err = swot.Diff(everything(), m)
			assert.ErrorIs(t, err, swot.ErrLimit)
			assert.True(t, strings.Contains(err.Error(), "factors[S1].weight") || strings.Contains(err.Error(), "strategies[SO1]"), "%s", err)
		}
	}
}

// What is written and read again has no change.
func TestDiff_roundTrip(t *testing.T) {
	var m swot.Matrix
	require.NoError(t, json.Unmarshal([]byte(roundTrip(t, everything())), &m))
	assert.Empty(t, changes(t, everything(), m))
}
