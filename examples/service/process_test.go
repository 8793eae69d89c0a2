package main_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// folder is where binary is built, made for one run of the tests.
var folder string

// binary is the service as its users run it, built once for all tests that start it.
var binary = sync.OnceValues(func() (string, error) {
	path := filepath.Join(folder, "service")
	build := exec.Command("go", "build", "-o", path, ".")
	build.Stderr = os.Stderr
	return path, build.Run()
})

func TestMain(m *testing.M) {
	var err error
	if folder, err = os.MkdirTemp("", "service"); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// A process is the service, running.
type process struct {
	url string
	cmd *exec.Cmd
}

// start runs the service on a database of its own until the test ends, and waits until it listens.
func start(t *testing.T, database string, args ...string) *process {
	t.Helper()
	path, err := binary()
	require.NoError(t, err)
	cmd := exec.Command(path, append([]string{"-addr", "127.0.0.1:0", "-quiet", "-db", database}, args...)...)
	cmd.Env = withoutDatabase(os.Environ())
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line := make(chan string, 1)
	go func() {
		text, _ := bufio.NewReader(out).ReadString('\n')
		line <- text
	}()
	select {
	case text := <-line:
		_, url, found := strings.Cut(strings.TrimSpace(text), "listening on ")
		require.True(t, found, "%q", text)
		return &process{url: url, cmd: cmd}
	case <-time.After(30 * time.Second):
		require.Fail(t, "the service does not listen")
		return nil
	}
}

// withoutDatabase keeps these tests on SQLite, wherever they run.
func withoutDatabase(environment []string) (kept []string) {
	for _, variable := range environment {
		if !strings.HasPrefix(variable, "DATABASE_URL=") {
			kept = append(kept, variable)
		}
	}
	return kept
}
