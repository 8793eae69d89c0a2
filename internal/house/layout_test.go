package house_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// topLevel is what stands in the folder of the module, besides dot-files.
var topLevel = []string{
	"LICENSE", "README.md", "doc.go", "go.mod", "go.sum", "internal", "swot", "promise", "pricing", "actionplan", "survey",
	"lifetime", "seeds", "examples",
}

func TestLayout_topLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	require.NoError(t, err)
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".") {
			assert.Contains(t, topLevel, entry.Name())
		}
	}
}

// lines returns how many lines a file has.
func lines(t *testing.T, dir, name string) int {
	text, err := os.ReadFile(filepath.Join(dir, name))
	require.NoError(t, err)
	return bytes.Count(text, []byte("\n"))
}

func TestLayout_files(t *testing.T) {
	leaves := 0
	for _, p := range ours(t) {
		for _, name := range p.GoFiles {
			n := lines(t, p.Dir, name)
			assert.LessOrEqual(t, n, 400, "%s/%s: a noun is hiding in there", p.path(), name)
			if strings.HasPrefix(p.path(), "internal/") {
				leaves += n
			}
		}
		for _, name := range append(p.TestGoFiles, p.XTestGoFiles...) {
			if name != "example_test.go" { // one example a function
				assert.LessOrEqual(t, lines(t, p.Dir, name), 400, "%s/%s", p.path(), name)
			}
		}
		if p.importable() {
			assert.Contains(t, p.GoFiles, "doc.go", p.path())
		}
	}
	assert.LessOrEqual(t, leaves, 900, "the internal leaves together")
}

// TestLayout_readme: at most 180 lines, and every package has its row.
func TestLayout_readme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	assert.LessOrEqual(t, bytes.Count(readme, []byte("\n")), 180)
	for _, p := range ours(t) {
		if p.importable() {
			assert.Contains(t, string(readme), "["+p.path()+"]("+p.path()+")", "a row in the table of packages")
		}
	}
}
