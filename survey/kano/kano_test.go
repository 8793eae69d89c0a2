package kano_test

import (
	"encoding"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
	"github.com/seed-4ccf82d5/servicequality/survey/kano"
)

// tb is what testing and rapid share.
type tb interface {
	require.TestingT
	Helper()
}

// pair is what one customer answered.
type pair struct{ with, without kano.Answer }

// pairs are one pair of each category: A, O, M, I, R, Q.
var pairs = [6]pair{
	{kano.AnswerLike, kano.AnswerNeutral},
	{kano.AnswerLike, kano.AnswerDislike},
	{kano.AnswerExpect, kano.AnswerDislike},
	{kano.AnswerNeutral, kano.AnswerNeutral},
	{kano.AnswerDislike, kano.AnswerLike},
	{kano.AnswerLike, kano.AnswerLike},
}

// tally returns a tally of so many customers in A, O, M, I, R, Q.
func tally(t tb, counts ...int) *kano.Tally {
	t.Helper()
	var y kano.Tally
	for c, n := range counts {
		for range n {
			require.NoError(t, y.Add(pairs[c].with, pairs[c].without))
		}
	}
	return &y
}

// result returns the result by options.
func result(t tb, y *kano.Tally, o kano.Options) kano.Result {
	t.Helper()
	r, err := y.Result(o)
	require.NoError(t, err)
	return r
}

// encoded returns the form of a tally.
func encoded(t tb, y *kano.Tally) string {
	t.Helper()
	data, err := y.MarshalBinary()
	require.NoError(t, err)
	return string(data)
}

// TestTable: the evaluation table of Berger et al. (1993), and that of Pouliot with two more contradictions.
func TestTable(t *testing.T) {
	letters := map[byte]kano.Category{
		'A': kano.CategoryAttractive, 'O': kano.CategoryOneDimensional, 'M': kano.CategoryMustBe,
		'I': kano.CategoryIndifferent, 'R': kano.CategoryReverse, 'Q': kano.CategoryQuestionable,
	}
	for table, rows := range map[kano.Table][5]string{
		kano.TableClassic: {"QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"},
		kano.TablePouliot: {"QAAAO", "RQIIM", "RIIIM", "RIIQM", "RRRRQ"},
	} {
		for f := range 5 {
			for d := range 5 {
				got, err := table.Category(kano.Answer(f+1), kano.Answer(d+1))
				require.NoError(t, err)
				assert.Equal(t, letters[rows[f][d]], got, "%v %d %d", table, f, d)
			}
		}
	}
	for _, bad := range []pair{{0, 1}, {1, 0}, {6, 1}, {1, 6}, {255, 255}} {
		_, err := kano.TableClassic.Category(bad.with, bad.without)
		require.ErrorIs(t, err, kano.ErrRange)
	}
	_, err := kano.Table(2).Category(1, 1)
	require.ErrorIs(t, err, kano.ErrRange)
}

// TestResult_byHand: A 12, O 20, M 8, I 15, R 3, Q 2 by the formulas: better 32/55, worse -28/55, strength 5/60, and Fong's
// bound 1.65 √(35·85/120) = 8.2156.
func TestResult_byHand(t *testing.T) {
	r := result(t, tally(t, 12, 20, 8, 15, 3, 2), kano.Options{})
	assert.Equal(t, [6]int64{12, 20, 8, 15, 3, 2}, r.Counts)
	assert.Equal(t, int64(60), r.N)
	assert.Equal(t, kano.CategoryOneDimensional, r.Category)
	assert.Equal(t, kano.CategoryIndifferent, r.Second)
	assert.InDelta(t, 0.581818, r.Better.Value, 5e-7)
	assert.InDelta(t, -0.509091, r.Worse.Value, 5e-7)
	const z = 1.959963984540054
	for _, c := range []*kano.Coefficient{r.Better, r.Worse} { // Wilson: (p - e)² = z²e(1-e)/n at both ends e, in size
		for _, end := range []float64{c.Low, c.High} {
			p, e := math.Abs(c.Value), math.Abs(end)
			assert.InDelta(t, z*z*e*(1-e)/55, (p-e)*(p-e), 1e-12)
		}
		assert.True(t, c.Low < c.Value && c.Value < c.High)
	}
	assert.InDelta(t, 40./60, r.TotalStrength, 1e-15)
	assert.InDelta(t, 0.083333, r.CategoryStrength, 5e-7)
	assert.InDelta(t, 8.2156, r.FongBound, 5e-5)
	assert.True(t, r.Ambiguous)
	// with: 34 like, 8 expect, 15 neutral, 3 dislike; without: 5 like, 27 neutral, 28 dislike
	assert.InDelta(t, (34*4+8*2-3*2)/60., r.Functional.Mean, 1e-12)
	assert.InDelta(t, (-5*2+28*4)/60., r.Dysfunctional.Mean, 1e-12)
	m := r.Functional.Mean
	assert.InDelta(t, math.Sqrt((34*(4-m)*(4-m)+8*(2-m)*(2-m)+15*m*m+3*(2+m)*(2+m))/59), *r.Functional.SD, 1e-12)
}

