package revenue_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing/revenue"
)

func normal(fare, mean, sd float64) revenue.Class {
	return revenue.Class{Fare: fare, Demand: revenue.Demand{Mean: mean, SD: sd}}
}

func poisson(fare, mean float64) revenue.Class {
	return revenue.Class{Fare: fare, Demand: revenue.Demand{Mean: mean, Distribution: revenue.Poisson}}
}

// TestEMSRb_textbook: the four-class example of Talluri, van Ryzin (2004), chapter 2.
func TestEMSRb_textbook(t *testing.T) {
	classes := []revenue.Class{normal(1050, 17.3, 5.8), normal(567, 45.1, 15.0), normal(534, 39.6, 13.2), normal(520, 34.0, 11.3)}
	levels, err := revenue.EMSRb(classes, 200)
	require.NoError(t, err)
	for j, want := range []float64{16.7, 50.9, 83.2} {
		assert.InDelta(t, want, levels[j].Exact, 0.05)
	}
	var protect, limit []int
	for _, l := range levels {
		protect, limit = append(protect, l.Protect), append(limit, l.Limit)
	}
	assert.Equal(t, []int{17, 51, 84, 200}, protect)
	assert.Equal(t, []int{200, 183, 149, 116}, limit)
}

// TestLittlewood_normal: the quantile against a bisection on the tail, ½·erfc(z/√2).
func TestLittlewood_normal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := rapid.Float64Range(1e-12, 0.999).Draw(t, "share")
		mean, sd := rapid.Float64Range(0, 100).Draw(t, "mean"), rapid.Float64Range(0.1, 30).Draw(t, "sd")
		level, err := revenue.Littlewood(normal(1, mean, sd), revenue.Class{Fare: share}, 200)
		require.NoError(t, err)
		low, high := -10.0, 10.0
		for range 100 {
			if middle := (low + high) / 2; math.Erfc(middle/math.Sqrt2)/2 > share {
				low = middle
			} else {
				high = middle
			}
		}
		want := min(200, max(0, mean+sd*low))
		assert.InDelta(t, want, level.Exact, 1e-9)
		assert.Equal(t, 200-level.Protect, level.Limit)
		assert.True(t, float64(level.Protect) >= level.Exact && float64(level.Protect) < level.Exact+1)
	})
}

// TestLittlewood_poisson: the least number of seats that earns most, by the expected revenue of every number, where more
// passengers ask for the discount than there are seats.
func TestLittlewood_poisson(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		capacity := rapid.IntRange(0, 40).Draw(t, "capacity")
		mean, share := rapid.Float64Range(0, 60).Draw(t, "mean"), rapid.Float64Range(0, 1).Draw(t, "share")
		level, err := revenue.Littlewood(poisson(1, mean), revenue.Class{Fare: share}, capacity)
		require.NoError(t, err)
		earns := func(kept int) float64 {
			full, rest := 0.0, 1.0
			for d := range kept {
				p := distuv.Poisson{Lambda: max(mean, 1e-300)}.Prob(float64(d))
				full += float64(d) * p
				rest -= p
			}
			return share*float64(capacity-kept) + full + float64(kept)*rest
		}
		for kept := range capacity + 1 {
			assert.LessOrEqual(t, earns(kept), earns(level.Protect)+1e-9, "%d seats earn more than %d", kept, level.Protect)
		}
		if share > 0 && level.Protect > 0 {
			assert.Less(t, earns(level.Protect-1), earns(level.Protect)+1e-9)
		}
	})
}

func TestLittlewood_edges(t *testing.T) {
	for name, c := range map[string]struct {
		full      revenue.Class
		discount  float64
		capacity  int
		exact     float64
		protected int
	}{
		"equal fares":               {normal(100, 20, 5), 100, 48, 0, 0},
		"free below":                {normal(100, 20, 5), 0, 48, 48, 48},
		"next to free":              {normal(1e300, 20, 5), 1e-300, 48, 48, 48},
		"free both":                 {normal(0, 20, 5), 0, 48, 0, 0},
		"demand without spread":     {normal(100, 20.5, 0), 50, 48, 20.5, 21},
		"spread below 0":            {normal(100, 1, 5), 99, 48, 0, 0},
		"more than the bus":         {normal(100, 90, 5), 50, 48, 48, 48},
		"no bus":                    {normal(100, 20, 5), 50, 0, 0, 0},
		"nobody":                    {normal(100, 0, 0), 50, 48, 0, 0},
		"nobody, whole":             {poisson(100, 0), 50, 48, 0, 0},
		"a billion":                 {poisson(100, 1e9), 50, 1e9, 1e9, 1e9},
		"one passenger, on average": {poisson(100, 1), 30, 48, 1, 1}, // P(D>0) = .632, P(D>1) = .264
	} {
		t.Run(name, func(t *testing.T) {
			level, err := revenue.Littlewood(c.full, revenue.Class{Fare: c.discount}, c.capacity)
			require.NoError(t, err)
			assert.InEpsilon(t, 1+c.exact, 1+level.Exact, 1e-6)
			if c.capacity < 1e9 {
				assert.Equal(t, c.protected, level.Protect)
			}
		})
	}
}

