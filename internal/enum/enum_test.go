package enum_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

type (
	method uint8 // its zero is a method
	class  int   // its zero is none
)

var (
	methods    = []string{"wilson", "wald"}
	classes    = []string{"", "people", "process"}
	errUnknown = errors.New("unknown method")
)

func TestString(t *testing.T) {
	assert.Equal(t, "wilson", enum.String(methods, method(0)))
	assert.Equal(t, "wald", enum.String(methods, method(1)))
	assert.Empty(t, enum.String(classes, class(0)))
	for _, value := range []class{-1, 3, math.MinInt, math.MaxInt} {
		assert.Equal(t, "?", enum.String(classes, value))
	}
	assert.Equal(t, "?", enum.String(methods, method(255)))
}

// TestRoundTrip: what is marshalled is read back, an invalid zero from "" too.
func TestRoundTrip(t *testing.T) {
	for value := range class(len(classes)) {
		text, err := enum.Marshal(classes, value, "op", errUnknown)
		require.NoError(t, err)
		back := class(99)
		require.NoError(t, enum.Unmarshal(classes, &back, text, "op", errUnknown))
		assert.Equal(t, value, back)
		parsed, err := enum.Parse[class](classes, string(text), "op", errUnknown)
		if value == 0 {
			require.ErrorIs(t, err, errUnknown, "a zero that is none cannot be asked for")
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, value, parsed)
	}
}

func TestMarshal_unknown(t *testing.T) {
	for _, value := range []class{-1, 3, math.MinInt, math.MaxInt} {
		_, err := enum.Marshal(classes, value, "survey: marshal class", errUnknown)
		require.ErrorIs(t, err, errUnknown)
	}
	_, err := enum.Marshal(methods, method(200), "survey: marshal method", errUnknown)
	require.EqualError(t, err, "survey: marshal method: unknown method 200")
}

func TestUnmarshal_unknown(t *testing.T) {
	for _, text := range []string{"", "Wald", "wald ", "wal", "0", "\x00"} {
		value := method(1)
		require.ErrorIs(t, enum.Unmarshal(methods, &value, []byte(text), "op", errUnknown), errUnknown, "%q", text)
		assert.Equal(t, method(1), value, "left alone")
	}
	value := method(1)
	err := enum.Unmarshal(methods, &value, []byte(strings.Repeat("x", 1e6)), "survey: parse method", errUnknown)
	require.ErrorIs(t, err, errUnknown)
	assert.Less(t, len(err.Error()), 100, "a bounded echo")
	assert.EqualError(t, enum.Unmarshal(methods, &value, []byte("a\nb"), "survey: parse method", errUnknown),
		`survey: parse method: unknown method "a\nb"`)
}

func FuzzUnmarshal(f *testing.F) {
	f.Add([]byte("people"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, text []byte) {
		value := class(99)
		if err := enum.Unmarshal(classes, &value, text, "op", errUnknown); err != nil {
			assert.ErrorIs(t, err, errUnknown)
			assert.Equal(t, class(99), value)
			return
		}
		assert.Equal(t, string(text), enum.String(classes, value))
	})
}