// TestResult_rules: ties go to M, O, A, I, R, Q; Berger's rule asks first whether A, O and M outnumber the rest.
func TestResult_rules(t *testing.T) {
	a, o, m, i, r, q := kano.CategoryAttractive, kano.CategoryOneDimensional, kano.CategoryMustBe, kano.CategoryIndifferent, kano.CategoryReverse, kano.CategoryQuestionable
	for name, test := range map[string]struct {
		counts               []int
		mode, second, berger kano.Category
	}{
		"all equal":       {[]int{1, 1, 1, 1, 1, 1}, m, o, i}, // three of six do not outnumber three
		"first three":     {[]int{2, 2, 2, 1, 1, 1}, m, o, m},
		"spread liking":   {[]int{3, 3, 3, 5, 0, 0}, i, m, m}, // nine of fourteen are touched
		"spread coldness": {[]int{4, 0, 0, 2, 2, 3}, a, q, q},
		"A before I":      {[]int{2, 0, 0, 2, 0, 0}, a, i, i},
		"R before Q":      {[]int{0, 0, 0, 0, 2, 2}, r, q, r},
		"only one":        {[]int{0, 4, 0, 0, 0, 0}, o, 0, o},
		"half and half":   {[]int{0, 2, 0, 1, 1, 0}, o, i, i},
	} {
		got := result(t, tally(t, test.counts...), kano.Options{})
		assert.Equal(t, test.mode, got.Category, name)
		assert.Equal(t, test.second, got.Second, name)
		got = result(t, tally(t, test.counts...), kano.Options{Rule: kano.RuleBerger})
		assert.Equal(t, test.berger, got.Category, name)
		assert.Equal(t, test.second, got.Second, name)
	}
	assert.Zero(t, result(t, tally(t, 0, 4), kano.Options{}).FongBound-1.65*math.Sqrt(4*4/8.))
}

// TestResult_edges: what is not defined is nil, and nothing is NaN; extremes keep a width.
func TestResult_edges(t *testing.T) {
	r := result(t, tally(t, 0, 0, 0, 0, 3, 2), kano.Options{})
	assert.Nil(t, r.Better)
	assert.Nil(t, r.Worse)
	assert.Zero(t, r.TotalStrength)
	r = result(t, tally(t, 0, 0, 0, 1), kano.Options{})
	assert.Nil(t, r.Functional.SD)
	assert.Nil(t, r.Dysfunctional.SD)
	assert.Equal(t, kano.Coefficient{High: r.Better.High}, *r.Better)
	assert.False(t, math.Signbit(r.Worse.Value) || math.Signbit(r.Worse.High), "no -0")
	assert.Less(t, r.Worse.Low, -0.7)
	r = result(t, tally(t, 0, 9), kano.Options{})
	assert.Equal(t, -1.0, r.Worse.Value)
	assert.Equal(t, -1.0, r.Worse.Low)

	narrow := result(t, tally(t, 12, 20, 8, 15), kano.Options{Level: 0.5})
	wide := result(t, tally(t, 12, 20, 8, 15), kano.Options{Level: 0.99})
	assert.Greater(t, narrow.Better.Low, wide.Better.Low)
	assert.Greater(t, narrow.Worse.Low, wide.Worse.Low)

	var y kano.Tally
	_, err := y.Result(kano.Options{})
	require.ErrorIs(t, err, kano.ErrNoAnswers)
	y.Skip()
	require.ErrorIs(t, y.Add(0, 9), kano.ErrRange)
	_, err = y.Result(kano.Options{})
	require.ErrorIs(t, err, kano.ErrNoAnswers, "one missing, one invalid")
	require.NoError(t, y.Add(1, 5))
	r = result(t, &y, kano.Options{})
	assert.Equal(t, []int64{1, 1, 1}, []int64{r.N, r.Missing, r.Invalid})
	for _, bad := range []kano.Options{{Table: 2}, {Rule: 2}, {Level: 1}, {Level: -1}, {Level: math.NaN()}} {
		_, err := y.Result(bad)
		require.ErrorIs(t, err, kano.ErrRange)
	}
}

