package pricing

import (
	"fmt"
	"iter"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Kind says what is odd about two prices. The zero value is invalid, text "".
type Kind uint8

const (
	BrandInversion    Kind = iota + 1 // a higher brand costs less than a lower one, both normal or both on promotion
	BrandStepTooSmall                 // it costs more, but by less than LadderOptions.MinStep
	Undercut                          // on promotion a higher brand costs less than a lower one normally
	MarketInversion                   // a farther market costs less than a nearer one, both normal or both on promotion
	NoReduction                       // the promotional price is the normal one
	AboveNormal                       // the promotional price is above the normal one
)

var kindNames = []string{ // as ordered above
	"", "brand-inversion", "brand-step-too-small", "undercut", "market-inversion", "no-reduction", "above-normal",
}

// String returns the name of k, such as "undercut", "" for the zero value and "?" for another value.
func (k Kind) String() string { return enum.String(kindNames, k) }

// MarshalText returns the name of k, or [ErrUnknown].
func (k Kind) MarshalText() ([]byte, error) {
	return enum.Marshal(kindNames, k, "pricing: marshal kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text, and to zero for "". For any other text it returns [ErrUnknown] and leaves
// k alone.
func (k *Kind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(kindNames, k, text, "pricing: parse kind", ErrUnknown)
}

// ParseKind returns the kind called text, or [ErrUnknown].
func ParseKind(text string) (Kind, error) {
	return enum.Parse[Kind](kindNames, text, "pricing: parse kind", ErrUnknown)
}

// LadderOptions say which order of prices [Table.CheckLadder] expects. The zero value expects none.
type LadderOptions struct {
	Brands  []string // lowest first. Defaults to none: no brand is compared.
	Markets []string // nearest first. Defaults to none: no market is compared.
	MinStep Percent  // of the lower price, the least that a higher brand costs more. Defaults to 0.
}

// A Finding is a pair of prices of which Low ought to cost less than High and does not, or not by enough. Gap is how much
// High costs more, below 0 where it costs less. Where one price is odd by itself, it stands as both.
type Finding struct {
	Kind      Kind
	Low, High Price
	OnPromo   bool // the two are promotional prices; an Undercut compares High on promotion with Low at its normal price
	Gap       Money
}

// String says the finding in words, with both prices.
func (f Finding) String() string {
	place := func(p Price) string { return p.Market + ", " + p.Brand }
	low, high := f.Low.Normal, f.High.Normal
	if f.OnPromo {
		low, high = f.Low.Promo, f.High.Promo
	}
	switch f.Kind {
	case NoReduction, AboveNormal:
		return fmt.Sprintf("%s: promotional price %s, normal price %s", place(f.High), f.High.Promo, f.High.Normal)
	case Undercut:
		return fmt.Sprintf("%s on promotion costs %s, %s normally %s", place(f.High), f.High.Promo, place(f.Low), f.Low.Normal)
	}
	return fmt.Sprintf("%s costs %s, %s %s", place(f.High), high, place(f.Low), low)
}

// CheckLadder returns where the prices do not rise as opt expects: for each market, in the order of the table, every pair
// of brands; then for each brand every pair of markets; and before them the promotions that reduce nothing. Brands and
// markets that opt does not name are not compared. It returns the faults of [Table.Validate], and [ErrInvalid] for a name
// that opt gives twice. Cost: rows times the number of brands and of markets.
func (t Table) CheckLadder(opt LadderOptions) ([]Finding, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	brands, err := ranks("brands", opt.Brands)
	if err != nil {
		return nil, err
	}
	markets, err := ranks("markets", opt.Markets)
	if err != nil {
		return nil, err
	}
	findings := t.reductions()
	for low, high := range t.pairs(brands, func(p *Price) (string, string) { return p.Market, p.Brand }) {
		findings = compareBrands(findings, low, high, opt.MinStep)
	}
	for low, high := range t.pairs(markets, func(p *Price) (string, string) { return p.Brand, p.Market }) {
		findings = compareKinds(findings, MarketInversion, low, high)
	}
	return findings, nil
}

// ranks returns the place of each name.
func ranks(what string, names []string) (map[string]int, error) {
	rank := map[string]int{}
	for i, name := range names {
		if _, twice := rank[name]; twice {
			return nil, fmt.Errorf("pricing: check ladder: %s[%d] %.40q stands twice: %w", what, i, name, ErrInvalid)
		}
		rank[name] = i
	}
	return rank, nil
}

// reductions finds the promotions that take nothing off.
func (t Table) reductions() []Finding {
	findings := []Finding{}
	for _, p := range t {
		if p.Promo == (Money{}) {
			continue
		}
		gap := p.Normal.like(p.Promo.units - p.Normal.units) // neither is below 0
		switch gap.Sign() {
		case 0:
			findings = append(findings, Finding{NoReduction, p, p, true, gap})
		case 1:
			findings = append(findings, Finding{AboveNormal, p, p, true, gap})
		}
	}
	return findings
}

// pairs yields the pairs of rows of one group whose names are ranked, lower rank first, by group in the order of the
// table, then by the ranks of the two.
func (t Table) pairs(rank map[string]int, of func(*Price) (group, name string)) iter.Seq2[*Price, *Price] {
	var order [][]*Price
	groups := map[string][]*Price{}
	for i := range t {
		group, name := of(&t[i])
		place, ranked := rank[name]
		if !ranked {
			continue
		}
		row := groups[group]
		if row == nil {
			row = make([]*Price, len(rank))
			groups[group] = row
			order = append(order, row)
		}
		row[place] = &t[i]
	}
	return func(yield func(low, high *Price) bool) {
		for _, row := range order {
			for i, low := range row {
				for _, high := range row[i+1:] {
					if low != nil && high != nil && !yield(low, high) {
						return
					}
				}
			}
		}
	}
}

// compareBrands compares a lower brand with a higher one of the same market.
func compareBrands(findings []Finding, low, high *Price, minStep Percent) []Finding {
	findings = compareKinds(findings, BrandInversion, low, high)
	if gap := high.Normal.like(high.Normal.units - low.Normal.units); gap.units >= 0 {
		if step, err := PercentOf(gap, low.Normal); err == nil && step.Cmp(minStep) < 0 {
			findings = append(findings, Finding{BrandStepTooSmall, *low, *high, false, gap})
		}
	}
	if gap := high.Promo.units - low.Normal.units; high.Promo != (Money{}) && gap < 0 {
		findings = append(findings, Finding{Undercut, *low, *high, true, high.Normal.like(gap)})
	}
	return findings
}

// compareKinds adds to findings where high costs less than low, both normal and then both on promotion.
func compareKinds(findings []Finding, kind Kind, low, high *Price) []Finding {
	if gap := high.Normal.units - low.Normal.units; gap < 0 {
		findings = append(findings, Finding{kind, *low, *high, false, high.Normal.like(gap)})
	}
	if low.Promo == (Money{}) || high.Promo == (Money{}) {
		return findings
	}
	if gap := high.Promo.units - low.Promo.units; gap < 0 {
		findings = append(findings, Finding{kind, *low, *high, true, high.Normal.like(gap)})
	}
	return findings
}
