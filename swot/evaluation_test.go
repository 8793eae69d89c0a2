package swot_test

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// computerStore is table 4-10 of David, Strategic Management, 13th edition, by weight, rating and weighted score.
var computerStore = []struct {
	kind    swot.Kind
	weight  string
	rating  int
	product string
}{
	{swot.Strength, "0.05", 3, "0.15"}, // inventory turnover
	{swot.Strength, "0.07", 4, "0.28"}, // average purchase
	{swot.Strength, "0.10", 3, "0.30"}, // morale
	{swot.Strength, "0.05", 3, "0.15"}, // promotions
	{swot.Strength, "0.02", 3, "0.06"}, // advertising
	{swot.Strength, "0.15", 3, "0.45"}, // repair
	{swot.Strength, "0.05", 4, "0.20"}, // degrees
	{swot.Strength, "0.03", 3, "0.09"}, // debt
	{swot.Strength, "0.02", 3, "0.06"}, // revenues per employee
	{swot.Weakness, "0.10", 2, "0.20"}, // software
	{swot.Weakness, "0.15", 2, "0.30"}, // location
	{swot.Weakness, "0.02", 1, "0.02"}, // carpet
	{swot.Weakness, "0.02", 1, "0.02"}, // bathroom
	{swot.Weakness, "0.04", 1, "0.04"}, // revenues from businesses
	{swot.Weakness, "0.05", 2, "0.10"}, // no site
	{swot.Weakness, "0.03", 1, "0.03"}, // delivery
	{swot.Weakness, "0.05", 1, "0.05"}, // waiting
}

func storeMatrix() (m swot.Matrix) {
	for i, row := range computerStore {
		m.Factors = append(m.Factors, swot.Factor{
			Code: strconv.Itoa(i), Kind: row.kind, Weight: maybe(row.weight), Rating: row.rating,
		})
	}
	return m
}

func TestMatrix_IFE_published(t *testing.T) {
	e, err := storeMatrix().IFE()
	require.NoError(t, err)
	assert.True(t, num("2.50").Equal(e.Total), "%s", e.Total)
	require.Len(t, e.Parts, 17)
	for i, row := range computerStore {
		assert.Equal(t, strconv.Itoa(i), e.Parts[i].Code)
		assert.True(t, num(row.product).Equal(e.Parts[i].Product), "%s", e.Parts[i].Product)
	}
	assert.Empty(t, e.OffRule)
}

// By hand: 0.6·4 + 0.4·1; the internal factors play no part, rated or not.
func TestMatrix_EFE(t *testing.T) {
	m := swot.Matrix{Factors: []swot.Factor{
		{Code: "T1", Kind: swot.Threat, Weight: maybe("0.4"), Rating: 1},
		{Code: "S1", Kind: swot.Strength},
		{Code: "x", Kind: 9},
		{Code: "O1", Kind: swot.Opportunity, Weight: maybe("0.60"), Rating: 4},
	}}
	e, err := m.EFE()
	require.NoError(t, err)
	assert.True(t, num("2.8").Equal(e.Total))
	assert.Equal(t, []string{"T1", "O1"}, []string{e.Parts[0].Code, e.Parts[1].Code})
	assert.Empty(t, e.OffRule, "no rule outside")
	_, err = m.IFE()
	assert.Equal(t, []string{
		"Matrix.factors dsum1", "Matrix.factors[1].rating required", "Matrix.factors[1].weight required",
	}, faults(t, err))
	_, err = swot.Matrix{}.EFE()
	assert.Equal(t, []string{"Matrix.factors dsum1"}, faults(t, err), "nothing to weigh")
}

