package survey

import (
	"fmt"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// A Correction allows for having looked at many changes: of twenty segments that did not change, one in two waves is
// below 0.05 by chance. The zero value is Holm.
type Correction uint8

const (
	CorrectionHolm              Correction = iota // keeps the chance of any false alarm at the level
	CorrectionBenjaminiHochberg                   // keeps the expected share of false alarms among the alarms at the level
	CorrectionBonferroni                          // as Holm, and never sharper
	CorrectionUncorrected                         // none
)

var correctionNames = [...]string{"holm", "benjamini-hochberg", "bonferroni", "uncorrected"}

// String returns the name of c, or "?".
func (c Correction) String() string { return enum.String(correctionNames[:], c) }

// MarshalText returns the name of c. Its error wraps [ErrUnknown].
func (c Correction) MarshalText() ([]byte, error) {
	return enum.Marshal(correctionNames[:], c, "survey: marshal correction", ErrUnknown)
}

// UnmarshalText sets c to the correction called text. For any other text it returns [ErrUnknown] and leaves c alone.
func (c *Correction) UnmarshalText(text []byte) error {
	return enum.Unmarshal(correctionNames[:], c, text, "survey: parse correction", ErrUnknown)
}

// ParseCorrection returns the correction called text, or [ErrUnknown].
func ParseCorrection(text string) (Correction, error) {
	return enum.Parse[Correction](correctionNames[:], text, "survey: parse correction", ErrUnknown)
}

// AdjustP returns p, the p-values of m tests, adjusted by c, in the same order: each may then be held against the level
// as if it were alone. With p(1) ≤ ... ≤ p(m),
//
//	Holm                p(i) becomes the largest (m-j+1)·p(j) of j ≤ i
//	BenjaminiHochberg   p(i) becomes the least m·p(j)/j of j ≥ i
//	Bonferroni          p becomes m·p
//
// and none above 1. p is not changed; of none it returns none. It returns [ErrRange] for a p outside [0, 1], naming
// its index, and for a correction that does not exist. References: Holm (1979), A Simple Sequentially Rejective
// Multiple Test Procedure; Benjamini, Hochberg (1995), Controlling the False Discovery Rate.
func AdjustP(p []float64, c Correction) ([]float64, error) {
	const op = "survey: adjust p-values"
	for i, value := range p {
		if !(value >= 0 && value <= 1) {
			return nil, fmt.Errorf("%s: p[%d] is %v: %w", op, i, value, ErrRange)
		}
	}
	switch c {
	case CorrectionHolm:
		return stat.Holm(p)
	case CorrectionBenjaminiHochberg:
		return stat.BenjaminiHochberg(p)
	case CorrectionBonferroni:
		adjusted := slices.Clone(p)
		for i, value := range p {
			adjusted[i] = min(1, float64(len(p))*value)
		}
		return adjusted, nil
	case CorrectionUncorrected:
		return slices.Clone(p), nil
	}
	return nil, fmt.Errorf("%s: correction %d: %w", op, c, ErrRange)
}

// AdjustChanges returns a copy of cs, changes that were looked at together such as one a segment, with every AdjustedP
// set from the P of all by [AdjustP]. It returns the errors of that.
func AdjustChanges(cs []Change, c Correction) ([]Change, error) {
	p := make([]float64, len(cs))
	for i, change := range cs {
		p[i] = change.P
	}
	adjusted, err := AdjustP(p, c)
	if err != nil {
		return nil, fmt.Errorf("survey: adjust changes: %w", err)
	}
	changes := slices.Clone(cs)
	for i := range changes {
		changes[i].AdjustedP = adjusted[i]
	}
	return changes, nil
}
