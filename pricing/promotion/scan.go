package promotion

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// member is one name of a JSON object and the bytes of its value.
type member struct{ name, raw []byte }

// mostMembers is more than any object here has fields. Without it, looking for names that stand twice would take the square
// of their number.
const mostMembers = 32

// membersOf returns the members of raw, sound JSON, in their order. It returns [ErrDecode] unless raw is an object, for
// more than mostMembers, and for a name that stands twice, of which encoding/json would take the last.
func membersOf(raw []byte) ([]member, error) {
	if raw[0] != '{' {
		return nil, fmt.Errorf("%w: not an object", ErrDecode)
	}
	members := make([]member, 0, 8)
	for i := blank(raw, 1); raw[i] != '}'; {
		end := skip(raw, i)
		name, err := nameIn(raw[i:end])
		if err != nil {
			return nil, err
		}
		if len(members) == mostMembers {
			return nil, fmt.Errorf("%w: more than %d fields, unknown ones among them", ErrDecode, mostMembers)
		}
		for _, earlier := range members {
			if bytes.Equal(earlier.name, name) {
				return nil, fmt.Errorf("%w: field %.40q stands twice", ErrDecode, name)
			}
		}
		i = blank(raw, blank(raw, end)+1) // past the colon
		end = skip(raw, i)
		members = append(members, member{name, raw[i:end]})
		i = next(raw, end)
	}
	return members, nil
}

// nameIn returns the name in raw, a text: without its quotes, its escapes resolved.
func nameIn(raw []byte) ([]byte, error) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1], nil
	}
	name, err := unquote(raw)
	return []byte(name), err
}

// elementsOf returns the elements of raw, sound JSON. It returns [ErrDecode] unless raw is an array.
func elementsOf(raw []byte) ([][]byte, error) {
	if raw[0] != '[' {
		return nil, fmt.Errorf("%w: not an array", ErrDecode)
	}
	var elements [][]byte
	for i := blank(raw, 1); raw[i] != ']'; {
		end := skip(raw, i)
		elements = append(elements, raw[i:end])
		i = next(raw, end)
	}
	return elements, nil
}

// trim returns the value in data without the blanks around it. It returns [ErrDecode] unless data is sound JSON.
func trim(data []byte) ([]byte, error) {
	if !json.Valid(data) || !utf8.Valid(data) {
		return nil, fmt.Errorf("%w: not JSON", ErrDecode)
	}
	start := blank(data, 0)
	return data[start:skip(data, start)], nil
}

// blank returns the first place from i on that holds no blank.
func blank(raw []byte, i int) int {
	for i < len(raw) && (raw[i] == ' ' || raw[i] == '\n' || raw[i] == '\t' || raw[i] == '\r') {
		i++
	}
	return i
}

// next returns the place of what follows a value that ends at end: past the comma if there is one.
func next(raw []byte, end int) int {
	i := blank(raw, end)
	if raw[i] == ',' {
		return blank(raw, i+1)
	}
	return i
}

// skip returns the end of the value that starts at i.
func skip(raw []byte, i int) int {
	for depth := 0; i < len(raw); i++ {
		switch raw[i] {
		case '"':
			i = skipText(raw, i)
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth < 0 {
				return i // of what holds a number or a word
			}
			if depth == 0 {
				return i + 1
			}
		case ',', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return i
			}
		}
	}
	return i
}

// skipText returns the place of the quote that ends the text starting at i.
func skipText(raw []byte, i int) int {
	for i++; raw[i] != '"'; i++ {
		if raw[i] == '\\' {
			i++
		}
	}
	return i
}

// unquote returns the text in raw. It returns [ErrDecode] unless raw is a text.
func unquote(raw []byte) (string, error) {
	if raw[0] != '"' {
		return "", fmt.Errorf("%w: not a text", ErrDecode)
	}
	for _, c := range raw {
		if c == '\\' {
			var text string
			if err := json.Unmarshal(raw, &text); err != nil { // not for sound JSON
				return "", fmt.Errorf("%w: %w", ErrDecode, err)
			}
			return text, nil
		}
	}
	return string(raw[1 : len(raw)-1]), nil
}

// appendText appends text quoted as encoding/json does, characters of HTML escaped. It returns [ErrInvalid] for bytes
// that are no UTF-8, which JSON cannot hold.
func appendText(out []byte, text string) ([]byte, error) {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7f || strings.IndexByte(`"\<>&`, c) >= 0 {
			if !utf8.ValidString(text) {
				return nil, fmt.Errorf("%w: not UTF-8: %.40q", ErrInvalid, text)
			}
			quoted, err := json.Marshal(text)
			return append(out, quoted...), err
		}
	}
	return append(append(append(out, '"'), text...), '"'), nil
}

// wholeOf returns the whole number in raw. It returns [ErrDecode] for anything else, 1.0 and 1e3 too.
func wholeOf(raw []byte) (int, error) {
	n, err := strconv.Atoi(string(raw))
	if err != nil {
		return 0, fmt.Errorf("%w: not a whole number of 64 bits", ErrDecode)
	}
	return n, nil
}
