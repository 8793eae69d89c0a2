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
// [Tenure] is that formula. It takes the stay as known, discounts nothing, and lets nobody leave early. [Retention] adds
// what it leaves out, and [Retention.Loss] is the price of serving worse. [AtRisk] combines any value with a chance
// of leaving that the caller knows, such as that of a customer whose complaint is not closed.
//
// Passengers tell nobody when they leave. The models [BGNBD], [MBGNBD], [ParetoNBD], [NBD] and [BGBB] infer it from a
// [History]: how often somebody came back, when last, and since when he is known. A [Histogram] of histories (package
// rfm makes it from a log) is fitted in milliseconds, a prediction is a method, and [Fit.Estimate] puts an interval
// around it:
//
//	fit, err := lifetime.FitBGNBD(passengers, lifetime.FitOptions{})
//	h := lifetime.History{X: 2, Tx: 213, T: 272} // came back twice, the last time 59 days ago
//	alive, err := fit.Estimate(0.95, lifetime.Logit, func(m lifetime.BGNBD) (float64, error) { return m.Alive(h, 0) })
//	value, err := lifetime.CLV(fit.Model, h, decimal.New(35, 0), cash) // $35 a purchase
//	// alive 0.72 (0.69 to 0.75), worth $85.41 in two years
//
// [GammaGamma] foresees what he will spend, [Score] a million customers, [Erosion] what worse service takes from one.
//
// # Definitions
//
//	Tenure       years · Σ policies·profit
//	AtRisk       value · customers · chance
//	Value        Σ m (1+g)^(t-1) r^t / (1+i)^t, t = 1, 2, ...: margin m, growth g, retention r, interest i a period
//	x, t_x, T    repeat purchase days, time of the last one, age: all since the first purchase, which is not counted
//	Alive        P(not left at T+t)             Purchases  E[X(T, T+t)]           PMF  P(X(T, T+t) = n)
//	DERT         ∫ e^(-δu) dE[X(T, T+u)], no end: expected purchases after T, each discounted to T
//	DET          the same as payments come, by the period, with or without an end        CLV  profit · DET
//
// Given that he is alive at T, a customer is a new one of the same family with the parameters that his history leaves;
// so every prediction is P(alive) times that of a new customer, and the zero History is the new customer. The value
// of a customer we have counts what is to come after T; that of one to be won has his first purchase on top.
//
// Every length of time is a [Span] in days, every [Rate] knows the span over which it accrues and every model its Unit:
// no number here has an implied unit. 10 % a year is not 10 % a month, and [Rate.Over] turns one into the other.
//
// # Numbers
//
// Money, rates, retention and chances are decimals of at most 30 places (a rate 40) within ±1e15, which is looked at
// before they are computed with. Tenure and AtRisk are exact; a Retention is summed exactly and rounded once to 12
// places; a CLV is rounded once to 12. Spans, parameters and predictions are float64, 1e-10 relative at given
// parameters unless a method says otherwise, also at the poles of the published formulas (a = 1, a + b = 1, s = 1) and
// for 5000 purchases. A fit gives the same bits for any order of rows and any number of processors. No result is NaN
// or infinite. Nothing depends on the settings of the decimal package. All is safe for concurrent use but a
// Histogram, which serves one goroutine at a time. The structs keep every value through JSON; [EncodeModel] writes a
// model with its name.
//
// # Errors
//
// [ErrSpan], [ErrRate] and [ErrTiming] name what is wrong with the time or the rate; [ErrHistory], [ErrSpend] and
// [ErrParameter] with a customer or a model; [ErrRange] is any other number out of its range, [ErrLimit] one too large,
// too long or too many, [ErrUnknown] a text that is no constant. [ErrDivergent] is a sum without end that is not finite,
// [ErrNoMean] a mean that does not exist, [ErrNoData] nothing to fit. A maximum on the boundary is no error but a [Bound];
// only what needs a curvature returns [ErrBoundary], or [ErrSingular]. [ErrDecode] is bytes that are not ours.
//
// # References
//
//   - Gupta, Lehmann (2003), Customers as Assets, Journal of Interactive Marketing 17(1): margin, retention, interest.
//   - Fader, Hardie, Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2): BG/NBD.
//   - Schmittlein, Morrison, Colombo (1987), Counting Your Customers, Management Science 33(1): Pareto/NBD.
//   - Fader, Hardie (2013), The Gamma-Gamma Model of Monetary Value.
//   - Article 004 of this module's sources, customer service as competitive advantage: the formula, its example.
package lifetime
