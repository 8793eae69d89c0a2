package promotion

import (
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A Condition denotes a set of the goods lines of a cart, and holds when the set is not empty. It is one of [All],
// [Any], [Not], [Match], [Spend], [Quantity], [Customer], [Calendar], [Fact] and [AdvancePurchase], by value: a pointer
// to one, or a struct that embeds one, fits the interface and is invalid. It nests at most 8 deep, has at most 256
// parts and at most 64 KiB of JSON.
//
// In JSON a condition is an object whose "type" comes first: {"type":"match","markets":["Mexico"]}. Use
// [MarshalCondition] and [UnmarshalCondition]; plain encoding/json leaves the type out.
type Condition interface{ condition() }

// All denotes the lines that every one of Of denotes, "all". The zero value is invalid: Of is not empty.
type All struct {
	Of []Condition `json:"of,omitempty" validate:"-"`
}

// Any denotes the lines that one of Of denotes, "any". The zero value is invalid: Of is not empty.
type Any struct {
	Of []Condition `json:"of,omitempty" validate:"-"`
}

// Not denotes the goods lines that Of does not denote, "not". The zero value is invalid: Of is not nil.
type Not struct {
	Of Condition `json:"of,omitempty" validate:"-"`
}

// Match denotes the lines that have one of each list that is given, "match". The zero value denotes every line.
type Match struct {
	Markets []string `json:"markets,omitempty" validate:"max=10000,unique,dive,required,text_size=100,clean"`
	Brands  []string `json:"brands,omitempty" validate:"max=10000,unique,dive,required,text_size=100,clean"`
	Tags    []string `json:"tags,omitempty" validate:"max=10000,unique,dive,required,text_size=100,clean"`
	Lines   []string `json:"lines,omitempty" validate:"max=10000,unique,dive,required,text_size=100,clean"` // IDs
}

// Spend denotes all lines if the amount over Of, nil for all, is Min or more, else none, "spend". The zero value is
// invalid.
type Spend struct {
	Min pricing.Money `json:"min,omitzero" validate:"mpos"`
	Of  Condition     `json:"of,omitempty" validate:"-"`
}

// Quantity denotes all lines if the units over Of, nil for all, are Min or more, else none; with EachLine the lines of
// Of that reach Min by themselves, "quantity". The zero value is invalid.
type Quantity struct {
	Min      int       `json:"min,omitempty" validate:"min=1"`
	EachLine bool      `json:"eachLine,omitempty"`
	Of       Condition `json:"of,omitempty" validate:"-"`
}

// Customer denotes all lines if the customer is in one of the segments, where any are given, and this is one of his
// orders from OrderFrom to OrderTo, counted from 1, 0 for open: {OrderTo: 1} is a first order, "customer". The zero
// value denotes all lines.
type Customer struct {
	Segments  []string `json:"segments,omitempty" validate:"max=10000,unique,dive,required,text_size=100,clean"`
	OrderFrom int      `json:"orderFrom,omitempty" validate:"min=0"`
	OrderTo   int      `json:"orderTo,omitempty" validate:"min=0,omitempty,gtefield=OrderFrom"`
}

// Calendar denotes all lines if the purchase, or with Departure the lines whose departure, falls on one of the
// weekdays, at an hour from Start up to but not including End, and in [From, Until), "calendar". Weekdays and hours are
// those of the purchase's or the departure's own location, each by itself: two o'clock in the night after a Friday is a
// Saturday's. What is not given is open; an End before Start wraps midnight. The zero value denotes all lines.
type Calendar struct {
	Departure bool           `json:"departure,omitempty"`
	Weekdays  []time.Weekday `json:"weekdays,omitempty" validate:"unique,dive,min=0,max=6"` // "monday" in JSON
	Start     string         `json:"start,omitempty"`                                       // "22:00", "" for midnight
	End       string         `json:"end,omitempty"`                                         // "06:00", "" for midnight
	From      time.Time      `json:"from,omitzero"`
	Until     time.Time      `json:"until,omitzero" validate:"omitzero,gtfield=From"`
}

// Fact denotes all lines if the caller states a fact of that name, "fact". The zero value is invalid.
type Fact struct {
	Name string `json:"name,omitempty" validate:"required,text_size=100,clean"`
}

// AdvancePurchase denotes the lines bought at least MinDays and, unless nil, at most MaxDays calendar days before their
// departure, "advancePurchase". The zero value denotes the lines that depart on the day of purchase or later.
type AdvancePurchase struct {
	MinDays int  `json:"minDays,omitempty" validate:"min=0,max=100000"`
	MaxDays *int `json:"maxDays,omitempty" validate:"omitnil,max=100000,gtefield=MinDays"`
}

func (All) condition()             {}
func (Any) condition()             {}
func (Not) condition()             {}
func (Match) condition()           {}
func (Spend) condition()           {}
func (Quantity) condition()        {}
func (Customer) condition()        {}
func (Calendar) condition()        {}
func (Fact) condition()            {}
func (AdvancePurchase) condition() {}
