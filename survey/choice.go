package survey

import "fmt"

// AddChoices counts one respondent who chose the options: one answer, a mention for each. No options are no answer and
// counted Missing. With an option that is not declared, or one twice, the answer is counted Invalid, no mention is, and
// [ErrRange] is returned. On a tally of points it returns [ErrKind] and counts nothing; beyond 2^63-1 responses it
// returns [ErrLimit].
func (t *Tally) AddChoices(options []string) error {
	const op = "survey: add choices"
	if err := t.wants(true, op); err != nil {
		return err
	}
	if len(options) == 0 {
		return t.Skip(OutcomeMissing)
	}
	if !t.distinct(options) {
		if err := t.Skip(OutcomeInvalid); err != nil {
			return err
		}
		return fmt.Errorf("%s %.40q to %v: %w", op, options[:min(3, len(options))], t, ErrRange)
	}
	if t.full() {
		return fmt.Errorf("%s: responses: %w", op, ErrLimit)
	}
	t.skipped.Answered++
	for _, option := range options {
		t.counts[t.optionAt[option]]++
	}
	return nil
}

// RemoveChoices takes back one [Tally.AddChoices] of the same options, in any order. It returns [ErrRange] where the
// counts show that there was none, and changes nothing then.
func (t *Tally) RemoveChoices(options []string) error {
	const op = "survey: remove choices"
	if err := t.wants(true, op); err != nil {
		return err
	}
	if len(options) == 0 {
		return t.Unskip(OutcomeMissing)
	}
	if !t.distinct(options) {
		return t.Unskip(OutcomeInvalid)
	}
	for _, option := range options {
		t.counts[t.optionAt[option]]--
	}
	t.skipped.Answered--
	if !t.possible() {
		for _, option := range options {
			t.counts[t.optionAt[option]]++
		}
		t.skipped.Answered++
		return fmt.Errorf("%s %.40q from %v: %w", op, options[:min(3, len(options))], t, ErrRange)
	}
	return nil
}

// distinct reports whether options are declared and all different.
func (t *Tally) distinct(options []string) bool {
	marked, ok := 0, true
	for _, option := range options {
		i, declared := t.optionAt[option]
		if !declared || t.chosen[i] {
			ok = false
			break
		}
		t.chosen[i] = true
		marked++
	}
	for _, option := range options[:marked] {
		t.chosen[t.optionAt[option]] = false
	}
	return ok
}

// possible reports whether Answered respondents, with one option each at least and none twice, can have made the
// counts of t.
func (t *Tally) possible() bool {
	unaccounted := t.skipped.Answered
	for _, n := range t.counts {
		if n < 0 || n > t.skipped.Answered {
			return false
		}
		unaccounted -= min(n, unaccounted)
	}
	return unaccounted == 0
}
