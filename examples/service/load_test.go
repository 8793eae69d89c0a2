package main_test

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

var (
	during  = flag.Duration("load", time.Second, "how long TestLoad drives the service with each kind of request")
	workers = flag.Int("workers", 32, "how many clients TestLoad has")
)

// TestLoad drives the service over loopback and reports what it does. It asserts that nothing is lost or oversold, and
// no time: that is for whoever reads the report on a quiet machine.
//
//	go test -run TestLoad -load 30s -v .
func TestLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "service.db")
	service, client := start(t, file), clients()

	responses := drive(t, *workers, *during, func(rng *rand.Rand) (int, error) {
		status, _, err := post(client, service.url+"/api/responses", aResponse(rng))
		return status, err
	})
	t.Logf("responses: %s", responses)
	assert.Len(t, responses.status, 1)
	assert.Equal(t, len(responses.latency), responses.status[http.StatusCreated])

	// One bus for many buyers: some are the last to get a cheap seat, or any.
	const buses = 60
	sales := drive(t, *workers, *during, func(rng *rand.Rand) (int, error) {
		status, _, err := post(client, service.url+"/api/sales", aCart(rng, buses*int(1+during.Seconds())))
		return status, err
	})
	t.Logf("sales: %s", sales)
	assert.Equal(t, len(sales.latency), sales.status[http.StatusCreated]+sales.status[http.StatusConflict])

	quotes := drive(t, *workers, *during, func(rng *rand.Rand) (int, error) {
		status, text, err := post(client, service.url+"/api/quotes", aCart(rng, 5_000))
		if err == nil && status == http.StatusOK {
			err = json.Unmarshal(text, new(struct{ Total string }))
		}
		return status, err
	})
	t.Logf("quotes: %s", quotes)
	assert.Equal(t, len(quotes.latency), quotes.status[http.StatusOK]+quotes.status[http.StatusConflict])

	assert.Equal(t, sales.status[http.StatusCreated], requireNothingOversold(t, file), "each acknowledged sale is stored, and no other")
}

// TestLastSeats: sixty buyers want a seat each of one bus at the same moment. It has 48, of which eight are to be had for
// half and twelve for three quarters of the price.
func TestLastSeats(t *testing.T) {
	file := filepath.Join(t.TempDir(), "service.db")
	service, client := start(t, file), clients()
	departs := time.Now().Truncate(time.Hour).Add(40 * 24 * time.Hour)
	totals := make(chan string, 60)
	for worker := range 60 {
		go func() {
			rng := rand.New(rand.NewPCG(7, uint64(worker)))
			status, text, err := post(client, service.url+"/api/sales", map[string]any{"id": newID(rng), "lines": []any{
				map[string]any{"id": "seat", "brand": "OCC", "market": "Mexico", "units": 1, "departs": departs},
			}})
			var receipt quote.Result
			if err != nil || status != http.StatusCreated || json.Unmarshal(text, &receipt) != nil {
				totals <- http.StatusText(status)
				return
			}
			totals <- receipt.Total.String()
		}()
	}
	sold := map[string]int{}
	for range 60 {
		sold[<-totals]++
	}
	// The list price is 960.00 MXN.
	assert.Equal(t, map[string]int{"480.00 MXN": 8, "720.00 MXN": 12, "864.00 MXN": 28, "Conflict": 12}, sold)
	require.Equal(t, 48, requireNothingOversold(t, file))
}
