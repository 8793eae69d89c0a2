package pricing_test

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

func Example() {
	mxn := pricing.MustMoney
	fares := pricing.Table{
		{Market: "Mexico", Brand: "OCC", Normal: mxn("960.00 MXN"), Promo: mxn("480.00 MXN")},
		{Market: "Mexico", Brand: "ADO GL", Normal: mxn("1146.00 MXN"), Promo: mxn("572.00 MXN")},
	}
	claims, err := fares.CheckClaim(pricing.MustPercent("50"))
	if err != nil {
		panic(err)
	}
	fmt.Println("holds:", claims[0].True(), "deepest:", claims[0].Best)
	findings, err := fares.CheckLadder(pricing.LadderOptions{Brands: []string{"OCC", "ADO GL"}})
	if err != nil {
		panic(err)
	}
	for _, finding := range findings {
		fmt.Println(finding)
	}
	// Output:
	// holds: true deepest: 50.0873 %
	// Mexico, ADO GL on promotion costs 572.00 MXN, Mexico, OCC normally 960.00 MXN
}

func ExampleNewMoney() {
	fmt.Println(pricing.NewMoney(decimal.RequireFromString("572"), "MXN"))
	_, err := pricing.NewMoney(decimal.RequireFromString("572.005"), "MXN")
	fmt.Println(err)
	// Output:
	// 572.00 MXN <nil>
	// pricing: new money: more decimal places than the currency has: MXN has 2
}

func ExampleRoundMoney() {
	fmt.Println(pricing.RoundMoney(decimal.RequireFromString("572.005"), "MXN", pricing.HalfUp))
	// Output: 572.01 MXN <nil>
}

func ExampleFromMinor() {
	fmt.Println(pricing.FromMinor(57200, "MXN"))
	// Output: 572.00 MXN <nil>
}

func ExampleSumMoney() {
	fares := []pricing.Money{pricing.MustMoney("480.00 MXN"), pricing.MustMoney("572.00 MXN")}
	fmt.Println(pricing.SumMoney(slices.Values(fares)))
	// Output: 1052.00 MXN <nil>
}

func ExampleParseMoney() {
	fmt.Println(pricing.ParseMoney("418 MXN"))
	_, err := pricing.ParseMoney("1,008.00 MXN")
	fmt.Println(err)
	// Output:
	// 418.00 MXN <nil>
	// pricing: parse money "1,008.00 MXN": not in the form that is asked for
}

func ExampleMustMoney() {
	fmt.Println(pricing.MustMoney("1430.00 MXN"))
	// Output: 1430.00 MXN
}

func ExampleDigits() {
	for _, currency := range []string{"MXN", "JPY", "KWD", "CLF"} {
		digits, _ := pricing.Digits(currency)
		fmt.Println(currency, digits)
	}
	// Output:
	// MXN 2
	// JPY 0
	// KWD 3
	// CLF 4
}

func ExampleMoney_Minor() {
	fmt.Println(pricing.MustMoney("572.00 MXN").Minor())
	// Output: 57200
}

func ExampleMoney_Currency() {
	fmt.Printf("%q %q\n", pricing.MustMoney("572.00 MXN").Currency(), pricing.Money{}.Currency())
	// Output: "MXN" ""
}

func ExampleMoney_Decimal() {
	fmt.Println(pricing.MustMoney("572.00 MXN").Decimal().StringFixed(2))
	// Output: 572.00
}

func ExampleMoney_Sign() {
	fmt.Println(pricing.MustMoney("-0.01 MXN").Sign())
	// Output: -1
}

func ExampleMoney_Add() {
	_, err := pricing.MustMoney("480.00 MXN").Add(pricing.MustMoney("480.00 USD"))
	fmt.Println(err)
	// Output: pricing: add: currencies differ: MXN and USD
}

func ExampleMoney_Sub() {
	fmt.Println(pricing.MustMoney("1146.00 MXN").Sub(pricing.MustMoney("572.00 MXN")))
	// Output: 574.00 MXN <nil>
}

func ExampleMoney_Neg() {
	fmt.Println(pricing.MustMoney("12.50 MXN").Neg())
	// Output: -12.50 MXN <nil>
}

func ExampleMoney_Mul() {
	fmt.Println(pricing.MustMoney("480.00 MXN").Mul(48)) // a full bus
	// Output: 23040.00 MXN <nil>
}

func ExampleMoney_Cmp() {
	fmt.Println(pricing.MustMoney("572.00 MXN").Cmp(pricing.MustMoney("960.00 MXN")))
	// Output: -1 <nil>
}

func ExampleMoney_Percent() {
	fmt.Println(pricing.MustMoney("1146.00 MXN").Percent(pricing.MustPercent("12.5"), pricing.HalfUp))
	// Output: 143.25 MXN <nil>
}

func ExampleMoney_RoundTo() {
	fmt.Println(pricing.MustMoney("12.37 CHF").RoundTo(5, pricing.HalfUp))
	// Output: 12.35 CHF <nil>
}

func ExampleMoney_Split() {
	fmt.Println(pricing.MustMoney("100.00 MXN").Split(3))
	// Output: [33.34 MXN 33.33 MXN 33.33 MXN] <nil>
}

func ExampleNewPercent() {
	fmt.Println(pricing.NewPercent(decimal.RequireFromString("27.325")))
	// Output: 27.325 % <nil>
}

func ExamplePercentOf() {
	fmt.Println(pricing.PercentOf(pricing.MustMoney("574.00 MXN"), pricing.MustMoney("1146.00 MXN")))
	// Output: 50.0873 % <nil>
}

func ExampleParsePercent() {
	p, err := pricing.ParsePercent("28700/573")
	fmt.Println(p, err)
	// Output: 50.0873 % <nil>
}

