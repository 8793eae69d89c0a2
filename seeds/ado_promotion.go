package seeds

import (
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// ADOZone is the clock of Mexico's centre in the winter of 2013, six hours behind UTC.
func ADOZone() *time.Location { return time.FixedZone("", -6*60*60) }

// ADOAdvancePurchase returns the advance purchase of article 000 as a promotion that can be quoted: from 1 January 2013,
// the earlier a passenger of the market of Mexico buys, the more he saves, up to 50 %. It answers strategy ST1 and is
// brought about by action A1.
//
// The article gives the greatest saving, the date, and that the standard is reduced in the high season; that the saving
// holds in the market of Mexico alone is read off its prices. Derived are the name, the bands below the deepest, the
// quotas (a sixth and a quarter of the 48 seats of the base brand), the days of the season, and the fence, for which the
// rules of such offers stand: no money back, a balance until the day before.
func ADOAdvancePurchase() promotion.Promotion {
	day := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 0, 0, 0, 0, ADOZone())
	}
	season := func(from, until time.Time) promotion.Condition {
		return promotion.Calendar{Departure: true, From: from, Until: until}
	}
	return promotion.Promotion{
		ID:   id("ado/advance-purchase"),
		Name: "ADVANCE",
		From: day(2013, time.January, 1), // 000, row "when": 01/01/13
		When: promotion.All{Of: []promotion.Condition{
			promotion.Match{Markets: []string{Mexico}},
			promotion.Not{Of: promotion.Any{Of: []promotion.Condition{ // 000, contingency: high passenger season
				season(day(2013, time.March, 23), day(2013, time.April, 8)),
				season(day(2013, time.December, 20), day(2014, time.January, 7)),
			}}},
		}},
		Give: promotion.AdvanceOff{Bands: []promotion.Band{
			{MinDays: 30, Off: ADOClaim(), Quota: 8}, // 000: up to 50 %
			{MinDays: 7, Off: pricing.MustPercent("25"), Quota: 12},
			{MinDays: 3, Off: pricing.MustPercent("10")},
		}},
		Exclusive: promotion.AloneOnLine,
		Fence:     promotion.Fence{Credit: true, UntilDays: 1, Reprice: true},
		Refs: []pricing.Ref{
			{Kind: "swot.strategy", ID: refID(matrixName, "ST1")}, {Kind: "actionplan.action", ID: refID(planName, "A1")},
		},
	}
}
