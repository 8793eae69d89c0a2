package ahp

import (
	"cmp"
	"fmt"
	"slices"
)

// A FactorPriority is what a factor of a SWOT matrix weighs. The zero value is empty.
type FactorPriority struct {
	Group  string  `json:"group"` // "S", "W", "O" or "T"
	Factor string  `json:"factor"`
	Local  float64 `json:"local"`  // within its group
	Global float64 `json:"global"` // over all groups
}

// An AWOTResult weighs a SWOT matrix. The zero value is empty.
type AWOTResult struct {
	Groups   Result            `json:"groups"`
	Local    map[string]Result `json:"local"`    // by group
	Factors  []FactorPriority  `json:"factors"`  // by Global, falling; ties in the order of groups and factors
	Internal float64           `json:"internal"` // (S - W)/(S + W) of the groups' weights, -1 to 1; 0 where neither is compared
	External float64           `json:"external"` // (O - T)/(O + T)
}

// AWOT weighs the groups of a SWOT matrix against each other and the factors within each group, and multiplies them.
// Internal and External are a summary of this package's own: above 0 what helps outweighs what hurts.
//
// It returns [ErrElements] for a group that is not "S", "W", "O" or "T", a group without factors or factors without a
// group, and the errors of [Comparison.Priorities] with the group. Reference: Kurttila, Pesonen, Kangas, Kajanus (2000),
// Utilizing the Analytic Hierarchy Process (AHP) in SWOT Analysis, Forest Policy and Economics 1.
func AWOT(groups Comparison, factors map[string]Comparison, opt Options) (AWOTResult, error) {
	weights := map[string]float64{}
	result := AWOTResult{Local: map[string]Result{}}
	var err error
	if result.Groups, err = groups.priorities(opt); err != nil {
		return AWOTResult{}, fmt.Errorf("ahp: A'WOT: groups: %w", err)
	}
	for i, group := range result.Groups.Elements {
		local, known := factors[group]
		if !known || !slices.Contains([]string{"S", "W", "O", "T"}, group) {
			return AWOTResult{}, fmt.Errorf("ahp: A'WOT: group %.40q: %w", group, ErrElements)
		}
		r, err := local.priorities(opt)
		if err != nil {
			return AWOTResult{}, fmt.Errorf("ahp: A'WOT: group %s: %w", group, err)
		}
		weights[group], result.Local[group] = result.Groups.Weights[i], r
		for j, factor := range r.Elements {
			result.Factors = append(result.Factors, FactorPriority{group, factor, r.Weights[j], weights[group] * r.Weights[j]})
		}
	}
	if len(factors) != len(weights) {
		return AWOTResult{}, fmt.Errorf("ahp: A'WOT: factors of %d groups, %d compared: %w", len(factors), len(weights), ErrElements)
	}
	slices.SortStableFunc(result.Factors, func(a, b FactorPriority) int { return cmp.Compare(b.Global, a.Global) })
	result.Internal, result.External = balance(weights["S"], weights["W"]), balance(weights["O"], weights["T"])
	return result, nil
}

// balance returns how far what helps outweighs what hurts, -1 to 1.
func balance(helps, hurts float64) float64 {
	if helps+hurts == 0 {
		return 0
	}
	return (helps - hurts) / (helps + hurts)
}
