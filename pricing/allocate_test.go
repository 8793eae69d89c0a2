package pricing_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// units returns the minor units of amounts.
func units(amounts []pricing.Money) []int64 {
	var out []int64
	for _, amount := range amounts {
		out = append(out, amount.Minor())
	}
	return out
}

func TestAllocate(t *testing.T) { // by hand
	for _, c := range []struct {
		name    string
		total   int64
		weights []int64
		opt     pricing.AllocateOptions
		parts   []int64
		rest    int64
	}{
		{"odd unit to whoever was cut most", 100, []int64{1, 2}, pricing.AllocateOptions{}, []int64{33, 67}, 0},
		{"ties to the earlier", 100, []int64{1, 1, 1}, pricing.AllocateOptions{}, []int64{34, 33, 33}, 0},
		{"first lines", 101, []int64{1, 2, 3}, pricing.AllocateOptions{Leftover: pricing.FirstLines}, []int64{17, 34, 50}, 0},
		{"last lines", 101, []int64{1, 2, 3}, pricing.AllocateOptions{Leftover: pricing.LastLines}, []int64{16, 34, 51}, 0},
		{"sign", -100, []int64{1, 2}, pricing.AllocateOptions{}, []int64{-33, -67}, 0},
		{"no weight gets nothing", 5, []int64{0, 1, 0}, pricing.AllocateOptions{}, []int64{0, 5, 0}, 0},
		{"all weights 0", 5, []int64{0, 0}, pricing.AllocateOptions{}, []int64{0, 0}, 5},
		{"no weights", 5, nil, pricing.AllocateOptions{}, nil, 5},
		{"caps", 100, []int64{1, 1, 1}, pricing.AllocateOptions{Caps: []pricing.Money{minor(t, 10), minor(t, 100), minor(t, 100)}}, []int64{10, 45, 45}, 0},
		{"all caps bind", 100, []int64{1, 1}, pricing.AllocateOptions{Caps: []pricing.Money{minor(t, 10), minor(t, 20)}}, []int64{10, 20}, 70},
		{"step", 103, []int64{1, 1}, pricing.AllocateOptions{Step: 5}, []int64{50, 50}, 3},
		{"step with leftover", 105, []int64{1, 1}, pricing.AllocateOptions{Step: 5}, []int64{55, 50}, 0},
		{"a cap between steps", 100, []int64{1, 1}, pricing.AllocateOptions{Step: 10, Caps: []pricing.Money{minor(t, 45), minor(t, 200)}}, []int64{40, 60}, 0},
	} {
		parts, rest, err := pricing.Allocate(minor(t, c.total), c.weights, c.opt)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.parts, units(parts), c.name)
		assert.Equal(t, c.rest, rest.Minor(), c.name)
	}
}

func TestAllocate_faults(t *testing.T) {
	one := minor(t, 1)
	for name, c := range map[string]struct {
		weights []int64
		opt     pricing.AllocateOptions
		cause   error
	}{
		"weight below 0": {[]int64{1, -1}, pricing.AllocateOptions{}, pricing.ErrWeight},
		"weights beyond": {[]int64{math.MaxInt64, 1}, pricing.AllocateOptions{}, pricing.ErrRange},
		"caps too few":   {[]int64{1, 1}, pricing.AllocateOptions{Caps: []pricing.Money{one}}, pricing.ErrLimit},
		"cap below 0":    {[]int64{1}, pricing.AllocateOptions{Caps: []pricing.Money{minor(t, -1)}}, pricing.ErrRange},
		"cap in dollars": {[]int64{1}, pricing.AllocateOptions{Caps: []pricing.Money{pricing.MustMoney("1 USD")}}, pricing.ErrMismatch},
		"step below 0":   {[]int64{1}, pricing.AllocateOptions{Step: -1}, pricing.ErrRange},
		"leftover":       {[]int64{1}, pricing.AllocateOptions{Leftover: 9}, pricing.ErrRange},
	} {
		_, _, err := pricing.Allocate(one, c.weights, c.opt)
		assert.ErrorIs(t, err, c.cause, name)
	}
}

func TestAllocate_extremes(t *testing.T) {
	parts, rest, err := pricing.Allocate(minor(t, math.MinInt64), []int64{math.MaxInt64}, pricing.AllocateOptions{})
	require.NoError(t, err)
	assert.Equal(t, []int64{math.MinInt64}, units(parts))
	assert.Zero(t, rest.Minor())
	parts, _, err = pricing.Allocate(minor(t, math.MaxInt64), []int64{math.MaxInt64 - 1, 1}, pricing.AllocateOptions{})
	require.NoError(t, err)
	assert.Equal(t, []int64{math.MaxInt64 - 1, 1}, units(parts))
}

// TestAllocate_oracle: without caps, exact fractions sorted by what was cut.
func TestAllocate_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(0, 1e6).Draw(t, "total")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 50), 1, 20).Draw(t, "weights")
		parts, rest, err := pricing.Allocate(minor(t, total), weights, pricing.AllocateOptions{})
		require.NoError(t, err)
		sum := int64(0)
		for _, weight := range weights {
			sum += weight
		}
		if sum == 0 {
			assert.Equal(t, total, rest.Minor())
			return
		}
		assert.Equal(t, slowHamilton(total, weights, sum), units(parts))
		mirrored, _, err := pricing.Allocate(minor(t, -total), weights, pricing.AllocateOptions{})
		require.NoError(t, err)
		for i, part := range units(mirrored) {
			assert.Equal(t, -parts[i].Minor(), part, "symmetric in sign")
		}
	})
}

func slowHamilton(total int64, weights []int64, sum int64) []int64 {
	parts, order, left := make([]int64, len(weights)), make([]int, len(weights)), total
	cut := make([]*big.Rat, len(weights))
	for i, weight := range weights {
		share := big.NewRat(total*weight, sum)
		parts[i] = new(big.Int).Quo(share.Num(), share.Denom()).Int64()
		cut[i] = share.Sub(share, big.NewRat(parts[i], 1))
		left -= parts[i]
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cut[b].Cmp(cut[a]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}

// TestAllocate_caps: parts and rest sum to the total, no part passes its cap, and nothing is left while a cap has room for
// a step.
func TestAllocate_caps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(-1e5, 1e5).Draw(t, "total")
		n := rapid.IntRange(1, 20).Draw(t, "n")
		opt := pricing.AllocateOptions{Step: rapid.Int64Range(1, 7).Draw(t, "step"), Leftover: pricing.Leftover(rapid.IntRange(0, 2).Draw(t, "leftover"))}
		var weights []int64
		for range n {
			weights = append(weights, rapid.Int64Range(0, 9).Draw(t, "weight"))
			opt.Caps = append(opt.Caps, minor(t, rapid.Int64Range(0, 2e4).Draw(t, "cap")))
		}
		parts, rest, err := pricing.Allocate(minor(t, total), weights, opt)
		require.NoError(t, err)
		sum := rest.Minor()
		for i, part := range units(parts) {
			sum += part
			room := opt.Caps[i].Minor() - max(part, -part)
			assert.GreaterOrEqual(t, room, int64(0), "cap of %d", i)
			assert.Zero(t, part%opt.Step)
			if weights[i] == 0 {
				assert.Zero(t, part)
			} else if room >= opt.Step {
				assert.Less(t, max(rest.Minor(), -rest.Minor()), opt.Step, "left over while %d has room", i)
			}
		}
		assert.Equal(t, total, sum)
	})
}
