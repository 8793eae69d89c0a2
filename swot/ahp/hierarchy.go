package ahp

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// The limits of a hierarchy.
const (
	maxDepth = 64
	maxNodes = 10_000
)

// A Node is a goal or criterion of a hierarchy. One with children compares them; one without, a leaf, compares the
// alternatives, or has them Measured: what each of them has of it, such as seats or kilometres, more being better. Children
// and alternatives are matched by name, whatever their order. The zero value is invalid.
type Node struct {
	Name     string             `json:"name"`
	Compare  Comparison         `json:"compare,omitzero"` // an only child needs none
	Children []Node             `json:"children,omitempty"`
	Measured map[string]float64 `json:"measured,omitempty"` // above 0
}

// A Synthesis is what a hierarchy says of the alternatives. The zero value is empty.
type Synthesis struct {
	Alternatives []string    `json:"alternatives"`      // in the order of the first leaf that compares them, else sorted
	Distributive []float64   `json:"distributive"`      // sum 1: a new alternative takes its part from all others
	Ideal        []float64   `json:"ideal"`             // sum 1: each leaf measures by its best alternative
	SameLeader   bool        `json:"sameLeader"`        // both put the same alternatives first, within 1e-12
	Criteria     []string    `json:"criteria"`          // path of each leaf: the names below the root, "Cost/Price"
	Weights      []float64   `json:"weights"`           // global weight of each leaf, sum 1
	Local        [][]float64 `json:"local"`             // by leaf, the priorities of the alternatives
	WorstNode    string      `json:"worstNode"`         // path of the least consistent node, the root by its name
	WorstCR      *float64    `json:"worstCR,omitempty"` // nil where no node has a consistency ratio
}

// Synthesize returns the priorities of the alternatives over the whole hierarchy, in two ways side by side:
//
//	distributive  Σ W_k p_k(a)
//	ideal         Σ W_k p_k(a)/max p_k, scaled to sum 1
//
// W_k is the global weight of leaf k, the product of weights down to it, and p_k its priorities. Under the distributive way
// two alternatives may swap when a third comes or goes; ideal keeps them in their order unless the third is best
// somewhere. A root that is a leaf itself is the only criterion, by its name.
//
// It returns [ErrElements] with the path of the node whose children or alternatives are not those it compares, that has
// both children and Measured, or measures a name that [New] refuses, [ErrJudgement] for a measure that is not finite and
// above 0, [ErrLimit] for over 10,000 nodes, 64 levels below the root or 1,000 alternatives, and the errors of
// [Comparison.Priorities] with the path. Nothing is rounded.
// References: Saaty (1980); Belton, Gear (1983), On a Short-coming of Saaty's Method of Analytic Hierarchies, Omega 11;
// Forman, Gass (2001), The Analytic Hierarchy Process: an Exposition, Operations Research 49.
func Synthesize(root Node, opt Options) (Synthesis, error) {
	w := walk{opt: opt}
	if err := w.node(root, "", 1, 0); err != nil {
		return Synthesis{}, fmt.Errorf("ahp: synthesize: %w", err)
	}
	s := w.out
	if s.Alternatives == nil {
		s.Alternatives = slices.Sorted(maps.Keys(w.leaves[0]))
	}
	s.Distributive, s.Ideal = make([]float64, len(s.Alternatives)), make([]float64, len(s.Alternatives))
	for k, priorities := range w.leaves {
		if len(priorities) != len(s.Alternatives) {
			return Synthesis{}, fmt.Errorf("ahp: synthesize: %.100q has %d alternatives, not %d: %w",
				s.Criteria[k], len(priorities), len(s.Alternatives), ErrElements)
		}
		local, best := make([]float64, len(s.Alternatives)), 0.0
		for i, name := range s.Alternatives {
			p, known := priorities[name]
			if !known {
				return Synthesis{}, fmt.Errorf("ahp: synthesize: %.100q says nothing of %.40q: %w", s.Criteria[k], name, ErrElements)
			}
			local[i], best = p, max(best, p)
		}
		for i, p := range local {
			s.Distributive[i] += s.Weights[k] * p
			s.Ideal[i] += s.Weights[k] * (p / best)
		}
		s.Local = append(s.Local, local)
	}
	normalise(s.Ideal)
	s.SameLeader = slices.Equal(leaders(s.Distributive), leaders(s.Ideal))
	return s, nil
}

