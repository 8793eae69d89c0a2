package house_test

import (
	"encoding/json"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/contractual"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/staffing"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/swot"
	"github.com/seed-4ccf82d5/servicequality/swot/mcdm"
)

// declared are the structs that are written as JSON, each by a value: the cases' where they hold one, else the zero value.
func declared() map[string]any {
	matrix, plan, promises, sheet := seeds.ADOMatrix(), seeds.ADOPlan(), seeds.ADOPromises(), seeds.ADOPrices()
	form := seeds.ADOQuestionnaire(seeds.OCC, seeds.Mexico)
	decision, _ := matrix.Decision(swot.DefaultCriteria()) // the tests of seeds show that it is valid
	ranking, _ := swot.WeightedSum(decision)
	report, _ := promise.EvaluateTallies(promises[0], map[string]promise.Tally{"delay": {Kept: 1, Total: 2}}, promise.Options{})
	holder := seeds.AgencyPolicyholder()
	return map[string]any{
		"actionplan.Action": plan.Actions[0], "actionplan.Contingency": plan.Actions[0].Contingencies[0],
		"actionplan.Estimate": actionplan.Estimate{}, "actionplan.Indicator": plan.Actions[0].Indicators[0], "actionplan.Link": plan.Links[0],
		"actionplan.Message": plan.Actions[0].Messages[0], "actionplan.Plan": plan, "actionplan.Ref": plan.Actions[0].Refs[0],
		"actionplan/calendar.Calendar": calendar.Calendar{}, "actionplan/calendar.Holiday": calendar.Holiday{}, "actionplan/calendar.Span": calendar.Span{},
		"lifetime.Cash": lifetime.Cash{}, "lifetime.Line": holder.Lines[0], "lifetime.Rate": lifetime.Rate{}, "lifetime.Retention": lifetime.Retention{},
		"lifetime.BGBB": lifetime.BGBB{}, "lifetime.BGNBD": lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426},
		"lifetime.Estimate": lifetime.Estimate{Name: "r", Bound: lifetime.AtZero}, "lifetime.Fit": lifetime.Fit[lifetime.NBD]{},
		"lifetime.FitOptions": lifetime.FitOptions{Start: []float64{1, 2}}, "lifetime.GammaGamma": lifetime.GammaGamma{P: 6.25},
		"lifetime.History": lifetime.History{X: 2, Tx: 213, T: 272}, "lifetime.MBGNBD": lifetime.MBGNBD{}, "lifetime.NBD": lifetime.NBD{},
		"lifetime.ParetoNBD": lifetime.ParetoNBD{}, "lifetime.Prediction": lifetime.Prediction{}, "lifetime.Spend": lifetime.Spend{X: 1, Mean: 0.1},
		"lifetime/contractual.BdW": contractual.BdW{}, "lifetime/contractual.SBG": contractual.SBG{Period: lifetime.Year, Alpha: 0.7},
		"lifetime/rfm.Accuracy": rfm.Accuracy{Lift: []float64{1}}, "lifetime/rfm.Customer": rfm.Customer{ID: "a", First: 7},
		"lifetime/rfm.FrequencyBin": rfm.FrequencyBin{}, "lifetime/rfm.HoldoutBin": rfm.HoldoutBin{}, "lifetime/rfm.Options": rfm.Options{Cut: 9},
		"lifetime/rfm.TrackPoint": rfm.TrackPoint{On: 3}, "lifetime/rfm.Transaction": rfm.Transaction{Customer: "a", On: 1},
		"pricing.Price": sheet[0], "pricing.Ref": pricing.Ref{},
		"pricing/promotion.Promotion":       promotion.Promotion{Name: "MX50", Give: promotion.PercentOff{Off: pricing.MustPercent("50")}},
		"pricing/promotion.AdvanceOff":      promotion.AdvanceOff{},
		"pricing/promotion.AdvancePurchase": promotion.AdvancePurchase{}, "pricing/promotion.All": promotion.All{},
		"pricing/promotion.AmountOff": promotion.AmountOff{}, "pricing/promotion.Any": promotion.Any{},
		"pricing/promotion.Band": promotion.Band{}, "pricing/promotion.BuyGet": promotion.BuyGet{},
		"pricing/promotion.Calendar": promotion.Calendar{}, "pricing/promotion.Customer": promotion.Customer{},
		"pricing/promotion.Fact": promotion.Fact{}, "pricing/promotion.Fence": promotion.Fence{},
		"pricing/promotion.FixedPrice": promotion.FixedPrice{}, "pricing/promotion.Limits": promotion.Limits{},
		"pricing/promotion.Match": promotion.Match{}, "pricing/promotion.Not": promotion.Not{},
		"pricing/promotion.PercentOff": promotion.PercentOff{}, "pricing/promotion.Quantity": promotion.Quantity{},
		"pricing/promotion.Spend": promotion.Spend{}, "pricing/promotion.Tier": promotion.Tier{},
		"pricing/promotion.Tiered": promotion.Tiered{},
		"promise.Attribute":        promises[0].Attributes[0], "promise.AttributeResult": report.Attributes[0], "promise.Interval": promise.Interval{},
		"promise.Key": promises[0].Key, "promise.Observation": promise.Observation{}, "promise.Promise": promises[0], "promise.Ref": promise.Ref{},
		"promise.Report": report, "promise.SpecResult": report.Attributes[0].Specs[0], "promise.Specification": promises[0].Attributes[0].Specs[0],
		"promise.Tally": promise.Tally{}, "promise.Target": promises[0].Attributes[0].Specs[0].Target,
		"promise/staffing.Abandonment": staffing.Abandonment{}, "promise/staffing.Goal": staffing.Goal{Level: 0.8}, "promise/staffing.Load": staffing.Load{Arrivals: 0.1},
		"promise/staffing.Performance": staffing.Performance{},
		"survey.Base":                  survey.Base{}, "survey.Count": survey.Count{}, "survey.Estimate": survey.Estimate{}, "survey.Interval": survey.Interval{},
		"survey.Promised": seeds.ADOPromisedMarks(seeds.OCC, seeds.Mexico)[0], "survey.PromiseGap": survey.PromiseGap{},
		"survey.Question": form.Questions[6], "survey.Questionnaire": form, "survey.Ref": form.Questions[0].Promise,
		"survey.Response": survey.Response{}, "survey.Scale": survey.Scale{Min: 1, Max: 5},
		"swot/mcdm.Agreement": mcdm.Agreement{}, "swot/mcdm.Influence": mcdm.Influence{}, "swot/mcdm.Preference": mcdm.Preference{Shape: mcdm.Linear},
		"swot/mcdm.Problem": mcdm.Problem{Values: [][]float64{{0.1, 2}}}, "swot/mcdm.Result": mcdm.Result{}, "swot/mcdm.TOPSISOptions": mcdm.TOPSISOptions{},
		"swot.Coverage": matrix.Coverage(), "swot.Criterion": decision.Criteria[0], "swot.Decision": decision, "swot.Evidence": matrix.Factors[0].Evidence[0], "swot.Factor": matrix.Factors[0],
		"swot.Matrix": matrix, "swot.Objective": matrix.Strategies[0].Objectives[0], "swot.Part": ranking.Places[0].Parts[0],
		"swot.Place": ranking.Places[0], "swot.Ranking": ranking, "swot.Ref": matrix.Strategies[0].Embodied[0], "swot.Strategy": matrix.Strategies[0],
	}
}

