package survey

import (
	"fmt"
	"slices"
)

// Bounds of a declaration; the validator tags say the same.
const (
	mostQuestions = 10_000
	mostOptions   = 1_000
	mostRunes     = 100_000
)

// byID returns where each question stands, the first of those with one ID.
func (q Questionnaire) byID() map[QuestionID]int {
	byID := make(map[QuestionID]int, len(q.Questions))
	for i, question := range q.Questions {
		if _, taken := byID[question.ID]; !taken {
			byID[question.ID] = i
		}
	}
	return byID
}

// operand is what a condition may refer to: a question, or a row of a matrix.
type operand struct {
	kind    Kind
	isRow   bool
	scale   Scale
	options []string
}

// finder returns what an ID refers to, and whether it refers to anything.
type finder func(id QuestionID) (operand, bool)

// find returns the finder of q.
func (q Questionnaire) find(byID map[QuestionID]int) finder {
	return func(id QuestionID) (operand, bool) {
		head, row, isRow := id.split()
		i, ok := byID[head]
		if !ok {
			return operand{}, false
		}
		found := q.Questions[i]
		if isRow && !slices.Contains(found.Rows, row) {
			return operand{}, false
		}
		return operand{found.Kind, isRow, found.Scale.of(found.Kind), found.Options}, true
	}
}

// faults reports what is wrong with c, found within its limits, by path, code and parameter.
func (c Condition) faults(path string, find finder, report func(path, tag, param string)) {
	if c.Op > OpChose {
		report(path+".op", "max", "8")
		return
	}
	if field := c.unused(); field != "" {
		report(path+"."+field, "unused", c.Op.String())
	}
	if c.Op == OpNot && len(c.Of) != 1 {
		report(path+".of", "of_one", "")
	}
	if c.Op.joins() {
		for i, part := range c.Of {
			part.faults(fmt.Sprintf("%s.of[%d]", path, i), find, report)
		}
		return
	}
	if !c.Op.uses().question {
		return
	}
	on, ok := find(c.Question)
	pointed := on.kind.pointed() || on.isRow
	switch {
	case !ok:
		report(path+".question", "code_unknown", string(c.Question))
	case c.Op.compares() && !pointed, c.Op == OpChose && !on.kind.chosen():
		report(path+".question", "operand", on.kind.String())
	case c.Op.compares() && !on.scale.Valid(c.Value):
		report(path+".value", "range", "")
	case c.Op == OpChose && !slices.Contains(on.options, c.Option):
		report(path+".option", "option_unknown", c.Option)
	}
}

// eachQuestion calls visit with every question that c, found within its limits, refers to.
func (c Condition) eachQuestion(visit func(QuestionID)) {
	if c.Op.uses().question {
		head, _, _ := c.Question.split()
		visit(head)
	}
	if c.Op.joins() {
		for _, part := range c.Of {
			part.eachQuestion(visit)
		}
	}
}

// circles looks for questions of q, whose conditions are within their limits, that are shown depending on each other.
// It walks them in their order and returns the first circle and the places of all whose conditions close one; there is
// none if and only if there is no circle.
func (q Questionnaire) circles() (first []QuestionID, closing []int) {
	const walking, done = 1, 2
	byID, state, path := q.byID(), make([]uint8, len(q.Questions)), []int{}
	var walk func(i int)
	walk = func(i int) {
		state[i], path = walking, append(path, i)
		closes := false
		q.Questions[i].ShowIf.eachQuestion(func(id QuestionID) {
			next, ok := byID[id]
			switch {
			case !ok || state[next] == done:
			case state[next] == 0:
				walk(next)
			default: // next is on the path
				closes = true
				if first == nil {
					first = q.ids(path[slices.Index(path, next):])
				}
			}
		})
		if closes {
			closing = append(closing, i)
		}
		state[i], path = done, path[:len(path)-1]
	}
	for i := range q.Questions {
		if state[i] == 0 {
			walk(i)
		}
	}
	return first, closing
}

// ids returns the IDs of the questions at the places given.
func (q Questionnaire) ids(places []int) []QuestionID {
	ids := make([]QuestionID, len(places))
	for i, place := range places {
		ids[i] = q.Questions[place].ID
	}
	return ids
}
