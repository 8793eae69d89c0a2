package promotion_test

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// stored is the promotion of advance-purchase bands as a service keeps it.
const stored = `{"name":"MX50","priority":10,"exclusive":"aloneOnLine","from":"2012-12-01T00:00:00-06:00",` +
	`"until":"2013-02-01T00:00:00-06:00","when":{"type":"all","of":[{"type":"match","markets":["Mexico"]},` +
	`{"type":"not","of":{"type":"calendar","departure":true,"from":"2012-12-20T00:00:00-06:00","until":"2013-01-07T00:00:00-06:00"}}]},` +
	`"give":{"type":"advanceOff","bands":[{"minDays":30,"off":"50","quota":8},{"minDays":7,"off":"25","quota":12},` +
	`{"minDays":3,"off":"10"}]},"limits":{"budget":"250000.00 MXN"},"fence":{"credit":true,"untilDays":1,"reprice":true}}`

// day returns midnight in Mexico, where that winter was six hours behind UTC.
func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.FixedZone("", -6*3600))
}

// mx50 is the promotion that stored holds.
func mx50() promotion.Promotion {
	percent, mxn := pricing.MustPercent, pricing.MustMoney
	return promotion.Promotion{
		Name: "MX50", Priority: 10, Exclusive: promotion.AloneOnLine, From: day(2012, 12, 1), Until: day(2013, 2, 1),
		When: promotion.All{Of: []promotion.Condition{
			promotion.Match{Markets: []string{"Mexico"}},
			promotion.Not{Of: promotion.Calendar{Departure: true, From: day(2012, 12, 20), Until: day(2013, 1, 7)}},
		}},
		Give: promotion.AdvanceOff{Bands: []promotion.Band{
			{MinDays: 30, Off: percent("50"), Quota: 8}, {MinDays: 7, Off: percent("25"), Quota: 12}, {MinDays: 3, Off: percent("10")},
		}},
		Limits: promotion.Limits{Budget: mxn("250000.00 MXN")},
		Fence:  promotion.Fence{Credit: true, UntilDays: 1, Reprice: true},
	}
}

// faults returns the faults in err, each as path and tag.
func faults(t require.TestingT, err error) (all []string) {
	if err == nil {
		return nil
	}
	var list validator.ValidationErrors
	require.ErrorAs(t, err, &list)
	require.ErrorIs(t, err, promotion.ErrInvalid)
	for _, fault := range list {
		all = append(all, fault.Namespace()+" "+fault.Tag())
	}
	return all
}

// encoded returns p as JSON.
func encoded(t require.TestingT, p promotion.Promotion) string {
	data, err := json.Marshal(p)
	require.NoError(t, err)
	return string(data)
}

// decoded returns the promotion in data.
func decoded(t require.TestingT, data string) (p promotion.Promotion) {
	require.NoError(t, json.Unmarshal([]byte(data), &p))
	return p
}

// isUnknown reports whether err wraps ErrUnknown.
func isUnknown(err error) bool { return errors.Is(err, promotion.ErrUnknown) }
