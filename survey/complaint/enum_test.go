package complaint_test

import (
	"encoding"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
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
		text, err := value.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, [2]string{name, name}, [2]string{value.String(), string(text)})
		var back E
		require.NoError(t, unmarshal(&back, text))
		assert.Equal(t, value, back)
		parsed, err := parse(name)
		if name == "" {
			require.ErrorIs(t, err, complaint.ErrUnknown)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, value, parsed)
	}
	_, err := E(len(names)).MarshalText()
	require.ErrorIs(t, err, complaint.ErrUnknown)
	last := E(len(names) - 1)
	require.ErrorIs(t, unmarshal(&last, []byte("Sometimes")), complaint.ErrUnknown)
	assert.Equal(t, E(len(names)-1), last, "left alone")
}

func TestEnumerations(t *testing.T) {
	testEnum(t, complaint.ParseRole, (*complaint.Role).UnmarshalText, "", "contact-point", "resolver")
	testEnum(t, complaint.ParseSeverity, (*complaint.Severity).UnmarshalText, "unassessed", "low", "medium", "high", "critical")
	testEnum(t, complaint.ParseMood, (*complaint.Mood).UnmarshalText, "", "positive", "neutral", "negative")
	testEnum(t, complaint.ParsePolicy, (*complaint.Policy).UnmarshalText, "positive-feedback", "iso10002")
	testEnum(t, complaint.ParseKind, (*complaint.Kind).UnmarshalText,
		"", "acknowledge", "assess", "assign", "resolve", "feedback", "accept", "exhaust", "withdraw")
	testEnum(t, complaint.ParseState, (*complaint.State).UnmarshalText,
		"", "opened", "acknowledged", "assigned", "awaiting-feedback", "reopened", "closed", "withdrawn")
}
