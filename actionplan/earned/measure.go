package earned

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Options say how figures are rounded. The zero value is the default.
type Options struct {
	Scale int32 `json:"scale"` // decimal places of a quotient, 1 to 30. Defaults to 10.
}

// scale returns the places, or [ErrRange].
func (o Options) scale() (int32, error) {
	switch {
	case o.Scale == 0:
		return 10, nil
	case o.Scale < 1 || o.Scale > 30:
		return 0, fmt.Errorf("scale %d outside 1 to 30: %w", o.Scale, ErrRange)
	}
	return o.Scale, nil
}

// A Snapshot is where a plan stands at one time, in money. The zero value is a plan of nothing.
type Snapshot struct {
	BAC decimal.Decimal `json:"bac"` // budget at completion: cost of all work
	PV  decimal.Decimal `json:"pv"`  // planned value: cost of the work planned to be done by now, at most BAC
	EV  decimal.Decimal `json:"ev"`  // earned value: planned cost of the work done, at most BAC
	AC  decimal.Decimal `json:"ac"`  // actual cost: money spent
}

// Measures are what a [Snapshot] means. A nil pointer is undefined. The zero value says nothing.
type Measures struct {
	CV        decimal.Decimal  `json:"cv"` // cost variance, below 0: over the budget
	SV        decimal.Decimal  `json:"sv"` // schedule variance, below 0: behind the plan
	Complete  *decimal.Decimal `json:"complete,omitempty"`
	CPI       *decimal.Decimal `json:"cpi,omitempty"`       // cost performance index
	SPI       *decimal.Decimal `json:"spi,omitempty"`       // schedule performance index
	EAC       *decimal.Decimal `json:"eac,omitempty"`       // estimate at completion, if the rest costs as the work so far did
	EACPlan   *decimal.Decimal `json:"eacPlan,omitempty"`   // if the rest costs what was planned
	EACBoth   *decimal.Decimal `json:"eacBoth,omitempty"`   // if being late costs too
	ETC       *decimal.Decimal `json:"etc,omitempty"`       // estimate to complete, of EAC
	VAC       *decimal.Decimal `json:"vac,omitempty"`       // variance at completion, of EAC
	TCPI      *decimal.Decimal `json:"tcpi,omitempty"`      // index that the rest must reach to keep BAC; below 0 where it is spent
	TCPIToEAC *decimal.Decimal `json:"tcpiToEAC,omitempty"` // index that the rest must reach to keep EAC
}

// Measure returns what a snapshot means, by the formulas of the package. CPI is undefined without actual cost and SPI
// without planned value; EAC, ETC, VAC and TCPIToEAC where CPI or EV is 0 or undefined, EACBoth where either index is;
// Complete without a budget; TCPI where the budget is just spent; TCPIToEAC where nothing is left to do. It returns
// [ErrAmount] for an amount below 0 or beyond 1e36, and a PV or EV above BAC, and [ErrRange] for the scale.
func Measure(s Snapshot, o Options) (Measures, error) {
	places, err := o.scale()
	if err == nil {
		err = s.check()
	}
	if err != nil {
		return Measures{}, fmt.Errorf("earned: measure: %w", err)
	}
	over := func(a, b decimal.Decimal) *decimal.Decimal { // a/b
		if b.Sign() == 0 {
			return nil
		}
		return new(a.DivRound(b, places))
	}
	left := s.BAC.Sub(s.EV)
	m := Measures{
		CV: s.EV.Sub(s.AC), SV: s.EV.Sub(s.PV),
		Complete: over(s.EV, s.BAC), CPI: over(s.EV, s.AC), SPI: over(s.EV, s.PV),
		EACPlan: new(s.AC.Add(left)), TCPI: over(left, s.BAC.Sub(s.AC)),
	}
	if m.CPI == nil || s.EV.Sign() == 0 {
		return m, nil
	}
	m.EAC, m.ETC = over(s.BAC.Mul(s.AC), s.EV), over(left.Mul(s.AC), s.EV)
	m.VAC = over(s.BAC.Mul(s.EV.Sub(s.AC)), s.EV)
	if left.Sign() != 0 {
		m.TCPIToEAC = new(*m.CPI) // (BAC - EV)/(EAC - AC), EAC - AC = (BAC - EV)·AC/EV
	}
	if m.SPI != nil {
		square := s.EV.Mul(s.EV)
		m.EACBoth = over(s.AC.Mul(square).Add(left.Mul(s.AC).Mul(s.PV)), square)
	}
	return m, nil
}

// check names the first amount that does not fit.
func (s Snapshot) check() error {
	for _, f := range []struct {
		name   string
		amount decimal.Decimal
	}{{"bac", s.BAC}, {"pv", s.PV}, {"ev", s.EV}, {"ac", s.AC}} {
		if err := checkAmount(f.name, f.amount, accepted()); err != nil {
			return err
		}
		if (f.name == "pv" || f.name == "ev") && f.amount.GreaterThan(s.BAC) {
			return fmt.Errorf("%s above bac: %w", f.name, ErrAmount)
		}
	}
	return nil
}
