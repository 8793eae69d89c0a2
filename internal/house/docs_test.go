package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// exempt are the names of functions that need no example: what they do is fixed by an interface.
var exempt = regexp.MustCompile(`^(String|Error|Unwrap|Value|Scan|Marshal\w*|Unmarshal\w*)$`)

// examples returns the names of the example functions of a package, without their suffix.
func examples(t *testing.T, p listed) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for _, name := range append(p.TestGoFiles, p.XTestGoFiles...) {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ParseComments)
		require.NoError(t, err)
		for _, declaration := range file.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if example, ok := strings.CutPrefix(function.Name.Name, "Example"); ok {
				assert.True(t, hasOutput(file, function), "%s/%s: Example%s has no output", p.path(), name, example)
				parts := strings.Split(example, "_")
				if last := parts[len(parts)-1]; len(parts) > 1 && last != "" && last[0] >= 'a' && last[0] <= 'z' {
					parts = parts[:len(parts)-1]
				}
				found[strings.Join(parts, ".")] = true
			}
		}
	}
	return found
}

// hasOutput reports whether an example says what it prints.
func hasOutput(file *ast.File, function *ast.FuncDecl) bool {
	return slices.ContainsFunc(file.Comments, func(c *ast.CommentGroup) bool {
		return c.Pos() > function.Body.Pos() && c.End() < function.Body.End() && strings.Contains(strings.ToLower(c.Text()), "output:")
	})
}

// TestDocs_examples: every exported function and method of a library package has an example, and every package a whole one.
func TestDocs_examples(t *testing.T) {
	for _, p := range sources(t) {
		if !p.importable() {
			continue
		}
		found := examples(t, p.listed)
		if p.path() != "seeds" {
			assert.True(t, found[""], "%s has no example of the package", p.path())
		}
		for _, name := range exportedFunctions(p) {
			_, method, isMethod := strings.Cut(name, ".")
			if isMethod && exempt.MatchString(method) || isEnumParser(p, name) {
				continue
			}
			assert.True(t, found[name], "%s: no Example%s", p.path(), strings.ReplaceAll(name, ".", "_"))
		}
	}
}

// exportedFunctions returns the exported functions and methods of a package, methods as Type.Method.
func exportedFunctions(p checked) (names []string) {
	for _, file := range p.files {
		for _, declaration := range file.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok || !function.Name.IsExported() {
				continue
			}
			name := function.Name.Name
			if function.Recv != nil {
				receiver := function.Recv.List[0].Type
				if star, ok := receiver.(*ast.StarExpr); ok {
					receiver = star.X
				}
				id, ok := receiver.(*ast.Ident)
				if !ok || !id.IsExported() {
					continue
				}
				name = id.Name + "." + name
			}
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// isEnumParser reports whether a function is ParseX of an enumeration X: a type made of whole numbers.
func isEnumParser(p checked, name string) bool {
	of, ok := strings.CutPrefix(name, "Parse")
	if !ok {
		return false
	}
	object := p.types.Scope().Lookup(of)
	if object == nil {
		return false
	}
	basic, ok := object.Type().Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}

// TestDocs_comments: every exported name has a comment that begins with it; a line after a constant or an error will do.
func TestDocs_comments(t *testing.T) {
	for _, p := range sources(t) {
		if p.Name == "main" || p.path() == "internal/house" {
			continue
		}
		packageDoc := ""
		for _, file := range p.files {
			packageDoc += file.Doc.Text()
			for _, declaration := range file.Decls {
				switch declaration := declaration.(type) {
				case *ast.FuncDecl:
					if declaration.Name.IsExported() && exportedReceiver(declaration) {
						begins(t, p, declaration, declaration.Name.Name, declaration.Doc)
					}
				case *ast.GenDecl:
					documentedSpecs(t, p, declaration)
				}
			}
		}
		assert.True(t, strings.HasPrefix(packageDoc, "Package "+p.Name), "%s has no package comment", p.path())
	}
}

// exportedReceiver reports whether a function is a function, or the method of an exported type.
func exportedReceiver(function *ast.FuncDecl) bool {
	if function.Recv == nil {
		return true
	}
	receiver := function.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	id, ok := receiver.(*ast.Ident)
	return ok && id.IsExported()
}

// begins checks that a comment is there and begins with the name, with or without an article.
func begins(t *testing.T, p checked, n ast.Node, name string, doc *ast.CommentGroup) {
	t.Helper()
	text := doc.Text()
	for _, article := range []string{"A ", "An ", "The "} {
		text = strings.TrimPrefix(text, article)
	}
	assert.True(t, strings.HasPrefix(text, name), "%s: the comment on %s does not begin with it", p.place(n), name)
}

// documentedSpecs checks types, constants and variables.
func documentedSpecs(t *testing.T, p checked, declaration *ast.GenDecl) {
	t.Helper()
	for _, spec := range declaration.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if spec.Name.IsExported() {
				doc := spec.Doc
				if doc == nil {
					doc = declaration.Doc
				}
				begins(t, p, spec, spec.Name.Name, doc)
			}
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				documented := spec.Doc != nil || spec.Comment != nil || declaration.Doc != nil
				assert.True(t, !name.IsExported() || documented, "%s: %s has no comment", p.place(spec), name.Name)
			}
		}
	}
}
