package actionplan

import (
	"fmt"
	"slices"
)

// CanClose returns nil if a may be closed by the evidence of its log and more, else a [TransitionError] that names all that
// is missing:
//
//   - not_verified: its status is not Verified.
//   - no_indicator, effect_unmeasured, effect_short: it has no indicator; one has no value measured on or after the day a
//     finished; the latest value of one is short of its goal.
//   - no_feedback: nobody has given positive feedback on or after that day.
//   - feedback_not_positive: of some source, the latest feedback, whenever it was given, is not positive. The cycle is not
//     complete until those who complained say so.
//
// The latest is the one of the latest day; on one day, the one that comes later in the log and then in more. Where it is not
// known on what day a finished, any day will do. CanClose returns [ErrInvalid] with the faults of an observation in more.
func CanClose(a Action, more []Observation) error {
	for i := range more {
		if !more[i].sound() {
			return faulty(more[i], fmt.Sprintf("actionplan: can close: evidence[%d]", i))
		}
	}
	if missing := a.closeMissing(more); len(missing) > 0 {
		slices.Sort(missing)
		return fmt.Errorf("actionplan: can close: %w", TransitionError{a.Code, a.Status, Close, missing})
	}
	return nil
}

// closeMissing returns the codes of what keeps a from being closed.
func (a *Action) closeMissing(more []Observation) []string {
	all := a.evidence(more)
	missing := append(a.effectMissing(all), a.feedbackMissing(all)...)
	if a.Status != Verified {
		missing = append(missing, "not_verified")
	}
	return missing
}

// evidence returns the observations of the log, then more.
func (a *Action) evidence(more []Observation) []Observation {
	var all []Observation
	for _, e := range a.Log {
		all = append(all, e.Evidence...)
	}
	return append(all, more...)
}

// effectMissing returns the codes of what is missing for the effect of a to be measured and met.
func (a *Action) effectMissing(all []Observation) (missing []string) {
	if len(a.Indicators) == 0 {
		return []string{"no_indicator"}
	}
	latest := map[string]*Observation{}
	for i := range all {
		o := &all[i]
		if o.Value == nil || o.On.Compare(a.Finished) < 0 {
			continue
		}
		if before := latest[o.Metric]; before == nil || o.On.Compare(before.On) >= 0 {
			latest[o.Metric] = o
		}
	}
	unmeasured, short := false, false
	for _, indicator := range a.Indicators {
		o := latest[string(indicator.Code)]
		unmeasured = unmeasured || o == nil
		short = short || o != nil && !indicator.Met(*o.Value)
	}
	if short {
		missing = append(missing, "effect_short")
	}
	if unmeasured {
		missing = append(missing, "effect_unmeasured")
	}
	return missing
}

// feedbackMissing returns the codes of what is missing for those it was for to have said that a helped.
func (a *Action) feedbackMissing(all []Observation) (missing []string) {
	latest, heard := map[Ref]*Observation{}, false
	for i := range all {
		o := &all[i]
		if o.Feedback == NoFeedback {
			continue
		}
		heard = heard || o.Feedback == Positive && o.On.Compare(a.Finished) >= 0
		if before := latest[o.Source]; before == nil || o.On.Compare(before.On) >= 0 {
			latest[o.Source] = o
		}
	}
	if !heard {
		missing = append(missing, "no_feedback")
	}
	for _, o := range latest {
		if o.Feedback != Positive {
			return append(missing, "feedback_not_positive")
		}
	}
	return missing
}
