package house_test

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/contractual"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

func retentionOf(margin, retention, growth, rate decimal.Decimal) lifetime.Retention {
	return lifetime.Retention{Margin: margin, Retention: retention, Growth: growth, Cash: lifetime.Cash{
		Rate: lifetime.Annual(rate), Period: lifetime.Month, Periods: 24, Timing: lifetime.Mid,
	}}
}

func lifetimeTable() map[string]places {
	half := decimal.New(5, -1)
	line := func(policies, profit decimal.Decimal) lifetime.Line {
		return lifetime.Line{Policies: policies, Profit: profit}
	}
	retention := func(call func(r lifetime.Retention) outcome) places {
		return places{
			func(d decimal.Decimal) outcome { return call(retentionOf(d, half, half, half)) },
			func(d decimal.Decimal) outcome { return call(retentionOf(half, d, half, half)) },
			func(d decimal.Decimal) outcome { return call(retentionOf(half, half, d, half)) },
			func(d decimal.Decimal) outcome { return call(retentionOf(half, half, half, d)) },
		}
	}
	return map[string]places{
		"lifetime.Annual": one(func(d decimal.Decimal) outcome { return refuses(lifetime.Annual(d).Over(lifetime.Week)) }),
		"lifetime.AtRisk": {
			func(d decimal.Decimal) outcome { return refuses(lifetime.AtRisk(d, 3, half)) },
			func(d decimal.Decimal) outcome { return refuses(lifetime.AtRisk(half, 3, d)) },
		},
		"lifetime.Rate.Force": one(func(d decimal.Decimal) outcome { return refuses(lifetime.Annual(d).Force(lifetime.Week)) }),
		"lifetime.Rate.Over":  one(func(d decimal.Decimal) outcome { return refuses(lifetime.Annual(d).Over(lifetime.Month)) }),
		"lifetime.Retention.Loss": append(retention(func(r lifetime.Retention) outcome { return refuses(r.Loss(decimal.New(1, -2))) }),
			func(d decimal.Decimal) outcome { return refuses(retentionOf(half, half, half, half).Loss(d)) }),
		"lifetime.Retention.Value": retention(func(r lifetime.Retention) outcome { return refuses(r.Value()) }),
		"lifetime.Tenure": {
			func(d decimal.Decimal) outcome { return refuses(lifetime.Tenure(d, line(half, half))) },
			func(d decimal.Decimal) outcome { return refuses(lifetime.Tenure(half, line(d, half))) },
			func(d decimal.Decimal) outcome {
				return refuses(lifetime.Tenure(half, line(half, half), line(half, d)))
			},
		},
	}
}

// modelTable has the functions of the models, whose only decimal is the rate, and money.
func modelTable() map[string]places {
	h := lifetime.History{X: 2, Tx: 30, T: 60}
	cash := func(d decimal.Decimal) lifetime.Cash {
		return lifetime.Cash{Rate: lifetime.Annual(d), Period: lifetime.Month, Periods: 12}
	}
	bg := lifetime.BGNBD{Unit: lifetime.Week, R: 1, Alpha: 4, A: 1, B: 2}
	all := map[string]places{
		"lifetime.CLV": {
			func(d decimal.Decimal) outcome { return refuses(lifetime.CLV(bg, h, d, cash(decimal.New(1, -1)))) },
			func(d decimal.Decimal) outcome { return refuses(lifetime.CLV(bg, h, decimal.New(5, 0), cash(d))) },
		},
		"lifetime.DET": one(func(d decimal.Decimal) outcome { return refuses(lifetime.DET(bg, h, cash(d))) }),
		"lifetime.Erosion": one(func(d decimal.Decimal) outcome {
			before, after, err := lifetime.Erosion(bg, h, 0.1, lifetime.Annual(d))
			return refuses([2]float64{before, after}, err)
		}),
		"lifetime.Score": one(func(d decimal.Decimal) outcome {
			return refuses(lifetime.Score(bg, []lifetime.History{h}, lifetime.Week, cash(d)))
		}),
	}
	for name, m := range map[string]lifetime.Model{
		"BGNBD": bg, "MBGNBD": lifetime.MBGNBD(bg), "NBD": lifetime.NBD{Unit: lifetime.Week, R: 1, Alpha: 4},
		"ParetoNBD": lifetime.ParetoNBD{Unit: lifetime.Week, R: 1, Alpha: 4, S: 2, Beta: 3},
		"BGBB":      lifetime.BGBB{Unit: lifetime.Day, Alpha: 1, Beta: 4, Gamma: 2, Delta: 3},
	} {
		all["lifetime."+name+".DERT"] = one(func(d decimal.Decimal) outcome { return refuses(m.DERT(h, lifetime.Annual(d))) })
	}
	maps.Copy(all, renewalTable("SBG", contractual.SBG{Period: lifetime.Year, Alpha: 1, Beta: 2}))
	maps.Copy(all, renewalTable("BdW", contractual.BdW{Period: lifetime.Year, Alpha: 1, Beta: 2, C: 1.2}))
	maps.Copy(all, logTable())
	return all
}

