package survey

import (
	"fmt"
	"time"

	"github.com/google/uuid"
)

// A Response is what one respondent gave. Segments say who he is, such as {"brand": "OCC"}. The zero value answers nothing.
type Response struct {
	ID       uuid.UUID             `json:"id"`
	At       time.Time             `json:"at,omitzero"`
	Took     time.Duration         `json:"took,omitempty"`
	Segments map[string]string     `json:"segments,omitempty"`
	Answers  map[QuestionID]Answer `json:"answers,omitempty"`
}

// An AnswerError is an answer that does not fit its question; Question is "Q6.clean" for a row of a matrix. Code is one of
// required, range, integer, option, duplicate, few, many, long, row, hidden, kind and unknown. Value is the number that was
// given, "" for anything else: what a respondent wrote stays out of errors.
type AnswerError struct {
	Question    QuestionID
	Code, Value string
}

// Error names the question, the code and the number.
func (e AnswerError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("survey: answer to %.130s: %s", e.Question, e.Code)
	}
	return fmt.Sprintf("survey: answer to %.130s: %s: %s", e.Question, e.Code, e.Value)
}
