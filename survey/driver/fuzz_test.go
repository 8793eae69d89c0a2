package driver_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// requireShares fails unless the figures of a problem are finite and in their ranges.
func requireShares(t tb, p driver.Problem) {
	t.Helper()
	require.True(t, p.R2() >= 0 && p.R2() <= 1)
	for _, v := range p.VIF() {
		require.GreaterOrEqual(t, v, 1-1e-9)
	}
	for _, m := range methods {
		shares, err := p.Shares(m)
		require.NoError(t, err)
		for _, s := range shares {
			require.False(t, math.IsNaN(s.Value+s.Percent) || math.IsInf(s.Value+s.Percent, 0), "%v %+v", m, s)
			require.True(t, m == driver.MethodPratt || s.Value >= 0, "%v %+v", m, s)
		}
	}
}

// FuzzTally: any bytes are refused or are a tally in its one form, with finite figures.
func FuzzTally(f *testing.F) {
	f.Add(bytesOf(f, tally(f, 2, 6, []int{1, 2, 3}, []int{6, 5, 0}, []int{3, 3, 3}, []int{4, 4, 1}, []int{1, driver.Missing, 3})))
	f.Add([]byte("\x0cdriver.Tally\x01\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var y driver.Tally
		if err := y.UnmarshalBinary(data); err != nil {
			require.ErrorIs(t, err, driver.ErrDecode)
			return
		}
		assert.Equal(t, data, bytesOf(t, &y))
		if p, err := y.Problem(); err == nil && len(p.Betas()) < 8 {
			requireShares(t, p)
		}
	})
}

// FuzzShares: any correlations of three drivers are refused or have finite shares.
func FuzzShares(f *testing.F) {
	f.Add(0.5, 0.4, 0.3, 0.2, 0.1, 0.0)
	f.Add(0.9, 0.9, 0.9, 0.99, 0.99, 0.99)
	f.Add(0.0, 0.0, 0.0, -0.49999999, -0.49999999, -0.49999999)
	f.Add(1e-160, 0.0, 0.0, 1-1e-9, 0.0, 0.0)
	f.Fuzz(func(t *testing.T, ya, yb, yc, ab, ac, bc float64) {
		p, err := driver.NewProblem("y", names(3), [][]float64{{1, ya, yb, yc}, {ya, 1, ab, ac}, {yb, ab, 1, bc}, {yc, ac, bc, 1}}, 10)
		if err == nil {
			requireShares(t, p)
		}
	})
}

// FuzzFromRows: any rows are refused or have finite shares, and so have their samples.
func FuzzFromRows(f *testing.F) {
	var seed []byte
	for _, x := range []float64{1, 2, 3, 4, 2, 1, 3, 5, 4, 0, 2, 2, 7, 1, 1} {
		seed = binary.LittleEndian.AppendUint64(seed, math.Float64bits(x))
	}
	f.Add(seed)
	f.Fuzz(func(t *testing.T, data []byte) {
		var rows [][]float64
		for ; len(data) >= 24 && len(rows) < 50; data = data[24:] {
			row := make([]float64, 3)
			for i := range row {
				row[i] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:]))
			}
			rows = append(rows, row)
		}
		p, err := driver.FromRows("y", names(2), rows)
		if err != nil {
			return
		}
		requireShares(t, p)
		shares, err := driver.Bootstrap("y", names(2), rows, driver.BootstrapOptions{Times: 20, Rand: rand.New(rand.NewPCG(1, 1))})
		for _, s := range shares {
			require.NoError(t, err)
			require.LessOrEqual(t, s.Interval.Low, s.Interval.High)
		}
	})
}

// FuzzMap: any names are drawn as one row and one label each.
func FuzzMap(f *testing.F) {
	f.Add("speed", 1.0, 2.0, "a\"b|c", 3.0, -1e300)
	f.Fuzz(func(t *testing.T, a string, x, y float64, b string, v, w float64) {
		m, err := driver.Quadrants([]driver.Point{{a, x, y}, {b, v, w}}, driver.QuadrantOptions{})
		if err != nil {
			return
		}
		requireChart(t, m.Mermaid(), 2)
		assert.Regexp(t, `^(\|[^\n]*\|\n){4}$`, m.Markdown())
	})
}