// TestTally: any split in any order has the bytes of one pass; what was added is taken out again; figures are those
// counted one by one.
func TestTally(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		answer := rapid.Custom(func(t *rapid.T) pair {
			return pair{kano.Answer(rapid.IntRange(0, 6).Draw(t, "with")), kano.Answer(rapid.IntRange(0, 6).Draw(t, "without"))}
		})
		all := rapid.SliceOfN(answer, 1, 40).Draw(t, "answers")
		of := func(some []pair) *kano.Tally {
			var y kano.Tally
			for _, p := range some {
				_ = y.Add(p.with, p.without)
			}
			y.Skip()
			return &y
		}
		cut := rapid.IntRange(0, len(all)).Draw(t, "cut")
		whole, late := of(all), of(all[cut:])
		require.NoError(t, late.Merge(of(all[:cut])))
		require.NoError(t, late.Unskip())
		assert.Equal(t, whole, late)
		assert.Equal(t, whole, of(rapid.Permutation(all).Draw(t, "order")))
		var back kano.Tally
		require.NoError(t, back.UnmarshalBinary([]byte(encoded(t, whole))))
		assert.Equal(t, whole, &back)

		table := kano.Table(rapid.IntRange(0, 1).Draw(t, "table"))
		var counts [6]int64
		var with, sum int64
		for _, p := range all {
			if c, err := table.Category(p.with, p.without); err == nil {
				counts[c-1]++
				with += []int64{0, 4, 2, 0, -1, -2}[p.with]
				sum++
			}
		}
		r, err := whole.Result(kano.Options{Table: table})
		if sum == 0 {
			require.ErrorIs(t, err, kano.ErrNoAnswers)
		} else {
			require.NoError(t, err)
			assert.Equal(t, counts, r.Counts)
			assert.Equal(t, sum, r.N)
			assert.InDelta(t, float64(with)/float64(sum), r.Functional.Mean, 1e-12)
			assert.Equal(t, int64(len(all)), r.N+r.Invalid)
			assert.True(t, r.Better == nil || r.Better.Low <= r.Better.Value && r.Better.Value <= r.Better.High)
			assert.True(t, r.Worse == nil || r.Worse.Low <= r.Worse.Value && r.Worse.Value <= r.Worse.High)
		}
		for _, p := range all {
			require.NoError(t, late.Remove(p.with, p.without))
		}
		require.NoError(t, late.Unskip())
		assert.Equal(t, new(kano.Tally), late)
		require.ErrorIs(t, late.Remove(all[0].with, all[0].without), kano.ErrRange)
		require.ErrorIs(t, late.Unskip(), kano.ErrRange)
		assert.Equal(t, new(kano.Tally), late)
	})
}

// TestTally_overflow: beyond 2^63-1 nothing changes, and figures stay finite up to there.
func TestTally_overflow(t *testing.T) {
	y := tally(t, 1)
	for range 62 {
		require.NoError(t, y.Merge(y))
	}
	before := *y
	require.ErrorIs(t, y.Merge(y), kano.ErrLimit)
	assert.Equal(t, before, *y)
	require.ErrorIs(t, y.Merge(nil), kano.ErrInvalid)
	w := wire.NewWriter("kano.Tally", 1)
	for i := range 27 {
		w.Uvarint(map[int]uint64{2 + 4: math.MaxInt64 - 3, 3: 3}[i]) // like-dislike, like-expect
	}
	require.NoError(t, y.UnmarshalBinary(w.Bytes()))
	one := tally(t, 1)
	require.NoError(t, y.Remove(kano.AnswerLike, kano.AnswerExpect))
	require.NoError(t, y.Merge(one), "to the last")
	require.NoError(t, y.Remove(kano.AnswerLike, kano.AnswerNeutral))
	require.NoError(t, y.Add(kano.AnswerLike, kano.AnswerExpect))
	full := *y
	require.ErrorIs(t, y.Add(1, 1), kano.ErrLimit)
	require.ErrorIs(t, y.Add(0, 0), kano.ErrLimit)
	y.Skip()
	assert.Equal(t, full, *y)
	r := result(t, y, kano.Options{})
	assert.InDelta(t, 1, r.Better.Value, 1e-12)
	assert.InDelta(t, 4, r.Functional.Mean, 1e-12)
	assert.False(t, math.IsNaN(*r.Dysfunctional.SD) || math.IsNaN(r.FongBound))
}

