package survey

import "github.com/google/uuid"

// A QuestionID names a question: 1 to 64 letters, digits, "-" and "_". "Q6.clean" addresses the row clean of matrix Q6.
type QuestionID string

// A Ref points to a part of an aggregate of another package, such as {"promise.attribute", "<uuid>/punctuality"}. Kind and
// ID are both given or both empty; the zero value points to nothing.
type Ref struct {
	Kind string `json:"kind" validate:"max=4096,clean"`
	ID   string `json:"id" validate:"max=4096,clean"`
}

// A Question is asked once of each respondent to whom it is shown. The zero value is invalid.
type Question struct {
	ID         QuestionID        `json:"id"`
	Kind       Kind              `json:"kind" validate:"required,max=10"`
	Text       map[string]string `json:"text,omitempty" validate:"max=100,dive,max=4096,clean"` // by language
	Scale      Scale             `json:"scale,omitzero"`                                        // of a question that is scored
	Options    []string          `json:"options,omitempty" validate:"max=1000"`                 // of a Single or Multi
	Rows       []string          `json:"rows,omitempty" validate:"max=1000"`                    // of a Matrix, named as questions are
	MinChoices int               `json:"minChoices,omitempty" validate:"min=0,max=1000"`        // of a Multi
	MaxChoices int               `json:"maxChoices,omitempty" validate:"min=0,max=1000"`        // of a Multi; 0 for any number
	MaxRunes   int               `json:"maxRunes,omitempty" validate:"min=0,max=100000"`        // of a Text; 0 for 100,000
	Required   bool              `json:"required,omitempty"`
	ShowIf     Condition         `json:"showIf,omitzero"`                               // the zero value shows it always
	Construct  string            `json:"construct,omitempty" validate:"max=4096,clean"` // what it measures together with others
	Promise    Ref               `json:"promise,omitzero"`                              // the attribute of a promise that it asks about
}

// A Questionnaire is a list of questions, in the order in which they are asked. The zero value is invalid.
type Questionnaire struct {
	ID        uuid.UUID         `json:"id" validate:"required"`
	Version   string            `json:"version,omitempty" validate:"max=100,clean"`
	Title     map[string]string `json:"title,omitempty" validate:"max=100,dive,max=4096,clean"` // by language
	Questions []Question        `json:"questions" validate:"min=1,max=1000,dive"`
}

// FindingRef returns a reference to what a question finds, {"survey.finding", "<uuid>/Q1"}, whether it is there or not. The
// evidence of a SWOT factor stores it.
func (q Questionnaire) FindingRef(id QuestionID) Ref {
	return Ref{"survey.finding", q.ID.String() + "/" + string(id)}
}
