package survey

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// An Answer is what a respondent gave to one question: points, choices, a text, or points for the rows of a matrix. The
// zero value says that he did not answer. In JSON it is a number, an array of texts, a text, an object, or null; one text
// stands for a text and for a single choice alike, and the kind of the question decides. A number that is no whole point,
// such as 6.5, is an answer too, and [Form.Check] names it.
type Answer struct {
	form   form
	points int
	texts  []string
	grid   map[string]int
	raw    string // of a value that fits no form, for the error that names it
}

// form says which answer it is.
type form uint8

const (
	absent form = iota
	pointsForm
	choicesForm
	textForm // a text, or a single choice
	gridForm
	badForm // of no question
)

// Points returns the answer of so many points.
func Points(v int) Answer { return Answer{form: pointsForm, points: v} }

// Choices returns the answer of some options. None are an answer too, of a question that allows none.
func Choices(options ...string) Answer {
	return Answer{form: choicesForm, texts: slices.Clone(options)}
}

// Text returns the answer of a text.
func Text(s string) Answer { return Answer{form: textForm, texts: []string{s}} }

// Grid returns the answer of points for the rows of a matrix. A row that is left out was not answered.
func Grid(rows map[string]int) Answer { return Answer{form: gridForm, grid: maps.Clone(rows)} }

// Points returns the points, and false if the answer is none.
func (a Answer) Points() (int, bool) { return a.points, a.form == pointsForm }

// Choices returns the options, and false if the answer is none; one text is a choice.
func (a Answer) Choices() ([]string, bool) {
	return slices.Clone(a.texts), a.form == choicesForm || a.form == textForm
}

// Text returns the text, and false if the answer is none.
func (a Answer) Text() (string, bool) {
	if a.form != textForm {
		return "", false
	}
	return a.texts[0], true
}

// Grid returns the points by row, and false if the answer is none.
func (a Answer) Grid() (map[string]int, bool) { return maps.Clone(a.grid), a.form == gridForm }

// MarshalJSON returns the answer as a number, an array of texts, a text, an object or null.
func (a Answer) MarshalJSON() ([]byte, error) {
	switch a.form {
	case pointsForm:
		return json.Marshal(a.points)
	case choicesForm:
		return json.Marshal(append([]string{}, a.texts...))
	case textForm:
		return json.Marshal(a.texts[0])
	case gridForm:
		return json.Marshal(a.grid)
	case badForm:
		return []byte(a.raw), nil
	}
	return []byte("null"), nil
}

// UnmarshalJSON sets a to the answer in data. A value of another form, such as 6.5 or true, is kept so that [Form.Check]
// can name it.
func (a *Answer) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	if len(data) == 0 {
		return fmt.Errorf("survey: answer: %w: no value", ErrInvalid)
	}
	var into any
	parsed := Answer{}
	switch data[0] {
	case 'n':
		*a = Answer{}
		return nil
	case '"':
		parsed.form, parsed.texts = textForm, make([]string, 1)
		into = &parsed.texts[0]
	case '[':
		parsed.form = choicesForm
		into = &parsed.texts
	case '{':
		parsed.form = gridForm
		into = &parsed.grid
	default:
		parsed.form = pointsForm
		into = &parsed.points
	}
	if json.Unmarshal(data, into) != nil {
		var compact bytes.Buffer
		if err := json.Compact(&compact, data); err != nil {
			return fmt.Errorf("survey: answer: %w", err)
		}
		parsed = Answer{form: badForm, raw: compact.String()}
	}
	*a = parsed
	return nil
}

// text returns the answer for an error: bounded, and only of numbers, never what a respondent wrote.
func (a Answer) text() string {
	switch a.form {
	case pointsForm:
		return strconv.Itoa(a.points)
	case badForm:
		if strings.Trim(a.raw, "0123456789+-.eE") == "" {
			return fmt.Sprintf("%.40s", a.raw)
		}
	}
	return ""
}
