package revenue

import (
	"fmt"
	"math"
)

// A Class is a fare and the demand at it. The zero value is free and asked for by nobody.
type Class struct {
	Name   string  `json:"name"`
	Fare   float64 `json:"fare"` // money a seat, at least 0
	Demand Demand  `json:"demand"`
}

// A Level is how many seats are kept and sold. The zero value keeps and sells none.
type Level struct {
	Name    string  `json:"name"`
	Exact   float64 `json:"exact"`   // protection level before it is made whole, 0 to capacity
	Protect int     `json:"protect"` // seats kept for this class and dearer ones
	Limit   int     `json:"limit"`   // booking limit
}

const most = 1e9 // passengers, seats

// Littlewood returns how many seats to keep for the full fare, given that those who pay the discount come first:
//
//	Protect = least whole y with P(D > y) ≤ discount fare / full fare, within 0 to capacity
//
// D is the demand of full; that of discount is not looked at. Name, Exact and Protect of the result are those of full, Limit
// is that of discount, capacity - Protect. Equal fares protect nobody, a discount fare of 0 protects all seats. It
// returns [ErrOrder] where the discount is the dearer one, and [ErrRange] with the field for a fare, a demand or a capacity
// outside its range. Accuracy: Exact of a Normal demand 1e-12 of its spread. Reference: Littlewood (1972).
func Littlewood(full, discount Class, capacity int) (Level, error) {
	if err := check([]Class{full, discount}, capacity); err != nil {
		return Level{}, fmt.Errorf("revenue: littlewood: %w", err)
	}
	return protect(full, discount.Fare, capacity), nil
}

// EMSRb returns the protection level and the booking limit of every class by the expected marginal seat revenue heuristic,
// version b: classes 1 to j are pooled, with the sum of their means and variances and their mean fare weighted by mean
// demand, and kept seats against class j+1 by [Littlewood]'s rule.
//
// Classes come with the highest fare first, else it returns [ErrOrder]. Pooled demand is Poisson where all of it is, else
// Normal. Protect does not fall down the list; the last is the capacity, from 0 to 1e9. Limit of a class is the capacity
// less Protect of the class above it, of the first the capacity. It returns [ErrTooFew] for no class and [ErrRange] with
// the field as [Littlewood] does. Reference: Belobaba (1989); Talluri, van Ryzin (2004), section 2.2.4.
func EMSRb(classes []Class, capacity int) ([]Level, error) {
	if len(classes) == 0 {
		return nil, fmt.Errorf("revenue: EMSR-b: classes: %w", ErrTooFew)
	}
	if err := check(classes, capacity); err != nil {
		return nil, fmt.Errorf("revenue: EMSR-b: %w", err)
	}
	levels := make([]Level, len(classes))
	pool, kept := Class{Demand: Demand{Distribution: Poisson}}, 0
	for j, class := range classes {
		pool = pool.and(class)
		level := Level{Exact: float64(capacity), Protect: capacity}
		if j+1 < len(classes) {
			level = protect(pool, classes[j+1].Fare, capacity)
		}
		levels[j] = Level{class.Name, level.Exact, max(kept, level.Protect), capacity - kept}
		kept = levels[j].Protect
	}
	return levels, nil
}

// and returns both classes as one, with the mean fare weighted by mean demand. Fares that are equal stay equal.
func (c Class) and(cheaper Class) Class {
	pool := Class{Fare: cheaper.Fare, Demand: c.Demand.and(cheaper.Demand)}
	if pool.Demand.Mean > 0 {
		pool.Fare += (c.Fare - cheaper.Fare) * (c.Demand.Mean / pool.Demand.Mean)
	}
	return pool
}

// protect applies Littlewood's rule.
func protect(full Class, discount float64, capacity int) Level {
	level := Level{Name: full.Name}
	switch {
	case discount >= full.Fare:
	case discount/full.Fare == 0:
		level.Exact = float64(capacity)
	default:
		level.Exact = full.Demand.level(discount/full.Fare, capacity)
	}
	level.Protect = int(math.Ceil(level.Exact))
	level.Limit = capacity - level.Protect
	return level
}

// check names the first field outside its range.
func check(classes []Class, capacity int) error {
	if err := within("capacity", float64(capacity), 0, most); err != nil {
		return err
	}
	for i, c := range classes {
		if c.Demand.Distribution > Poisson {
			return fmt.Errorf("classes[%d].demand.distribution: %w", i, ErrRange)
		}
		for _, f := range []struct {
			name        string
			value, high float64
		}{{"fare", c.Fare, math.MaxFloat64}, {"demand.mean", c.Demand.Mean, most}, {"demand.sd", c.Demand.SD, most}} {
			if err := within(f.name, f.value, 0, f.high); err != nil {
				return fmt.Errorf("classes[%d].%w", i, err)
			}
		}
		if i > 0 && c.Fare > classes[i-1].Fare {
			return fmt.Errorf("classes[%d].fare: %w", i, ErrOrder)
		}
	}
	return nil
}
