package kano

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// A Rule says which category speaks for all customers. The zero value is Mode.
type Rule uint8

const (
	RuleMode   Rule = iota // the one that most are in; ties go to M, O, A, I, R, Q
	RuleBerger             // M, O or A where these outnumber I, R and Q together, else one of those; then as Mode
)

var ruleNames = [...]string{"mode", "berger"}

// String returns the name of r, or "?".
func (r Rule) String() string { return enum.String(ruleNames[:], r) }

// MarshalText returns the name of r. Its error wraps [ErrUnknown].
func (r Rule) MarshalText() ([]byte, error) {
	return enum.Marshal(ruleNames[:], r, "kano: marshal rule", ErrUnknown)
}

// UnmarshalText sets r to the rule called text. For any other text it returns [ErrUnknown] and leaves r alone.
func (r *Rule) UnmarshalText(text []byte) error {
	return enum.Unmarshal(ruleNames[:], r, text, "kano: parse rule", ErrUnknown)
}

// ParseRule returns the rule called text, or [ErrUnknown].
func ParseRule(text string) (Rule, error) {
	return enum.Parse[Rule](ruleNames[:], text, "kano: parse rule", ErrUnknown)
}

// Options say how answers are read. The zero value is the default.
type Options struct {
	Table Table   // Defaults to Classic.
	Rule  Rule    // Defaults to Mode.
	Level float64 // two-sided confidence of the coefficients, in (0, 1). Defaults to 0.95.
}

// A Coefficient is a share with Wilson's interval, both with the sign of Value. The zero value is the share 0.
type Coefficient struct{ Value, Low, High float64 }

// A Score is a mean and, from two customers on, its standard deviation over n-1. The zero value is the mean 0.
type Score struct {
	Mean float64
	SD   *float64
}

// A Result is what a feature is to all who answered. Counts are those of A, O, M, I, R and Q, in the order of the
// categories; N is their sum. Second is the runner-up by counts, none where all agree; by Berger's rule it may be the
// Category itself, with indifferent the most frequent. The zero value tells nothing.
type Result struct {
	N, Missing, Invalid int64
	Counts              [6]int64
	Category, Second    Category

	Better *Coefficient // (A+O)/(A+O+M+I): how much satisfaction rises with the feature; nil where nobody is in these
	Worse  *Coefficient // -(O+M)/(A+O+M+I): how much it falls without

	TotalStrength    float64 // (A+O+M)/N: how many it touches
	CategoryStrength float64 // (first - second)/N, by counts
	FongBound        float64 // what the first has to be ahead by
	Ambiguous        bool    // first - second is below that

	Functional, Dysfunctional Score // continuous, by DuMouchel: what the feature gives, and what it takes by not being there
}

// The scores of DuMouchel, by answer. They are uneven, since to ask for a feature, or to miss it, tells more than the
// opposite.
var (
	functionalScores    = [answers]float64{4, 2, 0, -1, -2}
	dysfunctionalScores = [answers]float64{-2, -1, 0, 2, 4}
)

// ties is the order in which equal counts go: what hurts most by its absence first.
var ties = [categories]Category{
	CategoryMustBe, CategoryOneDimensional, CategoryAttractive, CategoryIndifferent, CategoryReverse, CategoryQuestionable,
}

