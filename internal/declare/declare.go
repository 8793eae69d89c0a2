// Package declare sets up validator/v10 the same way for every package that declares things.
//
//   - One instance a package, built lazily: sync.OnceValue around [New] and the package's own registrations.
//   - A struct of another package is tagged structonly and its own Validate is re-reported by [Nested] under
//     the parent's path, once.
//   - Faults come sorted by path, numbers as numbers, then by tag: [Check].
//   - The error unwraps to the package's ErrInvalid and to [validator.ValidationErrors]; its text names the
//     first three faults and counts the rest.
//   - Decimals have exact tags of their own; see [New].
package declare

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// New returns a validator that names fields as JSON does and knows these tags:
//
//	dsize=P/M              decimal with at most P places and |d| ≤ 10^M; put it before the others
//	dgt dgte dlt dlte=X    exact comparison with the decimal X
//	dsum1                  slice of decimals that sum to exactly 1
//	text_size=N            at most N bytes
//	clean                  valid UTF-8 without control characters but tab and newline
//
// The decimal tags fit decimal.Decimal, pointers to it and decimal.NullDecimal; an absent value passes.
// A decimal beyond [bound.Wide] fails every one of them.
func New() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" { // a field that JSON leaves out keeps its Go name
			return ""
		}
		return name
	})
	const evenNil = true // an absent pointer passes; without it validator reports it unseen
	register := func(tag string, valid validator.Func, onNil ...bool) {
		if err := v.RegisterValidation(tag, valid, onNil...); err != nil { // an empty or reserved tag: a fault of this file
			panic(err)
		}
	}
	for tag, holds := range map[string]func(order int) bool{
		"dgt":  func(order int) bool { return order > 0 },
		"dgte": func(order int) bool { return order >= 0 },
		"dlt":  func(order int) bool { return order < 0 },
		"dlte": func(order int) bool { return order <= 0 },
	} {
		register(tag, func(fl validator.FieldLevel) bool {
			d, present := decimalOf(fl)
			if !present {
				return true
			}
			than, ok := new(big.Rat).SetString(fl.Param()) // not decimal's, which reads a global
			return ok && bound.Wide().Check(d) == nil && holds(bound.Rat(d).Cmp(than))
		}, evenNil)
	}
	register("dsize", func(fl validator.FieldLevel) bool {
		d, present := decimalOf(fl)
		return !present || limitOf(fl.Param()).Check(d) == nil
	}, evenNil)
	register("dsum1", func(fl validator.FieldLevel) bool {
		ds, ok := reflect.TypeAssert[[]decimal.Decimal](fl.Field())
		return ok && SumsToOne(ds...)
	})
	register("text_size", func(fl validator.FieldLevel) bool {
		most, err := strconv.Atoi(fl.Param())
		return err == nil && fl.Field().Len() <= most
	})
	register("clean", func(fl validator.FieldLevel) bool { return bound.CleanText(fl.Field().String()) })
	return v
}

// decimalOf returns the decimal under validation, and false if it is absent.
func decimalOf(fl validator.FieldLevel) (decimal.Decimal, bool) {
	switch d := fl.Field().Interface().(type) {
	case decimal.Decimal:
		return d, true
	case decimal.NullDecimal:
		return d.Decimal, d.Valid
	}
	return decimal.Decimal{}, false
}

// limitOf reads "places/magnitude"; a param that does not parse is a limit that only -1, 0 and 1 pass.
func limitOf(param string) (limit bound.Limit) {
	places, magnitude, _ := strings.Cut(param, "/")
	p, _ := strconv.ParseInt(places, 10, 32)
	m, _ := strconv.ParseInt(magnitude, 10, 32)
	return bound.Limit{Places: int32(p), Magnitude: int32(m)}
}

// SumsToOne reports whether ds sum to exactly 1. It is false if one of them lies beyond [bound.Wide].
func SumsToOne(ds ...decimal.Decimal) bool {
	var sum decimal.Decimal
	for _, d := range ds {
		if bound.Wide().Check(d) != nil {
			return false
		}
		sum = sum.Add(d)
	}
	return sum.Equal(decimal.New(1, 0))
}

// Check validates value, a struct, by v. It returns nil, or an error "op: invalid: faults" that unwraps to
// invalid and to [validator.ValidationErrors], sorted by path, numbers as numbers, then by tag.
func Check(v *validator.Validate, value any, op string, invalid error) error {
	err := v.Struct(value)
	var faults validator.ValidationErrors
	if !errors.As(err, &faults) {
		if err != nil { // not a struct
			return fmt.Errorf("%s: %w: %w", op, invalid, err)
		}
		return nil
	}
	slices.SortStableFunc(faults, func(a, b validator.FieldError) int {
		return cmp.Or(
			ComparePaths(a.Namespace(), b.Namespace()),
			cmp.Compare(a.Namespace(), b.Namespace()), // keys "1" and "01" of a map
			cmp.Compare(a.Tag(), b.Tag()),
		)
	})
	return faultsError{op: op, invalid: invalid, faults: faults}
}

// Nested reports the faults in err, an error of another Validate, under the path of the parent: the leading
// type name of each is replaced by field. Another error than of [Check] is one fault "invalid" at field.
func Nested(sl validator.StructLevel, err error, field string) {
	if err == nil {
		return
	}
	var faults validator.ValidationErrors
	if !errors.As(err, &faults) {
		sl.ReportError(nil, field, field, "invalid", "")
		return
	}
	for _, fault := range faults {
		_, below, _ := strings.Cut(fault.Namespace(), ".")
		sl.ReportError(fault.Value(), field+"."+below, field+"."+below, fault.Tag(), fault.Param())
	}
}

// faultsError is the error of Check.
type faultsError struct {
	op      string
	invalid error
	faults  validator.ValidationErrors
}

// Error names the first three faults by path, tag and parameter, and counts the rest.
func (e faultsError) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s: %v: ", e.op, e.invalid)
	for i, fault := range e.faults[:min(3, len(e.faults))] {
		if i > 0 {
			text.WriteString(", ")
		}
		fmt.Fprintf(&text, "%.200s %s", fault.Namespace(), fault.Tag())
		if fault.Param() != "" {
			fmt.Fprintf(&text, "=%.40s", fault.Param())
		}
	}
	if more := len(e.faults) - 3; more > 0 {
		fmt.Fprintf(&text, " and %d more", more)
	}
	return text.String()
}

// Unwrap returns the package's sentinel and the faults.
func (e faultsError) Unwrap() []error { return []error{e.invalid, e.faults} }

// ComparePaths orders two paths byte by byte, runs of digits as numbers.
func ComparePaths(a, b string) int {
	for a != "" && b != "" {
		m, n := digits(a), digits(b)
		if m > 0 && n > 0 {
			x, y := strings.TrimLeft(a[:m], "0"), strings.TrimLeft(b[:n], "0")
			if order := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); order != 0 {
				return order
			}
			a, b = a[m:], b[n:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

// digits returns how many decimal digits s begins with.
func digits(s string) (n int) {
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
