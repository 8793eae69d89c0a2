package weighting

import (
	"fmt"
	"slices"
)

const (
	mostVariables = 20
	mostCells     = 1_000_000
	mostName      = 200 // bytes
)

// A Variable is what is known of the respondents and of the population, such as age, in Categories, of which a respondent
// is in exactly one: give "not known" one of its own. Name and each category are mandatory, so the zero value is invalid.
type Variable struct {
	Name       string   // at most 200 bytes, and unlike the others
	Categories []string // at least one; each at most 200 bytes, and unlike the others
}

// A grid numbers the cells into which variables, crossed, part the respondents: the last variable fastest.
type grid struct {
	vars  []Variable
	sizes []int
	cells int
}

// newGrid returns the grid of vars, of points numbers a cell, or what is wrong with them.
func newGrid(vars []Variable, points int) (grid, error) {
	if len(vars) == 0 {
		return grid{}, fmt.Errorf("no variables: %w", ErrInvalid)
	}
	if len(vars) > mostVariables {
		return grid{}, fmt.Errorf("%d variables: %w: at most %d", len(vars), ErrLimit, mostVariables)
	}
	g, names := grid{cells: 1}, make([]string, len(vars))
	for i, v := range vars {
		names[i] = v.Name
		if len(v.Categories) == 0 {
			return grid{}, fmt.Errorf("variable %.80q has no categories: %w", v.Name, ErrInvalid)
		}
		if len(v.Categories) > mostCells/points/g.cells {
			return grid{}, fmt.Errorf("cells: %w: at most %d numbers", ErrLimit, mostCells)
		}
		if err := checkNames("category", v.Categories); err != nil {
			return grid{}, fmt.Errorf("variable %.80q: %w", v.Name, err)
		}
		g.cells *= len(v.Categories)
		g.sizes = append(g.sizes, len(v.Categories))
		g.vars = append(g.vars, Variable{v.Name, slices.Clone(v.Categories)})
	}
	return g, checkNames("variable", names)
}

// checkNames returns what is wrong with names: an empty, long or repeated one.
func checkNames(of string, names []string) error {
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		switch {
		case name == "":
			return fmt.Errorf("%s %d has no name: %w", of, i+1, ErrInvalid)
		case len(name) > mostName:
			return fmt.Errorf("%s %.40q: name %w: at most %d bytes", of, name, ErrLimit, mostName)
		case seen[name]:
			return fmt.Errorf("%s %.40q comes twice: %w", of, name, ErrInvalid)
		}
		seen[name] = true
	}
	return nil
}

// at returns the number of a cell, and false if there is no such cell.
func (g *grid) at(cell []int) (int, bool) {
	if len(cell) != len(g.sizes) {
		return 0, false
	}
	at := 0
	for i, size := range g.sizes {
		if uint(cell[i]) >= uint(size) {
			return 0, false
		}
		at = at*size + cell[i]
	}
	return at, true
}

// fault returns why at refuses a cell.
func (g *grid) fault(cell []int) error {
	switch {
	case len(g.sizes) == 0:
		return fmt.Errorf("%w: not made by its constructor", ErrInvalid)
	case len(cell) != len(g.sizes):
		return fmt.Errorf("%d categories for %d variables: %w", len(cell), len(g.sizes), ErrMismatch)
	}
	for i, size := range g.sizes {
		if uint(cell[i]) >= uint(size) {
			return fmt.Errorf("category %d of %.80q: %w", cell[i], g.vars[i].Name, ErrRange)
		}
	}
	return nil
}

// isSame reports whether g and o part by the same variables.
func (g *grid) isSame(o *grid) bool {
	return slices.EqualFunc(g.vars, o.vars, func(a, b Variable) bool {
		return a.Name == b.Name && slices.Equal(a.Categories, b.Categories)
	})
}

// find returns which variable has the name, or -1.
func (g *grid) find(name string) int {
	return slices.IndexFunc(g.vars, func(v Variable) bool { return v.Name == name })
}
