package schedule

import (
	"math"
	"math/rand/v2"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// A sampler draws the duration of one activity.
type sampler struct {
	low, high, width float64
	mode             float64 // share of the width below the likely value, for the triangle
	beta             *betaTable
	triangular       bool
}

// newSamplers returns a sampler an estimate. Estimates of one shape share a table.
func newSamplers(estimates []actionplan.Estimate, d Distribution) []sampler {
	samplers := make([]sampler, len(estimates))
	shapes := map[float64]*betaTable{}
	for i, e := range estimates {
		s := sampler{low: e.Optimistic, high: e.Pessimistic, width: e.Pessimistic - e.Optimistic, triangular: d == Triangular}
		if s.width > 0 {
			s.mode = (e.Likely - e.Optimistic) / s.width
			shapes[s.mode] = nil
		}
		samplers[i] = s
	}
	if d == Triangular {
		return samplers
	}
	bits := 7
	if len(shapes) > 1024 { // many shapes: small tables, of 300 bytes
		bits = 3
	}
	for i := range samplers {
		s := &samplers[i]
		if s.width == 0 {
			continue
		}
		if shapes[s.mode] == nil {
			shapes[s.mode] = newBetaTable(s.mode, bits)
		}
		s.beta = shapes[s.mode]
	}
	return samplers
}

// draw returns a duration. The conversions keep a processor from fusing a product with a sum, so that all agree.
func (s *sampler) draw(g *rand.PCG) float64 {
	var x float64
	switch {
	case s.width == 0:
		return s.low
	case s.triangular:
		x = s.low + float64(s.width*triangle(unit(g), s.mode))
	default:
		x = s.low + float64(s.width*s.beta.draw(g))
	}
	if x > s.high { // rounding
		return s.high
	}
	return x
}

// unit returns a uniform number in [0, 1).
func unit(g *rand.PCG) float64 { return float64(g.Uint64()>>11) * 0x1p-53 }

// triangle returns the quantile u of the triangle on [0, 1] with that mode.
func triangle(u, mode float64) float64 {
	if u < mode {
		return math.Sqrt(float64(u * mode))
	}
	return 1 - math.Sqrt(float64((1-u)*(1-mode)))
}

// A betaTable draws from the density x^a (1-x)^b on [0, 1], a + b = 4, by rejection: over each of equal cells lies a hat, as
// high as the density at its highest there, and under it a squeeze, as high as at its lowest. Cells are chosen by area of
// their hats with Vose's method of aliases (1991), and nearly every point falls under the squeeze, so that the density is
// seldom reckoned. Draws have exactly that density, but for rounding.
type betaTable struct {
	a, b  float64
	shift int // 64 less the bits that choose a cell
	scale float64
	cells []cell
}

// A cell is one step of the hat.
type cell struct {
	keep    uint64  // below it, of 2^64, the cell keeps the point; else alias has it
	alias   int     //
	hat     float64 // height of the hat
	squeeze float64 // height of the squeeze, as a share of the hat
}

// newBetaTable returns the table of 2^bits cells for a mode.
func newBetaTable(mode float64, bits int) *betaTable {
	t := &betaTable{a: 4 * mode, b: 4 - float64(4*mode), shift: 64 - bits, scale: 1 / float64(int(1)<<bits)}
	t.cells = make([]cell, 1<<bits)
	left := t.density(0)
	for k := range t.cells {
		right := t.density(float64(k+1) * t.scale)
		hat := max(left, right)
		if float64(k)*t.scale < mode && mode < float64(k+1)*t.scale {
			hat = t.density(mode)
		}
		t.cells[k] = cell{hat: hat, squeeze: min(left, right) / hat}
		left = right
	}
	t.link()
	return t
}

// density returns x^a (1-x)^b.
func (t *betaTable) density(x float64) float64 { return math.Pow(x, t.a) * math.Pow(1-x, t.b) }

// link fills in the aliases: each cell below the average height is filled up by one above it.
func (t *betaTable) link() {
	sum := 0.0
	for _, c := range t.cells {
		sum += c.hat
	}
	height := make([]float64, len(t.cells))
	var small, large []int
	for k, c := range t.cells {
		height[k] = c.hat / sum * float64(len(t.cells))
		if height[k] < 1 {
			small = append(small, k)
		} else {
			large = append(large, k)
		}
		t.cells[k].keep, t.cells[k].alias = math.MaxUint64, k
	}
	for len(small) > 0 && len(large) > 0 {
		k, filler := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		t.cells[k].keep, t.cells[k].alias = uint64(height[k]*0x1p64), filler
		if height[filler] -= 1 - height[k]; height[filler] < 1 {
			large = large[:len(large)-1]
			small = append(small, filler)
		}
	}
}

// draw returns a number in [0, 1].
func (t *betaTable) draw(g *rand.PCG) float64 {
	for {
		u := g.Uint64()
		k := int(u >> (t.shift & 63))
		if u<<(64-t.shift&63) >= t.cells[k].keep {
			k = t.cells[k].alias
		}
		c := &t.cells[k]
		w := g.Uint64()
		x := float64((float64(k) + float64(w>>11)*0x1p-53) * t.scale)
		height := float64(w & 2047) // 11 bits of it do nearly always
		if (height+1)*0x1p-11 <= c.squeeze {
			return x
		}
		if v := float64((height + unit(g)) * 0x1p-11); v < c.squeeze || float64(v*c.hat) < t.density(x) {
			return x
		}
	}
}
