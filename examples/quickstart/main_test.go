package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// block returns the first fenced block of text in the language.
func block(t *testing.T, text, language string) string {
	t.Helper()
	_, rest, found := strings.Cut(text, "```"+language+"\n")
	require.True(t, found, "no block in %s", language)
	inside, _, found := strings.Cut(rest, "```")
	require.True(t, found, "an open block in %s", language)
	return inside
}

// TestReadme keeps the README's program and its output what they are here.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	program, err := os.ReadFile("main.go")
	require.NoError(t, err)
	assert.Equal(t, string(program), block(t, string(readme), "go"))

	output, err := exec.Command("go", "run", ".").Output()
	require.NoError(t, err)
	assert.Equal(t, string(output), block(t, string(readme), "text"))
}
