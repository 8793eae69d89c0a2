package survey

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// A Form is a questionnaire that is ready to be answered: checked, indexed, its conditions in order. It is immutable and
// safe for concurrent use. Make it by [Questionnaire.Compile]; the zero value has no question.
type Form struct {
	questions []Question
	at        map[QuestionID]int
	order     []int // of the questions, each after those that its condition asks about
}

// Compile returns the form of q. It returns the faults of [Questionnaire.Validate], and a [CycleError], which is
// [ErrInvalid] too, for conditions that ask for each other.
func (q Questionnaire) Compile() (*Form, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	f := &Form{at: make(map[QuestionID]int, len(q.Questions))}
	for i, question := range q.Questions {
		question.Scale, _ = question.Scale.of(question.Kind)
		question.Scale.Labels = slices.Clone(question.Scale.Labels)
		question.Options, question.Rows = slices.Clone(question.Options), slices.Clone(question.Rows)
		question.Text = nil // what is asked is of no account here
		question.ShowIf = question.ShowIf.clone()
		f.questions = append(f.questions, question)
		f.at[question.ID] = i
	}
	f.order, _ = conditionOrder(f.questions) // Validate has looked for cycles
	return f, nil
}

// clone returns a copy that shares nothing with c.
func (c Condition) clone() Condition {
	if c.Of != nil {
		of := make([]Condition, len(c.Of))
		for i, part := range c.Of {
			of[i] = part.clone()
		}
		c.Of = of
	}
	return c
}

// split returns the question and the row that id addresses.
func (f *Form) split(id QuestionID) (q *Question, row string, ok bool) {
	name, row, isRow := strings.Cut(string(id), ".")
	i, known := f.at[QuestionID(name)]
	if !known {
		return nil, "", false
	}
	q = &f.questions[i]
	if isRow && (q.Kind != KindMatrix || !slices.Contains(q.Rows, row)) {
		return nil, "", false
	}
	return q, row, true
}

// shown returns for each question whether r is shown it.
func (f *Form) shown(r *Response) []bool {
	shown := make([]bool, len(f.questions))
	for _, i := range f.order {
		shown[i] = f.holds(&f.questions[i].ShowIf, r, shown)
	}
	return shown
}

// holds evaluates c, where the questions that it asks about are decided.
func (f *Form) holds(c *Condition, r *Response, shown []bool) bool {
	switch c.Op {
	case OpAlways:
		return true
	case OpAll, OpAny:
		for i := range c.Of {
			if f.holds(&c.Of[i], r, shown) == (c.Op == OpAny) {
				return c.Op == OpAny
			}
		}
		return c.Op == OpAll
	case OpNot:
		return !f.holds(&c.Of[0], r, shown)
	}
	q, row, ok := f.split(c.Question)
	if !ok || !shown[f.at[q.ID]] {
		return false
	}
	answer := r.Answers[q.ID]
	if c.Op == OpChose {
		return (answer.form == choicesForm || answer.form == textForm) && slices.Contains(answer.texts, c.Option)
	}
	points, given := answer.points, answer.form == pointsForm
	if row != "" {
		points, given = answer.grid[row], false
		if answer.form == gridForm {
			_, given = answer.grid[row]
		}
	} else if c.Op == OpAnswered {
		return answer.given()
	}
	switch c.Op {
	case OpEqual:
		return given && points == c.Value
	case OpAtLeast:
		return given && points >= c.Value
	case OpAtMost:
		return given && points <= c.Value
	}
	return given
}

// given reports whether there is an answer: an empty choice, text or grid is none.
func (a Answer) given() bool {
	switch a.form {
	case choicesForm:
		return len(a.texts) > 0
	case textForm:
		return a.texts[0] != ""
	case gridForm:
		return len(a.grid) > 0
	}
	return a.form != absent
}

// Visible returns the questions that r is shown, in the order of the questionnaire.
func (f *Form) Visible(r Response) []QuestionID {
	var ids []QuestionID
	for i, shown := range f.shown(&r) {
		if shown {
			ids = append(ids, f.questions[i].ID)
		}
	}
	return ids
}

// Holds reports whether a condition of the caller's holds for r. It returns [ErrLimit] for one too deep or too large,
// [ErrInvalid] for one whose fields do not go with its op, and [ErrUnknown] for a question that f does not have.
func (f *Form) Holds(c Condition, r Response) (bool, error) {
	if !c.within() {
		return false, fmt.Errorf("survey: holds: %w", ErrLimit)
	}
	for part := range c.parts() {
		if fault := part.fault(); fault != "" {
			return false, fmt.Errorf("survey: holds: %s: %w: %s", part.Op, ErrInvalid, fault)
		}
		if _, _, known := f.split(part.Question); part.Question != "" && !known {
			return false, fmt.Errorf("survey: holds: %w question %.130q", ErrUnknown, part.Question)
		}
	}
	return f.holds(&c, &r, f.shown(&r)), nil
}

// parts returns c and all its parts. The caller has checked that it is within its limits.
func (c *Condition) parts() iter.Seq[*Condition] {
	return func(yield func(*Condition) bool) { c.walk(yield) }
}

func (c *Condition) walk(yield func(*Condition) bool) bool {
	if !yield(c) {
		return false
	}
	for i := range c.Of {
		if !c.Of[i].walk(yield) {
			return false
		}
	}
	return true
}

// Clean returns a copy of r without the answers of questions that r is not shown, and their ids in the order of the
// questionnaire. Answers to questions that f does not have stay, for [Form.Check] to name.
func (f *Form) Clean(r Response) (Response, []QuestionID) {
	var dropped []QuestionID
	answers := make(map[QuestionID]Answer, len(r.Answers))
	maps.Copy(answers, r.Answers)
	for i, shown := range f.shown(&r) {
		id := f.questions[i].ID
		if _, answered := answers[id]; answered && !shown {
			delete(answers, id)
			dropped = append(dropped, id)
		}
	}
	r.Answers = answers
	return r, dropped
}