// TestForm: the bytes themselves, which must not change within a version, and those that are refused.
func TestForm(t *testing.T) {
	form := func(name string, version byte, numbers ...uint64) []byte {
		w := wire.NewWriter(name, version)
		for _, n := range numbers {
			w.Uvarint(n)
		}
		return w.Bytes()
	}
	y := tally(t, 2, 1)
	y.Skip()
	rest := make([]uint64, 20)
	good := append([]uint64{1, 0, 0, 0, 2, 0, 1}, rest...)
	assert.Equal(t, string(form("kano.Tally", 1, good...)), encoded(t, y))
	before := *y
	for name, data := range map[string][]byte{
		"nothing": nil, "another form": form("survey.Tally", 1, good...), "another version": form("kano.Tally", 2, good...),
		"too short": form("kano.Tally", 1, good[:26]...), "too long": form("kano.Tally", 1, append(good, 0)...),
		"beyond":   form("kano.Tally", 1, append([]uint64{1 << 63}, good[1:]...)...),
		"overflow": form("kano.Tally", 1, append([]uint64{math.MaxInt64}, good[1:]...)...),
	} {
		err := y.UnmarshalBinary(data)
		require.ErrorIs(t, err, kano.ErrDecode, name)
		require.ErrorIs(t, err, wire.ErrDecode, name)
		assert.Equal(t, before, *y)
	}
}

func TestDiagram(t *testing.T) {
	r := result(t, tally(t, 12, 20, 8, 15, 3, 2), kano.Options{})
	text, err := kano.Diagram([]string{"Sockets\n\"[x]: #"}, []kano.Result{r})
	require.NoError(t, err)
	assert.Equal(t, []string{`    "Sockets #quot;[x]: #35;": [0.509, 0.582]`, ""}, strings.Split(text, "\n")[7:])
	none := result(t, tally(t, 0, 0, 0, 0, 1), kano.Options{})
	odd := r
	odd.Better = &kano.Coefficient{Value: math.NaN()}
	for name, test := range map[string]struct {
		names []string
		rs    []kano.Result
		want  error
	}{
		"names":        {nil, []kano.Result{r}, kano.ErrInvalid},
		"empty name":   {[]string{""}, []kano.Result{r}, kano.ErrInvalid},
		"coefficients": {[]string{"x"}, []kano.Result{none}, kano.ErrNoAnswers},
		"half":         {[]string{"x"}, []kano.Result{{Better: r.Better}}, kano.ErrNoAnswers},
		"NaN":          {[]string{"x"}, []kano.Result{odd}, kano.ErrRange},
		"many":         {make([]string, 1001), make([]kano.Result, 1001), kano.ErrLimit},
	} {
		_, err := kano.Diagram(test.names, test.rs)
		require.ErrorIs(t, err, test.want, name)
	}
	_, err = kano.Diagram(slices.Repeat([]string{"x"}, 1000), slices.Repeat([]kano.Result{r}, 1000))
	require.NoError(t, err)
	empty, err := kano.Diagram(nil, nil)
	require.NoError(t, err)
	assert.NotContains(t, empty, ": [")
}

// enumeration is what all of them have.
type enumeration interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}

// testEnum asserts that the values from 0 have these names, "" marking an invalid zero.
func testEnum[E enumeration](t *testing.T, parse func(string) (E, error), unmarshal func(*E, []byte) error, names ...string) {
	t.Helper()
	for i, name := range names {
		value, back := E(i), E(99)
		text, err := value.MarshalText()
		require.NoError(t, err)
		require.NoError(t, unmarshal(&back, text))
		assert.Equal(t, []any{name, name, value}, []any{value.String(), string(text), back})
		parsed, err := parse(name)
		assert.Equal(t, name == "", err != nil)
		assert.Equal(t, value, parsed)
	}
	_, err := E(len(names)).MarshalText()
	require.ErrorIs(t, err, kano.ErrUnknown)
	last := E(1)
	require.ErrorIs(t, unmarshal(&last, []byte("Sometimes")), kano.ErrUnknown)
	assert.Equal(t, E(1), last, "left alone")
}

func TestEnumerations(t *testing.T) {
	testEnum(t, kano.ParseAnswer, (*kano.Answer).UnmarshalText, "", "like", "expect", "neutral", "tolerate", "dislike")
	testEnum(t, kano.ParseCategory, (*kano.Category).UnmarshalText,
		"", "attractive", "one-dimensional", "must-be", "indifferent", "reverse", "questionable")
	testEnum(t, kano.ParseTable, (*kano.Table).UnmarshalText, "classic", "pouliot")
	testEnum(t, kano.ParseRule, (*kano.Rule).UnmarshalText, "mode", "berger")
}
