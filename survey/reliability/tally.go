package reliability

import (
	"fmt"
	"math"
	"slices"
)

// A Tally adds up rows of answers to items: counts, sums and sums of products, all in whole numbers. So merging in any
// order and grouping gives the bits of one pass, a row can be taken out again, and its size depends on the items only.
// Scores are kept relative to the ends of their scale, so a scale from 1e9 to 1e9+6 loses nothing to one from 0 to 6.
// Make it by [NewTally]; the zero value refuses everything with [ErrInvalid]. A tally serves one goroutine;
// [Tally.Merge] joins what several have counted.
type Tally struct {
	items   []Item
	scales  []scale
	missing Missingness
	most    int64 // rows, so that no sum overflows

	added    int64
	complete int64
	sums     []int64 // of the complete rows, by item
	products []int64 // of the complete rows, by pair: an upper triangle
	partial  *pairs  // the other rows; nil if listwise

	scores []int64 // of the row at hand, a hole below 0
}

// A scale is what the hot loop needs of an item.
type scale struct {
	min     int
	width   int64
	reverse bool
}

// pairs are the sums of rows with holes over those rows in which both items of a pair are answered.
type pairs struct {
	counts   []int64 // an upper triangle
	sums     []int64 // of item i where j is answered too, at i*k+j
	products []int64 // an upper triangle
}

// triangle returns the size of an upper triangle of k rows, its diagonal included.
func triangle(k int) int { return k * (k + 1) / 2 }

// NewTally returns an empty tally of 2 to 500 items. It returns [ErrTooFew] or [ErrLimit] for another number of them,
// [ErrInvalid] for an item that is not as [Item] says or a policy that is none, and [ErrLimit] for a name or a scale
// that is too long. It takes 2^63/w² rows, where w is the largest Max-Min: nine quadrillion for answers from 0 to 10,
// two billion at the worst.
func NewTally(items []Item, m Missingness) (*Tally, error) {
	t, err := newTally(items, m)
	if err != nil {
		return nil, fmt.Errorf("reliability: new tally: %w", err)
	}
	return t, nil
}

func newTally(items []Item, m Missingness) (*Tally, error) {
	names := make([]string, len(items))
	for i, it := range items {
		names[i] = it.Name
	}
	if err := checkNames(names); err != nil {
		return nil, err
	}
	if m > MissingnessPairwise {
		return nil, fmt.Errorf("missingness %d: %w", m, ErrInvalid)
	}
	k, widest := len(items), int64(1)
	t := &Tally{
		items: slices.Clone(items), scales: make([]scale, k), missing: m,
		sums: make([]int64, k), products: make([]int64, triangle(k)), scores: make([]int64, k),
	}
	for i, it := range items {
		width, err := it.width()
		if err != nil {
			return nil, err
		}
		t.scales[i] = scale{it.Min, width, it.Reverse}
		widest = max(widest, width)
	}
	t.most = math.MaxInt64 / (widest * widest)
	if m == MissingnessPairwise {
		t.partial = &pairs{make([]int64, triangle(k)), make([]int64, k*k), make([]int64, triangle(k))}
	}
	return t, nil
}

// Add counts the answers of one customer, one an item in their order, as given; [Missing] stands for none. It returns
// [ErrMismatch] for a row of another length, [ErrRange] for an answer off its scale and [ErrLimit] if the tally is
// full, and counts nothing then. The cost is that of a product for each pair of items.
func (t *Tally) Add(row []int) error {
	holes, err := t.read(row, "add row")
	if err != nil {
		return err
	}
	if t.added == t.most {
		return fmt.Errorf("reliability: add row: %w: at most %d rows", ErrLimit, t.most)
	}
	t.count(holes, 1)
	return nil
}

// Remove takes out a row that was added, as when a customer asks to be forgotten. It returns the errors of [Tally.Add],
// and [ErrRange] for a row that cannot have been added, and takes out nothing then; of a row that was not added but
// might have been, it knows nothing.
func (t *Tally) Remove(row []int) error {
	holes, err := t.read(row, "remove row")
	if err != nil {
		return err
	}
	t.count(holes, -1)
	if !t.possible() {
		t.count(holes, 1)
		return fmt.Errorf("reliability: remove row: was not added: %w", ErrRange)
	}
	return nil
}

