package quote

import (
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Reason says what became of a promotion, or what stood in its way. The zero value is invalid.
type Reason uint8

const (
	Applied         Reason = iota + 1 // it took off all that it promises
	ClampedByRest                     // it promises more than was left to pay
	ClampedByFloor                    // a line's Floor
	ClampedByMargin                   // the policy's MinMargin
	ClampedByDepth                    // the policy's MaxDepth
	ClampedByBudget                   // what was left of its budget
	ClampedByQuota                    // what was left of its units, or of a band's quota

	NotStarted       // bought before From
	Ended            // bought at Until or later
	CodeMissing      // its code was not named
	SpendTooLow      // Need, Have: minor units
	QuantityTooLow   // Need, Have: units
	BookedTooLate    // Need, Have: days ahead of departure
	BookedTooEarly   // Need, Have: days ahead of departure
	NoDeparture      // no line departs
	WrongTime        // weekday, hour or season
	NotInSegment     // the customer is in none of the segments
	WrongOrderNumber // Need, Have: orders
	FactFalse        // the caller does not state it
	ExcludedByNot    // the lines that are excluded are all there are
	NoLine           // no line is of the market, brand, tag or ID; or none that may be discounted
	NoCustomer       // it is limited per customer, and he is not known

	CurrencyDiffers    // its amounts are in another currency
	UsesSpent          // Need, Have: uses that are allowed and were made
	CustomerUsesSpent  // the same of this customer
	UnitsSpent         // Need, Have: units that it would take and that are left
	BudgetSpent        // Need, Have: minor units that it would take and that are left
	BlockedByExclusive // by one that applies alone, or because it applies alone itself
	BeatenInGroup      // another of its group took more off
	NotBest            // another one applies, and only one does
	NothingLeft        // there is nothing to take off

	NonMonotoneTiers  // a larger quantity or amount costs less than a smaller one; only from Audit
	Unreachable       // it, or this part of it, can never apply; only from Audit
	DuplicateCode     // another has the same code; only from Audit
	BandsWithoutFence // cheap for early birds, refundable in money until the end; only from Audit
)

var reasonNames = []string{ // as ordered above
	"", "applied", "clampedByRest", "clampedByFloor", "clampedByMargin", "clampedByDepth", "clampedByBudget", "clampedByQuota",
	"notStarted", "ended", "codeMissing", "spendTooLow", "quantityTooLow", "bookedTooLate", "bookedTooEarly", "noDeparture",
	"wrongTime", "notInSegment", "wrongOrderNumber", "factFalse", "excludedByNot", "noLine", "noCustomer", "currencyDiffers",
	"usesSpent", "customerUsesSpent", "unitsSpent", "budgetSpent", "blockedByExclusive", "beatenInGroup", "notBest", "nothingLeft",
	"nonMonotoneTiers", "unreachable", "duplicateCode", "bandsWithoutFence",
}

// String returns the name of r, such as "bookedTooLate", "" for the zero value and "?" for another value.
func (r Reason) String() string { return enum.String(reasonNames, r) }

// MarshalText returns the name of r, or [ErrUnknown].
func (r Reason) MarshalText() ([]byte, error) {
	return enum.Marshal(reasonNames, r, "quote: marshal reason", ErrUnknown)
}

// UnmarshalText sets r to the reason called text. For any other text it returns [ErrUnknown] and leaves r alone.
func (r *Reason) UnmarshalText(text []byte) error {
	return enum.Unmarshal(reasonNames, r, text, "quote: parse reason", ErrUnknown)
}

// ParseReason returns the reason called text, or [ErrUnknown].
func ParseReason(text string) (Reason, error) {
	return enum.Parse[Reason](reasonNames, text, "quote: parse reason", ErrUnknown)
}

// clamps reports whether r is that of a promotion that would have taken more.
func (r Reason) clamps() bool { return r >= ClampedByRest && r <= ClampedByQuota }

// near reports whether a customer could still do something about r: spend more, take more, name a code, book earlier.
func (r Reason) near() bool {
	return slices.Contains([]Reason{SpendTooLow, QuantityTooLow, CodeMissing, BookedTooLate, BookedTooEarly}, r)
}
