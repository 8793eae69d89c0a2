package process_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// service is a process of n stages: each leads to the next, some over a few to a later one, some back for rework near by and,
// one in twenty, far back; every tenth may lose the customer.
func service(n int) process.Blueprint {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	b := process.Blueprint{ID: id, Name: "service", Start: "s0"}
	code := func(i int) string { return fmt.Sprintf("s%d", i) }
	for i := range n {
		b.Stages = append(b.Stages, process.Stage{Code: code(i), Title: "stage", Number: i + 1, Span: process.Span{
			Mean: time.Duration(1+random.IntN(120)) * time.Minute, SD: time.Duration(1+random.IntN(60)) * time.Minute,
		}})
	}
	b.Stages = append(b.Stages, process.Stage{Code: code(n), Title: "done", Outcome: true}, process.Stage{Code: "lost", Title: "lost", Outcome: true})
	for i := range n {
		ways := map[string]float64{code(i + 1): 0}
		if i%10 == 9 {
			ways["lost"] = 0.02
		}
		if i%3 == 1 {
			ways[code(min(n, i+2+random.IntN(4)))] += 0.2
		}
		if i%4 == 3 {
			ways[code(max(0, i-1-random.IntN(5)))] = 0.1
		}
		if i%20 == 19 {
			ways[code(random.IntN(i+1))] = 0.05
		}
		rest := 1.0
		for _, p := range ways {
			rest -= p
		}
		ways[code(i+1)] += rest
		for _, to := range append([]string{"lost"}, codes(n)...) {
			if p, ok := ways[to]; ok {
				e := process.Edge{From: code(i), To: to, Probability: p}
				var at int
				if fmt.Sscanf(to, "s%d", &at); to != "lost" && at <= i {
					e.Kind = process.Rework
				}
				b.Edges = append(b.Edges, e)
			}
		}
	}
	return b
}

// codes are those of n stages and the last outcome.
func codes(n int) (all []string) {
	for i := range n + 1 {
		all = append(all, fmt.Sprintf("s%d", i))
	}
	return all
}

func graphOf(tb testing.TB, b process.Blueprint) *process.Graph {
	g, err := process.New(b)
	require.NoError(tb, err)
	return g
}

// The figures are processor time on one of 2 cores, linux/amd64, Go 1.26.

// BenchmarkNew checks and indexes 14 stages: 60 µs, nearly all of it in the validator.
func BenchmarkNew(b *testing.B) {
	blueprint := service(14)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = process.New(blueprint)
	}
}

// BenchmarkGraph_Chain factorises; solve asks what steps, outcomes, time and visits there are. 14 stages: 6.6 µs to build,
// 1.3 µs to solve; 100 stages: 48 µs; 1,000 stages: 1.4 ms.
func BenchmarkGraph_Chain(b *testing.B) {
	for _, n := range []int{14, 100, 1000} {
		g := graphOf(b, service(n))
		b.Run(fmt.Sprintf("%d/build", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = g.Chain()
			}
		})
		c, err := g.Chain()
		require.NoError(b, err)
		b.Run(fmt.Sprintf("%d/solve", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Steps()
				c.Outcomes()
				c.Visits()
				_, _, _ = c.Time()
			}
		})
	}
}

// BenchmarkChain_DoneBy asks how many are done by the mean time: 52 µs, matched by up to 64 phases a stage 1.4 ms.
func BenchmarkChain_DoneBy(b *testing.B) {
	c, err := graphOf(b, service(14)).Chain()
	require.NoError(b, err)
	mean, _, err := c.Time()
	require.NoError(b, err)
	for _, model := range []process.TimeModel{process.Exponential, process.Matched} {
		b.Run("14/"+model.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = c.DoneBy(mean, model)
			}
		})
	}
}

// BenchmarkChain_Quantile asks what 95 of 100 keep: 132 µs.
func BenchmarkChain_Quantile(b *testing.B) {
	c, err := graphOf(b, service(14)).Chain()
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = c.Quantile(0.95, process.Exponential)
	}
}

// network is n stages in rows of flow edges, as many as the name of the benchmark says.
func network(n int) process.Blueprint {
	random := rand.New(rand.NewPCG(2, uint64(n)))
	b := process.Blueprint{ID: id, Name: "network", Start: "s0"}
	for i := range n {
		b.Stages = append(b.Stages, process.Stage{Code: fmt.Sprintf("s%d", i), Title: "stage", Span: process.Span{
			Mean: time.Duration(1+random.IntN(100)) * time.Hour,
		}})
		seen := map[int]bool{}
		for range 3 {
			if from := i - 1 - random.IntN(40); from >= 0 && !seen[from] {
				seen[from] = true
				b.Edges = append(b.Edges, process.Edge{From: fmt.Sprintf("s%d", from), To: fmt.Sprintf("s%d", i)})
			}
		}
	}
	return b
}

// BenchmarkGraph_CriticalPath runs over 2,862 and 29,168 edges: 0.17 ms and 3.8 ms.
func BenchmarkGraph_CriticalPath(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		g := graphOf(b, network(n))
		b.Run(fmt.Sprintf("%d/%d", n, len(g.Blueprint().Edges)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = g.CriticalPath()
			}
		})
	}
}

// BenchmarkLog_Add counts 100,000 traces of 14 visits: 18 ms, no allocation a trace.
func BenchmarkLog_Add(b *testing.B) {
	g := graphOf(b, service(13))
	var visits []process.Visit
	for i := range 14 {
		visits = append(visits, process.Visit{Stage: fmt.Sprintf("s%d", i), Took: time.Duration(i+1) * time.Minute})
	}
	b.ReportAllocs()
	for b.Loop() {
		log := process.NewLog(g)
		for range 100_000 {
			_ = log.Add(visits)
		}
	}
}
