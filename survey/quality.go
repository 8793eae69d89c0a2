package survey

import (
	"fmt"
	"math"
	"time"
)

// QualityOptions say when an answer is doubted. The zero value is the default.
type QualityOptions struct {
	Median     time.Duration // of how long respondents took. Defaults to 0, no look at the speed.
	FasterThan float64       // the share of Median below which a speeder is. Defaults to 1/3.
	MinIRV     float64       // the least variability that passes. Defaults to 0, all of it.
	MaxMissing float64       // the largest share of the items shown that may lack a usable answer, to 1. Defaults to 0.5.
	MaxRun     int           // the longest run of one answer that passes. Defaults to 0: all but the same answer to all.
}

// resolve returns o with its defaults in place, or [ErrRange].
func (o QualityOptions) resolve(op string) (QualityOptions, error) {
	for _, option := range []struct {
		name         string
		value, upper float64
	}{
		{"median", float64(o.Median), math.MaxInt64},
		{"faster than", o.FasterThan, math.MaxFloat64},
		{"least variability", o.MinIRV, math.MaxFloat64},
		{"most missing", o.MaxMissing, 1},
		{"longest run", float64(o.MaxRun), math.MaxInt64},
	} {
		if !(option.value >= 0 && option.value <= option.upper) {
			return QualityOptions{}, fmt.Errorf("%s: %s %v: %w", op, option.name, option.value, ErrRange)
		}
	}
	if o.FasterThan == 0 {
		o.FasterThan = 1.0 / 3
	}
	if o.MaxMissing == 0 {
		o.MaxMissing = 0.5
	}
	return o, nil
}

// Quality is what tells a careful respondent from one who clicked through. LongString is the longest run of one answer
// over the items, Missing how many items were shown and have no usable answer, and IRV the standard deviation of the
// answers, with divisor n-1, nil below two. The zero value has nothing to tell.
type Quality struct {
	LongString int      `json:"longString"`
	Missing    int      `json:"missing"`
	IRV        *float64 `json:"irv,omitempty"`
	Flags      Flag     `json:"flags,omitempty"`
}

// Assess looks at r's answers to the items, questions in points or rows "Q6.clean" of a matrix, in the order in which
// they were asked. It judges them as given, not as scored: who answers items alike that are put the other way round
// straight-lines. Hidden items are left out; missing and invalid answers interrupt no run.
//
//	straight-line  LongString > MaxRun; without MaxRun, all of two answers or more are the same
//	speeder        Took < FasterThan·Median, where both are known; a Took below 0, of a clock set back, too
//	low-variance   IRV < MinIRV
//	many-missing   Missing > MaxMissing · items shown
//
// A flag is a doubt: whether to set the answers aside, and count them as [OutcomeExcluded], is the caller's decision. It
// returns [ErrNotFound] for an item that is not declared, [ErrKind] for one without points and [ErrRange] for options
// that are negative or no number. References: Johnson (2005), Ascertaining the Validity of Individual Protocols: the
// long string; Dunn, Heggestad, Shanock, Theilgard (2018), Intra-Individual Response Variability as an Indicator of
// Insufficient Effort Responding.
func (f *Form) Assess(r Response, items []QuestionID, o QualityOptions) (Quality, error) {
	const op = "survey: assess"
	o, err := o.resolve(op)
	if err != nil {
		return Quality{}, err
	}
	places, err := f.places(items, op)
	if err != nil {
		return Quality{}, err
	}
	var q Quality
	v := f.view(r)
	shown, run := 0, 0
	var given []int
	for _, p := range places {
		a, outcome := v.answer(p)
		switch outcome {
		case OutcomeHidden:
			continue
		case OutcomeAnswered:
			given = append(given, a.at(p))
			if n := len(given); n < 2 || given[n-1] != given[n-2] {
				run = 0
			}
			run++
			q.LongString = max(q.LongString, run)
		default:
			q.Missing++
		}
		shown++
	}
	q.IRV = variability(given)
	for _, doubt := range []struct {
		holds bool
		flag  Flag
	}{
		{o.MaxRun > 0 && q.LongString > o.MaxRun, FlagStraightLine},
		{o.MaxRun == 0 && len(given) > 1 && q.LongString == len(given), FlagStraightLine},
		{o.Median > 0 && r.Took != 0 && float64(r.Took) < o.FasterThan*float64(o.Median), FlagSpeeder},
		{q.IRV != nil && *q.IRV < o.MinIRV, FlagLowVariance},
		{float64(q.Missing) > o.MaxMissing*float64(shown), FlagManyMissing},
	} {
		if doubt.holds {
			q.Flags |= doubt.flag
		}
	}
	return q, nil
}

// variability returns the standard deviation of what was given, nil below two. It is taken of the distances from the
// first, which lose no digits where the answers are large.
func variability(given []int) *float64 {
	n := float64(len(given))
	if n < 2 {
		return nil
	}
	first, sum, squares := float64(given[0]), 0.0, 0.0
	for _, v := range given {
		sum += float64(v) - first
	}
	for _, v := range given {
		away := float64(v) - first - sum/n
		squares += away * away
	}
	sd := math.Sqrt(squares / (n - 1))
	return &sd
}
