package quote

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// String says in one plain sentence what became of a promotion, without a full stop: "MX50 not applied: needs 30 days
// before departure, has 12".
func (s Step) String() string {
	switch {
	case s.Reason == Applied:
		return s.Promotion + " takes off " + s.Granted.String()
	case s.Granted.Sign() > 0:
		return s.Promotion + " takes off " + s.Granted.String() + " of " + s.Wanted.String() + ": " + s.texts()
	}
	return s.Promotion + " not applied: " + s.texts()
}

// texts returns the causes in words.
func (s Step) texts() string {
	var all []string
	for _, c := range s.Causes {
		all = append(all, c.text(s.Wanted.Currency()))
	}
	if len(all) == 0 {
		return s.Reason.words()
	}
	return strings.Join(all, "; ")
}

// text returns a cause in words, its amounts in a currency.
func (c Cause) text(currency string) string {
	need, have := strconv.FormatInt(c.Need, 10), strconv.FormatInt(c.Have, 10)
	switch c.Reason {
	case SpendTooLow:
		return "needs " + amount(c.Need, currency) + ", has " + amount(c.Have, currency)
	case QuantityTooLow:
		return "needs " + count(c.Need, "unit") + ", has " + have
	case BookedTooLate:
		return "needs " + count(c.Need, "day") + " before departure, has " + have
	case BookedTooEarly:
		return "needs at most " + count(c.Need, "day") + " before departure, has " + have
	case WrongOrderNumber:
		return "not for order number " + have
	case UsesSpent:
		return "its limit of " + count(c.Need, "use") + " is reached"
	case CustomerUsesSpent:
		return "the customer has had it " + count(c.Have, "time") + ", at most " + need
	case UnitsSpent:
		return "needs " + count(c.Need, "unit") + ", " + have + " are left"
	case BudgetSpent:
		return "needs " + amount(c.Need, currency) + ", " + amount(c.Have, currency) + " of its budget are left"
	}
	if c.Need == 0 && c.Have == 0 || c.Reason.clamps() {
		return c.Reason.words()
	}
	return c.Reason.words() + " (needs " + need + ", has " + have + ")"
}

// amount returns minor units of a currency, bare where there is none.
func amount(units int64, currency string) string {
	m, err := pricing.FromMinor(units, currency)
	if err != nil {
		return strconv.FormatInt(units, 10)
	}
	return m.String()
}

// count returns a number of things.
func count(n int64, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.FormatInt(n, 10) + " " + thing
}

var reasonWords = []string{ // as the reasons are ordered
	"", "applied", "there is no more to pay", "a line's floor holds the rest", "the margin holds the rest",
	"the greatest depth holds the rest", "the rest of its budget is spent", "the rest of its quota is spent",
	"not yet sold", "no longer sold", "its code was not named", "spend too low", "too few units", "booked too late",
	"booked too early", "nothing departs", "not at this time", "the customer is in none of its segments",
	"not for this order", "its fact does not hold", "only what it excludes", "no line that it is for",
	"the customer is not known", "it is in another currency", "its uses are spent", "the customer's uses are spent",
	"its units are spent", "its budget is spent", "not together with another one", "another of its group takes off more",
	"another one applies, and only one does", "nothing to take off",
	"a larger quantity costs less than a smaller one", "can never apply", "another promotion has the same code",
	"early birds may return at any time for money",
}

// words returns a reason in words.
func (r Reason) words() string {
	if int(r) >= len(reasonWords) {
		return "?"
	}
	return reasonWords[r]
}

// A NearMiss is a promotion that a customer misses by something he can still do: spend or take more, name a code, book
// earlier. Saves is how much less he would pay for the same cart.
type NearMiss struct {
	Promotion string        `json:"promotion,omitempty"`
	Cause     Cause         `json:"cause,omitzero"`
	Saves     pricing.Money `json:"saves,omitzero"`
}

// String says what is missing: "35.00 MXN more gives FREESHIP".
func (m NearMiss) String() string {
	missing := m.Cause.Need - m.Cause.Have
	switch m.Cause.Reason {
	case SpendTooLow:
		return amount(missing, m.Saves.Currency()) + " more gives " + m.Promotion
	case QuantityTooLow:
		verb := " give "
		if missing == 1 {
			verb = " gives "
		}
		return count(missing, "more unit") + verb + m.Promotion
	case BookedTooLate:
		return "booking " + count(missing, "day") + " earlier gives " + m.Promotion
	case BookedTooEarly:
		return "booking " + count(-missing, "day") + " later gives " + m.Promotion
	case CodeMissing:
		return "its code gives " + m.Promotion
	}
	return m.Promotion + ": " + m.Cause.text(m.Saves.Currency())
}

// Markdown returns the receipt as two tables: what each line costs, the order last, and what became of each promotion. It
// does not ask for a sound receipt.
func (r Result) Markdown() string {
	var rows [][]string
	for i, l := range r.Lines {
		units, brand := "", ""
		if i < len(r.Cart.Lines) {
			units, brand = strconv.Itoa(r.Cart.Lines[i].Units), r.Cart.Lines[i].Brand
		}
		var shares []string
		for _, s := range l.Shares {
			shares = append(shares, s.Promotion+" "+s.Amount.String())
		}
		rows = append(rows, []string{
			l.ID, brand, units, l.List.String(), l.Discount.String(), l.Net.String(), l.Tax.String(), strings.Join(shares, ", "),
		})
	}
	rows = append(rows, []string{"Total", "", "", r.List.String(), r.Discount.String(), r.Total.String(), r.Tax.String()})
	out := markdown.Table("llrrrrrl", []string{"Line", "Brand", "Units", "List", "Discount", "Net", "Tax", "Promotions"}, rows)
	if len(r.Trace) == 0 {
		return out
	}
	rows = nil
	for _, s := range r.Trace {
		rows = append(rows, []string{s.Promotion, s.Wanted.String(), s.Granted.String(), strings.TrimPrefix(s.String(), s.Promotion+" ")})
	}
	return fmt.Sprintf("%s\n%s", out, markdown.Table("lrrl", []string{"Promotion", "Wanted", "Granted", "What became of it"}, rows))
}
