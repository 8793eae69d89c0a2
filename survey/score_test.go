package survey_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// By hand: n = 10 has P = 0.6, D = 0.2, variance 0.8 - 0.16 = 0.64; shares 1/2, 1/3, 1/6 have variance
// 2/3 - 1/9 = 5/9. Ends to 16 digits from the definition, P + D - (P-D)², with mpmath 1.3.0 at 30 digits; the t
// quantile with 9 degrees of freedom is 2.262157162798205, so the trinomial ends are 40 ± 60.3241910.
var npsCases = []struct {
	name                             string
	promoters, passives, detractors  int64
	method                           survey.Method
	value, se, low, high, resolution float64
}{
	{"ten, wald", 6, 2, 2, survey.MethodWald, 40, 25.298221281347, -9.58360258436493, 89.58360258436493, 1e-11},
	{"ten, adjusted", 6, 2, 2, survey.MethodAdjustedWald, 40, 22.1202078609689, -12.58557996880812, 74.12404150726966, 1e-11},
	{"ten, auto", 6, 2, 2, survey.MethodAuto, 40, 22.1202078609689, -12.58557996880812, 74.12404150726966, 1e-11},
	{"ten, trinomial", 6, 2, 2, survey.MethodTrinomialT, 40, 80.0 / 3, -20.324191007952, 100.324191007952, 1e-9},
	{"six, wald", 3, 2, 1, survey.MethodWald, 100.0 / 3, 30.4290309725092, -26.30647145723858, 92.97313812390524, 1e-11},
	{"one promoter, wald", 1, 0, 0, survey.MethodWald, 100, 0, 100, 100, 0},
	{"one promoter, adjusted", 1, 0, 0, survey.MethodAuto, 100, 37.5, -48.49864942025203, 98.49864942025203, 1e-11},
	{"one detractor, adjusted", 0, 0, 1, survey.MethodAuto, -100, 37.5, -98.49864942025203, 48.49864942025203, 1e-11},
	{"one passive, adjusted", 0, 1, 0, survey.MethodAuto, 0, 30.6186217847897, -60.01139595444138, 60.01139595444138, 1e-11},
	{"all promote, adjusted", 10, 0, 0, survey.MethodAuto, 100, 15.0102377443383, 47.50355154479021, 106.3426023013636, 1e-11},
	{"all promote, trinomial", 10, 0, 0, survey.MethodTrinomialT, 100, 0, 100, 100, 0},
	{"a billion, wald", 6e8, 2e8, 2e8, survey.MethodWald, 40, 0.0025298221281347, 39.99504163974156, 40.00495836025844, 1e-11},
	{"a billion, adjusted", 6e8, 2e8, 2e8, survey.MethodAuto, 40, 0.00252982212445856, 39.99504151974877, 40.00495824025123, 1e-11},
	{"one of a billion, wald", 999999999, 0, 1, survey.MethodWald, 99.9999998, 1.999999999e-7, 99.9999994080072, 100.0000001919928, 1e-12},
}

func TestTally_NPS(t *testing.T) {
	for _, c := range npsCases {
		t.Run(c.name, func(t *testing.T) {
			tally := split(t, c.promoters, c.passives, c.detractors)
			got, err := tally.NPS(survey.Options{Method: c.method})
			require.NoError(t, err)
			assert.InDelta(t, c.value, got.Value, 1e-12)
			assert.InDelta(t, c.se, got.SE, c.resolution)
			assert.InDelta(t, c.low, got.Interval.Low, c.resolution)
			assert.InDelta(t, c.high, got.Interval.High, c.resolution)
			assert.Equal(t, c.promoters+c.passives+c.detractors, got.N)
			assert.Equal(t, got.N < 30, got.Small)
			assert.InDelta(t, 0.95, got.Interval.Level, 0)
			if c.method == survey.MethodAuto {
				c.method = survey.MethodAdjustedWald
			}
			assert.Equal(t, c.method, got.Interval.Method)
		})
	}
}

// Each point falls where the definition says, whatever the index.
func TestTally_Split(t *testing.T) {
	for v := range 11 {
		p, q, d, err := points(t, survey.KindNPS, survey.Scale{}, v).Split()
		require.NoError(t, err)
		want := [3]int64{0, 0, 1}
		if v >= 9 {
			want = [3]int64{1, 0, 0}
		} else if v >= 7 {
			want = [3]int64{0, 1, 0}
		}
		assert.Equal(t, want, [3]int64{p, q, d}, v)
	}
}

func TestTally_figuresOfTheWrongKind(t *testing.T) {
	rating := points(t, survey.KindRating, survey.Scale{Min: 0, Max: 10}, 9, 10) // looks like NPS, is not declared so
	_, err := rating.NPS(survey.Options{})
	require.ErrorIs(t, err, survey.ErrKind)
	_, _, _, err = rating.Split()
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = rating.CSAT(survey.Options{})
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = rating.CES(survey.Options{})
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = rating.Option("9")
	require.ErrorIs(t, err, survey.ErrKind)

	choices, err := survey.NewChoiceTally([]string{"a", "b"})
	require.NoError(t, err)
	_, err = choices.Top(1)
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = choices.Bottom(1)
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = choices.Mean(survey.Options{})
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = choices.Index()
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = choices.Median()
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = choices.SD()
	require.ErrorIs(t, err, survey.ErrKind)
	_, err = choices.Option("c")
	require.ErrorIs(t, err, survey.ErrNotFound)
}

