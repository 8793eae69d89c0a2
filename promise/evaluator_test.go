package promise_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

// rich is gl with a specification on words, and weights.
func rich() promise.Promise {
	p := gl()
	p.Attributes[1].Specs = append(p.Attributes[1].Specs, promise.Specification{
		Code: "toilet", Text: "clean toilet", Indicator: "state of the toilet", Owner: "operations",
		Target: promise.Target{Op: promise.OneOf, Choices: []string{"clean", "tidy"}}, Coverage: ninety(),
	})
	for i, weight := range []string{"0.5", "0.250", "0.25"} {
		p.Attributes[i].Weight = decimal.RequireFromString(weight)
	}
	return p
}

// journeys are simulated observations of all specifications of rich, many of them alike and some of them misses, in zones
// and with zeros of both signs.
func journeys(seed uint64, n int) []promise.Observation {
	rng := rand.New(rand.NewPCG(seed, 2))
	zones := []*time.Location{time.UTC, time.FixedZone("", -6*3600)}
	var all []promise.Observation
	for range n {
		at := time.Date(2013, 1, 1+rng.IntN(5), 0, 0, 0, 0, time.UTC).In(zones[rng.IntN(2)])
		trip := strconv.Itoa(rng.IntN(3))
		all = append(all,
			promise.Observation{Spec: "delay", Value: float64(14 + rng.IntN(4)), At: at, Case: trip},
			promise.Observation{Spec: "seats", Value: 40, At: at, Case: trip},
			promise.Observation{Spec: "calm", Value: []float64{0, math.Copysign(0, -1), 1}[rng.IntN(3)], At: at, Case: trip},
			promise.Observation{Spec: "toilet", Text: []string{"clean", "dirty", "faded"}[rng.IntN(3)], At: at, Case: trip})
	}
	return all
}

func evaluator(t require.TestingT, p promise.Promise, o promise.Options, obs []promise.Observation) *promise.Evaluator {
	e, err := promise.NewEvaluator(p, o)
	require.NoError(t, err)
	for _, ob := range obs {
		require.NoError(t, e.Add(ob))
	}
	return e
}

func bytesOf(t require.TestingT, m interface{ MarshalBinary() ([]byte, error) }) []byte {
	data, err := m.MarshalBinary()
	require.NoError(t, err)
	return data
}

// TestEvaluator_anySplit: any split of the observations over evaluators, shipped as bytes and merged in any order, gives
// the report of one pass and the bytes of one evaluator, misses included.
func TestEvaluator_anySplit(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2013, 1, d, 0, 0, 0, 0, time.UTC) }
	rapid.Check(t, func(t *rapid.T) {
		all := journeys(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(0, 12).Draw(t, "trips"))
		o := promise.Options{
			KeepMisses: rapid.IntRange(0, 6).Draw(t, "keep"), From: day(2), To: day(5),
			FamilyWise: rapid.Bool().Draw(t, "family"), MinTotal: 2,
		}
		want, err := promise.Evaluate(rich(), slices.Values(all), o)
		require.NoError(t, err)
		pieces := make([]*promise.Evaluator, rapid.IntRange(1, 4).Draw(t, "pieces"))
		for i := range pieces {
			pieces[i] = evaluator(t, rich(), o, nil)
		}
		for _, ob := range rapid.Permutation(all).Draw(t, "order") {
			require.NoError(t, pieces[rapid.IntRange(0, len(pieces)-1).Draw(t, "piece")].Add(ob))
		}
		for len(pieces) > 1 {
			var shipped promise.Evaluator
			require.NoError(t, shipped.UnmarshalBinary(bytesOf(t, pieces[0])))
			assert.Equal(t, bytesOf(t, pieces[0]), bytesOf(t, &shipped))
			into := rapid.IntRange(1, len(pieces)-1).Draw(t, "into")
			require.NoError(t, pieces[into].Merge(&shipped))
			pieces = pieces[1:]
		}
		got, err := pieces[0].Report()
		require.NoError(t, err)
		assert.Equal(t, want, got)
		assert.Equal(t, bytesOf(t, evaluator(t, rich(), o, all)), bytesOf(t, pieces[0]))
	})
}

