package weighting

import (
	"fmt"
	"slices"
)

// A Table counts the respondents of a sample by cell, with their design weights. Weights are computed from it alone, so
// they cost as much for a million rows as for a hundred. It holds whole numbers: merging in any order and grouping gives
// the bits of one pass. Make it by [NewTable]; the zero value refuses everything with [ErrInvalid]. A table serves one
// goroutine while it changes; [Table.Merge] joins what several have counted.
type Table struct {
	grid grid
	sums sums
}

// NewTable returns an empty table of 1 to 20 variables. It returns [ErrInvalid] for a name that is empty or comes twice,
// or no variables or categories, and [ErrLimit] for more variables, more than a million cells, or a name that is too long.
func NewTable(vars ...Variable) (*Table, error) {
	g, err := newGrid(vars, 1)
	if err != nil {
		return nil, fmt.Errorf("weighting: new table: %w", err)
	}
	return &Table{g, sums{cells: make([]cell, g.cells)}}, nil
}

// Add counts one respondent: the category of each variable, by its place from 0, and the design weight, that is how many
// of the population he stands for by the way he was drawn; 1 for all where that is not known. The weight is 0, or from
// 0.001 to 2^20: scale others first, since only their ratios matter. It is held to the nearest multiple of 2^-30.
//
// Add returns [ErrMismatch] for another number of categories, [ErrRange] for one that is not there or for another weight,
// NaN too, and [ErrLimit] for sums of squares beyond 2^68, that is 2^28 rows of the largest weight in one cell, or
// 2^63-1 rows. It counts nothing then.
func (t *Table) Add(cell []int, design float64) error {
	const op = "weighting: add row"
	at, ok := t.grid.at(cell)
	if !ok || t.sums.cells == nil {
		return fmt.Errorf("%s: %w", op, t.grid.fault(cell))
	}
	if err := t.sums.add(at, design); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return nil
}

// Merge adds the respondents of o to t. It returns [ErrMismatch] unless both have the same variables and categories in one
// order, [ErrLimit] where [Table.Add] would, and changes nothing then. o is not changed. Cost: the number of cells.
func (t *Table) Merge(o *Table) error {
	const op = "weighting: merge tables"
	if t.sums.cells == nil || o == nil || o.sums.cells == nil {
		return fmt.Errorf("%s: %w: not made by NewTable", op, ErrInvalid)
	}
	if !t.grid.isSame(&o.grid) {
		return fmt.Errorf("%s: variables: %w", op, ErrMismatch)
	}
	if err := t.sums.merge(&o.sums); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return nil
}

// N returns how many respondents were added.
func (t *Table) N() int64 { return t.sums.n }

// Variables returns what t was made of.
func (t *Table) Variables() []Variable { return t.grid.variables() }

// variables returns a copy.
func (g *grid) variables() []Variable {
	vars := slices.Clone(g.vars)
	for i := range vars {
		vars[i].Categories = slices.Clone(vars[i].Categories)
	}
	return vars
}
