package quote

import (
	"slices"
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// never reports whether c is sure to denote no line of any cart.
func never(c promotion.Condition) bool {
	switch c := c.(type) {
	case promotion.Any:
		return !slices.ContainsFunc(c.Of, func(part promotion.Condition) bool { return !never(part) })
	case promotion.Not:
		return ever(c.Of)
	case promotion.Spend:
		return c.Of != nil && never(c.Of)
	case promotion.Quantity:
		return c.Of != nil && never(c.Of)
	case promotion.All:
		parts := flat(c)
		for i, part := range parts {
			if never(part) {
				return true
			}
			for _, other := range parts[:i] {
				if apart(part, other) || apart(other, part) {
					return true
				}
			}
		}
	}
	return false
}

// flat returns the parts of c and of what is nested in it.
func flat(c promotion.All) (parts []promotion.Condition) {
	for _, part := range c.Of {
		if inner, ok := part.(promotion.All); ok {
			parts = append(parts, flat(inner)...)
		} else {
			parts = append(parts, part)
		}
	}
	return parts
}

// ever reports whether c is sure to denote all lines of any cart.
func ever(c promotion.Condition) bool {
	switch c := c.(type) {
	case promotion.All:
		return !slices.ContainsFunc(c.Of, func(part promotion.Condition) bool { return !ever(part) })
	case promotion.Any:
		return slices.ContainsFunc(c.Of, ever)
	case promotion.Not:
		return never(c.Of)
	case promotion.Match:
		return len(c.Markets)+len(c.Brands)+len(c.Tags)+len(c.Lines) == 0
	case promotion.Customer:
		return len(c.Segments) == 0 && c.OrderFrom <= 1 && c.OrderTo == 0
	case promotion.Calendar:
		return !c.Departure && len(c.Weekdays) == 0 && c.Start == c.End && c.From.IsZero() && c.Until.IsZero()
	}
	return false
}

// apart reports whether two conditions are sure to have no line in common.
func apart(a, b promotion.Condition) bool {
	switch a := a.(type) {
	case promotion.Not:
		return alikeConditions(a.Of, b)
	case promotion.Match:
		b, ok := b.(promotion.Match)
		return ok && (disjoint(a.Markets, b.Markets) || disjoint(a.Brands, b.Brands) || disjoint(a.Lines, b.Lines))
	case promotion.Customer:
		b, ok := b.(promotion.Customer)
		return ok && b.OrderTo > 0 && a.OrderFrom > b.OrderTo
	case promotion.AdvancePurchase:
		b, ok := b.(promotion.AdvancePurchase)
		return ok && b.MaxDays != nil && a.MinDays > *b.MaxDays
	case promotion.Calendar:
		b, ok := b.(promotion.Calendar)
		return ok && a.Departure == b.Departure && (ends(a.Until, b.From) || disjoint(a.Weekdays, b.Weekdays))
	}
	return false
}

// ends reports whether an interval that ends at until is over at from.
func ends(until, from time.Time) bool {
	return !until.IsZero() && !from.IsZero() && until.Compare(from) <= 0
}

// disjoint reports whether two lists are given and have nothing in common.
func disjoint[T comparable](a, b []T) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(v T) bool { return slices.Contains(b, v) })
}

// alikeConditions reports whether two conditions say the same in the same words.
func alikeConditions(a, b promotion.Condition) bool {
	x, errX := promotion.MarshalCondition(a)
	y, errY := promotion.MarshalCondition(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
