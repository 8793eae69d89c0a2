package wire_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

// A tally is what a package would ship: each kind of field, and a list of items.
type tally struct {
	Total uint64
	Net   int64
	Mean  float64
	Name  string
	Items []item
}

type item struct {
	Key string
	N   int64
}

func (y tally) encode() []byte {
	w := wire.NewWriter("tally", 3)
	w.Uvarint(y.Total)
	w.Varint(y.Net)
	w.Float64(y.Mean)
	w.String(y.Name)
	w.Uvarint(uint64(len(y.Items)))
	for _, it := range y.Items {
		w.String(it.Key)
		w.Varint(it.N)
	}
	return w.Bytes()
}

func decode(data []byte) (y tally, err error) {
	r := wire.NewReader(data, "tally", 3)
	y = tally{Total: r.Uvarint(), Net: r.Varint(), Mean: r.Float64(), Name: r.String()}
	for range r.Count(2) {
		y.Items = append(y.Items, item{r.String(), r.Varint()})
	}
	return y, r.Close()
}

// drawTally draws any tally.
func drawTally() *rapid.Generator[tally] {
	return rapid.Custom(func(t *rapid.T) tally {
		y := tally{
			Total: rapid.Uint64().Draw(t, "total"), Net: rapid.Int64().Draw(t, "net"),
			Mean: rapid.Float64().Draw(t, "mean"), Name: rapid.String().Draw(t, "name"),
		}
		for range rapid.IntRange(0, 4).Draw(t, "items") {
			y.Items = append(y.Items, item{rapid.String().Draw(t, "key"), rapid.Int64().Draw(t, "n")})
		}
		return y
	})
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := drawTally().Draw(t, "tally")
		back, err := decode(y.encode())
		require.NoError(t, err)
		assert.Equal(t, y, back)
	})
}

// TestBytes: the form itself, which must not change within a version.
func TestBytes(t *testing.T) {
	y := tally{Total: 300, Net: -2, Mean: 1, Name: "é", Items: []item{{"", 64}}}
	assert.Equal(t, []byte("\x05tally\x03\xac\x02\x03\x00\x00\x00\x00\x00\x00\xf0\x3f\x02\xc3\xa9\x01\x00\x80\x01"), y.encode())
}

func TestNumbers(t *testing.T) {
	for _, n := range []int64{0, 1, -1, 63, -64, 64, math.MaxInt64, math.MinInt64} {
		w := wire.NewWriter("", 0)
		w.Varint(n)
		w.Uvarint(uint64(n))
		r := wire.NewReader(w.Bytes(), "", 0)
		assert.Equal(t, n, r.Varint())
		assert.Equal(t, uint64(n), r.Uvarint())
		require.NoError(t, r.Close())
	}
	for _, x := range []float64{0, math.Copysign(0, -1), math.Inf(1), math.NaN(), 5e-324, math.MaxFloat64} {
		w := wire.NewWriter("", 0)
		w.Float64(x)
		r := wire.NewReader(w.Bytes(), "", 0)
		assert.Equal(t, math.Float64bits(x), math.Float64bits(r.Float64()), "each bit is kept")
		require.NoError(t, r.Close())
	}
}

// TestHead: another name, version or length of the name is refused.
func TestHead(t *testing.T) {
	good := tally{}.encode()
	for name, data := range map[string][]byte{
		"nothing": nil, "name only": good[:6], "other version": bytes.Replace(good, []byte{3}, []byte{4}, 1),
		"other name": bytes.Replace(good, []byte("tally"), []byte("talli"), 1), "longer name": append([]byte{6}, good[1:]...),
	} {
		_, err := decode(data)
		require.ErrorIs(t, err, wire.ErrDecode, name)
	}
}

// TestTruncated: no part of a form is a form, and nothing may follow one.
func TestTruncated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		full := drawTally().Draw(t, "tally").encode()
		cut := rapid.IntRange(0, len(full)-1).Draw(t, "cut")
		_, err := decode(full[:cut])
		require.ErrorIs(t, err, wire.ErrDecode)
		_, err = decode(append(slices.Clone(full), rapid.SliceOfN(rapid.Byte(), 1, 4).Draw(t, "more")...))
		require.ErrorIs(t, err, wire.ErrDecode)
	})
}

