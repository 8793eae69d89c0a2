package complaint

import (
	"maps"
	"math/bits"
	"slices"
)

// A multiset counts whole numbers from 0. The zero value is empty and ready. It holds no more than 2^63-1 members, which
// its owner sees to.
type multiset struct {
	of map[int64]int64 // counts above 0
	n  int64           // their sum
}

// add adds count members v; a count below 0 takes them out, and is no more than there are.
func (m *multiset) add(v, count int64) {
	if m.of == nil {
		m.of = map[int64]int64{}
	}
	m.n += count
	if m.of[v] += count; m.of[v] == 0 {
		delete(m.of, v)
	}
}

// merge adds the members of o, which may be m itself.
func (m *multiset) merge(o multiset) {
	for v, count := range maps.Clone(o.of) {
		m.add(v, count)
	}
}

// values returns the different members, rising.
func (m *multiset) values() []int64 { return slices.Sorted(maps.Keys(m.of)) }

// sum returns the sum of all, of 126 bits at most.
func (m *multiset) sum() (high, low uint64) {
	for v, count := range m.of {
		h, l := bits.Mul64(uint64(v), uint64(count))
		var carry uint64
		low, carry = bits.Add64(low, l, 0)
		high += h + carry
	}
	return high, low
}

// mean returns the mean of at least one member, rounded to the nearest whole number, a half up.
func (m *multiset) mean() int64 {
	high, low := m.sum()
	low, carry := bits.Add64(low, uint64(m.n)/2, 0)
	mean, _ := bits.Div64(high+carry, low, uint64(m.n)) // the high half is less, since the mean is below 2^63
	return int64(mean)
}

// at returns the member at each place, from 1 to n, in rising order; the places rise too.
func (m *multiset) at(places ...int64) []int64 {
	found, below := make([]int64, 0, len(places)), int64(0)
	for _, v := range m.values() {
		below += m.of[v]
		for len(found) < len(places) && places[len(found)] <= below {
			found = append(found, v)
		}
	}
	return found
}
