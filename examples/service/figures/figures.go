// Package figures counts what the store holds, once, into the library's accumulators, and reads the dashboard's figures off
// them. What came in since the last look is counted at the next one, so that a page costs what is new and not what there is.
package figures

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/promise"
)

// Figures serve any number of goroutines, one look at a time. Make them by New.
type Figures struct {
	company *company.Company
	store   *store.Store

	mu           sync.Mutex
	satisfaction satisfaction
	delivery     delivery
	customers    customers
}

// New returns figures that have counted nothing yet.
func New(c *company.Company, s *store.Store) *Figures {
	return &Figures{
		company: c, store: s,
		satisfaction: satisfaction{cells: map[cell]*counts{}},
		delivery:     delivery{reports: map[promise.Key]*promise.Evaluator{}, days: map[dayKey]promise.Tally{}},
	}
}

// A View is one look at the figures. It holds only during the call that it was made for.
type View struct{ f *Figures }

// Look counts what is new and shows it to see.
func (f *Figures) Look(ctx context.Context, see func(View) error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.satisfaction.catchUp(ctx, f.company, f.store); err != nil {
		return err
	}
	if err := f.delivery.catchUp(ctx, f.company, f.store); err != nil {
		return err
	}
	return see(View{f})
}

// A Slice says whose figures are asked for; what is empty is all.
type Slice struct{ Wave, Brand, Market string }

func (s Slice) holds(wave, brand, market string) bool {
	return (s.Wave == "" || s.Wave == wave) && (s.Brand == "" || s.Brand == brand) && (s.Market == "" || s.Market == market)
}

// sorted returns the keys of a map in order.
func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
