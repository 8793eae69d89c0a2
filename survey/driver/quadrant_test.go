package driver_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// points returns points of importance and performance.
func points(pairs ...[2]float64) []driver.Point {
	all := make([]driver.Point, len(pairs))
	for i, name := range names(len(pairs)) {
		all[i] = driver.Point{Name: name, Importance: pairs[i][0], Performance: pairs[i][1]}
	}
	return all
}

// TestQuadrants_equal: a value on the crosshair is high; three times 0.1 has the mean 0.1, whatever floats add up to.
func TestQuadrants_equal(t *testing.T) {
	same := points([2]float64{0.1, 0.1}, [2]float64{0.1, 0.1}, [2]float64{0.1, 0.1})
	for _, c := range []driver.Crosshair{driver.CrosshairMeans, driver.CrosshairMedians} {
		m, err := driver.Quadrants(same, driver.QuadrantOptions{Crosshair: c, Importance: 9, Performance: 9})
		require.NoError(t, err)
		assert.Equal(t, []driver.Quadrant{driver.QuadrantKeepUp, driver.QuadrantKeepUp, driver.QuadrantKeepUp}, m.Quadrants)
		assert.Equal(t, []float64{0.1, 0.1}, []float64{m.Importance, m.Performance})
		assert.Contains(t, m.Mermaid(), `"x1": [0.5, 0.5]`)
	}
	m, err := driver.Quadrants(points([2]float64{0.1, 3}, [2]float64{0.2, 1}, [2]float64{0.3, 2}), driver.QuadrantOptions{})
	require.NoError(t, err)
	assert.InDelta(t, 0.2, m.Importance, 0)
	assert.Equal(t, []driver.Quadrant{driver.QuadrantPossibleOverkill, driver.QuadrantConcentrateHere, driver.QuadrantKeepUp}, m.Quadrants)
}

func TestQuadrants_medians(t *testing.T) {
	given := points([2]float64{4, 10}, [2]float64{1, 40}, [2]float64{3, 20}, [2]float64{100, 30})
	m, err := driver.Quadrants(given, driver.QuadrantOptions{Crosshair: driver.CrosshairMedians})
	require.NoError(t, err)
	assert.Equal(t, []float64{3.5, 25}, []float64{m.Importance, m.Performance})
	assert.Equal(t, []driver.Quadrant{
		driver.QuadrantConcentrateHere, driver.QuadrantPossibleOverkill, driver.QuadrantLowPriority, driver.QuadrantKeepUp,
	}, m.Quadrants)
	given[0].Name = "changed"
	assert.Equal(t, "x1", m.Points[0].Name, "points are copied")
}

// TestQuadrants_order: means do not depend on the order of the points, to the bit.
func TestQuadrants_order(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Float64Range(-1e100, 1e100), rapid.Float64Range(0, 1))
		all := points()
		for _, name := range names(rapid.IntRange(1, 9).Draw(t, "n")) {
			all = append(all, driver.Point{Name: name, Importance: value.Draw(t, "i"), Performance: value.Draw(t, "p")})
		}
		for _, c := range []driver.Crosshair{driver.CrosshairMeans, driver.CrosshairMedians, driver.CrosshairGiven} {
			m, err := driver.Quadrants(all, driver.QuadrantOptions{Crosshair: c})
			require.NoError(t, err)
			turned, err := driver.Quadrants(rapid.Permutation(all).Draw(t, "order"), driver.QuadrantOptions{Crosshair: c})
			require.NoError(t, err)
			assert.Equal(t, []float64{m.Importance, m.Performance}, []float64{turned.Importance, turned.Performance})
			assert.Equal(t, m.Markdown(), turned.Markdown())
			requireChart(t, m.Mermaid(), len(all))
		}
	})
}

// requireChart fails unless a drawing has its head and a line a point, with places from 0.05 to 0.95.
func requireChart(t tb, drawing string, n int) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(drawing, "\n"), "\n")
	require.Len(t, lines, 7+n, drawing)
	for _, line := range lines[7:] {
		require.Regexp(t, `^    ".*": \[0\.[0-9]{1,3}, 0\.[0-9]{1,3}\]$`, line)
		require.NotRegexp(t, `\[0\.0[0-4]|\[0\.9[6-9]|, 0\.0[0-4]|, 0\.9[6-9]`, line)
	}
}

// TestMap_Mermaid_near: what is below the crosshair is drawn below it, however near.
func TestMap_Mermaid_near(t *testing.T) {
	m, err := driver.Quadrants(points([2]float64{-1e-9, 1e-9}, [2]float64{-1, 1}), driver.QuadrantOptions{Crosshair: driver.CrosshairGiven})
	require.NoError(t, err)
	assert.Contains(t, m.Mermaid(), `"x1": [0.5, 0.499]`)
	assert.Contains(t, m.Mermaid(), `"x2": [0.95, 0.05]`)
}

