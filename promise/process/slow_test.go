package process_test

import (
	"fmt"
	"math"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// drawBlueprint draws a blueprint from whose every stage an outcome can be reached: stages in a row, with outcomes at its
// end and ways forwards, back and round at random.
func drawBlueprint(t *rapid.T) process.Blueprint {
	n := rapid.IntRange(1, 6).Draw(t, "stages")
	outcomes := rapid.IntRange(1, 3).Draw(t, "outcomes")
	b := process.Blueprint{ID: id, Name: "drawn", Start: "s0"}
	code := func(i int) string {
		if i < n {
			return fmt.Sprintf("s%d", i)
		}
		return fmt.Sprintf("end%d", i-n)
	}
	for i := range n + outcomes {
		s := process.Stage{Code: code(i), Title: code(i), Outcome: i >= n}
		if i < n {
			s.Span.Mean = time.Duration(rapid.IntRange(0, 5).Draw(t, "mean")) * time.Hour
			if s.Span.Mean > 0 {
				s.Span.SD = time.Duration(rapid.IntRange(0, 10).Draw(t, "sd")) * time.Hour
			}
		}
		b.Stages = append(b.Stages, s)
	}
	for i := range n {
		weights := map[int]int{i + 1: rapid.IntRange(1, 5).Draw(t, "weight")}
		for range rapid.IntRange(0, 3).Draw(t, "ways") {
			weights[rapid.IntRange(0, n+outcomes-1).Draw(t, "to")] = rapid.IntRange(1, 5).Draw(t, "weight")
		}
		total := 0
		for _, w := range weights {
			total += w
		}
		for to := range n + outcomes {
			if w := weights[to]; w > 0 {
				e := process.Edge{From: code(i), To: code(to), Probability: float64(w) / float64(total)}
				if to <= i {
					e.Kind = process.Rework
				}
				b.Edges = append(b.Edges, e)
			}
		}
	}
	return b
}

func chainOf(t require.TestingT, b process.Blueprint) *process.Chain {
	g, err := process.New(b)
	require.NoError(t, err)
	c, err := g.Chain()
	require.NoError(t, err)
	return c
}

// slowChain is what a chain does, by walking all cases along step by step until hardly any is left.
type slowChain struct {
	b        process.Blueprint
	at       map[string]int
	move     [][]float64
	visits   []float64
	outcomes []float64
	over     []float64 // P(steps > k)
}

func newSlowChain(b process.Blueprint) *slowChain {
	c := &slowChain{b: b, at: map[string]int{}}
	for i, s := range b.Stages {
		c.at[s.Code] = i
		c.move = append(c.move, make([]float64, len(b.Stages)))
	}
	for _, e := range b.Edges {
		c.move[c.at[e.From]][c.at[e.To]] = e.Probability
	}
	c.visits, c.outcomes, c.over = c.walk(c.at[b.Start])
	return c
}

// walk follows the cases that begin in a stage.
func (c *slowChain) walk(start int) (visits, outcomes, over []float64) {
	n := len(c.b.Stages)
	at := make([]float64, n)
	at[start] = 1
	visits, outcomes = make([]float64, n), make([]float64, n)
	for step := 0; ; step++ {
		left := 0.0
		for i, p := range at {
			if c.b.Stages[i].Outcome {
				outcomes[i] += p
				at[i] = 0
			} else {
				visits[i] += p
				left += p
			}
		}
		over = append(over, left)
		if left < 1e-18 {
			return visits, outcomes, over
		}
		next := make([]float64, n)
		for i, p := range at {
			for j, q := range c.move[i] {
				next[j] += p * q
			}
		}
		at = next
	}
}

// steps returns mean and variance of the number of stages, from its distribution.
func (c *slowChain) steps() (mean, variance float64) {
	for k, over := range c.over { // Σ P(steps > k), Σ (2k+1) P(steps > k)
		mean += over
		variance += float64(2*k+1) * over
	}
	return mean, variance - mean*mean
}

// time returns mean and standard deviation of the time in seconds, by h = Nm and N(v + m² + 2m∘Qh) - h².
func (c *slowChain) time() (mean, sd float64) {
	left := make([]float64, len(c.b.Stages))
	for i, s := range c.b.Stages {
		if !s.Outcome {
			visits, _, _ := c.walk(i)
			for j, v := range visits {
				left[i] += v * c.b.Stages[j].Span.Mean.Seconds()
			}
		}
	}
	square := 0.0
	for i, v := range c.visits {
		span, after := c.b.Stages[i].Span, 0.0
		for j, p := range c.move[i] {
			after += p * left[j]
		}
		m, s := span.Mean.Seconds(), span.SD.Seconds()
		square += v * (s*s + m*m + 2*m*after)
	}
	start := left[c.at[c.b.Start]]
	return start, math.Sqrt(max(0, square-start*start))
}
