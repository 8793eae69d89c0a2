// Package house_test guards the rules of the house: layout, imports, purity, decimals and documentation. It discovers the
// packages, so that a new one is guarded from its first commit.
package house_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/seed-4ccf82d5/servicequality"

// listed is what the go command says of a package.
type listed struct {
	ImportPath, Dir, Name, Export               string
	GoFiles, TestGoFiles, XTestGoFiles, Imports []string
	Deps, TestImports, XTestImports             []string
	Standard                                    bool
}

// path returns the import path below the module, "" for its root.
func (p listed) path() string {
	return strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
}

// importable reports whether p is for others to import: not a command, an example, internal or the root.
func (p listed) importable() bool {
	return p.Name != "main" && p.path() != "" && !strings.HasPrefix(p.path(), "internal/") && !strings.HasPrefix(p.path(), "examples/")
}

// pure reports whether p is held to the rules of the library: libraries but the cases, and the internal leaves.
func (p listed) pure() bool {
	return p.Name != "main" && p.path() != "internal/house"
}

// everything lists the packages of the module and all that they depend on, with their export data.
var everything = sync.OnceValues(func() ([]listed, error) {
	command := exec.Command("go", "list", "-export", "-deps", "-json", "./...")
	command.Dir = root
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		return nil, err
	}
	var all []listed
	for decoder := json.NewDecoder(bytes.NewReader(output)); ; {
		var p listed
		if err := decoder.Decode(&p); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
})

// root is the folder of the module as seen from here.
const root = "../.."

// ours returns the packages of the module.
func ours(t *testing.T) (packages []listed) {
	t.Helper()
	all, err := everything()
	require.NoError(t, err)
	for _, p := range all {
		if strings.HasPrefix(p.ImportPath+"/", module+"/") {
			packages = append(packages, p)
		}
	}
	require.NotEmpty(t, packages)
	return packages
}

// A checked package is parsed and type-checked, without its tests.
type checked struct {
	listed
	fset  *token.FileSet
	files []*ast.File
	info  *types.Info
	types *types.Package
}

// place returns where a node stands, for a message.
func (c checked) place(n ast.Node) string {
	position := c.fset.Position(n.Pos())
	return fmt.Sprintf("%s/%s:%d", c.path(), filepath.Base(position.Filename), position.Line)
}

var checkAll = sync.OnceValues(func() ([]checked, error) {
	all, err := everything()
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, p := range all {
		exports[p.ImportPath] = p.Export
	}
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	var packages []checked
	for _, p := range all {
		if !strings.HasPrefix(p.ImportPath+"/", module+"/") {
			continue
		}
		c := checked{listed: p, fset: fset, info: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
		}}
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.ParseComments)
			if err != nil {
				return nil, err
			}
			c.files = append(c.files, file)
		}
		config := types.Config{Importer: imports}
		if c.types, err = config.Check(p.ImportPath, fset, c.files, c.info); err != nil {
			return nil, err
		}
		packages = append(packages, c)
	}
	return packages, nil
})

// sources returns the packages of the module, type-checked.
func sources(t *testing.T) []checked {
	t.Helper()
	packages, err := checkAll()
	require.NoError(t, err)
	return packages
}
