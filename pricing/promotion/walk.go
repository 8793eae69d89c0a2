package promotion

import (
	"errors"
	"strconv"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/declare"
	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// walk reports the faults of a promotion that lie in its conditions and its benefit, which the validator does not
// enter, and those between its parts.
type walk struct {
	sl       validator.StructLevel
	currency string // of the first amount
}

// report reports one fault.
func (w *walk) report(value any, path, tag string) { w.sl.ReportError(value, path, path, tag, "") }

// promotion reports the faults of p.
func (w *walk) promotion(p Promotion) {
	checkYears(w.sl, p.From, p.Until)
	w.root(p.When, "when")
	w.root(p.On, "on")
	w.benefit(p.Give, "give")
	w.money(p.Limits.Budget, "limits.budget")
	if len(p.Refs) > mostRefs { // reported by its tag
		return
	}
	for i, ref := range p.Refs {
		w.ref(ref.Kind, at("refs", i)+".kind")
		w.ref(ref.ID, at("refs", i)+".id")
	}
}

// at returns the path of an element.
func at(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// ref reports half of a reference that is absent, longer than 300 bytes or unclean.
func (w *walk) ref(half, path string) {
	switch {
	case half == "":
		w.report(half, path, "required")
	case len(half) > 300:
		w.report(half, path, "text_size")
	case !bound.CleanText(half):
		w.report(half, path, "clean")
	}
}

// money reports an amount in another currency than the first one. The zero Money has none.
func (w *walk) money(m pricing.Money, path string) {
	switch {
	case m.Currency() == "" || m.Currency() == w.currency:
	case w.currency == "":
		w.currency = m.Currency()
	default:
		w.report(m.String(), path, "currency")
	}
}

// tags reports the faults of one condition or benefit, a struct, by its tags.
func (w *walk) tags(part any, path string) {
	declare.Nested(w.sl, declare.Check(w.sl.Validator(), part, "", ErrInvalid), path)
}

// root reports the faults of a condition that stands in no other; nil has none.
func (w *walk) root(c Condition, path string) {
	if c == nil {
		return
	}
	if !bounded(c, newNest()) {
		w.report(nil, path, "limit")
		return
	}
	if _, err := MarshalCondition(c); errors.Is(err, ErrLimit) { // too many bytes
		w.report(nil, path, "limit")
		return
	}
	w.condition(c, path)
}

// bounded reports whether c has as many levels and parts as it may; it may be a slice that holds itself.
func bounded(c Condition, n *nest) bool {
	if c == nil {
		return true
	}
	if n.enter() != nil {
		return false
	}
	defer n.leave()
	for _, part := range partsOf(c) {
		if !bounded(part, n) {
			return false
		}
	}
	return true
}

// partsOf returns the conditions within c, nil ones too.
func partsOf(c Condition) []Condition {
	switch c := c.(type) {
	case All:
		return c.Of
	case Any:
		return c.Of
	case Not:
		return []Condition{c.Of}
	case Spend:
		return []Condition{c.Of}
	case Quantity:
		return []Condition{c.Of}
	}
	return nil
}

// condition reports the faults of a condition within bounds.
func (w *walk) condition(c Condition, path string) {
	if !isKind(conditionKinds, c) {
		w.report(nil, path, "kind")
		return
	}
	w.tags(c, path)
	switch c := c.(type) {
	case All:
		w.parts(c.Of, path+".of")
	case Any:
		w.parts(c.Of, path+".of")
	case Not:
		w.required(c.Of, path+".of")
	case Spend:
		w.money(c.Min, path+".min")
		w.optional(c.Of, path+".of")
	case Quantity:
		w.optional(c.Of, path+".of")
	}
}

// parts reports the faults of a list of conditions, which is not empty.
func (w *walk) parts(of []Condition, path string) {
	if len(of) == 0 {
		w.report(nil, path, "required")
	}
	for i, c := range of {
		w.required(c, at(path, i))
	}
}

// required reports a condition that is nil, or its faults.
func (w *walk) required(c Condition, path string) {
	if c == nil {
		w.report(nil, path, "required")
		return
	}
	w.condition(c, path)
}

// optional reports the faults of a condition that may be nil.
func (w *walk) optional(c Condition, path string) {
	if c != nil {
		w.condition(c, path)
	}
}

// benefit reports a benefit that is nil, or its faults.
func (w *walk) benefit(b Benefit, path string) {
	if b == nil {
		w.report(nil, path, "required")
		return
	}
	if !isKind(benefitKinds, b) {
		w.report(nil, path, "kind")
		return
	}
	w.tags(b, path)
	switch b := b.(type) {
	case PercentOff:
		w.money(b.Max, path+".max")
	case AmountOff:
		w.money(b.Amount, path+".amount")
	case FixedPrice:
		w.money(b.Price, path+".price")
	case BuyGet:
		w.root(b.Buy, path+".buy")
		w.root(b.Get, path+".get")
	case Tiered:
		for i, tier := range b.Tiers {
			if tier.Amount != nil {
				w.money(*tier.Amount, at(path+".tiers", i)+".amount")
			}
		}
	}
}