func TestMatrix_IFE_faults(t *testing.T) {
	m := storeMatrix()
	m.Factors[0].Rating, m.Factors[1].Rating, m.Factors[9].Rating = 2, 1, 3
	e, err := m.IFE()
	require.NoError(t, err)
	assert.Equal(t, []string{"0", "1", "9"}, e.OffRule)

	m.Factors[0].Weight = maybe("0.04")
	m.Factors[1].Rating, m.Factors[2].Rating, m.Factors[3].Rating = 5, -1, 0
	_, err = m.IFE()
	assert.Equal(t, []string{
		"Matrix.factors dsum1", "Matrix.factors[1].rating max", "Matrix.factors[2].rating min", "Matrix.factors[3].rating required",
	}, faults(t, err), "weights of 0.99, and all that is wrong at once")
	m = storeMatrix()
	m.Factors[0].Weight, m.Factors[1].Weight = maybe("-0.05"), maybe("0.17")
	_, err = m.IFE()
	assert.Equal(t, []string{"Matrix.factors[0].weight weight_negative"}, faults(t, err), "and the sum is 1")
	for _, d := range hostile() {
		m.Factors[0].Weight = decimal.NewNullDecimal(d)
		_, err = m.IFE()
		assert.Equal(t, []string{"Matrix.factors[0].weight dsize"}, faults(t, err))
	}
}

func TestIE(t *testing.T) {
	build, hold, divest := "grow and build", "hold and maintain", "harvest or divest"
	for _, c := range []struct{ ife, efe, name, advice string }{ // David, Strategic Management: the nine cells
		{"4", "4", "I", build},
		{"2.99", "3", "II", build},
		{"1.99", "3.5", "III", hold},
		{"3", "2.99", "IV", build},
		{"2", "2", "V", hold},
		{"1", "2.5", "VI", divest},
		{"3.0", "1.99", "VII", hold},
		{"2.995", "1", "VIII", divest},
		{"1.5", "1.5", "IX", divest},
	} {
		p, err := swot.IE(num(c.ife), num(c.efe))
		require.NoError(t, err)
		assert.Equal(t, []string{c.name, c.advice}, []string{p.Name, p.Advice}, "%s %s", c.ife, c.efe)
		assert.True(t, num(c.ife).Equal(p.X) && num(c.efe).Equal(p.Y))
	}
	for _, bad := range []string{"0.99", "4.01", "-2"} {
		_, err := swot.IE(num(bad), num("2"))
		assert.ErrorIs(t, err, swot.ErrRange)
		_, err = swot.IE(num("2"), num(bad))
		assert.ErrorIs(t, err, swot.ErrRange)
	}
	for _, d := range hostile() {
		_, err := swot.IE(d, num("2"))
		assert.ErrorIs(t, err, swot.ErrLimit)
		_, err = swot.IE(num("2"), d)
		assert.ErrorIs(t, err, swot.ErrLimit)
	}
}

// planning is a matrix with two strategies and the factors of David, Strategic Management, 13th edition, table 6-7,
// to which the book gives attractiveness scores: opportunities 1 to 3 and threats 1 and 3 of its upper half.
func planning() (swot.Matrix, map[string]map[string]int) {
	m := swot.Matrix{Strategies: []swot.Strategy{{Code: "build"}, {Code: "renovate"}, {Code: "not compared"}}}
	for code, weight := range map[string]string{"O1": "0.10", "O2": "0.10", "O3": "0.08", "O4": "0.05", "T1": "0.15", "T3": "0.12"} {
		m.Factors = append(m.Factors, swot.Factor{Code: code, Weight: maybe(weight)})
	}
	return m, map[string]map[string]int{
		"build": {"O1": 4, "O2": 2, "O3": 1, "T1": 4, "T3": 4}, "renovate": {"O1": 2, "O2": 4, "O3": 4, "T1": 3, "T3": 1},
	}
}

