package survey

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// An Independence tells how far a table of counts is from rows and columns that have nothing to do with each other.
// ChiSquare is Pearson's statistic with DF degrees of freedom, P the chance of one at least as large were they
// independent, CramersV its strength from 0 to 1. Expected are the counts to be expected, Pearson the residuals
// (O - E)/√E, whose squares sum to ChiSquare, and Adjusted the residuals that are standard normal under independence:
// beyond 2 or 3 they show which cells make the difference. The zero value tests nothing.
type Independence struct {
	ChiSquare float64     `json:"chiSquare"`
	P         float64     `json:"p"`
	CramersV  float64     `json:"cramersV"`
	DF        int         `json:"df"`
	Expected  [][]float64 `json:"expected"`
	Pearson   [][]float64 `json:"pearson"`
	Adjusted  [][]float64 `json:"adjusted"`
}

// TestIndependence tests by Pearson's χ² whether the rows of a table of counts, such as brands, differ in how they
// spread over its columns, such as the points of an answer ([Tally.Counts]).
//
//	χ² = Σ(O - E)²/E    E = row·column/n    V = √(χ²/(n·min(r-1, c-1)))    DF = (r-1)(c-1)
//	adjusted residual = (O - E)/√(E(1 - row/n)(1 - column/n))
//
// There is no continuity correction, so for two rows and columns χ² is the squared z of [CompareShares]. P is that of
// the χ² distribution, right where few of the expected counts are below 5.
//
// It returns [ErrRange] for a table of less than two rows or columns, a row of another length or a negative count,
// [ErrNoAnswers] for a row or column of zeros, which is to be left out first, and [ErrLimit] for counts that sum to
// 2^63 or more. Accuracy: 1e-9, of P relative, up to 1e9 answers. References: Pearson (1900), On the Criterion; Cramér
// (1946), Mathematical Methods of Statistics, 21.9; Haberman (1973), The Analysis of Residuals in Cross-Classified
// Tables.
func TestIndependence(table [][]int64) (Independence, error) {
	const op = "survey: test independence"
	m, err := marginsOf(table)
	if err != nil {
		return Independence{}, fmt.Errorf("%s: %w", op, err)
	}
	for i, sum := range m.rows {
		if sum == 0 {
			return Independence{}, fmt.Errorf("%s: row %d: %w", op, i, ErrNoAnswers)
		}
	}
	for j, sum := range m.columns {
		if sum == 0 {
			return Independence{}, fmt.Errorf("%s: column %d: %w", op, j, ErrNoAnswers)
		}
	}
	r, c, n := len(m.rows), len(m.columns), float64(m.n)
	got := Independence{DF: (r - 1) * (c - 1), Expected: matrix(r, c), Pearson: matrix(r, c), Adjusted: matrix(r, c)}
	for i, row := range table {
		notRow := float64(m.n-m.rows[i]) / n
		for j, count := range row {
			expected := float64(m.rows[i]) * (float64(m.columns[j]) / n)
			pearson := cross(count, m.n, m.rows[i], m.columns[j]) / n / math.Sqrt(expected)
			got.Expected[i][j], got.Pearson[i][j] = expected, pearson
			got.Adjusted[i][j] = pearson / math.Sqrt(notRow*(float64(m.n-m.columns[j])/n))
			got.ChiSquare += pearson * pearson
		}
	}
	got.P = mathext.GammaIncRegComp(float64(got.DF)/2, got.ChiSquare/2)
	got.CramersV = min(1, math.Sqrt(got.ChiSquare/n/float64(min(r-1, c-1))))
	return got, nil
}

// margins are the sums of a table of counts.
type margins struct {
	rows, columns []int64
	n             int64
}

// marginsOf returns the sums of a table of at least two rows and columns.
func marginsOf(table [][]int64) (margins, error) {
	if len(table) < 2 || len(table[0]) < 2 {
		return margins{}, fmt.Errorf("less than two rows or columns: %w", ErrRange)
	}
	m := margins{rows: make([]int64, len(table)), columns: make([]int64, len(table[0]))}
	for i, row := range table {
		if len(row) != len(m.columns) {
			return margins{}, fmt.Errorf("row %d of %d columns, not %d: %w", i, len(row), len(m.columns), ErrRange)
		}
		for j, count := range row {
			if count < 0 {
				return margins{}, fmt.Errorf("count %d in row %d, column %d: %w", count, i, j, ErrRange)
			}
			if m.n > math.MaxInt64-count {
				return margins{}, fmt.Errorf("sum of counts: %w", ErrLimit)
			}
			m.n += count
			m.rows[i] += count
			m.columns[j] += count
		}
	}
	return m, nil
}

// matrix returns r rows of c zeros.
func matrix(r, c int) [][]float64 {
	cells, rows := make([]float64, r*c), make([][]float64, r)
	for i := range rows {
		rows[i] = cells[i*c : (i+1)*c : (i+1)*c]
	}
	return rows
}
