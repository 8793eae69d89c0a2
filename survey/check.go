package survey

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Check returns everything that is wrong with the answers of r, each an [AnswerError], joined in the order of the
// questionnaire, rows in theirs, and at the end answers to questions that are not declared, by ID. It returns nil for
// a clean response. A required question that is hidden is no fault; an answer to one is. Cost: linear in the answers.
func (f *Form) Check(r Response) error {
	v := f.view(r)
	var errs []error
	known := 0
	for i := range f.items {
		it := &f.items[i]
		a, given := r.Answers[it.id]
		if given {
			known++
		}
		switch {
		case !v.visible(i):
			if a.shape != shapeNone {
				errs = append(errs, AnswerError{it.id, "hidden", a.echo()})
			}
		case a.shape != shapeNone:
			errs = it.faults(errs, &a)
		case it.required:
			errs = it.absent(errs, &a)
		}
	}
	if known < len(r.Answers) {
		for _, id := range slices.Sorted(maps.Keys(r.Answers)) {
			if _, ok := f.byID[id]; !ok {
				a := r.Answers[id]
				errs = append(errs, AnswerError{id, "unknown", a.echo()})
			}
		}
	}
	return errors.Join(errs...)
}

// absent appends that a required question, or each row of it, is not answered.
func (it *item) absent(errs []error, a *Answer) []error {
	if it.kind != KindMatrix {
		return append(errs, AnswerError{it.id, "required", ""})
	}
	return it.gridFaults(errs, a)
}

// takes reports whether the declaration takes a, an answer that is given. Rows that are required and not answered are
// no fault of those that are.
func (it *item) takes(a *Answer) bool {
	if it.kind.pointed() {
		return a.shape == shapePoints && it.scale.Valid(a.points)
	}
	faults := it.faults(nil, a)
	if it.kind != KindMatrix {
		return len(faults) == 0
	}
	return !slices.ContainsFunc(faults, func(err error) bool {
		var fault AnswerError
		return !errors.As(err, &fault) || fault.Code != "required"
	})
}

// rowOutcome returns what became of a row of a matrix that is shown.
func (it *item) rowOutcome(a *Answer, row string) Outcome {
	c, given := a.grid[row]
	switch {
	case a.shape != shapeNone && a.shape != shapeGrid, c.raw != "":
		return OutcomeInvalid
	case !given:
		return OutcomeMissing
	case !it.scale.Valid(c.points):
		return OutcomeInvalid
	}
	return OutcomeAnswered
}

// faults appends what is wrong with a, an answer that is given.
func (it *item) faults(errs []error, a *Answer) []error {
	switch it.kind {
	case KindSingle, KindMulti:
		return it.choiceFaults(errs, a)
	case KindMatrix:
		return it.gridFaults(errs, a)
	case KindText:
		return it.textFaults(errs, a)
	}
	code := ""
	switch {
	case a.shape == shapeOther:
		code = rawCode(a.text)
	case a.shape != shapePoints:
		code = "kind"
	case !it.scale.Valid(a.points):
		code = "range"
	}
	if code != "" {
		errs = append(errs, AnswerError{it.id, code, a.echo()})
	}
	return errs
}

// choiceFaults appends what is wrong with choices.
func (it *item) choiceFaults(errs []error, a *Answer) []error {
	chosen := a.list
	switch a.shape {
	case shapeText:
		chosen = []string{a.text}
	case shapeList:
	default:
		return append(errs, AnswerError{it.id, "kind", a.echo()})
	}
	if len(chosen) < it.minChoices {
		errs = append(errs, AnswerError{it.id, "few", strconv.Itoa(len(chosen))})
	}
	if len(chosen) > it.maxChoices {
		errs = append(errs, AnswerError{it.id, "many", strconv.Itoa(len(chosen))})
	}
	if len(chosen) > mostOptions {
		return errs // enough is said
	}
	for i, option := range chosen {
		if _, ok := it.optionAt[option]; !ok {
			errs = append(errs, AnswerError{it.id, "option", echo(option)})
		} else if slices.Contains(chosen[:i], option) {
			errs = append(errs, AnswerError{it.id, "duplicate", echo(option)})
		}
	}
	return errs
}

// gridFaults appends what is wrong with the rows of a matrix.
func (it *item) gridFaults(errs []error, a *Answer) []error {
	if a.shape != shapeGrid && a.shape != shapeNone {
		return append(errs, AnswerError{it.id, "kind", a.echo()})
	}
	known := 0
	for _, row := range it.rows {
		c, given := a.grid[row]
		if given {
			known++
		}
		code, value := "", c.raw
		switch {
		case !given && it.required:
			code = "required"
		case !given:
		case c.raw != "":
			code = rawCode(c.raw)
		case !it.scale.Valid(c.points):
			code, value = "range", strconv.Itoa(c.points)
		}
		if code != "" {
			errs = append(errs, AnswerError{it.id + QuestionID("."+row), code, echo(value)})
		}
	}
	if known < len(a.grid) {
		for _, row := range slices.Sorted(maps.Keys(a.grid)) {
			if _, ok := it.rowAt[row]; !ok {
				errs = append(errs, AnswerError{it.id, "row", echo(row)})
			}
		}
	}
	return errs
}

// textFaults appends what is wrong with words.
func (it *item) textFaults(errs []error, a *Answer) []error {
	text, ok := a.Text()
	switch {
	case !ok:
		return append(errs, AnswerError{it.id, "kind", a.echo()})
	case utf8.RuneCountInString(text) > it.maxRunes:
		return append(errs, AnswerError{it.id, "long", echo(text)})
	}
	return errs
}
