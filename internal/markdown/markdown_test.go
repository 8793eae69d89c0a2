package markdown_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"plain, čšž, 東京, 50 %":    "plain, čšž, 東京, 50 %",
		"a|b":                     `a\|b`,
		`a\|b`:                    `a\\\|b`,
		`a\`:                      `a\\`,
		"*b* _i_ `c` ~~s~~":       "\\*b\\* \\_i\\_ \\`c\\` \\~\\~s\\~\\~",
		"<b>&amp;</b>":            `\<b\>\&amp;\</b\>`,
		"[a](b) ![c](d)":          `\[a\](b) !\[c\](d)`,
		"$x$":                     `\$x\$`,
		"one\ntwo\r\nthree":       "one<br>two<br>three",
		"one\u2028two\u2029three": "one<br>two<br>three",
		"# head":                  `\# head`,
		"#1":                      `\#1`,
		"a # b":                   "a # b",
		"- item":                  `\- item`,
		"-":                       `\-`,
		"-5 %":                    "-5 %",
		"+5":                      "+5",
		"+ item":                  `\+ item`,
		"---":                     `\---`,
		"- - -":                   `\- - -`,
		"===":                     `\===`,
		"=5":                      "=5",
		"1. item":                 `1\. item`,
		"12) item":                `12\) item`,
		"1.5":                     "1.5",
		"1234567890. no list":     "1234567890. no list",
		"v1. item":                "v1. item",
		"  padded\t":              "padded",
		"\t# head":                `\# head`,
		"a\x00b\x1bc\x7f":         "abc",
		"a\u202eb\u2066c":         "abc",
		"bad \xff byte":           "bad  byte",
		"Ok \ufffd":               "Ok", // what stands for a bad byte goes, too
		"\n- item":                "<br>- item",
	} {
		assert.Equal(t, want, markdown.Escape(text), "%q", text)
	}
}

// opens are the beginnings of lines that are no text in CommonMark 0.31: indented code, headings and their
// underlines, rules, lists, quotes, fences.
var opens = regexp.MustCompile("^(\\s|#|[-+*](\\s|$)|[0-9]{1,9}[.)](\\s|$)|=+\\s*$|(-\\s*)+$|>|```|~~~)")

// read reads a line of escaped text by a strict grammar: an escaped character of punctuation, <br>, or a character
// that marks nothing up. It reports false for any other.
func read(line string) (text string, ok bool) {
	if opens.MatchString(line) {
		return "", false
	}
	var out strings.Builder
	for line != "" {
		r, size := utf8.DecodeRuneInString(line)
		rest := line[size:]
		switch {
		case strings.HasPrefix(line, "<br>"):
			r, rest = '\n', line[4:]
		case r == '\\':
			if rest == "" || !strings.ContainsRune("\\`*_[]<>|~&$#-+=.)", rune(rest[0])) {
				return "", false
			}
			r, rest = rune(rest[0]), rest[1:]
		case strings.ContainsRune("`*_[]<>|~&$\n\r", r), unicode.IsControl(r) && r != '\t', size == 1 && r == utf8.RuneError:
			return "", false
		}
		out.WriteRune(r)
		line = rest
	}
	return out.String(), true
}

// shown is what a reader is to see of text.
func shown(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\u2028', r == '\u2029':
			out.WriteRune('\n')
		case r == '\n', r == '\t', !unicode.IsControl(r) && r != utf8.RuneError && !unicode.Is(unicode.Bidi_Control, r):
			out.WriteRune(r)
		}
	}
	return strings.Trim(out.String(), " \t")
}

// hostileText draws text that is full of what means something to Markdown or Mermaid.
func hostileText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringOf(rapid.SampledFrom([]rune("\\|`*_[]<>~&$#-+=.)(!\"';:%{}\n\r\t 019aé\x00\u202e\u2028"))),
	)
}

func TestEscape_readsAsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := hostileText().Draw(t, "text")
		got, ok := read(markdown.Escape(text))
		require.True(t, ok, "%q", markdown.Escape(text))
		assert.Equal(t, shown(text), got)
	})
}

func TestTable(t *testing.T) {
	assert.Equal(t, `| Brand | Price \| MXN |
| --- | ---: |
| PLUS | 10 |
| a<br>b |  |
| c | d |
`, markdown.Table("lr", []string{"Brand", "Price | MXN"}, [][]string{{"PLUS", "10"}, {"a\nb"}, {"c", "d", "cut"}}))
	assert.Equal(t, "| A |\n| --- |\n", markdown.Table("", []string{"A"}, nil), "no rows, no alignment")
}

// cells splits a line of a table at the pipes that are not escaped.
func cells(line string) (all []string) {
	var cell strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line):
			cell.WriteString(line[i : i+2])
			i++
		case line[i] == '|':
			all = append(all, cell.String())
			cell.Reset()
		default:
			cell.WriteByte(line[i])
		}
	}
	return append(all, cell.String())
}

