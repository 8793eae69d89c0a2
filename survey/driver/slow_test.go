package driver_test

import (
	"math/big"
)

// slowR2 is R² of the drivers at, by elimination in exact fractions with pivots.
func slowR2(r [][]float64, at []int) float64 {
	k := len(at)
	m := make([][]*big.Rat, k) // R | r
	for a, i := range at {
		m[a] = make([]*big.Rat, k+1)
		for b, j := range at {
			m[a][b] = new(big.Rat).SetFloat64(r[i][j])
		}
		m[a][k] = new(big.Rat).SetFloat64(r[i][0])
	}
	for c := range k {
		for a := range k {
			if a == c {
				continue
			}
			factor := new(big.Rat).Quo(m[a][c], m[c][c])
			for b := c; b <= k; b++ {
				m[a][b] = new(big.Rat).Sub(m[a][b], new(big.Rat).Mul(factor, m[c][b]))
			}
		}
	}
	total := new(big.Rat)
	for a, i := range at {
		beta := new(big.Rat).Quo(m[a][k], m[a][a])
		total.Add(total, beta.Mul(beta, new(big.Rat).SetFloat64(r[i][0])))
	}
	value, _ := total.Float64()
	return value
}

// slowLMG goes through all orders of the drivers and adds up what each brings when it comes.
func slowLMG(r [][]float64) []float64 {
	k := len(r) - 1
	shares, orders := make([]float64, k), 0.0
	cache := map[int]float64{}
	r2 := func(at []int) float64 {
		set := 0
		for _, i := range at {
			set |= 1 << i
		}
		if _, ok := cache[set]; !ok {
			cache[set] = slowR2(r, at)
		}
		return cache[set]
	}
	var walk func(order []int, left []int)
	walk = func(order, left []int) {
		if len(left) == 0 {
			orders++
			for i, d := range order {
				shares[d-1] += r2(order[:i+1]) - r2(order[:i])
			}
			return
		}
		for i, d := range left {
			rest := append(append([]int(nil), left[:i]...), left[i+1:]...)
			walk(append(append([]int(nil), order...), d), rest)
		}
	}
	all := make([]int, k)
	for i := range all {
		all[i] = i + 1
	}
	walk(nil, all)
	for i := range shares {
		shares[i] /= orders
	}
	return shares
}
