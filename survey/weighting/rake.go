package weighting

import (
	"fmt"
	"math"
)

const (
	mostTarget    = 1e15
	mostRounds    = 1_000_000
	sameTotal     = 1e-9  // relative
	leastTolerant = 1e-14 // what float64 can tell
)

// A Margin is how many of the population are in each category of a variable, in their order: counts, or shares if all
// margins are. They are from 0 to 1e15, and not all 0. The zero value is invalid.
type Margin struct {
	Variable string
	Targets  []float64
}

// RakeOptions say when [Rake] is content. The zero value is the default.
type RakeOptions struct {
	Tolerance     float64 // largest error of a margin, as a share of its target, 1e-14 to 0.1. Defaults to 1e-10.
	MaxIterations int     // rounds over all margins, at most a million. Defaults to 1000.
}

// Rake returns the weights with which the sample in t has the margins of the population: of all such weights those that
// change the sample least, in the sense that the factor of a cell is a product of one number for each of its categories.
// It multiplies, margin by margin and round by round, what is short of its target until all are met. A category with target
// 0 gets weights 0. Variables without a margin may be there; they are left as they come.
//
// It returns
//
//	ErrTargets          a target below 0, above 1e15 or NaN; all of a margin 0; totals that differ by more than 1e-9
//	ErrMismatch         a margin of a variable that t does not have, or of another number of categories
//	ErrInvalid          no margins, two of one variable, or a table not made by NewTable
//	ErrRange            options out of range
//	EmptyCellError      a target above 0 for a category of which nobody with a design weight is in the sample
//	NoConvergenceError  margins not met, mostly since cells without sample make it impossible; never the last attempt
//
// Totals that differ by less are brought to that of the first margin. Accuracy: the tolerance. Cost: the rounds times the
// cells, whatever the number of rows. Reference: Deming, Stephan (1940), On a Least Squares Adjustment of a
// Sampled Frequency Table When the Expected Marginal Totals Are Known, Annals of Mathematical Statistics 11.
func Rake(t *Table, margins []Margin, o RakeOptions) (*Weights, error) {
	const op = "weighting: rake"
	o, err := o.resolve()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	if t == nil || t.sums.cells == nil {
		return nil, fmt.Errorf("%s: %w: table not made by NewTable", op, ErrInvalid)
	}
	if len(margins) == 0 {
		return nil, fmt.Errorf("%s: no margins: %w", op, ErrInvalid)
	}
	asked, whole := make([]constraint, len(margins)), 0.0
	seen := make(map[int]bool, len(margins))
	for i, m := range margins {
		at := t.grid.find(m.Variable)
		switch {
		case at < 0:
			return nil, fmt.Errorf("%s: margin of %.80q, which is no variable: %w", op, m.Variable, ErrMismatch)
		case seen[at]:
			return nil, fmt.Errorf("%s: two margins of %.80q: %w", op, m.Variable, ErrInvalid)
		}
		seen[at] = true
		total, err := totalOf(m.Targets, t.grid.sizes[at])
		if err != nil {
			return nil, fmt.Errorf("%s: margin of %.80q: %w", op, m.Variable, err)
		}
		if i == 0 {
			whole = total
		}
		if math.Abs(total-whole) > sameTotal*whole {
			return nil, fmt.Errorf("%s: margin of %.80q sums to %g, that of %.80q to %g: %w", op, m.Variable, total, margins[0].Variable, whole, ErrTargets)
		}
		asked[i] = t.grid.constraint([]int{at}, m.Targets, whole/total)
	}
	w, err := fit(t, asked, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	return w, nil
}

// PostStratify returns the weights with which the sample has the counts of the population in every cell that the variables
// make, crossed; the last variable runs fastest in targets. It errs as [Rake] does, and needs no rounds. Reference: Holt,
// Smith (1979), Post Stratification, Journal of the Royal Statistical Society A 142.
func PostStratify(t *Table, variables []string, targets []float64) (*Weights, error) {
	const op = "weighting: post-stratify"
	if t == nil || t.sums.cells == nil {
		return nil, fmt.Errorf("%s: %w: table not made by NewTable", op, ErrInvalid)
	}
	if len(variables) == 0 {
		return nil, fmt.Errorf("%s: no variables: %w", op, ErrInvalid)
	}
	crossed, seen, classes := make([]int, len(variables)), map[int]bool{}, 1
	for i, name := range variables {
		at := t.grid.find(name)
		switch {
		case at < 0:
			return nil, fmt.Errorf("%s: %.80q is no variable: %w", op, name, ErrMismatch)
		case seen[at]:
			return nil, fmt.Errorf("%s: %.80q comes twice: %w", op, name, ErrInvalid)
		}
		seen[at] = true
		crossed[i] = at
		classes *= t.grid.sizes[at]
	}
	if _, err := totalOf(targets, classes); err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	o, _ := RakeOptions{}.resolve()
	w, err := fit(t, []constraint{t.grid.constraint(crossed, targets, 1)}, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	return w, nil
}

// resolve returns o with its defaults, or [ErrRange].
func (o RakeOptions) resolve() (RakeOptions, error) {
	if o.Tolerance == 0 {
		o.Tolerance = 1e-10
	}
	if o.MaxIterations == 0 {
		o.MaxIterations = 1000
	}
	if !(o.Tolerance >= leastTolerant && o.Tolerance <= 0.1) {
		return o, fmt.Errorf("tolerance %g: %w", o.Tolerance, ErrRange)
	}
	if o.MaxIterations < 1 || o.MaxIterations > mostRounds {
		return o, fmt.Errorf("%d iterations: %w", o.MaxIterations, ErrRange)
	}
	return o, nil
}

// totalOf returns the sum of so many targets, or what is wrong with them.
func totalOf(targets []float64, classes int) (total float64, err error) {
	if len(targets) != classes {
		return 0, fmt.Errorf("%d targets for %d cells: %w", len(targets), classes, ErrMismatch)
	}
	for i, target := range targets {
		if !(target >= 0 && target <= mostTarget) {
			return 0, fmt.Errorf("target %d is %g: %w", i, target, ErrTargets)
		}
		total += target
	}
	if total == 0 {
		return 0, fmt.Errorf("nobody in the population: %w", ErrTargets)
	}
	return total, nil
}

// fit finds the factors of the cells of t that meet what is asked.
func fit(t *Table, asked []constraint, o RakeOptions) (*Weights, error) {
	cells := len(t.sums.cells)
	mass, factors, widest := make([]float64, cells), make([]float64, cells), 0
	for i, c := range t.sums.cells {
		mass[i], factors[i] = c.sum.float(unit), 1
		if c.sum == (wide{}) {
			factors[i] = -1
		}
	}
	for k := range asked {
		widest = max(widest, len(asked[k].targets))
		for i, class := range asked[k].class {
			if asked[k].targets[class] == 0 && factors[i] > 0 {
				factors[i] = 0
			}
		}
	}
	scratch := make([]float64, widest)
	for k := range asked {
		for class, sum := range asked[k].classSums(scratch, mass, factors) {
			if sum == 0 && asked[k].targets[class] > 0 {
				return nil, asked[k].empty(class)
			}
		}
	}
	for round := 1; ; round++ {
		for k := range asked {
			c := &asked[k]
			ratios := c.classSums(scratch, mass, factors)
			for class, sum := range ratios {
				if sum > 0 {
					ratios[class] = c.targets[class] / sum
				}
			}
			for i, m := range mass {
				if m > 0 {
					factors[i] *= ratios[c.class[i]]
				}
			}
		}
		worst := marginError(asked, scratch, mass, factors)
		if worst <= o.Tolerance {
			return newWeights(t, asked, mass, factors, round), nil
		}
		if lost := !(worst <= math.MaxFloat64); lost || round == o.MaxIterations {
			if lost { // factors beyond float64, or a NaN that came of them
				worst = math.MaxFloat64
			}
			return nil, NoConvergenceError{round, worst}
		}
	}
}