// renewals is what both contractual models have.
type renewals interface {
	DEL(d lifetime.Rate) (float64, error)
	DERL(d lifetime.Rate, paid int) (float64, error)
	Elasticity(d lifetime.Rate, paid int) (float64, error)
	Erosion(d lifetime.Rate, paid int, worse float64) (before, after float64, err error)
}

func renewalTable(name string, m renewals) map[string]places {
	name = "lifetime/contractual." + name
	return map[string]places{
		name + ".DEL":        one(func(d decimal.Decimal) outcome { return refuses(m.DEL(lifetime.Annual(d))) }),
		name + ".DERL":       one(func(d decimal.Decimal) outcome { return refuses(m.DERL(lifetime.Annual(d), 2)) }),
		name + ".Elasticity": one(func(d decimal.Decimal) outcome { return refuses(m.Elasticity(lifetime.Annual(d), 2)) }),
		name + ".Erosion": one(func(d decimal.Decimal) outcome {
			before, after, err := m.Erosion(lifetime.Annual(d), 2, 0.1)
			return refuses([2]float64{before, after}, err)
		}),
	}
}

func logTable() map[string]places {
	sum := func(l *rfm.Log, err error) (any, error) {
		if err != nil {
			return nil, err
		}
		data, err := l.MarshalBinary()
		return data, err
	}
	return map[string]places{
		"lifetime/rfm.Log.Add": one(func(d decimal.Decimal) outcome {
			var l rfm.Log
			err := l.Add("a", 1, d)
			return refuses(sum(&l, err))
		}),
		"lifetime/rfm.Log.AddAll": one(func(d decimal.Decimal) outcome {
			var l rfm.Log
			err := l.AddAll(slices.Values([]rfm.Transaction{{Customer: "a", On: 1, Amount: d}}))
			return refuses(sum(&l, err))
		}),
	}
}

func lifetimeStructs() map[string]any {
	holder := seeds.AgencyPolicyholder()
	return map[string]any{
		"lifetime.Cash":             lifetime.Cash{},
		"lifetime.Line":             holder.Lines[0],
		"lifetime.Rate":             lifetime.Rate{},
		"lifetime.Retention":        lifetime.Retention{},
		"lifetime.BGBB":             lifetime.BGBB{},
		"lifetime.BGNBD":            lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426},
		"lifetime.Estimate":         lifetime.Estimate{Name: "r", Bound: lifetime.AtZero},
		"lifetime.Fit":              lifetime.Fit[lifetime.NBD]{},
		"lifetime.FitOptions":       lifetime.FitOptions{Start: []float64{1, 2}},
		"lifetime.GammaGamma":       lifetime.GammaGamma{P: 6.25},
		"lifetime.History":          lifetime.History{X: 2, Tx: 213, T: 272},
		"lifetime.MBGNBD":           lifetime.MBGNBD{},
		"lifetime.NBD":              lifetime.NBD{},
		"lifetime.ParetoNBD":        lifetime.ParetoNBD{},
		"lifetime.Prediction":       lifetime.Prediction{},
		"lifetime.Spend":            lifetime.Spend{X: 1, Mean: 0.1},
		"lifetime/contractual.BdW":  contractual.BdW{},
		"lifetime/contractual.SBG":  contractual.SBG{Period: lifetime.Year, Alpha: 0.7},
		"lifetime/rfm.Accuracy":     rfm.Accuracy{Lift: []float64{1}},
		"lifetime/rfm.Customer":     rfm.Customer{ID: "a", First: 7},
		"lifetime/rfm.FrequencyBin": rfm.FrequencyBin{},
		"lifetime/rfm.HoldoutBin":   rfm.HoldoutBin{},
		"lifetime/rfm.Options":      rfm.Options{Cut: 9},
		"lifetime/rfm.TrackPoint":   rfm.TrackPoint{On: 3},
		"lifetime/rfm.Transaction":  rfm.Transaction{Customer: "a", On: 1},
	}
}
