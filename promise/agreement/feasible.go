package agreement

import (
	"fmt"
	"math"
	"time"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

// A Feasibility says whether what providers commit to can carry what a customer is promised. The zero value says that it
// cannot.
type Feasibility struct {
	Independent bool          `json:"independent"` // the target is reached if the parties are independent
	Guaranteed  bool          `json:"guaranteed"`  // it is reached whatever the dependence
	InTime      bool          `json:"inTime"`      // and within its time; also where it promises none
	Shortfall   float64       `json:"shortfall"`   // max(0, target - Keep)
	Slack       time.Duration `json:"slack"`       // time left, below 0 when late; 0 unless both promise a time
	Weakest     string        `json:"weakest"`     // the party of the least keep, of equal ones the first; "" without leaves
	RaiseTo     *float64      `json:"raiseTo"`     // the least keep of Weakest with which the others reach the target if independent; nil if even 1 is too little
	EqualNeeded *float64      `json:"equalNeeded"` // the least common keep of all leaves that reaches it if independent; nil if even 1 is too little
}

// Feasible returns whether the commitments in n carry the target, and which one to raise if not.
//
// Independent and Guaranteed compare exactly, in whole numbers where float64 does not decide: five commitments of 0.99 in
// series guarantee 0.95. RaiseTo may lie below what Weakest commits to today, which says how much it could give; where
// Weakest has several leaves, all are set. Both are right to 1e-11. For the formulas see [Compose].
//
// It returns [ErrInvalid] for a target without a keep or with a time below 0, and the errors of [Compose]; also [ErrLimit]
// where more than 1,000 leaves come so near the target, within 1e-10, that exact arithmetic would run for minutes. The cost
// is some 120 times that of the chance alone: up to seconds for a k of n of 10,000 leaves.
func Feasible(target Commitment, n Node) (Feasibility, error) {
	const op = "agreement: feasible"
	if why := target.fault(); why != "" {
		return Feasibility{}, fmt.Errorf("%s: target: %w: %s", op, ErrInvalid, why)
	}
	if err := n.check(); err != nil {
		return Feasibility{}, fmt.Errorf("%s: %w", op, err)
	}
	g := newGate(&n)
	within, timed, err := g.within()
	if err != nil {
		return Feasibility{}, fmt.Errorf("%s: %w", op, err)
	}
	g.solve(leaf)
	f := Feasibility{InTime: target.Within == 0 || timed && within <= target.Within, Weakest: g.weakest()}
	if target.Within > 0 && timed {
		f.Slack = target.Within - within
	}
	if f.Independent, f.Guaranteed, err = g.carries(target.Keep); err != nil {
		return Feasibility{}, fmt.Errorf("%s: %w", op, err)
	}
	if !f.Independent {
		f.Shortfall = max(0, g.miss-target.Keep.Miss())
	}
	f.RaiseTo = g.raise(target.Keep, func(n *Node) bool { return n.Party == f.Weakest })
	f.EqualNeeded = g.raise(target.Keep, func(*Node) bool { return true })
	return f, nil
}

// weakest returns the party of the leaf that keeps least, the first of equals.
func (g *gate) weakest() (party string) {
	var least promise.Ratio
	g.leaves(func(n *Node) {
		if least == (promise.Ratio{}) || n.Commitment.Keep.Cmp(least) < 0 {
			least, party = n.Commitment.Keep, n.Party
		}
	})
	return party
}

// raise returns the least keep that the chosen leaves need for g to reach a target if independent; nil if even 1 is too
// little, or there is no leaf. It solves for their miss, between neighbouring floats.
func (g *gate) raise(target promise.Ratio, chosen func(*Node) bool) *float64 {
	some := false
	g.leaves(func(n *Node) { some = some || chosen(n) })
	trial := newGate(g.node)
	reaches := func(miss float64) bool {
		trial.solve(func(n *Node) chance {
			if chosen(n) {
				return chance{1 - miss, miss}
			}
			return leaf(n)
		})
		return trial.reached(target)
	}
	if !some || !reaches(0) {
		return nil
	}
	keep := 0.0
	if !reaches(1) {
		low, high := uint64(0), math.Float64bits(1) // of floats from 0 up, bits are in order
		for high-low > 1 {
			if middle := low + (high-low)/2; reaches(math.Float64frombits(middle)) {
				low = middle
			} else {
				high = middle
			}
		}
		keep = 1 - math.Float64frombits(low)
	}
	return &keep
}

// reached reports whether g, which is solved, reaches a target if independent, by the smaller of keeping and missing.
func (g *gate) reached(target promise.Ratio) bool {
	switch {
	case target.IsAlways():
		return g.sure
	case target.Miss() < 0.5:
		return g.miss <= target.Miss()
	}
	return g.keep >= target.Float64()
}
