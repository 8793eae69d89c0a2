package complaint_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// FuzzTally: any bytes are refused or are a tally in its one form, with indicators that are shares.
func FuzzTally(f *testing.F) {
	f.Add([]byte(encoded(f, tally(f, opened(f, 0, towed()...), opened(f, 0, towed()[:5]...)))))
	f.Add(form(0, 0, 0, 0, 0, 2, 0, 1, 2, 1, 0, 0, 1, 5, 2, 1, 0, 2))
	f.Fuzz(func(t *testing.T, data []byte) {
		var y complaint.Tally
		if err := y.UnmarshalBinary(data); err != nil {
			require.ErrorIs(t, err, complaint.ErrDecode)
			return
		}
		assert.Equal(t, string(data), encoded(t, &y))
		k, err := y.KPI(survey.Options{})
		if err != nil {
			require.ErrorIs(t, err, complaint.ErrLimit)
			return
		}
		for _, rate := range []*survey.Estimate{k.FirstContact, k.ReopenRate, k.Recovery} {
			assert.True(t, rate == nil || rate.Value >= 0 && rate.Value <= 1)
		}
		assert.LessOrEqual(t, k.Close.P90, k.Close.Max)
	})
}

// FuzzApply: any events lead where the table leads, and what was built is valid.
func FuzzApply(f *testing.F) {
	f.Add([]byte{1, 3, 4, 4 + 2<<4, 5 + 3<<4, 4, 5 + 1<<4}, false)
	f.Add([]byte{4, 6}, true)
	f.Fuzz(func(t *testing.T, data []byte, iso bool) {
		p := complaint.PolicyPositiveFeedback
		if iso {
			p = complaint.PolicyISO10002
		}
		c := opened(t, p)
		for i, b := range data[:min(len(data), 100)] {
			e := event(complaint.Kind(b&15), day(1).Add(time.Duration(i)*time.Hour), complaint.Mood(b>>4))
			next, err := c.Apply(e)
			if err != nil {
				assert.Equal(t, c, next)
				continue
			}
			want, legal := slowState(p, next.Events)
			require.True(t, legal)
			assert.Equal(t, want, state(t, next))
			c = next
		}
		require.NoError(t, c.Validate())
		require.NoError(t, new(complaint.Tally).Add(c))
	})
}

// FuzzCase: any JSON that decodes is refused or has a state, the same one after a round trip.
func FuzzCase(f *testing.F) {
	data, err := json.Marshal(opened(f, 0, towed()...))
	require.NoError(f, err)
	f.Add(data)
	f.Add([]byte(`{"complaint":{"id":"0f0e0d0c-0b0a-4908-8706-050403020100","at":"2026-03-01T09:00:00Z","contact":{"id":"a","role":"contact-point"}},"policy":"iso10002","events":[{"kind":"withdraw","at":"2026-03-01T09:00:00+01:00"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c complaint.Case
		if json.Unmarshal(data, &c) != nil {
			return
		}
		if c.Validate() != nil {
			return
		}
		s := state(t, c)
		first, err := json.Marshal(c)
		require.NoError(t, err)
		var back complaint.Case
		require.NoError(t, json.Unmarshal(first, &back))
		assert.Equal(t, s, state(t, back))
	})
}
