package seeds_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
	"github.com/seed-4ccf82d5/servicequality/promise/process"
	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/swot"
)

func TestADODeclarations_valid(t *testing.T) {
	assert.NoError(t, seeds.ADOMatrix().Validate())
	assert.NoError(t, seeds.ADOPlan().Validate())
	assert.NoError(t, seeds.ADOPrices().Validate())
	assert.NoError(t, seeds.ADOAdvancePurchase().Validate())
	for _, p := range seeds.ADOPromises() {
		assert.NoError(t, p.Validate(), "%v", p.Key)
		assert.NoError(t, seeds.ADOQuestionnaire(p.Key.Brand, p.Key.Market).Validate())
	}
}

// TestADOPrices_depths: savings by hand from article 000's tables, to four digits.
func TestADOPrices_depths(t *testing.T) {
	want := []string{"31.6456 %", "25.9259 %", "26.9231 %", "42.1801 %", "23.0159 %", "", "50 %", "50.0873 %", "50.0699 %"}
	for i, price := range seeds.ADOPrices() {
		depth, ok := price.Depth()
		require.Equal(t, want[i] != "", ok, "%s %s", price.Market, price.Brand)
		if ok {
			assert.Equal(t, want[i], depth.String())
		}
	}
}

// TestADOPrices_sums: 7962.00 and 5252.00 by hand from article 000's tables.
func TestADOPrices_sums(t *testing.T) {
	var normal, promo []pricing.Money
	for _, price := range seeds.ADOPrices() {
		normal, promo = append(normal, price.Normal), append(promo, price.Promo)
	}
	assert.Equal(t, "7962.00 MXN", sum(t, normal))
	assert.Equal(t, "5252.00 MXN", sum(t, promo))
}

func sum(t *testing.T, amounts []pricing.Money) string {
	t.Helper()
	var total pricing.Money
	for _, amount := range amounts {
		var err error
		total, err = total.Add(amount)
		require.NoError(t, err)
	}
	return total.String()
}

// TestADOClaim: "up to 50 %" is true in the market of Mexico alone.
func TestADOClaim(t *testing.T) {
	claims, err := seeds.ADOPrices().CheckClaim(seeds.ADOClaim())
	require.NoError(t, err)
	holds := map[string]bool{}
	for _, claim := range claims {
		holds[claim.Market] = claim.True()
	}
	assert.Equal(t, map[string]bool{seeds.Tapachula: false, seeds.Puebla: false, seeds.Mexico: true, "": true}, holds)
}

// TestADOAdvancePurchase: quoted 40 days ahead it gives half of the article's normal prices in the market of Mexico, which
// its promotional prices are within 1.00 of; nothing in the others, nor for a day before the first, nor at Easter.
func TestADOAdvancePurchase(t *testing.T) {
	early := seeds.ADOAdvancePurchase()
	assert.Equal(t, seeds.ADOMatrix().StrategyRef("ST1").ID, early.Refs[0].ID)
	assert.Equal(t, seeds.ADOPlan().ActionRef("A1").ID, early.Refs[1].ID)
	assert.Empty(t, quote.Audit([]promotion.Promotion{early}, quote.Policy{}))
	at := time.Date(2013, 1, 1, 0, 0, 0, 0, seeds.ADOZone())
	total := func(price pricing.Price, at, departs time.Time) pricing.Money {
		c := quote.Cart{At: at, Lines: []quote.Line{{ID: "seat", Unit: price.Normal, Units: 1, Market: price.Market, Brand: price.Brand, Departs: departs}}}
		r, err := quote.Quote(c, []promotion.Promotion{early}, nil, quote.Policy{})
		require.NoError(t, err)
		require.NoError(t, r.Verify())
		return r.Total
	}
	for _, price := range seeds.ADOPrices() {
		got := total(price, at, at.AddDate(0, 0, 40))
		if price.Market != seeds.Mexico {
			assert.Equal(t, price.Normal, got)
			continue
		}
		over, err := got.Sub(price.Promo)
		require.NoError(t, err)
		assert.Contains(t, []string{"0.00 MXN", "1.00 MXN"}, over.String(), price.Brand)
		assert.Equal(t, price.Normal, total(price, at.Add(-1), at.AddDate(0, 0, 40)))
		assert.Equal(t, price.Normal, total(price, at, time.Date(2013, 3, 23, 0, 0, 0, 0, seeds.ADOZone())))
	}
}

func TestADOPromises_nineAttributesEach(t *testing.T) {
	all := seeds.ADOPromises()
	require.Len(t, all, 9)
	for _, p := range all {
		assert.Len(t, p.Attributes, 9)
		for _, attribute := range p.Attributes {
			for _, spec := range attribute.Specs { // article 000 gives seats and screens only
				given := spec.Code == "seats" || spec.Code == "screens"
				assert.Equal(t, !given, strings.HasPrefix(spec.Text, seeds.Derived), "%s", spec.Code)
			}
		}
	}
}

