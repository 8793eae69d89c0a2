package agreement_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
)

// enumeration checks the text of every value from 0 to n-1, and that others are refused.
func enumeration[E interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}, P interface {
	*E
	encoding.TextUnmarshaler
}](t *testing.T, names []string, parse func(string) (E, error)) {
	for i, name := range names {
		value := E(i)
		assert.Equal(t, name, value.String())
		text, err := value.MarshalText()
		require.NoError(t, err)
		var back E
		require.NoError(t, P(&back).UnmarshalText(text))
		assert.Equal(t, value, back)
		if parsed, err := parse(name); name == "" {
			assert.ErrorIs(t, err, agreement.ErrUnknown)
		} else if assert.NoError(t, err) {
			assert.Equal(t, value, parsed)
		}
	}
	beyond := E(len(names))
	assert.Equal(t, "?", beyond.String())
	_, err := beyond.MarshalText()
	assert.ErrorIs(t, err, agreement.ErrUnknown)
	assert.ErrorIs(t, P(&beyond).UnmarshalText([]byte("nonsense")), agreement.ErrUnknown)
	assert.Equal(t, E(len(names)), beyond, "left alone")
}

func TestEnumerations(t *testing.T) {
	enumeration(t, []string{"", "contact-point", "resolver", "coordination"}, agreement.ParseTeamKind)
	enumeration(t, []string{"", "staff", "expert", "middle-manager", "senior-manager"}, agreement.ParseRole)
	enumeration(t, []string{"", "undeclared", "customer-carries", "uncarried", "item-missing", "no-owner"}, agreement.ParseFaultKind)
	enumeration(t, []string{"leaf", "series", "parallel", "k-of-n"}, agreement.ParseNodeKind)
}
