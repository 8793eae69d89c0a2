package main

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func init() {
	register.DoFn3x0[string, func(string, int), func(string)](&ParseAnswer{})
	register.Emitter2[string, int]()
	register.Combiner3[Tally, int, Tally](&TallyFn{})
	register.DoFn2x2[string, Tally, string, error](&Score{})
	beam.RegisterCoder(reflect.TypeFor[Tally](), encodeTally, decodeTally)
}

// ParseAnswer reads lines, and puts each answer from 0 to 10 with its brand and wave.
type ParseAnswer struct{}

// ProcessElement emits an answer, or the line with its fault.
func (*ParseAnswer) ProcessElement(line string, emit func(string, int), reject func(string)) {
	fields := strings.Split(line, ",")
	if len(fields) != 3 || fields[0] == "" || fields[1] == "" {
		reject(fmt.Sprintf("answers: %q: not brand, wave and answer", line))
		return
	}
	answer, err := strconv.Atoi(fields[2])
	if err != nil || answer < 0 || answer > 10 {
		reject(fmt.Sprintf("answers: %q: answer is not 0 to 10", line))
		return
	}
	emit(fields[0]+","+fields[1], answer)
}

// A Tally is a [survey.Tally] that Beam can carry.
type Tally struct{ *survey.Tally }

func encodeTally(t Tally) ([]byte, error) { return t.MarshalBinary() }

func decodeTally(data []byte) (Tally, error) {
	t := Tally{new(survey.Tally)}
	return t, t.UnmarshalBinary(data)
}

// TallyFn counts answers.
type TallyFn struct{}

// CreateAccumulator returns an empty tally.
func (*TallyFn) CreateAccumulator() (Tally, error) {
	t, err := survey.NewTally(survey.KindNPS, survey.Scale{Min: 0, Max: 10})
	return Tally{t}, err
}

// AddInput counts an answer.
func (*TallyFn) AddInput(t Tally, answer int) (Tally, error) { return t, t.Add(answer) }

// MergeAccumulators joins two tallies.
func (*TallyFn) MergeAccumulators(t, other Tally) (Tally, error) { return t, t.Merge(other.Tally) }

// ExtractOutput returns the tally.
func (*TallyFn) ExtractOutput(t Tally) Tally { return t }

// Score says the net promoter score of a brand in a wave.
type Score struct{}

// ProcessElement returns a line: brand, wave, answers, score, and its 95 % interval.
func (*Score) ProcessElement(key string, t Tally) (string, error) {
	nps, err := t.NPS(survey.Options{})
	if err != nil {
		return "", fmt.Errorf("%s: %w", key, err)
	}
	return fmt.Sprintf("%s,%d,%.4f,%.4f,%.4f", key, t.Base().Answered, nps.Value, nps.Interval.Low, nps.Interval.High), nil
}
