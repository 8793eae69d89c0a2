package quote

import (
	"fmt"
	"reflect"
	"strconv"
	"sync"
	"time"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/declare"
	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// Validate returns every fault of c at once, each a [validator.FieldError] under [ErrInvalid] with its JSON path, as in
// Cart.lines[2].floor, and nil if there is none. The tags beyond validator's own:
//
//	mnneg, pct100     an amount below 0; a percentage outside 0 to 100
//	text_size, clean  more bytes; control characters or bytes that are no UTF-8
//	unique            an ID of a line that stands twice
//	currency          an amount in another currency than the first line
//	above_unit        a floor above the list price
//	year, zone        a time that RFC 3339 cannot write: its year, or an offset of odd seconds
func (c Cart) Validate() error {
	return declare.Check(shared(), c, "quote: validate cart", ErrInvalid)
}

// Validate returns every fault of p at once, as [Cart.Validate] does: Policy.minMargin below100, for a margin of 100 %
// that no price has.
func (p Policy) Validate() error {
	return declare.Check(shared(), p, "quote: validate policy", ErrInvalid)
}

var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	err := pricing.RegisterTags(v)
	if err == nil {
		err = v.RegisterValidation("below100", func(fl validator.FieldLevel) bool {
			p, ok := reflect.TypeAssert[pricing.Percent](fl.Field())
			return ok && p.Cmp(pricing.MustPercent("100")) < 0
		})
	}
	if err != nil {
		panic(err) // a fault of this file
	}
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		reportCart(sl, sl.Current().Interface().(Cart))
	}, Cart{})
	return v
})

// reportCart reports what is wrong between the lines and within one, and times that cannot be written.
func reportCart(sl validator.StructLevel, c Cart) {
	reportTime(sl, c.At, "at")
	if len(c.Lines) > mostLines { // reported by its tag
		return
	}
	seen := make(map[string]bool, len(c.Lines))
	for i, l := range c.Lines {
		path := "lines[" + strconv.Itoa(i) + "]."
		report := func(field, tag string, value any) { sl.ReportError(value, path+field, path+field, tag, "") }
		reportTime(sl, l.Departs, path+"departs")
		if seen[l.ID] {
			report("id", "unique", l.ID)
		}
		seen[l.ID] = true
		if l.Unit.Currency() == "" {
			report("unit", "required", l.Unit)
		}
		for field, amount := range map[string]pricing.Money{"unit": l.Unit, "floor": l.Floor, "cost": l.Cost} {
			if amount.Currency() != "" && amount.Currency() != c.Lines[0].Unit.Currency() {
				report(field, "currency", amount)
			}
		}
		if over, err := l.Floor.Cmp(l.Unit); err == nil && over > 0 {
			report("floor", "above_unit", l.Floor)
		}
	}
}

// reportTime reports a time that RFC 3339 cannot write.
func reportTime(sl validator.StructLevel, t time.Time, path string) {
	if t.Year() < 0 || t.Year() > 9999 {
		sl.ReportError(t, path, path, "year", "")
	}
	if _, offset := t.Zone(); offset%60 != 0 {
		sl.ReportError(t, path, path, "zone", "")
	}
}

// mostLines is what a cart may hold; the tag of Lines says it too.
const mostLines = 10_000

// check returns nil for a cart without faults, fast: a [pricing.MismatchError] for two currencies, and else what
// [Cart.Validate] returns.
func (c *Cart) check() error {
	ok := len(c.Lines) <= mostLines && writable(c.At) && isText(c.Customer) && areTexts(c.Segments) && areTexts(c.Codes) &&
		c.Orders >= 0 && c.Orders <= 1e9 && len(c.Facts) <= 1000
	for name := range c.Facts {
		ok = ok && name != "" && isText(name)
	}
	for i := range c.Lines {
		l, currency := &c.Lines[i], c.Lines[0].Unit
		for _, amount := range [...]pricing.Money{l.Unit, l.Floor, l.Cost} {
			if amount != (pricing.Money{}) && currency != (pricing.Money{}) && !alike(amount, currency) {
				return fmt.Errorf("quote: %w", pricing.MismatchError{A: currency.Currency(), B: amount.Currency()})
			}
		}
		ok = ok && l.sound()
	}
	if ok {
		return nil
	}
	return c.Validate()
}

// repeats reports whether an ID stands twice.
func (c *Cart) repeats() bool {
	n := 1
	for n < len(c.Lines) && c.Lines[n-1].ID < c.Lines[n].ID { // most carts are in order
		n++
	}
	if n >= len(c.Lines) {
		return false
	}
	seen := make(map[string]bool, len(c.Lines))
	for i := range c.Lines {
		if seen[c.Lines[i].ID] {
			return true
		}
		seen[c.Lines[i].ID] = true
	}
	return false
}

// alike reports whether two amounts are in one currency, without making texts.
func alike(a, b pricing.Money) bool {
	_, err := a.Cmp(b)
	return err == nil
}

// sound reports whether l has no fault by itself.
func (l *Line) sound() bool {
	num, den := l.Tax.Fraction()
	return l.ID != "" && isText(l.ID) && l.Units >= 1 && l.Units <= 1e6 && l.Unit != (pricing.Money{}) &&
		l.Unit.Minor() >= 0 && l.Floor.Minor() >= 0 && l.Floor.Minor() <= l.Unit.Minor() && l.Cost.Minor() >= 0 && num >= 0 && num <= den &&
		isText(l.Market) && isText(l.Brand) && areTexts(l.Tags) && writable(l.Departs)
}

// areTexts reports whether all are texts that are not empty, and not too many.
func areTexts(texts []string) bool {
	for _, text := range texts {
		if text == "" || !isText(text) {
			return false
		}
	}
	return len(texts) <= 100
}

// isText reports whether text is short and clean.
func isText(text string) bool {
	if len(text) > 100 {
		return false
	}
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f {
			return bound.CleanText(text)
		}
	}
	return true
}

// writable reports whether RFC 3339 can write t.
func writable(t time.Time) bool {
	if t.IsZero() {
		return true
	}
	_, offset := t.Zone()
	year := t.Year()
	return year >= 0 && year <= 9999 && offset%60 == 0
}
