package earned_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/earned"
)

type entry struct {
	code   actionplan.Code
	amount decimal.Decimal
}

func ledger(t require.TestingT, entries []entry) *earned.Ledger {
	var l earned.Ledger
	for _, e := range entries {
		require.NoError(t, l.Add(e.code, e.amount))
	}
	return &l
}

func bytesOf(t require.TestingT, l *earned.Ledger) []byte {
	data, err := l.MarshalBinary()
	require.NoError(t, err)
	return data
}

// TestLedger_anySplit: any order and grouping gives the same bytes, and they read back to a ledger that gives them again.
func TestLedger_anySplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) entry {
			return entry{
				rapid.SampledFrom([]actionplan.Code{"A", "A1", "b"}).Draw(t, "code"),
				decimal.New(rapid.Int64Range(-2000, 2000).Draw(t, "units"), rapid.Int32Range(-3, 2).Draw(t, "exponent")),
			}
		}), 0, 12).Draw(t, "entries")
		whole := ledger(t, entries)
		shuffled := rapid.Permutation(entries).Draw(t, "order")
		cut := rapid.IntRange(0, len(shuffled)).Draw(t, "cut")
		merged := ledger(t, shuffled[cut:])
		require.NoError(t, merged.Merge(ledger(t, shuffled[:cut])))
		assert.Equal(t, bytesOf(t, whole), bytesOf(t, merged))
		var back earned.Ledger
		require.NoError(t, back.UnmarshalBinary(bytesOf(t, whole)))
		assert.Equal(t, bytesOf(t, whole), bytesOf(t, &back))
		assert.True(t, whole.Total().Equal(back.Total()))
	})
}

func TestLedger_limits(t *testing.T) {
	var l earned.Ledger
	require.NoError(t, l.Add("A", decimal.New(1, 36)))
	before := bytesOf(t, &l)
	assert.ErrorIs(t, l.Add("A", decimal.New(1, 0)), earned.ErrAmount, "the sum")
	assert.ErrorIs(t, l.Merge(&l), earned.ErrAmount)
	assert.ErrorIs(t, l.Add("B", decimal.New(1, 1e9)), earned.ErrAmount)
	assert.ErrorIs(t, l.Add("", decimal.New(1, 0)), earned.ErrRange)
	assert.ErrorIs(t, l.Add(actionplan.Code(make([]byte, 65)), decimal.New(1, 0)), earned.ErrRange)
	assert.Equal(t, before, bytesOf(t, &l), "nothing is counted")
	require.NoError(t, l.Merge(nil))
	require.NoError(t, l.Add(actionplan.Code(strings.Repeat("a", 64)), decimal.New(1, 0)))
	var back earned.Ledger
	require.NoError(t, back.UnmarshalBinary(bytesOf(t, &l)), "the longest code")
	for range l.All() {
		break
	}
}

func TestLedger_refuses(t *testing.T) {
	good := bytesOf(t, ledger(t, []entry{{"A", decimal.New(105, -1)}, {"B", decimal.New(7, 3)}}))
	l := ledger(t, []entry{{"C", decimal.New(1, 0)}})
	kept := bytesOf(t, l)
	for i := range good {
		assert.ErrorIs(t, l.UnmarshalBinary(good[:i]), earned.ErrDecode, "cut at %d", i)
	}
	assert.ErrorIs(t, l.UnmarshalBinary(append(slices.Clip(good), 0)), earned.ErrDecode)
	head := good[:len(good)-len("\x02\x01A\x01\x03105\x01B\x06\x017")]
	for name, tail := range map[string]string{
		"codes out of order": "\x02\x01B\x06\x017\x01A\x01\x03105",
		"no code":            "\x01\x00\x06\x017",
		"trailing zero":      "\x01\x01A\x01\x0270",
		"plus":               "\x01\x01A\x01\x02+7",
		"no number":          "\x01\x01A\x01\x01x",
		"places":             "\x01\x01A\x3d\x017",  // exponent -31
		"magnitude":          "\x01\x01A\x48\x0217", // 17e36
		"negative zero":      "\x01\x01A\x00\x02-0",
	} {
		assert.ErrorIs(t, l.UnmarshalBinary(append(slices.Clip(head), tail...)), earned.ErrDecode, name)
	}
	assert.Equal(t, kept, bytesOf(t, l), "left alone")
	require.NoError(t, l.UnmarshalBinary(good))
	assert.Equal(t, good, bytesOf(t, l))
}

func FuzzLedgerUnmarshal(f *testing.F) {
	f.Add(bytesOf(f, ledger(f, []entry{{"A", decimal.New(105, -1)}, {"B", decimal.New(-7, 3)}})))
	f.Fuzz(func(t *testing.T, data []byte) {
		var l earned.Ledger
		if l.UnmarshalBinary(data) == nil {
			assert.Equal(t, data, bytesOf(t, &l))
		}
	})
}
