package promise

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

// Reduced returns the variant of p for a contingency, such as the high season, in which only the attributes of the given
// codes are kept up, in p's order; without codes the base proposition is. Its ID is derived from p's and the season
// (SHA-1), it names p in Reduces, its weights are all 0, which is equal, and it has not been communicated yet. The rest
// is p's, copied.
//
// It returns [ErrInvalid] for an empty season, or if nothing would be left, and [ErrUnknown] for a code that p does not
// have.
func (p Promise) Reduced(season string, keep ...string) (Promise, error) {
	const op = "promise: reduced"
	if season == "" {
		return Promise{}, fmt.Errorf("%s: %w: no season", op, ErrInvalid)
	}
	for _, code := range keep {
		if !slices.ContainsFunc(p.Attributes, func(a Attribute) bool { return a.Code == code }) {
			return Promise{}, fmt.Errorf("%s: %w attribute %.40q", op, ErrUnknown, code)
		}
	}
	variant := p.clone()
	variant.Attributes = slices.DeleteFunc(variant.Attributes, func(a Attribute) bool {
		if len(keep) == 0 {
			return a.Tier != Base
		}
		return !slices.Contains(keep, a.Code)
	})
	if len(variant.Attributes) == 0 {
		return Promise{}, fmt.Errorf("%s: %w: no attribute is left", op, ErrInvalid)
	}
	for i := range variant.Attributes {
		variant.Attributes[i].Weight = decimal.Decimal{}
	}
	variant.ID, variant.Reduces, variant.Key.Season = uuid.NewSHA1(p.ID, []byte(season)), p.ID, season
	variant.Communicated = time.Time{}
	return variant, nil
}

// clone returns a copy of p that shares nothing with it.
func (p Promise) clone() Promise {
	p.Notes, p.Refs, p.Attributes = slices.Clone(p.Notes), slices.Clone(p.Refs), slices.Clone(p.Attributes)
	for i := range p.Attributes {
		a := &p.Attributes[i]
		a.Refs, a.Specs = slices.Clone(a.Refs), slices.Clone(a.Specs)
		for k := range a.Specs {
			a.Specs[k].Refs = slices.Clone(a.Specs[k].Refs)
			a.Specs[k].Target.Choices = slices.Clone(a.Specs[k].Target.Choices)
		}
	}
	return p
}
