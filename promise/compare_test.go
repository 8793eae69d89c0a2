package promise_test

import (
	"math"
	"math/big"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

// reportOf is a report of a brand with tallies of the specifications of gl.
func reportOf(t require.TestingT, brand string, tallies map[string]promise.Tally) promise.Report {
	p := gl()
	p.Key.Brand = brand
	report, err := promise.EvaluateTallies(p, tallies, promise.Options{})
	require.NoError(t, err)
	return report
}

func compareDelay(t require.TestingT, a, b promise.Tally) promise.Comparison {
	all, err := promise.Compare([]promise.Report{
		reportOf(t, "A", map[string]promise.Tally{"delay": a}), reportOf(t, "B", map[string]promise.Tally{"delay": b}),
	}, promise.Options{})
	require.NoError(t, err)
	require.Len(t, all, 1)
	return all[0]
}

// TestCompare_fisher: R 4.2.2, fisher.test(matrix(c(a, n-a, b, m-b), 2))$p.value.
func TestCompare_fisher(t *testing.T) {
	for _, c := range []struct {
		a, b promise.Tally
		p    float64
	}{
		{promise.Tally{Kept: 190, Total: 200}, promise.Tally{Kept: 150, Total: 200}, 1.59032341905759e-08},
		{promise.Tally{Kept: 9500, Total: 10000}, promise.Tally{Kept: 9430, Total: 10000}, 0.03010178589371},
		{promise.Tally{Kept: 3, Total: 3}, promise.Tally{Kept: 0, Total: 3}, 0.1},
		{promise.Tally{Kept: 5, Total: 10}, promise.Tally{Kept: 5, Total: 10}, 1},
		{promise.Tally{Kept: 81, Total: 263}, promise.Tally{Kept: 15, Total: 148}, 9.12618926237754e-07},
		{promise.Tally{Kept: 0, Total: 50}, promise.Tally{Kept: 10, Total: 60}, 0.00182666573206793},
		{promise.Tally{Kept: 1000, Total: 1000}, promise.Tally{Kept: 900, Total: 1000}, 1.165089965263e-31},
		{promise.Tally{Kept: 7, Total: 12}, promise.Tally{Kept: 5, Total: 7}, 0.656168135270302},
	} {
		got := compareDelay(t, c.a, c.b)
		assert.InEpsilon(t, c.p, got.P, 1e-9, "%v", c)
		assert.InEpsilon(t, c.p, compareDelay(t, c.b, c.a).P, 1e-9, "%v", c)
		assert.Equal(t, got.P, got.Adjusted, "alone")
	}
	nothing := promise.Tally{Total: 9}
	assert.Equal(t, 1.0, compareDelay(t, nothing, nothing).P)
	assert.Zero(t, compareDelay(t, promise.Tally{Kept: 5000, Total: 5000}, promise.Tally{Total: 5000}).P, "below 1e-300")
	huge := promise.Tally{Kept: 4_500_000_000, Total: 5_000_000_000}
	assert.InDelta(t, 1, compareDelay(t, huge, huge).P, 1e-9)
}

// TestCompare_enumeration: against all tables of the same margins in whole numbers, tables within 1e-7 counting as seen.
func TestCompare_enumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) promise.Tally {
			total := rapid.Int64Range(1, 30).Draw(t, label)
			return promise.Tally{Kept: rapid.Int64Range(0, total).Draw(t, label+" kept"), Total: total}
		}
		a, b := draw("a"), draw("b")
		weight := func(kept int64) *big.Int { // of the table in which A keeps that many
			rest := a.Kept + b.Kept - kept
			return new(big.Int).Mul(new(big.Int).Binomial(a.Total, kept), new(big.Int).Binomial(b.Total, rest))
		}
		sum, total := new(big.Int), new(big.Int)
		for kept := max(0, a.Kept+b.Kept-b.Total); kept <= min(a.Total, a.Kept+b.Kept); kept++ {
			w := weight(kept)
			total.Add(total, w)
			if w.Cmp(weight(a.Kept)) <= 0 {
				sum.Add(sum, w)
			}
		}
		want, _ := new(big.Rat).SetFrac(sum, total).Float64()
		got := compareDelay(t, a, b)
		assert.InDelta(t, want, got.P, 1e-12)
		assert.LessOrEqual(t, got.Interval.Low, got.Difference)
		assert.LessOrEqual(t, got.Difference, got.Interval.High)
		assert.InDelta(t, float64(a.Kept)/float64(a.Total)-float64(b.Kept)/float64(b.Total), got.Difference, 1e-15)
	})
}

