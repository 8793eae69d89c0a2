package promotion_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

func FuzzPromotionJSON(f *testing.F) {
	f.Add([]byte(stored))
	for _, give := range benefits() {
		p := every()
		p.Give = give
		f.Add([]byte(encoded(f, p)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var p promotion.Promotion
		if p.UnmarshalJSON(data) != nil {
			return
		}
		data, err := p.MarshalJSON()
		if err != nil { // escapes make a condition longer than it came
			require.ErrorIs(t, err, promotion.ErrLimit)
			return
		}
		first := string(data)
		back := decoded(t, first)
		assert.Equal(t, first, encoded(t, back))
		assert.Equal(t, faults(t, p.Validate()), faults(t, back.Validate()))
	})
}

func FuzzConditionJSON(f *testing.F) {
	data, err := promotion.MarshalCondition(every().When)
	require.NoError(f, err)
	f.Add(data)
	for _, text := range beyond() {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := promotion.UnmarshalCondition(data)
		if err != nil {
			assert.Nil(t, c)
			return
		}
		first, err := promotion.MarshalCondition(c)
		if err != nil { // escapes make it longer than it came
			require.ErrorIs(t, err, promotion.ErrLimit)
			return
		}
		back, err := promotion.UnmarshalCondition(first)
		require.NoError(t, err)
		again, err := promotion.MarshalCondition(back)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
	})
}
