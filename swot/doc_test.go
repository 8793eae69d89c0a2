package swot_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The worked example in the package comment is the one that Example runs, and prints what Example prints.
func TestDoc_example(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		return strings.ReplaceAll(string(text), "\r\n", "\n")
	}
	_, body, _ := strings.Cut(read("example_test.go"), "func Example() {\n")
	code, output, _ := strings.Cut(body, "\t// Output:\n")
	var shown []string
	for line := range strings.Lines(read("doc.go")) {
		if text, ok := strings.CutPrefix(line, "//\t"); ok {
			shown = append(shown, text)
		}
	}
	printed := strings.ReplaceAll(strings.TrimSuffix(output, "}\n"), "\t// ", "")
	assert.Contains(t, strings.Join(shown, ""), strings.ReplaceAll("\n"+code, "\n\t", "\n")[1:]+printed)
}