// TestCompare_family: order, what is left out, and both corrections by hand.
func TestCompare_family(t *testing.T) {
	reports := []promise.Report{
		reportOf(t, "A", map[string]promise.Tally{"delay": {Kept: 190, Total: 200}, "seats": {Kept: 90, Total: 100}, "calm": {Kept: 5, Total: 9}}),
		reportOf(t, "B", map[string]promise.Tally{"delay": {Kept: 150, Total: 200}, "seats": {Kept: 85, Total: 100}}),
		reportOf(t, "C", map[string]promise.Tally{"delay": {Kept: 188, Total: 200}}),
	}
	reports[2].Attributes = reports[2].Attributes[:1]
	all, err := promise.Compare(reports, promise.Options{})
	require.NoError(t, err)
	var pairs []string
	var ps []float64
	for _, c := range all {
		pairs = append(pairs, c.Spec+" "+c.A.Brand+c.B.Brand)
		ps = append(ps, c.P)
	}
	assert.Equal(t, []string{"delay AB", "seats AB", "delay AC", "delay BC"}, pairs, "calm is measured by A only")
	// Holm: the least of four times 4, the second times 3, and so on, never falling; Benjamini and Hochberg: p times 4/rank.
	assert.Less(t, ps[0], ps[3])
	assert.Less(t, ps[3], ps[1])
	assert.Less(t, ps[1], ps[2])
	holm := []float64{4 * ps[0], max(3*ps[3], 2*ps[1]), max(3*ps[3], 2*ps[1], ps[2]), 3 * ps[3]}
	found, err := promise.Compare(reports, promise.Options{FalseDiscovery: true})
	require.NoError(t, err)
	discovery := []float64{4 * ps[0], min(4*ps[1]/3, ps[2]), ps[2], 4 * ps[3] / 2}
	for i := range all {
		assert.InDelta(t, holm[i], all[i].Adjusted, 1e-14, "%d", i)
		assert.InDelta(t, discovery[i], found[i].Adjusted, 1e-14, "%d", i)
	}
	turned, err := promise.Compare([]promise.Report{reports[1], reports[0]}, promise.Options{})
	require.NoError(t, err)
	assert.Len(t, turned, 2, "calm is measured by the later only")
	none, err := promise.Compare(reports[:1], promise.Options{})
	require.NoError(t, err)
	assert.Empty(t, none)
	narrow, err := promise.Compare(reports, promise.Options{Level: 0.5})
	require.NoError(t, err)
	assert.Less(t, narrow[0].Interval.High, all[0].Interval.High)
}

func TestCompare_faults(t *testing.T) {
	compare := func(a, b promise.Tally, o promise.Options) error {
		reports := []promise.Report{reportOf(t, "A", map[string]promise.Tally{"delay": {Total: 1}}), reportOf(t, "B", map[string]promise.Tally{"delay": {Total: 1}})}
		reports[0].Attributes[0].Specs[0].Tally, reports[1].Attributes[0].Specs[0].Tally = a, b
		_, err := promise.Compare(reports, o)
		return err
	}
	good := promise.Tally{Kept: 1, Total: 2}
	for _, bad := range []promise.Tally{{Kept: 5, Total: 3}, {Kept: -1, Total: 3}, {Kept: -3, Total: -3}} {
		assert.ErrorIs(t, compare(good, bad, promise.Options{}), promise.ErrRange)
		assert.ErrorIs(t, compare(bad, good, promise.Options{}), promise.ErrRange)
	}
	assert.ErrorIs(t, compare(good, promise.Tally{Total: 10_000_000_000}, promise.Options{}), promise.ErrLimit)
	assert.ErrorIs(t, compare(promise.Tally{Total: math.MaxInt64}, promise.Tally{Total: math.MaxInt64}, promise.Options{}), promise.ErrLimit)
	for _, level := range []float64{math.NaN(), -1, 1} {
		assert.ErrorIs(t, compare(good, good, promise.Options{Level: level}), promise.ErrLevel)
	}
}

