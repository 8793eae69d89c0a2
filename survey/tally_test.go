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

func TestNewTally(t *testing.T) {
	for _, c := range []struct {
		kind   survey.Kind
		scale  survey.Scale
		err    error
		points int
	}{
		{survey.KindNPS, survey.Scale{}, nil, 11},
		{survey.KindNPS, survey.Scale{Max: 10}, nil, 11},
		{survey.KindNPS, survey.Scale{Min: 1, Max: 10}, survey.ErrInvalid, 0},
		{survey.KindCSAT, survey.Scale{}, nil, 5},
		{survey.KindCES, survey.Scale{}, nil, 7},
		{survey.KindCES, survey.Scale{Min: 1, Max: 5}, nil, 5},
		{survey.KindRating, survey.Scale{}, survey.ErrInvalid, 0},
		{survey.KindNumber, survey.Scale{Min: -500, Max: 500}, nil, 1001},
		{survey.KindMatrix, survey.Scale{Min: 1, Max: 4}, nil, 4},
		{survey.KindSingle, survey.Scale{}, survey.ErrKind, 0},
		{survey.KindText, survey.Scale{Min: 1, Max: 4}, survey.ErrKind, 0},
		{0, survey.Scale{Min: 1, Max: 4}, survey.ErrKind, 0},
	} {
		tally, err := survey.NewTally(c.kind, c.scale)
		require.ErrorIs(t, err, c.err)
		if c.err == nil {
			assert.Len(t, tally.Counts(), c.points)
		}
	}
	for _, options := range [][]string{nil, {""}, {"a", "a"}, {"caf\u00e9", "cafe\u0301"}} {
		_, err := survey.NewChoiceTally(options)
		require.ErrorIs(t, err, survey.ErrInvalid)
	}
	_, err := survey.NewChoiceTally(make([]string, 1001))
	require.ErrorIs(t, err, survey.ErrLimit)
}

func TestTally_zero(t *testing.T) {
	var zero survey.Tally
	sound := points(t, survey.KindNPS, survey.Scale{}, 9)
	for _, err := range []error{
		zero.Add(0), zero.AddChoices([]string{"a"}), zero.Skip(survey.OutcomeMissing), zero.Remove(0),
		zero.RemoveChoices(nil), zero.Unskip(survey.OutcomeMissing), zero.Merge(sound), sound.Merge(&zero), sound.Merge(nil),
	} {
		require.ErrorIs(t, err, survey.ErrInvalid)
	}
	_, err := zero.MarshalBinary()
	require.ErrorIs(t, err, survey.ErrInvalid)
	_, err = zero.Top(1)
	require.ErrorIs(t, err, survey.ErrInvalid)
	_, err = zero.Median()
	require.ErrorIs(t, err, survey.ErrInvalid)
	_, err = zero.NPS(survey.Options{})
	require.ErrorIs(t, err, survey.ErrInvalid)
	assert.Empty(t, zero.Counts())
	assert.Equal(t, survey.Base{}, zero.Base())
	assert.Equal(t, "no tally", zero.String())
}

func TestTally_Add_offTheScale(t *testing.T) {
	for _, s := range []survey.Scale{{Min: 1, Max: 5}, {Min: 1, Max: 5, Reverse: true}, {Min: math.MinInt, Max: math.MinInt + 4}} {
		tally := points(t, survey.KindRating, s)
		for _, v := range []int{57, 0, 6, -1, math.MaxInt, math.MaxInt - 5} {
			require.ErrorIs(t, tally.Add(v), survey.ErrRange)
		}
		assert.Equal(t, survey.Base{Responses: 6, Invalid: 6}, tally.Base())
		assert.Equal(t, make([]int64, 5), tally.Counts())
	}
}

func TestTally_kinds(t *testing.T) {
	ofPoints := points(t, survey.KindNPS, survey.Scale{}, 9)
	ofOptions, err := survey.NewChoiceTally([]string{"a", "b"})
	require.NoError(t, err)
	before := [2]string{encoded(t, ofPoints), encoded(t, ofOptions)}
	for _, err := range []error{
		ofPoints.AddChoices([]string{"a"}), ofPoints.RemoveChoices([]string{"a"}), ofOptions.Add(0), ofOptions.Remove(0),
	} {
		require.ErrorIs(t, err, survey.ErrKind)
	}
	assert.Equal(t, before, [2]string{encoded(t, ofPoints), encoded(t, ofOptions)})
}