func TestEvaluator_Merge_mismatch(t *testing.T) {
	e := evaluator(t, rich(), promise.Options{}, journeys(1, 3))
	before := bytesOf(t, e)
	for name, change := range map[string]func(p *promise.Promise, o *promise.Options){
		"id":      func(p *promise.Promise, _ *promise.Options) { p.ID = uuid.UUID{9} },
		"version": func(p *promise.Promise, _ *promise.Options) { p.Version++ },
		"season":  func(p *promise.Promise, _ *promise.Options) { p.Key.Season = "high" },
		"code":    func(p *promise.Promise, _ *promise.Options) { p.Attributes[0].Code = "x" },
		"tier":    func(p *promise.Promise, _ *promise.Options) { p.Attributes[0].Tier = promise.Differentiating },
		"visible": func(p *promise.Promise, _ *promise.Options) { p.Attributes[0].Visible = false },
		"weights": func(p *promise.Promise, _ *promise.Options) {
			p.Attributes[0].Weight, p.Attributes[1].Weight = p.Attributes[1].Weight, p.Attributes[0].Weight
		},
		"limit": func(p *promise.Promise, _ *promise.Options) { p.Attributes[0].Specs[0].Target.Limit = 16 },
		"op":    func(p *promise.Promise, _ *promise.Options) { p.Attributes[0].Specs[0].Target.Op = promise.Below },
		"choices": func(p *promise.Promise, _ *promise.Options) {
			p.Attributes[1].Specs[1].Target.Choices = []string{"clean"}
		},
		"coverage": func(p *promise.Promise, _ *promise.Options) { p.Attributes[0].Specs[0].Coverage = promise.Always() },
		"level":    func(_ *promise.Promise, o *promise.Options) { o.Level = 0.9 },
		"method":   func(_ *promise.Promise, o *promise.Options) { o.Method = promise.Wilson },
		"total":    func(_ *promise.Promise, o *promise.Options) { o.MinTotal = 1 },
		"from":     func(_ *promise.Promise, o *promise.Options) { o.From = time.Unix(0, 0) },
		"to":       func(_ *promise.Promise, o *promise.Options) { o.To = time.Unix(0, 1) },
		"misses":   func(_ *promise.Promise, o *promise.Options) { o.KeepMisses = 1 },
		"unknown":  func(_ *promise.Promise, o *promise.Options) { o.IgnoreUnknown = true },
		"family":   func(_ *promise.Promise, o *promise.Options) { o.FamilyWise = true },
		"false":    func(_ *promise.Promise, o *promise.Options) { o.FalseDiscovery = true },
	} {
		p, o := rich(), promise.Options{}
		change(&p, &o)
		other := evaluator(t, p, o, nil)
		var mismatch promise.MismatchError
		require.ErrorAs(t, e.Merge(other), &mismatch, name)
		assert.Equal(t, promise.MismatchError{A: rich().ID, B: p.ID}, mismatch, name)
		assert.Equal(t, before, bytesOf(t, e), name)
	}
	same := rich()
	same.Notes, same.Attributes[0].Name, same.Attributes[0].Specs[0].Owner = []string{"x"}, "x", "x"
	same.Attributes[1].Weight = decimal.RequireFromString("0.25")
	require.NoError(t, e.Merge(evaluator(t, same, promise.Options{Level: 0.95}, nil)), "words and the default are of no account")
	assert.Equal(t, before, bytesOf(t, e))
	assert.Contains(t, promise.MismatchError{}.Error(), "two versions")
	assert.Contains(t, promise.MismatchError{A: uuid.UUID{1}}.Error(), "promises 01")
}

// TestEvaluator_keepsItsOwn: neither what the caller changes afterwards nor a report's misses reach the evaluator.
func TestEvaluator_keepsItsOwn(t *testing.T) {
	p := rich()
	e := evaluator(t, p, promise.Options{KeepMisses: 2}, journeys(3, 9))
	want, err := e.Report()
	require.NoError(t, err)
	p.Attributes[1].Specs[1].Target.Choices[0] = "changed"
	p.Attributes[0].Specs[0].Code = "changed"
	first, err := e.Report()
	require.NoError(t, err)
	first.Attributes[0].Specs[0].Misses[0].Case = "changed"
	second, err := e.Report()
	require.NoError(t, err)
	assert.Equal(t, want, second)
	require.NoError(t, e.Merge(e))
	doubled, err := e.Report()
	require.NoError(t, err)
	for i, a := range want.Attributes {
		for k, s := range a.Specs {
			assert.Equal(t, promise.Tally{Kept: 2 * s.Tally.Kept, Total: 2 * s.Tally.Total}, doubled.Attributes[i].Specs[k].Tally)
		}
	}
}

