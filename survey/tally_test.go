package survey_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// event is something that a tally counts: points on 1 to 5 or off it, or a respondent without an answer.
type event struct {
	points int
	skip   survey.Outcome
}

func (e event) count(t *survey.Tally) {
	if e.skip != 0 {
		_ = t.Skip(e.skip)
		return
	}
	_ = t.Add(e.points)
}

func events(t *rapid.T) []event {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) event {
		return event{rapid.IntRange(0, 6).Draw(t, "points"), survey.Outcome(rapid.SampledFrom([]int{0, 0, 0, 2, 3, 4, 5}).Draw(t, "skip"))}
	}), 0, 60).Draw(t, "events")
}

func bytesOf(t require.TestingT, tally *survey.Tally) []byte {
	data, err := tally.MarshalBinary()
	require.NoError(t, err)
	return data
}

// TestTally_Merge_anySplit: any order and grouping of merges gives the bytes of one pass.
func TestTally_Merge_anySplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := events(t)
		once := marks()
		for _, e := range all {
			e.count(once)
		}
		shuffled := rapid.Permutation(all).Draw(t, "order")
		parts := []*survey.Tally{marks(), marks(), marks()}
		for _, e := range shuffled {
			e.count(parts[rapid.IntRange(0, 2).Draw(t, "part")])
		}
		left, right := marks(), marks()
		require.NoError(t, left.Merge(parts[0]))
		require.NoError(t, left.Merge(parts[1]))
		require.NoError(t, left.Merge(parts[2])) // (0+1)+2
		require.NoError(t, parts[2].Merge(parts[1]))
		require.NoError(t, right.Merge(parts[2]))
		require.NoError(t, right.Merge(parts[0])) // (2+1)+0
		assert.Equal(t, bytesOf(t, once), bytesOf(t, left))
		assert.Equal(t, bytesOf(t, once), bytesOf(t, right))
		assert.Equal(t, once.Base(), left.Base())
		b := once.Base()
		assert.Equal(t, b.Responses, b.Answered+b.Missing+b.Hidden+b.Invalid+b.Excluded)
		assert.Equal(t, int64(len(all)), b.Responses)
		var back survey.Tally
		require.NoError(t, back.UnmarshalBinary(bytesOf(t, once)))
		assert.Equal(t, once, &back)
	})
}

// TestTally_Remove_restores: taking out what was added gives the bytes from before, and taking out more is an error that
// changes nothing.
func TestTally_Remove_restores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tally := marks(1, 2, 3)
		before, base := bytesOf(t, tally), tally.Base()
		all := events(t)
		for _, e := range all {
			e.count(tally)
		}
		for _, e := range rapid.Permutation(all).Draw(t, "order") {
			if e.skip != 0 {
				require.NoError(t, tally.Unskip(e.skip))
			} else {
				require.NoError(t, tally.Remove(e.points))
			}
		}
		assert.Equal(t, before, bytesOf(t, tally))
		assert.Equal(t, base, tally.Base(), "the number of responses is no part of the bytes")
		assert.ErrorIs(t, tally.Remove(5), survey.ErrRange)
		assert.ErrorIs(t, tally.Remove(9), survey.ErrRange)
		assert.ErrorIs(t, tally.Unskip(survey.OutcomeMissing), survey.ErrRange)
		assert.Equal(t, before, bytesOf(t, tally))
	})
}

