package sigma_test

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
)

// R 4.2.2: pnorm(z, lower = FALSE).
var tailCases = []struct{ z, tail float64 }{
	{0, 0.5},
	{1, 0.15865525393145705},
	{4.5, 3.39767312473006e-06}, // the 3.4 DPMO of 6 sigma with the shift of 1.5
	{10, 7.619853024160527e-24},
	{20, 2.753624118606234e-89},
	{37, 5.725571222524577e-300},
}

func TestFromSigma_published(t *testing.T) {
	for _, c := range tailCases {
		for _, shift := range []float64{0, 1.5} {
			level, err := sigma.FromSigma(c.z+shift, sigma.Convention{Shift: shift})
			require.NoError(t, err)
			assert.InEpsilon(t, c.tail, level.Defect(), 1e-12, "z %v shift %v", c.z, shift)
			mirrored, err := sigma.FromSigma(-c.z+shift, sigma.Convention{Shift: shift})
			require.NoError(t, err)
			assert.Equal(t, level.Defect(), mirrored.Yield(), "the other tail is kept too")
		}
		both, err := sigma.FromSigma(c.z, sigma.Convention{Sides: sigma.TwoSided})
		require.NoError(t, err)
		assert.InEpsilon(t, 2*c.tail, both.Defect(), 1e-12)
	}
	level, err := sigma.FromSigma(6, sigma.Convention{Shift: sigma.LongTermShift})
	require.NoError(t, err)
	assert.InDelta(t, 3.4, level.DPMO(), 0.005, "the customary table prints 3.4")
}

// R 4.2.2: -qnorm(p), and uniroot over the logarithm of both tails.
var sigmaCases = []struct {
	defect, shift float64
	sides         sigma.Sides
	want          float64
}{
	{1e-300, 0, sigma.OneSided, 37.0470962993612},
	{1e-21, 0, sigma.OneSided, 9.505024982640926},
	{3.4e-6, 1.5, sigma.OneSided, 4.499854470025006 + 1.5},
	{0.3, 0, sigma.OneSided, 0.5244005127080407},
	{0.7, 0, sigma.OneSided, -0.5244005127080407},
	{0.0027, 0, sigma.TwoSided, 2.999976992703393},
	{0.1, 1.5, sigma.TwoSided, 2.781604431258998},
	{1e-20, 0.3, sigma.TwoSided, 9.562663083080318},
	{0.95, 1.5, sigma.TwoSided, 0.1915709207238764},
}

func TestLevel_Sigma_published(t *testing.T) {
	for _, c := range sigmaCases {
		level, err := sigma.FromDefect(c.defect)
		require.NoError(t, err)
		got, ok := level.Sigma(sigma.Convention{Shift: c.shift, Sides: c.sides})
		require.True(t, ok)
		assert.InDelta(t, c.want, got, 2e-13*max(1, c.want), "%+v", c)
	}
}

// TestLevel_Sigma_back: what FromSigma made is read back, over the whole range.
func TestLevel_Sigma_back(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := sigma.Convention{
			Shift: rapid.OneOf(rapid.Just(0.0), rapid.Just(1.5), rapid.Float64Range(0, 10)).Draw(t, "shift"),
			Sides: sigma.Sides(rapid.IntRange(0, 1).Draw(t, "sides")),
		}
		s := c.Shift + rapid.Float64Range(-37, 37).Draw(t, "z")
		if c.Sides == sigma.TwoSided {
			s = rapid.OneOf(rapid.Float64Range(1e-9, 1), rapid.Float64Range(1e-250, 1e-200), rapid.Float64Range(1, 37+c.Shift)).Draw(t, "s")
		}
		level, err := sigma.FromSigma(s, c)
		require.NoError(t, err)
		assert.InDelta(t, 1, level.Defect()+level.Yield(), 1e-15)
		got, ok := level.Sigma(c)
		require.True(t, ok)
		assert.InDelta(t, s, got, 1e-12*max(math.Abs(s), 1e-300, float64(1-c.Sides)), "%+v", c)
	})
}

