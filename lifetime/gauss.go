package lifetime

import "math"

// The positive nodes of the Gauss-Legendre rules of 8 and 16 points on [-1, 1] with their weights; they lie
// symmetrically. Recomputed to 45 digits by Newton's method on the Legendre polynomials, as tabulated in
// Abramowitz, Stegun (1964), table 25.4.
var (
	gauss8 = [4][2]float64{
		{0.18343464249564980494, 0.36268378337836198297},
		{0.52553240991632898582, 0.31370664587788728734},
		{0.79666647741362673959, 0.22238103445337447054},
		{0.96028985649753623168, 0.10122853629037625915},
	}
	gauss16 = [8][2]float64{
		{0.09501250983763744019, 0.18945061045506849629},
		{0.28160355077925891323, 0.18260341504492358887},
		{0.45801677765722738634, 0.16915651939500253819},
		{0.61787624440264374845, 0.14959598881657673208},
		{0.75540440835500303390, 0.12462897125553387205},
		{0.86563120238783174388, 0.09515851168249278481},
		{0.94457502307323257608, 0.06225352393864789286},
		{0.98940093499164993260, 0.02715245941175409485},
	}
)

// A panel is a part of the range of an integral that one rule does justice to.
type panel struct {
	middle, half float64
	nodes        [][2]float64
}

// newPanel returns the panel that begins at w, where the logarithm of the integrand has the derivative steep, for a
// slope that is monotone and an integrand that is otherwise smooth at the scale of 3. It ends at end or before.
func newPanel(w, end, steep float64, slope func(w float64) float64) panel {
	length := min(3, end-w)
	steep = math.Abs(steep)
	top := max(steep, math.Abs(slope(w+length)))
	for top*length > 16 {
		length /= 2
		top = max(steep, math.Abs(slope(w+length)))
	}
	p := panel{middle: w + length/2, half: length / 2, nodes: gauss16[:]}
	if length <= 1.8 && top*length <= 5 {
		p.nodes = gauss8[:]
	}
	return p
}

// end returns where p ends.
func (p panel) end() float64 { return p.middle + p.half }
