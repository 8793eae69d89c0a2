package quote

import "math/bits"

// A set is a set of lines by their place in the order of IDs, a bit each. All sets of a quote have one length.
type set []uint64

func (s set) has(i int) bool { return s[i>>6]>>(i&63)&1 != 0 }

func (s set) add(i int) { s[i>>6] |= 1 << (i & 63) }

// drop takes i out.
func (s set) drop(i int) { s[i>>6] &^= 1 << (i & 63) }

// any reports whether s is not empty.
func (s set) any() bool {
	for _, word := range s {
		if word != 0 {
			return true
		}
	}
	return false
}

// keep takes out what is not in t.
func (s set) keep(t set) {
	for i := range s {
		s[i] &= t[i]
	}
}

// join adds what is in t.
func (s set) join(t set) {
	for i := range s {
		s[i] |= t[i]
	}
}

// without takes out what is in t.
func (s set) without(t set) {
	for i := range s {
		s[i] &^= t[i]
	}
}

// all yields the lines in their order.
func (s set) all(yield func(int) bool) {
	for w, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(w<<6 | bits.TrailingZeros64(word)) {
				return
			}
		}
	}
}
