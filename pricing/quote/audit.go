package quote

import (
	"math/big"
	"strconv"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// Audit returns what is legal in promotions and yet hardly meant, before they go live. Paths begin with the promotion's
// place, as in [3].give.tiers[1]. It finds
//
//   - NonMonotoneTiers: a tier from which on a cart costs less than one that just misses it, for units of one price
//   - Unreachable: conditions that contradict each other, a calendar outside [From, Until), a band that a deeper one
//     without quota always goes before, a promotion behind one that takes a percentage off any cart and applies alone
//   - DuplicateCode: a code, without case, that an earlier promotion has
//   - BandsWithoutFence: advance purchase that is refundable in money until the end
//
// It does not find everything, but what it finds is so. Promotions with faults are passed over; see [New] for these.
func Audit(promos []promotion.Promotion, p Policy) []Cause {
	a := auditor{policy: p, codes: map[string]bool{}}
	sound := make([]bool, len(promos))
	for i := range promos {
		if sound[i] = promos[i].Validate() == nil; sound[i] {
			a.at = "[" + strconv.Itoa(i) + "]"
			a.promotion(&promos[i])
		}
	}
	a.shadows(promos, sound)
	return a.found
}

// An auditor collects what it finds.
type auditor struct {
	policy Policy
	at     string // the path of the promotion
	codes  map[string]bool
	found  []Cause
}

// find notes one thing below the promotion.
func (a *auditor) find(path string, reason Reason) {
	a.found = append(a.found, Cause{Path: a.at + path, Reason: reason})
}

func (a *auditor) promotion(p *promotion.Promotion) {
	if code := fold(p.Code); code != "" {
		if a.codes[code] {
			a.find(".code", DuplicateCode)
		}
		a.codes[code] = true
	}
	sale := promotion.Calendar{From: p.From, Until: p.Until}
	for _, c := range []struct {
		condition promotion.Condition
		path      string
	}{{p.When, ".when"}, {p.On, ".on"}} {
		if c.condition != nil && never(promotion.All{Of: []promotion.Condition{sale, c.condition}}) {
			a.find(c.path, Unreachable)
		}
	}
	switch b := p.Give.(type) {
	case promotion.Tiered:
		a.tiers(b)
	case promotion.AdvanceOff:
		if p.Fence == (promotion.Fence{}) {
			a.find(".give.bands", BandsWithoutFence)
		}
		a.bands(p, b)
	}
}

// bands finds bands that nobody gets.
func (a *auditor) bands(p *promotion.Promotion, b promotion.AdvanceOff) {
	for i, band := range b.Bands {
		hidden := p.When != nil && never(promotion.All{Of: []promotion.Condition{p.When, promotion.AdvancePurchase{MinDays: band.MinDays}}})
		for _, other := range b.Bands {
			hidden = hidden || other.MinDays < band.MinDays && other.Quota == 0 && other.Off.Cmp(band.Off) > 0
		}
		if hidden {
			a.find(".give.bands["+strconv.Itoa(i)+"]", Unreachable)
		}
	}
}

// tiers finds tiers from which on a cart costs less than one that just misses it.
func (a *auditor) tiers(b promotion.Tiered) {
	if b.Graduated {
		return // each part keeps its price
	}
	for i, t := range b.Tiers {
		var before promotion.Tier
		if i > 0 {
			before = b.Tiers[i-1]
		}
		if t.From.Sign() > 0 && cheaper(b.BySpend, before, t) {
			a.find(".give.tiers["+strconv.Itoa(i)+"]", NonMonotoneTiers)
		}
	}
}

// cheaper reports whether reaching t costs less than staying just below, where the tier before holds; a zero tier takes
// nothing off. It is false where that depends on the price of a unit.
func cheaper(bySpend bool, before, t promotion.Tier) bool {
	from := bound.Rat(t.From)
	below := new(big.Rat).Set(from) // as much as one likes, but less
	if !bySpend {
		below.Sub(below, big.NewRat(1, 1))
	}
	switch none := before.Off == nil && before.Amount == nil && before.Unit == nil; {
	case t.Off != nil && (none || before.Off != nil):
		return new(big.Rat).Mul(below, kept(before.Off)).Cmp(new(big.Rat).Mul(from, kept(t.Off))) > 0
	case t.Amount != nil && bySpend && (none || before.Amount != nil):
		return before.Amount == nil || before.Amount.Minor() < t.Amount.Minor()
	case t.Unit != nil && !bySpend && before.Unit != nil:
		return below.Mul(below, bound.Rat(*before.Unit)).Cmp(from.Mul(from, bound.Rat(*t.Unit))) > 0
	}
	return false
}

// kept returns what a percentage leaves, all for none.
func kept(off *pricing.Percent) *big.Rat {
	if off == nil {
		return big.NewRat(1, 1)
	}
	num, den := off.Fraction()
	return big.NewRat(den-num, den)
}

// shadows finds promotions that stand behind one that always grants something and lets no other apply.
func (a *auditor) shadows(promos []promotion.Promotion, sound []bool) {
	e := &Engine{promos: make([]promo, len(promos))}
	for i := range promos {
		e.promos[i] = promo{name: promos[i].Name, priority: promos[i].Priority, exclusive: promos[i].Exclusive, group: none}
	}
	e.arrange(0)
	order := e.order
	switch a.policy.Combine {
	case Best:
		return
	case First:
		order = e.ranks
	}
	hidden := false
	for _, i := range order {
		p := &promos[i]
		if !sound[i] {
			continue
		}
		if hidden && !p.Charges { // a cart may hold charges only
			a.at = "[" + strconv.Itoa(int(i)) + "]"
			a.find("", Unreachable)
		}
		alone := a.policy.Combine == First || p.Exclusive == promotion.AloneInCart && p.Group == ""
		hidden = hidden || alone && always(p)
	}
}

// always reports whether p takes something off whatever goods there are, unless a floor or rounding leaves it nothing.
func always(p *promotion.Promotion) bool {
	_, ok := p.Give.(promotion.PercentOff)
	return ok && !p.Charges && p.When == nil && p.On == nil && p.Code == "" && p.From.IsZero() && p.Until.IsZero() && p.Limits == (promotion.Limits{})
}
