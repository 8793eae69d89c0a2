package survey_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

// The form is fixed: what one release has stored, the next one reads.
func TestTally_MarshalBinary_form(t *testing.T) {
	tally := points(t, survey.KindRating, survey.Scale{Min: -1, Max: 1, Reverse: true}, 1, 1, -1)
	require.NoError(t, tally.Skip(survey.OutcomeHidden))
	require.NoError(t, tally.Skip(survey.OutcomeInvalid))
	assert.Equal(t, "\x0csurvey.Tally\x01\x04\x01\x02\x01\x00\x01\x01\x00\x02\x00\x01", encoded(t, tally))
	choices, err := survey.NewChoiceTally([]string{"a", "bc"})
	require.NoError(t, err)
	require.NoError(t, choices.AddChoices([]string{"bc"}))
	assert.Equal(t, "\x0csurvey.Tally\x01\x08\x02\x01a\x02bc\x01\x00\x00\x00\x00\x00\x01", encoded(t, choices))
	for _, tally := range []*survey.Tally{tally, choices} {
		back := points(t, survey.KindNPS, survey.Scale{}, 9) // whatever it was
		require.NoError(t, back.UnmarshalBinary([]byte(encoded(t, tally))))
		assert.Equal(t, tally, back)
	}
}

func TestTally_UnmarshalBinary_hostile(t *testing.T) {
	const most = math.MaxInt64
	form := func(version byte, fields ...any) []byte {
		w := wire.NewWriter("survey.Tally", version)
		for _, field := range fields {
			switch f := field.(type) {
			case int:
				w.Uvarint(uint64(f))
			case uint64:
				w.Uvarint(f)
			case int64:
				w.Varint(f)
			case string:
				w.String(f)
			}
		}
		return w.Bytes()
	}
	low, high := int64(1), int64(3)
	for name, data := range map[string][]byte{
		"nothing":                   nil,
		"another form":              wire.NewWriter("survey.Kappa", 1).Bytes(),
		"another version":           form(2, 4, low, high, 0, 0, 0, 0, 0, 1, 2, 3),
		"kind 0":                    form(1, 0, low, high, 0, 0, 0, 0, 0, 1, 2, 3),
		"kind beyond the last":      form(1, 256+4, low, high, 0, 0, 0, 0, 0, 1, 2, 3),
		"kind without points":       form(1, 10, low, high, 0, 0, 0, 0, 0, 1, 2, 3),
		"scale upside down":         form(1, 4, high, low, 0, 0, 0, 0, 0, 1, 2, 3),
		"scale too wide":            form(1, 4, int64(math.MinInt64), int64(math.MaxInt64), 0, 0, 0, 0, 0, 1),
		"scale of the default":      form(1, 2, int64(0), int64(0), 0, 0, 0, 0, 0, 1, 2, 3, 4, 5),
		"reverse of 2":              form(1, 4, low, high, 2, 0, 0, 0, 0, 1, 2, 3),
		"too short":                 form(1, 4, low, high, 0, 0, 0, 0, 0, 1, 2),
		"too long":                  form(1, 4, low, high, 0, 0, 0, 0, 0, 1, 2, 3, 4),
		"negative count":            form(1, 4, low, high, 0, 0, 0, 0, 0, 1, 2, uint64(1<<63)),
		"answers overflow":          form(1, 4, low, high, 0, 0, 0, 0, 0, most, 2, 3),
		"answers overflow twice":    form(1, 4, low, high, 0, 0, 0, 0, 0, most, most, most),
		"responses overflow":        form(1, 4, low, high, 0, most, 0, 0, 0, 1, 2, 3),
		"no options":                form(1, 8, 0, 0, 0, 0, 0, 0),
		"a billion options":         form(1, 8, 1_000_000_000, "a", 0, 0, 0, 0, 0),
		"options alike":             form(1, 8, 2, "a", "a", 1, 0, 0, 0, 0, 1, 1),
		"more mentions than people": form(1, 8, 2, "a", "b", 1, 0, 0, 0, 0, 2, 0),
		"people without a mention":  form(1, 8, 2, "a", "b", 3, 0, 0, 0, 0, 1, 1),
		"people beyond":             form(1, 8, 2, "a", "b", uint64(1<<63), 0, 0, 0, 0, 1, 1),
	} {
		t.Run(name, func(t *testing.T) {
			tally := points(t, survey.KindNPS, survey.Scale{}, 9, 10)
			before := encoded(t, tally)
			err := tally.UnmarshalBinary(data)
			require.ErrorIs(t, err, survey.ErrDecode)
			require.ErrorIs(t, err, wire.ErrDecode)
			assert.Equal(t, before, encoded(t, tally))
		})
	}
	require.NoError(t, new(survey.Tally).UnmarshalBinary(form(1, 4, low, high, 0, 0, 0, 0, 0, 1, 2, 3))) // the pattern is sound
	require.NoError(t, new(survey.Tally).UnmarshalBinary(form(1, 8, 2, "a", "b", 2, 0, 0, 0, 0, 1, 1)))
}
