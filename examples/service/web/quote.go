package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// A cartBody is what somebody wants to buy. The price and the moment of purchase are the service's to say.
type cartBody struct {
	ID       uuid.UUID  `json:"id"` // of the sale; makes buying twice by mistake impossible
	Customer string     `json:"customer"`
	Codes    []string   `json:"codes"`
	Lines    []lineBody `json:"lines"`
}

type lineBody struct {
	ID      string    `json:"id"`
	Brand   string    `json:"brand"`
	Market  string    `json:"market"`
	Units   int       `json:"units"`
	Departs time.Time `json:"departs"` // on the hour
}

const linesAtOnce = 50

// cart makes the library's cart of body, and the counters of the seats that it takes. The engine's own counters, such as
// those of a quota, come with the quote.
func (s *Server) cart(body cartBody) (quote.Cart, []quote.Counter, error) {
	now, wrong := s.Now().In(seeds.ADOZone()), Problem{Type: "invalid"}
	c := quote.Cart{ID: body.ID, At: now, Customer: body.Customer, Codes: body.Codes}
	if n := len(body.Lines); n == 0 || n > linesAtOnce {
		return c, nil, invalid("lines", "limit")
	}
	var seats []quote.Counter
	taken := map[string]int{} // index of the counter by its key
	for i, l := range body.Lines {
		fault := func(field, code string) {
			wrong.Errors = append(wrong.Errors, Fault{Path: fmt.Sprintf("lines[%d].%s", i, field), Code: code})
		}
		line, ok := s.Company.Line(l.Brand, l.Market)
		if !ok {
			fault("brand", "unknown")
			continue
		}
		departs := l.Departs.In(seeds.ADOZone())
		if !departs.After(now) || departs.After(now.AddDate(1, 0, 0)) {
			fault("departs", "range")
		} else if !departs.Equal(departs.Truncate(time.Hour)) {
			fault("departs", "timetable")
		}
		if l.Units < 1 || int64(l.Units) > line.Seats {
			fault("units", "range")
		}
		c.Lines = append(c.Lines, quote.Line{ID: l.ID, Unit: line.Price, Units: l.Units, Brand: l.Brand, Market: l.Market, Departs: departs})
		key := "seats/" + url.PathEscape(l.Brand) + "/" + url.PathEscape(l.Market) + "/" + departs.UTC().Format(time.RFC3339)
		at, again := taken[key]
		if !again {
			at, taken[key] = len(seats), len(seats)
			seats = append(seats, quote.Counter{Key: key, Limit: line.Seats})
		}
		seats[at].Add += int64(l.Units)
	}
	if wrong.Errors != nil {
		return c, nil, problemError{wrong}
	}
	return c, seats, c.Validate()
}

// An order is a cart with the counters of its seats, and the names of all counters that its quote looks at.
type order struct {
	cart  quote.Cart
	seats []quote.Counter
	names []string
}

func (s *Server) order(body cartBody) (o order, err error) {
	if o.cart, o.seats, err = s.cart(body); err != nil {
		return o, err
	}
	o.names, err = s.Company.Engine.CounterKeys(o.cart)
	for _, counter := range o.seats {
		o.names = append(o.names, counter.Key)
	}
	return o, err
}

// decide quotes an order where so much of the counters is used, and says what the sale would move.
func (s *Server) decide(o order, used map[string]int64) (store.Sale, error) {
	for _, counter := range o.seats {
		if used[counter.Key]+counter.Add > counter.Limit {
			return store.Sale{}, store.ErrSoldOut
		}
	}
	receipt, err := s.Company.Engine.Quote(o.cart, used)
	if err != nil {
		return store.Sale{}, err
	}
	return store.Sale{Receipt: receipt, Counters: slices.Concat(o.seats, receipt.Counters)}, receipt.Verify()
}

// quote says what a cart costs now. Nothing is reserved.
func (s *Server) quote(w http.ResponseWriter, r *http.Request) error {
	var body cartBody
	if err := read(w, r, smallBody, &body); err != nil {
		return err
	}
	o, err := s.order(body)
	if err != nil {
		return err
	}
	used, err := s.Store.Counters(r.Context(), o.names)
	if err != nil {
		return err
	}
	sale, err := s.decide(o, used)
	if err != nil {
		return err
	}
	return reply(w, http.StatusOK, sale.Receipt)
}

// sell quotes a cart and sells it in the same transaction, so that the price holds and the seats are there.
func (s *Server) sell(w http.ResponseWriter, r *http.Request) error {
	var body cartBody
	if err := read(w, r, smallBody, &body); err != nil {
		return err
	}
	if body.ID == uuid.Nil {
		return invalid("id", "required")
	}
	digest, err := store.Digest(body)
	if err != nil {
		return err
	}
	o, err := s.order(body)
	if err != nil {
		return err
	}
	receipt, sold, err := s.Store.Sell(r.Context(), body.ID, digest, o.names, func(used map[string]int64) (store.Sale, error) {
		return s.decide(o, used)
	})
	if err != nil {
		return err
	}
	return send(w, created(sold), receipt)
}

// receipt shows what was sold.
func (s *Server) receipt(w http.ResponseWriter, r *http.Request) error {
	id, err := identified(r)
	if err != nil {
		return err
	}
	text, err := s.Store.Receipt(r.Context(), id)
	if err != nil {
		return err
	}
	return send(w, http.StatusOK, text)
}
