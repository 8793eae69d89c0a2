// Package wire writes and reads the versioned binary forms of accumulators. A form is a name, a version byte and
// fields; it is canonical, so equal values have equal bytes and other bytes are refused.
//
// A [Reader] never allocates by a number that it has read: a count must fit the bytes that are left. Its error
// sticks, so a decoder reads all its fields and asks [Reader.Close] once.
package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrDecode says that bytes are not the form that they should be. Packages wrap it in their own ErrDecode.
var ErrDecode = errors.New("bytes of another form")

// A Writer builds a form by its methods; Bytes returns it. Make it by [NewWriter].
type Writer struct{ buf []byte }

// NewWriter begins the form called name, at most 255 bytes, in its version.
func NewWriter(name string, version byte) *Writer {
	w := &Writer{buf: append([]byte{byte(len(name))}, name...)}
	w.buf = append(w.buf, version)
	return w
}

// Uvarint appends n in as few bytes as it takes.
func (w *Writer) Uvarint(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }

// Varint appends n, zigzag-coded.
func (w *Writer) Varint(n int64) { w.buf = binary.AppendVarint(w.buf, n) }

// Float64 appends the eight bytes of x, little-endian; a NaN or -0 keeps its bits.
func (w *Writer) Float64(x float64) {
	w.buf = binary.LittleEndian.AppendUint64(w.buf, math.Float64bits(x))
}

// String appends the length of s and s.
func (w *Writer) String(s string) {
	w.Uvarint(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// Bytes returns the form so far.
func (w *Writer) Bytes() []byte { return w.buf }

// A Reader takes a form apart in the order in which it was written. Make it by [NewReader].
type Reader struct {
	rest []byte
	err  error
}

// NewReader checks that data begins the form called name in that version.
func NewReader(data []byte, name string, version byte) *Reader {
	r := &Reader{rest: data}
	head := NewWriter(name, version).Bytes()
	if len(data) < len(head) || string(data[:len(head)]) != string(head) {
		r.fail("not %q version %d", name, version)
		return r
	}
	r.rest = data[len(head):]
	return r
}

// Uvarint reads what [Writer.Uvarint] wrote; a longer coding of the same number is refused.
func (r *Reader) Uvarint() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || size > 1 && r.rest[size-1] == 0 {
		r.fail("bad number")
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// Varint reads what [Writer.Varint] wrote.
func (r *Reader) Varint() int64 {
	n := r.Uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

// Count reads the number of items that follow, each of at least size bytes, and refuses more than can follow.
func (r *Reader) Count(size int) int {
	n := r.Uvarint()
	if n > uint64(len(r.rest)/max(1, size)) {
		r.fail("count of %d beyond the end", n)
		return 0
	}
	return int(n)
}

// Float64 reads what [Writer.Float64] wrote.
func (r *Reader) Float64() float64 {
	if len(r.rest) < 8 {
		r.fail("ends early")
		return 0
	}
	bits := binary.LittleEndian.Uint64(r.rest)
	r.rest = r.rest[8:]
	return math.Float64frombits(bits)
}

// String reads what [Writer.String] wrote.
func (r *Reader) String() string {
	n := r.Count(1)
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}

// Refuse makes the form an error for a reason of the caller's, such as a count that is negative.
func (r *Reader) Refuse(reason string) { r.fail("%s", reason) }

// Close returns the first error, or that bytes are left over; it wraps [ErrDecode].
func (r *Reader) Close() error {
	if r.err == nil && len(r.rest) > 0 {
		r.fail("%d bytes left over", len(r.rest))
	}
	return r.err
}

// fail keeps the first error and ends the form.
func (r *Reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", ErrDecode, fmt.Sprintf(format, args...))
	}
	r.rest = nil
}
