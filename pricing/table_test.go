package pricing_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/go-playground/validator/v10"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// ado is article 000's table of normal and promotional prices, with the depths worked out by hand to four digits.
var ado = []struct{ market, brand, normal, promo, depth string }{
	{"Tapachula", "OCC", "316.00 MXN", "216.00 MXN", "31.6456 %"},
	{"Tapachula", "ADO GL", "378.00 MXN", "280.00 MXN", "25.9259 %"},
	{"Tapachula", "PLATINUM", "572.00 MXN", "418.00 MXN", "26.9231 %"},
	{"Puebla", "OCC", "844.00 MXN", "488.00 MXN", "42.1801 %"},
	{"Puebla", "ADO GL", "1008.00 MXN", "776.00 MXN", "23.0159 %"},
	{"Puebla", "PLATINUM", "1308.00 MXN", "1308.00 MXN", ""},
	{"Mexico", "OCC", "960.00 MXN", "480.00 MXN", "50 %"},
	{"Mexico", "ADO GL", "1146.00 MXN", "572.00 MXN", "50.0873 %"},
	{"Mexico", "PLATINUM", "1430.00 MXN", "714.00 MXN", "50.0699 %"},
}

func adoTable() (table pricing.Table) {
	for _, row := range ado {
		table = append(table, pricing.Price{
			Market: row.market, Brand: row.brand, Normal: pricing.MustMoney(row.normal), Promo: pricing.MustMoney(row.promo),
		})
	}
	return table
}

func TestPrice_Depth(t *testing.T) {
	for i, price := range adoTable() {
		depth, ok := price.Depth()
		require.Equal(t, ado[i].depth != "", ok)
		if ok {
			assert.Equal(t, ado[i].depth, depth.String())
		}
	}
	_, ok := pricing.Price{Normal: pricing.MustMoney("5 MXN"), Promo: pricing.MustMoney("4 USD")}.Depth()
	assert.False(t, ok, "prices that do not go together")
	_, ok = pricing.Price{Normal: pricing.MustMoney("5 MXN")}.Depth()
	assert.False(t, ok, "no promotion")
}

// TestTable_Depth: 1 - 5252.00/7962.00 by hand.
func TestTable_Depth(t *testing.T) {
	depth, err := adoTable().Depth()
	require.NoError(t, err)
	assert.Equal(t, "34.0367 %", depth.String())
	plain := pricing.Table{{Market: "M", Brand: "B", Normal: pricing.MustMoney("5 MXN")}}
	depth, err = plain.Depth()
	require.NoError(t, err)
	assert.Equal(t, pricing.Percent{}, depth, "no promotion counts at its normal price")
	_, err = pricing.Table{}.Depth()
	assert.ErrorIs(t, err, pricing.ErrZero)
	greatest := pricing.MustMoney("92233720368547758.07 MXN")
	_, err = pricing.Table{{Market: "M", Brand: "A", Normal: greatest}, {Market: "M", Brand: "B", Normal: greatest}}.Depth()
	assert.ErrorIs(t, err, pricing.ErrRange)
}

func brands(prices []pricing.Price) string {
	var names []string
	for _, price := range prices {
		names = append(names, price.Brand)
	}
	return strings.Join(names, ",")
}

// TestTable_CheckClaim: article 000 announces up to 50 %.
func TestTable_CheckClaim(t *testing.T) {
	claims, err := adoTable().CheckClaim(pricing.MustPercent("50"))
	require.NoError(t, err)
	require.Len(t, claims, 4)
	for i, want := range []struct {
		market, best, met, exceeded string
		rows, offers                int
		holds                       bool
	}{
		{"Tapachula", "31.6456 %", "", "", 3, 3, false},
		{"Puebla", "42.1801 %", "", "", 3, 2, false},
		{"Mexico", "50.0873 %", "OCC", "ADO GL,PLATINUM", 3, 3, true},
		{"", "50.0873 %", "OCC", "ADO GL,PLATINUM", 9, 8, true},
	} {
		c := claims[i]
		assert.Equal(t, want.market, c.Market)
		assert.Equal(t, want.best, c.Best.String())
		assert.Equal(t, want.met, brands(c.MetBy))
		assert.Equal(t, want.exceeded, brands(c.ExceededBy))
		assert.Equal(t, want.rows, c.Rows)
		assert.Equal(t, want.offers, c.Offers)
		assert.Equal(t, want.holds, c.True())
	}
}

