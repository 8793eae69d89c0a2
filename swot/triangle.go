package swot

import "math/big"

// A corner is a point in the triangle of three weights, by whole numbers in their proportion: each at least 0 and
// not all 0, without a common divisor. So it stays as small as the two lines that meet in it, however many
// lines have cut the triangle.
type corner [3]*big.Int

// areas returns for which share of the triangle of weights each of rows, distinct and of up to three numbers, has
// the largest weighted sum. A row of fewer is filled up with zeros: a criterion on which all are alike changes
// no share.
func areas(rows [][]*big.Int) []*big.Rat {
	lines := make([]corner, len(rows))
	for i, row := range rows {
		lines[i] = corner{new(big.Int), new(big.Int), new(big.Int)}
		copy(lines[i][:], row)
	}
	shares := make([]*big.Rat, len(rows))
	for i := range rows {
		zero, one := new(big.Int), big.NewInt(1)
		region := []corner{{one, zero, zero}, {zero, one, zero}, {zero, zero, one}}
		for j := range rows {
			if j != i && len(region) > 0 {
				region = cut(region, lines[i], lines[j])
			}
		}
		shares[i] = area(region)
	}
	return shares
}

// cut returns the part of region, a convex polygon, in which row a has no smaller sum than row b.
func cut(region []corner, a, b corner) []corner {
	var line corner
	for k := range line {
		line[k] = new(big.Int).Sub(a[k], b[k])
	}
	sides, ahead, product := make([]*big.Int, len(region)), 0, new(big.Int)
	for i, p := range region {
		sides[i] = new(big.Int)
		for k := range p {
			sides[i].Add(sides[i], product.Mul(p[k], line[k]))
		}
		if sides[i].Sign() >= 0 {
			ahead++
		}
	}
	if ahead == len(region) {
		return region
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
func between(p, q corner, dp, dq *big.Int) (at corner) {
	common := new(big.Int)
	for k := range at {
		at[k] = new(big.Int).Mul(new(big.Int).Abs(dp), q[k])
		at[k].Add(at[k], new(big.Int).Mul(new(big.Int).Abs(dq), p[k]))
		common.GCD(nil, nil, common, at[k])
	}
	for k := range at {
		at[k].Quo(at[k], common)
	}
	return at
}

// area returns the share of the triangle that a convex polygon takes, 0 for a line, a point or nothing. That of
// the triangle pqr is |det(p, q, r)|/(Σp·Σq·Σr).
func area(region []corner) *big.Rat {
	total := new(big.Rat)
	for i := 1; i+1 < len(region); i++ {
		p, q, r := region[0], region[i], region[i+1]
		det, size := new(big.Int), big.NewInt(1)
		for k := range 3 {
			l, m := (k+1)%3, (k+2)%3
			minor := new(big.Int).Mul(q[l], r[m])
			minor.Sub(minor, new(big.Int).Mul(q[m], r[l]))
			det.Add(det, minor.Mul(minor, p[k]))
		}
		for _, c := range []corner{p, q, r} {
			sum := new(big.Int).Add(c[0], c[1])
			size.Mul(size, sum.Add(sum, c[2]))
		}
		total.Add(total, new(big.Rat).SetFrac(det.Abs(det), size))
	}
	return total
}
