package chart_test

import (
	"bytes"
	"image/png"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/examples/notebook/chart"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// model is the published fit to CDNOW (Fader, Hardie, Lee 2005).
var model = lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}

// TestCharts draws each picture: it is a PNG of the size that the notebook shows, drawn twice the same, and not blank. With
// CHARTS set to a folder the pictures are left there.
func TestCharts(t *testing.T) {
	for name, picture := range map[string]func() ([]byte, error){
		"frequencies": func() ([]byte, error) {
			return chart.Frequencies([]rfm.FrequencyBin{{X: 0, Customers: 1411, Expected: 1430}, {X: 1, Customers: 439, Expected: 410}, {X: 2, Customers: 507, Expected: 517}})
		},
		"holdout": func() ([]byte, error) {
			return chart.Holdout([]rfm.HoldoutBin{{X: 0, Customers: 5, Actual: 0.2, Expected: 0.25}, {X: 1, Customers: 3, Actual: 1, Expected: 0.9}})
		},
		"track": func() ([]byte, error) {
			var points []rfm.TrackPoint
			for i := range 78 {
				points = append(points, rfm.TrackPoint{On: rfm.Day(700_000 + 7*i), Actual: int64(i * 50), Expected: float64(i * 51)})
			}
			return chart.Track(points, 700_000+7*39)
		},
		"alive":         func() ([]byte, error) { return chart.Alive(model, 12, 39) },
		"concentration": func() ([]byte, error) { return chart.Concentration([]float64{50, 20, 10, 10, 5, 5}) },
		"erosion":       func() ([]byte, error) { return chart.Erosion([]float64{0, 10, 20}, []float64{100, 96, 93}) },
	} {
		t.Run(name, func(t *testing.T) {
			first, err := picture()
			require.NoError(t, err)
			again, err := picture()
			require.NoError(t, err)
			assert.Equal(t, first, again)
			decoded, err := png.Decode(bytes.NewReader(first))
			require.NoError(t, err)
			assert.Equal(t, 770, decoded.Bounds().Dx())
			colours := map[any]bool{}
			for y := range decoded.Bounds().Dy() {
				for x := range decoded.Bounds().Dx() {
					colours[decoded.At(x, y)] = true
				}
			}
			assert.Greater(t, len(colours), 50, "lines, words and their edges")
			if folder := os.Getenv("CHARTS"); folder != "" {
				require.NoError(t, os.WriteFile(folder+"/"+name+".png", first, 0o600))
			}
		})
	}
}

func TestAlive_fault(t *testing.T) {
	_, err := chart.Alive(lifetime.BGNBD{}, 3, 5)
	assert.Error(t, err)
}
