package house_test

import (
	"maps"
	"math/big"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// An outcome is what a function returned. One that refuses returns an error for a hostile decimal; the others have no error
// to return, or do not look at it, and just have to come back.
type outcome struct {
	value   any
	err     error
	refuses bool
}

func refuses(value any, err error) outcome { return outcome{value, err, true} }

func returns(value any) outcome { return outcome{value: value} }

// places are calls of one function, each with the decimal in another place.
type places []func(d decimal.Decimal) outcome

// one is a call that has one place for a decimal.
func one(call func(d decimal.Decimal) outcome) places { return places{call} }

// table has an entry for every exported function that takes decimals. 0.50 is a good value in every place.
func table() map[string]places {
	all := map[string]places{}
	for _, part := range []map[string]places{actionplanTable(), lifetimeTable(), modelTable(), pricingTable(), promiseTable(), surveyTable(), swotTable()} {
		maps.Copy(all, part)
	}
	return all
}

// millionDigits is a decimal of more than a million digits.
var millionDigits = sync.OnceValue(func() decimal.Decimal {
	return decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 3_400_000), 0)
})

var (
	aDay  = calendar.DateOf(time.Date(2013, 1, 2, 0, 0, 0, 0, time.UTC))
	anID  = uuid.UUID{1}
	units = decimal.New(1, 0)
)

// count2 counts the pairs of a sequence.
func count2[A, B any](pairs func(func(A, B) bool)) (n int) {
	for range pairs {
		n++
	}
	return n
}
