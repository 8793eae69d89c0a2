package main

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

func main() {
	fare := pricing.Price{Normal: pricing.MustMoney("1146.00 MXN"), Promo: pricing.MustMoney("572.00 MXN")}
	saved, _ := fare.Depth()
	kept, _ := survey.Proportion(survey.Count{X: 57, N: 60}, survey.Options{})
	fmt.Printf("saves %v; %.0f %% on time, %.1f to %.1f %%\n", saved, 100*kept.Value, 100*kept.Interval.Low, 100*kept.Interval.High)
}
