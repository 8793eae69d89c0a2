package staffing

import (
	"fmt"
	"math"
	"time"
)

// ErlangB returns the share of arrivals that find all servers busy and go away, with nobody waiting.
//
//	B_0 = 1, B_c = a B_(c-1) / (c + a B_(c-1)), a the erlangs
//
// Servers are 0 to 1,000,000, erlangs 0 to 1e300; it returns [ErrRange] for less and NaN, and [ErrLimit] for more.
// Accuracy: 1e-13 relative. Cost: a division a server. Reference: Erlang (1917).
func ErlangB(servers int, erlangs float64) (float64, error) {
	if err := check(servers, erlangs); err != nil {
		return 0, fmt.Errorf("staffing: Erlang B: %w", err)
	}
	return lost(servers, erlangs), nil
}

// ErlangC returns the share of arrivals that have to wait, if everybody waits.
//
//	C = B / (1 - ρ(1 - B)), ρ = erlangs/agents
//
// It is 1 where erlangs ≥ agents. The ranges, errors and the accuracy are those of [ErlangB]. Reference: Erlang (1917).
func ErlangC(agents int, erlangs float64) (float64, error) {
	if err := check(agents, erlangs); err != nil {
		return 0, fmt.Errorf("staffing: Erlang C: %w", err)
	}
	return waits(agents, erlangs, lost(agents, erlangs)), nil
}

// check returns what is wrong with servers under a load.
func check(servers int, erlangs float64) error {
	switch {
	case servers < 0:
		return fmt.Errorf("%d servers: %w", servers, ErrRange)
	case servers > maxServers:
		return fmt.Errorf("%d servers: %w: at most %d", servers, ErrLimit, maxServers)
	case !(erlangs >= 0):
		return fmt.Errorf("%v erlangs: %w", erlangs, ErrRange)
	case erlangs > 1e300:
		return fmt.Errorf("%v erlangs: %w", erlangs, ErrLimit)
	}
	return nil
}

// lost returns B.
func lost(servers int, erlangs float64) float64 {
	b := 1.0
	for c := 1; c <= servers; c++ {
		b = next(c, erlangs, b)
	}
	return b
}

// next returns B of c servers from that of one less.
func next(c int, erlangs, b float64) float64 {
	return erlangs * b / (float64(c) + erlangs*b)
}

// waits returns C from B.
func waits(agents int, erlangs, b float64) float64 {
	switch {
	case erlangs == 0 && agents > 0:
		return 0
	case erlangs >= float64(agents):
		return 1
	}
	return b / (1 - erlangs/float64(agents)*(1-b))
}

// An Abandonment is what becomes of arrivals who lose patience. The zero value is a queue without arrivals.
type Abandonment struct {
	Wait      float64       `json:"wait"`      // share who have to wait, however short
	Abandon   float64       `json:"abandon"`   // share who give up
	Occupancy float64       `json:"occupancy"` // share of the agents' time that is busy; 0 for no agent
	Queue     float64       `json:"queue"`     // mean number of those who wait
	MeanWait  time.Duration `json:"meanWait"`  // over all arrivals, those who give up included
}

// ErlangA returns what becomes of arrivals who give up after an exponential patience of that mean: the stationary
// probabilities of the number present, by birth and death,
//
//	p_n = p_(n-1) λ/(min(n, c) μ + max(0, n-c) θ), λ, μ, θ the rates of arrival, of service, of giving up
//
// summed from the most likely number to both sides. A queue that loses its impatient ones is always stable. It returns
// [ErrRange] or [ErrLimit] for what is wrong with the load or the number of agents, [ErrRange] unless patience is above
// 0, and [ErrLimit] if more than 1e12 arrive in a patience; below 1e-300 nobody comes. Accuracy: 1e-10.
// References: Palm (1957); Garnett, Mandelbaum, Reiman (2002), Designing a Call Center with Impatient Customers.
func ErlangA(agents int, l Load, patience time.Duration) (Abandonment, error) {
	erlangs, err := l.erlangs()
	if err == nil {
		err = check(agents, erlangs)
	}
	if err == nil && patience <= 0 {
		err = fmt.Errorf("patience %v: %w", patience, ErrRange)
	}
	impatient := l.Arrivals * (float64(patience) / float64(l.Per)) // arrivals in a patience
	if err == nil && impatient > 1e12 {
		err = fmt.Errorf("%v arrivals in a patience: %w", impatient, ErrLimit)
	}
	if err != nil {
		return Abandonment{}, fmt.Errorf("staffing: Erlang A: %w", err)
	}
	if erlangs < 1e-300 || impatient < 1e-300 { // nobody comes
		return Abandonment{}, nil
	}
	return abandonment(agents, erlangs, impatient, patience, float64(patience)/float64(l.Handle)), nil
}

// abandonment sums over the states n, in rates relative to that of giving up; serve is μ/θ.
func abandonment(agents int, erlangs, impatient float64, patience time.Duration, serve float64) Abandonment {
	c := float64(agents)
	death := func(n float64) float64 { return min(n, c)*serve + max(0, n-c) }
	mode := math.Floor(min(erlangs, c))
	if erlangs > c {
		mode = math.Floor(c + impatient - c*serve)
	}
	var sum, busy, waiting, queue float64
	add := func(n, p float64) {
		sum += p
		busy += p * min(n, c)
		if n >= c {
			waiting += p
			queue += p * (n - c)
		}
	}
	add(mode, 1)
	for n, p := mode, 1.0; p > 1e-18*sum; n++ {
		p *= impatient / death(n+1)
		add(n+1, p)
	}
	for n, p := mode, 1.0; n > 0 && p > 1e-18*sum; n-- {
		p *= death(n) / impatient
		add(n-1, p)
	}
	a := Abandonment{Wait: waiting / sum, Queue: queue / sum, Abandon: min(1, queue/sum/impatient)}
	if agents > 0 {
		a.Occupancy = busy / sum / c
	}
	a.MeanWait = time.Duration(math.Round(float64(patience) * a.Abandon)) // Little: Queue/λ, and θ Queue/λ give up
	return a
}
