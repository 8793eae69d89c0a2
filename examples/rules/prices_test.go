package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// undercuts returns where a dearer brand on promotion costs less than a lower one does normally, and where the order of the
// brands is turned round.
func undercuts(t *testing.T, fares pricing.Table) (found []string) {
	findings, err := fares.CheckLadder(pricing.LadderOptions{Brands: seeds.ADOBrands()})
	require.NoError(t, err)
	for _, f := range findings {
		if f.Kind == pricing.Undercut || f.Kind == pricing.BrandInversion {
			found = append(found, f.String())
		}
	}
	return found
}

// TestPrices_noUndercut: no promotion makes the better bus cheaper than the basic one. Five do so on purpose: the sales
// desk has agreed to them for this campaign, and to no other.
func TestPrices_noUndercut(t *testing.T) {
	agreed := []string{
		"Tapachula, ADO GL on promotion costs 280.00 MXN, Tapachula, OCC normally 316.00 MXN",
		"Puebla, ADO GL on promotion costs 776.00 MXN, Puebla, OCC normally 844.00 MXN",
		"Mexico, ADO GL on promotion costs 572.00 MXN, Mexico, OCC normally 960.00 MXN",
		"Mexico, PLATINUM on promotion costs 714.00 MXN, Mexico, OCC normally 960.00 MXN",
		"Mexico, PLATINUM on promotion costs 714.00 MXN, Mexico, ADO GL normally 1146.00 MXN",
	}
	assert.ElementsMatch(t, agreed, undercuts(t, seeds.ADOPrices()))

	careless := seeds.ADOPrices() // somebody lowers PLATINUM in Puebla by more than anybody agreed to
	careless[5].Promo = pricing.MustMoney("800.00 MXN")
	assert.Contains(t, undercuts(t, careless), "Puebla, PLATINUM on promotion costs 800.00 MXN, Puebla, OCC normally 844.00 MXN")
}

// falseClaims returns the markets in which nobody gets what the advertisement says.
func falseClaims(t *testing.T, fares pricing.Table, upTo pricing.Percent) (markets []string) {
	claims, err := fares.CheckClaim(upTo)
	require.NoError(t, err)
	for _, c := range claims {
		if c.Market != "" && !c.True() {
			markets = append(markets, c.Market)
		}
	}
	return markets
}

// TestPrices_claim: "up to 50 %" may be printed in Mexico, and in no other market.
func TestPrices_claim(t *testing.T) {
	assert.Equal(t, []string{seeds.Tapachula, seeds.Puebla}, falseClaims(t, seeds.ADOPrices(), seeds.ADOClaim()))
	assert.Empty(t, falseClaims(t, seeds.ADOPrices(), pricing.MustPercent("31")), "up to 31 % holds everywhere")
}

// TestPrices_declared: the fare sheet has no fault: one currency, no price twice, nothing at or below zero.
func TestPrices_declared(t *testing.T) {
	assert.NoError(t, seeds.ADOPrices().Validate())
	broken := append(seeds.ADOPrices(), seeds.ADOPrices()[0])
	assert.ErrorContains(t, broken.Validate(), "Table.rows[9].brand unique")
}