func TestMatrix_QSPM_published(t *testing.T) {
	m, attractiveness := planning()
	r, err := m.QSPM(attractiveness)
	require.NoError(t, err)
	want := map[string]map[string]string{ // the book's total attractiveness scores
		"build":    {"O1": "0.40", "O2": "0.20", "O3": "0.08", "T1": "0.60", "T3": "0.48"},
		"renovate": {"O1": "0.20", "O2": "0.40", "O3": "0.32", "T1": "0.45", "T3": "0.12"},
	}
	require.Len(t, r.Places, 2)
	for i, code := range []string{"build", "renovate"} {
		assert.Equal(t, code, r.Places[i].Code)
		assert.Len(t, r.Places[i].Parts, 5, "O4 is scored for none: a dash")
		for _, p := range r.Places[i].Parts {
			assert.True(t, num(want[code][p.Code]).Equal(p.Product), "%s %s %s", code, p.Code, p.Product)
		}
	}
	assert.True(t, num("1.76").Equal(r.Places[0].Score), "%s", r.Places[0].Score)
	assert.True(t, num("1.49").Equal(r.Places[1].Score), "%s", r.Places[1].Score)
	assert.Equal(t, []int{1, 2}, []int{r.Places[0].Rank, r.Places[1].Rank})
}

func TestMatrix_QSPM_faults(t *testing.T) {
	m, attractiveness := planning()
	attractiveness["build"]["O1"], attractiveness["renovate"]["O2"] = 0, 5
	attractiveness["nobody"] = map[string]int{"O1": 1, "O2": 1, "O3": 1, "T1": 1, "T3": 1}
	attractiveness["build"]["X9"] = 2
	delete(attractiveness["renovate"], "T3")
	for i := range m.Factors {
		switch m.Factors[i].Code {
		case "O1":
			m.Factors[i].Weight = decimal.NullDecimal{}
		case "O3":
			m.Factors[i].Weight = maybe("-1")
		case "T1":
			m.Factors[i].Weight = decimal.NewNullDecimal(decimal.New(1, 1e9))
		case "O4":
			m.Factors[i].Weight = decimal.NullDecimal{} // not scored, not asked
		}
	}
	_, err := m.QSPM(attractiveness)
	assert.Equal(t, []string{
		"qspm.attractiveness.build.O1 score_range", "qspm.attractiveness.build.X9 code_unknown",
		"qspm.attractiveness.nobody code_unknown", "qspm.attractiveness.renovate.O2 score_range",
		"qspm.attractiveness.renovate.T3 score_missing",
		"qspm.weight.O1 required", "qspm.weight.O3 weight_negative", "qspm.weight.T1 dsize",
	}, faults(t, err))

	empty, err := m.QSPM(nil)
	require.NoError(t, err)
	assert.Empty(t, empty.Places)
}

// Ties are exact, in the order of the matrix, whatever order the map has; weights need not sum to 1, and of factors
// with the same code the first counts.
func TestMatrix_QSPM_ties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := swot.Matrix{
			Factors: []swot.Factor{
				{Code: "a", Weight: maybe("0.1")}, {Code: "b", Weight: maybe("0.3")}, {Code: "c", Weight: maybe("0.2")}, {Code: "a", Weight: maybe("9")},
			},
		}
		attractiveness := make(map[string]map[string]int)
		for i := range 5 {
			code := strconv.Itoa(i)
			m.Strategies = append(m.Strategies, swot.Strategy{Code: code})
			attractiveness[code] = make(map[string]int)
			for _, f := range []string{"a", "b", "c"} {
				attractiveness[code][f] = rapid.IntRange(1, 4).Draw(t, "mark")
			}
		}
		r, err := m.QSPM(attractiveness)
		require.NoError(t, err)
		tenths := func(code string) int {
			return attractiveness[code]["a"] + 3*attractiveness[code]["b"] + 2*attractiveness[code]["c"]
		}
		for i, p := range r.Places {
			assert.True(t, decimal.New(int64(tenths(p.Code)), -1).Equal(p.Score))
			if i > 0 {
				before := r.Places[i-1]
				assert.GreaterOrEqual(t, tenths(before.Code), tenths(p.Code))
				assert.Equal(t, tenths(before.Code) == tenths(p.Code), before.Rank == p.Rank)
				assert.True(t, before.Rank != p.Rank || before.Code < p.Code)
			}
		}
	})
}