// read checks a row, keeps its scores in t and returns the number of holes.
func (t *Tally) read(row []int, op string) (holes int, err error) {
	if t.isZero() {
		return 0, fmt.Errorf("reliability: %s: %w: tally not made by NewTally", op, ErrInvalid)
	}
	if len(row) != len(t.scales) {
		return 0, fmt.Errorf("reliability: %s: %d answers for %d items: %w", op, len(row), len(t.scales), ErrMismatch)
	}
	scores := t.scores[:len(row)]
	for i := range t.scales {
		s, x := &t.scales[i], row[i]
		score := int64(uint64(x) - uint64(s.min)) // wraps for x far off, and lies beyond the width then
		switch {
		case uint64(score) > uint64(s.width) && x == Missing:
			score = -1
			holes++
		case uint64(score) > uint64(s.width):
			return 0, fmt.Errorf("reliability: %s: answer %d to item %.40q: %w", op, x, t.items[i].Name, ErrRange)
		case s.reverse:
			score = s.width - score
		}
		scores[i] = score
	}
	return holes, nil
}

// count adds the row at hand sign times, so that -1 takes it out.
func (t *Tally) count(holes int, sign int64) {
	t.added += sign
	if holes > 0 {
		if t.partial != nil {
			t.partial.add(t.scores, sign)
		}
		return
	}
	t.complete += sign
	products := t.products
	for i, score := range t.scores {
		score *= sign
		t.sums[i] += score
		rest := t.scores[i:]
		into := products[:len(rest)]
		j := 0
		for ; j+1 < len(rest); j += 2 { // by two: half the steps
			into[j] += score * rest[j]
			into[j+1] += score * rest[j+1]
		}
		if j < len(rest) {
			into[j] += score * rest[j]
		}
		products = products[len(rest):]
	}
}

// add adds a row with holes sign times.
func (p *pairs) add(scores []int64, sign int64) {
	at, k := 0, len(scores)
	for i, a := range scores {
		for j := i; j < k; j++ {
			if b := scores[j]; a >= 0 && b >= 0 {
				p.counts[at] += sign
				p.sums[i*k+j] += sign * a
				if i != j {
					p.sums[j*k+i] += sign * b
				}
				p.products[at] += sign * a * b
			}
			at++
		}
	}
}

// isZero reports whether t was not made by NewTally.
func (t *Tally) isZero() bool { return t == nil || len(t.items) == 0 }

// Rows returns how many rows were added, and how many of them have no answer missing.
func (t *Tally) Rows() (added, complete int64) {
	if t == nil {
		return 0, 0
	}
	return t.added, t.complete
}

// Merge adds the rows of o to t. It returns [ErrMismatch] unless both count the same items, in one order and by one
// policy, [ErrLimit] if the rows are more than t takes, and leaves t alone then. The cost does not depend on the rows.
func (t *Tally) Merge(o *Tally) error {
	const op = "reliability: merge"
	if t.isZero() || o.isZero() {
		return fmt.Errorf("%s: %w: tally not made by NewTally", op, ErrInvalid)
	}
	if t.missing != o.missing || !slices.Equal(t.items, o.items) {
		return fmt.Errorf("%s: items or policy: %w", op, ErrMismatch)
	}
	if t.added > t.most-o.added {
		return fmt.Errorf("%s: %w: at most %d rows", op, ErrLimit, t.most)
	}
	t.added += o.added
	t.complete += o.complete
	addTo(t.sums, o.sums)
	addTo(t.products, o.products)
	if t.partial != nil {
		addTo(t.partial.counts, o.partial.counts)
		addTo(t.partial.sums, o.partial.sums)
		addTo(t.partial.products, o.partial.products)
	}
	return nil
}

// addTo adds from to into, number by number.
func addTo(into, from []int64) {
	for i, n := range from {
		into[i] += n
	}
}
