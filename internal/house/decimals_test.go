package house_test

import (
	"go/types"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
)

// takesDecimals lists the exported functions and methods of library packages that take a decimal: as an argument, or in a
// struct, a slice, a map or a sequence of an argument or the receiver, where an exported field holds it.
func takesDecimals(t *testing.T) (names []string) {
	for _, p := range sources(t) {
		if !p.importable() || p.path() == "seeds" {
			continue
		}
		for _, name := range exportedFunctions(p) {
			signature := signatureOf(p, name)
			taken := signature.Recv() != nil && holdsDecimal(signature.Recv().Type(), nil)
			for parameter := range signature.Params().Variables() {
				taken = taken || holdsDecimal(parameter.Type(), nil)
			}
			if taken {
				names = append(names, p.path()+"."+name)
			}
		}
	}
	return names
}

// signatureOf returns the signature of a function, or of a method written as Type.Method.
func signatureOf(p checked, name string) *types.Signature {
	for id, object := range p.info.Defs {
		function, ok := object.(*types.Func)
		if !ok || !id.IsExported() {
			continue
		}
		signature := function.Signature()
		full := id.Name
		if receiver := signature.Recv(); receiver != nil {
			of := receiver.Type()
			if pointer, ok := of.(*types.Pointer); ok {
				of = pointer.Elem()
			}
			named, ok := of.(*types.Named)
			if !ok {
				continue // of an interface
			}
			full = named.Obj().Name() + "." + id.Name
		}
		if full == name {
			return signature
		}
	}
	panic("no function " + name)
}

// holdsDecimal reports whether a value of the type may hold a decimal that a caller put there.
func holdsDecimal(of types.Type, within []types.Type) bool {
	if isDecimal(of) {
		return true
	}
	if slices.Contains(within, of) {
		return false
	}
	within = append(within, of)
	switch under := of.Underlying().(type) {
	case *types.Pointer:
		return holdsDecimal(under.Elem(), within)
	case *types.Slice:
		return holdsDecimal(under.Elem(), within)
	case *types.Array:
		return holdsDecimal(under.Elem(), within)
	case *types.Map:
		return holdsDecimal(under.Elem(), within) || holdsDecimal(under.Key(), within)
	case *types.Signature: // a sequence: what it yields
		for parameter := range under.Params().Variables() {
			if holdsDecimal(parameter.Type(), within) {
				return true
			}
		}
	case *types.Struct:
		for field := range under.Fields() {
			if field.Exported() && holdsDecimal(field.Type(), within) {
				return true
			}
		}
	}
	return false
}

// hostile are small values whose addition, comparison or text runs for minutes.
func hostile() map[string]decimal.Decimal {
	return map[string]decimal.Decimal{
		"1e1000000000": decimal.New(1, 1e9), "1e-1000000000": decimal.New(1, -1e9), "a million digits": millionDigits(),
	}
}

// TestDecimals_table: the table has an entry for every function that takes decimals, and no other.
func TestDecimals_table(t *testing.T) {
	assert.ElementsMatch(t, takesDecimals(t), slices.Collect(maps.Keys(table())))
}

// TestDecimals_hostile: no function that takes decimals hangs on a hostile one, wherever it stands; those that check their
// input return an error.
func TestDecimals_hostile(t *testing.T) {
	for name, places := range table() {
		for label, d := range hostile() {
			for i, call := range places {
				done := make(chan outcome, 1)
				go func() { done <- call(d) }()
				select {
				case got := <-done:
					assert.True(t, !got.refuses || got.err != nil, "%s, place %d, takes %s", name, i, label)
				case <-time.After(20 * time.Second):
					t.Fatalf("%s, place %d, hangs on %s", name, i, label)
				}
			}
		}
	}
}

// setGlobals sets all package variables of shopspring/decimal to odd values until the test ends.
func setGlobals(t *testing.T) {
	division, power, quotes, zeros := decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros
	scientific, iterations, exponent, zero := decimal.UseScientificNotation, decimal.ExpMaxIterations, decimal.MaxDecodeExponent, decimal.Zero
	t.Cleanup(func() {
		decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent = division, power
		decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros, decimal.UseScientificNotation = quotes, zeros, scientific
		decimal.ExpMaxIterations, decimal.MaxDecodeExponent, decimal.Zero = iterations, exponent, zero
	})
	decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.ExpMaxIterations, decimal.MaxDecodeExponent = 1, 1, 2, 0
	decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros, decimal.UseScientificNotation = true, false, true
	decimal.Zero = decimal.New(7, 3)
}

// TestDecimals_globals: the package variables of shopspring/decimal change no result.
func TestDecimals_globals(t *testing.T) {
	run := func() map[string][]outcome {
		results := map[string][]outcome{}
		for name, places := range table() {
			for _, call := range places {
				got := call(decimal.New(50, -2)) // 0.50: every place of the table takes it
				if assert.NoError(t, got.err, name) {
					results[name] = append(results[name], got)
				}
			}
		}
		return results
	}
	want := run()
	setGlobals(t)
	assert.Equal(t, want, run())
}
