package survey

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// Check returns an [AnswerError] for each answer of r that does not fit, joined, in the order of the questionnaire and then
// by the ids of unknown questions; nil if all fit.
func (f *Form) Check(r Response) error {
	var faults []error
	for i, shown := range f.shown(&r) {
		q := &f.questions[i]
		faults = q.check(r.Answers[q.ID], shown, faults)
	}
	if len(r.Answers) > 0 {
		faults = f.checkUnknown(r, faults)
	}
	return errors.Join(faults...)
}

// checkUnknown adds a fault for each answer to a question that f does not have.
func (f *Form) checkUnknown(r Response, faults []error) []error {
	known := 0
	for i := range f.questions {
		if _, answered := r.Answers[f.questions[i].ID]; answered {
			known++
		}
	}
	if known == len(r.Answers) {
		return faults
	}
	for _, id := range slices.Sorted(maps.Keys(r.Answers)) {
		if _, ok := f.at[id]; !ok {
			faults = append(faults, AnswerError{Question: id, Code: "unknown"})
		}
	}
	return faults
}

// check adds the faults of one answer.
func (q *Question) check(a Answer, shown bool, faults []error) []error {
	add := func(code, value string) []error { return append(faults, AnswerError{q.ID, code, value}) }
	switch {
	case !shown && a.given():
		return add("hidden", "")
	case !shown:
		return faults
	case !a.given():
		if q.Required {
			return add("required", "")
		}
		return faults
	case a.form == badForm && q.Kind.scored():
		return add("integer", a.text())
	case q.Kind == KindMatrix:
		return q.checkGrid(a, faults)
	case q.Kind.scored():
		if a.form != pointsForm {
			return add("kind", "")
		}
		if !q.Scale.Valid(a.points) {
			return add("range", a.text())
		}
	case q.Kind.chosen():
		if code := q.checkChoices(a); code != "" {
			return add(code, "")
		}
	case a.form != textForm:
		return add("kind", a.text())
	case utf8.RuneCountInString(a.texts[0]) > q.mostRunes() || !bound.CleanText(a.texts[0]):
		return add("long", "")
	}
	return faults
}

// mostRunes returns how long a text may be.
func (q *Question) mostRunes() int {
	if q.MaxRunes == 0 {
		return 100_000
	}
	return q.MaxRunes
}

// checkGrid adds the faults of the rows of a matrix, in their order, then of rows that it does not have.
func (q *Question) checkGrid(a Answer, faults []error) []error {
	if a.form != gridForm {
		return append(faults, AnswerError{q.ID, "kind", a.text()})
	}
	known := 0
	for _, row := range q.Rows {
		points, answered := a.grid[row]
		id := q.ID + "." + QuestionID(row)
		switch {
		case answered:
			known++
			if !q.Scale.Valid(points) {
				faults = append(faults, AnswerError{id, "range", strconv.Itoa(points)})
			}
		case q.Required:
			faults = append(faults, AnswerError{id, "required", ""})
		}
	}
	if known == len(a.grid) {
		return faults
	}
	for _, row := range slices.Sorted(maps.Keys(a.grid)) {
		if !slices.Contains(q.Rows, row) {
			faults = append(faults, AnswerError{q.ID + "." + QuestionID(row), "row", ""})
		}
	}
	return faults
}

// checkChoices returns the code of what is wrong with the options chosen, "" if nothing is.
func (q *Question) checkChoices(a Answer) string {
	if a.form != choicesForm && a.form != textForm {
		return "kind"
	}
	for i, option := range a.texts {
		if !slices.Contains(q.Options, option) {
			return "option"
		}
		if slices.Contains(a.texts[:i], option) {
			return "duplicate"
		}
	}
	switch n := len(a.texts); {
	case q.Kind == KindSingle && n > 1, q.Kind == KindMulti && q.MaxChoices > 0 && n > q.MaxChoices:
		return "many"
	case q.Kind == KindMulti && n < q.MinChoices:
		return "few"
	}
	return ""
}

// Outcome says what became of a question, or of a row of a matrix such as "Q6.clean", for r; never OutcomeExcluded, which
// is the caller's to decide. It returns [ErrUnknown] for a question that f does not have.
func (f *Form) Outcome(r Response, id QuestionID) (Outcome, error) {
	q, row, ok := f.split(id)
	if !ok {
		return 0, fmt.Errorf("survey: outcome: %w question %.130q", ErrUnknown, id)
	}
	return f.outcome(&r, q, row), nil
}

// outcome is Outcome for a question that is there.
func (f *Form) outcome(r *Response, q *Question, row string) Outcome {
	if !q.ShowIf.IsZero() && !f.shown(r)[f.at[q.ID]] {
		return OutcomeHidden
	}
	answer := r.Answers[q.ID]
	if row != "" && answer.form == gridForm {
		points, answered := answer.grid[row]
		switch {
		case !answered:
			return OutcomeMissing
		case !q.Scale.Valid(points):
			return OutcomeInvalid
		}
		return OutcomeAnswered
	}
	switch {
	case !answer.given():
		return OutcomeMissing
	case len(q.check(answer, true, nil)) > 0:
		return OutcomeInvalid
	}
	return OutcomeAnswered
}
