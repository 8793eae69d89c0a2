package survey

import (
	"fmt"
	"maps"
	"slices"
)

// A Form is a compiled [Questionnaire]: it reads responses. It is immutable, shares nothing with the questionnaire, and
// serves any number of goroutines. Make it by [Questionnaire.Compile]; the zero value has no questions.
type Form struct {
	items []item
	byID  map[QuestionID]int
}

// item is a compiled question.
type item struct {
	id                               QuestionID
	kind                             Kind
	scale                            Scale
	options, rows                    []string
	optionAt, rowAt                  map[string]int
	minChoices, maxChoices, maxRunes int
	required                         bool
	show                             node
}

// Compile returns the form of q, or what [Questionnaire.Validate] returns: an error that unwraps to [ErrInvalid], for
// questions shown depending on each other also to a [CycleError] with their IDs.
func (q Questionnaire) Compile() (*Form, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	f := &Form{items: make([]item, len(q.Questions)), byID: q.byID()}
	for i, question := range q.Questions {
		f.items[i] = compile(question)
	}
	for i, question := range q.Questions {
		f.items[i].show = f.compile(question.ShowIf)
	}
	return f, nil
}

// compile returns q, which is valid, without its condition.
func compile(q Question) item {
	it := item{
		id: q.ID, kind: q.Kind, scale: q.Scale.of(q.Kind), options: slices.Clone(q.Options), rows: slices.Clone(q.Rows),
		minChoices: q.MinChoices, maxChoices: q.MaxChoices, maxRunes: q.MaxRunes, required: q.Required,
	}
	it.scale.Labels = nil
	if it.maxRunes == 0 {
		it.maxRunes = mostRunes
	}
	if it.kind == KindSingle {
		it.maxChoices = 1
	}
	if it.maxChoices == 0 {
		it.maxChoices = len(it.options)
	}
	it.optionAt, it.rowAt = places(it.options), places(it.rows)
	return it
}

// places returns where each text stands.
func places(texts []string) map[string]int {
	at := make(map[string]int, len(texts))
	for i, text := range texts {
		at[text] = i
	}
	return at
}

// Visible returns the questions that r is shown, in the order of the questionnaire. Answers decide, whatever order
// they came in: one that its question does not take, or whose question is itself hidden, counts as absent.
func (f *Form) Visible(r Response) []QuestionID {
	v, ids := f.view(r), make([]QuestionID, 0, len(f.items))
	for i := range f.items {
		if v.visible(i) {
			ids = append(ids, f.items[i].id)
		}
	}
	return ids
}

// Holds reports whether c, any condition on questions of f, holds for r. It returns [ErrInvalid] for a condition that
// the questionnaire could not have declared, such as on a question that it does not have, and [ErrLimit] for one too
// deep or too large.
func (f *Form) Holds(c Condition, r Response) (bool, error) {
	const op = "survey: holds"
	if err := c.limit(); err != nil {
		return false, fmt.Errorf("%s: %w", op, err)
	}
	var fault error
	c.faults("condition", f.find, func(path, tag, param string) {
		if fault == nil {
			fault = fmt.Errorf("%s: %w: %.200s %s %.40q", op, ErrInvalid, path, tag, param)
		}
	})
	if fault != nil {
		return false, fault
	}
	n, v := f.compile(c), f.view(r)
	return v.holds(&n), nil
}

// find is the [finder] of f.
func (f *Form) find(id QuestionID) (operand, bool) {
	p, ok := f.place(id)
	if !ok {
		return operand{}, false
	}
	it := &f.items[p.at]
	return operand{it.kind, p.isRow, it.scale, it.options}, true
}

// Clean returns a copy of r without the answers to questions that r is not shown, and the IDs of these, in the order
// of the questionnaire. What else [Form.Check] may find stays: answers to questions that are not declared too. r is
// not changed, and every tally of the copy is that of r.
func (f *Form) Clean(r Response) (Response, []QuestionID) {
	v := f.view(r)
	var dropped []QuestionID
	r.Segments, r.Answers = maps.Clone(r.Segments), maps.Clone(r.Answers)
	for i := range f.items {
		id := f.items[i].id
		if _, given := r.Answers[id]; given && !v.visible(i) {
			dropped = append(dropped, id)
			delete(r.Answers, id)
		}
	}
	return r, dropped
}
