package house_test

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// calls are what a pure package does not call, by the full name of the function.
var calls = []string{
	"time.Now", "time.Since", "time.Until", "time.Sleep", "time.After", "time.Tick", "time.NewTimer", "time.NewTicker",
	"time.LoadLocation", "fmt.Print", "fmt.Printf", "fmt.Println",
}

// globalRandom are the functions of math/rand/v2 that make a generator; all others draw from the global one.
var globalRandom = []string{"New", "NewPCG", "NewChaCha8", "NewZipf"}

// decimalGlobals are the package variables of shopspring/decimal, and decimalReaders the methods and functions that read one.
var (
	decimalGlobals = []string{
		"DivisionPrecision", "PowPrecisionNegativeExponent", "MarshalJSONWithoutQuotes", "TrimTrailingZeros",
		"UseScientificNotation", "ExpMaxIterations", "MaxDecodeExponent", "Zero",
	}
	decimalReaders = []string{"Div", "Pow", "Sqrt", "Avg", "String", "StringScaled", "ExpHullAbrham", "Mod"}
)

func TestPurity_calls(t *testing.T) {
	for _, p := range sources(t) {
		if !p.pure() {
			continue
		}
		for id, object := range p.info.Uses {
			if object.Pkg() == nil {
				continue
			}
			path, name := object.Pkg().Path(), object.Name()
			signature, isFunc := object.Type().(*types.Signature)
			method := isFunc && signature.Recv() != nil
			switch {
			case slices.Contains(calls, path+"."+name):
				assert.Fail(t, "impure call", "%s: %s.%s", p.place(id), path, name)
			case path == "math/rand/v2" && isFunc && !method:
				assert.Contains(t, globalRandom, name, p.place(id))
			case path == "github.com/shopspring/decimal" && !isFunc && object.Parent() == object.Pkg().Scope():
				assert.NotContains(t, decimalGlobals, name, p.place(id))
			case path == "github.com/shopspring/decimal" && isFunc:
				assert.NotContains(t, decimalReaders, name, p.place(id))
			}
		}
	}
}

func TestPurity_goroutines(t *testing.T) {
	for _, p := range sources(t) {
		if !p.pure() {
			continue
		}
		inspect(p, func(n ast.Node) {
			if statement, ok := n.(*ast.GoStmt); ok {
				assert.Fail(t, "a goroutine", p.place(statement))
			}
		})
	}
}

// inspect visits every node of a package.
func inspect(p checked, visit func(ast.Node)) {
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			visit(n)
			return true
		})
	}
}

// TestPurity_variables: a package variable is an error, or unexported and never written to.
func TestPurity_variables(t *testing.T) {
	for _, p := range sources(t) {
		if !p.pure() {
			continue
		}
		scope := p.types.Scope()
		for _, name := range scope.Names() {
			variable, ok := scope.Lookup(name).(*types.Var)
			if ok && token.IsExported(name) {
				assert.True(t, strings.HasPrefix(name, "Err") && types.Implements(variable.Type(), errorInterface()), "%s.%s", p.path(), name)
			}
		}
		written := func(e ast.Expr) {
			for {
				switch inner := e.(type) {
				case *ast.IndexExpr:
					e = inner.X
					continue
				case *ast.SelectorExpr:
					e = inner.X
					continue
				case *ast.StarExpr:
					e = inner.X
					continue
				case *ast.ParenExpr:
					e = inner.X
					continue
				case *ast.Ident:
					if object := p.info.Uses[inner]; object != nil {
						assert.NotEqual(t, scope, object.Parent(), "%s: a package variable is written to", p.place(inner))
					}
				}
				return
			}
		}
		inspect(p, func(n ast.Node) {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, e := range n.Lhs {
					written(e)
				}
			case *ast.IncDecStmt:
				written(n.X)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					written(n.X)
				}
			}
		})
	}
}

func errorInterface() *types.Interface {
	return types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
}

// TestDecimals_equality: decimals have several equal forms, so == on them, or on a struct that holds one, is a bug.
func TestDecimals_equality(t *testing.T) {
	for _, p := range sources(t) {
		inspect(p, func(n ast.Node) {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.EQL || n.Op == token.NEQ {
					assert.False(t, comparesDecimal(p.info.TypeOf(n.X)), "%s: == on a decimal", p.place(n))
				}
			case *ast.SwitchStmt:
				if n.Tag != nil {
					assert.False(t, comparesDecimal(p.info.TypeOf(n.Tag)), "%s: switch on a decimal", p.place(n))
				}
			case *ast.MapType:
				assert.False(t, comparesDecimal(p.info.TypeOf(n.Key)), "%s: a decimal as key", p.place(n))
			}
		})
	}
}

// comparesDecimal reports whether comparing two values of a type compares decimals.
func comparesDecimal(of types.Type) bool {
	if of == nil {
		return false
	}
	if isDecimal(of) {
		return true
	}
	switch under := of.Underlying().(type) {
	case *types.Struct:
		for field := range under.Fields() {
			if comparesDecimal(field.Type()) {
				return true
			}
		}
	case *types.Array:
		return comparesDecimal(under.Elem())
	}
	return false
}

// isDecimal reports whether a type is decimal.Decimal or decimal.NullDecimal.
func isDecimal(of types.Type) bool {
	named, ok := types.Unalias(of).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "github.com/shopspring/decimal" {
		return false
	}
	return named.Obj().Name() == "Decimal" || named.Obj().Name() == "NullDecimal"
}