// Result returns what the feature is to the customers in t.
//
//	Better = (A+O)/(A+O+M+I)    Worse = -(O+M)/(A+O+M+I)    intervals: Wilson
//	FongBound = 1.65 √((a+b)(2n-a-b)/(2n)), a and b the two largest counts
//	Functional: the mean of like 4, expect 2, neutral 0, tolerate -1, dislike -2, of all pairs
//	Dysfunctional: of like -2, expect -1, neutral 0, tolerate 2, dislike 4
//
// Strengths, n and the scores are of all who gave both answers, contradictory ones included. It returns [ErrNoAnswers] where
// nobody did, and [ErrRange] for options out of range. Accuracy: 1e-12. References: Berger et al. (1993), Kano's Methods for Understanding
// Customer-defined Quality, Center for Quality of Management Journal 2(4), with the coefficients of Timko and the scores of
// DuMouchel; Lee, Newcomb (1997), Applying the Kano Methodology to Meet Customer Requirements: the strengths; Fong (1996),
// Using the Self-stated Importance Questionnaire to Interpret Kano Questionnaire Results, Center for Quality of Management
// Journal 5(3).
func (t *Tally) Result(o Options) (Result, error) {
	const op = "kano: result"
	level, err := stat.Level(o.Level)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w: %w", op, ErrRange, err)
	}
	if o.Table > TablePouliot || o.Rule > RuleBerger {
		return Result{}, fmt.Errorf("%s: table %d, rule %d: %w", op, o.Table, o.Rule, ErrRange)
	}
	r := Result{N: t.n - t.missing - t.invalid, Missing: t.missing, Invalid: t.invalid}
	if r.N == 0 {
		return Result{}, fmt.Errorf("%s: %w", op, ErrNoAnswers)
	}
	var functional, dysfunctional [answers]int64
	for i, n := range t.pairs {
		f, d := i/answers, i%answers
		r.Counts[o.Table.category(Answer(f+1), Answer(d+1))-1] += n
		functional[f] += n
		dysfunctional[d] += n
	}
	r.Functional, r.Dysfunctional = score(functional, functionalScores, r.N), score(dysfunctional, dysfunctionalScores, r.N)
	return r.ranked(o.Rule).judged(level), nil
}

// of returns the count of c.
func (r *Result) of(c Category) int64 { return r.Counts[c-1] }

// largest returns the category among some with the largest count, the first of equal ones.
func (r *Result) largest(among []Category) (best Category) {
	for _, c := range among {
		if best == 0 || r.of(c) > r.of(best) {
			best = c
		}
	}
	return best
}

// ranked returns r with its categories and the strengths that rest on counts.
func (r Result) ranked(rule Rule) Result {
	first := r.largest(ties[:])
	for _, c := range ties {
		if c != first && r.of(c) > 0 && (r.Second == 0 || r.of(c) > r.of(r.Second)) {
			r.Second = c
		}
	}
	r.Category = first
	touched := r.of(CategoryAttractive) + r.of(CategoryOneDimensional) + r.of(CategoryMustBe)
	if rule == RuleBerger {
		r.Category = r.largest(ties[3:])
		if touched > r.N-touched {
			r.Category = r.largest(ties[:3])
		}
	}
	a, b, n := float64(r.of(first)), 0.0, float64(r.N)
	if r.Second != 0 {
		b = float64(r.of(r.Second))
	}
	r.TotalStrength, r.CategoryStrength = float64(touched)/n, (a-b)/n
	r.FongBound = 1.65 * math.Sqrt((a+b)*((2*n-a-b)/(2*n)))
	r.Ambiguous = a-b < r.FongBound
	return r
}

// judged returns r with its coefficients.
func (r Result) judged(level float64) Result {
	attractive, both, must := r.of(CategoryAttractive), r.of(CategoryOneDimensional), r.of(CategoryMustBe)
	n := attractive + both + must + r.of(CategoryIndifferent)
	if n == 0 {
		return r
	}
	better, _ := stat.Wilson(attractive+both, n, level) // n is above 0 and level in range
	worse, _ := stat.Wilson(both+must, n, level)
	r.Better = &Coefficient{float64(attractive+both) / float64(n), better.Low, better.High}
	r.Worse = &Coefficient{0 - float64(both+must)/float64(n), 0 - worse.High, 0 - worse.Low} // 0 - 0 is no -0
	return r
}

// score returns the mean and the deviation of what the answers of n customers are worth.
func score(counts [answers]int64, worth [answers]float64, n int64) (s Score) {
	for i, count := range counts {
		s.Mean += worth[i] * float64(count) / float64(n)
	}
	if n == 1 {
		return s
	}
	squares := 0.0
	for i, count := range counts {
		squares += (worth[i] - s.Mean) * (worth[i] - s.Mean) * float64(count)
	}
	s.SD = new(math.Sqrt(squares / float64(n-1)))
	return s
}
