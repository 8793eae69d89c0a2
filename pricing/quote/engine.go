package quote

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// An Engine is a list of promotions and a policy, compiled. It is immutable and safe for concurrent use; make it by
// [New], once for many carts. The zero value quotes without promotions.
type Engine struct {
	policy Policy
	promos []promo   // as given
	order  []int32   // of decision: the more exclusive first, then by priority, then by name
	ranks  []int32   // by priority, then by name
	groups [][]int32 // members in the order of decision
	nodes  []node
	atoms  map[atom]int32
	asked  [properties]bool
	codes  map[string]int32  // folded
	clocks bool              // some calendar looks at departures
	deps   bool              // some band has a quota
	shared int64             // common denominator of percentages that are summed
	gates  []gate            // by promotion
	paths  []string          // to the atoms of gates
	pool   sync.Pool         // of quotings, for their memory
	texts  map[string]string // of paths, nil once compiled
}

// A promo is a promotion, compiled.
type promo struct {
	name        string
	id          uuid.UUID
	code, group int32 // none, or where it stands
	from, until time.Time
	when, on    int32
	charges     bool
	exclusive   promotion.Exclusive
	currency    pricing.Money // any amount in its currency; zero for none
	limits      promotion.Limits
	limited     bool
	fence       promotion.Fence
	give        give
	additive    bool
	priority    int
}

// New compiles promotions and a policy. Names and identities are unique. Its errors are [ErrLimit] for more than 10,000
// promotions and for percentages whose common denominator is beyond 1e14 where they have to be summed, and [ErrInvalid]
// with every fault at once and its path, as in Engine.promotions[3].give.tiers[1].off; with [promotion.ErrInvalid] too
// if there are promotions with faults. Tags: unique, for a name or an identity that stands twice. Cost: some microseconds
// a promotion.
func New(promos []promotion.Promotion, p Policy) (*Engine, error) {
	if len(promos) > mostPromotions {
		return nil, fmt.Errorf("quote: new engine: %d promotions: %w", len(promos), ErrLimit)
	}
	if err := faultsOf(promos, p); err != nil {
		return nil, err
	}
	e := &Engine{policy: p.clone(), promos: make([]promo, len(promos)), gates: make([]gate, len(promos)), atoms: map[atom]int32{}, codes: map[string]int32{}, shared: 1, texts: map[string]string{}}
	groups, paths := map[string]int32{}, map[string]int32{}
	for i := range promos {
		if err := e.compile(i, &promos[i], groups); err != nil {
			return nil, fmt.Errorf("quote: new engine: promotions[%d].give: %w", i, err)
		}
		e.gate(i, &promos[i], paths)
	}
	e.texts = nil
	e.arrange(len(groups))
	return e, nil
}

// mostPromotions is what an engine may hold.
const mostPromotions = 10_000

// faultsOf returns every fault of promotions and a policy.
func faultsOf(promos []promotion.Promotion, p Policy) error {
	invalid := ErrInvalid
	names, ids := make(map[string]bool, len(promos)), make(map[[16]byte]bool, len(promos))
	var faulty []func(sl validator.StructLevel)
	for i := range promos {
		path := "promotions[" + strconv.Itoa(i) + "]"
		if err := promos[i].Validate(); err != nil {
			invalid = errPromotion
			faulty = append(faulty, func(sl validator.StructLevel) { declare.Nested(sl, err, path) })
		}
		id := promos[i].Identity()
		if names[promos[i].Name] {
			faulty = append(faulty, func(sl validator.StructLevel) {
				sl.ReportError(promos[i].Name, path+".name", path+".name", "unique", "")
			})
		} else if ids[id] {
			faulty = append(faulty, func(sl validator.StructLevel) { sl.ReportError(id, path+".id", path+".id", "unique", "") })
		}
		names[promos[i].Name], ids[id] = true, true
	}
	if err := p.Validate(); err != nil {
		faulty = append(faulty, func(sl validator.StructLevel) { declare.Nested(sl, err, "policy") })
	}
	if faulty == nil {
		return nil
	}
	return collect(faulty, invalid)
}

// collect returns the faults that are reported, sorted, under the name of an engine.
func collect(faulty []func(sl validator.StructLevel), invalid error) error {
	type Engine struct{ _ struct{} }
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		for _, report := range faulty {
			report(sl)
		}
	}, Engine{})
	return declare.Check(v, Engine{}, "quote: new engine", invalid)
}

// clone returns p with percentages of its own.
func (p Policy) clone() Policy {
	for _, guard := range []**pricing.Percent{&p.MaxDepth, &p.MinMargin} {
		if *guard != nil {
			value := **guard
			*guard = &value
		}
	}
	return p
}

// arrange puts the promotions in their orders.
func (e *Engine) arrange(groups int) {
	for i := range e.promos {
		e.order = append(e.order, int32(i))
	}
	byRank := func(a, b int32) int {
		p, q := &e.promos[a], &e.promos[b]
		return cmp.Or(cmp.Compare(q.priority, p.priority), cmp.Compare(p.name, q.name))
	}
	slices.SortFunc(e.order, byRank)
	e.ranks = slices.Clone(e.order)
	slices.SortStableFunc(e.order, func(a, b int32) int {
		return cmp.Compare(e.promos[b].exclusive, e.promos[a].exclusive)
	})
	e.groups = make([][]int32, groups)
	for _, i := range e.order {
		if g := e.promos[i].group; g != none {
			e.groups[g] = append(e.groups[g], i)
		}
	}
}

// fold returns code in the form in which codes are compared: without case.
func fold(code string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return unicode.ToLower(r)
		}
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		if least < 0x80 { // as the Kelvin sign, which is a k
			return unicode.ToLower(least)
		}
		return least
	}, code)
}
