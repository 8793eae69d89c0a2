package weighting_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
	"github.com/seed-4ccf82d5/servicequality/survey/weighting"
)

// TestMerge: any split in any order has the bytes of one pass, and reads back to the same bytes and figures.
func TestMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows().Draw(t, "rows")
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		order := rapid.Permutation(rows).Draw(t, "order")
		whole, late := table(t, three(), rows), table(t, three(), rows[cut:])
		require.NoError(t, late.Merge(table(t, three(), rows[:cut])))
		assert.Equal(t, encoded(t, whole), encoded(t, late))
		assert.Equal(t, encoded(t, whole), encoded(t, table(t, three(), order)))
		assert.Equal(t, int64(len(rows)), late.N())
		assert.Equal(t, three(), late.Variables())
		var back weighting.Table
		require.NoError(t, back.UnmarshalBinary([]byte(encoded(t, whole))))
		assert.Equal(t, whole, &back)

		answers, some := scores(t, three(), rows), scores(t, three(), rows[cut:])
		require.NoError(t, some.Merge(scores(t, three(), rows[:cut])))
		assert.Equal(t, encoded(t, answers), encoded(t, some))
		assert.Equal(t, encoded(t, answers), encoded(t, scores(t, three(), order)))
		var again weighting.ScoreTally
		require.NoError(t, again.UnmarshalBinary([]byte(encoded(t, answers))))
		assert.Equal(t, answers, &again)
		w := raked(t, &back, drawMargins().Draw(t, "margins"))
		one, err := answers.Mean(w, 0)
		require.NoError(t, err)
		other, err := again.Mean(w, 0)
		require.NoError(t, err)
		assert.Equal(t, one, other, "bit for bit")
	})
}

func TestNewTable_refuses(t *testing.T) {
	many := make([]weighting.Variable, 21)
	for i := range many {
		many[i] = variable(fmt.Sprint("v", i), 1)
	}
	long := strings.Repeat("x", 201)
	wide := weighting.Variable{Name: "wide"}
	for i := range 1001 {
		wide.Categories = append(wide.Categories, fmt.Sprint(i))
	}
	other := weighting.Variable{Name: "other", Categories: wide.Categories[:1000]}
	for name, test := range map[string]struct {
		vars []weighting.Variable
		want error
	}{
		"none":            {nil, weighting.ErrInvalid},
		"too many":        {many, weighting.ErrLimit},
		"no name":         {[]weighting.Variable{{Categories: []string{"a"}}}, weighting.ErrInvalid},
		"long name":       {[]weighting.Variable{{Name: long, Categories: []string{"a"}}}, weighting.ErrLimit},
		"same name":       {[]weighting.Variable{variable("a", 1), variable("a", 2)}, weighting.ErrInvalid},
		"no categories":   {[]weighting.Variable{{Name: "a"}}, weighting.ErrInvalid},
		"empty category":  {[]weighting.Variable{{Name: "a", Categories: []string{""}}}, weighting.ErrInvalid},
		"long category":   {[]weighting.Variable{{Name: "a", Categories: []string{long}}}, weighting.ErrLimit},
		"same category":   {[]weighting.Variable{{Name: "a", Categories: []string{"x", "x"}}}, weighting.ErrInvalid},
		"a million cells": {[]weighting.Variable{wide, other}, weighting.ErrLimit},
	} {
		_, err := weighting.NewTable(test.vars...)
		require.ErrorIs(t, err, test.want, name)
		_, err = weighting.NewScoreTally(0, 10, test.vars...)
		require.ErrorIs(t, err, test.want, name)
	}
	_, err := weighting.NewTable(other, weighting.Variable{Name: "x", Categories: wide.Categories[:1000]})
	require.NoError(t, err, "a million")
	for _, scale := range []struct {
		low, high int
		want      error
	}{
		{5, 5, weighting.ErrInvalid},
		{6, 5, weighting.ErrInvalid},
		{0, 1001, weighting.ErrLimit},
		{math.MinInt, math.MaxInt, weighting.ErrInvalid},
		{1e9 - 1, 1e9 + 1, weighting.ErrInvalid},
		{0, 999, nil},
		{-1e9, -1e9 + 1000, nil},
	} {
		_, err := weighting.NewScoreTally(scale.low, scale.high, two()...)
		require.ErrorIs(t, err, scale.want)
	}
	_, err = weighting.NewScoreTally(0, 999, other, variable("a", 2))
	require.ErrorIs(t, err, weighting.ErrLimit, "cells times points")
}