func TestTally_Skip(t *testing.T) {
	tally := points(t, survey.KindNPS, survey.Scale{}, 9)
	for _, o := range []survey.Outcome{0, survey.OutcomeAnswered, 6} {
		require.ErrorIs(t, tally.Skip(o), survey.ErrRange)
		require.ErrorIs(t, tally.Unskip(o), survey.ErrRange)
	}
	for _, o := range []survey.Outcome{survey.OutcomeMissing, survey.OutcomeHidden, survey.OutcomeInvalid, survey.OutcomeExcluded} {
		require.ErrorIs(t, tally.Unskip(o), survey.ErrRange)
		require.NoError(t, tally.Skip(o))
	}
	assert.Equal(t, survey.Base{Responses: 5, Answered: 1, Missing: 1, Hidden: 1, Invalid: 1, Excluded: 1}, tally.Base())
}

func TestTally_Remove_none(t *testing.T) {
	tally := points(t, survey.KindNPS, survey.Scale{}, 9)
	before := encoded(t, tally)
	require.ErrorIs(t, tally.Remove(8), survey.ErrRange)
	require.ErrorIs(t, tally.Remove(57), survey.ErrRange)
	assert.Equal(t, before, encoded(t, tally))
}

func TestTally_RemoveChoices_none(t *testing.T) {
	tally, err := survey.NewChoiceTally([]string{"a", "b", "c"})
	require.NoError(t, err)
	require.NoError(t, tally.AddChoices([]string{"a"}))
	require.NoError(t, tally.AddChoices([]string{"a", "b"}))
	before := encoded(t, tally)
	for _, options := range [][]string{
		{"c"},      // nobody
		{"b"},      // would leave two mentions of a to one respondent
		{},         // nobody was missing
		{"x"},      // nobody was invalid
		{"a", "a"}, // likewise
	} {
		require.ErrorIs(t, tally.RemoveChoices(options), survey.ErrRange, options)
		assert.Equal(t, before, encoded(t, tally))
	}
	require.NoError(t, tally.RemoveChoices([]string{"b", "a"}))
	require.ErrorIs(t, tally.RemoveChoices([]string{"a", "b"}), survey.ErrRange)
	require.NoError(t, tally.RemoveChoices([]string{"a"}))
	require.ErrorIs(t, tally.RemoveChoices([]string{"a"}), survey.ErrRange)
	assert.Equal(t, survey.Base{}, tally.Base())
}

func TestTally_Merge_mismatch(t *testing.T) {
	five := survey.Scale{Min: 1, Max: 5}
	tally := points(t, survey.KindRating, five, 3)
	ab, err := survey.NewChoiceTally([]string{"a", "b"})
	require.NoError(t, err)
	ba, err := survey.NewChoiceTally([]string{"b", "a"})
	require.NoError(t, err)
	before := encoded(t, tally)
	for _, other := range []*survey.Tally{
		points(t, survey.KindLikert, five), points(t, survey.KindRating, survey.Scale{Min: 1, Max: 6}),
		points(t, survey.KindRating, survey.Scale{Min: 0, Max: 5}),
		points(t, survey.KindRating, survey.Scale{Min: 1, Max: 5, Reverse: true}), ab,
	} {
		var mismatch survey.MismatchError
		require.ErrorAs(t, tally.Merge(other), &mismatch)
		assert.Equal(t, survey.MismatchError{A: "rating 1..5", B: other.String()}, mismatch)
	}
	require.Error(t, ab.Merge(ba))
	assert.Equal(t, before, encoded(t, tally))
	labelled := five
	labelled.Labels = []string{"1", "2", "3", "4", "5"}
	require.NoError(t, tally.Merge(points(t, survey.KindRating, labelled, 4))) // labels do not count
}