func TestEvaluator_zero(t *testing.T) {
	var zero promise.Evaluator
	ready := evaluator(t, gl(), promise.Options{}, nil)
	assert.ErrorIs(t, zero.Add(promise.Observation{}), promise.ErrInvalid)
	for _, pair := range [][2]*promise.Evaluator{{&zero, ready}, {ready, &zero}, {ready, nil}} {
		assert.ErrorIs(t, pair[0].Merge(pair[1]), promise.ErrInvalid)
	}
	_, err := zero.Report()
	assert.ErrorIs(t, err, promise.ErrInvalid)
	_, err = zero.MarshalBinary()
	assert.ErrorIs(t, err, promise.ErrInvalid)
	_, err = promise.NewEvaluator(gl(), promise.Options{Level: 2})
	assert.ErrorIs(t, err, promise.ErrLevel)
	_, err = promise.NewEvaluator(promise.Promise{Attributes: []promise.Attribute{{Specs: []promise.Specification{{}}}}}, promise.Options{})
	assert.ErrorIs(t, err, promise.ErrInvalid)
	ignoring := evaluator(t, gl(), promise.Options{IgnoreUnknown: true}, nil)
	assert.NoError(t, ignoring.Add(promise.Observation{Spec: "luggage"}))
	var unknown promise.UnknownSpecError
	assert.ErrorAs(t, ready.Add(promise.Observation{Spec: "luggage"}), &unknown)
	assert.ErrorIs(t, ready.Add(promise.Observation{Spec: "delay", Value: math.NaN()}), promise.ErrValue)
}

// counted is an evaluator whose first specification has so many kept cases, made from bytes.
func counted(t *testing.T, kept uint64) *promise.Evaluator {
	data := bytesOf(t, evaluator(t, gl(), promise.Options{}, nil))
	data = data[:len(data)-7] // outside, and kept and missed of three specifications, all 0
	data = binary.AppendUvarint(append(data, 0), kept)
	data = append(data, 0, 0, 0, 0, 0)
	var e promise.Evaluator
	require.NoError(t, e.UnmarshalBinary(data))
	return &e
}

func TestEvaluator_limit(t *testing.T) {
	e := counted(t, math.MaxInt64-1)
	require.NoError(t, e.Merge(evaluator(t, gl(), promise.Options{}, []promise.Observation{{Spec: "delay"}})))
	assert.Equal(t, bytesOf(t, counted(t, math.MaxInt64)), bytesOf(t, e), "just fits")
	before := bytesOf(t, e)
	tooMany := bytes.Replace(before, binary.AppendUvarint(nil, math.MaxInt64), binary.AppendUvarint(nil, math.MaxInt64+1), 1)
	assert.ErrorIs(t, new(promise.Evaluator).UnmarshalBinary(tooMany), promise.ErrDecode)
	before[len(before)-5] = 1 // one missed beside them
	assert.ErrorIs(t, new(promise.Evaluator).UnmarshalBinary(before), promise.ErrDecode)
	before[len(before)-5] = 0
	assert.ErrorIs(t, e.Add(promise.Observation{Spec: "delay"}), promise.ErrLimit)
	assert.ErrorIs(t, e.Merge(evaluator(t, gl(), promise.Options{}, []promise.Observation{{Spec: "seats"}, {Spec: "delay"}})), promise.ErrLimit)
	assert.Equal(t, before, bytesOf(t, e))
	assert.NoError(t, e.Add(promise.Observation{Spec: "seats", Value: 40}))
	report, err := e.Report()
	require.NoError(t, err)
	spec, _ := report.Spec("delay")
	assert.Equal(t, promise.Kept, spec.Verdict)
	assert.InDelta(t, 9.223372036854775807e17, spec.Budget.Allowed, 1e3)
}

func TestEvaluator_limitOutside(t *testing.T) {
	o := promise.Options{To: time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC)}
	outside := promise.Observation{Spec: "delay", At: o.To}
	data := bytesOf(t, evaluator(t, gl(), o, nil))
	data = append(binary.AppendUvarint(data[:len(data)-7], math.MaxInt64-1), 0, 0, 0, 0, 0, 0)
	var e promise.Evaluator
	require.NoError(t, e.UnmarshalBinary(data))
	require.NoError(t, e.Merge(evaluator(t, gl(), o, []promise.Observation{outside})))
	before := bytesOf(t, &e)
	assert.ErrorIs(t, e.Add(outside), promise.ErrLimit)
	assert.ErrorIs(t, e.Merge(evaluator(t, gl(), o, []promise.Observation{outside})), promise.ErrLimit)
	assert.Equal(t, before, bytesOf(t, &e))
	report, err := e.Report()
	require.NoError(t, err)
	assert.Equal(t, int64(math.MaxInt64), report.Outside)
}