// TestOwn: a table shares nothing with what it was made of or tells of.
func TestOwn(t *testing.T) {
	vars := two()
	y := table(t, vars, nil)
	vars[0].Name, vars[1].Categories[0] = "x", "x"
	got := y.Variables()
	assert.Equal(t, two(), got)
	got[0].Categories[0] = "x"
	assert.Equal(t, two(), y.Variables())
	assert.Empty(t, new(weighting.Table).Variables())
}

// TestAdd_refuses: bad rows are named and not counted.
func TestAdd_refuses(t *testing.T) {
	y, s := table(t, two(), counts(1, 2, 3, 4)), scores(t, two(), counts(1, 2, 3, 4))
	before, scored := encoded(t, y), encoded(t, s)
	for _, bad := range []struct {
		cell   []int
		design float64
		want   error
	}{
		{nil, 1, weighting.ErrMismatch},
		{[]int{0}, 1, weighting.ErrMismatch},
		{[]int{0, 0, 0}, 1, weighting.ErrMismatch},
		{[]int{0, 2}, 1, weighting.ErrRange},
		{[]int{-1, 0}, 1, weighting.ErrRange},
		{[]int{math.MinInt, 0}, 1, weighting.ErrRange},
		{[]int{0, 0}, -1, weighting.ErrRange},
		{[]int{0, 0}, math.NaN(), weighting.ErrRange},
		{[]int{0, 0}, math.Inf(1), weighting.ErrRange},
		{[]int{0, 0}, 0.000999, weighting.ErrRange},
		{[]int{0, 0}, 1<<20 + 1, weighting.ErrRange},
	} {
		require.ErrorIs(t, y.Add(bad.cell, bad.design), bad.want)
		require.ErrorIs(t, s.Add(bad.cell, 5, bad.design), bad.want)
	}
	for _, value := range []int{-1, 11, math.MinInt, math.MaxInt} {
		require.ErrorIs(t, s.Add([]int{0, 0}, value, 1), weighting.ErrRange)
	}
	assert.Equal(t, before, encoded(t, y))
	assert.Equal(t, scored, encoded(t, s))
	for _, good := range []float64{0, math.Copysign(0, -1), 0.001, 1 << 20} {
		require.NoError(t, y.Add([]int{0, 0}, good))
		require.NoError(t, y.Add([]int{1, 1}, 0.001))
		require.NoError(t, new(weighting.Table).UnmarshalBinary([]byte(encoded(t, y))))
	}
	least := table(t, two(), []row{{[]int{0, 1}, 0.001, 0}, {[]int{0, 1}, 0, 0}})
	require.NoError(t, new(weighting.Table).UnmarshalBinary([]byte(encoded(t, least))))

	zero, none := new(weighting.Table), new(weighting.ScoreTally)
	require.ErrorIs(t, zero.Add(nil, 1), weighting.ErrInvalid)
	require.ErrorIs(t, none.Add(nil, 1, 1), weighting.ErrInvalid)
	require.ErrorIs(t, zero.Merge(y), weighting.ErrInvalid)
	require.ErrorIs(t, y.Merge(zero), weighting.ErrInvalid)
	require.ErrorIs(t, y.Merge(nil), weighting.ErrInvalid)
	require.ErrorIs(t, y.Merge(table(t, two()[:1], nil)), weighting.ErrMismatch)
	require.ErrorIs(t, y.Merge(table(t, []weighting.Variable{variable("row", 2), variable("column", 3)}, nil)), weighting.ErrMismatch)
	require.ErrorIs(t, none.Merge(s), weighting.ErrInvalid)
	require.ErrorIs(t, s.Merge(none), weighting.ErrInvalid)
	require.ErrorIs(t, s.Merge(nil), weighting.ErrInvalid)
	short, err := weighting.NewScoreTally(0, 9, two()...)
	require.NoError(t, err)
	require.ErrorIs(t, s.Merge(short), weighting.ErrMismatch)
	_, err = zero.MarshalBinary()
	require.ErrorIs(t, err, weighting.ErrInvalid)
	_, err = none.MarshalBinary()
	require.ErrorIs(t, err, weighting.ErrInvalid)
}

