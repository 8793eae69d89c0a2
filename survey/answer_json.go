package survey

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// MarshalJSON returns a as JSON; choices are an array even if there is one.
func (a Answer) MarshalJSON() ([]byte, error) {
	switch a.shape {
	case shapePoints:
		return strconv.AppendInt(nil, int64(a.points), 10), nil
	case shapeText:
		return json.Marshal(a.text)
	case shapeList:
		return json.Marshal(a.list)
	case shapeOther:
		return []byte(a.text), nil
	case shapeGrid:
		rows := make(map[string]json.RawMessage, len(a.grid))
		for row, c := range a.grid {
			rows[row] = json.RawMessage(c.raw)
			if c.raw == "" {
				rows[row] = strconv.AppendInt(nil, int64(c.points), 10)
			}
		}
		return json.Marshal(rows) // sorted by row
	}
	return []byte("null"), nil
}

// UnmarshalJSON sets a to the answer in data, whatever JSON it is. Rows that are null are not answered. For bytes that
// are not JSON it returns [ErrDecode] and leaves a alone.
func (a *Answer) UnmarshalJSON(data []byte) error {
	var compact bytes.Buffer
	if err := json.Compact(&compact, data); err != nil {
		return fmt.Errorf("survey: decode answer: %w: %w", ErrDecode, err)
	}
	*a = answerOf(compact.Bytes())
	return nil
}

// answerOf returns the answer in data, which is JSON without spaces.
func answerOf(data []byte) Answer {
	other := Answer{shape: shapeOther, text: string(data)}
	switch data[0] {
	case 'n':
		return Answer{}
	case '"':
		var text string
		if json.Unmarshal(data, &text) == nil {
			return Text(text)
		}
	case '[':
		if list, ok := stringsOf(data); ok {
			return Choices(list...)
		}
	case '{':
		var rows map[string]json.RawMessage
		if json.Unmarshal(data, &rows) == nil {
			return gridOf(rows)
		}
	default:
		if points, ok := wholeOf(string(data)); ok {
			return Points(points)
		}
	}
	return other
}

// stringsOf returns the strings in data, an array, and whether there is nothing else; null would decode as "".
func stringsOf(data []byte) ([]string, bool) {
	var list []*string
	if json.Unmarshal(data, &list) != nil {
		return nil, false
	}
	texts := make([]string, len(list))
	for i, text := range list {
		if text == nil {
			return nil, false
		}
		texts[i] = *text
	}
	return texts, true
}

// gridOf returns the answer to a matrix.
func gridOf(rows map[string]json.RawMessage) Answer {
	grid := make(map[string]cell, len(rows))
	for row, raw := range rows {
		if string(raw) == "null" {
			continue
		}
		if points, ok := wholeOf(string(raw)); ok {
			grid[row] = cell{points: points}
		} else {
			grid[row] = cell{raw: string(raw)}
		}
	}
	if len(grid) == 0 {
		return Answer{}
	}
	return Answer{shape: shapeGrid, grid: grid}
}

// wholeOf returns the whole number that literal, JSON without spaces, is; 6.0 is one, 6.5 and 1e1 are not.
func wholeOf(literal string) (int, bool) {
	whole, fraction, _ := strings.Cut(literal, ".")
	points, err := strconv.Atoi(whole)
	return points, err == nil && strings.Trim(fraction, "0") == ""
}

// rawCode returns the code of an [AnswerError] for literal, JSON that is not a whole number where one is due.
func rawCode(literal string) string {
	if c := literal[0]; c != '-' && (c < '0' || c > '9') {
		return "kind"
	}
	whole, fraction, _ := strings.Cut(literal, ".")
	if _, err := strconv.Atoi(whole); errors.Is(err, strconv.ErrRange) && strings.Trim(fraction, "0") == "" {
		return "range"
	}
	return "integer"
}