// TestHomogeneity: R 4.2.2, chisq.test(x, correct = FALSE).
func TestHomogeneity(t *testing.T) {
	chi2, df, p, err := promise.Homogeneity([]promise.Tally{{Kept: 190, Total: 200}, {Kept: 150, Total: 200}, {Kept: 170, Total: 200}})
	require.NoError(t, err)
	assert.Equal(t, 2, df)
	assert.InDelta(t, 31.3725490196078, chi2, 1e-12)
	assert.InEpsilon(t, 1.54005963723715e-07, p, 1e-9)
	two := []promise.Tally{{Kept: 9990, Total: 10000}, {Kept: 9980, Total: 10000}}
	chi2, df, p, err = promise.Homogeneity(two)
	require.NoError(t, err)
	assert.Equal(t, 1, df)
	assert.InDelta(t, 3.3383408446002338, chi2, 1e-12)
	assert.InDelta(t, 0.0676828250527366, p, 1e-13)
	for i := range two { // misses in place of cases kept
		two[i].Kept = two[i].Total - two[i].Kept
	}
	turned, _, _, err := promise.Homogeneity(two)
	require.NoError(t, err)
	assert.InDelta(t, chi2, turned, 1e-12)
	for _, c := range []struct {
		tallies []promise.Tally
		want    error
	}{
		{nil, promise.ErrNoEvidence},
		{[]promise.Tally{{Kept: 1, Total: 2}}, promise.ErrNoEvidence},
		{[]promise.Tally{{Kept: 1, Total: 2}, {}}, promise.ErrNoEvidence},
		{[]promise.Tally{{Kept: 2, Total: 2}, {Kept: 3, Total: 3}}, promise.ErrNoEvidence},
		{[]promise.Tally{{Total: 2}, {Total: 3}}, promise.ErrNoEvidence},
		{[]promise.Tally{{Kept: 1, Total: 2}, {Kept: 3, Total: 2}}, promise.ErrRange},
		{[]promise.Tally{{Kept: 1, Total: math.MaxInt64}, {Kept: 1, Total: 1}}, promise.ErrLimit},
	} {
		_, _, _, err := promise.Homogeneity(c.tallies)
		assert.ErrorIs(t, err, c.want, "%v", c.tallies)
	}
	chi2, _, p, err = promise.Homogeneity([]promise.Tally{{Kept: math.MaxInt64 / 2, Total: math.MaxInt64 / 2}, {Total: math.MaxInt64 / 2}})
	require.NoError(t, err)
	assert.InEpsilon(t, math.MaxInt64, chi2, 1e-12)
	assert.Zero(t, p)
}

// BenchmarkCompare: three brands, 20 specifications, 10,000 cases each: 0.57 ms, 30 kB (2 cores, linux/amd64, Go 1.26).
func BenchmarkCompare(b *testing.B) {
	var reports []promise.Report
	for i := range 3 {
		p, tallies := gl(), map[string]promise.Tally{}
		spec := p.Attributes[0].Specs[0]
		p.Attributes[0].Specs = nil
		for k := range 20 {
			spec.Code = strconv.Itoa(k)
			p.Attributes[0].Specs = append(p.Attributes[0].Specs, spec)
			tallies[spec.Code] = promise.Tally{Kept: int64(9000 + 20*i + 7*k), Total: 10_000}
		}
		report, err := promise.EvaluateTallies(p, tallies, promise.Options{})
		require.NoError(b, err)
		reports = append(reports, report)
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = promise.Compare(reports, promise.Options{})
	}
}
