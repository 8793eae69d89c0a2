package survey

import (
	"strings"

	"github.com/google/uuid"
)

// A QuestionID names a question within its questionnaire: 1 to 64 letters, digits, "_" or "-" of ASCII. Where a row
// of a matrix may stand, "Q6.clean" is the row clean of Q6. The zero value is invalid.
type QuestionID string

// split returns the question, and the row where id names one.
func (id QuestionID) split() (question QuestionID, row string, isRow bool) {
	head, row, isRow := strings.Cut(string(id), ".")
	return QuestionID(head), row, isRow
}

// isCode reports whether text may name a question or a row.
func isCode(text string) bool {
	for i := range len(text) {
		c := text[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-') {
			return false
		}
	}
	return 0 < len(text) && len(text) <= 64
}

// A Ref points at a part of another package's aggregate, or at anything outside: Kind says what it is, such as
// "promise.attribute", and ID which one, "<uuid of the aggregate>/<code of the part>". The zero value points at
// nothing; one half without the other is a fault.
type Ref struct {
	Kind string `json:"kind,omitempty" validate:"text_size=10000,clean"`
	ID   string `json:"id,omitempty" validate:"text_size=10000,clean"`
}

// A Question is one item of a questionnaire. ID and Kind are mandatory, so the zero value is invalid. Fields that the
// kind does not use are left empty.
type Question struct {
	ID   QuestionID `json:"id" validate:"required,code"`
	Kind Kind       `json:"kind" validate:"required,max=10"`
	// Text is the wording by language, such as "en" or "es-MX".
	Text map[string]string `json:"text,omitempty" validate:"max=100,dive,keys,required,max=35,clean,endkeys,text_size=10000,clean"`
	// Scale is that of the points; in a matrix, of every row.
	Scale Scale `json:"scale,omitzero"`
	// Options are what Single and Multi offer: at least one, each different, compared byte by byte.
	Options []string `json:"options,omitempty" validate:"max=1000,dive,required,text_size=1000,clean"`
	// Rows are the codes of what a matrix asks about: at least one, each written as a [QuestionID].
	Rows []string `json:"rows,omitempty" validate:"max=1000,dive,required,code"`
	// MinChoices and MaxChoices bound how many options an answer to Multi holds; 0 is no bound.
	MinChoices int `json:"minChoices,omitempty" validate:"min=0"`
	MaxChoices int `json:"maxChoices,omitempty" validate:"min=0"`
	// MaxRunes bounds the characters of a text; 0 is the most, 100,000.
	MaxRunes int `json:"maxRunes,omitempty" validate:"min=0,max=100000"`
	// Required says that an answer is due where the question is shown; in a matrix, for every row.
	Required bool `json:"required,omitempty"`
	// ShowIf says when the question is shown; the zero value is always.
	ShowIf Condition `json:"showIf,omitzero"`
	// Construct names what several items measure together, such as "comfort".
	Construct string `json:"construct,omitempty" validate:"text_size=1000,clean"`
	// Promise is the promise attribute that the question asks about.
	Promise Ref `json:"promise,omitzero"`
}

// A Questionnaire is declared once, for a brand and a market, and compiled to a [Form] that reads answers. ID is
// mandatory and so is a question, so the zero value is invalid. There are at most 10,000 questions.
type Questionnaire struct {
	ID        uuid.UUID         `json:"id" validate:"required"`
	Version   string            `json:"version,omitempty" validate:"text_size=1000,clean"`
	Title     map[string]string `json:"title,omitempty" validate:"max=100,dive,keys,required,max=35,clean,endkeys,text_size=10000,clean"`
	Questions []Question        `json:"questions" validate:"required,min=1,max=10000,dive"`
}

// FindingRef returns the ref by which others cite what the question found, such as a factor of a SWOT matrix as its
// evidence: {"survey.finding", "<uuid of the questionnaire>/<id>"}. It does not ask whether there is such a question.
func (q Questionnaire) FindingRef(id QuestionID) Ref {
	return Ref{"survey.finding", q.ID.String() + "/" + string(id)}
}
