package process

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A FailureMode is a way in which a stage may go wrong, with three factors of 1 to 10 each. The zero value is invalid.
type FailureMode struct {
	Stage      string `json:"stage"` // code
	Name       string `json:"name"`
	Severity   int    `json:"severity"`   // 10 is worst for the customer
	Occurrence int    `json:"occurrence"` // 10 is almost always
	Detection  int    `json:"detection"`  // 10 is never noticed in time
}

// RPN returns the risk priority number, Severity·Occurrence·Detection, 1 to 1,000 where the factors are 1 to 10.
func (m FailureMode) RPN() int { return m.Severity * m.Occurrence * m.Detection }

// A Ranked is a failure mode in its place. The zero value is none.
type Ranked struct {
	Mode       FailureMode `json:"mode"`
	RPN        int         `json:"rpn"`
	Cumulative float64     `json:"cumulative"` // share of all risk priority numbers up to this one, for a Pareto chart
	Severe     bool        `json:"severe"`     // Severity is 9 or 10, whatever the product hides
}

// severe is the least severity that is looked at whatever the product.
const severe = 9

// Rank returns failure modes by risk priority number, then severity, occurrence and detection, the greatest first, then by
// name and by stage; equal ones keep their order. It returns [ErrRange], with the index, for a factor that is not 1 to 10.
// No modes give none. Accuracy: exact but for the last division. Reference: IEC 60812 (2018), Failure modes and effects
// analysis.
func Rank(modes []FailureMode) ([]Ranked, error) {
	total := 0
	ranked := make([]Ranked, len(modes))
	for i, m := range modes {
		for _, factor := range []int{m.Severity, m.Occurrence, m.Detection} {
			if factor < 1 || factor > 10 {
				return nil, fmt.Errorf("process: rank failure modes: mode %d, %.40q: factor %d: %w", i, m.Name, factor, ErrRange)
			}
		}
		ranked[i] = Ranked{Mode: m, RPN: m.RPN(), Severe: m.Severity >= severe}
		total += m.RPN()
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int {
		return cmp.Or(
			b.RPN-a.RPN, b.Mode.Severity-a.Mode.Severity, b.Mode.Occurrence-a.Mode.Occurrence, b.Mode.Detection-a.Mode.Detection,
			strings.Compare(a.Mode.Name, b.Mode.Name), strings.Compare(a.Mode.Stage, b.Mode.Stage),
		)
	})
	sum := 0
	for i := range ranked {
		sum += ranked[i].RPN
		ranked[i].Cumulative = float64(sum) / float64(total)
	}
	return ranked, nil
}
