package swot

import "math/big"

// A corner is a point in the triangle of three weights, by whole numbers in their proportion: each at least 0 and
// not all 0, without a common divisor. So it stays as small as the two lines that meet in it, however many
// lines have cut the triangle. The score of a strategy on three criteria is such a triple too.
type corner struct {
	exact [3]*big.Int
	rough [3]float64 // over a unit, from 0 to 1, each within 2^-51: enough to tell most lines that do not cut
}

func newCorner(exact [3]*big.Int, unit *big.Int) corner {
	c := corner{exact: exact}
	whole, _ := unit.Float64() // far from overflow: of a thousand bits at most
	for k, x := range exact {
		part, _ := x.Float64()
		c.rough[k] = part / whole
	}
	return c
}

// areas returns for which share of the triangle of weights each of rows, distinct and of up to three numbers, has
// the largest weighted sum. A row of fewer is filled up with zeros: a criterion on which all are alike changes
// no share.
func areas(rows [][]*big.Int) []*big.Rat {
	zero, one := new(big.Int), big.NewInt(1)
	top := one
	for _, row := range rows {
		for _, x := range row {
			if x.Cmp(top) > 0 {
				top = x
			}
		}
	}
	lines := make([]corner, len(rows))
	for i, row := range rows {
		exact := [3]*big.Int{zero, zero, zero}
		copy(exact[:], row)
		lines[i] = newCorner(exact, top)
	}
	whole := []corner{
		newCorner([3]*big.Int{one, zero, zero}, one), newCorner([3]*big.Int{zero, one, zero}, one), newCorner([3]*big.Int{zero, zero, one}, one),
	}
	shares := make([]*big.Rat, len(rows))
	for i := range rows {
		region := whole
		for j := range rows {
			if j == i || isAhead(region, lines[i].rough, lines[j].rough) {
				continue
			}
			if region = cut(region, lines[i], lines[j]); len(region) < 3 {
				break
			}
		}
		shares[i] = area(region)
	}
	return shares
}

// isAhead reports whether row a has certainly a larger sum than row b in the whole region: by more than the
// rounding of nine numbers of at most 1.
func isAhead(region []corner, a, b [3]float64) bool {
	a[0], a[1], a[2] = a[0]-b[0], a[1]-b[1], a[2]-b[2]
	for i := range region {
		p := &region[i].rough
		if p[0]*a[0]+p[1]*a[1]+p[2]*a[2] <= 1e-14 {
			return false
		}
	}
	return true
}

// cut returns the part of region, a convex polygon, in which row a has no smaller sum than row b.
func cut(region []corner, a, b corner) []corner {
	var line [3]*big.Int
	for k := range line {
		line[k] = new(big.Int).Sub(a.exact[k], b.exact[k])
	}
	sides, product := make([]*big.Int, len(region)), new(big.Int)
	for i, p := range region {
		sides[i] = new(big.Int)
		for k, x := range p.exact {
			sides[i].Add(sides[i], product.Mul(x, line[k]))
		}
	}
	var kept []corner
	for i, p := range region {
		next := (i + 1) % len(region)
		if sides[i].Sign() >= 0 {
			kept = append(kept, p)
		}
		if sides[i].Sign()*sides[next].Sign() < 0 {
			kept = append(kept, between(p, region[next], sides[i], sides[next]))
		}
	}
	return kept
}

// between returns where a line meets the edge from p to q, which lie on both sides of it, at the distances dp
// and dq.
func between(p, q corner, dp, dq *big.Int) corner {
	var at [3]*big.Int
	dp, dq = new(big.Int).Abs(dp), new(big.Int).Abs(dq)
	common, product := new(big.Int), new(big.Int)
	for k := range at {
		at[k] = new(big.Int).Mul(dp, q.exact[k])
		at[k].Add(at[k], product.Mul(dq, p.exact[k]))
		common.GCD(nil, nil, common, at[k])
	}
	for _, x := range at {
		x.Quo(x, common)
	}
	return newCorner(at, sum(at))
}

// sum returns the sum of x.
func sum(x [3]*big.Int) *big.Int {
	total := new(big.Int).Add(x[0], x[1])
	return total.Add(total, x[2])
}

// area returns the share of the triangle that a convex polygon takes, 0 for a line, a point or nothing. That of
// the triangle pqr is |det(p, q, r)|/(Σp·Σq·Σr).
func area(region []corner) *big.Rat {
	total := new(big.Rat)
	for i := 1; i+1 < len(region); i++ {
		p, q, r := region[0].exact, region[i].exact, region[i+1].exact
		det, size := new(big.Int), new(big.Int).Mul(sum(p), sum(q))
		for k := range 3 {
			l, m := (k+1)%3, (k+2)%3
			minor := new(big.Int).Mul(q[l], r[m])
			minor.Sub(minor, new(big.Int).Mul(q[m], r[l]))
			det.Add(det, minor.Mul(minor, p[k]))
		}
		total.Add(total, new(big.Rat).SetFrac(det.Abs(det), size.Mul(size, sum(r))))
	}
	return total
}
