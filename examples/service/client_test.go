package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// clients is for many connections to one service.
func clients() *http.Client {
	return &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConns: 256, MaxIdleConnsPerHost: 256}}
}

// post sends a body and returns the status and the body of the answer. An error says that it is not known what was done.
func post(client *http.Client, url string, body any) (int, []byte, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	answer, err := client.Post(url, "application/json", bytes.NewReader(text))
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	text, err = io.ReadAll(answer.Body)
	return answer.StatusCode, text, err
}

// brands and markets of the company.
var (
	brands  = []string{"OCC", "ADO GL", "PLATINUM"}
	markets = []string{"Tapachula", "Puebla", "Mexico"}
)

// aResponse is what a passenger might answer. Few are so angry that a case is opened.
func aResponse(rng *rand.Rand) map[string]any {
	answers := map[string]any{}
	for _, question := range []string{"punctuality", "safety", "treatment", "comfort", "overall"} {
		answers[question] = 1 + rng.IntN(5)
	}
	answers["recommend"] = 3 + rng.IntN(8)
	if answers["recommend"].(int) <= 6 {
		answers["why"] = "It was late."
	}
	return map[string]any{
		"id": newID(rng), "brand": brands[rng.IntN(3)], "market": markets[rng.IntN(3)], "took": int64(time.Minute), "answers": answers,
	}
}

// aCart takes one or two seats on one of the buses that leave 40 days ahead or later, where the first eight are cheap.
func aCart(rng *rand.Rand, buses int) map[string]any {
	departs := time.Now().Truncate(time.Hour).Add(40*24*time.Hour + time.Duration(rng.IntN(buses))*time.Hour)
	return map[string]any{
		"id": newID(rng), "customer": fmt.Sprintf("c%d", rng.IntN(1000)),
		"lines": []any{map[string]any{"id": "seat", "brand": "OCC", "market": "Mexico", "units": 1 + rng.IntN(2), "departs": departs}},
	}
}

func newID(rng *rand.Rand) (id uuid.UUID) {
	for i := range id {
		id[i] = byte(rng.Uint32())
	}
	return id
}

// A run is what many workers saw.
type run struct {
	took    time.Duration
	latency []time.Duration // ascending
	status  map[int]int
}

// drive lets workers do something for a time, each with a generator of its own, and gathers how long it took and what it
// returned.
func drive(t *testing.T, workers int, during time.Duration, do func(rng *rand.Rand) (status int, err error)) run {
	t.Helper()
	var mu sync.Mutex
	var all sync.WaitGroup
	sum, begun := run{status: map[int]int{}}, time.Now()
	var failed error
	for worker := range workers {
		all.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(worker), uint64(begun.UnixNano())))
			var mine []time.Duration
			seen := map[int]int{}
			var wrong error
			for time.Since(begun) < during && wrong == nil {
				at := time.Now()
				status, err := do(rng)
				mine, wrong = append(mine, time.Since(at)), err
				seen[status]++
			}
			mu.Lock()
			defer mu.Unlock()
			sum.latency = append(sum.latency, mine...)
			for status, n := range seen {
				sum.status[status] += n
			}
			failed = first(failed, wrong)
		})
	}
	all.Wait()
	sum.took = time.Since(begun)
	require.NoError(t, failed)
	slices.Sort(sum.latency)
	return sum
}

// first is the first error there is.
func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// String says how many a second, and how long they took.
func (r run) String() string {
	at := func(share float64) time.Duration {
		return r.latency[int(share*float64(len(r.latency)-1))].Round(10 * time.Microsecond)
	}
	var statuses []string
	for status, n := range r.status {
		statuses = append(statuses, fmt.Sprintf("%d: %d", status, n))
	}
	slices.Sort(statuses)
	return fmt.Sprintf("%.0f a second; median %v, 99 %% within %v, all within %v; %s",
		float64(len(r.latency))/r.took.Seconds(), at(0.5), at(0.99), at(1), strings.Join(statuses, ", "))
}
