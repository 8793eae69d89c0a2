package survey

import (
	"fmt"
	"regexp"
	"slices"
	"sync"

	"github.com/go-playground/validator/v10"
	"golang.org/x/text/unicode/norm"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// Validate returns every fault of q at once, each a [validator.FieldError] under [ErrInvalid] with its JSON path, such as
// Questionnaire.questions[2].showIf. Tags across fields: id (not an id), unique, scale (none, or not of the kind), options,
// rows, choices (more asked for than there are), unknown (a condition on a question, row or option that is not there),
// condition (fields that do not go with the op), limit (too deep or too large), operand (points asked of a question that
// gives none), cycle, ref_half. Where there is a cycle the error also wraps a [CycleError].
func (q Questionnaire) Validate() error {
	err := declare.Check(shared(), q, "survey: validate questionnaire", ErrInvalid)
	if _, cycle := conditionOrder(q.Questions); cycle != nil {
		return fmt.Errorf("%w: %w", err, CycleError{cycle})
	}
	return err
}

var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		reportQuestionnaire(sl.Current().Interface().(Questionnaire), reporter(sl))
	}, Questionnaire{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		reportQuestion(sl.Current().Interface().(Question), reporter(sl))
	}, Question{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		if r := sl.Current().Interface().(Ref); (r.Kind == "") != (r.ID == "") {
			reporter(sl)("id", "ref_half")
		}
	}, Ref{})
	return v
})

// reporter returns a function that reports a fault at a path below the struct under validation.
func reporter(sl validator.StructLevel) func(path, tag string) {
	return func(path, tag string) { sl.ReportError(nil, path, path, tag, "") }
}

var idPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`) })

// reportQuestion reports what is wrong with one question by itself.
func reportQuestion(q Question, report func(path, tag string)) {
	if !idPattern().MatchString(string(q.ID)) {
		report("id", "id")
	}
	if _, ok := q.Scale.of(q.Kind); ok != q.Kind.scored() || !q.Kind.scored() && !q.Scale.isZero() {
		report("scale", "scale")
	}
	if !options(q.Options, q.Kind.chosen()) {
		report("options", "options")
	}
	if !options(q.Rows, q.Kind == KindMatrix) || slices.ContainsFunc(q.Rows, func(row string) bool { return !idPattern().MatchString(row) }) {
		report("rows", "rows")
	}
	multi := q.Kind == KindMulti
	if !multi && q.MinChoices+q.MaxChoices > 0 || multi && (q.MinChoices > len(q.Options) || q.MaxChoices > 0 && q.MaxChoices < q.MinChoices) {
		report("minChoices", "choices")
	}
}

// options reports whether the list is as it must be: there where asked for, nothing empty, unclean or twice, also not by
// another Unicode form, and nowhere else.
func options(list []string, asked bool) bool {
	if !asked {
		return len(list) == 0
	}
	seen := map[string]bool{}
	for _, option := range list {
		if option == "" || len(option) > 4096 || !bound.CleanText(option) || seen[norm.NFC.String(option)] {
			return false
		}
		seen[norm.NFC.String(option)] = true
	}
	return len(list) > 0
}

// reportQuestionnaire reports what is wrong between questions.
func reportQuestionnaire(q Questionnaire, report func(path, tag string)) {
	seen := map[QuestionID]bool{}
	f := &Form{questions: q.Questions, at: map[QuestionID]int{}}
	for i, question := range q.Questions {
		if seen[question.ID] {
			report(fmt.Sprintf("questions[%d].id", i), "unique")
		}
		seen[question.ID] = true
		f.at[question.ID] = i
	}
	for i := range q.Questions {
		if tag := f.conditionFault(&q.Questions[i].ShowIf); tag != "" {
			report(fmt.Sprintf("questions[%d].showIf", i), tag)
		}
	}
	if _, cycle := conditionOrder(q.Questions); cycle != nil {
		report(fmt.Sprintf("questions[%d].showIf", f.at[cycle[0]]), "cycle")
	}
}

// conditionFault returns the tag of the first thing wrong with a condition, "" if nothing is.
func (f *Form) conditionFault(c *Condition) string {
	if !c.within() {
		return "limit"
	}
	for part := range c.parts() {
		if part.fault() != "" {
			return "condition"
		}
		if part.Question == "" {
			continue
		}
		q, row, known := f.split(part.Question)
		points := q != nil && q.Kind.scored() && (q.Kind != KindMatrix || row != "")
		switch {
		case !known, part.Op == OpChose && q.Kind.chosen() && !slices.Contains(q.Options, part.Option):
			return "unknown"
		case part.Op == OpChose && !q.Kind.chosen(), part.Op >= OpEqual && part.Op <= OpAtMost && !points:
			return "operand"
		}
	}
	return ""
}

// conditionOrder returns the questions so that each comes after those that its condition asks about, or else the ids of one
// cycle. Conditions beyond their limits ask about nothing.
func conditionOrder(questions []Question) (order []int, cycle []QuestionID) {
	f := &Form{questions: questions, at: map[QuestionID]int{}}
	for i, q := range questions {
		f.at[q.ID] = i
	}
	const (
		unseen = iota
		open
		done
	)
	state := make([]int, len(questions))
	var path []int
	var visit func(i int) bool
	visit = func(i int) bool { // no deeper than there are questions, 1000 at most in a valid questionnaire
		state[i], path = open, append(path, i)
		for _, next := range f.asks(i) {
			if state[next] == open {
				for _, k := range path[slices.Index(path, next):] {
					cycle = append(cycle, questions[k].ID)
				}
				return false
			}
			if state[next] == unseen && !visit(next) {
				return false
			}
		}
		state[i], path = done, path[:len(path)-1]
		order = append(order, i)
		return true
	}
	for i := range questions {
		if state[i] == unseen && !visit(i) {
			return nil, cycle
		}
	}
	return order, nil
}

// asks returns the questions that the condition of question i asks about.
func (f *Form) asks(i int) []int {
	c := &f.questions[i].ShowIf
	if !c.within() {
		return nil
	}
	var asked []int
	for part := range c.parts() {
		if q, _, known := f.split(part.Question); known && part.Question != "" {
			asked = append(asked, f.at[q.ID])
		}
	}
	return asked
}
