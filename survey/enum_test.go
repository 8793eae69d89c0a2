package survey_test

import (
	"encoding"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// enumeration is what all of them have.
type enumeration interface {
	~uint8
	String() string
	encoding.TextMarshaler
}

// testEnum asserts that the values from 0 have these names, "" marking an invalid zero.
func testEnum[E enumeration](t *testing.T, parse func(string) (E, error), unmarshal func(*E, []byte) error, names ...string) {
	t.Helper()
	for i, name := range names {
		value := E(i)
		assert.Equal(t, name, value.String())
		text, err := value.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, name, string(text))
		var back E
		require.NoError(t, unmarshal(&back, text))
		assert.Equal(t, value, back)
		parsed, err := parse(name)
		if name == "" {
			require.ErrorIs(t, err, survey.ErrUnknown)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, value, parsed)
	}
	beyond := E(len(names))
	assert.Equal(t, "?", beyond.String())
	_, err := beyond.MarshalText()
	require.ErrorIs(t, err, survey.ErrUnknown)
	last := E(len(names) - 1)
	require.ErrorIs(t, unmarshal(&last, []byte("Sometimes")), survey.ErrUnknown)
	assert.Equal(t, E(len(names)-1), last)
}

func TestEnumerations(t *testing.T) {
	testEnum(t, survey.ParseKind, (*survey.Kind).UnmarshalText,
		"", "nps", "csat", "ces", "rating", "likert", "number", "single", "multi", "matrix", "text")
	testEnum(t, survey.ParseOp, (*survey.Op).UnmarshalText,
		"always", "all", "any", "not", "answered", "equal", "atLeast", "atMost", "chose")
	testEnum(t, survey.ParseOutcome, (*survey.Outcome).UnmarshalText,
		"", "answered", "missing", "hidden", "invalid", "excluded")
	testEnum(t, survey.ParseMethod, (*survey.Method).UnmarshalText, "auto", "wald", "wilson", "wilson-corrected",
		"agresti-coull", "clopper-pearson", "jeffreys", "adjusted-wald", "trinomial-t", "student-t", "newcombe")
	testEnum(t, survey.ParseCorrection, (*survey.Correction).UnmarshalText,
		"holm", "benjamini-hochberg", "bonferroni", "uncorrected")
}
