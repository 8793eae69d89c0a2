package stat_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

type interval func(x, n int64, level float64) (stat.Interval, error)

// methods are all the intervals of one proportion.
var methods = map[string]interval{
	"wald": stat.Wald, "wilson": stat.Wilson, "wilson corrected": stat.WilsonCorrected, "agresti-coull": stat.AgrestiCoull,
	"clopper-pearson": stat.ClopperPearson, "clopper-pearson bounds": stat.ClopperPearsonBounds, "jeffreys": stat.Jeffreys,
}

// near asserts that got has the ends low and high.
func near(t assert.TestingT, low, high float64, got stat.Interval, delta float64, what ...any) {
	assert.InDelta(t, low, got.Low, delta, what...)
	assert.InDelta(t, high, got.High, delta, what...)
}

// TestPublished: Newcombe (1998), "Two-Sided Confidence Intervals for the Single Proportion", Table I, its methods 1
// (Wald, cut there to [0, 1]), 3 (Wilson), 4 (with correction, as R's prop.test) and 5 (exact), 95 %.
func TestPublished(t *testing.T) {
	tests := []struct {
		x, n                             int64
		wald, wilson, corrected, clopper [2]float64
	}{
		{81, 263, [2]float64{.2522, .3638}, [2]float64{.2553, .3662}, [2]float64{.2535, .3682}, [2]float64{.2527, .3676}},
		{15, 148, [2]float64{.0527, .1500}, [2]float64{.0624, .1605}, [2]float64{.0598, .1644}, [2]float64{.0578, .1617}},
		{0, 20, [2]float64{0, 0}, [2]float64{0, .1611}, [2]float64{0, .2005}, [2]float64{0, .1684}},
		{1, 29, [2]float64{-.0319, .1009}, [2]float64{.0061, .1718}, [2]float64{.0018, .1963}, [2]float64{.0009, .1776}},
	}
	for _, test := range tests {
		for name, want := range map[string][2]float64{
			"wald": test.wald, "wilson": test.wilson, "wilson corrected": test.corrected, "clopper-pearson": test.clopper,
		} {
			got, err := methods[name](test.x, test.n, 0.95)
			require.NoError(t, err)
			near(t, want[0], want[1], got, 5.01e-5, name)
		}
	}
}

// TestDigits: mpmath 1.3.0 in 40 digits: Wilson, its correction and Agresti-Coull by their formulas, ends of
// Clopper-Pearson and Jeffreys as roots of the incomplete beta series. The last levels are those where gonum's
// inverse of it is off by up to 0.8, if it is asked for the large tail, and by 2e-7 even if for the small one.
func TestDigits(t *testing.T) {
	for _, test := range []struct {
		x, n                                   int64
		level                                  float64
		clopperLow, clopperHigh, jefLow, jefHi float64
	}{
		{81, 263, .95, 0.25273674558527117, 0.36762192260135135, 0.25452193499102348, 0.3656474991740824},
		{15, 148, .95, 0.057844010083448566, 0.161650490349479, 0.060448517009296444, 0.15764314347874117},
		{0, 20, .95, 0.0, 0.1684334709830853, 0.0, 0.11663898290487539},
		{1, 29, .95, 0.00087264688357992708, 0.1776442954887229, 0.0037461736490570759, 0.15007768600223173},
		{1, 1, .95, 0.025, 1.0, 0.14674631630957519, 1.0},
		{0, 1, .95, 0.0, 0.975, 0.0, 0.85325368369042481},
		{50, 100, .999999999, 0.21766461199543516, 0.78233538800456484, 0.22152920483603038, 0.77847079516396962},
		{99, 100, .999999999, 0.78045193663824348, 0.999999999995, 0.79304207796966884, 0.99999999236468497},
		{0, 100, .999999999, 0.0, 0.19278411456351698, 0.0, 0.17543204382133006},
		{333, 1000, .5, 0.32256151545287517, 0.34365861048334189, 0.3230574154118154, 0.3431551596506882},
		{500000, 1000000, .9, 0.49917707394947705, 0.50082292605052295, 0.49917757394840813, 0.50082242605159187},
	} {
		clopper, err := stat.ClopperPearson(test.x, test.n, test.level)
		require.NoError(t, err)
		near(t, test.clopperLow, test.clopperHigh, clopper, 1e-12, "%v", test)
		jeffreys, err := stat.Jeffreys(test.x, test.n, test.level)
		require.NoError(t, err)
		near(t, test.jefLow, test.jefHi, jeffreys, 1e-12, "%v", test)
	}
	for _, test := range []struct {
		method    string
		x, n      int64
		low, high float64
	}{
		{"wilson", 81, 263, 0.25528852, 0.36620958},
		{"wilson corrected", 81, 263, 0.25350868, 0.3681762},
		{"agresti-coull", 81, 263, 0.25522067, 0.36627743},
		{"wilson corrected", 15, 148, 0.059778208, 0.16444978},
		{"agresti-coull", 0, 20, -0.028684402, 0.18980956}, // as published it leaves [0, 1]
		{"agresti-coull", 1, 29, -0.0084180755, 0.18628651},
	} {
		got, err := methods[test.method](test.x, test.n, .95)
		require.NoError(t, err)
		near(t, test.low, test.high, got, 1e-8, test.method)
	}
}