// TestJSON_table: the table has an entry for every exported struct with JSON names, and no other.
func TestJSON_table(t *testing.T) {
	var names []string
	for _, p := range sources(t) {
		if !p.importable() {
			continue
		}
		scope := p.types.Scope()
		for _, name := range scope.Names() {
			object := scope.Lookup(name)
			under, ok := object.Type().Underlying().(*types.Struct)
			if _, isType := object.(*types.TypeName); !isType || !ok || !object.Exported() || under.NumFields() == 0 {
				continue
			}
			if _, tagged := reflect.StructTag(under.Tag(0)).Lookup("json"); tagged {
				names = append(names, p.path()+"."+name)
			}
		}
	}
	slices.Sort(names)
	assert.Equal(t, names, slices.Sorted(maps.Keys(declared())))
}

// TestJSON_roundTrip: encoded, decoded and encoded again, each value and each zero value gives the same bytes.
func TestJSON_roundTrip(t *testing.T) {
	for name, value := range declared() {
		for _, v := range []any{value, reflect.Zero(reflect.TypeOf(value)).Interface()} {
			first, err := json.Marshal(v)
			require.NoError(t, err, name)
			back := reflect.New(reflect.TypeOf(v))
			require.NoError(t, json.Unmarshal(first, back.Interface()), name)
			again, err := json.Marshal(back.Elem().Interface())
			require.NoError(t, err, name)
			assert.Equal(t, string(first), string(again), name)
		}
	}
}
