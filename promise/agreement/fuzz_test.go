package agreement_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
)

// FuzzNodeJSON: whatever decodes composes to finite numbers in order, or is refused.
func FuzzNodeJSON(f *testing.F) {
	text, _ := json.Marshal(agreement.InSeries(commit("a", "99%"), agreement.Any(1, commit("b", "always"), agreement.InParallel())))
	f.Add(text)
	f.Fuzz(func(t *testing.T, data []byte) {
		var n agreement.Node
		if json.Unmarshal(data, &n) != nil {
			return
		}
		c, err := agreement.Compose(n)
		fits, ferr := agreement.Feasible(agreement.Commitment{Keep: share("90%")}, n)
		if err != nil {
			assert.Error(t, ferr)
			return
		}
		require.NoError(t, ferr)
		assert.True(t, 0 <= c.Low && c.Low <= c.Keep && c.Keep <= c.High && c.High <= 1+1e-9, "%v", c)
		assert.InDelta(t, 1, c.Keep+c.Miss, 1e-9)
		assert.True(t, fits.Independent || !fits.Guaranteed)
		for _, x := range c.Importance {
			assert.False(t, math.IsNaN(x) || math.IsInf(x, 0))
		}
	})
}

// FuzzAgreementJSON: whatever decodes can be read and drawn, one line a party and a hand-off.
func FuzzAgreementJSON(f *testing.F) {
	text, _ := json.Marshal(roadside())
	f.Add(text)
	f.Fuzz(func(t *testing.T, data []byte) {
		var a agreement.Agreement
		if json.Unmarshal(data, &a) != nil {
			return
		}
		_, _, _, _ = a.Gaps(), a.Overlaps(), a.HandoffFaults(), a.Markdown()
		lines := strings.Count(a.Mermaid(), "\n")
		assert.LessOrEqual(t, lines, 2+2*len(a.Parties)+len(a.Handoffs))
		if a.Validate() == nil {
			assert.Empty(t, a.Gaps(), "a gap is a fault")
		}
	})
}

// FuzzUnmarshalText: what an enumeration reads, it writes in a form that it reads as the same.
func FuzzUnmarshalText(f *testing.F) {
	for _, text := range []string{"", "resolver", "expert", "no-owner", "k-of-n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, value := range []encoding.TextUnmarshaler{new(agreement.TeamKind), new(agreement.Role), new(agreement.FaultKind), new(agreement.NodeKind)} {
			if value.UnmarshalText(text) != nil {
				continue
			}
			again, err := value.(encoding.TextMarshaler).MarshalText()
			require.NoError(t, err)
			assert.Equal(t, string(text), string(again))
			assert.Equal(t, string(text), value.(fmt.Stringer).String())
		}
	})
}
