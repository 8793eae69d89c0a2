package promise

import (
	"math"
	"slices"
)

// compareSpecs says whether a specification asks for more than another, for less, or for something else; 0 for the same.
func compareSpecs(from, to Specification) ChangeKind {
	higher := to.Coverage.Cmp(from.Coverage)
	switch fewer, more := to.Target.within(from.Target), from.Target.within(to.Target); {
	case from.Unit != to.Unit:
		return Replaced
	case fewer && more && higher == 0:
		return 0
	case fewer && higher >= 0:
		return Tightened
	case more && higher <= 0:
		return Loosened
	}
	return Replaced
}

// within reports whether every observation that reaches t reaches u too.
func (t Target) within(u Target) bool {
	number := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
	if t.Op == u.Op && number(t.Limit, u.Limit) && number(t.High, u.High) && slices.Equal(t.Choices, u.Choices) {
		return true // also what is no target
	}
	inner, ok := t.span()
	outer, numbers := u.span()
	if ok && numbers {
		return inner.within(outer)
	}
	for _, choice := range t.Choices {
		if !slices.Contains(u.Choices, choice) {
			return false
		}
	}
	return !ok && !numbers && t.words() && u.words()
}

// words reports whether t compares texts.
func (t *Target) words() bool { return t.Op == OneOf || t.Op == Exactly && len(t.Choices) > 0 }

// A span is the numbers that reach a target, from low to high, an open end not included.
type span struct {
	low, high         float64
	lowOpen, highOpen bool
}

// span returns the numbers that reach t, and false if it compares something else.
func (t Target) span() (span, bool) {
	below, above := math.Inf(-1), math.Inf(1)
	switch t.Op {
	case AtMost:
		return span{low: below, high: t.Limit}, true
	case Below:
		return span{low: below, high: t.Limit, highOpen: true}, true
	case AtLeast:
		return span{low: t.Limit, high: above}, true
	case Above:
		return span{low: t.Limit, high: above, lowOpen: true}, true
	case Between:
		return span{low: t.Limit, high: t.High}, true
	case Exactly:
		return span{low: t.Limit, high: t.Limit}, len(t.Choices) == 0
	}
	return span{}, false
}

// within reports whether s lies in other.
func (s span) within(other span) bool {
	low := s.low > other.low || s.low == other.low && (s.lowOpen || !other.lowOpen)
	high := s.high < other.high || s.high == other.high && (s.highOpen || !other.highOpen)
	return low && high
}
