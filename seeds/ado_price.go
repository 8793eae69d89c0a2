package seeds

import "github.com/seed-4ccf82d5/servicequality/pricing"

// ADOPrices returns the nine normal and promotional prices of article 000, market by market, lowest brand first.
// The notes say how the source writes a price and what is odd about it.
func ADOPrices() pricing.Table {
	const currency = "the source prints a dollar sign; the market is Mexican, so the currency is read as MXN"
	mxn := pricing.MustMoney
	return pricing.Table{
		// 000, table "market Tapachula"
		{Market: Tapachula, Brand: OCC, Normal: mxn("316.00 MXN"), Promo: mxn("216.00 MXN"), Note: currency},
		{Market: Tapachula, Brand: ADOGL, Normal: mxn("378.00 MXN"), Promo: mxn("280.00 MXN"), Note: currency},
		{
			Market: Tapachula, Brand: Platinum, Normal: mxn("572.00 MXN"), Promo: mxn("418.00 MXN"),
			Note: "the promotional price says US dollars beside a plain dollar sign in its own row",
		},
		// 000, table "market Puebla"
		{Market: Puebla, Brand: OCC, Normal: mxn("844.00 MXN"), Promo: mxn("488.00 MXN"), Note: currency},
		{
			Market: Puebla, Brand: ADOGL, Normal: mxn("1008.00 MXN"), Promo: mxn("776.00 MXN"),
			Note: "the normal price says US dollars beside a plain dollar sign in its own row",
		},
		{
			Market: Puebla, Brand: Platinum, Normal: mxn("1308.00 MXN"), Promo: mxn("1308.00 MXN"),
			Note: "the promotional price equals the normal one: no promotion",
		},
		// 000, table "market of Mexico"
		{Market: Mexico, Brand: OCC, Normal: mxn("960.00 MXN"), Promo: mxn("480.00 MXN"), Note: "both prices say US dollars"},
		{
			Market: Mexico, Brand: ADOGL, Normal: mxn("1146.00 MXN"), Promo: mxn("572.00 MXN"),
			Note: "1.00 below the exact half, so above the announced 50 %",
		},
		{
			Market: Mexico, Brand: Platinum, Normal: mxn("1430.00 MXN"), Promo: mxn("714.00 MXN"),
			Note: "1.00 below the exact half, so above the announced 50 %; the promotional price says US dollars",
		},
	}
}

// ADOClaim returns the saving that article 000 announces for advance purchase: up to 50 %.
func ADOClaim() pricing.Percent { return pricing.MustPercent("50") } // 000, action plan and conclusion