// TestOverflow: what does not fit is refused and changes nothing: sums of squares in 128 bits, rows in 63.
func TestOverflow(t *testing.T) {
	heavy := table(t, two(), []row{{[]int{0, 0}, 1 << 20, 0}})
	for range 27 { // 2^27 rows of 2^100
		require.NoError(t, heavy.Merge(heavy))
	}
	before := encoded(t, heavy)
	require.ErrorIs(t, heavy.Merge(heavy), weighting.ErrLimit)
	assert.Equal(t, before, encoded(t, heavy))
	part := table(t, two(), []row{{[]int{0, 0}, 1 << 20, 0}})
	for range 26 {
		require.NoError(t, part.Merge(part))
	}
	rest := table(t, two(), nil)
	require.NoError(t, heavy.Merge(part))
	for k := 25; k >= 0; k-- { // up to 2^28 - 1 rows
		require.NoError(t, rest.UnmarshalBinary([]byte(encoded(t, table(t, two(), []row{{[]int{0, 0}, 1 << 20, 0}})))))
		for range k {
			require.NoError(t, rest.Merge(rest))
		}
		require.NoError(t, heavy.Merge(rest))
	}
	require.ErrorIs(t, heavy.Add([]int{0, 0}, 1<<20), weighting.ErrLimit, "the 2^28th")
	require.NoError(t, heavy.Add([]int{0, 0}, 1))
	w := raked(t, heavy, []weighting.Margin{{"row", []float64{1, 0}}})
	assert.InEpsilon(t, 1/((1<<28)*float64(1<<20)), factor(t, w, 0, 0), 1e-7)

	light := table(t, two(), []row{{[]int{0, 0}, 1, 0}})
	for range 62 {
		require.NoError(t, light.Merge(light))
	}
	before = encoded(t, light)
	require.ErrorIs(t, light.Merge(light), weighting.ErrLimit)
	assert.Equal(t, before, encoded(t, light))
	for k := 61; k >= 0; k-- {
		part := table(t, two(), []row{{[]int{0, 0}, 1, 0}})
		for range k {
			require.NoError(t, part.Merge(part))
		}
		require.NoError(t, light.Merge(part), "to the last")
	}
	assert.Equal(t, int64(math.MaxInt64), light.N())
	require.ErrorIs(t, light.Add([]int{1, 1}, 1), weighting.ErrLimit)
	require.NoError(t, light.UnmarshalBinary([]byte(before)))
	s := raked(t, light, []weighting.Margin{{"row", []float64{5, 0}}}).Summary()
	assert.Equal(t, 1.0, s.DesignEffect)
	assert.Equal(t, int64(1)<<62, s.N)
}

// form returns the bytes of a table of one variable "a" with categories "x" and "y", and these cells.
func form(name string, version byte, head []any, numbers ...uint64) []byte {
	w := wire.NewWriter(name, version)
	for _, field := range head {
		switch f := field.(type) {
		case string:
			w.String(f)
		case int:
			w.Uvarint(uint64(f))
		case int64:
			w.Varint(f)
		}
	}
	for _, n := range numbers {
		w.Uvarint(n)
	}
	return w.Bytes()
}

