package main

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

func main() {
	fare := pricing.Price{
		Market: "Mexico", Brand: "ADO GL",
		Normal: pricing.MustMoney("1146.00 MXN"), Promo: pricing.MustMoney("572.00 MXN"),
	}
	depth, _ := fare.Depth()
	fmt.Println("saves", depth)

	kept, err := survey.Proportion(survey.Count{X: 57, N: 60}, survey.Options{})
	fmt.Printf("on time %.0f %%, %.1f to %.1f %% %v\n", 100*kept.Value, 100*kept.Interval.Low, 100*kept.Interval.High, err)
}
