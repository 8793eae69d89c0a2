package rfm

import (
	"fmt"
	"iter"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// Returns says what a row below 0 means. The zero value is ReturnsNet.
type Returns int

// The policies.
const (
	ReturnsNet    Returns = iota // it lowers the sum of its day; a day of returns alone is no purchase and lowers Total
	ReturnsDrop                  // it is as if it had not been
	ReturnsReject                // it is an error
)

var returnsNames = [...]string{"net", "drop", "reject"} // as ordered above

// String returns the name of p, "net", "drop" or "reject", and "?" for any other value.
func (p Returns) String() string { return enum.String(returnsNames[:], p) }

// MarshalText returns the name of p, or [ErrUnknown] if p is none of the constants.
func (p Returns) MarshalText() ([]byte, error) {
	return enum.Marshal(returnsNames[:], p, "rfm: marshal returns", ErrUnknown)
}

// UnmarshalText sets p to the policy called text. For any other text it returns [ErrUnknown] and leaves p alone.
func (p *Returns) UnmarshalText(text []byte) error {
	return enum.Unmarshal(returnsNames[:], p, text, "rfm: parse returns", ErrUnknown)
}

// ParseReturns returns the policy called text, or [ErrUnknown].
func ParseReturns(text string) (Returns, error) {
	return enum.Parse[Returns](returnsNames[:], text, "rfm: parse returns", ErrUnknown)
}

// Options say how a log is read. The zero value reads all of it, without a holdout.
type Options struct {
	Cut     Day     `json:"cut"`     // the last day observed, itself included. Defaults to [Log.Last]
	End     Day     `json:"end"`     // the last day of the holdout that follows. Defaults to no holdout
	Returns Returns `json:"returns"` // what a row below 0 means
}

// A Customer is what a log says of one customer: his history up to the cut, and what he did after it. Money is in
// minor units. The zero value is nobody.
type Customer struct {
	ID           string `json:"id"`
	First        Day    `json:"first"`        // of the first purchase
	X            int    `json:"x"`            // repeat purchase days up to the cut
	TxDays       int    `json:"txDays"`       // days from the first purchase to the last up to the cut
	TDays        int    `json:"tDays"`        // days from the first purchase to the cut
	Repeat       int64  `json:"repeat"`       // paid on the repeat purchase days
	Total        int64  `json:"total"`        // paid up to the cut, less what was returned
	HoldoutX     int    `json:"holdoutX"`     // purchase days after the cut, to the end
	HoldoutSpend int64  `json:"holdoutSpend"` // paid after the cut, to the end, less what was returned
}

// History returns what the models need to know of c.
func (c Customer) History() lifetime.History {
	return lifetime.History{X: c.X, Tx: lifetime.Span(c.TxDays), T: lifetime.Span(c.TDays)}
}

// Spend returns the mean amount of the repeat purchase days, in units of money of so many minor digits; false if there
// is none or it is not above 0, or for digits outside 0 to 8.
func (c Customer) Spend(digits int32) (lifetime.Spend, bool) {
	if c.X <= 0 || c.Repeat <= 0 || digits < 0 || digits > 8 {
		return lifetime.Spend{}, false
	}
	powers := [...]float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8}
	return lifetime.Spend{X: c.X, Mean: float64(c.Repeat) / powers[digits] / float64(c.X)}, true
}

// Customers returns the customers who bought first up to the cut, ascending by ID: the cohort. All rows of a customer on
// one day are one purchase, and a row of amount 0 is a purchase. A row after the cut is in the holdout, one after the
// end is nothing. It yields one error and ends: [ErrDay] for a cut or an end that is no day or an end before the cut,
// [ErrNoData] for an empty log without a cut, [ErrUnknown] for no policy of returns, [ErrReturn] for a return that it
// forbids. The log must not be changed while it is walked.
func (l *Log) Customers(o Options) iter.Seq2[Customer, error] {
	return func(yield func(Customer, error) bool) {
		o, err := l.options(o)
		if err != nil {
			yield(Customer{}, fmt.Errorf("rfm: customers: %w", err))
			return
		}
		l.settle()
		for _, number := range l.sorted() {
			c, ok, err := l.customer(number, o)
			if err != nil {
				yield(Customer{}, fmt.Errorf("rfm: customers: %w", err))
				return
			}
			if ok && !yield(c, nil) {
				return
			}
		}
	}
}

// Histogram returns the histories of the cohort, which the models are fitted to. Its errors are those of Customers.
func (l *Log) Histogram(o Options) (*lifetime.Histogram, error) {
	var g lifetime.Histogram
	err := l.each(o, func(c Customer) error { return g.Add(c.History(), 1) })
	if err != nil {
		return nil, fmt.Errorf("rfm: histogram: %w", err)
	}
	return &g, nil
}

// each calls do with the cohort, in the order of first rows.
func (l *Log) each(o Options, do func(c Customer) error) error {
	o, err := l.options(o)
	if err != nil {
		return err
	}
	l.settle()
	for number := range int32(len(l.roll.members)) {
		c, ok, err := l.customer(number, o)
		if err == nil && ok {
			err = do(c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// options returns o with its default cut, checked.
func (l *Log) options(o Options) (Options, error) {
	if o.Returns < ReturnsNet || o.Returns > ReturnsReject {
		return o, fmt.Errorf("%w %d", ErrUnknown, o.Returns)
	}
	if o.Cut == 0 {
		if o.Cut = l.Last(); o.Cut == 0 {
			return o, fmt.Errorf("empty log: %w", ErrNoData)
		}
	}
	if !o.Cut.valid() || o.End != 0 && (!o.End.valid() || o.End < o.Cut) {
		return o, fmt.Errorf("cut %d, end %d: %w", o.Cut, o.End, ErrDay)
	}
	return o, nil
}

// customer returns what the settled rows say of a customer, and whether he is in the cohort.
func (l *Log) customer(number int32, o Options) (c Customer, ok bool, err error) {
	c.ID = l.roll.members[number].name
	var last Day
	for _, r := range l.of(number) {
		if r.on > max(o.Cut, o.End) {
			break
		}
		if r.returned() && o.Returns == ReturnsReject {
			return c, false, fmt.Errorf("%.40q on %v: %w", c.ID, r.on, ErrReturn)
		}
		if r.returned() && o.Returns == ReturnsDrop {
			continue
		}
		switch {
		case r.on > o.Cut:
			c.HoldoutSpend += r.minor
			if !r.returned() {
				c.HoldoutX++
			}
			continue
		case !r.returned() && c.First == 0:
			c.First, last = r.on, r.on
		case !r.returned():
			c.X++
			c.Repeat += r.minor
			last = r.on
		case r.on == last && r.on > c.First: // of a repeat purchase of that day, which comes before it
			c.Repeat += r.minor
		}
		c.Total += r.minor
	}
	if c.First == 0 {
		return c, false, nil
	}
	c.TxDays, c.TDays = int(last-c.First), int(o.Cut-c.First)
	return c, true, nil
}
