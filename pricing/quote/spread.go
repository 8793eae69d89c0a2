package quote

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A part is who takes part in a division: a weight, the most that it can take, and what it has got. Weights are amounts,
// or few, so that their sum is within 2^62.
type part struct {
	weight, most, got int64
	cut               wide // what was cut from its exact share, in units of 1/Σweights
}

// A spreader divides amounts as [pricing.Allocate] does, to the unit, in memory that it keeps, and in n steps where no
// most binds. It is not Allocate, because a quote divides thousands of times: on bare minor units, without making slices
// of amounts and caps, for runs of like units at once, and in a quickselect where Allocate sorts. The two share no code
// that would be simpler for both; the slow oracle of the tests, which calls Allocate, holds them together.
type spreader struct {
	how   pricing.Leftover
	order []int32
}

// spread divides total over parts in multiples of step and returns what they cannot take.
func (s *spreader) spread(parts []part, total, step int64) (rest int64) {
	weights, room := int64(0), int64(0)
	for i := range parts {
		p := &parts[i]
		p.got, p.cut = 0, wide{}
		weights += p.weight
		if p.weight > 0 {
			room = sum(room, p.most-p.most%step)
		}
	}
	if total >= room {
		for i := range parts {
			if p := &parts[i]; p.weight > 0 {
				p.got = p.most - p.most%step
			}
		}
		return total - room
	}
	left, bound := s.shares(parts, total, weights, step)
	if bound {
		left = s.capped(parts, total, weights, step)
	}
	for left >= step {
		left = s.hand(parts, left, step)
	}
	return left
}

// shares gives each part its exact share of total, cut down to whole steps, and returns what is left. It gives up where a
// most binds.
func (s *spreader) shares(parts []part, total, weights, step int64) (left int64, bound bool) {
	left = total
	for i := range parts {
		p := &parts[i]
		high, low := bits.Mul64(uint64(total), uint64(p.weight))
		whole, cut := bits.Div64(high, low, uint64(weights)) // weight ≤ weights: at most total
		if int64(whole) > p.most || int64(whole) == p.most && cut > 0 {
			return 0, true
		}
		p.set(int64(whole), cut, weights, step)
		left -= p.got
	}
	return left, false
}

// set gives p a share of whole and cut/weights, cut down to whole steps.
func (p *part) set(whole int64, cut uint64, weights, step int64) {
	if step == 1 {
		p.got, p.cut = whole, wide{0, cut}
		return
	}
	p.got = whole - whole%step
	p.cut = times(whole%step, weights).plus(wide{0, cut})
}

// capped is shares where a most may bind: those that bind first come first, and filling them leaves the others no more
// to share than before.
func (s *spreader) capped(parts []part, total, weights, step int64) (left int64) {
	order := s.order[:0]
	for i := range parts {
		if parts[i].weight > 0 { // one without would be equal to all
			order = append(order, int32(i))
		}
	}
	s.order = order
	slices.SortFunc(order, func(a, b int32) int {
		p, q := &parts[a], &parts[b]
		x, y := times(p.most, q.weight), times(q.most, p.weight)
		return cmp.Or(x.compare(y), cmp.Compare(a, b))
	})
	left, open := total, total
	for _, i := range order {
		p := &parts[i]
		exact := times(open, p.weight)
		if times(p.most, weights).compare(exact) <= 0 {
			open, weights = open-p.most, weights-p.weight
			p.got, p.cut = p.most-p.most%step, wide{}
		} else {
			whole, cut := bits.Div64(exact.high, exact.low, uint64(weights))
			p.set(int64(whole), cut, weights, step)
		}
		left -= p.got
	}
	return left
}

// compare orders two numbers.
func (w wide) compare(v wide) int {
	return cmp.Or(cmp.Compare(w.high, v.high), cmp.Compare(w.low, v.low))
}

// all returns the places of n parts.
func (s *spreader) all(n int) []int32 {
	s.order = s.order[:0]
	for i := range n {
		s.order = append(s.order, int32(i))
	}
	return s.order
}

// hand gives one step to each part that can still take it, as far as left goes, and returns what is left: less than a
// step, or another round is due. There is always somebody who can take one, as total is below the room.
func (s *spreader) hand(parts []part, left, step int64) int64 {
	s.order = s.order[:0]
	for i := range parts {
		if p := &parts[i]; p.weight > 0 && p.most-p.got >= step {
			s.order = append(s.order, int32(i))
		}
	}
	order := s.order
	if n := left / step; n < int64(len(order)) {
		switch s.how {
		case pricing.FirstLines:
		case pricing.LastLines:
			order = order[len(order)-int(n):]
		default:
			sortFirst(parts, order, int(n))
		}
		order = order[:n]
	}
	for _, i := range order {
		parts[i].got += step
	}
	return left - int64(len(order))*step
}

// before reports whether part a was cut more than part b, ties to the earlier one.
func before(parts []part, a, b int32) bool {
	order := parts[b].cut.compare(parts[a].cut)
	return order < 0 || order == 0 && a < b
}

// sortFirst moves the n parts that were cut most to the front of order, in any order: a quickselect that gives way to a
// sort where pivots are bad.
func sortFirst(parts []part, order []int32, n int) {
	low, high := 0, len(order)
	for tries := 2 * bits.Len(uint(len(order))); high-low > 1; tries-- {
		if tries == 0 {
			slices.SortFunc(order[low:high], func(a, b int32) int {
				if before(parts, a, b) {
					return -1
				}
				return 1
			})
			return
		}
		middle := int(uint(low+high) / 2)
		if before(parts, order[middle], order[low]) {
			order[middle], order[low] = order[low], order[middle]
		}
		if before(parts, order[high-1], order[low]) {
			order[high-1], order[low] = order[low], order[high-1]
		}
		if before(parts, order[middle], order[high-1]) {
			order[middle], order[high-1] = order[high-1], order[middle]
		}
		pivot, end := order[high-1], low // the median of the three
		for i := low; i < high-1; i++ {
			if before(parts, order[i], pivot) {
				order[i], order[end] = order[end], order[i]
				end++
			}
		}
		order[high-1], order[end] = order[end], order[high-1]
		switch {
		case n <= end:
			high = end
		case n > end+1:
			low = end + 1
		default:
			return
		}
	}
}
