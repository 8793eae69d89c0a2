// Package earned says what the money and the time of an action plan have bought so far, and what the rest will take: earned
// value and earned schedule.
//
// A bus operator has budgeted 8.00 (in ten thousands) for advance purchase. By now work for 2.40 was planned, work for 1.60
// is done, and 3.00 is spent:
//
//	dec := decimal.RequireFromString
//	m, err := earned.Measure(earned.Snapshot{BAC: dec("8"), PV: dec("2.4"), EV: dec("1.6"), AC: dec("3")}, earned.Options{Scale: 2})
//	if err != nil {
//		panic(err)
//	}
//	fmt.Println("behind by", m.SV.Neg(), "and over by", m.CV.Neg())
//	fmt.Println("each 1.00 spent bought", m.CPI, "so the whole will take", m.EAC)
//	// behind by 0.8 and over by 1.4
//	// each 1.00 spent bought 0.53 so the whole will take 15
//
// [Take] reads such a snapshot off a plan whose actions have costs, its computed dates and a [Ledger] of what was spent.
// [Schedule] says the same of time: it returns to the point at which the work done by now was planned to be done, where
// the schedule variance in money returns to 0 even for a plan that ends late.
//
// # Definitions
//
//	BAC  budget at completion     PV  planned value     EV  earned value     AC  actual cost
//	CV = EV - AC    SV = EV - PV    CPI = EV/AC    SPI = EV/PV    Complete = EV/BAC
//	EAC = BAC·AC/EV    EACPlan = AC + BAC - EV    EACBoth = AC + (BAC - EV)·AC·PV/EV²
//	ETC = EAC - AC    VAC = BAC - EAC    TCPI = (BAC - EV)/(BAC - AC)    TCPIToEAC = (BAC - EV)/(EAC - AC)
//	earned schedule = C + (EV - PV_C)/(PV_C+1 - PV_C), C the last period with PV_C ≤ EV
//
// # Numbers
//
// Amounts are decimals of the caller's currency, up to 1e36 with 30 places. Each figure is reckoned exactly and divided
// once, to Options.Scale places, half away from zero; what needs no division is exact. An undefined quotient is a nil
// pointer, and so is all that is built on it.
//
// # Errors
//
// [ErrAmount] says which amount is negative, hostile, or above what it is a part of, [ErrCurve] that planned values fall or
// are all 0, [ErrRange] names another number, a date or a code, [ErrUnknown] a text or rule that is no constant,
// [ErrDecode] bytes that are no ledger.
//
// # References
//
//   - Project Management Institute (2019), The Standard for Earned Value Management.
//   - Lipke (2003), Schedule is Different, The Measurable News.
package earned
