package agreement

import (
	"fmt"
	"time"
)

// A Composed is what the commitments of several parties come to.
type Composed struct {
	Keep       float64            `json:"keep"`   // if the parties are independent
	Miss       float64            `json:"miss"`   // likewise, and never rounded as 1-Keep
	Low        float64            `json:"low"`    // the least Keep, whatever the dependence
	High       float64            `json:"high"`   // the greatest
	Within     time.Duration      `json:"within"` // 0 unless every leaf promises a time
	Importance map[string]float64 `json:"importance"`
	Repeated   []string           `json:"repeated,omitempty"` // parties with several leaves, which are counted as separate events
}

// Compose returns what the commitments in n come to.
//
//	series    Keep = Π keep        Low = max(0, 1 - Σ miss)    High = the least keep       (Fréchet 1935)
//	parallel  Miss = Π miss        Low = the greatest keep     High = min(1, Σ keep)
//	k of n    the sum over all ways; High = min(1, min over j = 0..k-1 of (the sum of the n-j least keeps)/(k-j)),
//	          Low = 1 - the same of the n-k+1 misses that break it                         (Rüger 1978, Morgenstern 1980)
//
// Keep and Miss hold if all leaves are independent; both have full relative accuracy, 1e-11, so three in parallel that
// miss 1e-7 each miss 1e-21 together. Low and High hold whatever the dependence, and can be reached where no part
// stands twice. Within adds up in series; in parallel and k of n it is the k-th least, for parts that keep. Importance
// is Birnbaum's, by party: how much Keep rises by a rise of the party's own keep, d Keep/d keep, summed over its
// leaves.
//
// It returns [ErrInvalid], with the path, for a node that is not as declared, [ErrLimit] beyond 64 levels or 10,000
// leaves, and [ErrRange] for times that sum beyond 292 years. The cost is quadratic in the parts of a k of n, times
// their logarithm. References: Birnbaum (1969), On the Importance of Different Components in a Multicomponent System;
// Rüger (1978), Das maximale Signifikanzniveau des Tests "Lehne H0 ab, wenn k unter n gegebenen Tests zur Ablehnung
// führen", Metrika 25; Morgenstern (1980), Berechnung des maximalen Signifikanzniveaus, Metrika 27.
func Compose(n Node) (Composed, error) {
	if err := n.check(); err != nil {
		return Composed{}, fmt.Errorf("agreement: compose: %w", err)
	}
	g := newGate(&n)
	composed, err := compose(&g)
	if err != nil {
		return Composed{}, fmt.Errorf("agreement: compose: %w", err)
	}
	return composed, nil
}

// compose is Compose for gates.
func compose(g *gate) (Composed, error) {
	within, _, err := g.within()
	if err != nil {
		return Composed{}, err
	}
	g.solve(leaf)
	high, missed := g.bounds()
	composed := Composed{
		Keep: g.keep, Miss: g.miss, Low: min(g.keep, 1-missed), High: max(g.keep, high), Within: within, Importance: map[string]float64{},
	}
	g.importance(1, composed.Importance)
	leaves := map[string]int{}
	g.leaves(func(n *Node) {
		if leaves[n.Party]++; leaves[n.Party] == 2 {
			composed.Repeated = append(composed.Repeated, n.Party)
		}
	})
	return composed, nil
}

// Availability returns the share of time in which a thing works, up, and in which it does not, down, if it runs between
// two failures for a mean time and takes a mean time to repair.
//
//	up = between/(between + repair)    down = repair/(between + repair)
//
// Each is computed by itself, so that a small one keeps its digits. It returns [ErrRange] if a time is below 0, or both
// are 0. Reference: IEC 60050-192 (2015), 192-08-07, steady state availability.
func Availability(between, repair time.Duration) (up, down float64, err error) {
	if between < 0 || repair < 0 || between == 0 && repair == 0 {
		return 0, 0, fmt.Errorf("agreement: availability: %v between failures, %v to repair: %w", between, repair, ErrRange)
	}
	all := float64(between) + float64(repair)
	return float64(between) / all, float64(repair) / all, nil
}
