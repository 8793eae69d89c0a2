package kano

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// An Answer is how a customer feels about a feature that is there, or about one that is not. The zero value is invalid.
type Answer uint8

const (
	AnswerLike     Answer = iota + 1 // I like it that way
	AnswerExpect                     // it must be that way
	AnswerNeutral                    // I do not mind
	AnswerTolerate                   // I can live with it that way
	AnswerDislike                    // I dislike it that way
)

const answers = int(AnswerDislike)

var answerNames = [...]string{"", "like", "expect", "neutral", "tolerate", "dislike"}

// String returns the name of a, "" for the zero value, or "?".
func (a Answer) String() string { return enum.String(answerNames[:], a) }

// MarshalText returns the name of a. Its error wraps [ErrUnknown].
func (a Answer) MarshalText() ([]byte, error) {
	return enum.Marshal(answerNames[:], a, "kano: marshal answer", ErrUnknown)
}

// UnmarshalText sets a to the answer called text, "" being the zero value. For any other text it returns [ErrUnknown] and
// leaves a alone.
func (a *Answer) UnmarshalText(text []byte) error {
	return enum.Unmarshal(answerNames[:], a, text, "kano: parse answer", ErrUnknown)
}

// ParseAnswer returns the answer called text, or [ErrUnknown].
func ParseAnswer(text string) (Answer, error) {
	return enum.Parse[Answer](answerNames[:], text, "kano: parse answer", ErrUnknown)
}

// A Category is what a feature is to a customer. The zero value is none.
type Category uint8

const (
	CategoryAttractive     Category = iota + 1 // delights when there, is not missed
	CategoryOneDimensional                     // the more the better, and the less the worse
	CategoryMustBe                             // taken for granted, sorely missed
	CategoryIndifferent                        // neither here nor there
	CategoryReverse                            // better without
	CategoryQuestionable                       // the two answers contradict each other
)

const categories = int(CategoryQuestionable)

var categoryNames = [...]string{"", "attractive", "one-dimensional", "must-be", "indifferent", "reverse", "questionable"}

// String returns the name of c, "" for none, or "?".
func (c Category) String() string { return enum.String(categoryNames[:], c) }

// MarshalText returns the name of c. Its error wraps [ErrUnknown].
func (c Category) MarshalText() ([]byte, error) {
	return enum.Marshal(categoryNames[:], c, "kano: marshal category", ErrUnknown)
}

// UnmarshalText sets c to the category called text, "" being none. For any other text it returns [ErrUnknown] and leaves c
// alone.
func (c *Category) UnmarshalText(text []byte) error {
	return enum.Unmarshal(categoryNames[:], c, text, "kano: parse category", ErrUnknown)
}

// ParseCategory returns the category called text, or [ErrUnknown].
func ParseCategory(text string) (Category, error) {
	return enum.Parse[Category](categoryNames[:], text, "kano: parse category", ErrUnknown)
}

// A Table says what two answers make of a feature. The zero value is Classic.
type Table uint8

const (
	TableClassic Table = iota // like-like and dislike-dislike contradict each other
	TablePouliot              // expect-expect and tolerate-tolerate do too
)

var tableNames = [...]string{"classic", "pouliot"}

// String returns the name of t, or "?".
func (t Table) String() string { return enum.String(tableNames[:], t) }

// MarshalText returns the name of t. Its error wraps [ErrUnknown].
func (t Table) MarshalText() ([]byte, error) {
	return enum.Marshal(tableNames[:], t, "kano: marshal table", ErrUnknown)
}

// UnmarshalText sets t to the table called text. For any other text it returns [ErrUnknown] and leaves t alone.
func (t *Table) UnmarshalText(text []byte) error {
	return enum.Unmarshal(tableNames[:], t, text, "kano: parse table", ErrUnknown)
}

// ParseTable returns the table called text, or [ErrUnknown].
func ParseTable(text string) (Table, error) {
	return enum.Parse[Table](tableNames[:], text, "kano: parse table", ErrUnknown)
}

// classic is the evaluation table of Berger et al.: a row for each answer on the feature that is there, a letter for each
// answer on the feature that is not.
var classic = [answers]string{
	"QAAAO",
	"RIIIM",
	"RIIIM",
	"RIIIM",
	"RRRRQ",
}

// Category returns what a feature is to a customer who answered functional if it is there and dysfunctional if it is not.
// It returns [ErrRange] for an answer or a table that is none.
//
//	there      not there, from like to dislike
//	like       QAAAO
//	expect     RIIIM, by Pouliot RQIIM
//	neutral    RIIIM
//	tolerate   RIIIM, by Pouliot RIIQM
//	dislike    RRRRQ
//
// References: Berger et al. (1993), Kano's Methods for Understanding
// Customer-defined Quality; Pouliot, there.
func (t Table) Category(functional, dysfunctional Answer) (Category, error) {
	if !isAnswer(functional) || !isAnswer(dysfunctional) {
		return 0, fmt.Errorf("kano: category of answers %d and %d: %w", functional, dysfunctional, ErrRange)
	}
	if t > TablePouliot {
		return 0, fmt.Errorf("kano: category by table %d: %w", t, ErrRange)
	}
	return t.category(functional, dysfunctional), nil
}

// isAnswer reports whether a is one.
func isAnswer(a Answer) bool { return a-1 < Answer(answers) }

// category is Category of two answers.
func (t Table) category(functional, dysfunctional Answer) Category {
	if t == TablePouliot && functional == dysfunctional && functional != AnswerNeutral {
		return CategoryQuestionable
	}
	switch classic[functional-1][dysfunctional-1] {
	case 'A':
		return CategoryAttractive
	case 'O':
		return CategoryOneDimensional
	case 'M':
		return CategoryMustBe
	case 'I':
		return CategoryIndifferent
	case 'R':
		return CategoryReverse
	}
	return CategoryQuestionable
}
