// Package promotion declares promotions as data: what is announced, stored, checked and sent. It holds no cart and
// reckons nothing; a quote is made from these declarations and a basket.
//
// A bus line gives 50 % off to those who buy 30 days ahead, eight seats a bus, and 25 % a week ahead, in the market of
// Mexico, but not over Christmas; a ticket bought that way comes back as a balance only:
//
//	peak := promotion.Calendar{
//		Departure: true,
//		From:      time.Date(2012, 12, 20, 0, 0, 0, 0, time.UTC),
//		Until:     time.Date(2013, 1, 7, 0, 0, 0, 0, time.UTC),
//	}
//	early := promotion.Promotion{
//		Name: "MX50",
//		When: promotion.All{Of: []promotion.Condition{
//			promotion.Match{Markets: []string{"Mexico"}},
//			promotion.Not{Of: peak},
//		}},
//		Give: promotion.AdvanceOff{Bands: []promotion.Band{
//			{MinDays: 30, Off: pricing.MustPercent("50"), Quota: 8},
//			{MinDays: 7, Off: pricing.MustPercent("125")},
//		}},
//		Fence: promotion.Fence{Credit: true, UntilDays: 1},
//	}
//	fmt.Println(early.Validate())
//	early.Give.(promotion.AdvanceOff).Bands[1].Off = pricing.MustPercent("25")
//	fmt.Println(early.Validate())
//	data, err := promotion.MarshalCondition(peak)
//	if err != nil {
//		panic(err)
//	}
//	fmt.Printf("%s\n", data)
//	// promotion: validate: invalid: Promotion.give.bands[1].off pct100
//	// <nil>
//	// {"type":"calendar","departure":true,"from":"2012-12-20T00:00:00Z","until":"2013-01-07T00:00:00Z"}
//
// # Definitions
//
//   - A condition denotes a set of the goods lines of a cart and holds when the set is not empty. All is the intersection,
//     Any the union, Not the complement; what is about the cart, such as a spend, denotes all lines or none.
//   - When says whether a promotion applies, On to which lines; without On it applies to the lines for which When holds.
//   - Days ahead are the difference of civil dates at the place of departure, not spans of 24 hours.
//   - Windows are half open, [From, Until); a zero time, an empty list, a 0 and a nil are open ends.
//   - A fence says what becomes of a unit that is returned.
//
// # Numbers
//
// Amounts are [pricing.Money] and percentages [pricing.Percent], exact and written as text, never as a JSON number. The
// decimals of a [Tier] have at most 12 places and go up to 1e18. Equal promotions give equal bytes, and what was
// written, read and written again is the same to the byte, drafts with faults included.
//
// # Errors
//
// [Promotion.Validate] returns every fault at once under [ErrInvalid], each with its JSON path and a stable code.
// Reading is strict: an unknown or repeated field, an unknown type and a value of another form are [ErrDecode] with the
// path in the text; [ErrUnknown] goes along for a name that an enumeration or a union does not have. [ErrLimit] is a
// condition beyond 8 levels, 256 parts or 64 KiB, and a decimal that is too long.
//
// # References
//
// RFC 3339, Date and Time on the Internet: Timestamps. RFC 8259, The JavaScript Object Notation Data Interchange
// Format. RFC 9562, Universally Unique IDentifiers, section 5.5.
package promotion
