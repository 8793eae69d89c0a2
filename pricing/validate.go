package pricing

import (
	"fmt"
	"reflect"
	"sync"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// RegisterTags adds this package's tags to an instance of the caller's, so that his own structs can hold prices:
//
//	mpos    Money above 0 in a currency
//	mnneg   Money not below 0; the zero value passes
//	pct100  Percent from 0 to 100
func RegisterTags(v *validator.Validate) error {
	for tag, valid := range map[string]validator.Func{
		"mpos": func(fl validator.FieldLevel) bool {
			m, ok := reflect.TypeAssert[Money](fl.Field())
			return ok && m.units > 0
		},
		"mnneg": func(fl validator.FieldLevel) bool {
			m, ok := reflect.TypeAssert[Money](fl.Field())
			return ok && m.units >= 0
		},
		"pct100": func(fl validator.FieldLevel) bool {
			p, ok := reflect.TypeAssert[Percent](fl.Field())
			return ok && p.num >= 0 && p.num <= max(1, p.den)
		},
	} {
		if err := v.RegisterValidation(tag, valid); err != nil {
			return fmt.Errorf("pricing: register tag %s: %w", tag, err)
		}
	}
	return nil
}

// Validate returns every fault of t at once, each a [validator.FieldError] under [ErrInvalid] whose path leads to the
// row, as in Table.rows[3].promo. Tags across fields: currency, for a row in another currency than the first or a
// promotion in another than its normal price, and unique, for a market and brand that stand twice.
func (t Table) Validate() error { return tableFaults()(t) }

var tableFaults = sync.OnceValue(func() func([]Price) error {
	type Table struct { // a struct, as the validator needs; its name leads the paths
		Rows []Price `json:"rows" validate:"max=100000,dive"`
	}
	v := declare.New()
	if err := RegisterTags(v); err != nil {
		panic(err) // a fault of this file
	}
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		reportRows(sl, sl.Current().Interface().(Table).Rows)
	}, Table{})
	return func(rows []Price) error {
		return declare.Check(v, Table{rows}, "pricing: validate table", ErrInvalid)
	}
})

// reportRows reports what is wrong between rows and between the two prices of a row.
func reportRows(sl validator.StructLevel, rows []Price) {
	type key struct{ market, brand string }
	seen := map[key]bool{}
	for i, p := range rows {
		report := func(field, tag string, value any) {
			path := fmt.Sprintf("rows[%d].%s", i, field)
			sl.ReportError(value, path, path, tag, "")
		}
		if p.Normal.code != rows[0].Normal.code {
			report("normal", "currency", p.Normal)
		}
		if p.Promo != (Money{}) && p.Promo.code != p.Normal.code {
			report("promo", "currency", p.Promo)
		}
		if seen[key{p.Market, p.Brand}] {
			report("brand", "unique", p.Brand)
		}
		seen[key{p.Market, p.Brand}] = true
	}
}