func TestTally_choices(t *testing.T) {
	tally, err := survey.NewChoiceTally([]string{"a", "b", "c"})
	require.NoError(t, err)
	empty := bytesOf(t, tally)
	require.NoError(t, tally.AddChoices([]string{"a", "b"}))
	require.NoError(t, tally.AddChoices([]string{"b"}))
	require.NoError(t, tally.AddChoices(nil), "none of them is an answer")
	assert.ErrorIs(t, tally.AddChoices([]string{"x"}), survey.ErrUnknown)
	assert.ErrorIs(t, tally.AddChoices([]string{"a", "a"}), survey.ErrUnknown)
	assert.Equal(t, []int64{1, 2, 0}, tally.Counts())
	assert.Equal(t, survey.Base{Responses: 5, Answered: 3, Invalid: 2}, tally.Base())
	b, err := tally.Option("b")
	require.NoError(t, err)
	assert.Equal(t, survey.Count{X: 2, N: 3}, b)
	_, err = tally.Option("x")
	assert.ErrorIs(t, err, survey.ErrUnknown)
	var back survey.Tally
	require.NoError(t, back.UnmarshalBinary(bytesOf(t, tally)))
	assert.Equal(t, tally, &back)
	assert.ErrorIs(t, tally.RemoveChoices([]string{"c"}), survey.ErrRange)
	for _, chosen := range [][]string{{"a", "b"}, {"b"}, {}, {"x"}, {"x"}} {
		require.NoError(t, tally.RemoveChoices(chosen))
	}
	assert.ErrorIs(t, tally.RemoveChoices(nil), survey.ErrRange)
	assert.ErrorIs(t, tally.RemoveChoices([]string{"x"}), survey.ErrRange)
	assert.Equal(t, empty, bytesOf(t, tally))
	assert.Equal(t, survey.Base{}, tally.Base())
	for _, options := range [][]string{nil, {""}, {"a", "a"}, make([]string, 1001)} {
		_, err = survey.NewChoiceTally(options)
		assert.ErrorIs(t, err, survey.ErrInvalid)
	}
}

func TestTally_kinds(t *testing.T) {
	choices, _ := survey.NewChoiceTally([]string{"a"})
	var zero survey.Tally
	for name, c := range map[string]struct {
		err, cause error
	}{
		"points of choices":  {choices.Add(1), survey.ErrKind},
		"remove points":      {choices.Remove(1), survey.ErrKind},
		"choices of points":  {marks().AddChoices([]string{"a"}), survey.ErrKind},
		"remove choices":     {marks().RemoveChoices([]string{"a"}), survey.ErrKind},
		"zero add":           {zero.Add(1), survey.ErrInvalid},
		"zero add choices":   {zero.AddChoices(nil), survey.ErrInvalid},
		"zero skip":          {zero.Skip(survey.OutcomeMissing), survey.ErrInvalid},
		"zero unskip":        {zero.Unskip(survey.OutcomeMissing), survey.ErrInvalid},
		"zero merge":         {marks().Merge(&zero), survey.ErrInvalid},
		"skip an answer":     {marks().Skip(survey.OutcomeAnswered), survey.ErrRange},
		"skip nothing":       {marks().Skip(0), survey.ErrRange},
		"merge other kind":   {marks().Merge(recommended()), nil},
		"merge choices":      {marks().Merge(choices), nil},
		"option of points":   {second(marks().Option("a")), survey.ErrKind},
		"top of choices":     {second(choices.Top(1)), survey.ErrKind},
		"bottom of choices":  {second(choices.Bottom(1)), survey.ErrKind},
		"mean of choices":    {second(choices.Mean(survey.Options{})), survey.ErrKind},
		"index of choices":   {second(choices.Index()), survey.ErrKind},
		"median of choices":  {second(choices.Median()), survey.ErrKind},
		"sd of choices":      {second(choices.SD()), survey.ErrKind},
		"gap of choices":     {second(survey.Gap(survey.Promised{}, choices, survey.Options{})), survey.ErrKind},
		"csat of nps":        {second(recommended(9).CSAT(survey.Options{})), survey.ErrKind},
		"ces of csat":        {second(marks(3).CES(survey.Options{})), survey.ErrKind},
		"nps of csat":        {second(marks(3).NPS(survey.Options{})), survey.ErrKind},
		"top 0":              {second(marks(3).Top(0)), survey.ErrRange},
		"top 6":              {second(marks(3).Top(6)), survey.ErrRange},
		"bottom 6":           {second(marks(3).Bottom(6)), survey.ErrRange},
		"tally of a text":    {second(survey.NewTally(survey.KindText, survey.Scale{})), survey.ErrKind},
		"rating, no scale":   {second(survey.NewTally(survey.KindRating, survey.Scale{})), survey.ErrRange},
		"no answers mean":    {second(marks().Mean(survey.Options{})), survey.ErrNoAnswers},
		"no answers csat":    {second(marks().CSAT(survey.Options{})), survey.ErrNoAnswers},
		"no answers nps":     {second(recommended().NPS(survey.Options{})), survey.ErrNoAnswers},
		"no answers index":   {second(marks().Index()), survey.ErrNoAnswers},
		"no answers median":  {second(marks().Median()), survey.ErrNoAnswers},
		"no answers sd":      {second(marks().SD()), survey.ErrNoAnswers},
		"one answer sd":      {second(marks(3).SD()), survey.ErrTooFew},
		"one answer mean":    {second(marks(3).Mean(survey.Options{})), survey.ErrTooFew},
		"one answer t":       {second(recommended(3).NPS(survey.Options{Method: survey.MethodTrinomialT})), survey.ErrTooFew},
		"zero value marshal": {second(zero.MarshalBinary()), survey.ErrInvalid},
	} {
		if c.cause == nil {
			assert.ErrorAs(t, c.err, &survey.MismatchError{}, name)
			assert.NotContains(t, c.err.Error(), "%!")
			continue
		}
		assert.ErrorIs(t, c.err, c.cause, name)
	}
}