// checkTable asserts that a table has a line a row and a cell a cell, whose text is that of rows.
func checkTable(t assert.TestingT, table string, columns int, rows [][]string) {
	lines := strings.Split(table, "\n")
	if !assert.Len(t, lines, len(rows)+2) {
		return
	}
	assert.Empty(t, lines[len(lines)-1], "it ends in a newline")
	for i, line := range append(lines[:1:1], lines[2:len(lines)-1]...) {
		parts := cells(line)
		if !assert.Len(t, parts, columns+2, line) {
			return
		}
		assert.Empty(t, parts[0])
		assert.Empty(t, parts[columns+1])
		for j, part := range parts[1 : columns+1] {
			want := ""
			if j < len(rows[i]) {
				want = shown(rows[i][j])
			}
			got, ok := read(strings.TrimSuffix(strings.TrimPrefix(part, " "), " "))
			assert.True(t, ok, part)
			assert.Equal(t, want, got)
		}
	}
}

func TestTable_cells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 4).Draw(t, "columns")
		header := rapid.SliceOfN(hostileText(), columns, columns).Draw(t, "header")
		rows := rapid.SliceOfN(rapid.SliceOfN(hostileText(), 0, 5), 0, 4).Draw(t, "rows")
		table := markdown.Table("lr", header, rows)
		checkTable(t, table, columns, append([][]string{header}, rows...))
	})
}

func TestFence(t *testing.T) {
	assert.Equal(t, "```mermaid\nflowchart LR\n  a --> b\n```\n", markdown.Fence("mermaid", "flowchart LR\n  a --> b\n\n"))
	assert.Equal(t, "`````text\n````\ninside\n````\n`````\n", markdown.Fence("text", "````\ninside\n````"), "a longer fence")
	rapid.Check(t, func(t *rapid.T) {
		drawing := rapid.StringMatching("[`a\n]{0,30}").Draw(t, "drawing")
		lines := strings.Split(markdown.Fence("", drawing), "\n")
		for _, line := range lines[1 : len(lines)-2] {
			assert.False(t, strings.HasPrefix(line, lines[0]), "no line within ends the block")
		}
		assert.Equal(t, lines[0], lines[len(lines)-2])
	})
}

func TestLabel(t *testing.T) {
	for text, want := range map[string]string{
		"":                    `""`,
		"Punctuality, 95 %":   `"Punctuality, 95 #37;"`,
		`say "hi"`:            `"say #quot;hi#quot;"`,
		"a;b#c":               `"a#59;b#35;c"`,
		"<b>&`\\":             `"#lt;b#gt;#amp;#96;#92;"`,
		"one\ntwo\tthree\r\n": `"one two three "`,
		"a\u202eb\x00\xffc":   `"abc"`,
		"%%{init: {}}%%":      `"#37;#37;{init: {}}#37;#37;"`,
		"title: section":      `"title: section"`,
	} {
		assert.Equal(t, want, markdown.Label(text), "%q", text)
	}
}

// label is a quoted label: no quote, line end, backslash, backtick, percent or angle within, and # and ; only in
// codes of entities.
var label = regexp.MustCompile("^\"([^\"#;<>&`\\\\%\\pC\u2028\u2029]|[\\p{Cf}\\p{Co}\\p{Cn}]|#(quot|35|59|lt|gt|amp|96|92|37);)*\"$")

// entities are Mermaid's, and HTML's, meaning of the codes.
var entities = strings.NewReplacer("#quot;", `"`, "#35;", "#", "#59;", ";", "#lt;", "<", "#gt;", ">", "#amp;", "&",
	"#96;", "`", "#92;", `\`, "#37;", "%")

func checkLabel(t assert.TestingT, text string) {
	got := markdown.Label(text)
	assert.Regexp(t, label, got)
	blanks := strings.NewReplacer("\n", " ", "\t", " ", "\u2028", " ", "\u2029", " ")
	var want strings.Builder
	for _, r := range blanks.Replace(text) {
		if !unicode.IsControl(r) && r != utf8.RuneError && !unicode.Is(unicode.Bidi_Control, r) {
			want.WriteRune(r)
		}
	}
	assert.Equal(t, want.String(), entities.Replace(got[1:len(got)-1]), "the codes give the text back")
}

func TestLabel_grammar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkLabel(t, hostileText().Draw(t, "text")) })
}

func FuzzTable(f *testing.F) {
	f.Add("a|b", `c\`, "\n|")
	f.Add("`|`", "<br>", "- |\\|")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		rows := [][]string{{a, b}, {c}, {b, c, a}}
		checkTable(t, markdown.Table("rr", rows[0], rows[1:]), 2, rows)
	})
}

func FuzzLabel(f *testing.F) {
	f.Add("\"#quot;\n")
	f.Add("\\\"; %% `")
	f.Fuzz(func(t *testing.T, text string) { checkLabel(t, text) })
}
