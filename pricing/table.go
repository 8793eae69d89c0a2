package pricing

import (
	"fmt"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// A Ref points to a part of an aggregate of another package, such as {"swot.strategy", "<uuid>/SO1"}. The zero value
// points to nothing.
type Ref struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

// A Price is a row of a fare sheet: what a brand costs in a market, normally and on promotion. The zero value is invalid.
type Price struct {
	Market string `json:"market" validate:"required,text_size=100,clean"`
	Brand  string `json:"brand" validate:"required,text_size=100,clean"`
	Normal Money  `json:"normal" validate:"mpos"`
	Promo  Money  `json:"promo,omitzero" validate:"mnneg"` // the zero Money says that there is no promotion
	Note   string `json:"note,omitempty" validate:"text_size=10000,clean"`
}

// Depth returns what the promotion saves as a share of the normal price, exactly, and false if there is no promotion:
// none given, one that saves nothing, or prices that do not go together.
func (p Price) Depth() (Percent, bool) {
	if order, err := p.Promo.Cmp(p.Normal); err != nil || order >= 0 {
		return Percent{}, false
	}
	saved, err := p.Normal.Sub(p.Promo)
	if err != nil {
		return Percent{}, false
	}
	depth, err := PercentOf(saved, p.Normal)
	return depth, err == nil
}

// paid returns what is paid while the promotion lasts.
func (p Price) paid() Money {
	if p.Promo == (Money{}) {
		return p.Normal
	}
	return p.Promo
}

// A Table is a fare sheet: one [Price] for each market and brand, all in one currency, 100,000 at most. The order of the
// rows is kept. The zero value is empty and valid.
type Table []Price

// Depth returns what the promotions save of all normal prices together: 1 - Σ promotional/Σ normal, where a price without
// promotion counts at its normal one. It returns the faults of [Table.Validate], and [ErrZero] for an empty table.
func (t Table) Depth() (Percent, error) {
	if err := t.Validate(); err != nil {
		return Percent{}, err
	}
	var normal, paid Money
	for _, p := range t {
		var err, err2 error
		normal, err = normal.Add(p.Normal)
		paid, err2 = paid.Add(p.paid())
		if err != nil || err2 != nil {
			return Percent{}, fmt.Errorf("pricing: depth of table: %w", ErrRange)
		}
	}
	saved, err := normal.Sub(paid)
	if err != nil {
		return Percent{}, fmt.Errorf("pricing: depth of table: %w", err)
	}
	return PercentOf(saved, normal)
}

// A Claim says how an announced "up to" stands in a market. The zero value claims nothing.
type Claim struct {
	Market     string  // "" for the whole table
	Best       Percent // the deepest promotion, 0 where there is none
	Rows       int     // prices
	Offers     int     // prices on promotion
	MetBy      []Price // exactly as deep as announced
	ExceededBy []Price // deeper
}

// True reports whether somebody gets what was announced, or more.
func (c Claim) True() bool { return len(c.MetBy)+len(c.ExceededBy) > 0 }

// CheckClaim holds an announced "up to" against each market, in the order in which the table names them, and last against
// the whole table. It returns the faults of [Table.Validate].
func (t Table) CheckClaim(upTo Percent) ([]Claim, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	claims := []Claim{}
	at := map[string]int{}
	whole := Claim{}
	for _, p := range t {
		i, known := at[p.Market]
		if !known {
			i = len(claims)
			at[p.Market] = i
			claims = append(claims, Claim{Market: p.Market})
		}
		claims[i].count(p, upTo)
		whole.count(p, upTo)
	}
	return append(claims, whole), nil
}

// count adds a price to the claim.
func (c *Claim) count(p Price, upTo Percent) {
	c.Rows++
	depth, ok := p.Depth()
	if !ok {
		return
	}
	c.Offers++
	if depth.Cmp(c.Best) > 0 {
		c.Best = depth
	}
	switch depth.Cmp(upTo) {
	case 0:
		c.MetBy = append(c.MetBy, p)
	case 1:
		c.ExceededBy = append(c.ExceededBy, p)
	}
}

// Markdown returns the table with the depth of each promotion, "none" where there is none, and the notes if any row has
// one. It does not ask for a valid table.
func (t Table) Markdown() string {
	header := []string{"Market", "Brand", "Normal", "Promotion", "Saving", "Depth"}
	noted := slices.ContainsFunc(t, func(p Price) bool { return p.Note != "" })
	if noted {
		header = append(header, "Note")
	}
	var rows [][]string
	for _, p := range t {
		depth, saving := "none", ""
		if d, ok := p.Depth(); ok {
			saved, _ := p.Normal.Sub(p.Promo) // Depth has subtracted them
			depth, saving = d.String(), saved.String()
		}
		row := []string{p.Market, p.Brand, p.Normal.String(), p.Promo.String(), saving, depth}
		if noted {
			row = append(row, p.Note)
		}
		rows = append(rows, row)
	}
	return markdown.Table("llrrrr", header, rows)
}