// TestMap_escaped: names stay one cell and one label; a map made by hand, even of NaN, is drawn.
func TestMap_escaped(t *testing.T) {
	m, err := driver.Quadrants([]driver.Point{{Name: "a|b\n\"c\" <d>"}}, driver.QuadrantOptions{})
	require.NoError(t, err)
	assert.Contains(t, m.Markdown(), "| a\\|b<br>\"c\" \\<d\\> | 0 | 0 | keep up |")
	assert.Contains(t, m.Mermaid(), `"a|b #quot;c#quot; #lt;d#gt;": [0.5, 0.5]`)
	odd := driver.Map{Points: []driver.Point{
		{Name: "n", Importance: math.NaN(), Performance: math.Inf(1)}, {Name: "m", Importance: math.Inf(-1), Performance: math.Inf(1)},
	}}
	requireChart(t, odd.Mermaid(), 2)
	assert.NotEmpty(t, odd.Markdown())
	requireChart(t, driver.Map{}.Mermaid(), 0)
	assert.Len(t, strings.Split(driver.Map{}.Markdown(), "\n"), 3)
}

func TestQuadrants_errors(t *testing.T) {
	one := points([2]float64{1, 2})
	for name, c := range map[string]struct {
		points []driver.Point
		o      driver.QuadrantOptions
		want   error
	}{
		"none":         {nil, driver.QuadrantOptions{}, driver.ErrTooFew},
		"1001":         {points(make([][2]float64, 1001)...), driver.QuadrantOptions{}, driver.ErrLimit},
		"no name":      {[]driver.Point{{}}, driver.QuadrantOptions{}, driver.ErrInvalid},
		"twice":        {append(one, one...), driver.QuadrantOptions{}, driver.ErrInvalid},
		"long name":    {[]driver.Point{{Name: strings.Repeat("x", 201)}}, driver.QuadrantOptions{}, driver.ErrLimit},
		"NaN":          {points([2]float64{math.NaN(), 1}), driver.QuadrantOptions{}, driver.ErrRange},
		"Inf":          {points([2]float64{1, math.Inf(-1)}), driver.QuadrantOptions{}, driver.ErrRange},
		"huge":         {points([2]float64{1, 1e101}), driver.QuadrantOptions{}, driver.ErrRange},
		"NaN given":    {one, driver.QuadrantOptions{Importance: math.NaN()}, driver.ErrRange},
		"no crosshair": {one, driver.QuadrantOptions{Crosshair: 3}, driver.ErrRange},
	} {
		_, err := driver.Quadrants(c.points, c.o)
		require.ErrorIs(t, err, c.want, name)
	}
}

func TestPriorities(t *testing.T) {
	shares := []driver.Share{{Driver: "b", Percent: 40}, {Driver: "a", Percent: 20}, {Driver: "c", Percent: -5}, {Driver: "d", Percent: 45}}
	got, err := driver.Priorities(shares, map[string]float64{"a": -1, "b": -0.5, "c": -3, "d": 0})
	require.NoError(t, err)
	assert.Equal(t, []driver.Priority{
		{Driver: "a", Share: 0.2, Gap: -1, Impact: 0.2},
		{Driver: "b", Share: 0.4, Gap: -0.5, Impact: 0.2},
		{Driver: "c", Share: -0.05, Gap: -3},
		{Driver: "d", Share: 0.45},
	}, got, "ties by name")
	assert.Equal(t, "b", shares[0].Driver, "shares keep their order")
}

func TestPriorities_errors(t *testing.T) {
	share := []driver.Share{{Driver: "a", Percent: 100}}
	for name, c := range map[string]struct {
		shares []driver.Share
		gaps   map[string]float64
		want   error
	}{
		"none":    {nil, nil, driver.ErrTooFew},
		"twice":   {append(share, share...), map[string]float64{"a": 1}, driver.ErrInvalid},
		"no gap":  {share, nil, driver.ErrMismatch},
		"no name": {share, map[string]float64{"a": 1, "b": 1, "c": 2}, driver.ErrMismatch},
		"NaN":     {share, map[string]float64{"a": math.NaN()}, driver.ErrRange},
		"huge":    {share, map[string]float64{"a": -1e101}, driver.ErrRange},
		"Inf":     {[]driver.Share{{Driver: "a", Percent: math.Inf(1)}}, map[string]float64{"a": 1}, driver.ErrRange},
	} {
		_, err := driver.Priorities(c.shares, c.gaps)
		require.ErrorIs(t, err, c.want, name)
	}
	_, err := driver.Priorities(share, map[string]float64{"a": 1, "c": 1, "b": 2})
	require.EqualError(t, err, `driver: priorities: gap of "b", which is no driver: does not match`)
}
