package driver_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// checkEnum checks the values of an enumeration from first on against their texts, and that others are refused.
func checkEnum[E interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}, P interface {
	*E
	encoding.TextUnmarshaler
}](t *testing.T, parse func(string) (E, error), first E, texts ...string,
) {
	t.Helper()
	for i, text := range texts {
		value := first + E(i)
		assert.Equal(t, text, value.String())
		data, err := value.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, text, string(data))
		parsed, err := parse(text)
		require.NoError(t, err)
		assert.Equal(t, value, parsed)
		var back E
		require.NoError(t, P(&back).UnmarshalText(data))
		assert.Equal(t, value, back)
	}
	past := first + E(len(texts))
	assert.Equal(t, "?", past.String())
	_, err := past.MarshalText()
	require.ErrorIs(t, err, driver.ErrUnknown)
	for _, text := range []string{"", "LMG", "nothing"} {
		_, err = parse(text)
		require.ErrorIs(t, err, driver.ErrUnknown)
	}
	kept := first
	require.ErrorIs(t, P(&kept).UnmarshalText([]byte("nothing")), driver.ErrUnknown)
	assert.Equal(t, first, kept)
}

func TestEnums(t *testing.T) {
	checkEnum(t, driver.ParseMethod, driver.MethodLMG, "lmg", "johnson", "first", "last", "beta-squared", "pratt")
	checkEnum(t, driver.ParseCrosshair, driver.CrosshairMeans, "means", "medians", "given")
	checkEnum(t, driver.ParseQuadrant, driver.QuadrantConcentrateHere, "concentrate-here", "keep-up", "low-priority", "possible-overkill")
	none := driver.QuadrantKeepUp
	require.NoError(t, none.UnmarshalText(nil))
	assert.Zero(t, none)
}
