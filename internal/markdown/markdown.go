// Package markdown writes what people look at: tables and texts of GitHub's Markdown, and labels of Mermaid
// drawings. Whatever the text holds, it stays one cell, one line or one label.
package markdown

import (
	"strings"
	"unicode"
)

// Escape returns text as one inline run of Markdown that reads as text: punctuation that could mark it up is
// escaped, newlines become <br>, other control characters and marks that reorder a line are dropped, and so is
// space around it, which Markdown would drop or take for an indented block.
func Escape(text string) string {
	var out strings.Builder
	text = strings.Trim(clean(text), " \t")
	for i, r := range text {
		switch {
		case r == '\n':
			out.WriteString("<br>")
		case strings.ContainsRune("\\`*_[]<>|~&$", r), i == 0 && opensBlock(text):
			out.WriteRune('\\')
			out.WriteRune(r)
		case (r == '.' || r == ')') && i <= 9 && isNumber(text[:i]) && endsMarker(text[i+1:]): // "1. " begins a list, ten digits none
			out.WriteRune('\\')
			out.WriteRune(r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// Table returns a table with its header, a row a line, every cell escaped by [Escape]. The i-th letter of align
// is 'r' for a column set right, as numbers are; any other letter, or none, sets it left. Short rows are filled
// with empty cells, long ones cut.
func Table(align string, header []string, rows [][]string) string {
	var out strings.Builder
	line := func(cells []string) {
		for i := range header {
			cell := ""
			if i < len(cells) {
				cell = Escape(cells[i])
			}
			out.WriteString("| " + cell + " ")
		}
		out.WriteString("|\n")
	}
	line(header)
	for i := range header {
		if i < len(align) && align[i] == 'r' {
			out.WriteString("| ---: ")
			continue
		}
		out.WriteString("| --- ")
	}
	out.WriteString("|\n")
	for _, row := range rows {
		line(row)
	}
	return out.String()
}

// Fence returns a drawing as a fenced block of Markdown in the language, such as "mermaid". The fence is longer than
// any that the drawing holds.
func Fence(language, drawing string) string {
	fence := "```"
	for strings.Contains(drawing, fence) {
		fence += "`"
	}
	return fence + language + "\n" + strings.TrimRight(drawing, "\n") + "\n" + fence + "\n"
}

// Label returns text as a quoted Mermaid label. Characters that would end the label or the line, mark it up or
// begin an entity become Mermaid's entity codes, newlines become spaces.
func Label(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range clean(text) {
		if entity, ok := entities[r]; ok {
			out.WriteString(entity)
			continue
		}
		out.WriteRune(r)
	}
	out.WriteByte('"')
	return out.String()
}

// entities are the codes of the characters that a Mermaid label cannot hold as they are.
var entities = map[rune]string{
	'"': "#quot;", '#': "#35;", ';': "#59;", '<': "#lt;", '>': "#gt;", '&': "#amp;", '`': "#96;", '\\': "#92;",
	'\n': " ", '\t': " ", '%': "#37;",
}

// clean drops what never belongs in a line: invalid bytes, control characters but tab and newline, and the marks
// that turn the direction of writing. A carriage return with its newline is one newline, and so are the separators
// of lines and paragraphs.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsControl(r), r == unicode.ReplacementChar, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
}

// opensBlock reports whether text would begin a heading or a list, or rule off what stands above it.
func opensBlock(text string) bool {
	return text[0] == '#' || (text[0] == '-' || text[0] == '+') && endsMarker(text[1:]) ||
		strings.Trim(text, "- ") == "" || strings.Trim(text, "= ") == ""
}

// endsMarker reports whether what follows the marker of a list makes it one: a blank, or nothing.
func endsMarker(rest string) bool { return rest == "" || strings.ContainsAny(rest[:1], " \t\n") }

// isNumber reports whether text is made of digits only.
func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