func ExampleMustPercent() {
	fmt.Println(pricing.MustPercent("50"))
	// Output: 50 %
}

func ExamplePercent_Add() {
	fmt.Println(pricing.MustPercent("33.5").Add(pricing.MustPercent("100/3")))
	// Output: 66.8333 % <nil>
}

func ExamplePercent_Sub() {
	fmt.Println(pricing.MustPercent("50").Sub(pricing.MustPercent("28700/573")))
	// Output: -0.0873 % <nil>
}

func ExamplePercent_Cmp() {
	fmt.Println(pricing.MustPercent("28700/573").Cmp(pricing.MustPercent("50.0873")))
	// Output: -1
}

func ExamplePercent_Sign() {
	fmt.Println(pricing.Percent{}.Sign())
	// Output: 0
}

func ExamplePercent_Fraction() {
	fmt.Println(pricing.MustPercent("12.5").Fraction())
	// Output: 1 8
}

func ExamplePercent_Decimal() {
	d, err := pricing.MustPercent("28700/573").Decimal(2, pricing.HalfEven)
	fmt.Println(d, err)
	// Output: 50.09 <nil>
}

func ExampleRounding_Round() {
	for _, rule := range []pricing.Rounding{pricing.HalfUp, pricing.HalfEven, pricing.HalfDown} {
		d, _ := rule.Round(decimal.RequireFromString("12.345"), 2)
		fmt.Println(rule, d)
	}
	// Output:
	// half-up 12.35
	// half-even 12.34
	// half-down 12.34
}

func ExampleRounding_RoundStep() {
	d, err := pricing.HalfUp.RoundStep(decimal.RequireFromString("12.37"), decimal.RequireFromString("0.05"))
	fmt.Println(d, err)
	// Output: 12.35 <nil>
}

func ExampleRounding_Div64() {
	high, low := bits.Mul64(114600, 3) // three sevenths of 1146.00
	fmt.Println(pricing.HalfUp.Div64(high, low, 7))
	// Output: 49114 <nil>
}

func ExampleAllocate() {
	// 100.00 off three tickets of 480, 572 and 714, of which the second may lose 30 at most.
	parts, rest, err := pricing.Allocate(pricing.MustMoney("100.00 MXN"), []int64{480, 572, 714}, pricing.AllocateOptions{
		Caps: []pricing.Money{pricing.MustMoney("480 MXN"), pricing.MustMoney("30 MXN"), pricing.MustMoney("714 MXN")},
	})
	fmt.Println(parts, rest, err)
	// Output: [28.14 MXN 30.00 MXN 41.86 MXN] 0.00 MXN <nil>
}

func ExamplePrice_Depth() {
	price := pricing.Price{
		Market: "Puebla", Brand: "PLATINUM",
		Normal: pricing.MustMoney("1308.00 MXN"), Promo: pricing.MustMoney("1308.00 MXN"),
	}
	_, promoted := price.Depth()
	fmt.Println(promoted)
	// Output: false
}

// fares are article 000's prices of the market Puebla.
func fares() pricing.Table {
	mxn := pricing.MustMoney
	return pricing.Table{
		{Market: "Puebla", Brand: "OCC", Normal: mxn("844.00 MXN"), Promo: mxn("488.00 MXN")},
		{Market: "Puebla", Brand: "ADO GL", Normal: mxn("1008.00 MXN"), Promo: mxn("776.00 MXN")},
		{Market: "Puebla", Brand: "PLATINUM", Normal: mxn("1308.00 MXN"), Promo: mxn("1308.00 MXN")},
	}
}

func ExampleTable_Validate() {
	err := pricing.Table{{Market: "Puebla", Brand: "OCC", Promo: pricing.MustMoney("488.00 MXN")}}.Validate()
	fmt.Println(err)
	// Output: pricing: validate table: invalid: Table.rows[0].normal mpos, Table.rows[0].promo currency
}

func ExampleTable_Depth() {
	fmt.Println(fares().Depth())
	// Output: 18.6076 % <nil>
}

func ExampleTable_CheckClaim() {
	claims, err := fares().CheckClaim(pricing.MustPercent("50"))
	fmt.Println(claims[0].Market, claims[0].Best, claims[0].True(), err)
	// Output: Puebla 42.1801 % false <nil>
}

func ExampleTable_CheckLadder() {
	findings, err := fares().CheckLadder(pricing.LadderOptions{Brands: []string{"OCC", "ADO GL", "PLATINUM"}})
	for _, finding := range findings {
		fmt.Println(finding.Kind, finding.Gap)
	}
	fmt.Println(err)
	// Output:
	// no-reduction 0.00 MXN
	// undercut -68.00 MXN
	// <nil>
}

func ExampleTable_Markdown() {
	fmt.Print(fares()[:1].Markdown())
	// Output:
	// | Market | Brand | Normal | Promotion | Saving | Depth |
	// | --- | --- | ---: | ---: | ---: | ---: |
	// | Puebla | OCC | 844.00 MXN | 488.00 MXN | 356.00 MXN | 42.1801 % |
}

func ExampleClaim_True() {
	claims, _ := fares().CheckClaim(pricing.MustPercent("40"))
	fmt.Println(claims[0].True(), len(claims[0].MetBy), len(claims[0].ExceededBy))
	// Output: true 0 1
}

func ExampleRegisterTags() {
	v := validator.New()
	if err := pricing.RegisterTags(v); err != nil {
		panic(err)
	}
	type Voucher struct {
		Worth pricing.Money `validate:"mpos"`
	}
	fmt.Println(v.Struct(Voucher{}))
	// Output: Key: 'Voucher.Worth' Error:Field validation for 'Worth' failed on the 'mpos' tag
}
