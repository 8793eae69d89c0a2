package promotion

import (
	"encoding"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// text is a string.
type text struct{ at *string }

func textAt(at *string) value { return text{at} }

func (t text) isZero() bool                               { return *t.at == "" }
func (t text) append(out []byte, _ *nest) ([]byte, error) { return appendText(out, *t.at) }

func (t text) parse(raw []byte, _ *nest) (err error) {
	*t.at, err = unquote(raw)
	return err
}

// flag is a bool.
type flag struct{ at *bool }

func (f flag) isZero() bool { return !*f.at }

func (f flag) append(out []byte, _ *nest) ([]byte, error) { return strconv.AppendBool(out, *f.at), nil }

func (f flag) parse(raw []byte, _ *nest) error {
	if raw[0] != 't' && raw[0] != 'f' {
		return fmt.Errorf("%w: neither true nor false", ErrDecode)
	}
	*f.at = raw[0] == 't'
	return nil
}

// whole is an int.
type whole struct{ at *int }

func wholeAt(at *int) value { return whole{at} }

func (w whole) isZero() bool { return *w.at == 0 }

func (w whole) append(out []byte, _ *nest) ([]byte, error) {
	return strconv.AppendInt(out, int64(*w.at), 10), nil
}

func (w whole) parse(raw []byte, _ *nest) (err error) {
	*w.at, err = wholeOf(raw)
	return err
}

// textual is what T and *T are that write and read themselves as text, zero value included.
type textual[T any] interface {
	*T
	encoding.TextMarshaler
	encoding.TextUnmarshaler
}

// marshalled is a value that writes and reads itself as text.
type marshalled[T comparable, P textual[T]] struct{ at *T }

// marshalledAt returns the value at a place.
func marshalledAt[T comparable, P textual[T]](at *T) value { return marshalled[T, P]{at} }

func (m marshalled[T, P]) isZero() bool { return *m.at == *new(T) }

func (m marshalled[T, P]) append(out []byte, _ *nest) ([]byte, error) {
	written, err := P(m.at).MarshalText()
	if err != nil {
		return nil, err
	}
	return appendText(out, string(written))
}

func (m marshalled[T, P]) parse(raw []byte, _ *nest) error {
	written, err := unquote(raw)
	if err != nil {
		return err
	}
	if err := P(m.at).UnmarshalText([]byte(written)); err != nil {
		return fmt.Errorf("%w: %w", ErrDecode, err)
	}
	return nil
}

// moment is an instant with its offset.
type moment struct{ at *time.Time }

func (m moment) isZero() bool { return m.at.IsZero() }

// writable reports whether RFC 3339 can write t: it has four digits for the year.
func writable(t time.Time) bool { return t.Year() >= 0 && t.Year() <= 9999 }

// append writes an offset of odd seconds, as of local mean time, in UTC: RFC 3339 has no seconds there.
func (m moment) append(out []byte, _ *nest) ([]byte, error) {
	t := *m.at
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	written, err := t.MarshalText()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return append(append(append(out, '"'), written...), '"'), nil
}

// parse keeps the offset only: the machine's own location is none of the declaration's.
func (m moment) parse(raw []byte, _ *nest) error {
	written, err := unquote(raw)
	if err != nil {
		return err
	}
	var t time.Time
	if err := t.UnmarshalText([]byte(written)); err != nil {
		return fmt.Errorf("%w: not a time of RFC 3339: %.40q", ErrDecode, written)
	}
	if _, offset := t.Zone(); offset != 0 {
		*m.at = t.In(time.FixedZone("", offset))
	} else {
		*m.at = t.UTC()
	}
	return nil
}

// weekday is a day of the week, "monday".
type weekday struct{ at *time.Weekday }

func weekdayAt(at *time.Weekday) value { return weekday{at} }

func (w weekday) isZero() bool { return false }

func (w weekday) append(out []byte, _ *nest) ([]byte, error) {
	if *w.at < time.Sunday || *w.at > time.Saturday {
		return nil, fmt.Errorf("weekday %d: %w", *w.at, ErrUnknown)
	}
	return appendText(out, strings.ToLower(w.at.String()))
}

func (w weekday) parse(raw []byte, _ *nest) error {
	written, err := unquote(raw)
	if err != nil {
		return err
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.ToLower(day.String()) == written {
			*w.at = day
			return nil
		}
	}
	return fmt.Errorf("%w: weekday: %w %.40q", ErrDecode, ErrUnknown, written)
}

// amount is a decimal in digits.
type amount struct{ at *decimal.Decimal }

func amountAt(at *decimal.Decimal) value { return amount{at} }

func (a amount) isZero() bool { return a.at.IsZero() } // looks at the coefficient only

func (a amount) append(out []byte, _ *nest) ([]byte, error) {
	if err := size(*a.at); err != nil {
		return nil, err
	}
	return appendText(out, bound.Plain(*a.at))
}

// size returns [ErrLimit] for a decimal of more than 12 places or above 1e18.
func size(d decimal.Decimal) error {
	if err := (bound.Limit{Places: 12, Magnitude: 18}).Check(d); err != nil {
		return fmt.Errorf("%w: %w", ErrLimit, err)
	}
	return nil
}

// parse takes an optional "-", digits, and optionally a point with digits on both sides, 40 bytes at most.
func (a amount) parse(raw []byte, _ *nest) error {
	written, err := unquote(raw)
	if err != nil {
		return err
	}
	unsigned := strings.TrimPrefix(written, "-")
	before, places, point := strings.Cut(unsigned, ".")
	if len(written) > 40 || !isDigits(before) || point && !isDigits(places) {
		return fmt.Errorf("%w: not a decimal: %.40q", ErrDecode, written)
	}
	digits, _ := new(big.Int).SetString(strings.Replace(written, ".", "", 1), 10) // digits only by now
	*a.at = decimal.NewFromBigInt(digits, -int32(len(places)))
	return size(*a.at)
}

// isDigits reports whether written is one digit or more and nothing else.
func isDigits(written string) bool {
	return written != "" && strings.Trim(written, "0123456789") == ""
}
