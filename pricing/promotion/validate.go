package promotion

import (
	"fmt"
	"sync"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// Validate returns every fault of p at once, each a [validator.FieldError] under [ErrInvalid] whose path leads to it
// through conditions and benefits, as in Promotion.when.of[1].markets[0], and nil if there is none. The tags beyond
// validator's own:
//
//	mpos, mnneg, pct100   an amount above 0, not below 0; a percentage from 0 to 100
//	dsize, dgte, whole    a decimal of more than 12 places or above 1e18; below 0; of units and not a whole number
//	text_size, clean      more bytes; control characters or bytes that are no UTF-8
//	kind                  a condition or benefit that is none of the types by value: a pointer
//	limit                 a condition of more than 8 levels, 256 parts or 64 KiB of JSON
//	currency              an amount in another currency than the promotion's first
//	year                  a time that RFC 3339 cannot write
//	hour, span            an hour that is not 00:00 to 23:59; two that leave no time between them
//	ascending, one_of     a tier that is not above the one before; one without exactly one of off, amount and unit
//	graduated             what graduated tiers cannot give: an amount, or by spend the price of a unit
//
// Names are unique among promotions that are quoted together; that is for whoever quotes to check. Cost: some
// microseconds.
func (p Promotion) Validate() error {
	return declare.Check(shared(), p, "promotion: validate", ErrInvalid)
}

var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	if err := pricing.RegisterTags(v); err != nil {
		panic(err) // a fault of this file
	}
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		(&walk{sl: sl}).promotion(sl.Current().Interface().(Promotion))
	}, Promotion{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		c := sl.Current().Interface().(Calendar)
		checkYears(sl, c.From, c.Until)
		checkHours(sl, c.Start, c.End)
	}, Calendar{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		checkTiers(sl, sl.Current().Interface().(Tiered))
	}, Tiered{})
	return v
})

// checkYears reports times that cannot be written.
func checkYears(sl validator.StructLevel, from, until time.Time) {
	if !writable(from) {
		sl.ReportError(from, "from", "From", "year", "")
	}
	if !writable(until) {
		sl.ReportError(until, "until", "Until", "year", "")
	}
}

// checkHours reports hours of another form than 22:00, and two that leave no time between them.
func checkHours(sl validator.StructLevel, start, end string) {
	if !isHour(start) {
		sl.ReportError(start, "start", "Start", "hour", "")
	}
	if !isHour(end) {
		sl.ReportError(end, "end", "End", "hour", "")
	}
	if end != "" && (end == start || start == "" && end == "00:00") {
		sl.ReportError(end, "end", "End", "span", "")
	}
}

// isHour reports whether text is "", or an hour and minutes from 00:00 to 23:59.
func isHour(text string) bool {
	if text == "" {
		return true
	}
	_, err := time.Parse("15:04", text)
	return err == nil && len(text) == len("15:04")
}

// Bounds that the tags of Refs and Tiers say too.
const (
	mostRefs  = 100
	mostTiers = 100
)

// checkTiers reports what the tags of a tier cannot tell.
func checkTiers(sl validator.StructLevel, t Tiered) {
	if len(t.Tiers) > mostTiers { // reported by its tag
		return
	}
	var before *decimal.Decimal
	for i, tier := range t.Tiers {
		report := func(below, tag string, value any) {
			path := fmt.Sprintf("tiers[%d]%s", i, below)
			sl.ReportError(value, path, path, tag, "")
		}
		if size(tier.From) == nil {
			if !t.BySpend && !tier.From.IsInteger() {
				report(".from", "whole", tier.From)
			}
			if before != nil && tier.From.LessThanOrEqual(*before) {
				report(".from", "ascending", tier.From)
			}
			before = &tier.From
		}
		given := 0
		for _, present := range []bool{tier.Off != nil, tier.Amount != nil, tier.Unit != nil} {
			if present {
				given++
			}
		}
		if given != 1 {
			report("", "one_of", nil)
		}
		if t.Graduated && tier.Amount != nil {
			report(".amount", "graduated", *tier.Amount)
		}
		if t.Graduated && t.BySpend && tier.Unit != nil {
			report(".unit", "graduated", *tier.Unit)
		}
	}
}
