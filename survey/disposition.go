package survey

import (
	"fmt"
	"math"
)

// A Disposition counts what became of everyone who was to be asked, by the final codes of the AAPOR. The zero value is
// nobody.
type Disposition struct {
	Complete         int64 `json:"complete"`         // I: complete interviews
	Partial          int64 `json:"partial"`          // P: partial interviews
	Refused          int64 `json:"refused"`          // R: refusals and break-offs
	NonContact       int64 `json:"nonContact"`       // NC: never reached
	Other            int64 `json:"other"`            // O: reached, and unable for another reason
	UnknownHousehold int64 `json:"unknownHousehold"` // UH: not known whether there is anybody
	UnknownOther     int64 `json:"unknownOther"`     // UO: eligibility not known for another reason; UR of the 10th edition too
	NotEligible      int64 `json:"notEligible"`      // NE: not of those the survey is about
}

// Rates are the outcome rates of a survey, each from 0 to 1. Cooperation is nil where nobody was contacted. The zero
// value is of no survey.
type Rates struct {
	RR1         float64  `json:"rr1"`         // response rate 1, the least
	RR2         float64  `json:"rr2"`         // response rate 2: partial interviews count
	RR3         float64  `json:"rr3"`         // response rate 3: of the unknown, the estimated eligible count
	RR5         float64  `json:"rr5"`         // response rate 5, the most: none of the unknown are eligible
	Cooperation *float64 `json:"cooperation"` // cooperation rate 1
	Contact     float64  `json:"contact"`     // contact rate 1
	Eligibility float64  `json:"eligibility"` // e, the estimated share of the unknown that are eligible
}

// Rates returns the outcome rates of d.
//
//	RR1 = I/(K + U)    RR2 = (I + P)/(K + U)    RR3 = I/(K + e·U)    RR5 = I/K
//	Cooperation = COOP1 = I/(I + P + R + O)    Contact = CON1 = (I + P + R + O)/(K + U)    e = K/(K + NE)
//	K = I + P + R + NC + O: known to be eligible    U = UH + UO
//
// It returns [ErrRange] for a count below 0, [ErrLimit] for counts that sum to 2^63 or more and [ErrNoAnswers] where
// nobody is known to be eligible. Reference: AAPOR (2016), Standard Definitions, 9th edition; e as the Outcome Rate
// Calculator 4.0 has it.
func (d Disposition) Rates() (Rates, error) {
	const op = "survey: rates"
	sum := int64(0)
	for i, n := range []int64{
		d.Complete, d.Partial, d.Refused, d.NonContact, d.Other, d.UnknownHousehold, d.UnknownOther, d.NotEligible,
	} {
		if n < 0 {
			return Rates{}, fmt.Errorf("%s: %s is %d: %w", op, dispositionNames[i], n, ErrRange)
		}
		if sum > math.MaxInt64-n {
			return Rates{}, fmt.Errorf("%s: sum of counts: %w", op, ErrLimit)
		}
		sum += n
	}
	contacted := d.Complete + d.Partial + d.Refused + d.Other
	known := contacted + d.NonContact
	if known == 0 {
		return Rates{}, fmt.Errorf("%s: nobody known to be eligible: %w", op, ErrNoAnswers)
	}
	complete, unknown := float64(d.Complete), float64(d.UnknownHousehold+d.UnknownOther)
	r := Rates{Eligibility: float64(known) / float64(known+d.NotEligible)}
	all := float64(known) + unknown
	r.RR1, r.RR2, r.Contact = complete/all, float64(d.Complete+d.Partial)/all, float64(contacted)/all
	r.RR3, r.RR5 = complete/(float64(known)+r.Eligibility*unknown), complete/float64(known)
	if contacted > 0 {
		cooperation := complete / float64(contacted)
		r.Cooperation = &cooperation
	}
	return r, nil
}

// dispositionNames are the fields of a [Disposition], in order.
var dispositionNames = [...]string{
	"complete", "partial", "refused", "non-contact", "other", "unknown household", "unknown other", "not eligible",
}
