package pricing

import (
	"database/sql/driver"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// maxText is the most bytes that a text of an amount or a percentage may have.
const maxText = 40

// ParseMoney returns the amount in text: an optional "-", digits, optionally a point with digits on both sides, one
// blank and a currency, such as "1430.00 MXN", also "418 MXN". It returns [ErrSyntax] for any other form, [ErrPrecision]
// for more decimals than the currency has, [ErrRange] beyond int64 minor units, and [ErrCurrency] for an unknown currency.
func ParseMoney(text string) (Money, error) {
	m, err := parseMoney(text)
	if err != nil {
		return Money{}, fmt.Errorf("pricing: parse money %.40q: %w", text, err)
	}
	return m, nil
}

// MustMoney is [ParseMoney] for literals. It panics on an error.
func MustMoney(text string) Money {
	m, err := ParseMoney(text)
	if err != nil {
		panic(err)
	}
	return m
}

// parseMoney is ParseMoney with the bare cause.
func parseMoney(text string) (Money, error) {
	amount, currency, found := strings.Cut(text, " ")
	if len(text) > maxText || !found {
		return Money{}, ErrSyntax
	}
	unsigned, negative := strings.CutPrefix(amount, "-")
	whole, places, point := strings.Cut(unsigned, ".")
	if !isDigits(whole) || point && !isDigits(places) {
		return Money{}, ErrSyntax
	}
	code, digits, err := lookUp(currency)
	if err != nil {
		return Money{}, err
	}
	if len(places) > int(digits) {
		return Money{}, fmt.Errorf("%w: %s has %d", ErrPrecision, currency, digits)
	}
	units := uint64(0)
	for _, part := range [...]string{whole, places, "0000"[:int(digits)-len(places)]} {
		for i := range len(part) {
			if units > math.MaxUint64/10-1 {
				return Money{}, ErrRange
			}
			units = units*10 + uint64(part[i]-'0')
		}
	}
	amountOf, ok := signed(0, units, negative)
	if !ok {
		return Money{}, ErrRange
	}
	return Money{amountOf, code, digits}, nil
}

// isDigits reports whether text is one digit or more and nothing else.
func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// String returns the amount with all its minor digits and its currency, "1430.00 MXN", and "" for the zero value.
func (m Money) String() string {
	if m == (Money{}) {
		return ""
	}
	return string(m.append(make([]byte, 0, 28)))
}

// append appends the text of m.
func (m Money) append(out []byte) []byte {
	if m.units < 0 {
		out = append(out, '-')
	}
	start, digits := len(out), int(m.digits)
	out = strconv.AppendUint(out, magnitude(m.units), 10)
	for len(out)-start <= digits { // at least one digit before the point
		out = append(out[:start+1], out[start:]...)
		out[start] = '0'
	}
	if digits > 0 {
		point := len(out) - digits
		out = append(out, 0)
		copy(out[point+1:], out[point:])
		out[point] = '.'
	}
	return append(append(out, ' '), m.code[:]...)
}

// MarshalText returns the text of [Money.String].
func (m Money) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText sets m to what [ParseMoney] reads, and to the zero value for "". On an error it leaves m alone.
func (m *Money) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = Money{}
		return nil
	}
	parsed, err := ParseMoney(string(text))
	if err == nil {
		*m = parsed
	}
	return err
}

// Value returns the text of [Money.String], for a column.
func (m Money) Value() (driver.Value, error) { return m.String(), nil }

// Scan sets m to the text that [Money.Value] wrote. It returns [ErrSyntax] for another type than text.
func (m *Money) Scan(source any) error { return scan(source, m, "money") }

// scan reads text from a column.
func scan(source any, into interface{ UnmarshalText([]byte) error }, what string) error {
	switch text := source.(type) {
	case string:
		return into.UnmarshalText([]byte(text))
	case []byte:
		return into.UnmarshalText(text)
	}
	return fmt.Errorf("pricing: scan %s: %T: %w", what, source, ErrSyntax)
}
