package ahp

import "gonum.org/v1/gonum/mat"

// A mixer speeds up the search for a fixed point: from what the steps have done to each other it tells where they lead.
// References: Anderson (1965), Iterative Procedures for Nonlinear Integral Equations, Journal of the ACM 12(4); Walker, Ni
// (2011), Anderson Acceleration for Fixed-Point Iterations, SIAM Journal on Numerical Analysis 49(4).
type mixer struct {
	x, step       []float64   // the last point and the step from it
	moves, shifts [][]float64 // how points and steps changed, newest last
}

// maxMoves is how many changes a mixer looks back on.
const maxMoves = 30

// next returns where to go from x, whose step is given.
func (m *mixer) next(x, step []float64) []float64 {
	if m.x != nil {
		m.moves, m.shifts = append(m.moves, minus(x, m.x)), append(m.shifts, minus(step, m.step))
		if len(m.moves) > min(maxMoves, len(x)-1) {
			m.moves, m.shifts = m.moves[1:], m.shifts[1:]
		}
	}
	m.x, m.step = x, step
	to := make([]float64, len(x))
	for i := range to {
		to[i] = x[i] + step[i]
	}
	for k, share := range m.shares() {
		for i := range to {
			to[i] -= share * (m.moves[k][i] + m.shifts[k][i])
		}
	}
	return to
}

// shares returns the combination of shifts that comes closest to the step, by least squares; none if they say too little.
func (m *mixer) shares() []float64 {
	if len(m.shifts) == 0 {
		return nil
	}
	columns := mat.NewDense(len(m.step), len(m.shifts), nil)
	for k, shift := range m.shifts {
		columns.SetCol(k, shift)
	}
	var factor mat.QR
	factor.Factorize(columns)
	var shares mat.VecDense
	if factor.SolveVecTo(&shares, false, mat.NewVecDense(len(m.step), m.step)) != nil {
		return nil
	}
	return shares.RawVector().Data
}

// forget begins anew.
func (m *mixer) forget() { *m = mixer{} }

// minus returns a - b.
func minus(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] - b[i]
	}
	return out
}