// TestNotCanonical: a number coded longer than it need be, or too long for 64 bits, is refused.
func TestNotCanonical(t *testing.T) {
	for name, coded := range map[string]string{
		"0 in two bytes": "\x80\x00", "1 in three": "\x81\x80\x00", "no end": "\x80\x80", "empty": "",
		"65 bits":      "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02",
		"eleven bytes": strings.Repeat("\x80", 10) + "\x01",
	} {
		r := wire.NewReader(append(wire.NewWriter("x", 1).Bytes(), coded...), "x", 1)
		assert.Zero(t, r.Uvarint(), name)
		require.ErrorIs(t, r.Close(), wire.ErrDecode, name)
		r = wire.NewReader(append(wire.NewWriter("x", 1).Bytes(), coded...), "x", 1)
		assert.Zero(t, r.Varint(), name)
		require.ErrorIs(t, r.Close(), wire.ErrDecode, name)
	}
}

// TestHostileCounts: a count must fit the bytes that follow, so nobody allocates by it.
func TestHostileCounts(t *testing.T) {
	body := func(n uint64, rest int) *wire.Reader {
		data := binary.AppendUvarint(wire.NewWriter("x", 1).Bytes(), n)
		return wire.NewReader(append(data, make([]byte, rest)...), "x", 1)
	}
	for _, n := range []uint64{5, 1 << 31, 1 << 32, math.MaxInt64, math.MaxInt64 + 1, math.MaxUint64} {
		r := body(n, 9)
		assert.Zero(t, r.Count(2), "%d", n)
		require.ErrorIs(t, r.Close(), wire.ErrDecode)
		r = body(n, 4)
		assert.Empty(t, r.String())
		require.ErrorIs(t, r.Close(), wire.ErrDecode)
	}
	assert.Equal(t, 4, body(4, 9).Count(2), "as many as fit")
	for _, size := range []int{1, 0, -3} {
		assert.Equal(t, 9, body(9, 9).Count(size), "an item has a byte at least")
		assert.Zero(t, body(10, 9).Count(size))
	}
	allocations := testing.AllocsPerRun(10, func() {
		r := body(math.MaxUint64, 0)
		_ = r.String()
		_ = r.Close()
	})
	assert.Less(t, allocations, 20.0)
}

// TestErrorSticks: the first error stays, and everything after it reads as zero.
func TestErrorSticks(t *testing.T) {
	data := append(wire.NewWriter("x", 1).Bytes(), 1, 2, 3)
	r := wire.NewReader(data, "x", 1)
	assert.Equal(t, uint64(1), r.Uvarint())
	r.Refuse("a count below 0")
	assert.Zero(t, r.Uvarint())
	assert.Zero(t, r.Varint())
	assert.Zero(t, r.Float64())
	assert.Empty(t, r.String())
	assert.Zero(t, r.Count(1))
	r.Refuse("later")
	err := r.Close()
	require.ErrorIs(t, err, wire.ErrDecode)
	require.EqualError(t, err, "bytes of another form: a count below 0")
	assert.Equal(t, err, r.Close(), "and once more")

	short := wire.NewReader(data, "x", 1)
	assert.Zero(t, short.Float64(), "three bytes are no float")
	require.ErrorIs(t, short.Close(), wire.ErrDecode)
}

// TestReader_keepsInput: what has been read does not change with the bytes that it was read from.
func TestReader_keepsInput(t *testing.T) {
	data := tally{Name: "abc"}.encode()
	before := slices.Clone(data)
	y, err := decode(data)
	require.NoError(t, err)
	assert.Equal(t, before, data)
	clear(data)
	assert.Equal(t, "abc", y.Name)
}

// FuzzReader: any bytes are an error or the one form of what they hold.
func FuzzReader(f *testing.F) {
	f.Add(tally{}.encode())
	f.Add(tally{Total: 300, Net: -2, Mean: 1, Name: "é", Items: []item{{"", 64}, {"b", -1}}}.encode())
	f.Add([]byte("\x05tally\x03\x80\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		y, err := decode(data)
		if err != nil {
			assert.ErrorIs(t, err, wire.ErrDecode)
			return
		}
		assert.Equal(t, data, y.encode())
	})
}