func TestADOMatrix_externalFactorsAreAssumed(t *testing.T) {
	for _, f := range seeds.ADOMatrix().Factors {
		if !f.Kind.Internal() {
			assert.True(t, f.Assumed, "article 000 prints no opportunity or threat, so %s is assumed", f.Code)
		}
	}
}

// TestADOMatrix_quadrants: the code of each strategy says what its factors make of it.
func TestADOMatrix_quadrants(t *testing.T) {
	m := seeds.ADOMatrix()
	for _, s := range m.Strategies {
		quadrant, err := m.Quadrant(s.Code)
		require.NoError(t, err)
		assert.Equal(t, s.Code[:2], quadrant.String())
	}
}

// TestADOPlan_sheet holds the article's row "when" and row "who" against the plan.
func TestADOPlan_sheet(t *testing.T) {
	sheet, ok := seeds.ADOPlan().Action("A1")
	require.True(t, ok)
	assert.Equal(t, "2013-01-01", sheet.Due.String())
	assert.Equal(t, "01/01/13", sheet.DueText)
	assert.Equal(t, []string{"general director", "commercial director"}, sheet.Responsible)
	assert.Empty(t, sheet.Accountable, "the source names no sole owner")
	assert.Len(t, sheet.What, 2)
	assert.Len(t, sheet.Why, 2)
	assert.Len(t, sheet.How, 3)
	assert.Len(t, sheet.Contingencies, 1)
}

// TestADOReferences: every reference is written as the aggregate that it points to writes it.
func TestADOReferences(t *testing.T) {
	m, plan := seeds.ADOMatrix(), seeds.ADOPlan()
	for _, action := range plan.Actions {
		for _, ref := range action.Refs {
			_, code, _ := strings.Cut(ref.ID, "/")
			_, err := m.Strategy(code)
			require.NoError(t, err)
			assert.Equal(t, swot.Ref(ref), m.StrategyRef(code))
		}
	}
	known := map[string]bool{}
	for _, p := range seeds.ADOPromises() {
		for _, attribute := range p.Attributes {
			known[p.AttributeRef(attribute.Code).ID] = true
			for _, ref := range attribute.Refs {
				_, code, _ := strings.Cut(ref.ID, "/")
				assert.Equal(t, plan.ActionRef(actionplan.Code(code)), actionplan.Ref(ref))
			}
		}
	}
	findings := map[string]bool{}
	for _, brand := range seeds.ADOBrands() {
		q := seeds.ADOQuestionnaire(brand, seeds.Mexico)
		for _, question := range q.Questions {
			findings[q.FindingRef(question.ID).ID] = true
			if question.Promise.ID != "" {
				assert.True(t, known[question.Promise.ID], question.Promise.ID)
			}
		}
	}
	for _, f := range m.Factors {
		if f.Attribute.ID != "" {
			assert.True(t, known[f.Attribute.ID], f.Attribute.ID)
		}
		for _, evidence := range f.Evidence {
			if evidence.Ref.ID != "" {
				assert.True(t, findings[evidence.Ref.ID], evidence.Ref.ID)
			}
		}
	}
}

func TestADOPromisedMarks_oneAnAttributeOfTheBasePromise(t *testing.T) {
	marks := seeds.ADOPromisedMarks(seeds.OCC, seeds.Puebla)
	require.Len(t, marks, 4)
	assert.Equal(t, "3.8", marks[0].Level.StringFixed(1))
}

// TestCarService: article 001 announces 14 stages, of which 1, 2, 4, 5 and 14 survive; stage 1 has 4 expectations and
// 19 actions, stage 14 has 2 and 3.
func TestCarService(t *testing.T) {
	blueprint := seeds.CarService()
	require.NoError(t, blueprint.Validate())
	assert.Equal(t, 14, blueprint.Planned)
	var numbers []int
	for _, stage := range blueprint.Stages {
		numbers = append(numbers, stage.Number)
	}
	assert.Equal(t, []int{1, 2, 4, 5, 14}, numbers)
	first, last := blueprint.Stages[0], blueprint.Stages[4]
	assert.Len(t, first.Expectations, 4)
	assert.Len(t, first.Actions, 19)
	assert.Len(t, last.Expectations, 2)
	assert.Len(t, last.Actions, 3)
	g, err := process.New(blueprint)
	require.NoError(t, err)
	assert.Equal(t, []int{3, 6, 7, 8, 9, 10, 11, 12, 13}, g.MissingNumbers())
	assert.Equal(t, [][]string{{"agree", "prepare", "receive", "instruct", "contact"}}, g.Loops(), "the customer who is won back")
	_, err = g.Chain()
	assert.ErrorIs(t, err, process.ErrInvalid, "the article says nothing of how a case ends")
	for i, priority := range seeds.ServicePriorities() {
		assert.Equal(t, process.Priority(i+1), priority)
	}
	assert.Len(t, seeds.ServicePriorities(), 8)
}