// TestWilsonCorrected_rule: R's prop.test corrects by |x - n/2| where that is below 1/2, so not at all at half.
func TestWilsonCorrected_rule(t *testing.T) {
	for _, n := range []int64{2, 14, 1e9} {
		corrected, err := stat.WilsonCorrected(n/2, n, 0.9)
		require.NoError(t, err)
		plain, err := stat.Wilson(n/2, n, 0.9)
		require.NoError(t, err)
		assert.Equal(t, plain, corrected)
	}
	for x := range int64(2) { // 0 and 1 of 1: by 1/2, so to the ends and the middle
		got, err := stat.WilsonCorrected(x, 1, 0.95)
		require.NoError(t, err)
		assert.True(t, got.Low == 0 || got.High == 1)
	}
}

// TestEnds: none and all, of few and many. The exact ends are closed: 1-tail^(1/n); Wilson's is z²/(n+z²).
func TestEnds(t *testing.T) {
	z2 := stat.Z(0.95) * stat.Z(0.95)
	for _, n := range []int64{1, 2, 20, 1000, 1e6, 1e9} {
		size := float64(n)
		exact := -math.Expm1(math.Log(0.025) / size)
		for name, want := range map[string]float64{
			"wald": 0, "wilson": z2 / (size + z2), "clopper-pearson": exact,
			"clopper-pearson bounds": -math.Expm1(math.Log(0.05) / size),
		} {
			none, err := methods[name](0, n, 0.95)
			require.NoError(t, err)
			near(t, 0, want, none, 1e-15, "%s 0 of %d", name, n)
			all, err := methods[name](n, n, 0.95)
			require.NoError(t, err)
			near(t, 1-want, 1, all, 2e-15, "%s all of %d", name, n)
		}
		jeffreys, err := stat.Jeffreys(0, n, 0.95)
		require.NoError(t, err)
		assert.Zero(t, jeffreys.Low)
		assert.Less(t, jeffreys.High, exact)
		assert.Positive(t, jeffreys.High)
	}
}

func TestBad(t *testing.T) {
	for name, method := range methods {
		for _, bad := range [][2]int64{{-1, 5}, {6, 5}, {0, 0}, {0, -1}, {-1, -1}, {math.MinInt64, math.MaxInt64}} {
			_, err := method(bad[0], bad[1], 0.95)
			require.ErrorIs(t, err, stat.ErrCount, name)
		}
		for _, level := range []float64{0, 1, -0.1, 1.5, math.NaN(), math.Inf(1), math.Inf(-1)} {
			_, err := method(1, 2, level)
			require.ErrorIs(t, err, stat.ErrLevel, name)
		}
	}
}

