package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCheck: the committed notebook holds the library's figures; one with another figure, a failed cell, a missing
// picture or no output does not pass.
func TestCheck(t *testing.T) {
	require.NoError(t, check("../value.ipynb"))
	data, err := os.ReadFile("../value.ipynb")
	require.NoError(t, err)
	for name, change := range map[string][2]string{
		"another figure": {`\"customers\":2357`, `\"customers\":2358`},
		"another fit":    {`\"logLikelihood\":-`, `\"logLikelihood\":-1`},
		"a failed cell":  {`"name": "stdout"`, `"name": "stderr"`},
		"no picture":     {`"image/png"`, `"image/none"`},
		"no json":        {`\"customers\":`, `\"customers\"`},
	} {
		changed := strings.Replace(string(data), change[0], change[1], 1)
		require.NotEqual(t, string(data), changed, name)
		file := filepath.Join(t.TempDir(), "changed.ipynb")
		require.NoError(t, os.WriteFile(file, []byte(changed), 0o600))
		assert.Error(t, check(file), name)
	}
	assert.Error(t, check("missing.ipynb"))
}
