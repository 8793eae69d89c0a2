package quote

import (
	"slices"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// A Result is the receipt of a quote. It holds the cart and the policy, so it can be stored, verified and refunded from
// by itself, and it round-trips through JSON. The zero value is that of an empty cart without promotions.
//
// Lines stand in the cart's order. Total is what the customer pays: the lines' Net, and their tax where it is excluded.
// Trace has one step for each promotion, in the order of decision. Counters are to be committed with the sale.
// UnknownCodes are those of the cart that no promotion has.
type Result struct {
	Cart         Cart          `json:"cart,omitzero"`
	Policy       Policy        `json:"policy,omitzero"`
	Lines        []LineResult  `json:"lines,omitempty"`
	List         pricing.Money `json:"list,omitzero"`
	Discount     pricing.Money `json:"discount,omitzero"`
	Tax          pricing.Money `json:"tax,omitzero"` // within Total either way
	Total        pricing.Money `json:"total,omitzero"`
	Trace        []Step        `json:"trace,omitempty"`
	Counters     []Counter     `json:"counters,omitempty"`
	UnknownCodes []string      `json:"unknownCodes,omitempty"`
}

// A LineResult is what a line costs. Net = List - Discount, and Discount is the sum of Shares, in the order in which they
// were taken. Floor is the effective floor of a unit: no promotion took it lower.
type LineResult struct {
	ID       string        `json:"id,omitempty"`
	List     pricing.Money `json:"list,omitzero"`
	Discount pricing.Money `json:"discount,omitzero"`
	Net      pricing.Money `json:"net,omitzero"`
	Tax      pricing.Money `json:"tax,omitzero"` // within Net, or on top of it where it is excluded
	Floor    pricing.Money `json:"floor,omitzero"`
	Shares   []Share       `json:"shares,omitempty"`
	// calendar days ahead of departure as counted, nil without one: after JSON, times have lost their location
	Days  *int            `json:"days,omitempty"`
	Fence promotion.Fence `json:"fence,omitzero"` // the strictest of the promotions that took anything off
}

// A Share is what one promotion takes off a line.
type Share struct {
	Promotion string        `json:"promotion,omitempty"`
	Amount    pricing.Money `json:"amount,omitzero"`
	Units     int           `json:"units,omitempty"` // so many became cheaper
	Quota     string        `json:"quota,omitempty"` // key of the band's counter that the units count against, "" for none
}

// A Step says what became of a promotion. Wanted is what it would take off if nothing limited it, Granted what it took.
// Reason is Applied, what clamped it, or the first of the causes that it does not apply. Steps of one receipt may share the
// memory of equal causes, as thousands of promotions may be kept out alike; no two receipts do, nor does the engine.
type Step struct {
	Promotion string        `json:"promotion,omitempty"`
	Reason    Reason        `json:"reason,omitempty"`
	Wanted    pricing.Money `json:"wanted,omitzero"`
	Granted   pricing.Money `json:"granted,omitzero"`
	Causes    []Cause       `json:"causes,omitempty"`
}

// A Cause is one thing that clamped a promotion or kept it from applying. Path leads to it in the promotion's JSON, ""
// where it lies outside, as with an exclusive one. Need and Have count minor units, days, orders or pieces, as
// [Reason] says.
type Cause struct {
	Path   string `json:"path,omitempty"`
	Reason Reason `json:"reason,omitempty"`
	Need   int64  `json:"need,omitempty"`
	Have   int64  `json:"have,omitempty"`
}

// A Counter is a precondition and an update in one: in one transaction with the sale, Add is added to the value of each
// key if the sum stays within Limit; if one does not, nothing is sold and the cart is quoted again. Seen is the value that
// the quote was made with, for those who compare and set. Promotion is the name of the one that it counts for.
type Counter struct {
	Key       string `json:"key,omitempty"`
	Promotion string `json:"promotion,omitempty"`
	Seen      int64  `json:"seen,omitempty"`
	Add       int64  `json:"add,omitempty"`
	Limit     int64  `json:"limit,omitempty"`
}

// Explain returns the step of the promotion of that name, and false if there is none.
func (r Result) Explain(promotion string) (Step, bool) {
	i := slices.IndexFunc(r.Trace, func(s Step) bool { return s.Promotion == promotion })
	if i < 0 {
		return Step{}, false
	}
	step := r.Trace[i]
	step.Causes = slices.Clone(step.Causes)
	return step, true
}
