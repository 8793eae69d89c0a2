package complaint

import (
	"errors"
	"fmt"
	"sync"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

// shared is the validator of this package's declarations. What replaying a case needs is checked by hand, in one place.
var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	v.RegisterStructValidation(caseFaults, Case{})
	v.RegisterStructValidation(faultsOf[Complaint], Complaint{})
	v.RegisterStructValidation(faultsOf[Event], Event{})
	v.RegisterStructValidation(faultsOf[Team], Team{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		switch r := sl.Current().Interface().(survey.Ref); {
		case r.Kind != "" && r.ID == "":
			reporter(sl)("id", "ref_half")
		case r.Kind == "" && r.ID != "":
			reporter(sl)("kind", "ref_half")
		}
	}, survey.Ref{})
	return v
})

// reporter reports faults at fields of the struct under validation.
func reporter(sl validator.StructLevel) func(field, code string) {
	return func(field, code string) { sl.ReportError(nil, field, field, code, "") }
}

// faultsOf reports the faults that a T finds in itself.
func faultsOf[T interface {
	faults(report func(field, code string))
}](sl validator.StructLevel) {
	sl.Current().Interface().(T).faults(reporter(sl))
}

// caseFaults reports what is wrong with a case as a whole: the first event that does not follow on those before.
func caseFaults(sl validator.StructLevel) {
	c := sl.Current().Interface().(Case)
	if c.Policy > PolicyISO10002 {
		reporter(sl)("policy", "max")
	}
	if _, found := c.replay(); found != nil && !errors.Is(found.cause, ErrInvalid) && len(c.Events) <= mostEvents {
		reporter(sl)(found.path, found.code)
	}
}

// Validate returns every fault of c at once, sorted by path, or nil. The error unwraps to [ErrInvalid] and to
// validator.ValidationErrors, in which each fault has its JSON path as Namespace, such as Case.events[3].team.role, and
// one of these codes as Tag:
//
//	required          a mandatory ID, time, kind or role is missing; also a team, severity or mood that the kind needs
//	unused            a team, severity or mood that the kind does not use
//	contact_role      a contact team that is no contact point
//	ref_half          a ref with one half only, at the missing half
//	year              a time before the year 1 or after 9999
//	order             an event before the one that it follows or more than 292 years after the opening; then the error
//	                  is [ErrOrder] or [ErrLimit] too. Also a complaint of what occurred later
//	transition        an event that the case does not take in its state; with a [TransitionError]
//	text_size, clean  a text too long, or not UTF-8, or with control characters other than tab and newline
//	max               more than 10,000 events, or 100 segments, an enumeration's value that does not exist
//
// Of the events only the first that is out of order or does not follow is named, and none behind one with other faults.
func (c Case) Validate() error { return c.check("complaint: validate case") }

// check is Validate in the name of op.
func (c Case) check(op string) error {
	err := declare.Check(shared(), c, op, ErrInvalid)
	if err == nil {
		return nil
	}
	if _, found := c.replay(); found != nil && !errors.Is(found.cause, ErrInvalid) {
		return fmt.Errorf("%w: %w", err, found.cause)
	}
	return err
}

// check returns the faults of e by itself.
func (e Event) check(op string) error { return declare.Check(shared(), e, op, ErrInvalid) }
