package main_test

import (
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
)

// TestKill kills the service in the middle of its work, three times over: what it has acknowledged is there, and what was
// sold agrees with the counters.
func TestKill(t *testing.T) {
	file := filepath.Join(t.TempDir(), "service.db")
	acknowledged := struct {
		sync.Mutex
		responses, sales map[uuid.UUID]bool
	}{responses: map[uuid.UUID]bool{}, sales: map[uuid.UUID]bool{}}
	for round := range 3 {
		service, client := start(t, file), clients()
		var workers sync.WaitGroup
		for worker := range 16 {
			workers.Go(func() {
				rng := rand.New(rand.NewPCG(uint64(round), uint64(worker)))
				for {
					body, path, into := aResponse(rng), "/api/responses", acknowledged.responses
					if worker%4 == 0 {
						body, path, into = aCart(rng, 500), "/api/sales", acknowledged.sales
					}
					status, _, err := post(client, service.url+path, body)
					if err != nil {
						return // it is dead
					}
					if status == http.StatusCreated {
						acknowledged.Lock()
						into[body["id"].(uuid.UUID)] = true
						acknowledged.Unlock()
					}
				}
			})
		}
		time.Sleep(400 * time.Millisecond)
		require.NoError(t, service.cmd.Process.Kill())
		workers.Wait()
		_ = service.cmd.Wait()
	}
	require.NotEmpty(t, acknowledged.responses)
	require.NotEmpty(t, acknowledged.sales)

	db, err := store.Open(t.Context(), file)
	require.NoError(t, err)
	defer db.Close()
	stored := 0
	for r, err := range db.Responses(t.Context(), 0) {
		require.NoError(t, err)
		delete(acknowledged.responses, r.ID)
		stored++
	}
	assert.Empty(t, acknowledged.responses, "acknowledged and lost")
	for id := range acknowledged.sales {
		_, err := db.Receipt(t.Context(), id)
		assert.NoError(t, err, "acknowledged and lost: %s", id)
	}
	sold := requireNothingOversold(t, file)
	t.Logf("%d responses and %d sales are there after three kills", stored, sold)
}

// TestStop: asked to stop, the service finishes what it has begun and ends well.
func TestStop(t *testing.T) {
	service := start(t, filepath.Join(t.TempDir(), "service.db"))
	status, _, err := post(clients(), service.url+"/api/responses", aResponse(rand.New(rand.NewPCG(1, 1))))
	require.NoError(t, err)
	assert.Equal(t, http.StatusCreated, status)
	require.NoError(t, service.cmd.Process.Signal(os.Interrupt))
	assert.NoError(t, service.cmd.Wait())
}
