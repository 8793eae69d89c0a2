package main_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// requireNothingOversold adds up all receipts of a database: each is sound, no bus has more passengers than seats nor more
// cheap seats than its quota, and the counters say just what was sold. It returns how many there are.
func requireNothingOversold(t *testing.T, file string) (sales int) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	defer db.Close()
	seats, counted := map[string]int64{}, map[string]int64{}
	rows, err := db.Query("SELECT receipt FROM sales")
	require.NoError(t, err)
	defer rows.Close()
	for rows.Next() {
		var text string
		require.NoError(t, rows.Scan(&text))
		var receipt quote.Result
		require.NoError(t, json.Unmarshal([]byte(text), &receipt))
		require.NoError(t, receipt.Verify())
		for _, line := range receipt.Cart.Lines {
			seats[line.Departs.UTC().Format(time.RFC3339)] += int64(line.Units)
		}
		for _, counter := range receipt.Counters {
			counted[counter.Key] += counter.Add
			assert.LessOrEqual(t, counted[counter.Key], counter.Limit, counter.Key)
		}
		sales++
	}
	require.NoError(t, rows.Err())
	for departure, taken := range seats {
		assert.LessOrEqual(t, taken, int64(48), "seats of the bus at %s", departure)
		counted["seats/OCC/Mexico/"+departure] = taken
	}
	stored := map[string]int64{}
	counters, err := db.Query("SELECT name, value FROM counters")
	require.NoError(t, err)
	defer counters.Close()
	for counters.Next() {
		var name string
		var value int64
		require.NoError(t, counters.Scan(&name, &value))
		stored[name] = value
	}
	require.NoError(t, counters.Err())
	assert.Equal(t, fmt.Sprint(counted), fmt.Sprint(stored), "counters and receipts")
	return sales
}
