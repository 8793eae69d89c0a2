package staffing

import (
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// A Performance is how long arrivals wait for so many agents. The zero value is a load of nothing.
type Performance struct {
	Agents    int           `json:"agents"`
	Wait      float64       `json:"wait"`      // share who have to wait, Erlang C
	Level     float64       `json:"level"`     // share who are served within the time
	Occupancy float64       `json:"occupancy"` // share of the agents' time that is busy
	Queue     float64       `json:"queue"`     // mean number of those who wait
	ASA       time.Duration `json:"asa"`       // mean wait of all, the average speed of answer
}

// Assess returns how long arrivals wait for so many agents, if everybody waits in the order of arrival.
//
//	Level = 1 - C e^(-(c-a) within/handle)    ASA = C handle/(c-a)    Queue = C a/(c-a)    Occupancy = a/c
//
// a is the load in erlangs, c the agents, C of [ErlangC]. No arrivals are all served at once. It returns [ErrUnstable]
// where a ≥ c, [ErrRange] or [ErrLimit] for what is wrong with the load or the number of agents, [ErrRange] for a time
// below 0, and [ErrLimit] for a mean wait beyond 290 years. Accuracy: 1e-12. Reference: Erlang (1917).
func Assess(l Load, agents int, within time.Duration) (Performance, error) {
	erlangs, err := l.erlangs()
	if err == nil {
		err = check(agents, erlangs)
	}
	if err == nil && within < 0 {
		err = fmt.Errorf("within %v: %w", within, ErrRange)
	}
	if err == nil && erlangs > 0 && erlangs >= float64(agents) {
		err = fmt.Errorf("%d agents for %v erlangs: %w", agents, erlangs, ErrUnstable)
	}
	var p Performance
	if err == nil {
		p, err = l.performance(agents, erlangs, within, lost(agents, erlangs))
	}
	if err != nil {
		return Performance{}, fmt.Errorf("staffing: assess: %w", err)
	}
	return p, nil
}

// performance returns that of a stable number of agents, from B.
func (l Load) performance(agents int, erlangs float64, within time.Duration, b float64) (p Performance, err error) {
	p = Performance{Agents: agents, Level: 1}
	if erlangs == 0 {
		return p, nil
	}
	spare := float64(agents) - erlangs
	p.Wait = waits(agents, erlangs, b)
	p.Level = 1 - l.late(agents, erlangs, within, b)
	p.Occupancy = erlangs / float64(agents)
	p.Queue = p.Wait * erlangs / spare
	p.ASA, err = duration(p.Wait * float64(l.Handle) / spare)
	return p, err
}

// late returns the share who are not served within the time.
func (l Load) late(agents int, erlangs float64, within time.Duration, b float64) float64 {
	spare := float64(agents) - erlangs
	return waits(agents, erlangs, b) * math.Exp(-spare*(float64(within)/float64(l.Handle)))
}

// A Goal is what the agents are to keep. The zero value asks for a queue that does not grow.
type Goal struct {
	Level        float64         `json:"level"`        // share to be served within the time, 0 to 1
	Within       time.Duration   `json:"within"`       // at least 0
	MaxOccupancy float64         `json:"maxOccupancy"` // most that agents may be busy, 0 to 1. Defaults to no cap
	Shrinkage    decimal.Decimal `json:"shrinkage"`    // share of paid time that is not worked, 0 to below 1
	MaxAgents    int             `json:"maxAgents"`    // 1 to 1,000,000. Defaults to 100,000
}

// A Plan is the least number of agents that keeps a goal, and how many are to be scheduled for it. The zero value is
// nobody.
type Plan struct {
	Performance
	Scheduled int `json:"scheduled"` // with shrinkage
}

// Need returns the least number of agents that keeps g under l, and [Scheduled] of it: the reverse of [Assess]. One agent
// fewer would miss the goal. A load of 0 needs nobody. It returns [ErrUnreachable] if that takes more than MaxAgents,
// as a level of 1 always does, [ErrRange] or [ErrLimit] for what is wrong with the load or the goal, and the errors of
// Scheduled. A mean wait beyond 290 years keeps no goal. Cost: a division an agent, no allocation.
func Need(l Load, g Goal) (Plan, error) {
	plan, err := l.need(g)
	if err != nil {
		return Plan{}, fmt.Errorf("staffing: need: %w", err)
	}
	return plan, nil
}

func (l Load) need(g Goal) (plan Plan, err error) {
	erlangs, err := l.erlangs()
	if err != nil {
		return plan, err
	}
	most, err := g.check()
	if err != nil {
		return plan, err
	}
	agents, b := 0, 1.0
	if erlangs > 0 && (erlangs >= float64(most) || g.Level == 1) {
		return plan, fmt.Errorf("%v erlangs with at most %d agents: %w", erlangs, most, ErrUnreachable)
	}
	for ; float64(agents) <= erlangs && erlangs > 0; agents++ { // too few to be stable
		b = next(agents+1, erlangs, b)
	}
	for erlangs > 0 && !l.kept(g, agents, erlangs, b) {
		if agents == most {
			return plan, fmt.Errorf("%v erlangs with at most %d agents: %w", erlangs, most, ErrUnreachable)
		}
		agents++
		b = next(agents, erlangs, b)
	}
	if plan.Performance, err = l.performance(agents, erlangs, g.Within, b); err != nil {
		return plan, err
	}
	plan.Scheduled, err = scheduled(agents, g.Shrinkage)
	return plan, err
}

// kept reports whether so many agents, more than the erlangs, keep g.
func (l Load) kept(g Goal, agents int, erlangs, b float64) bool {
	if g.MaxOccupancy > 0 && erlangs > g.MaxOccupancy*float64(agents) {
		return false
	}
	if l.late(agents, erlangs, g.Within, b) > 1-g.Level {
		return false
	}
	_, err := l.performance(agents, erlangs, g.Within, b)
	return err == nil // else a mean wait of centuries, just short of unstable
}

// check returns the most agents, or what is wrong with g.
func (g Goal) check() (most int, err error) {
	switch {
	case !(g.Level >= 0 && g.Level <= 1):
		return 0, fmt.Errorf("level %v: %w", g.Level, ErrRange)
	case g.Within < 0:
		return 0, fmt.Errorf("within %v: %w", g.Within, ErrRange)
	case !(g.MaxOccupancy >= 0 && g.MaxOccupancy <= 1):
		return 0, fmt.Errorf("occupancy %v: %w", g.MaxOccupancy, ErrRange)
	case g.MaxAgents < 0:
		return 0, fmt.Errorf("at most %d agents: %w", g.MaxAgents, ErrRange)
	case g.MaxAgents > maxServers:
		return 0, fmt.Errorf("at most %d agents: %w: %d", g.MaxAgents, ErrLimit, maxServers)
	case g.MaxAgents == 0:
		return 100_000, checkShrinkage(g.Shrinkage)
	}
	return g.MaxAgents, checkShrinkage(g.Shrinkage)
}

// Scheduled returns how many agents are to be scheduled so that so many are there, of whom the shrinkage is the share of
// paid time that is not worked: breaks, training, illness.
//
//	⌈agents/(1 - shrinkage)⌉
//
// by whole numbers, so that 84 agents at 0.3 are 120 and not 121. It returns [ErrRange] for agents below 0 or a shrinkage
// outside [0, 1), and [ErrLimit] for over 30 places or a result beyond an int32.
func Scheduled(agents int, shrinkage decimal.Decimal) (int, error) {
	n, err := scheduled(agents, shrinkage)
	if err != nil {
		return 0, fmt.Errorf("staffing: scheduled: %w", err)
	}
	return n, nil
}

func scheduled(agents int, shrinkage decimal.Decimal) (int, error) {
	if agents < 0 {
		return 0, fmt.Errorf("%d agents: %w", agents, ErrRange)
	}
	if err := checkShrinkage(shrinkage); err != nil {
		return 0, err
	}
	if shrinkage.IsZero() {
		return agents, nil
	}
	rest := new(big.Rat).Sub(big.NewRat(1, 1), bound.Rat(shrinkage))
	needed := new(big.Int).Mul(big.NewInt(int64(agents)), rest.Denom())
	needed.Add(needed, rest.Num()).Sub(needed, big.NewInt(1)).Quo(needed, rest.Num())
	if !needed.IsInt64() || needed.Int64() > math.MaxInt32 {
		return 0, fmt.Errorf("agents: %w", ErrLimit)
	}
	return int(needed.Int64()), nil
}

// checkShrinkage returns what is wrong with a shrinkage.
func checkShrinkage(d decimal.Decimal) error {
	if err := (bound.Limit{Places: 30, Magnitude: 3}).Check(d); err != nil {
		return fmt.Errorf("shrinkage: %w: %w", ErrLimit, err)
	}
	if d.IsNegative() || !d.LessThan(decimal.New(1, 0)) {
		return fmt.Errorf("shrinkage %s: %w", bound.Plain(d), ErrRange)
	}
	return nil
}
