package promotion

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// kind is one type of a union U, by the name that "type" has in JSON.
type kind[U any] struct {
	name   string
	fields func(U) (fields []field, ok bool)       // of a value; not ok if it is of another type, or a pointer
	fresh  func() (fields []field, value func() U) // of a new one, and what it is when they are set
}

// kindOf returns the kind of T, whose fields it takes.
func kindOf[U, T any](name string, fields func(*T) []field) kind[U] {
	return kind[U]{
		name: name,
		fields: func(u U) ([]field, bool) {
			t, ok := any(u).(T)
			if !ok {
				return nil, false
			}
			return fields(&t), true
		},
		fresh: func() ([]field, func() U) {
			t := new(T)
			return fields(t), func() U { return any(*t).(U) }
		},
	}
}

// conditionKinds are the ten conditions, the frequent ones first.
var conditionKinds = []kind[Condition]{
	kindOf[Condition]("match", func(c *Match) []field {
		return []field{
			{"markets", list[string]{&c.Markets, textAt}},
			{"brands", list[string]{&c.Brands, textAt}},
			{"tags", list[string]{&c.Tags, textAt}},
			{"lines", list[string]{&c.Lines, textAt}},
		}
	}),
	kindOf[Condition]("all", func(c *All) []field { return []field{{"of", list[Condition]{&c.Of, nodeAt}}} }),
	kindOf[Condition]("any", func(c *Any) []field { return []field{{"of", list[Condition]{&c.Of, nodeAt}}} }),
	kindOf[Condition]("not", func(c *Not) []field { return []field{{"of", node{&c.Of}}} }),
	kindOf[Condition]("spend", func(c *Spend) []field {
		return []field{{"min", marshalledAt(&c.Min)}, {"of", node{&c.Of}}}
	}),
	kindOf[Condition]("quantity", func(c *Quantity) []field {
		return []field{{"min", whole{&c.Min}}, {"eachLine", flag{&c.EachLine}}, {"of", node{&c.Of}}}
	}),
	kindOf[Condition]("customer", func(c *Customer) []field {
		return []field{
			{"segments", list[string]{&c.Segments, textAt}}, {"orderFrom", whole{&c.OrderFrom}}, {"orderTo", whole{&c.OrderTo}},
		}
	}),
	kindOf[Condition]("calendar", func(c *Calendar) []field {
		return []field{
			{"departure", flag{&c.Departure}},
			{"weekdays", list[time.Weekday]{&c.Weekdays, weekdayAt}},
			{"start", text{&c.Start}},
			{"end", text{&c.End}},
			{"from", moment{&c.From}},
			{"until", moment{&c.Until}},
		}
	}),
	kindOf[Condition]("fact", func(c *Fact) []field { return []field{{"name", text{&c.Name}}} }),
	kindOf[Condition]("advancePurchase", func(c *AdvancePurchase) []field {
		return []field{{"minDays", whole{&c.MinDays}}, {"maxDays", optional[int]{&c.MaxDays, wholeAt}}}
	}),
}

// benefitKinds are the six benefits.
var benefitKinds = []kind[Benefit]{
	kindOf[Benefit]("percentOff", func(b *PercentOff) []field {
		return []field{
			{"off", marshalledAt(&b.Off)},
			{"scope", marshalledAt(&b.Scope)},
			{"units", whole{&b.Units}},
			{"dearest", flag{&b.Dearest}},
			{"max", marshalledAt(&b.Max)},
		}
	}),
	kindOf[Benefit]("amountOff", func(b *AmountOff) []field {
		return []field{{"amount", marshalledAt(&b.Amount)}, {"scope", marshalledAt(&b.Scope)}}
	}),
	kindOf[Benefit]("fixedPrice", func(b *FixedPrice) []field {
		return []field{{"price", marshalledAt(&b.Price)}, {"units", whole{&b.Units}}}
	}),
	kindOf[Benefit]("buyGet", func(b *BuyGet) []field {
		return []field{
			{"buy", root{&b.Buy}},
			{"get", root{&b.Get}},
			{"buyUnits", whole{&b.BuyUnits}},
			{"getUnits", whole{&b.GetUnits}},
			{"off", marshalledAt(&b.Off)},
			{"dearest", flag{&b.Dearest}},
			{"grouped", flag{&b.Grouped}},
			{"max", whole{&b.Max}},
		}
	}),
	kindOf[Benefit]("tiered", func(b *Tiered) []field {
		return []field{
			{"bySpend", flag{&b.BySpend}},
			{"graduated", flag{&b.Graduated}},
			{"tiers", list[Tier]{&b.Tiers, func(t *Tier) value { return tier{t} }}},
		}
	}),
	kindOf[Benefit]("advanceOff", func(b *AdvanceOff) []field {
		return []field{{"bands", list[Band]{&b.Bands, func(b *Band) value { return object[Band]{b, bandFields} }}}}
	}),
}

// bandFields are the fields of a band.
func bandFields(b *Band) []field {
	return []field{{"minDays", whole{&b.MinDays}}, {"off", marshalledAt(&b.Off)}, {"quota", whole{&b.Quota}}}
}

// tier is a Tier in a list; it has decimals, so it is not an object, which compares.
type tier struct{ at *Tier }

func (t tier) fields() []field {
	return []field{
		{"from", amount{&t.at.From}},
		{"off", optional[pricing.Percent]{&t.at.Off, marshalledAt[pricing.Percent]}},
		{"amount", optional[pricing.Money]{&t.at.Amount, marshalledAt[pricing.Money]}},
		{"unit", optional[decimal.Decimal]{&t.at.Unit, amountAt}},
	}
}

func (t tier) isZero() bool { return false }

func (t tier) append(out []byte, n *nest) ([]byte, error) {
	return appendObject(out, "", t.fields(), n)
}

func (t tier) parse(raw []byte, n *nest) error {
	members, err := membersOf(raw)
	if err != nil {
		return err
	}
	return parseMembers(members, t.fields(), n)
}