func second[T any](_ T, err error) error { return err }

// TestTally_reversed: on a reversed scale the least raw point is the best.
func TestTally_reversed(t *testing.T) {
	tally, err := survey.NewTally(survey.KindLikert, survey.Scale{Min: 1, Max: 4, Reverse: true})
	require.NoError(t, err)
	for _, v := range []int{1, 1, 2, 4} {
		require.NoError(t, tally.Add(v))
	}
	assert.Equal(t, []int64{1, 0, 1, 2}, tally.Counts())
	best, err := tally.Top(1)
	require.NoError(t, err)
	assert.Equal(t, survey.Count{X: 2, N: 4}, best)
	mean, err := tally.Mean(survey.Options{})
	require.NoError(t, err)
	assert.InDelta(t, 3.0, mean.Value, 1e-15)
	assert.ErrorAs(t, tally.Merge(marks()), &survey.MismatchError{})
	v, err := survey.Scale{Min: 1, Max: 4}.Score(3)
	require.NoError(t, err)
	assert.Equal(t, 3, v)
	_, err = survey.Scale{Min: 1, Max: 4}.Score(5)
	assert.ErrorIs(t, err, survey.ErrRange)
	assert.False(t, survey.Scale{}.Valid(0))
}

// full is a tally whose counts are full: 2^63-1 respondents hidden.
func full(t *testing.T) *survey.Tally {
	data := bytesOf(t, marks())
	data = data[:len(data)-5] // the five outcomes
	data = append(data, 0)
	data = append(data, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f) // hidden
	data = append(data, 0, 0, 0)
	var tally survey.Tally
	require.NoError(t, tally.UnmarshalBinary(data))
	require.Equal(t, int64(math.MaxInt64), tally.Base().Hidden)
	return &tally
}

func TestTally_limit(t *testing.T) {
	tally := full(t)
	before := bytesOf(t, tally)
	assert.ErrorIs(t, tally.Add(1), survey.ErrLimit)
	assert.ErrorIs(t, tally.Skip(survey.OutcomeMissing), survey.ErrLimit)
	assert.ErrorIs(t, tally.Merge(marks(1)), survey.ErrLimit)
	assert.Equal(t, before, bytesOf(t, tally), "an error leaves it alone")
}

