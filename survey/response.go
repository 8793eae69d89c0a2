package survey

import (
	"fmt"
	"time"

	"github.com/google/uuid"
)

// A Response is what one respondent gave: raw, unchecked answers by question. The zero value answers nothing.
// [Form.Check] says what is wrong with it. Took is how long the answering lasted, in JSON in nanoseconds, 0 where not
// known. Segments place the respondent, such as {"brand": "ADO GL", "market": "Puebla"}.
type Response struct {
	ID       uuid.UUID             `json:"id"`
	At       time.Time             `json:"at"`
	Took     time.Duration         `json:"took,omitempty"`
	Segments map[string]string     `json:"segments,omitempty"`
	Answers  map[QuestionID]Answer `json:"answers,omitempty"`
}

// An AnswerError is an answer that its question does not take. Question is "Q6.clean" for a fault of a row of a
// matrix, Value a bounded echo of what was given, and Code one of
//
//	required   shown, mandatory and not answered
//	range      a number outside the scale
//	integer    a number that is not whole
//	option     an option that is not declared
//	duplicate  one option twice
//	few        fewer options than MinChoices
//	many       more options than MaxChoices, or than one
//	long       a text of more characters than MaxRunes
//	row        a row that is not declared
//	hidden     an answer to a question that is not shown
//	kind       an answer of another kind, such as words where points are due
//	unknown    an answer to a question that is not declared
type AnswerError struct {
	Question    QuestionID
	Code, Value string
}

// Error names the question, the code and what was given.
func (e AnswerError) Error() string {
	return fmt.Sprintf("survey: answer to %.140q: %s: %.40q", string(e.Question), e.Code, e.Value)
}
