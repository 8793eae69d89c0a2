package survey

import "slices"

// place is a question of a form, or a row of one.
type place struct {
	at    int
	row   string
	isRow bool
}

// place returns where id points, and whether it points anywhere.
func (f *Form) place(id QuestionID) (place, bool) {
	head, row, isRow := id.split()
	at, ok := f.byID[head]
	if ok && isRow {
		_, ok = f.items[at].rowAt[row]
	}
	return place{at, row, isRow}, ok
}

// node is a compiled condition.
type node struct {
	op     Op
	of     []node
	on     place
	value  int
	option string
}

// compile returns c, which has no fault.
func (f *Form) compile(c Condition) node {
	n := node{op: c.Op, value: c.Value, option: c.Option}
	for _, part := range c.Of {
		n.of = append(n.of, f.compile(part))
	}
	if c.Op.uses().question {
		n.on, _ = f.place(c.Question)
	}
	return n
}

// view is one response seen through a form. It remembers which questions are shown, so that each condition is asked
// once however many others lean on it.
type view struct {
	form    *Form
	answers map[QuestionID]Answer
	shown   []sight
}

// sight is whether a question is shown, once known.
type sight uint8

const (
	unseen sight = iota
	shown
	hidden
)

// view returns r seen through f.
func (f *Form) view(r Response) view {
	return view{form: f, answers: r.Answers, shown: make([]sight, len(f.items))}
}

// turn makes v the view of another response, without a new slice.
func (v *view) turn(r Response) {
	v.answers = r.Answers
	clear(v.shown)
}

// visible reports whether the question at i is shown. It ends since conditions of a form lead in no circle.
func (v *view) visible(i int) bool {
	if v.shown[i] == unseen {
		v.shown[i] = hidden
		if show := &v.form.items[i].show; show.op == OpAlways || v.holds(show) {
			v.shown[i] = shown
		}
	}
	return v.shown[i] == shown
}

// holds reports whether n holds.
func (v *view) holds(n *node) bool {
	switch n.op {
	case OpAlways:
		return true
	case OpAll:
		for i := range n.of {
			if !v.holds(&n.of[i]) {
				return false
			}
		}
		return true
	case OpAny:
		for i := range n.of {
			if v.holds(&n.of[i]) {
				return true
			}
		}
		return false
	case OpNot:
		return !v.holds(&n.of[0])
	}
	a, outcome := v.answer(n.on)
	if outcome != OutcomeAnswered {
		return false
	}
	switch points := a.at(n.on); n.op {
	case OpEqual:
		return points == n.value
	case OpAtLeast:
		return points >= n.value
	case OpAtMost:
		return points <= n.value
	case OpChose:
		return a.text == n.option && a.shape == shapeText || slices.Contains(a.list, n.option)
	}
	return true // OpAnswered
}

// at returns the points of a at p, where a is a valid answer in points.
func (a *Answer) at(p place) int {
	if p.isRow {
		return a.grid[p.row].points
	}
	return a.points
}

// answer returns the answer at p and what became of it.
func (v *view) answer(p place) (Answer, Outcome) {
	if !v.visible(p.at) {
		return Answer{}, OutcomeHidden
	}
	it := &v.form.items[p.at]
	a := v.answers[it.id]
	switch {
	case p.isRow:
		return a, it.rowOutcome(&a, p.row)
	case a.shape == shapeNone:
		return a, OutcomeMissing
	case !it.takes(&a):
		return a, OutcomeInvalid
	}
	return a, OutcomeAnswered
}
