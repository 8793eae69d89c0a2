package reliability

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// floor is the logarithm of the least uniqueness, 0.005.
const floor = -5.298317366548036

// A factor is one factor at the logarithms x of the uniquenesses, with the best loadings for them. With θ₁ ≥ θ₂ ... and
// v₁, v₂ ... the values and vectors of Ψ^-½ R Ψ^-½, what is minimised over x, between floor and 0, is
//
//	f = Σx + ln θ₁ - θ₁ + tr Ψ⁻¹R
type factor struct {
	x, slope []float64
	scaled   []float64 // diagonal of Ψ^-½ R Ψ^-½
	values   []float64 // θ, the largest last
	vectors  *mat.Dense
	value    float64 // f
}

// factorAt returns the factor of the correlations r at x; nil if the values of the matrix were not found.
func factorAt(r, x []float64) *factor {
	k := len(x)
	f := &factor{x: x, slope: make([]float64, k), scaled: make([]float64, k)}
	scaled := mat.NewSymDense(k, nil)
	for i := range k {
		for j := range i + 1 {
			scaled.SetSym(i, j, r[i*k+j]*math.Exp(-(x[i]+x[j])/2))
		}
		f.scaled[i] = scaled.At(i, i)
		f.value += x[i] + f.scaled[i]
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(scaled, true) {
		return nil
	}
	f.values, f.vectors = eigen.Values(nil), mat.NewDense(k, k, nil)
	eigen.VectorsTo(f.vectors)
	top := f.values[k-1]
	f.value += math.Log(top) - top
	for i := range k {
		v := f.vectors.At(i, k-1)
		f.slope[i] = 1 + (top-1)*v*v - f.scaled[i]
	}
	return f
}

// loadings returns λ = √Ψ v₁ √(θ₁-1), with a sum not below 0.
func (f *factor) loadings() []float64 {
	k := len(f.x)
	loadings, total := make([]float64, k), 0.0
	for i := range k {
		loadings[i] = math.Exp(f.x[i]/2) * f.vectors.At(i, k-1) * math.Sqrt(max(0, f.values[k-1]-1))
		total += loadings[i]
	}
	for i := range loadings {
		if total < 0 {
			loadings[i] = -loadings[i]
		}
	}
	return loadings
}

// free returns the items whose uniqueness may move, those at a bound that the slope presses against being held, and the
// largest slope among them.
func (f *factor) free() (items []int, steepest float64) {
	for i, x := range f.x {
		if x == floor && f.slope[i] > 0 || x == 0 && f.slope[i] < 0 {
			continue
		}
		items = append(items, i)
		steepest = max(steepest, math.Abs(f.slope[i]))
	}
	return items, steepest
}

// curvature returns the second derivatives of f by x for the items given.
//
//	fᵢⱼ = δᵢⱼ sᵢᵢ - θ₁ v₁ᵢ² v₁ⱼ² - (θ₁-1) v₁ᵢ v₁ⱼ Σ vₘᵢ vₘⱼ (θ₁+θₘ)/(θ₁-θₘ), over m > 1, s the scaled matrix
func (f *factor) curvature(items []int) []float64 {
	k, m := len(f.x), len(items)
	h, top := make([]float64, m*m), f.values[len(f.x)-1]
	weights := make([]float64, k-1)
	for at := range weights {
		weights[at] = (top + f.values[at]) / max(top-f.values[at], 1e-12*top)
	}
	weighted := make([]float64, k-1)
	for a, i := range items {
		row := f.vectors.RawRowView(i)
		for at, weight := range weights {
			weighted[at] = weight * row[at]
		}
		for b, j := range items[:a+1] {
			other := f.vectors.RawRowView(j)
			both := row[k-1] * other[k-1]
			h[a*m+b] = -top*both*both - (top-1)*both*dot(weighted, other)
			h[b*m+a] = h[a*m+b]
		}
		h[a*m+a] += f.scaled[i]
	}
	return h
}

// direction returns the step of Newton's method for the items, damped until it leads down.
func (f *factor) direction(items []int) []float64 {
	h, m := f.curvature(items), len(items)
	slope := make([]float64, m)
	for a, i := range items {
		slope[a] = f.slope[i]
	}
	for damping := 0.0; ; damping = max(1e-3, 10*damping) {
		damped := make([]float64, m*m)
		copy(damped, h)
		for a := range m {
			damped[a*m+a] += damping
		}
		if lower, bad := cholesky(damped, m, 1e-10); bad < 0 {
			return solve(lower, slope)
		}
	}
}

// descend returns the first factor down the direction that is better, halving the step; nil if none is.
func (f *factor) descend(r []float64, items []int, direction []float64) *factor {
	_, steepest := f.free()
	for step := 1.0; step > 1e-12; step /= 2 {
		x := append([]float64(nil), f.x...)
		promised := 0.0
		for a, i := range items {
			x[i] = min(0, max(floor, x[i]-step*direction[a]))
			promised += f.slope[i] * (f.x[i] - x[i])
		}
		next := factorAt(r, x)
		if next == nil {
			continue
		}
		if next.value <= f.value-1e-4*promised && promised > 0 {
			return next
		}
		// Near the end f no longer shows the gain, but the slope does.
		if _, left := next.free(); left < steepest && next.value <= f.value+1e-13*math.Abs(f.value) {
			return next
		}
	}
	return nil
}

// fit returns the factor of the correlations r that is most likely, from the diagonal of their inverse. The likelihood
// may have several peaks, so the way begins in two places: at what the other items do not explain, and half way.
func fit(r, inverse []float64, o Options) (*factor, int, error) {
	explained, even := make([]float64, len(inverse)), make([]float64, len(inverse))
	for i, d := range inverse {
		explained[i] = min(0, max(floor, -math.Log(d)))
		even[i] = -math.Ln2
	}
	f, iterations := climb(r, explained, o)
	if other, n := climb(r, even, o); f == nil || other != nil && other.value < f.value-1e-9 {
		f, iterations = other, n
	}
	if f == nil {
		return nil, 0, fmt.Errorf("%w: at most %d iterations", ErrNoConvergence, o.MaxIterations)
	}
	return best(f), iterations, nil
}

// climb returns the peak of the likelihood that is reached from x, and in how many iterations; nil if none is.
func climb(r, x []float64, o Options) (*factor, int) {
	f := factorAt(r, x)
	for iteration := 0; f != nil; iteration++ {
		items, steepest := f.free()
		if steepest <= o.Tolerance {
			if next := f.descend(r, items, f.direction(items)); next != nil {
				return next, iteration // it squares what is left of the error
			}
			return f, iteration
		}
		if iteration == o.MaxIterations {
			break
		}
		f = f.descend(r, items, f.direction(items))
	}
	return nil, 0
}

// best returns f, or no factor where that is as likely but for rounding.
func best(f *factor) *factor {
	k := len(f.x)
	none := float64(k) - 1 // f where all items are unique
	if f.value < none-1e-14*float64(k) {
		return f
	}
	return &factor{x: make([]float64, k), values: append(make([]float64, k-1), 1), vectors: mat.NewDense(k, k, nil)}
}