// TestEvaluator_decode: every cut, every flipped bit and every added byte is refused, or is another evaluator that is
// written as it was read.
func TestEvaluator_decode(t *testing.T) {
	o := promise.Options{KeepMisses: 2, From: time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC), Level: 0.9}
	data := bytesOf(t, evaluator(t, rich(), o, journeys(4, 4)))
	for cut := range data {
		var e promise.Evaluator
		assert.ErrorIs(t, e.UnmarshalBinary(data[:cut]), promise.ErrDecode)
		assert.Equal(t, promise.Evaluator{}, e, "untouched")
	}
	for i := range 8 * len(data) {
		flipped := slices.Clone(data)
		flipped[i/8] ^= 1 << (i % 8)
		var e promise.Evaluator
		if err := e.UnmarshalBinary(flipped); err != nil {
			require.ErrorIs(t, err, promise.ErrDecode)
			continue
		}
		assert.Equal(t, flipped, bytesOf(t, &e))
		_, err := e.Report()
		assert.NoError(t, err)
	}
	var e promise.Evaluator
	assert.ErrorIs(t, e.UnmarshalBinary(append(data, 0)), promise.ErrDecode)
}

// TestEvaluator_decodeMisses: misses that are none, or out of order, or of the wrong zero, are refused.
func TestEvaluator_decodeMisses(t *testing.T) {
	data := bytesOf(t, evaluator(t, gl(), promise.Options{KeepMisses: 2}, []promise.Observation{{Spec: "delay", Value: 16}, {Spec: "delay", Value: 17}}))
	float := func(x float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(x)) }
	for value, good := range map[float64]bool{16: true, 16.5: true, 17: true, 14: false, 18: false, math.Inf(1): false} {
		changed := bytes.Replace(data, float(16), float(value), 1)
		var e promise.Evaluator
		err := e.UnmarshalBinary(changed)
		assert.Equal(t, good, err == nil, "%v %v", value, err)
		assert.True(t, good || errors.Is(err, promise.ErrDecode))
	}
	calm := bytesOf(t, evaluator(t, gl(), promise.Options{KeepMisses: 1}, []promise.Observation{{Spec: "calm", Value: math.Copysign(0, -1)}}))
	at := len(calm) - 9 // before the text, which is empty
	require.Equal(t, float(0), calm[at:at+8])
	var e promise.Evaluator
	require.NoError(t, e.UnmarshalBinary(calm))
	assert.ErrorIs(t, e.UnmarshalBinary(slices.Replace(slices.Clone(calm), at, at+8, float(math.Copysign(0, -1))...)), promise.ErrDecode)
}

// TestEvaluator_decodeOutside: a miss outside the period that counts cannot have been kept.
func TestEvaluator_decodeOutside(t *testing.T) {
	at := time.Date(2013, 1, 2, 0, 0, 0, 0, time.UTC)
	from := func(from time.Time, obs ...promise.Observation) (head, tail []byte) {
		o := promise.Options{KeepMisses: 1, From: from}
		data := bytesOf(t, evaluator(t, gl(), o, obs))
		cut := len(bytesOf(t, evaluator(t, gl(), o, nil))) - 7
		return data[:cut], data[cut:]
	}
	head, tail := from(at, promise.Observation{Spec: "delay", Value: 16, At: at})
	later, _ := from(at.Add(time.Second))
	var e promise.Evaluator
	require.NoError(t, e.UnmarshalBinary(slices.Concat(head, tail)))
	assert.ErrorIs(t, e.UnmarshalBinary(slices.Concat(later, tail)), promise.ErrDecode)
}

func FuzzEvaluator_UnmarshalBinary(f *testing.F) {
	e, err := promise.NewEvaluator(rich(), promise.Options{KeepMisses: 2})
	require.NoError(f, err)
	for _, ob := range journeys(5, 3) {
		require.NoError(f, e.Add(ob))
	}
	data, err := e.MarshalBinary()
	require.NoError(f, err)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var e promise.Evaluator
		if err := e.UnmarshalBinary(data); err != nil {
			assert.ErrorIs(t, err, promise.ErrDecode)
			return
		}
		assert.Equal(t, data, bytesOf(t, &e))
		_, err := e.Report()
		assert.NoError(t, err)
		_ = e.Merge(&e)
	})
}