func TestLevel(t *testing.T) {
	for level, want := range map[float64]float64{0: 0.95, 0.9: 0.9, 5e-324: 5e-324, 1 - 1e-16: 1 - 1e-16} {
		got, err := stat.Level(level)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, level := range []float64{1, -0.5, 95, math.NaN(), math.Inf(1)} {
		_, err := stat.Level(level)
		require.ErrorIs(t, err, stat.ErrLevel)
	}
}

// TestZ: tables of the normal distribution, and the last level below 1.
func TestZ(t *testing.T) {
	for level, want := range map[float64]float64{
		0.5: 0.6744897501960817, 0.9: 1.6448536269514722, 0.95: 1.959963984540054, 0.99: 2.5758293035489004,
		math.Nextafter(1, 0): 8.2923611, // Φ⁻¹(1 - 2⁻⁵⁴)
	} {
		assert.InDelta(t, want, stat.Z(level), 1e-7*want*want*want*1e-3+1e-14, "%v", level)
	}
}

// drawCount draws x of n, ends and few among them.
func drawCount(t *rapid.T) (x, n int64) {
	n = rapid.OneOf(rapid.Int64Range(1, 30), rapid.Int64Range(1, 1e4), rapid.Int64Range(1, 1e9)).Draw(t, "n")
	return rapid.OneOf(rapid.Int64Range(0, n), rapid.Int64Range(0, min(n, 3)), rapid.Just(n)).Draw(t, "x"), n
}

// TestProperties: ends in order and finite, p inside, nested in the level, mirrored for n - x.
func TestProperties(t *testing.T) {
	const slack = 1e-14
	for name, method := range methods {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				x, n := drawCount(t)
				level := rapid.Float64Range(0.75, 1-1e-9).Draw(t, "level")
				got, err := method(x, n, level)
				require.NoError(t, err)
				p := float64(x) / float64(n)
				assert.LessOrEqual(t, got.Low, p+slack)
				assert.GreaterOrEqual(t, got.High, p-slack)
				mirror, err := method(n-x, n, level)
				require.NoError(t, err)
				near(t, 1-got.High, 1-got.Low, mirror, slack)

				wider, err := method(x, n, level+(1-level)/2)
				require.NoError(t, err)
				if name == "agresti-coull" { // nested within [0, 1] only: beyond it the ends turn back
					got.Low, got.High = max(0, got.Low), min(1, got.High)
				}
				if name != "wald" && name != "agresti-coull" {
					assert.GreaterOrEqual(t, wider.Low, 0.0)
					assert.LessOrEqual(t, wider.High, 1.0)
				}
				assert.LessOrEqual(t, wider.Low, got.Low+slack)
				assert.GreaterOrEqual(t, wider.High, got.High-slack)
			})
		})
	}
}

// TestLowLevels: in order and finite down to the smallest level, though less exact; the one-sided bounds cross.
func TestLowLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, n := drawCount(t)
		level := rapid.SampledFrom([]float64{5e-324, 1e-300, 1e-17, 1e-9, 1e-3, 0.4}).Draw(t, "level")
		for name, method := range methods {
			got, err := method(x, n, level)
			require.NoError(t, err)
			assert.InDelta(t, float64(x)/float64(n), (got.Low+got.High)/2, 0.5, name)
			if name != "clopper-pearson bounds" {
				assert.LessOrEqual(t, got.Low, got.High, name)
			}
		}
	})
}

// TestHighLevels: as near to 1 as a float64 comes.
func TestHighLevels(t *testing.T) {
	level := math.Nextafter(1, 0)
	for name, method := range methods {
		for _, n := range []int64{1, 29, 1e4, 1e9} {
			for _, x := range []int64{0, 1, n / 2, n} {
				got, err := method(x, n, level)
				require.NoError(t, err)
				p := float64(x) / float64(n)
				assert.LessOrEqual(t, got.Low, p, name)
				assert.GreaterOrEqual(t, got.High, p, name)
			}
		}
	}
}

// TestWilsonOf: whole counts give the bits of Wilson; the ends of any others are roots of (x/n - p)² = z²p(1-p)/n.
func TestWilsonOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.Float64Range(0.5, 0.999).Draw(t, "level")
		n := rapid.Int64Range(1, 1000).Draw(t, "n")
		x := rapid.Int64Range(0, n).Draw(t, "x")
		want, err := stat.Wilson(x, n, level)
		require.NoError(t, err)
		assert.Equal(t, want, stat.WilsonOf(float64(x), float64(n), level))

		cases := rapid.Float64Range(0.5, 1000).Draw(t, "cases")
		share := rapid.Float64Range(0.01, 0.99).Draw(t, "share")
		got := stat.WilsonOf(share*cases, cases, level)
		for _, p := range []float64{got.Low, got.High} {
			z := stat.Z(level)
			assert.InDelta(t, z*z*p*(1-p)/cases, (share-p)*(share-p), 1e-12)
		}
		assert.True(t, got.Low <= share && share <= got.High)
	})
}
