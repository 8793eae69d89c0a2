package seeds

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// CarServicePlan returns the surviving stages of [CarService] as actions, each after the one before it. What a customer
// expects of a stage is its why, what the adviser does its how. That the last stage leads back to the first is no link: it
// is the next turn of the cycle.
func CarServicePlan() actionplan.Plan {
	process := CarService()
	p := actionplan.Plan{
		ID: id("carservice/plan"), Version: 1, Title: process.Name,
		Notes: []string{
			fmt.Sprintf("of %d stages %d survive in the source", process.Planned, len(process.Stages)),
			Derived + "the adviser who answers for each stage, and that one stage follows the other across those that are lost",
		},
	}
	for i, stage := range process.Stages {
		code := actionplan.Code(fmt.Sprintf("stage%d", stage.Number))
		p.Actions = append(p.Actions, actionplan.Action{
			Code: code, What: []string{stage.Title}, Why: stage.Expectations, How: stage.Actions,
			Accountable: Derived + "service adviser",
		})
		if i > 0 {
			p.Links = append(p.Links, actionplan.Link{From: p.Actions[i-1].Code, To: code})
		}
	}
	return p
}
