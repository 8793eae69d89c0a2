package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// command runs the command and returns its exit code and what it wrote.
func command(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, &out, &err)
	return code, out.String(), err.String()
}

func TestRun_report(t *testing.T) {
	code, out, problem := command()
	require.Zero(t, code, problem)
	for _, part := range []string{
		"| 1 | agree on a meeting with the customer", "• answer calls fast<br>", "Of 14 stages no row has: 3, 6 to 13.",
		"6 ways cross the line of visibility", "| exponential |", "| matched |", "Simulated: 2000 cases, seed 1.", "| receive | ? |",
		"| instruct | the brakes are left off the list | 40 | 100.0 % | severe |", "= 40 seats, always", "| OCC |", "Simulated: 26 weeks",
		"signals in week", "| flying | 10 | 7.62e-18 |", "| a process held very good | 6 | 0.000987 | 3.4 |", "| baggage handling | below 2 | above 22750 |",
	} {
		assert.Contains(t, out, part)
	}
	for _, stage := range seeds.CarService().Stages {
		for _, text := range append(stage.Expectations, stage.Actions...) {
			assert.Contains(t, out, text)
		}
	}
	for _, never := range []string{"NaN", "Inf", "%!", "<nil>"} {
		assert.NotContains(t, out, never)
	}
	_, again, _ := command("-seed", "1")
	assert.Equal(t, out, again, "the same seed, the same report")
	_, other, _ := command("-seed", "2", "-cases", "100")
	assert.NotEqual(t, out, other)
	drawing, rest, _ := strings.Cut(strings.SplitN(out, "```mermaid\n", 2)[1], "```")
	_, mermaid, _ := command("-draw", "mermaid")
	assert.Equal(t, mermaid, drawing)
	assert.NotContains(t, rest, "```", "one drawing, and it is closed")
}

func TestRun_draw(t *testing.T) {
	_, mermaid, _ := command("-draw", "mermaid")
	assert.True(t, strings.HasPrefix(mermaid, "flowchart LR\n"))
	assert.Contains(t, mermaid, `s4 ==>|"won back, 10 #37;"| s0`)
	assert.Contains(t, mermaid, `s3 -->|"95 #37;, 6 to 13 missing"| s4`)
	_, dot, _ := command("-draw", "dot")
	assert.True(t, strings.HasPrefix(dot, "digraph "))
	assert.Contains(t, dot, `s4 -> s0 [style=bold constraint=false label="won back, 10 %"]`)
}

func TestRun_refuses(t *testing.T) {
	for _, args := range [][]string{
		{"-cases", "99"}, {"-cases", "1000001"}, {"-draw", "svg"}, {"-seed", "-1"}, {"x"}, {"-x"},
	} {
		code, out, problem := command(args...)
		assert.Equal(t, 2, code, "%v", args)
		assert.Empty(t, out)
		assert.Contains(t, problem, "promise:")
	}
	code, _, help := command("-h")
	assert.Zero(t, code)
	assert.Contains(t, help, "-cases")
}

// closed is a writer that takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.New("closed") }

func TestRun_closed(t *testing.T) {
	var problem bytes.Buffer
	assert.Equal(t, 1, run(nil, closed{}, &problem))
	assert.Equal(t, "promise: closed\n", problem.String())
}

// TestShop: what is assumed sums to 1, and the figures of the report are those of a simulation of many cases.
func TestShop(t *testing.T) {
	o := options{seed: 3, cases: 200_000}
	s, err := newShop(o)
	require.NoError(t, err)
	ends, minutes := map[string]int{}, 0.0
	for _, trace := range s.cases(o) {
		ends[trace[len(trace)-1].Stage]++
		for _, visit := range trace {
			minutes += visit.Took.Minutes()
		}
	}
	mean, _, err := s.chain.Time()
	require.NoError(t, err)
	assert.InDelta(t, mean.Minutes(), minutes/float64(o.cases), 0.04*mean.Minutes(), "one in 30 skips the longest stage")
	assert.InDelta(t, s.chain.Outcomes()["regular"], float64(ends["regular"])/float64(o.cases), 0.015, "one of 100 is never closed")
	assert.Contains(t, fmt.Sprint(ends), "instruct")
}
