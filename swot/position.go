package swot

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// A Position is where a service stands on a map of two figures, and what that suggests. The zero value is
// nowhere.
type Position struct {
	X      decimal.Decimal `json:"x"`
	Y      decimal.Decimal `json:"y"`
	Name   string          `json:"name"`
	Advice string          `json:"advice"`
}

// IE returns the cell of the internal-external matrix in which a service stands, by the totals of [Matrix.IFE]
// (X) and [Matrix.EFE] (Y), both 1 to 4. Columns go by the internal total and rows by the external: 3 and more,
// 2 and more, less. Name is the cell, row by row:
//
//	I   II   III     I, II, IV:     grow and build
//	IV  V    VI      III, V, VII:   hold and maintain
//	VII VIII IX      VI, VIII, IX:  harvest or divest
//
// Totals are continuous: the gap that the book prints between its bands, such as 2.99 to 3, belongs to the lower
// one. IE returns [ErrRange] for a total outside 1 to 4 and [ErrLimit] for one of more than 18 places or beyond
// ±1e9. Reference: David, Strategic Management, the internal-external matrix.
func IE(ife, efe decimal.Decimal) (Position, error) {
	var band [2]int
	for i, total := range [...]decimal.Decimal{ife, efe} {
		if err := check(total); err != nil {
			return Position{}, fmt.Errorf("swot: internal-external matrix: %w: %w", ErrLimit, err)
		}
		switch at := total.Cmp; {
		case at(decimal.New(1, 0)) < 0 || at(decimal.New(4, 0)) > 0:
			return Position{}, fmt.Errorf("swot: internal-external matrix: %w: a total lies from 1 to 4", ErrRange)
		case at(decimal.New(2, 0)) < 0:
			band[i] = 2
		case at(decimal.New(3, 0)) < 0:
			band[i] = 1
		}
	}
	names := [...]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	advice := [...]string{"grow and build", "grow and build", "hold and maintain", "harvest or divest", "harvest or divest"}
	return Position{X: ife, Y: efe, Name: names[3*band[1]+band[0]], Advice: advice[band[0]+band[1]]}, nil
}
