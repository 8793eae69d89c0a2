package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

func TestMain(m *testing.M) { ptest.MainWithDefault(m, "prism") }

const customers = 5000

// lines collects what the simulation emits, without Beam.
func lines(t *testing.T) (sales, answers []string) {
	t.Helper()
	for from := 0; from < customers; from += batch {
		require.NoError(t, (&SimulateSales{Count: customers, Seed: 7}).ProcessElement(from, func(line string) { sales = append(sales, line) }))
		(&SimulateAnswers{Count: customers, Seed: 7}).ProcessElement(from, func(line string) { answers = append(answers, line) })
	}
	return sales, answers
}

// bad are lines that nobody can read.
var bad = map[string][]string{
	"sales":   {"", "c1,2025-02-30,5.00", "c1,2025-02-03,5.001", "c1,2025-02-03,1e1000000000", "c1,2025-02-03", ",2025-02-03,5.00"},
	"answers": {"OCC,1,57", "OCC,1,", ",1,7", "OCC,1,7,8"},
}

// once computes the same on one machine in one pass, from the library alone.
func once(t *testing.T, sales, answers []string) (scores []string, model string, nps []string) {
	t.Helper()
	cut, err := rfm.ParseDay("2025-10-05")
	require.NoError(t, err)
	var log rfm.Log
	for _, line := range sales {
		sale, err := parseSale(line)
		require.NoError(t, err)
		require.NoError(t, log.AddMinor(sale.Customer, rfm.Day(sale.On), sale.Cents))
	}
	h, err := log.Histogram(rfm.Options{Cut: cut})
	require.NoError(t, err)
	model, err = (&Fit{}).ProcessElement(Histogram{h})
	require.NoError(t, err)
	require.NoError(t, (&Value{Cut: int32(cut)}).ProcessElement(0, Log{&log}, model, func(line string) { scores = append(scores, line) }))
	tallies := map[string]*survey.Tally{}
	for _, line := range answers {
		(&ParseAnswer{}).ProcessElement(line, func(key string, answer int) {
			if tallies[key] == nil {
				tallies[key], err = survey.NewTally(survey.KindNPS, survey.Scale{Min: 0, Max: 10})
				require.NoError(t, err)
			}
			require.NoError(t, tallies[key].Add(answer))
		}, func(fault string) { t.Error(fault) })
	}
	for key, tally := range tallies {
		line, err := (&Score{}).ProcessElement(key, Tally{tally})
		require.NoError(t, err)
		nps = append(nps, line)
	}
	return scores, model, nps
}

// sorted reads a file as lines, in order.
func sorted(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	read := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	slices.Sort(read)
	return read
}

// TestPipeline: shared out over parts and reshuffled, the results have the bytes of one pass on one machine, and what could
// not be read is all there.
func TestPipeline(t *testing.T) {
	sales, answers := lines(t)
	scores, model, nps := once(t, sales, answers)
	slices.Sort(scores)
	slices.Sort(nps)
	rng := rand.New(rand.NewPCG(3, 4))
	rng.Shuffle(len(sales), func(i, j int) { sales[i], sales[j] = sales[j], sales[i] })
	rng.Shuffle(len(answers), func(i, j int) { answers[i], answers[j] = answers[j], answers[i] })
	cut, err := rfm.ParseDay("2025-10-05")
	require.NoError(t, err)
	for _, shards := range []int{1, 7} {
		t.Run(fmt.Sprint(shards), func(t *testing.T) {
			folder := t.TempDir()
			p, s := beam.NewPipelineWithRoot()
			saleLines := beam.CreateList(s, append(slices.Clone(sales), bad["sales"]...))
			answerLines := beam.CreateList(s, append(slices.Clone(answers), bad["answers"]...))
			results := Build(s, saleLines, answerLines, shards, cut)
			textio.Write(s, filepath.Join(folder, "scores.csv"), results.Scores)
			textio.Write(s, filepath.Join(folder, "model.json"), results.Model)
			textio.Write(s, filepath.Join(folder, "nps.csv"), results.NPS)
			textio.Write(s, filepath.Join(folder, "rejected.txt"), results.Rejected)
			require.NoError(t, ptest.Run(p))
			assert.Equal(t, scores, sorted(t, filepath.Join(folder, "scores.csv")))
			assert.Equal(t, []string{model}, sorted(t, filepath.Join(folder, "model.json")))
			assert.Equal(t, nps, sorted(t, filepath.Join(folder, "nps.csv")))
			assert.Len(t, sorted(t, filepath.Join(folder, "rejected.txt")), len(bad["sales"])+len(bad["answers"]))
		})
	}
}

// TestSimulated: the simulation gives the same lines through a runner as without one.
func TestSimulated(t *testing.T) {
	sales, answers := lines(t)
	folder := t.TempDir()
	p, s := beam.NewPipelineWithRoot()
	saleLines, answerLines := Simulated(s, customers, 7)
	textio.Write(s, filepath.Join(folder, "sales.csv"), saleLines)
	textio.Write(s, filepath.Join(folder, "answers.csv"), answerLines)
	require.NoError(t, ptest.Run(p))
	slices.Sort(sales)
	slices.Sort(answers)
	assert.Equal(t, sales, sorted(t, filepath.Join(folder, "sales.csv")))
	assert.Equal(t, answers, sorted(t, filepath.Join(folder, "answers.csv")))
}

// TestCoders: accumulators that went through their coder have the same bytes; bytes that are not theirs are refused.
func TestCoders(t *testing.T) {
	l := (&LogFn{}).CreateAccumulator()
	l, err := (&LogFn{}).AddInput(l, Sale{"a", 739000, 1250})
	require.NoError(t, err)
	first, err := encodeLog(l)
	require.NoError(t, err)
	back, err := decodeLog(first)
	require.NoError(t, err)
	again, err := encodeLog(back)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(first, again))
	_, err = decodeLog([]byte("x"))
	assert.ErrorIs(t, err, rfm.ErrDecode)
	_, err = decodeHistogram([]byte("x"))
	assert.ErrorIs(t, err, lifetime.ErrDecode)
	_, err = decodeTally([]byte("x"))
	assert.ErrorIs(t, err, survey.ErrDecode)
}
