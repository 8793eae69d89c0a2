package quote

import (
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A Cart is what a customer wants to buy and what is known of him. The zero value is an empty cart: it costs the zero
// [pricing.Money].
//
// At is the moment of purchase in the location of the desk: weekdays and hours of a sale are read there. Orders counts
// his earlier orders. Codes are compared without case. Facts are what the caller has worked out, such as "member".
// Prices hold their tax unless TaxExcluded.
type Cart struct {
	ID          uuid.UUID       `json:"id,omitzero"`
	At          time.Time       `json:"at,omitzero"`
	Lines       []Line          `json:"lines,omitempty" validate:"max=10000,dive"`
	Customer    string          `json:"customer,omitempty" validate:"text_size=100,clean"`
	Segments    []string        `json:"segments,omitempty" validate:"max=100,dive,required,text_size=100,clean"`
	Orders      int             `json:"orders,omitempty" validate:"min=0,max=1000000000"`
	Codes       []string        `json:"codes,omitempty" validate:"max=100,dive,required,text_size=100,clean"`
	Facts       map[string]bool `json:"facts,omitempty" validate:"max=1000,dive,keys,required,text_size=100,clean,endkeys"`
	TaxExcluded bool            `json:"taxExcluded,omitempty"`
}

// A Line is so many units of one thing at one price. The zero value is invalid: ID is required and unique, and there is
// at least one unit.
//
// Unit is the list price of one, 0 or more. Departs is the departure in its own location, the zero time for none. Floor
// and Cost are per unit, the zero Money for none. Tax is the rate of its tax. A Charge, such as delivery or baggage, is
// not goods: only promotions with Charges touch it. With NoDiscount the line counts towards conditions, and nothing is
// taken off it.
type Line struct {
	ID         string          `json:"id,omitempty" validate:"required,text_size=100,clean"`
	Unit       pricing.Money   `json:"unit,omitzero" validate:"mnneg"`
	Units      int             `json:"units,omitempty" validate:"min=1,max=1000000"`
	Market     string          `json:"market,omitempty" validate:"text_size=100,clean"`
	Brand      string          `json:"brand,omitempty" validate:"text_size=100,clean"`
	Tags       []string        `json:"tags,omitempty" validate:"max=100,dive,required,text_size=100,clean"`
	Departs    time.Time       `json:"departs,omitzero"`
	Floor      pricing.Money   `json:"floor,omitzero" validate:"mnneg"`
	Cost       pricing.Money   `json:"cost,omitzero" validate:"mnneg"`
	Tax        pricing.Percent `json:"tax,omitzero" validate:"pct100"`
	Charge     bool            `json:"charge,omitempty"`
	NoDiscount bool            `json:"noDiscount,omitempty"`
}
