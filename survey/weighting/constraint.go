package weighting

import (
	"math"
	"strings"
)

// A constraint is what the weights of each class of cells have to sum to.
type constraint struct {
	variables []Variable
	class     []int32 // of every cell
	targets   []float64
}

// constraint returns the one on the variables at these places, crossed, its targets scaled.
func (g *grid) constraint(at []int, targets []float64, scale float64) constraint {
	c := constraint{class: make([]int32, g.cells), targets: make([]float64, len(targets))}
	for i, target := range targets {
		c.targets[i] = target * scale
	}
	for _, v := range at {
		c.variables = append(c.variables, g.vars[v])
		below := 1 // cells from one category of v to the next
		for _, size := range g.sizes[v+1:] {
			below *= size
		}
		size := g.sizes[v]
		for i := range c.class {
			c.class[i] = c.class[i]*int32(size) + int32(i/below%size)
		}
	}
	return c
}

// empty returns the error of a class without sample.
func (c *constraint) empty(class int) EmptyCellError {
	names, categories := make([]string, len(c.variables)), make([]string, len(c.variables))
	for i := len(c.variables) - 1; i >= 0; i-- {
		v := c.variables[i]
		names[i], categories[i] = v.Name, v.Categories[class%len(v.Categories)]
		class /= len(v.Categories)
	}
	return EmptyCellError{strings.Join(names, " x "), strings.Join(categories, " x ")}
}

// classSums returns what the weights of each class sum to.
func (c *constraint) classSums(into []float64, mass []float64, factors []float64) []float64 {
	into = into[:len(c.targets)]
	clear(into)
	for i, m := range mass {
		if m > 0 {
			into[c.class[i]] += m * factors[i]
		}
	}
	return into
}

// marginError returns the largest error of a class, as a share of its target; a target of 0 has none to divide by, and its
// weights are all 0.
func marginError(asked []constraint, scratch, mass, factors []float64) (worst float64) {
	for k := range asked {
		for i, sum := range asked[k].classSums(scratch, mass, factors) {
			if target := asked[k].targets[i]; target > 0 {
				worst = max(worst, math.Abs(sum-target)/target)
			}
		}
	}
	return worst
}