func TestTally_figuresOfNobody(t *testing.T) {
	for _, kind := range []survey.Kind{survey.KindNPS, survey.KindCSAT, survey.KindCES} {
		tally := points(t, kind, survey.Scale{})
		require.NoError(t, tally.Skip(survey.OutcomeMissing))
		_, nps := tally.NPS(survey.Options{})
		_, csat := tally.CSAT(survey.Options{})
		_, ces := tally.CES(survey.Options{})
		require.ErrorIs(t, map[survey.Kind]error{survey.KindNPS: nps, survey.KindCSAT: csat, survey.KindCES: ces}[kind], survey.ErrNoAnswers)
		top, err := tally.Top(1)
		require.NoError(t, err)
		assert.Equal(t, survey.Count{}, top)
		_, err = tally.Mean(survey.Options{})
		require.ErrorIs(t, err, survey.ErrNoAnswers)
		_, err = tally.Index()
		require.ErrorIs(t, err, survey.ErrNoAnswers)
		_, err = tally.Median()
		require.ErrorIs(t, err, survey.ErrNoAnswers)
		_, err = tally.SD()
		require.ErrorIs(t, err, survey.ErrNoAnswers)
	}
}

func TestTally_optionsOutOfRange(t *testing.T) {
	nps, csat, ces := points(t, survey.KindNPS, survey.Scale{}, 9, 3),
		points(t, survey.KindCSAT, survey.Scale{}, 4, 5), points(t, survey.KindCES, survey.Scale{}, 4, 5)
	for _, o := range []survey.Options{{Level: -0.1}, {Level: 1}, {Level: 95}, {Level: math.NaN()}, {Level: math.Inf(1)}, {Small: -1}} {
		_, err := nps.NPS(o)
		require.ErrorIs(t, err, survey.ErrRange)
		_, err = csat.CSAT(o)
		require.ErrorIs(t, err, survey.ErrRange)
		_, err = ces.CES(o)
		require.ErrorIs(t, err, survey.ErrRange)
	}
	_, err := nps.NPS(survey.Options{Method: survey.MethodWilson})
	require.ErrorIs(t, err, survey.ErrMethod)
	_, err = csat.CSAT(survey.Options{Method: survey.MethodAdjustedWald})
	require.ErrorIs(t, err, survey.ErrMethod)
	_, err = ces.CES(survey.Options{Method: survey.MethodWald})
	require.ErrorIs(t, err, survey.ErrMethod)
	one := points(t, survey.KindNPS, survey.Scale{}, 9)
	_, err = one.NPS(survey.Options{Method: survey.MethodTrinomialT})
	require.ErrorIs(t, err, survey.ErrTooFew)
}

func TestTally_boxes(t *testing.T) {
	csat := points(t, survey.KindCSAT, survey.Scale{}, 1, 2, 2, 3, 4, 4, 4, 5)
	got, err := csat.CSAT(survey.Options{Small: 1})
	require.NoError(t, err)
	want, err := survey.Proportion(survey.Count{X: 4, N: 8}, survey.Options{Small: 1})
	require.NoError(t, err)
	assert.Equal(t, want, got)
	assert.False(t, got.Small)

	reversed := points(t, survey.KindRating, survey.Scale{Min: 1, Max: 5, Reverse: true}, 1, 2, 2, 3, 4, 4, 4, 5)
	for n, x := range map[int][2]int64{1: {1, 1}, 2: {4, 3}, 3: {5, 4}, 4: {7, 7}, 5: {8, 8}} { // top, bottom of csat
		top, err := csat.Top(n)
		require.NoError(t, err)
		bottom, err := csat.Bottom(n)
		require.NoError(t, err)
		assert.Equal(t, [2]survey.Count{{X: x[0], N: 8}, {X: x[1], N: 8}}, [2]survey.Count{top, bottom}, n)
		turned, err := reversed.Top(n) // its best answers are the low ones
		require.NoError(t, err)
		assert.Equal(t, bottom, turned)
	}
	for _, n := range []int{-1, 0, 6, math.MaxInt} {
		_, err := csat.Top(n)
		require.ErrorIs(t, err, survey.ErrRange)
		_, err = csat.Bottom(n)
		require.ErrorIs(t, err, survey.ErrRange)
	}
}

func TestTally_NPS_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.Int64Range(0, 2000)
		p, q, d := count.Draw(t, "promoters"), count.Draw(t, "passives"), count.Draw(t, "detractors")
		if p+q+d < 2 {
			p += 2
		}
		method := rapid.SampledFrom([]survey.Method{survey.MethodWald, survey.MethodAdjustedWald, survey.MethodTrinomialT}).Draw(t, "method")
		level := rapid.Float64Range(0.01, 0.99).Draw(t, "level")
		got, err := split(t, p, q, d).NPS(survey.Options{Method: method, Level: level})
		require.NoError(t, err)
		turned, err := split(t, d, q, p).NPS(survey.Options{Method: method, Level: level})
		require.NoError(t, err)
		wider, err := split(t, p, q, d).NPS(survey.Options{Method: method, Level: level + 0.005})
		require.NoError(t, err)

		assert.InDelta(t, slowNPS(p, q, d), got.Value, 1e-10)
		assert.LessOrEqual(t, math.Abs(got.Value), 100.0)
		assert.LessOrEqual(t, got.Interval.Low, got.Interval.High)
		assert.InDelta(t, -got.Value, turned.Value, 1e-12)
		assert.InDelta(t, -got.Interval.High, turned.Interval.Low, 1e-11)
		assert.LessOrEqual(t, wider.Interval.Low, got.Interval.Low)
		assert.GreaterOrEqual(t, wider.Interval.High, got.Interval.High)
	})
}

// slowNPS averages what each answer is worth.
func slowNPS(p, q, d int64) (score float64) {
	n := float64(p + q + d)
	for range p {
		score += 100 / n
	}
	for range d {
		score -= 100 / n
	}
	return score
}