// Counts near the end of int64: each error leaves the tally as it was.
func TestTally_overflow(t *testing.T) {
	full := points(t, survey.KindNPS, survey.Scale{}, 9)
	for range 62 {
		require.NoError(t, full.Merge(full))
	}
	most := points(t, survey.KindNPS, survey.Scale{})
	require.NoError(t, most.Merge(full))
	require.ErrorIs(t, most.Merge(full), survey.ErrLimit) // 2^63
	require.NoError(t, full.Remove(9))
	require.NoError(t, most.Merge(full)) // 2^63-1
	before := encoded(t, most)
	for _, err := range []error{
		most.Add(9), most.Add(57), most.Skip(survey.OutcomeHidden), most.Merge(points(t, survey.KindNPS, survey.Scale{}, 0)),
	} {
		require.ErrorIs(t, err, survey.ErrLimit)
	}
	assert.Equal(t, before, encoded(t, most))
	decoded := new(survey.Tally)
	require.NoError(t, decoded.UnmarshalBinary([]byte(before)))
	require.ErrorIs(t, decoded.Add(9), survey.ErrLimit)
	require.NoError(t, decoded.Remove(9))
	require.NoError(t, decoded.UnmarshalBinary([]byte(encoded(t, decoded)))) // 2^63-2
	require.NoError(t, decoded.Add(9))
	require.ErrorIs(t, decoded.Add(9), survey.ErrLimit)
	assert.Equal(t, before, encoded(t, decoded))
	mean, err := most.Mean(survey.Options{})
	require.NoError(t, err)
	assert.InDelta(t, 9, mean.Value, 1e-9)
	median, err := most.Median()
	require.NoError(t, err)
	assert.InDelta(t, 9, median, 0)

	both := []string{"a", "b"}
	choices, err := survey.NewChoiceTally(both)
	require.NoError(t, err)
	require.NoError(t, choices.AddChoices(both))
	for range 62 {
		require.NoError(t, choices.Merge(choices))
	}
	rest := new(survey.Tally)
	require.NoError(t, rest.UnmarshalBinary([]byte(encoded(t, choices))))
	require.NoError(t, rest.RemoveChoices(both))
	require.NoError(t, choices.Merge(rest)) // 2^63-1
	before = encoded(t, choices)
	for _, err := range []error{choices.AddChoices(both[:1]), choices.AddChoices([]string{"x"}), choices.AddChoices(nil)} {
		require.ErrorIs(t, err, survey.ErrLimit)
	}
	assert.Equal(t, before, encoded(t, choices))
}

// event is one call that a caller makes: points, choices or a skip.
type event struct {
	v       int
	options []string
	skip    survey.Outcome
}

// add makes the call, and reports nothing: invalid answers are counted too.
func (e event) add(t *survey.Tally) {
	switch {
	case e.skip != 0:
		_ = t.Skip(e.skip)
	case e.options != nil:
		_ = t.AddChoices(e.options)
	default:
		_ = t.Add(e.v)
	}
}

// drawEvents draws calls on points, or on the options a, b, c.
func drawEvents(t *rapid.T, options bool) []event {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) (e event) {
		switch skips := rapid.IntRange(0, 3).Draw(t, "skips"); {
		case skips == 0:
			e.skip = survey.Outcome(rapid.IntRange(2, 5).Draw(t, "outcome"))
		case options:
			e.options = rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "x"}), 0, 4).Draw(t, "options")
		default:
			e.v = rapid.IntRange(-1, 12).Draw(t, "v")
		}
		return e
	}), 0, 40).Draw(t, "events")
}

// empty makes an empty tally for drawEvents.
func empty(t require.TestingT, options bool) *survey.Tally {
	if !options {
		return points(t, survey.KindNPS, survey.Scale{})
	}
	tally, err := survey.NewChoiceTally([]string{"a", "b", "c"})
	require.NoError(t, err)
	return tally
}

func TestTally_Merge_anySplitAndOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		options := rapid.Bool().Draw(t, "options")
		events := drawEvents(t, options)
		whole := empty(t, options)
		for _, e := range events {
			e.add(whole)
		}
		shards := make([]*survey.Tally, rapid.IntRange(1, 5).Draw(t, "shards"))
		for i := range shards {
			shards[i] = empty(t, options)
		}
		for _, e := range rapid.Permutation(events).Draw(t, "order") {
			e.add(shards[rapid.IntRange(0, len(shards)-1).Draw(t, "shard")])
		}
		for len(shards) > 1 { // any two at a time, shipped as bytes
			i := rapid.IntRange(1, len(shards)-1).Draw(t, "pair")
			shipped := new(survey.Tally)
			require.NoError(t, shipped.UnmarshalBinary([]byte(encoded(t, shards[i]))))
			require.NoError(t, shards[i-1].Merge(shipped))
			shards = slices.Delete(shards, i, i+1)
		}
		assert.Equal(t, encoded(t, whole), encoded(t, shards[0]))
		b := whole.Base()
		assert.Equal(t, int64(len(events)), b.Responses)
		assert.Equal(t, b.Responses, b.Answered+b.Missing+b.Hidden+b.Invalid+b.Excluded)
	})
}

func TestTally_Remove_restores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		options := rapid.Bool().Draw(t, "options")
		tally := empty(t, options)
		for _, e := range drawEvents(t, options) {
			e.add(tally)
		}
		before, erased := encoded(t, tally), drawEvents(t, options)
		for _, e := range erased {
			e.add(tally)
		}
		for _, e := range rapid.Permutation(erased).Draw(t, "order") {
			switch {
			case e.skip != 0:
				require.NoError(t, tally.Unskip(e.skip))
			case e.options != nil:
				require.NoError(t, tally.RemoveChoices(e.options))
			default:
				require.NoError(t, tally.Remove(e.v))
			}
		}
		assert.Equal(t, before, encoded(t, tally))
	})
}