// TestForm: the bytes themselves, which must not change within a version, and those that are refused.
func TestForm(t *testing.T) {
	const one = 1 << 30
	head := []any{1, "a", 2, "x", "y"}
	vars := []weighting.Variable{{Name: "a", Categories: []string{"x", "y"}}}
	y := table(t, vars, []row{{[]int{1}, 1, 0}, {[]int{1}, 3, 0}})
	assert.Equal(t, string(form("weighting.Table", 1, head, 2, 0, 2, one, 3*one, 0, 4*one, 0, 10<<60)), encoded(t, y))
	before := encoded(t, y)
	for name, data := range map[string][]byte{
		"nothing":            nil,
		"another form":       form("weighting.ScoreTally", 1, head, 2, 0, 0),
		"another version":    form("weighting.Table", 2, head, 2, 0, 0),
		"no variables":       form("weighting.Table", 1, []any{0}, 1, 0),
		"a billion":          form("weighting.Table", 1, []any{1_000_000_000}, 1, 0),
		"same categories":    form("weighting.Table", 1, []any{1, "a", 2, "x", "x"}, 2, 0, 0),
		"other cells":        form("weighting.Table", 1, head, 1, 0, 0),
		"cells beyond":       form("weighting.Table", 1, head, 200, 0, 0),
		"too short":          form("weighting.Table", 1, head, 2, 0),
		"too long":           form("weighting.Table", 1, head, 2, 0, 0, 0),
		"rows beyond":        form("weighting.Table", 1, head, 2, 0, 1<<63, one, one, 0, one, 0, 1<<60),
		"rows overflow":      form("weighting.Table", 1, head, 2, math.MaxInt64, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0),
		"least above most":   form("weighting.Table", 1, head, 2, 0, 1, 2*one, one, 0, one, 0, 1<<60),
		"weight beyond":      form("weighting.Table", 1, head, 2, 0, 1, 1<<51, 1<<51, 0, 1<<51, 1<<38, 0),
		"weight too small":   form("weighting.Table", 1, head, 2, 0, 1, 1, 1, 0, 1, 0, 1),
		"most too small":     form("weighting.Table", 1, head, 2, 0, 2, 0, 1, 0, 1, 0, 1),
		"sum below":          form("weighting.Table", 1, head, 2, 0, 2, one, one, 0, one, 0, 1<<61),
		"sum above":          form("weighting.Table", 1, head, 2, 0, 2, one, one, 0, 3*one, 0, 1<<61),
		"sum below, only":    form("weighting.Table", 1, head, 2, 0, 2, one, 2*one, 0, one+one/2, 0, 2<<60),
		"squares below":      form("weighting.Table", 1, head, 2, 0, 2, one, one, 0, 2*one, 0, 1<<60),
		"squares above":      form("weighting.Table", 1, head, 2, 0, 2, one, one, 0, 2*one, 0, 1<<62),
		"squares and Cauchy": form("weighting.Table", 1, head, 2, 0, 2, one, 3*one, 0, 4*one, 0, 7<<60),
	} {
		t.Run(name, func(t *testing.T) {
			err := y.UnmarshalBinary(data)
			require.ErrorIs(t, err, weighting.ErrDecode)
			require.ErrorIs(t, err, wire.ErrDecode)
			assert.Equal(t, before, encoded(t, y))
		})
	}
	var s weighting.ScoreTally
	require.NoError(t, s.UnmarshalBinary(form("weighting.ScoreTally", 1, append([]any{int64(1), int64(2)}, head...), 4, 0, 0, 0, 0)))
	for name, data := range map[string][]byte{
		"scale":       form("weighting.ScoreTally", 1, append([]any{int64(2), int64(1)}, head...), 4, 0, 0, 0, 0),
		"wide":        form("weighting.ScoreTally", 1, append([]any{int64(math.MinInt64), int64(math.MaxInt64)}, head...), 4, 0, 0, 0, 0),
		"other cells": form("weighting.ScoreTally", 1, append([]any{int64(1), int64(2)}, head...), 2, 0, 0),
	} {
		require.ErrorIs(t, s.UnmarshalBinary(data), weighting.ErrDecode, name)
	}
}
