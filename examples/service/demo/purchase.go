package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// purchases are those of customers who joined within twelve weeks and were watched for 39, by the parameters that Fader,
// Hardie, Lee (2005) found for the customers of CDNOW, and their spending, in pesos, by those of Fader, Hardie (2013) for
// dollars, at about 20 pesos a dollar.
func purchases(ctx context.Context, db *store.Store, rng *rand.Rand, now time.Time) error {
	buying := lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}
	spending := lifetime.GammaGamma{P: 6.25, Q: 3.74, Gamma: 20 * 15.44}
	var all []store.Purchase
	for i := range demoCustomers {
		age := 39*lifetime.Week - lifetime.Span(rng.IntN(84))
		times, err := buying.Simulate(rng, age)
		if err != nil {
			return fmt.Errorf("demo: purchases: %w", err)
		}
		spend, err := spending.Simulate(rng, len(times)+1)
		if err != nil {
			return fmt.Errorf("demo: purchases: %w", err)
		}
		for _, t := range append([]lifetime.Span{0}, times...) {
			all = append(all, store.Purchase{
				Customer: fmt.Sprintf("demo-%04d", i+1), Minor: max(1, int64(100*spend.Mean)),
				At: now.Add(-time.Duration(float64(age-t) * float64(24*time.Hour))),
			})
		}
	}
	return db.AddPurchases(ctx, all)
}
