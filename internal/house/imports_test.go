package house_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// edges are the imports allowed among our packages, besides the internal leaves: a package may import those named, and along
// a chain an import may skip. The cases and the examples import any.
var edges = map[string][]string{
	"pricing/promotion":    {"pricing"},
	"pricing/quote":        {"pricing/promotion", "pricing"},
	"promise/agreement":    {"promise"},
	"actionplan":           {"actionplan/calendar"},
	"actionplan/schedule":  {"actionplan", "actionplan/calendar"},
	"actionplan/earned":    {"actionplan", "actionplan/calendar"},
	"survey/complaint":     {"survey"},
	"lifetime/rfm":         {"lifetime"},
	"lifetime/contractual": {"lifetime"},
}

// leafEdges are the imports allowed among the internal leaves: tags on decimals need their limits.
var leafEdges = map[string][]string{"internal/declare": {"internal/bound"}}

// numeric are the packages that link no validator, directly or through another package; so does all below a slash.
var numeric = []string{
	"lifetime/", "swot/ahp", "swot/mcdm", "promise/sigma", "promise/staffing", "pricing/revenue", "actionplan/calendar",
	"survey/reliability", "survey/driver", "survey/kano", "survey/servqual", "survey/weighting",
}

func TestImports(t *testing.T) {
	for _, p := range ours(t) {
		if strings.HasPrefix(p.path(), "examples/") || p.path() == "seeds" || p.path() == "internal/house" {
			continue
		}
		for _, imported := range p.Imports {
			path, our := strings.CutPrefix(imported, module+"/")
			switch {
			case !our:
			case strings.HasPrefix(p.path(), "internal/"):
				assert.Contains(t, leafEdges[p.path()], path, "%s imports %s", p.path(), path)
			case !strings.HasPrefix(path, "internal/"):
				assert.Contains(t, edges[p.path()], path, "%s imports %s", p.path(), path)
			}
		}
		for _, imported := range slices.Concat(p.TestImports, p.XTestImports) {
			assert.NotEqual(t, module+"/seeds", imported, "the tests of %s import the cases", p.path())
		}
	}
}

func TestImports_validator(t *testing.T) {
	const validator = "github.com/go-playground/validator/v10"
	for _, p := range ours(t) {
		for _, name := range numeric {
			if p.path() == strings.TrimSuffix(name, "/") || strings.HasSuffix(name, "/") && strings.HasPrefix(p.path(), name) {
				assert.NotContains(t, p.Deps, validator, p.path())
			}
		}
	}
}

// impure are the packages of the standard library that a pure package does without.
var impure = []string{"os", "io", "net", "log", "log/slog", "math/rand", "unsafe", "syscall", "runtime", "os/exec", "sync/atomic", "flag"}

func TestImports_pure(t *testing.T) {
	for _, p := range ours(t) {
		if !p.pure() {
			continue
		}
		for _, imported := range p.Imports {
			assert.False(t, slices.Contains(impure, imported) || strings.HasPrefix(imported, "net/"), "%s imports %s", p.path(), imported)
		}
	}
}
