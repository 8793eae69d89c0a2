// Package swot keeps what helps and what hurts a service, the strategies that follow from it, and their order.
//
// The matrix holds factors: strengths and weaknesses inside the service, opportunities and threats outside.
// Each carries its evidence, or is marked as assumed. A strategy uses factors from inside and from outside,
// says how it will be measured and who answers for it, and is scored by people; the ranking that comes out
// can be defended, for it shows what each criterion added, who is tied, who is merely close, and what it would
// take to make the first place change hands.
//
// A bus operator runs a base brand with old buses and a brand of first class with new ones. On some markets
// far cheaper competitors take its passengers. It may sell tickets in advance for less, or set the better
// brand apart:
//
//	goal := func(indicator string, percent int64) []swot.Objective {
//		return []swot.Objective{{Indicator: indicator, Unit: "%", Target: decimal.New(percent, 0), Area: "service windows"}}
//	}
//	scores := func(impact, viability, need int64) map[string]decimal.Decimal {
//		return map[string]decimal.Decimal{
//			"impact": decimal.New(impact, 0), "viability": decimal.New(viability, 0), "need": decimal.New(need, 0),
//		}
//	}
//	table := []swot.Evidence{{Source: "table of features, ADO GL"}}
//	m := swot.Matrix{
//		ID: uuid.MustParse("0f0e0d0c-0b0a-4908-8706-050403020100"), Title: "Service of the ADO Group",
//		Factors: []swot.Factor{
//			{Code: "S1", Kind: swot.Strength, Text: "new buses, 40 seats", Brand: "ADO GL", Evidence: table},
//			{Code: "W1", Kind: swot.Weakness, Text: "old uncomfortable buses", Brand: "OCC"},
//			{Code: "O1", Kind: swot.Opportunity, Text: "passengers who would pay for luxury", Assumed: true},
//			{Code: "T1", Kind: swot.Threat, Text: "far cheaper competitors", Assumed: true},
//		},
//		Strategies: []swot.Strategy{
//			{
//				Code: "SO1", Title: "From first class to luxury", Uses: []string{"S1", "O1"},
//				Objectives: goal("share of luxury tickets", 20), Scores: scores(4, 4, 4),
//			},
//			{
//				Code: "ST1", Title: "Advance purchase saves up to 50 %", Uses: []string{"S1", "T1"},
//				Objectives: goal("share of tickets bought 7 days ahead", 30), Scores: scores(5, 4, 5),
//			},
//		},
//	}
//	fmt.Println(m.Validate())
//	decision, _ := m.Decision(swot.DefaultCriteria())
//	ranking, _ := swot.WeightedSum(decision)
//	fmt.Print(ranking.Markdown())
//	robust, _ := swot.Robust(decision)
//	flip := robust.Weights[0]
//	fmt.Println("tied if", flip.Criterion, "weighs", flip.To.StringFixed(2))
//	fmt.Println("no strategy answers", m.Coverage().Unused)
//
// prints
//
//	<nil>
//	| Rank | Strategy | Score | impact | viability | need | Points |
//	| ---: | --- | ---: | ---: | ---: | ---: | ---: |
//	| 1 | ST1 | 0.9167 | 0.3333 | 0.2500 | 0.3333 | 4.6667 |
//	| 2 | SO1 | 0.7500 | 0.2500 | 0.2500 | 0.2500 | 4.0000 |
//	tied if viability weighs 1.00
//	no strategy answers [W1]
//
// The strength and the weakness are those of article 000. Its pictures of the matrix and of the strategies
// are lost: the class of each row, every opportunity and threat, the targets and the scores are assumed here.
// That the quadrant follows from the factors used is an inference too, and so are the rule from score to
// priority and the kinds of relations between strategies.
//
// # Definitions
//
// [Matrix.Quadrant] pairs the kinds of the factors that a strategy uses: SO, WO, ST and WT. [Matrix.Coverage]
// reads the trace from factor to strategy to objective to process for its gaps. [WeightedSum] ranks:
//
//	u = (x - Min)/(Max - Min), or (Max - x)/(Max - Min) where lower is better
//	Score = Σ w·u    Points = Σ w·x
//
// Min and Max are declared with the criterion and never read off the scores, so the order of two strategies
// does not depend on a third. Weights are all zero, which means equal, or sum to exactly 1; nothing
// normalises them but [NormalizeWeights]. [Pool] joins the scores of several judges first.
//
// [WeightedProduct] multiplies where low scores may not be made up for, and [Pareto] asks for no weights at
// all. [Robust] finds the numbers at which the leader is tied, and [Acceptability] the share of all weights under
// which each strategy leads. [Ranking.Close] names those whom the margin does not tell apart.
//
// [Ranking.ByScore] and [Ranking.ByCount] turn places into the priorities that an action plan takes up, and
// [Matrix.StrategyRef] is how it names them. [Matrix.Levels] and [Matrix.Conflicts] say in which order and which
// of them together. [Matrix.IFE], [Matrix.EFE], [IE] and [Matrix.QSPM] work on weighted and rated factors, and
// [Diff] on two matrices.
//
// # Numbers
//
// Weights, scores and targets are decimals of at most 18 places within ±1e9. Order, ties, flips and shares of up
// to three criteria come from exact integers: 0.1 + 0.2 ties with 0.3. What is shown is rounded once, half away
// from zero, to 16 places, and in Markdown to 4; weights that a [WeightShift] reports sum to exactly 1 all the
// same. Only the products of many-digit weights and the shares of four criteria and more are not exact, and say
// so.
//
// In JSON every decimal of a declaration is a text with the digits it was given. How large a JSON body may be is
// for the caller to limit. Nothing depends on the settings of the decimal package, and all of it is safe for
// concurrent use.
//
// # Errors
//
// [Matrix.Validate] and [Decision.Validate] return every fault at once: an error that unwraps to [ErrInvalid]
// and to validator.ValidationErrors, each with its JSON path and a stable code, which their docs list.
// [ErrNotFound] is a code that does not exist, [ErrUnknown] a text that is no value of an enumeration or no
// language, [ErrRange] and [ErrLimit] a number out of range or too large to be computed with, [ErrScale] a
// scale that a method cannot work on, [ErrUndefined] a share of nothing. Renderers have no error: a hostile decimal reads "?", an unknown code as itself.
// Nothing panics.
//
// # References
//
//   - Article 000 of this module's sources, the case of a bus operator: aspects, classes, criteria, objectives.
//   - Weihrich (1982), The TOWS matrix, Long Range Planning 15(2): the four kinds of strategies.
//   - Fishburn (1967), Additive utilities with incomplete product sets, Operations Research 15(3): the weighted sum.
//   - Balinski, Young (1982), Fair Representation: largest remainders.
//   - Triantaphyllou, Sanchez (1997), A sensitivity analysis approach for some deterministic multi-criteria
//     decision making methods, Decision Sciences 28(1).
//   - Lahdelma, Hokkanen, Salminen (1998), SMAA, European Journal of Operational Research 106(1).
//   - David, Strategic Management: factor evaluation, internal-external and planning matrix.
//   - Warfield (1974), Toward Interpretation of Complex Structural Models, IEEE Transactions on Systems, Man, and
//     Cybernetics 4(5): levels.
package swot
