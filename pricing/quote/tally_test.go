package quote_test

import (
	"fmt"
	"maps"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

func sprint(v any) string { return fmt.Sprint(v) }

// bytesOf returns the binary form of a tally.
func bytesOf(t require.TestingT, tally *quote.Tally) []byte {
	data, err := tally.MarshalBinary()
	require.NoError(t, err)
	return data
}

// TestTally_Merge_anySplit: any partition in any order gives the bytes of one pass.
func TestTally_Merge_anySplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		promos := d.promotions(4)
		var whole quote.Tally
		parts := make([]quote.Tally, 3)
		for range d.int("receipts", 0, 5) {
			r := quoted(t, d.cart(), quote.Policy{}, promos...)
			require.NoError(t, whole.Add(r))
			require.NoError(t, parts[d.int("part", 0, 2)].Add(r))
		}
		var merged quote.Tally
		for _, i := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "order") {
			require.NoError(t, merged.Merge(&parts[i]))
		}
		assert.Equal(t, bytesOf(t, &whole), bytesOf(t, &merged))
		var back quote.Tally
		require.NoError(t, back.UnmarshalBinary(bytesOf(t, &whole)))
		assert.Equal(t, bytesOf(t, &whole), bytesOf(t, &back))
		for name, row := range whole.All() {
			assert.Positive(t, row.Orders, name)
			assert.LessOrEqual(t, row.Net.Minor()+row.Discount.Minor(), row.List.Minor())
		}
	})
}

// TestTally_Add_rows: the full receipt by hand. MX50 took half off three seats and a quarter off two.
func TestTally_Add_rows(t *testing.T) {
	var tally quote.Tally
	r := full(t)
	require.NoError(t, tally.Add(r))
	require.NoError(t, tally.Add(r))
	rows := maps.Collect(tally.All())
	require.Len(t, rows, 3, "LATE never took anything")
	assert.Equal(t, quote.TallyRow{Orders: 2, Units: 10, List: minor(960_000), Discount: minor(384_000), Net: rows["MX50"].Net}, rows["MX50"])
	assert.Equal(t, rows["MX50"].List.Minor()-rows["MX50"].Discount.Minor()-rows["CART"].Discount.Minor(), rows["MX50"].Net.Minor())
	assert.Equal(t, quote.TallyRow{Orders: 2, Units: 2, List: minor(24_000), Discount: minor(0), Net: minor(24_000)}, rows[""])
}

func TestTally_refused(t *testing.T) {
	sound := full(t)
	var tally quote.Tally
	require.NoError(t, tally.Add(sound))
	before := bytesOf(t, &tally)
	dollars := sound
	dollars.List = pricing.MustMoney("1.00 USD")
	assert.ErrorIs(t, tally.Add(dollars), pricing.ErrMismatch)
	for name, change := range map[string]func(r *quote.Result){
		"no currency":   func(r *quote.Result) { r.List = pricing.Money{} },
		"lines":         func(r *quote.Result) { r.Lines = r.Lines[:2] },
		"below 0":       func(r *quote.Result) { r.Lines[0].Net = minor(-1) },
		"above list":    func(r *quote.Result) { r.Lines[0].Net = minor(1 << 40) },
		"no units":      func(r *quote.Result) { r.Cart.Lines[0].Units = 0 },
		"no such step":  func(r *quote.Result) { r.Lines[0].Shares[0].Promotion = "X" },
		"share below 0": func(r *quote.Result) { r.Lines[0].Shares[0].Amount = minor(-1) },
		"share of none": func(r *quote.Result) { r.Lines[0].Shares[0].Units = 0 },
	} {
		r := full(t)
		change(&r)
		err := tally.Add(r)
		assert.True(t, err != nil && (name == "no currency" || assert.ErrorIs(t, err, quote.ErrBroken, name)), name)
	}
	huge := full(t)
	huge.Lines[2].List, huge.Lines[2].Net = minor(math.MaxInt64), minor(math.MaxInt64)
	assert.ErrorIs(t, tally.Add(huge), quote.ErrRange)
	assert.Equal(t, before, bytesOf(t, &tally), "nothing is counted")
	huge.Lines[1].List, huge.Lines[1].Net, huge.Lines[1].Shares = minor(math.MaxInt64), minor(math.MaxInt64), nil
	assert.ErrorIs(t, new(quote.Tally).Add(huge), quote.ErrRange, "within one receipt")

	var other quote.Tally
	single := quoted(t, quote.Cart{Lines: []quote.Line{{ID: "a", Unit: pricing.MustMoney("1.00 USD"), Units: 1}}}, quote.Policy{})
	require.NoError(t, other.Add(single))
	assert.ErrorIs(t, tally.Merge(&other), pricing.ErrMismatch)
	huge = full(t)
	huge.Lines = huge.Lines[2:]
	huge.Cart.Lines = huge.Cart.Lines[2:]
	huge.Lines[0].List, huge.Lines[0].Net = minor(math.MaxInt64), minor(math.MaxInt64)
	var most quote.Tally
	require.NoError(t, most.Add(huge))
	assert.ErrorIs(t, tally.Merge(&most), quote.ErrRange)
	assert.Equal(t, before, bytesOf(t, &tally), "nothing is merged")
}

// FuzzTallyBinary: bytes that are read are written again as they were.
func FuzzTallyBinary(f *testing.F) {
	var tally quote.Tally
	f.Add(bytesOf(f, &tally))
	require.NoError(f, tally.Add(full(f)))
	f.Add(bytesOf(f, &tally))
	f.Add([]byte("\x0bquote.Tally\x01\x03MXN\x01\x00\x01\x01\x01\x01\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var read quote.Tally
		if err := read.UnmarshalBinary(data); err != nil {
			assert.ErrorIs(t, err, quote.ErrDecode)
			return
		}
		assert.Equal(t, data, bytesOf(t, &read))
	})
}

// TestTally_UnmarshalBinary_refused: forms that no tally has.
func TestTally_UnmarshalBinary_refused(t *testing.T) {
	head := "\x0bquote.Tally\x01"
	row := func(name string, sums ...byte) string { return string(rune(len(name))) + name + string(sums) }
	for name, form := range map[string]string{
		"empty":                 "",
		"not a currency":        head + "\x03XXX\x01" + row("a", 1, 1, 1, 0, 1),
		"currency without rows": head + "\x03MXN\x00",
		"rows without currency": head + "\x00\x01" + row("a", 1, 1, 1, 0, 1),
		"out of order":          head + "\x03MXN\x02" + row("b", 1, 1, 1, 0, 1) + row("a", 1, 1, 1, 0, 1),
		"twice":                 head + "\x03MXN\x02" + row("a", 1, 1, 1, 0, 1) + row("a", 1, 1, 1, 0, 1),
		"no order":              head + "\x03MXN\x01" + row("a", 0, 1, 1, 0, 1),
		"fewer units":           head + "\x03MXN\x01" + row("a", 2, 1, 1, 0, 1),
		"net above list":        head + "\x03MXN\x01" + row("a", 1, 1, 1, 0, 2),
		"discount above":        head + "\x03MXN\x01" + row("a", 1, 1, 3, 2, 2),
		"beyond 63 bits":        head + "\x03MXN\x01" + row("a", 1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0, 0),
		"left over":             head + "\x00\x00x",
	} {
		assert.ErrorIs(t, new(quote.Tally).UnmarshalBinary([]byte(form)), quote.ErrDecode, name)
	}
	assert.NoError(t, new(quote.Tally).UnmarshalBinary([]byte(head+"\x03MXN\x01"+row("a", 1, 1, 3, 1, 2))))
}
