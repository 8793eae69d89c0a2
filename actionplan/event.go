package actionplan

import (
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Verb is what happens to an action. The zero value, text "", is invalid.
type Verb uint8

const (
	Commit  Verb = iota + 1 // promise it: a draft becomes planned
	Start                   // begin
	Report                  // say how far it is
	Block                   // it is held up
	Unblock                 // it goes on where it was
	Finish                  // the work is done
	Verify                  // the effect was measured and meets the goals
	Reject                  // it was not done, or had no effect
	Close                   // those it was for say that it helped
	Reopen                  // it turned out not to have helped, or is wanted again
	Cancel                  // give it up
)

var verbNames = []string{ // as ordered above
	"", "commit", "start", "report", "block", "unblock", "finish", "verify", "reject", "close", "reopen", "cancel",
}

// String returns the name of v, and "?" for another value.
func (v Verb) String() string { return enum.String(verbNames, v) }

// MarshalText returns the name of v, or [ErrUnknown].
func (v Verb) MarshalText() ([]byte, error) {
	return enum.Marshal(verbNames, v, "actionplan: marshal verb", ErrUnknown)
}

// UnmarshalText sets v to the verb called text. For any other text it returns [ErrUnknown] and leaves v alone.
func (v *Verb) UnmarshalText(text []byte) error {
	return enum.Unmarshal(verbNames, v, text, "actionplan: parse verb", ErrUnknown)
}

// ParseVerb returns the verb called text, or [ErrUnknown].
func ParseVerb(text string) (Verb, error) {
	return enum.Parse[Verb](verbNames, text, "actionplan: parse verb", ErrUnknown)
}

// An Event is one thing that happened to an action. Its day is the one of At in its own location. The zero value is invalid.
type Event struct {
	Verb     Verb             `json:"verb" validate:"min=1,max=11"`
	At       time.Time        `json:"at" validate:"required"`
	By       string           `json:"by" validate:"required,max=4096,clean"`
	Reason   string           `json:"reason,omitempty" validate:"max=4096,clean"`                      // with Block, Reject, Reopen and Cancel
	Progress *decimal.Decimal `json:"progress,omitempty" validate:"omitnil,dsize=12/18,dgte=0,dlte=1"` // with Report; may be with Reject and Reopen
	Evidence []Observation    `json:"evidence,omitempty" validate:"max=1000,dive"`
	From     Status           `json:"from,omitempty" validate:"max=7"` // written by Apply, as is To
	To       Status           `json:"to,omitempty" validate:"max=7"`
}

// datable reports whether the time of e has a day that a calendar and JSON know.
func (e *Event) datable() bool {
	_, offset := e.At.Zone()
	return !e.At.IsZero() && !calendar.DateOf(e.At).IsZero() && max(offset, -offset) < 24*3600
}

// sound reports whether e has no fault. By hand, as the validator takes ten times as long.
func (e *Event) sound() bool {
	text := func(s string) bool { return utf8.RuneCountInString(s) <= 4096 && bound.CleanText(s) }
	if e.Verb < Commit || e.Verb > Cancel || e.From > Cancelled || e.To > Cancelled || !e.datable() || e.By == "" ||
		!text(e.By) || !text(e.Reason) || len(e.Evidence) > 1000 || e.Progress != nil && !isShare(*e.Progress) {
		return false
	}
	for i := range e.Evidence {
		o := &e.Evidence[i]
		if !o.sound() || !text(o.Metric) || !text(o.Note) || !text(o.Source.Kind) || !text(o.Source.ID) ||
			(o.Source.Kind == "") != (o.Source.ID == "") {
			return false
		}
	}
	return true
}

// isShare reports whether d is from 0 to 1 and not hostile.
func isShare(d decimal.Decimal) bool {
	if d.Exponent() == 0 && d.Sign() == 0 { // nearly all of a plan
		return true
	}
	return accepted().Check(d) == nil && d.Sign() >= 0 && d.LessThanOrEqual(decimal.New(1, 0))
}
