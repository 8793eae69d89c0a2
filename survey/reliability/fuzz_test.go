package reliability_test

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

// FuzzTally: any bytes are refused or are a tally in its one form, with finite figures.
func FuzzTally(f *testing.F) {
	for _, m := range policies {
		y := tally(f, points(3, 1, 5), m, append(five(), []int{1, reliability.Missing, 2})...)
		f.Add(bytesOf(f, y))
	}
	f.Add([]byte("\x11reliability.Tally\x01\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var y reliability.Tally
		if err := y.UnmarshalBinary(data); err != nil {
			require.ErrorIs(t, err, reliability.ErrDecode)
			return
		}
		assert.Equal(t, data, bytesOf(t, &y))
		if c, err := y.Covariance(); err == nil {
			figures(t, c)
		}
	})
}

// FuzzCovariance: any matrix of three items is refused or has finite figures.
func FuzzCovariance(f *testing.F) {
	f.Add(1.0, 1.0, 1.0, 0.5, 0.5, 0.5, int64(10), 0.0)
	f.Add(1.0, 1.0, 1.0, -0.5, -0.5, -0.5, int64(2), 0.5)
	f.Add(1e-100, 1e100, 0.0, 0.0, 0.0, 0.0, int64(math.MaxInt64), 1e-300)
	f.Add(1e-100, 1e100, 1.0, 1e100, -1e100, 1e100, int64(3), 0.999999999999)
	f.Fuzz(func(t *testing.T, a, b, c, ab, ac, bc float64, n int64, level float64) {
		s := [][]float64{{a, ab, ac}, {ab, b, bc}, {ac, bc, c}}
		m, err := reliability.NewCovariance(names(3), s, n)
		if err != nil {
			return
		}
		figures(t, m)
		if alpha, err := m.Alpha(reliability.Options{Level: level}); err == nil {
			requireFinite(t, alpha)
		}
	})
}

// FuzzFromRows: any rows are refused or have finite figures.
func FuzzFromRows(f *testing.F) {
	var seed []byte
	for _, x := range []float64{1, 2, 3, 4, 2, 1, 3, 5, 4} {
		seed = binary.LittleEndian.AppendUint64(seed, math.Float64bits(x))
	}
	f.Add(seed)
	f.Fuzz(func(t *testing.T, data []byte) {
		var rows [][]float64
		for ; len(data) >= 24; data = data[24:] {
			row := make([]float64, 3)
			for i := range row {
				row[i] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:]))
			}
			rows = append(rows, row)
		}
		if c, err := reliability.FromRows(names(3), rows); err == nil {
			figures(t, c)
		}
	})
}

// figures checks that alpha and omega are finite where they are.
func figures(t tb, c reliability.Covariance) {
	t.Helper()
	if a, err := c.Alpha(reliability.Options{}); err == nil {
		requireFinite(t, a)
	}
	o, err := c.Omega(reliability.Options{MaxIterations: 50})
	if err != nil {
		return
	}
	for i, l := range o.Loadings {
		require.LessOrEqual(t, math.Abs(l), 1.1)
		require.True(t, o.Uniquenesses[i] >= 0.005 && o.Uniquenesses[i] <= 1)
	}
	require.True(t, o.Standardised >= 0 && o.Standardised <= 1 && o.Raw >= 0 && o.Raw <= 1)
	require.False(t, math.IsNaN(o.RawObserved) || math.IsInf(o.RawObserved, 0))
}
