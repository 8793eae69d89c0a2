package main

import (
	"fmt"
	"hash/fnv"
	"reflect"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

func init() {
	register.DoFn3x0[string, func(int, Sale), func(string)](&ParseSale{})
	register.Emitter2[int, Sale]()
	register.Emitter1[string]()
	register.Combiner3[Log, Sale, Log](&LogFn{})
	register.Combiner2[Histogram, Histogram](&HistogramFn{})
	register.DoFn2x2[int, Log, Histogram, error](&Summarise{})
	beam.RegisterCoder(reflect.TypeFor[Log](), encodeLog, decodeLog)
	beam.RegisterCoder(reflect.TypeFor[Histogram](), encodeHistogram, decodeHistogram)
}

// A Sale is a line of sales. It travels by Beam's own coder, which carries exported fields only; a decimal has none, so
// the amount travels in cents.
type Sale struct {
	Customer string
	On       int32 // an rfm.Day
	Cents    int64
}

// ParseSale reads lines, and puts each sale with the part that its customer is hashed to.
type ParseSale struct{ Shards int }

// ProcessElement emits a sale, or the line with its fault.
func (f *ParseSale) ProcessElement(line string, emit func(int, Sale), reject func(string)) {
	sale, err := parseSale(line)
	if err != nil {
		reject(fmt.Sprintf("sales: %q: %v", line, err))
		return
	}
	h := fnv.New32a()
	h.Write([]byte(sale.Customer))
	emit(int(h.Sum32()%uint32(f.Shards)), sale)
}

func parseSale(line string) (Sale, error) {
	fields := strings.Split(line, ",")
	if len(fields) != 3 || fields[0] == "" {
		return Sale{}, fmt.Errorf("not customer, day and amount")
	}
	on, err := rfm.ParseDay(fields[1])
	if err != nil {
		return Sale{}, err
	}
	if len(fields[2]) > 20 {
		return Sale{}, fmt.Errorf("amount is too long")
	}
	amount, err := decimal.NewFromString(fields[2])
	if err != nil || amount.Exponent() < -2 || amount.Exponent() > 12 {
		return Sale{}, fmt.Errorf("amount is no number of at most two places")
	}
	return Sale{fields[0], int32(on), amount.Shift(2).IntPart()}, nil
}

// A Log is an [rfm.Log] that Beam can carry: by its own bytes, which are the same for any order of rows.
type Log struct{ *rfm.Log }

func encodeLog(l Log) ([]byte, error) { return l.MarshalBinary() }

func decodeLog(data []byte) (Log, error) {
	l := Log{new(rfm.Log)}
	return l, l.UnmarshalBinary(data)
}

// LogFn combines sales into a log.
type LogFn struct{}

// CreateAccumulator returns an empty log.
func (*LogFn) CreateAccumulator() Log { return Log{new(rfm.Log)} }

// AddInput adds a sale.
func (*LogFn) AddInput(l Log, s Sale) (Log, error) {
	return l, l.AddMinor(s.Customer, rfm.Day(s.On), s.Cents)
}

// MergeAccumulators joins two logs.
func (*LogFn) MergeAccumulators(l, other Log) (Log, error) { return l, l.Merge(other.Log) }

// ExtractOutput returns the log.
func (*LogFn) ExtractOutput(l Log) Log { return l }

// A Histogram is a [lifetime.Histogram] that Beam can carry.
type Histogram struct{ *lifetime.Histogram }

func encodeHistogram(h Histogram) ([]byte, error) { return h.MarshalBinary() }

func decodeHistogram(data []byte) (Histogram, error) {
	h := Histogram{new(lifetime.Histogram)}
	return h, h.UnmarshalBinary(data)
}

// Summarise turns the log of a part into its histories up to the cut.
type Summarise struct{ Cut int32 }

// ProcessElement returns the histogram of a part; one without a customer up to the cut is empty.
func (f *Summarise) ProcessElement(_ int, l Log) (Histogram, error) {
	h, err := l.Histogram(rfm.Options{Cut: rfm.Day(f.Cut)})
	return Histogram{h}, err
}

// HistogramFn joins histograms.
type HistogramFn struct{}

// CreateAccumulator returns an empty histogram.
func (*HistogramFn) CreateAccumulator() Histogram { return Histogram{new(lifetime.Histogram)} }

// AddInput joins one.
func (f *HistogramFn) AddInput(h, part Histogram) (Histogram, error) {
	return f.MergeAccumulators(h, part)
}

// MergeAccumulators joins two.
func (*HistogramFn) MergeAccumulators(h, other Histogram) (Histogram, error) {
	return h, h.Merge(other.Histogram)
}
