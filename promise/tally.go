package promise

import (
	"fmt"
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// An Observation is what was seen of one specification in one case. Value holds the number, or 1 for yes and 0 for no;
// Text holds the choice where the target names choices; never both. The zero value observes no specification.
type Observation struct {
	Spec  string    `json:"spec"`
	Value float64   `json:"value"`
	Text  string    `json:"text,omitempty"`
	At    time.Time `json:"at,omitzero"`
	Case  string    `json:"case,omitempty"`
}

// A Tally counts the cases of a specification: in Kept of Total the target held. The zero value is empty and ready.
type Tally struct {
	Kept  int64 `json:"kept"`
	Total int64 `json:"total"`
}

// check returns [ErrRange] unless 0 ≤ Kept ≤ Total.
func (t Tally) check() error {
	if t.Kept < 0 || t.Kept > t.Total {
		return fmt.Errorf("%d kept of %d: %w", t.Kept, t.Total, ErrRange)
	}
	return nil
}

// Ratio returns Kept/Total, and false for an empty tally or one that is no share.
func (t Tally) Ratio() (float64, bool) {
	if t.check() != nil || t.Total == 0 {
		return 0, false
	}
	return float64(t.Kept) / float64(t.Total), true
}

// An Interval is closed: Low ≤ High.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// IntervalMethod puts an interval around a share. The zero value is ClopperPearson.
type IntervalMethod uint8

const (
	ClopperPearson  IntervalMethod = iota // exact: covers at least the level
	Wilson                                // score interval: covers the level on average
	WilsonCorrected                       // score interval with continuity correction, by the rule of R's prop.test
	Jeffreys                              // Bayesian with the prior Beta(1/2, 1/2)
	AgrestiCoull                          // as published: may leave [0, 1]
)

var methodNames = []string{"clopper-pearson", "wilson", "wilson-corrected", "jeffreys", "agresti-coull"} // as ordered above

// String returns the name of m, such as "wilson", and "?" for another value.
func (m IntervalMethod) String() string { return enum.String(methodNames, m) }

// MarshalText returns the name of m, or [ErrUnknown].
func (m IntervalMethod) MarshalText() ([]byte, error) {
	return enum.Marshal(methodNames, m, "promise: marshal interval method", ErrUnknown)
}

// UnmarshalText sets m to the method called text. For any other text it returns [ErrUnknown] and leaves m alone.
func (m *IntervalMethod) UnmarshalText(text []byte) error {
	return enum.Unmarshal(methodNames, m, text, "promise: parse interval method", ErrUnknown)
}

// ParseIntervalMethod returns the method called text, or [ErrUnknown].
func ParseIntervalMethod(text string) (IntervalMethod, error) {
	return enum.Parse[IntervalMethod](methodNames, text, "promise: parse interval method", ErrUnknown)
}

// Interval returns the two-sided interval of the share kept, at a level in (0, 1) or 0 for 0.95. Ends are right to 1e-12
// up to a million cases and to 1e-9 up to 1e9. It returns [ErrNoEvidence] for an empty tally, [ErrRange] for one that is no
// share, [ErrLevel] for another level, and [ErrUnknown] for another method.
// References: Clopper, Pearson (1934); Newcombe (1998), Two-Sided Confidence Intervals for the Single Proportion; Brown,
// Cai, DasGupta (2001), Interval Estimation for a Binomial Proportion.
func (t Tally) Interval(level float64, m IntervalMethod) (Interval, error) {
	if err := t.check(); err != nil {
		return Interval{}, fmt.Errorf("promise: interval: %w", err)
	}
	if t.Total == 0 {
		return Interval{}, fmt.Errorf("promise: interval: %w", ErrNoEvidence)
	}
	level, err := levelOf(level)
	if err != nil {
		return Interval{}, fmt.Errorf("promise: interval: %w", err)
	}
	method, ok := map[IntervalMethod]func(x, n int64, level float64) (stat.Interval, error){
		ClopperPearson: stat.ClopperPearson, Wilson: stat.Wilson, WilsonCorrected: stat.WilsonCorrected,
		Jeffreys: stat.Jeffreys, AgrestiCoull: stat.AgrestiCoull,
	}[m]
	if !ok {
		return Interval{}, fmt.Errorf("promise: interval: %w method %d", ErrUnknown, m)
	}
	ends, err := method(t.Kept, t.Total, level)
	return Interval(ends), err
}

// levelOf returns the level, 0.95 for 0, or [ErrLevel].
func levelOf(level float64) (float64, error) {
	resolved, err := stat.Level(level)
	if err != nil {
		return 0, fmt.Errorf("level %v: %w: 0 or in (0, 1)", level, ErrLevel)
	}
	return resolved, nil
}

// Verdict is what evidence says of a promise. The zero value is NoEvidence.
type Verdict uint8

const (
	NoEvidence   Verdict = iota // nothing was observed
	Undetermined                // the evidence does not decide
	Kept                        // shown to be kept
	Broken                      // shown to be broken
)

var verdictNames = []string{"no-evidence", "undetermined", "kept", "broken"} // as ordered above

// String returns the name of v, such as "kept", and "?" for another value.
func (v Verdict) String() string { return enum.String(verdictNames, v) }

// MarshalText returns the name of v, or [ErrUnknown].
func (v Verdict) MarshalText() ([]byte, error) {
	return enum.Marshal(verdictNames, v, "promise: marshal verdict", ErrUnknown)
}

// UnmarshalText sets v to the verdict called text. For any other text it returns [ErrUnknown] and leaves v alone.
func (v *Verdict) UnmarshalText(text []byte) error {
	return enum.Unmarshal(verdictNames, v, text, "promise: parse verdict", ErrUnknown)
}

// ParseVerdict returns the verdict called text, or [ErrUnknown].
func ParseVerdict(text string) (Verdict, error) {
	return enum.Parse[Verdict](verdictNames, text, "promise: parse verdict", ErrUnknown)
}