// TestFromSigma_falls: more sigmas are fewer defects and more yield.
func TestFromSigma_falls(t *testing.T) {
	for _, sides := range []sigma.Sides{sigma.OneSided, sigma.TwoSided} {
		for _, shift := range []float64{0, 0.7, 1.5, 10} {
			c := sigma.Convention{Shift: shift, Sides: sides}
			before, err := sigma.FromSigma(0, c)
			require.NoError(t, err)
			for s := 0.01; s < 37; s += 0.01 {
				level, err := sigma.FromSigma(s, c)
				require.NoError(t, err)
				require.LessOrEqual(t, level.Defect(), before.Defect(), "%v sigma, %+v", s, c)
				require.GreaterOrEqual(t, level.Yield(), before.Yield(), "%v sigma, %+v", s, c)
				require.True(t, level.Defect() < before.Defect() || level.Yield() > before.Yield(), "%v sigma, %+v", s, c)
				before = level
			}
		}
	}
}

// TestFromSigma_narrow: between two limits that are close together lies twice the half width times the density.
func TestFromSigma_narrow(t *testing.T) {
	for _, shift := range []float64{0, 1, 3} {
		level, err := sigma.FromSigma(1e-9, sigma.Convention{Shift: shift, Sides: sigma.TwoSided})
		require.NoError(t, err)
		assert.InEpsilon(t, 2e-9*math.Exp(-shift*shift/2)/math.Sqrt(2*math.Pi), level.Yield(), 1e-14)
	}
	wide, err := sigma.FromSigma(0.4, sigma.Convention{Shift: 1.2, Sides: sigma.TwoSided}) // by the series
	require.NoError(t, err)
	assert.InEpsilon(t, 0.15705610688383864, wide.Yield(), 1e-13, "R: pnorm(1.6) - pnorm(0.8)")
}

// TestFromSigma_ends: the ends of the range are in it.
func TestFromSigma_ends(t *testing.T) {
	for _, s := range []float64{38, -38} {
		level, err := sigma.FromSigma(s, sigma.Convention{})
		require.NoError(t, err)
		assert.Positive(t, min(level.Defect(), level.Yield()))
	}
	for _, shift := range []float64{0, 10} {
		nothing, err := sigma.FromSigma(0, sigma.Convention{Shift: shift, Sides: sigma.TwoSided})
		require.NoError(t, err)
		assert.Equal(t, []float64{1, 0}, []float64{nothing.Defect(), nothing.Yield()}, "between two limits at one place")
	}
}

func TestFromCounts(t *testing.T) {
	level, err := sigma.FromCounts(1, math.MaxInt64, math.MaxInt64) // the product has 126 bits
	require.NoError(t, err)
	assert.InEpsilon(t, math.Pow(2, -126), level.Defect(), 1e-15)
	assert.Equal(t, 1.0, level.Yield())
	level, err = sigma.FromCounts(math.MaxInt64, math.MaxInt64, 1)
	require.NoError(t, err)
	assert.Equal(t, []float64{1, 0}, []float64{level.Defect(), level.Yield()})
	for _, counts := range [][3]int64{{-1, 1, 1}, {2, 1, 1}, {0, 0, 1}, {0, 1, 0}, {0, -1, -1}, {7, 2, 3}} {
		_, err := sigma.FromCounts(counts[0], counts[1], counts[2])
		assert.ErrorIs(t, err, sigma.ErrRange, "%v", counts)
	}
}

