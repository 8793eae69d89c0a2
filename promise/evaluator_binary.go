package promise

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

const (
	evaluatorForm  = "promise.Evaluator"
	definitionForm = "promise.Definition"
	formVersion    = 1
)

// MarshalBinary returns e in a versioned form that stands for itself: what is evaluated of the promise, the options and
// the counts. Evaluators that are equal have equal bytes. It returns [ErrInvalid] for the zero evaluator.
func (e *Evaluator) MarshalBinary() ([]byte, error) {
	if e.at == nil {
		return nil, fmt.Errorf("promise: marshal evaluator: evaluator not made by NewEvaluator: %w", ErrInvalid)
	}
	w := wire.NewWriter(evaluatorForm, formVersion)
	w.String(e.form)
	w.Uvarint(uint64(e.outside))
	for _, c := range e.counters {
		w.Uvarint(uint64(c.tally.Kept))
		w.Uvarint(uint64(c.tally.Total - c.tally.Kept))
		for _, miss := range c.misses { // as many as were missed, at most KeepMisses
			writeTime(w, miss.At)
			w.String(miss.Case)
			w.Float64(miss.Value)
			w.String(miss.Text)
		}
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets e to the evaluator in data, whatever it was. It returns [ErrDecode] for bytes that
// [Evaluator.MarshalBinary] does not write, also for counts and misses that no observations can have given, and leaves e
// alone then.
func (e *Evaluator) UnmarshalBinary(data []byte) error {
	const op = "promise: decode evaluator"
	r := wire.NewReader(data, evaluatorForm, formVersion)
	decoded, err := readEvaluator(r)
	if err == nil {
		err = r.Close()
	}
	if err != nil {
		return fmt.Errorf("%s: %w: %w", op, ErrDecode, err)
	}
	if again, err := decoded.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
		return fmt.Errorf("%s: %w: not as it is written", op, ErrDecode)
	}
	*e = *decoded
	return nil
}

// readEvaluator reads what MarshalBinary wrote, or refuses it.
func readEvaluator(r *wire.Reader) (*Evaluator, error) {
	definition := wire.NewReader([]byte(r.String()), definitionForm, formVersion)
	p, o := readPromise(definition), readOptions(definition)
	if err := definition.Close(); err != nil {
		return nil, err
	}
	e, err := NewEvaluator(p, o)
	if err != nil {
		return nil, err
	}
	e.outside = readCount(r)
	for _, s := range e.promise.Specifications() {
		if err := e.counters[e.at[s.Code]].read(r, s.Code, e.options); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// read reads the counts and the misses of one specification; what cannot have been counted is an error.
func (c *counter) read(r *wire.Reader, code string, o Options) error {
	kept, missed := readCount(r), readCount(r)
	if kept > math.MaxInt64-missed {
		return fmt.Errorf("cases: %w", ErrLimit)
	}
	c.tally = Tally{Kept: kept, Total: kept + missed}
	for i := range int(min(missed, int64(o.KeepMisses))) {
		miss := Observation{Spec: code, At: readTime(r), Case: r.String(), Value: r.Float64(), Text: r.String()}
		holds, err := c.target.holds(&miss)
		unsorted := i > 0 && compareObservations(c.misses[i-1], miss) > 0
		if err != nil || holds || unsorted || miss.Value == 0 && math.Signbit(miss.Value) || o.leavesOut(&miss) {
			return fmt.Errorf("no miss: %w", ErrValue) // an error of r too, which then reads zeros
		}
		c.misses = append(c.misses, miss)
	}
	return nil
}

// formOf returns the promise and the options in binary, equal for what is evaluated alike.
func formOf(p Promise, o Options) string {
	w := wire.NewWriter(definitionForm, formVersion)
	w.String(string(p.ID[:]))
	w.Varint(int64(p.Version))
	for _, text := range []string{p.Key.Brand, p.Key.Market, p.Key.Season} {
		w.String(text)
	}
	w.Uvarint(uint64(len(p.Attributes)))
	for _, a := range p.Attributes {
		w.String(a.Code)
		w.Uvarint(uint64(a.Tier))
		writeBool(w, a.Visible)
		w.String(bound.Plain(a.Weight))
		w.Uvarint(uint64(len(a.Specs)))
		for _, s := range a.Specs {
			w.String(s.Code)
			w.Uvarint(uint64(s.Target.Op))
			w.Float64(s.Target.Limit)
			w.Float64(s.Target.High)
			w.Uvarint(uint64(len(s.Target.Choices)))
			for _, choice := range s.Target.Choices {
				w.String(choice)
			}
			w.Uvarint(uint64(s.Coverage.num))
			w.Uvarint(uint64(s.Coverage.den))
		}
	}
	w.Float64(o.Level)
	w.Uvarint(uint64(o.Method))
	w.Uvarint(uint64(o.MinTotal))
	writeTime(w, o.From)
	writeTime(w, o.To)
	w.Uvarint(uint64(o.KeepMisses))
	for _, flag := range []bool{o.IgnoreUnknown, o.FamilyWise, o.FalseDiscovery} {
		writeBool(w, flag)
	}
	return string(w.Bytes())
}

// readPromise reads the promise of a form.
func readPromise(r *wire.Reader) (p Promise) {
	if id := r.String(); len(id) != len(p.ID) {
		r.Refuse("identifier")
	} else {
		copy(p.ID[:], id)
	}
	p.Version = int(r.Varint())
	p.Key = Key{Brand: r.String(), Market: r.String(), Season: r.String()}
	p.Attributes = make([]Attribute, r.Count(5)) // two lengths, two numbers and a count each
	for i := range p.Attributes {
		a := &p.Attributes[i]
		a.Code, a.Tier, a.Visible, a.Weight = r.String(), Tier(r.Uvarint()), readBool(r), readWeight(r)
		a.Specs = make([]Specification, r.Count(21)) // two floats and five numbers each
		for k := range a.Specs {
			s := &a.Specs[k]
			s.Code = r.String()
			s.Target = Target{Op: Op(r.Uvarint()), Limit: r.Float64(), High: r.Float64()}
			for range r.Count(1) {
				s.Target.Choices = append(s.Target.Choices, r.String())
			}
			num, den := readCount(r), readCount(r)
			var err error
			if s.Coverage, err = RatioOf(num, den); err != nil {
				r.Refuse("coverage")
			}
		}
	}
	return p
}

// readOptions reads the options of a form.
func readOptions(r *wire.Reader) Options {
	return Options{
		Level: r.Float64(), Method: IntervalMethod(r.Uvarint()), MinTotal: readCount(r), From: readTime(r), To: readTime(r),
		KeepMisses: int(readCount(r)), IgnoreUnknown: readBool(r), FamilyWise: readBool(r), FalseDiscovery: readBool(r),
	}
}

// readCount reads a number from 0 to 2^63-1.
func readCount(r *wire.Reader) int64 {
	n := r.Uvarint()
	if n > math.MaxInt64 {
		r.Refuse("count beyond 2^63-1")
		return 0
	}
	return int64(n)
}

// writeBool appends 1 or 0.
func writeBool(w *wire.Writer, b bool) {
	n := uint64(0)
	if b {
		n = 1
	}
	w.Uvarint(n)
}

// readBool reads what writeBool wrote.
func readBool(r *wire.Reader) bool { return r.Uvarint() == 1 }

// writeTime appends a moment; its zone is lost.
func writeTime(w *wire.Writer, at time.Time) {
	w.Varint(at.Unix())
	w.Uvarint(uint64(at.Nanosecond()))
}

// readTime reads what writeTime wrote, in UTC.
func readTime(r *wire.Reader) time.Time {
	seconds, nanoseconds := r.Varint(), r.Uvarint()
	if nanoseconds >= 1e9 {
		r.Refuse("nanoseconds")
		nanoseconds = 0
	}
	return time.Unix(seconds, int64(nanoseconds)).UTC()
}

// readWeight reads a decimal from its plain digits, without the decimal package's parser, which reads a global.
func readWeight(r *wire.Reader) decimal.Decimal {
	text := r.String()
	whole, places, _ := strings.Cut(text, ".")
	digits, ok := new(big.Int).SetString(whole[:min(len(whole), 200)]+places[:min(len(places), 200)], 10)
	if !ok {
		r.Refuse("weight")
		return decimal.Decimal{}
	}
	return decimal.NewFromBigInt(digits, -int32(min(len(places), 200)))
}