func TestTally_UnmarshalBinary_refuses(t *testing.T) {
	good := bytesOf(t, marks(1, 2, 3))
	kept := marks(5)
	for cut := range good {
		assert.ErrorIs(t, kept.UnmarshalBinary(good[:cut]), survey.ErrDecode, cut)
	}
	assert.ErrorIs(t, kept.UnmarshalBinary(append(slices.Clone(good), 0)), survey.ErrDecode)
	for at := range good {
		for _, b := range []byte{0, 1, 0x7f, 0xff} {
			bad := slices.Clone(good)
			bad[at] = b
			var other survey.Tally
			if other.UnmarshalBinary(bad) == nil { // other counts that add up are a tally too
				assert.Equal(t, bad, bytesOf(t, &other), "canonical")
			}
		}
	}
	assert.Equal(t, marks(5), kept)
}

func FuzzTallyBinary(f *testing.F) {
	choices, _ := survey.NewChoiceTally([]string{"a", "b"})
	for _, tally := range []*survey.Tally{marks(1, 2, 5), recommended(10), choices} {
		data, _ := tally.MarshalBinary()
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var tally survey.Tally
		if tally.UnmarshalBinary(data) != nil {
			assert.Equal(t, survey.Tally{}, tally)
			return
		}
		assert.Equal(t, data, bytesOf(t, &tally), "canonical")
		if mean, err := tally.Mean(survey.Options{}); err == nil {
			assert.False(t, math.IsNaN(mean.Value+mean.SE+mean.Interval.Low+mean.Interval.High))
		}
	})
}

func TestEnumerations(t *testing.T) {
	for i := range uint8(11) {
		kind := survey.Kind(i)
		text, err := kind.MarshalText()
		require.NoError(t, err)
		require.NoError(t, kind.UnmarshalText(text))
		parsed, err := survey.ParseKind(kind.String())
		assert.Equal(t, i == 0, err != nil)
		assert.Equal(t, survey.Kind(i), parsed)
		if method := survey.Method(i); i < 10 {
			text, err = method.MarshalText()
			require.NoError(t, err)
			require.NoError(t, method.UnmarshalText(text))
			back, err := survey.ParseMethod(method.String())
			require.NoError(t, err)
			assert.Equal(t, survey.Method(i), back)
		}
		if op := survey.Op(i); i < 9 {
			text, err = op.MarshalText()
			require.NoError(t, err)
			require.NoError(t, op.UnmarshalText(text))
			back, err := survey.ParseOp(op.String())
			require.NoError(t, err)
			assert.Equal(t, survey.Op(i), back)
		}
		if outcome := survey.Outcome(i); i < 6 {
			text, err = outcome.MarshalText()
			require.NoError(t, err)
			require.NoError(t, outcome.UnmarshalText(text))
			back, err := survey.ParseOutcome(outcome.String())
			assert.Equal(t, i == 0, err != nil)
			assert.Equal(t, survey.Outcome(i), back)
		}
	}
	_, err := survey.Kind(11).MarshalText()
	assert.ErrorIs(t, err, survey.ErrUnknown)
}

// BenchmarkTallyAdd: 3.5 ns, no allocation (2 cores, linux/amd64, Go 1.26).
func BenchmarkTallyAdd(b *testing.B) {
	tally := marks()
	b.ReportAllocs()
	for b.Loop() {
		_ = tally.Add(4)
	}
}

// BenchmarkNPS1M: a million answers added, and the score with its interval: 4 ms (2 cores, linux/amd64, Go 1.26).
func BenchmarkNPS1M(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		tally := recommended()
		for i := range 1_000_000 {
			_ = tally.Add(i % 11)
		}
		_, _ = tally.NPS(survey.Options{})
	}
}

// BenchmarkMerge: 9 ns whatever was counted (2 cores, linux/amd64, Go 1.26).
func BenchmarkMerge(b *testing.B) {
	sum, part := marks(), marks(1, 2, 3, 4, 5)
	b.ReportAllocs()
	for b.Loop() {
		_ = sum.Merge(part)
	}
}