func TestLevel_ends(t *testing.T) {
	for _, d := range []float64{0, 1e6} {
		level, err := sigma.FromDPMO(d)
		require.NoError(t, err)
		assert.Equal(t, d, level.DPMO())
		assert.Equal(t, 1-d/1e6, level.Yield())
		for _, sides := range []sigma.Sides{sigma.OneSided, sigma.TwoSided} {
			_, ok := level.Sigma(sigma.Convention{Sides: sides})
			assert.False(t, ok, "%v DPMO", d)
		}
	}
	_, ok := sigma.Level{}.Sigma(sigma.Convention{})
	assert.False(t, ok)
	level, err := sigma.FromYield(0.25)
	require.NoError(t, err)
	for _, c := range badConventions {
		_, ok := level.Sigma(c)
		assert.False(t, ok, "%+v", c)
	}
	tiny, err := sigma.FromDPMO(1e-15)
	require.NoError(t, err)
	assert.InEpsilon(t, 1e-21, tiny.Defect(), 1e-15)
}

var badConventions = []sigma.Convention{
	{Shift: -0.1}, {Shift: 10.1}, {Shift: math.NaN()}, {Shift: math.Inf(1)}, {Sides: 2},
}

func TestLevel_refuses(t *testing.T) {
	nan := math.NaN()
	for _, share := range []float64{-1e-300, 1.0000001, nan, math.Inf(1)} {
		_, err := sigma.FromDefect(share)
		assert.ErrorIs(t, err, sigma.ErrRange)
		_, err = sigma.FromYield(share)
		assert.ErrorIs(t, err, sigma.ErrRange)
		_, err = sigma.FromDPMO(share * 1e6)
		assert.ErrorIs(t, err, sigma.ErrRange)
	}
	for _, s := range []float64{38.1, -38.1, nan, math.Inf(1), math.Inf(-1)} {
		_, err := sigma.FromSigma(s, sigma.Convention{})
		assert.ErrorIs(t, err, sigma.ErrRange, "%v", s)
	}
	_, err := sigma.FromSigma(-0.1, sigma.Convention{Sides: sigma.TwoSided})
	assert.ErrorIs(t, err, sigma.ErrRange)
	assert.EqualError(t, err, "sigma: from -0.1 sigma with shift 0, two-sided: number out of range")
	for _, c := range badConventions {
		_, err := sigma.FromSigma(3, c)
		assert.ErrorIs(t, err, sigma.ErrRange, "%+v", c)
	}
}

func TestLevel_JSON(t *testing.T) {
	flying, err := sigma.FromSigma(10, sigma.Convention{})
	require.NoError(t, err)
	for _, level := range []sigma.Level{{}, flying} {
		text, err := json.Marshal(level)
		require.NoError(t, err)
		var back sigma.Level
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, level, back)
	}
	for _, text := range []string{`{"defect":0.5,"yield":0.6}`, `{"defect":-1,"yield":2}`, `{"defect":1e400}`, `[]`, `{"yield":0.5}`} {
		kept := flying
		assert.ErrorIs(t, json.Unmarshal([]byte(text), &kept), sigma.ErrDecode, text)
		assert.Equal(t, flying, kept)
	}
}

func TestEnums(t *testing.T) {
	enumRoundTrip(t, 2, sigma.ParseSides)
	enumRoundTrip(t, 4, sigma.ParseWithin)
	enumRoundTrip(t, 9, sigma.ParseRule)
}

// enumRoundTrip checks that the first n values of an enumeration are read back from their names, and no other is written.
func enumRoundTrip[E interface {
	~uint8
	fmt.Stringer
	MarshalText() ([]byte, error)
}](t *testing.T, n int, parse func(string) (E, error),
) {
	t.Helper()
	for value := range E(n) {
		text, err := value.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, value.String(), string(text))
		back, err := parse(string(text))
		require.NoError(t, err)
		assert.Equal(t, value, back)
		read := E(99)
		require.NoError(t, any(&read).(interface{ UnmarshalText([]byte) error }).UnmarshalText(text))
		assert.Equal(t, value, read)
	}
	_, err := E(n).MarshalText()
	assert.ErrorIs(t, err, sigma.ErrUnknown)
	assert.Equal(t, "?", E(n).String())
	_, err = parse("nothing")
	assert.ErrorIs(t, err, sigma.ErrUnknown)
}