// TestEMSRb_properties: levels lie within the capacity and do not fall, limits follow from them, and the level of the first
// class is Littlewood's.
func TestEMSRb_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fare, capacity := 1000.0, rapid.IntRange(0, 300).Draw(t, "capacity")
		var classes []revenue.Class
		for range rapid.IntRange(1, 10).Draw(t, "classes") {
			c := normal(fare, rapid.Float64Range(0, 90).Draw(t, "mean"), rapid.Float64Range(0, 30).Draw(t, "sd"))
			c.Demand.Distribution = revenue.Distribution(rapid.IntRange(0, 1).Draw(t, "distribution"))
			classes = append(classes, c)
			fare *= rapid.SampledFrom([]float64{0, 0.2, 0.9, 1}).Draw(t, "next")
		}
		levels, err := revenue.EMSRb(classes, capacity)
		require.NoError(t, err)
		above := 0
		for _, l := range levels {
			assert.Equal(t, capacity-above, l.Limit)
			assert.True(t, above <= l.Protect && l.Protect <= capacity, "%+v", levels)
			assert.True(t, 0 <= l.Exact && l.Exact <= float64(capacity))
			above = l.Protect
		}
		assert.Equal(t, capacity, above)
		if len(classes) > 1 {
			want, err := revenue.Littlewood(classes[0], classes[1], capacity)
			require.NoError(t, err)
			assert.InDelta(t, want.Exact, levels[0].Exact, 1e-9)
		}
	})
}

// TestEMSRb_equalFares: classes of one fare keep nothing from each other, however their means weigh it.
func TestEMSRb_equalFares(t *testing.T) {
	levels, err := revenue.EMSRb([]revenue.Class{normal(0.1, 17.3, 0.1), normal(0.1, 45.1, 0.1), normal(0.1, 39.6, 0.1), normal(0.1, 1, 1)}, 100)
	require.NoError(t, err)
	for _, l := range levels[:3] {
		assert.Zero(t, l.Protect)
		assert.Equal(t, 100, l.Limit)
	}
}

func TestProtection_faults(t *testing.T) {
	good := normal(100, 20, 5)
	for name, c := range map[string]struct {
		bad      revenue.Class
		capacity int
		want     error
		text     string
	}{
		"no bus":            {good, -1, revenue.ErrRange, "capacity"},
		"too large a bus":   {good, 1e9 + 1, revenue.ErrRange, "capacity"},
		"dearer":            {normal(101, 1, 1), 48, revenue.ErrOrder, "classes[1].fare"},
		"fare below 0":      {normal(-1, 1, 1), 48, revenue.ErrRange, "classes[1].fare"},
		"fare NaN":          {normal(math.NaN(), 1, 1), 48, revenue.ErrRange, "classes[1].fare"},
		"mean below 0":      {normal(1, -1, 1), 48, revenue.ErrRange, "classes[1].demand.mean"},
		"infinite mean":     {normal(1, math.Inf(1), 1), 48, revenue.ErrRange, "classes[1].demand.mean"},
		"spread below 0":    {normal(1, 1, -1), 48, revenue.ErrRange, "classes[1].demand.sd"},
		"another way to be": {revenue.Class{Demand: revenue.Demand{Distribution: 2}}, 48, revenue.ErrRange, "classes[1].demand.distribution"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := revenue.Littlewood(good, c.bad, c.capacity)
			assert.ErrorIs(t, err, c.want)
			assert.ErrorContains(t, err, c.text)
			_, err = revenue.EMSRb([]revenue.Class{good, c.bad}, c.capacity)
			assert.ErrorIs(t, err, c.want)
		})
	}
	_, err := revenue.EMSRb(nil, 48)
	assert.ErrorIs(t, err, revenue.ErrTooFew)
}

func TestDistribution_text(t *testing.T) {
	for _, d := range []revenue.Distribution{revenue.Normal, revenue.Poisson} {
		text, err := d.MarshalText()
		require.NoError(t, err)
		var back revenue.Distribution
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, d, back)
		assert.Equal(t, d.String(), string(text))
	}
	_, err := revenue.ParseDistribution("gamma")
	assert.ErrorIs(t, err, revenue.ErrUnknown)
	_, err = revenue.Distribution(7).MarshalText()
	assert.ErrorIs(t, err, revenue.ErrUnknown)
}

func FuzzEMSRb(f *testing.F) {
	f.Add(1050.0, 17.3, 5.8, 567.0, 45.1, 15.0, 534.0, uint8(0), 200)
	f.Fuzz(func(t *testing.T, f1, m1, s1, f2, m2, s2, f3 float64, d uint8, capacity int) {
		first, second := normal(f1, m1, s1), normal(f2, m2, s2)
		first.Demand.Distribution, second.Demand.Distribution = revenue.Distribution(d&1), revenue.Distribution(d>>1&1)
		levels, err := revenue.EMSRb([]revenue.Class{first, second, {Fare: f3}}, capacity)
		if err != nil {
			return
		}
		for _, l := range levels {
			assert.True(t, 0 <= l.Exact && l.Exact <= float64(capacity) && 0 <= l.Protect && l.Protect <= capacity, "%+v", levels)
		}
	})
}

// BenchmarkEMSRb10: ten classes: 3 us, 1 allocation (2 cores, linux/amd64, Go 1.26).
func BenchmarkEMSRb10(b *testing.B) {
	var classes []revenue.Class
	for j := range 10 {
		classes = append(classes, normal(1000-80*float64(j), 20+float64(j), 6))
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = revenue.EMSRb(classes, 200)
	}
}