// TestSigmaLevels: article 002 gives flying 10, very good 6, and baggage not even 2.
func TestSigmaLevels(t *testing.T) {
	levels := seeds.SigmaLevels()
	require.Len(t, levels, 3)
	assert.Equal(t, []float64{10, 6, 2}, []float64{levels[0].Sigma, levels[1].Sigma, levels[2].Sigma})
	assert.Equal(t, []bool{false, false, true}, []bool{levels[0].Below, levels[1].Below, levels[2].Below})
	before := 0.0
	for _, level := range levels { // the worse, the more defects, whatever the convention
		quality, err := level.Quality(sigma.Convention{Shift: sigma.LongTermShift})
		require.NoError(t, err)
		assert.Greater(t, quality.Defect(), before)
		before = quality.Defect()
	}
	training := seeds.DisneyTraining()
	assert.Equal(t, []int{6, 4}, []int{training.Trained, training.Works})
}

// TestAgencyPolicyholder: article 004 prints $9000.
func TestAgencyPolicyholder(t *testing.T) {
	holder := seeds.AgencyPolicyholder()
	worth, err := lifetime.Tenure(holder.Years, holder.Lines...)
	require.NoError(t, err)
	assert.True(t, holder.Printed.Equal(worth), "%s", worth)
}

// TestTowedCar: article 004, 48 hours became four to six weeks.
func TestTowedCar(t *testing.T) {
	car := seeds.TowedCar()
	assert.Equal(t, 48*time.Hour, car.Possible)
	assert.Equal(t, 4*7*24*time.Hour, car.Least)
	assert.Equal(t, 6*7*24*time.Hour, car.Most)
}

// TestMultiProviderAgreement: article 003 has three obligations of each company alone, and three collective ones before the
// duties of the teams; all three kinds of teams; experts and managers of every company.
func TestMultiProviderAgreement(t *testing.T) {
	a := seeds.MultiProviderAgreement()
	require.NoError(t, a.Validate())
	assert.Empty(t, a.Gaps())
	assert.Empty(t, a.Overlaps())
	assert.Empty(t, a.HandoffFaults())
	for _, party := range a.Parties {
		assert.Len(t, slices.Collect(a.Individual(party.Code)), 3)
	}
	assert.Len(t, slices.Collect(a.Collective()), 9)
	var kinds []agreement.TeamKind
	for _, team := range a.Teams {
		kinds = append(kinds, team.Kind)
	}
	assert.Equal(t, []agreement.TeamKind{agreement.ContactPoint, agreement.Resolver, agreement.Coordination}, kinds)
}

// TestTowedCarAgreement: article 004: nobody owned the whole, the claim number and a telephone number were missing, and the
// customer carried the details.
func TestTowedCarAgreement(t *testing.T) {
	a := seeds.TowedCarAgreement()
	require.ErrorIs(t, a.Validate(), agreement.ErrInvalid)
	kinds := map[agreement.FaultKind]int{}
	var missing []string
	for _, fault := range a.HandoffFaults() {
		kinds[fault.Kind]++
		if fault.Kind == agreement.ItemMissing {
			missing = append(missing, fault.Item)
		}
	}
	assert.Equal(t, map[agreement.FaultKind]int{agreement.CustomerCarries: 2, agreement.ItemMissing: 3, agreement.NoOwner: 1}, kinds)
	for _, item := range seeds.TowedCar().Items {
		assert.Contains(t, missing, item)
	}
	var names []string
	for _, party := range a.Parties {
		names = append(names, party.Name)
	}
	assert.Equal(t, seeds.TowedCar().Parties, names)
	assert.Empty(t, a.Gaps())
}

// TestTowedCarComplaint: the case is whole, and took as long as article 004 says, four to six weeks.
func TestTowedCarComplaint(t *testing.T) {
	c, car := seeds.TowedCarComplaint(), seeds.TowedCar()
	require.NoError(t, c.Validate())
	took := c.Events[len(c.Events)-1].At.Sub(c.Complaint.At)
	assert.True(t, car.Least <= took && took <= car.Most, took)
	for _, e := range c.Events {
		assert.True(t, strings.HasPrefix(e.Note, seeds.Derived))
	}
}

// TestFresh: a caller who changes what he gets changes nobody else's.
func TestFresh(t *testing.T) {
	seeds.ADOMatrix().Factors[0].Code = "changed"
	seeds.ADOPlan().Actions[0].What[0] = "changed"
	seeds.ADOPrices()[0].Market = "changed"
	seeds.ADOPromises()[0].Attributes[0].Code = "changed"
	seeds.CarService().Stages[0].Actions[0] = "changed"
	assert.Equal(t, "S1", seeds.ADOMatrix().Factors[0].Code)
	assert.NotEqual(t, "changed", seeds.ADOPlan().Actions[0].What[0])
	assert.Equal(t, seeds.Tapachula, seeds.ADOPrices()[0].Market)
	assert.Equal(t, "punctuality", seeds.ADOPromises()[0].Attributes[0].Code)
	assert.NotEqual(t, "changed", seeds.CarService().Stages[0].Actions[0])
}
