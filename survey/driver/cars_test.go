package driver_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

// cars are miles per gallon, cylinders, displacement, horsepower and weight of 32 cars: Henderson and Velleman (1981),
// Building Multiple Regression Models Interactively, Biometrics 37, known as mtcars.
func cars() [][]float64 {
	return [][]float64{
		{21, 6, 160, 110, 2.62},
		{21, 6, 160, 110, 2.875},
		{22.8, 4, 108, 93, 2.32},
		{21.4, 6, 258, 110, 3.215},
		{18.7, 8, 360, 175, 3.44},
		{18.1, 6, 225, 105, 3.46},
		{14.3, 8, 360, 245, 3.57},
		{24.4, 4, 146.7, 62, 3.19},
		{22.8, 4, 140.8, 95, 3.15},
		{19.2, 6, 167.6, 123, 3.44},
		{17.8, 6, 167.6, 123, 3.44},
		{16.4, 8, 275.8, 180, 4.07},
		{17.3, 8, 275.8, 180, 3.73},
		{15.2, 8, 275.8, 180, 3.78},
		{10.4, 8, 472, 205, 5.25},
		{10.4, 8, 460, 215, 5.424},
		{14.7, 8, 440, 230, 5.345},
		{32.4, 4, 78.7, 66, 2.2},
		{30.4, 4, 75.7, 52, 1.615},
		{33.9, 4, 71.1, 65, 1.835},
		{21.5, 4, 120.1, 97, 2.465},
		{15.5, 8, 318, 150, 3.52},
		{15.2, 8, 304, 150, 3.435},
		{13.3, 8, 350, 245, 3.84},
		{19.2, 8, 400, 175, 3.845},
		{27.3, 4, 79, 66, 1.935},
		{26, 4, 120.3, 91, 2.14},
		{30.4, 4, 95.1, 113, 1.513},
		{15.8, 8, 351, 264, 3.17},
		{19.7, 6, 145, 175, 2.77},
		{15, 8, 301, 335, 3.57},
		{21.4, 4, 121, 109, 2.78},
	}
}

// TestShares_cars: martinctc.github.io/rwa/articles/regression-methods.html, Raw.RelWeight and Rescaled.RelWeight of
// rwa_multiregress(mtcars, "mpg", c("cyl", "disp", "hp", "wt")).
func TestShares_cars(t *testing.T) {
	p, err := driver.FromRows("mpg", []string{"cyl", "disp", "hp", "wt"}, cars())
	require.NoError(t, err)
	shares, err := p.Shares(driver.MethodJohnson)
	require.NoError(t, err)
	for i, want := range [][2]float64{{0.2096904, 24.70914}, {0.1883043, 22.18908}, {0.1799590, 21.20570}, {0.2706812, 31.89607}} {
		assert.InDelta(t, want[0], shares[i].Value, 5e-8)
		assert.InDelta(t, want[1], shares[i].Percent, 5e-6)
	}
}
