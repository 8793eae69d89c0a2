package quote

import (
	"slices"
	"strconv"
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// op is the kind of a node.
type op uint8

const (
	opAll op = iota
	opAny
	opNot
	opMatch
	opSpend
	opQuantity
	opCustomer
	opCalendar
	opFact
	opAdvance
)

// none is the place of a condition that is not given.
const none = -1

// A node is a condition, compiled. Which fields count depends on the kind.
type node struct {
	op      op
	each    bool // quantity
	hasMost bool // advance purchase
	path    string
	kids    []int32   // all, any; not, spend, quantity: one, or none
	lists   [][]int32 // match: the atoms of each list that is given
	min     int64     // spend, quantity; from the n-th order; days ahead
	most    int64     // up to the n-th order, 0 for open; days ahead
	names   []string  // segments; the fact
	span    span      // calendar
}

// A span is a calendar, compiled.
type span struct {
	departure   bool
	weekdays    uint8 // a bit each, 0 for any
	start, end  int16 // minutes of the day, end excluded; both 0 for the whole day
	from, until time.Time
}

// holds reports whether a moment, and what its clock shows, falls within s.
func (s *span) holds(t time.Time, weekday time.Weekday, minute int16) bool {
	if s.weekdays != 0 && s.weekdays>>weekday&1 == 0 {
		return false
	}
	if s.start < s.end && (minute < s.start || minute >= s.end) || s.start > s.end && minute < s.start && minute >= s.end {
		return false
	}
	return within(t, s.from, s.until)
}

// within reports whether t is in [from, until), a zero time an open end.
func within(t, from, until time.Time) bool {
	return (from.IsZero() || !t.Before(from)) && (until.IsZero() || t.Before(until))
}

// minuteOf returns the minutes of an hour such as "22:00", 0 for "".
func minuteOf(hour string) int16 {
	if hour == "" {
		return 0
	}
	h, _ := strconv.Atoi(hour[:2]) // the declaration was checked
	m, _ := strconv.Atoi(hour[3:])
	return int16(60*h + m)
}

// An atom is one value of one property of a line: a market, a brand, a tag or an ID.
type atom struct {
	property property
	value    string
}

type property uint8

const (
	market property = iota
	brand
	tag
	lineID
	properties
)

// atomOf returns the number of an atom, a new one if need be.
func (e *Engine) atomOf(a atom) int32 {
	if n, ok := e.atoms[a]; ok {
		return n
	}
	n := int32(len(e.atoms))
	e.atoms[a] = n
	e.asked[a.property] = true
	return n
}

// text returns the engine's own text that is equal: thousands of paths are, and one is enough for the garbage collector.
func (e *Engine) text(text string) string {
	if known, ok := e.texts[text]; ok {
		return known
	}
	e.texts[text] = text
	return text
}

// condition compiles c, which has no fault, and returns its place; nil is none.
func (e *Engine) condition(c promotion.Condition, path string) int32 {
	if c == nil {
		return none
	}
	n := node{path: e.text(path)}
	kid := func(c promotion.Condition) {
		if c != nil {
			n.kids = []int32{e.condition(c, path+".of")}
		}
	}
	kids := func(of []promotion.Condition) {
		for i, c := range of {
			n.kids = append(n.kids, e.condition(c, path+".of["+strconv.Itoa(i)+"]"))
		}
	}
	switch c := c.(type) {
	case promotion.All:
		n.op = opAll
		kids(c.Of)
	case promotion.Any:
		n.op = opAny
		kids(c.Of)
	case promotion.Not:
		n.op = opNot
		kid(c.Of)
	case promotion.Match:
		n.op = opMatch
		for p, values := range [...][]string{c.Markets, c.Brands, c.Tags, c.Lines} {
			var list []int32
			for _, value := range values {
				list = append(list, e.atomOf(atom{property(p), value}))
			}
			if list != nil {
				n.lists = append(n.lists, list)
			}
		}
	case promotion.Spend:
		n.op, n.min = opSpend, c.Min.Minor()
		kid(c.Of)
	case promotion.Quantity:
		n.op, n.min, n.each = opQuantity, int64(c.Min), c.EachLine
		kid(c.Of)
	case promotion.Customer:
		n.op, n.min, n.most, n.names = opCustomer, int64(c.OrderFrom), int64(c.OrderTo), slices.Clone(c.Segments)
	case promotion.Calendar:
		n.op = opCalendar
		n.span = span{c.Departure, 0, minuteOf(c.Start), minuteOf(c.End), c.From, c.Until}
		for _, day := range c.Weekdays {
			n.span.weekdays |= 1 << day
		}
		e.clocks = e.clocks || c.Departure
	case promotion.Fact:
		n.op, n.names = opFact, []string{c.Name}
	case promotion.AdvancePurchase:
		n.op, n.min = opAdvance, int64(c.MinDays)
		if c.MaxDays != nil {
			n.hasMost, n.most = true, int64(*c.MaxDays)
		}
	}
	e.nodes = append(e.nodes, n)
	return int32(len(e.nodes) - 1)
}