// A walk goes down a hierarchy.
type walk struct {
	opt    Options
	nodes  int
	out    Synthesis
	leaves []map[string]float64 // priorities by alternative
}

// node adds what is at and below a node that has a global weight.
func (w *walk) node(n Node, path string, weight float64, depth int) error {
	shown := path
	if depth == 0 {
		shown = n.Name
	}
	if w.nodes++; w.nodes > maxNodes || depth > maxDepth {
		return fmt.Errorf("%.100q: nodes or levels: %w", shown, ErrLimit)
	}
	if len(n.Children) == 0 {
		return w.leaf(n, shown, weight)
	}
	if n.Measured != nil {
		return fmt.Errorf("%.100q has children and measures: %w", shown, ErrElements)
	}
	names := make([]string, len(n.Children))
	for i, child := range n.Children {
		names[i] = child.Name
	}
	compare := n.Compare
	if len(names) == 1 && len(compare.elements) == 0 {
		var err error
		if compare, err = New(names, nil); err != nil {
			return fmt.Errorf("%.100q: child: %w", shown, err)
		}
	}
	places, err := placesOf(names, compare.elements)
	if err != nil {
		return fmt.Errorf("%.100q: children: %w", shown, err)
	}
	r, err := w.weigh(compare, shown)
	if err != nil {
		return err
	}
	for i, child := range n.Children {
		below := child.Name
		if depth > 0 {
			below = path + "/" + child.Name
		}
		if slices.Contains(names[:i], child.Name) {
			return fmt.Errorf("%.100q stands twice: %w", below, ErrElements)
		}
		if err := w.node(child, below, weight*r.Weights[places[i]], depth+1); err != nil {
			return err
		}
	}
	return nil
}

// leaf adds a criterion.
func (w *walk) leaf(n Node, path string, weight float64) error {
	priorities := map[string]float64{}
	switch {
	case len(n.Measured) > maxElements:
		return fmt.Errorf("%.100q has %d measures: %w", path, len(n.Measured), ErrLimit)
	case n.Measured != nil && len(n.Compare.elements) > 0:
		return fmt.Errorf("%.100q is compared and measured: %w", path, ErrElements)
	case len(n.Measured) > 0:
		names, measures := slices.Sorted(maps.Keys(n.Measured)), []float64{} // sorted: the order of a sum decides its bits
		for _, name := range names {
			v := n.Measured[name]
			if !isName(name) {
				return fmt.Errorf("%.100q: alternative %.40q: %w", path, name, ErrElements)
			}
			if !(v > 0 && v <= math.MaxFloat64) {
				return fmt.Errorf("%.100q: %.40q measures %v: %w", path, name, v, ErrJudgement)
			}
			measures = append(measures, v)
		}
		top := slices.Max(measures)
		for i := range measures {
			measures[i] /= top
		}
		normalise(measures)
		for i, name := range names {
			priorities[name] = measures[i]
		}
	default:
		r, err := w.weigh(n.Compare, path)
		if err != nil {
			return err
		}
		if w.out.Alternatives == nil {
			w.out.Alternatives = r.Elements
		}
		for i, name := range r.Elements {
			priorities[name] = r.Weights[i]
		}
	}
	w.out.Criteria, w.out.Weights = append(w.out.Criteria, path), append(w.out.Weights, weight)
	w.leaves = append(w.leaves, priorities)
	return nil
}

// weigh returns the priorities of a comparison and remembers the worst.
func (w *walk) weigh(c Comparison, path string) (Result, error) {
	r, err := c.priorities(w.opt)
	if err != nil {
		return Result{}, fmt.Errorf("%.100q: %w", path, err)
	}
	if r.CR != nil && (w.out.WorstCR == nil || *r.CR > *w.out.WorstCR) {
		w.out.WorstNode, w.out.WorstCR = path, r.CR
	}
	return r, nil
}

// leaders returns the places of the highest values, ties within 1e-12.
func leaders(values []float64) (at []int) {
	top := slices.Max(values)
	for i, v := range values {
		if top-v <= 1e-12*top {
			at = append(at, i)
		}
	}
	return at
}
