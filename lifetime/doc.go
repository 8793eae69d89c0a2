// Package lifetime says what a customer is worth, and what bad service puts at risk.
//
// An agency asks what it throws away when it lets a policyholder go. He typically stays for 15 years and holds 3
// policies, each with a net profit of $200 a year. That is one number per customer, and one per book: if poor
// service drives off 5 % of 1000 such customers, the agency loses
//
//	policies := lifetime.Line{Name: "policies", Policies: decimal.New(3, 0), Profit: decimal.New(200, 0)}
//	worth, err := lifetime.Tenure(decimal.New(15, 0), policies)
//	lost, err := lifetime.AtRisk(worth, 1000, decimal.New(5, -2))
//	fmt.Printf("a customer $%s, 5 %% of the book $%s", worth.StringFixed(0), lost.StringFixed(0))
//	// a customer $9000, 5 % of the book $450000
//
// [Tenure] is that formula, by line of business. It takes the stay as known, discounts nothing, lets nobody leave
// early and charges nothing for winning the customer. [Retention] adds what it leaves out: a chance of staying each
// period, growth of the margin, and interest; [Retention.Loss] is then the price of serving worse, or the return on
// serving better. [AtRisk] combines any such value with a chance of leaving that the caller knows, such as that of a
// customer whose complaint is not closed.
//
// # Definitions
//
//	Tenure   years · Σ policies·profit
//	AtRisk   value · customers · chance
//	Value    Σ m (1+g)^(t-1) r^t / (1+i)^t, t = 1, 2, ...: margin m, growth g, retention r, interest i a period
//	Loss     Value at r less Value at r - fall
//
// The sum of [Retention.Value] is that of [End]; [Start] counts a first margin today, for certain, and [Mid] pays in
// the middle of the period. Tenure is a Retention at no interest, Start, with r = 1 - 1/years.
//
// Every length of time is a [Span] in days and every [Rate] knows the span over which it accrues, so no number here
// has an implied unit: 10 % a year is not 10 % a month, and [Rate.Over] turns one into the other,
//
//	interest over s = (1 + Effective)^(s/Per) - 1    force over s = ln(1 + Effective) · s/Per
//
// # Numbers
//
// Money, rates, retention and chances are decimals; they have at most 30 places (a rate 40) and lie within ±1e15,
// which is looked at before they are computed with. Spans and forces of interest are float64. Tenure and AtRisk are
// exact products and sums. A Retention is summed exactly, and rounded once, half away from zero, to 12 decimal
// places. Rate.Over and [Continuous] give 20 significant digits in at most 40 decimal places. No result is NaN or
// infinite. Nothing here depends on the settings of the decimal package, and all of it is safe for concurrent use.
//
// The structs keep every value through JSON, zero values included; a timing is its name and a span its days.
//
// # Errors
//
// [ErrSpan], [ErrRate] and [ErrTiming] name what is wrong with the time or the rate; [ErrRange] is any other
// number out of its range, [ErrLimit] one too large, too long or too many to be computed with, [ErrUnknown] a text
// that is no timing. [ErrDivergent] is a sum without end that is not finite. Nothing panics.
//
// # References
//
//   - Gupta, Lehmann (2003), Customers as Assets, Journal of Interactive Marketing 17(1): margin, retention, interest.
//   - Article 004 of this module's sources, customer service as competitive advantage: the formula, its example.
package lifetime
