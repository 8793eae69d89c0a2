package pricing

import (
	"fmt"
	"sort"
	"time"
)

// A Period is a price from a moment on, until the next period begins. The zero value is invalid.
type Period struct {
	From  time.Time `json:"from"`
	Price Money     `json:"price"`
}

// PriorOptions say which window [PriorPrice] looks back over. The zero value is the default.
type PriorOptions struct {
	Days         int       `json:"days,omitzero"`         // calendar days, 1 to 36525. Defaults to 30.
	ReducedSince time.Time `json:"reducedSince,omitzero"` // when a reduction in steps began. Defaults to the offer's From.
	HalfOpen     bool      `json:"halfOpen,omitzero"`     // leave out a price that ended at the window's first instant
}

// A Prior is the price that a reduction is announced from. The zero value says nothing.
type Prior struct {
	Price        Money     `json:"price,omitzero"` // the lowest in the window
	Since        time.Time `json:"since,omitzero"` // when it was set; of several times the last
	Reduction    Percent   `json:"reduction"`      // what the offer takes off Price, below 0 where it is dearer
	Announceable bool      `json:"announceable"`   // the offer is below Price
	Covered      bool      `json:"covered"`        // the history reaches back to the beginning of the window
}

// historyLimit bounds the periods of a history.
const historyLimit = 100_000

// PriorPrice returns the lowest price in force before an offer, which a seller in the European Union has to name beside an
// announced reduction: the lowest at any moment of
//
//	[S - Days, S], S = opt.ReducedSince, or offer.From
//
// with days counted on the calendar of S's location. A price set before the window that is still valid in it counts, and
// so does one that ended at its first instant unless opt.HalfOpen. What was set at S or later, the offer itself among it,
// does not. Reduction is (Price - offer)/Price.
//
// History is in ascending order of From, 100,000 periods at most. PriorPrice returns [ErrInvalid] for one that does not
// ascend or a ReducedSince after the offer, [ErrRange] for days outside the range, a price of history that is not above 0
// or an offer below 0, [ErrCurrency] for a price of no currency, a [MismatchError] for two, [ErrLimit] for too long a
// history and [ErrHistory] if no price was known before S. It is a computation, not legal advice.
// Reference: Directive 98/6/EC, article 6a; CJEU, C-330/23 (2024).
func PriorPrice(history []Period, offer Period, opt PriorOptions) (Prior, error) {
	start := offer.From // of the reduction
	if !opt.ReducedSince.IsZero() {
		start = opt.ReducedSince
	}
	days := opt.Days
	if days == 0 {
		days = 30
	}
	if err := checkPrior(history, offer, start, days); err != nil {
		return Prior{}, fmt.Errorf("pricing: prior price: %w", err)
	}
	opens := start.AddDate(0, 0, -days)
	known := sort.Search(len(history), func(i int) bool { return !history[i].From.Before(start) })
	if known == 0 {
		return Prior{}, fmt.Errorf("pricing: prior price: %w before %s", ErrHistory, start.Format(time.DateOnly))
	}
	lowest := history[known-1]
	for i := known - 2; i >= 0; i-- {
		ended := history[i+1].From.Compare(opens)
		if ended < 0 || ended == 0 && opt.HalfOpen {
			break
		}
		if history[i].Price.units < lowest.Price.units {
			lowest = history[i]
		}
	}
	saved, err := lowest.Price.Sub(offer.Price)
	if err != nil {
		return Prior{}, fmt.Errorf("pricing: prior price: %w", err)
	}
	reduction, err := PercentOf(saved, lowest.Price)
	if err != nil {
		return Prior{}, fmt.Errorf("pricing: prior price: %w", err)
	}
	return Prior{lowest.Price, lowest.From, reduction, saved.Sign() > 0, history[0].From.Compare(opens) <= 0}, nil
}

// checkPrior names the first field that is wrong.
func checkPrior(history []Period, offer Period, start time.Time, days int) error {
	switch {
	case days < 1 || days > 36525:
		return fmt.Errorf("days %d outside 1 to 36525: %w", days, ErrRange)
	case start.Compare(offer.From) > 0:
		return fmt.Errorf("reducedSince after offer.from: %w", ErrInvalid)
	case offer.Price.code == [3]byte{}:
		return fmt.Errorf("offer.price: %w", ErrCurrency)
	case offer.Price.units < 0:
		return fmt.Errorf("offer.price below 0: %w", ErrRange)
	case len(history) > historyLimit:
		return fmt.Errorf("%d periods of history: %w", len(history), ErrLimit)
	}
	for i := range history {
		p := &history[i]
		switch {
		case p.Price.code != offer.Price.code:
			if p.Price.code == [3]byte{} {
				return fmt.Errorf("history[%d].price: %w", i, ErrCurrency)
			}
			return fmt.Errorf("history[%d].price: %w", i, MismatchError{p.Price.Currency(), offer.Price.Currency()})
		case p.Price.units <= 0:
			return fmt.Errorf("history[%d].price not above 0: %w", i, ErrRange)
		case i > 0 && p.From.Compare(history[i-1].From) <= 0:
			return fmt.Errorf("history[%d].from not after the one before: %w", i, ErrInvalid)
		}
	}
	return nil
}