func TestTable_Validate(t *testing.T) {
	mxn := pricing.MustMoney
	table := pricing.Table{
		{Market: "Puebla", Brand: "OCC", Normal: mxn("844 MXN"), Promo: mxn("-1 MXN")},
		{Market: "Puebla", Brand: "OCC", Normal: mxn("844 USD")},
		{Market: "", Brand: "a\x00", Normal: mxn("1 MXN"), Promo: mxn("1 USD"), Note: strings.Repeat("x", 10_001)},
		{Market: "M", Brand: "B"},
	}
	var faults validator.ValidationErrors
	err := table.Validate()
	require.ErrorIs(t, err, pricing.ErrInvalid)
	require.True(t, errors.As(err, &faults))
	var got []string
	for _, fault := range faults {
		got = append(got, fault.Namespace()+" "+fault.Tag())
	}
	assert.Equal(t, []string{
		"Table.rows[0].promo mnneg", "Table.rows[1].brand unique", "Table.rows[1].normal currency", "Table.rows[2].brand clean",
		"Table.rows[2].market required", "Table.rows[2].note text_size", "Table.rows[2].promo currency",
		"Table.rows[3].normal currency", "Table.rows[3].normal mpos",
	}, got)
	for name, err := range map[string]error{
		"depth": second(table.Depth()), "claim": second(table.CheckClaim(pricing.Percent{})),
		"ladder": second(table.CheckLadder(pricing.LadderOptions{})),
	} {
		assert.ErrorIs(t, err, pricing.ErrInvalid, name)
	}
	assert.NoError(t, pricing.Table{}.Validate())
	assert.ErrorIs(t, make(pricing.Table, 100_001).Validate(), pricing.ErrInvalid)
}

