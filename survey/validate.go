package survey

import (
	"fmt"
	"sync"

	"github.com/go-playground/validator/v10"
	"golang.org/x/text/unicode/norm"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// shared is the validator of this package's declarations.
var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	code := func(fl validator.FieldLevel) bool { return isCode(fl.Field().String()) }
	if err := v.RegisterValidation("code", code); err != nil { // an empty or reserved tag: a fault of this file
		panic(err)
	}
	v.RegisterStructValidation(questionnaireFaults, Questionnaire{})
	v.RegisterStructValidation(questionFaults, Question{})
	v.RegisterStructValidation(refFaults, Ref{})
	return v
})

// Validate returns every fault of q at once, sorted by path, or nil. The error unwraps to [ErrInvalid] and to
// validator.ValidationErrors, in which each fault has its JSON path as Namespace, such as
// Questionnaire.questions[3].showIf.of[0].question, and one of these codes as Tag:
//
//	required          a mandatory ID, kind, scale, option or row is missing
//	code              an ID or a row that is not 1 to 64 letters, digits, "_" or "-" of ASCII
//	code_dup          an ID that an earlier question has
//	option_dup        an option given twice, also where only its Unicode form differs
//	row_dup           a row given twice
//	unused            a field that the kind of the question, or the op of the condition, does not use
//	above_min         a scale whose Max is not above its Min; also MaxChoices below MinChoices
//	span              a scale of more than 1001 points
//	labels_count      labels that are not one for each point
//	nps_scale         an NPS question on another scale than 0 to 10
//	csat_scale        a CSAT question on two points: the two best would be all
//	choices           MinChoices or MaxChoices beyond the number of options
//	ref_half          a ref with one half only, at the missing half
//	code_unknown      a condition on a question or a row that is not declared
//	operand           a condition that the kind of its question has no answer for
//	range             a condition on points outside the scale
//	option_unknown    a condition on an option that is not declared
//	of_one            a Not of none or of several
//	cycle             a condition that leads back to its own question; with [CycleError] for the first
//	limit             a condition too deep or too large; with [ErrLimit]
//	text_size, clean  a text too long, or not UTF-8, or with control characters other than tab and newline
//	min, max          a number or a length beyond its bound, an enumeration's value that does not exist
func (q Questionnaire) Validate() error {
	err := declare.Check(shared(), q, "survey: validate questionnaire", ErrInvalid)
	if err == nil {
		return nil
	}
	if len(q.Questions) > mostQuestions {
		return fmt.Errorf("%w: %w", err, ErrLimit)
	}
	for _, question := range q.Questions {
		if limit := question.ShowIf.limit(); limit != nil {
			return fmt.Errorf("%w: %w", err, limit)
		}
	}
	if circle, _ := q.circles(); circle != nil {
		return fmt.Errorf("%w: %w", err, CycleError{IDs: circle})
	}
	return err
}

// report reports a fault at path, relative to the struct under validation.
func report(sl validator.StructLevel, value any, tag, param, path string) {
	sl.ReportError(value, path, path, tag, param)
}

// questionnaireFaults reports what is wrong between the questions.
func questionnaireFaults(sl validator.StructLevel) {
	q := sl.Current().Interface().(Questionnaire)
	if len(q.Questions) > mostQuestions {
		return // reported by the tag; more would be walked for nothing
	}
	byID, limited := q.byID(), false
	for i, question := range q.Questions {
		path := at("questions", i)
		if byID[question.ID] < i && question.ID != "" {
			report(sl, question.ID, "code_dup", string(question.ID), path+".id")
		}
		if question.ShowIf.limit() != nil {
			report(sl, nil, "limit", "", path+".showIf")
			limited = true
			continue
		}
		question.ShowIf.faults(path+".showIf", q.find(byID), func(path, tag, param string) {
			report(sl, nil, tag, param, path)
		})
	}
	if limited {
		return
	}
	_, closing := q.circles()
	for _, i := range closing {
		report(sl, nil, "cycle", "", at("questions", i)+".showIf")
	}
}

// questionFaults reports what is wrong within one question, apart from its condition.
func questionFaults(sl validator.StructLevel) {
	q := sl.Current().Interface().(Question)
	if q.Kind == 0 || q.Kind > KindText {
		return // nothing more can be said
	}
	for _, unused := range []struct {
		set   bool
		field string
	}{
		{!q.Scale.isZero() && !q.Kind.scaled(), "scale"},
		{len(q.Options) > 0 && !q.Kind.chosen(), "options"},
		{len(q.Rows) > 0 && q.Kind != KindMatrix, "rows"},
		{q.MinChoices != 0 && q.Kind != KindMulti, "minChoices"},
		{q.MaxChoices != 0 && q.Kind != KindMulti, "maxChoices"},
		{q.MaxRunes != 0 && q.Kind != KindText, "maxRunes"},
	} {
		if unused.set {
			report(sl, nil, "unused", q.Kind.String(), unused.field)
		}
	}
	if q.Kind.scaled() {
		if field, tag := q.Scale.of(q.Kind).fault(q.Kind); tag != "" {
			report(sl, nil, tag, "", "scale"+field)
		}
	}
	if q.Kind.chosen() {
		optionFaults(q.Options, func(i int, tag string) { report(sl, nil, tag, "", at("options", i)) })
	}
	if q.Kind == KindMulti {
		choicesFaults(sl, q)
	}
	if q.Kind == KindMatrix {
		rowFaults(sl, q.Rows)
	}
}

// at returns field[i], or field for a fault of the whole, where i is -1.
func at(field string, i int) string {
	if i < 0 {
		return field
	}
	return fmt.Sprintf("%s[%d]", field, i)
}

// optionFaults reports no options, and options that repeat an earlier one in whatever Unicode form.
func optionFaults(options []string, report func(i int, tag string)) {
	if len(options) == 0 {
		report(-1, "required")
	}
	if len(options) > mostOptions {
		return // reported by the tag
	}
	seen := make(map[string]bool, len(options))
	for i, option := range options {
		composed := norm.NFC.String(option)
		if seen[composed] && option != "" {
			report(i, "option_dup")
		}
		seen[composed] = true
	}
}

// choicesFaults reports bounds on choices that no answer can meet.
func choicesFaults(sl validator.StructLevel, q Question) {
	if q.MinChoices > len(q.Options) {
		report(sl, q.MinChoices, "choices", "", "minChoices")
	}
	if q.MaxChoices > len(q.Options) {
		report(sl, q.MaxChoices, "choices", "", "maxChoices")
	}
	if q.MaxChoices != 0 && q.MaxChoices < q.MinChoices {
		report(sl, q.MaxChoices, "above_min", "", "maxChoices")
	}
}

// rowFaults reports no rows, and rows that repeat an earlier one.
func rowFaults(sl validator.StructLevel, rows []string) {
	if len(rows) == 0 {
		report(sl, rows, "required", "", "rows")
	}
	seen := make(map[string]bool, min(len(rows), mostOptions))
	for i, row := range rows[:min(len(rows), mostOptions)] {
		if seen[row] && row != "" {
			report(sl, row, "row_dup", "", at("rows", i))
		}
		seen[row] = true
	}
}

// refFaults reports the missing half of a ref.
func refFaults(sl validator.StructLevel) {
	switch r := sl.Current().Interface().(Ref); {
	case r.Kind != "" && r.ID == "":
		report(sl, r.ID, "ref_half", "", "id")
	case r.Kind == "" && r.ID != "":
		report(sl, r.Kind, "ref_half", "", "kind")
	}
}
