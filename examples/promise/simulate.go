package main

import (
	"hash/fnv"
	"math/rand/v2"
	"time"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// generator returns the random numbers of one thing that is simulated, so that adding another changes nothing here.
func generator(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// cases simulates what happens at the car service: as the blueprint says, but that in one case of 30 the preparation is
// skipped, in one of 50 somebody takes the car for a test drive, which no stage is for, and one of 100 is never closed.
func (s *shop) cases(o options) [][]process.Visit {
	random := generator(o.seed, "cases")
	b := s.graph.Blueprint()
	stages, next := map[string]process.Stage{}, map[string][]process.Edge{}
	for _, stage := range b.Stages {
		stages[stage.Code] = stage
	}
	for _, e := range b.Edges {
		next[e.From] = append(next[e.From], e)
	}
	traces := make([][]process.Visit, o.cases)
	for i := range traces {
		skips, drives, open := random.IntN(30) == 0, random.IntN(50) == 0, random.IntN(100) == 0
		for at := b.Start; ; {
			stage := stages[at]
			if at != "prepare" || !skips {
				took := time.Duration(random.ExpFloat64() * float64(stage.Span.Mean))
				traces[i] = append(traces[i], process.Visit{Stage: at, Took: took})
			}
			if at == "receive" && drives {
				traces[i] = append(traces[i], process.Visit{Stage: "test drive", Took: 20 * time.Minute})
			}
			if stage.Outcome || open && at == "instruct" {
				break
			}
			at = pick(random, next[at])
		}
	}
	return traces
}

// pick returns where one of the ways leads, each taken as often as its probability says.
func pick(random *rand.Rand, ways []process.Edge) string {
	u := random.Float64()
	for _, e := range ways {
		if u -= e.Probability; u < 0 {
			return e.To
		}
	}
	return ways[len(ways)-1].To
}