func TestTable_JSON(t *testing.T) {
	for _, table := range []pricing.Table{adoTable(), {}, nil, {{}}, {{Note: "n"}}} {
		first, err := json.Marshal(table)
		require.NoError(t, err)
		var back pricing.Table
		require.NoError(t, json.Unmarshal(first, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
	}
	assert.Error(t, json.Unmarshal([]byte(`[{"normal":5}]`), &pricing.Table{}), "a number is no money")
}

func TestTable_CheckLadder(t *testing.T) {
	findings, err := adoTable().CheckLadder(pricing.LadderOptions{
		Brands: []string{"OCC", "ADO GL", "PLATINUM"}, Markets: []string{"Tapachula", "Puebla", "Mexico"},
	})
	require.NoError(t, err)
	var got []string
	for _, f := range findings {
		got = append(got, f.Kind.String()+" "+f.Low.Market+"/"+f.Low.Brand+" "+f.High.Market+"/"+f.High.Brand+" "+f.Gap.String())
	}
	assert.Equal(t, []string{ // article 000, notes (b), (d) and (e) of the area's section on defects
		"no-reduction Puebla/PLATINUM Puebla/PLATINUM 0.00 MXN",
		"undercut Tapachula/OCC Tapachula/ADO GL -36.00 MXN",
		"undercut Puebla/OCC Puebla/ADO GL -68.00 MXN",
		"undercut Mexico/OCC Mexico/ADO GL -388.00 MXN",
		"undercut Mexico/OCC Mexico/PLATINUM -246.00 MXN",
		"undercut Mexico/ADO GL Mexico/PLATINUM -432.00 MXN",
		"market-inversion Puebla/OCC Mexico/OCC -8.00 MXN",
		"market-inversion Puebla/ADO GL Mexico/ADO GL -204.00 MXN",
		"market-inversion Puebla/PLATINUM Mexico/PLATINUM -594.00 MXN",
	}, got)
}

func TestTable_CheckLadder_kinds(t *testing.T) {
	mxn := pricing.MustMoney
	table := pricing.Table{
		{Market: "M", Brand: "low", Normal: mxn("100 MXN"), Promo: mxn("90 MXN")},
		{Market: "M", Brand: "mid", Normal: mxn("101 MXN"), Promo: mxn("120 MXN")},
		{Market: "M", Brand: "high", Normal: mxn("99 MXN")},
		{Market: "M", Brand: "other", Normal: mxn("1 MXN")},
	}
	findings, err := table.CheckLadder(pricing.LadderOptions{
		Brands: []string{"low", "mid", "high", "missing"}, MinStep: pricing.MustPercent("5"),
	})
	require.NoError(t, err)
	var got []string
	for _, f := range findings {
		got = append(got, f.Kind.String()+" "+f.String())
	}
	assert.Equal(t, []string{
		"above-normal M, mid: promotional price 120.00 MXN, normal price 101.00 MXN",
		"brand-step-too-small M, mid costs 101.00 MXN, M, low 100.00 MXN",
		"brand-inversion M, high costs 99.00 MXN, M, low 100.00 MXN",
		"brand-inversion M, high costs 99.00 MXN, M, mid 101.00 MXN",
	}, got)
	same := pricing.Table{ // equal prices are no inversion, but a step of 0 %, and a promotion below the normal price undercuts
		{Market: "M", Brand: "low", Normal: mxn("100 MXN"), Promo: mxn("90 MXN")},
		{Market: "M", Brand: "high", Normal: mxn("100 MXN"), Promo: mxn("90 MXN")},
		{Market: "N", Brand: "high", Normal: mxn("100 MXN"), Promo: mxn("90 MXN")},
	}
	findings, err = same.CheckLadder(pricing.LadderOptions{Brands: []string{"low", "high"}, Markets: []string{"M", "N"}, MinStep: pricing.MustPercent("1")})
	require.NoError(t, err)
	require.Len(t, findings, 2)
	assert.Equal(t, pricing.BrandStepTooSmall, findings[0].Kind)
	assert.Equal(t, pricing.Undercut, findings[1].Kind)
	same[1].Promo, same[0].Normal = mxn("100 MXN"), mxn("100 MXN")
	findings, err = same[:2].CheckLadder(pricing.LadderOptions{Brands: []string{"low", "high"}})
	require.NoError(t, err)
	require.Len(t, findings, 1)
	assert.Equal(t, pricing.NoReduction, findings[0].Kind, "on promotion at exactly the lower brand's normal price is no undercut")
	_, err = table.CheckLadder(pricing.LadderOptions{Brands: []string{"low", "low"}})
	assert.ErrorIs(t, err, pricing.ErrInvalid)
	_, err = table.CheckLadder(pricing.LadderOptions{Markets: []string{"M", "M"}})
	assert.ErrorIs(t, err, pricing.ErrInvalid)
}

func TestTable_Markdown_notes(t *testing.T) {
	table := pricing.Table{{Market: "M|N", Brand: "B", Normal: pricing.MustMoney("5 MXN"), Note: "odd"}}
	assert.Contains(t, table.Markdown(), `| M\|N | B | 5.00 MXN |  |  | none | odd |`)
}

// BenchmarkCheckLadder1000: 250 markets of 4 brands, about 0.9 ms, most of it validation (2 cores, linux/amd64, Go 1.26).
func BenchmarkCheckLadder1000(b *testing.B) {
	var table pricing.Table
	var markets []string
	for m := range 250 {
		markets = append(markets, strconv.Itoa(m))
		for k, brand := range []string{"a", "b", "c", "d"} {
			normal, _ := pricing.FromMinor(int64(1000*(m+1)+100*k), "MXN")
			table = append(table, pricing.Price{Market: markets[m], Brand: brand, Normal: normal})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = table.CheckLadder(pricing.LadderOptions{Brands: []string{"a", "b", "c", "d"}})
	}
}
