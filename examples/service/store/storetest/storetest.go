// Package storetest gives tests databases of their own.
package storetest

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
)

// Each runs a test on an empty SQLite database and, where DATABASE_URL names a server of PostgreSQL, on an empty schema there.
func Each(t *testing.T, test func(t *testing.T, db *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		test(t, Open(t, filepath.Join(t.TempDir(), "service.db")))
	})
	if server := os.Getenv("DATABASE_URL"); server != "" {
		t.Run("postgres", func(t *testing.T) { test(t, Open(t, Schema(t, server))) })
	}
}

// Open opens a database until the test ends.
func Open(t *testing.T, database string) *store.Store {
	t.Helper()
	db, err := store.Open(t.Context(), database)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// Schema makes a schema on a server of PostgreSQL, until the test ends, and returns the URL of a database that is just that.
func Schema(t *testing.T, server string) string {
	t.Helper()
	name := "test_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	admin, err := sql.Open("pgx", server)
	require.NoError(t, err)
	_, err = admin.Exec("CREATE SCHEMA " + name)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := admin.Exec(fmt.Sprintf("DROP SCHEMA %s CASCADE", name))
		require.NoError(t, err)
		require.NoError(t, admin.Close())
	})
	parsed, err := url.Parse(server)
	require.NoError(t, err)
	query := parsed.Query()
	query.Set("search_path", name)
	parsed.RawQuery = query.Encode()
	return parsed.String()
}
