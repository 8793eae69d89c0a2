package complaint

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
)

// A Policy is what ends a case. The zero value is PositiveFeedback.
type Policy uint8

const (
	PolicyPositiveFeedback Policy = iota // the customer's positive feedback, and nothing else
	PolicyISO10002                       // also his accepting the decision, and all recourse being exhausted
)

var policyNames = [...]string{"positive-feedback", "iso10002"}

// String returns the name of p, or "?".
func (p Policy) String() string { return enum.String(policyNames[:], p) }

// MarshalText returns the name of p. Its error wraps [ErrUnknown].
func (p Policy) MarshalText() ([]byte, error) {
	return enum.Marshal(policyNames[:], p, "complaint: marshal policy", ErrUnknown)
}

// UnmarshalText sets p to the policy called text. For any other text it returns [ErrUnknown] and leaves p alone.
func (p *Policy) UnmarshalText(text []byte) error {
	return enum.Unmarshal(policyNames[:], p, text, "complaint: parse policy", ErrUnknown)
}

// ParsePolicy returns the policy called text, or [ErrUnknown].
func ParsePolicy(text string) (Policy, error) {
	return enum.Parse[Policy](policyNames[:], text, "complaint: parse policy", ErrUnknown)
}

// A State is where a case stands. It follows from its events and is never stored. The zero value is none.
type State uint8

const (
	StateOpened           State = iota + 1 // taken in
	StateAcknowledged                      // and the customer knows it
	StateAssigned                          // a team works on it
	StateAwaitingFeedback                  // resolved as the team sees it; the customer has not said how he finds it
	StateReopened                          // his feedback was not positive
	StateClosed                            // ended by what the policy asks for
	StateWithdrawn                         // taken back
)

const states = int(StateWithdrawn)

var stateNames = [...]string{
	"", "opened", "acknowledged", "assigned", "awaiting-feedback", "reopened", "closed", "withdrawn",
}

// String returns the name of s, "" for none, or "?".
func (s State) String() string { return enum.String(stateNames[:], s) }

// MarshalText returns the name of s. Its error wraps [ErrUnknown].
func (s State) MarshalText() ([]byte, error) {
	return enum.Marshal(stateNames[:], s, "complaint: marshal state", ErrUnknown)
}

// UnmarshalText sets s to the state called text, "" being none. For any other text it returns [ErrUnknown] and leaves s
// alone.
func (s *State) UnmarshalText(text []byte) error {
	return enum.Unmarshal(stateNames[:], s, text, "complaint: parse state", ErrUnknown)
}

// ParseState returns the state called text, or [ErrUnknown].
func ParseState(text string) (State, error) {
	return enum.Parse[State](stateNames[:], text, "complaint: parse state", ErrUnknown)
}

// isOver reports whether nothing follows on s.
func (s State) isOver() bool { return s == StateClosed || s == StateWithdrawn }

// A move is a step that a case may take; a feedback's depends on its mood, and some are of one policy only.
type move struct {
	from State
	kind Kind
	mood Mood
	to   State
	iso  bool
}

// moves are all steps but two sorts: an assessment changes no state, and a customer may withdraw from any that is not over.
var moves = [...]move{
	{StateOpened, KindAcknowledge, 0, StateAcknowledged, false},
	{StateOpened, KindAssign, 0, StateAssigned, false},
	{StateOpened, KindResolve, 0, StateAwaitingFeedback, false},
	{StateAcknowledged, KindAssign, 0, StateAssigned, false},
	{StateAcknowledged, KindResolve, 0, StateAwaitingFeedback, false},
	{StateAssigned, KindAcknowledge, 0, StateAssigned, false},
	{StateAssigned, KindAssign, 0, StateAssigned, false},
	{StateAssigned, KindResolve, 0, StateAwaitingFeedback, false},
	{StateAwaitingFeedback, KindFeedback, MoodPositive, StateClosed, false},
	{StateAwaitingFeedback, KindFeedback, MoodNeutral, StateReopened, false},
	{StateAwaitingFeedback, KindFeedback, MoodNegative, StateReopened, false},
	{StateAwaitingFeedback, KindAccept, 0, StateClosed, true},
	{StateAwaitingFeedback, KindExhaust, 0, StateClosed, true},
	{StateReopened, KindAssign, 0, StateAssigned, false},
	{StateReopened, KindResolve, 0, StateAwaitingFeedback, false},
	{StateReopened, KindExhaust, 0, StateClosed, true},
}

// step returns where an event leads from s, and whether p has such a step.
func (p Policy) step(s State, k Kind, m Mood) (State, bool) {
	switch {
	case s.isOver():
		return s, false
	case k == KindAssess:
		return s, true
	case k == KindWithdraw:
		return StateWithdrawn, true
	}
	for _, v := range moves {
		if v.from == s && v.kind == k && v.mood == m && (!v.iso || p == PolicyISO10002) {
			return v.to, true
		}
	}
	return s, false
}

// Mermaid returns the life of a case under p as a stateDiagram-v2, "" for a policy that is none. Steps between the same two
// states share an arrow, since the labels of several would cover each other. Assessments, which change no state, are left
// out.
func Mermaid(p Policy) string {
	if p > PolicyISO10002 {
		return ""
	}
	var out strings.Builder
	out.WriteString("stateDiagram-v2\n")
	name := func(s State) string { return strings.ReplaceAll(s.String(), "-", "_") }
	for s := StateOpened; s <= StateWithdrawn; s++ {
		fmt.Fprintf(&out, "    state %s as %s\n", markdown.Label(strings.ReplaceAll(s.String(), "-", " ")), name(s))
	}
	fmt.Fprintf(&out, "    [*] --> %s\n", name(StateOpened))
	for s := StateOpened; s <= StateWithdrawn; s++ {
		if s.isOver() {
			fmt.Fprintf(&out, "    %s --> [*]\n", name(s))
			continue
		}
		for to := StateOpened; to <= StateWithdrawn; to++ {
			if steps := p.steps(s, to); steps != nil {
				fmt.Fprintf(&out, "    %s --> %s: %s\n", name(s), name(to), strings.Join(steps, ", "))
			}
		}
	}
	return out.String()
}

// steps names what leads from one state, which is not over, to another under p.
func (p Policy) steps(from, to State) (names []string) {
	if to == StateWithdrawn {
		return []string{KindWithdraw.String()}
	}
	for _, v := range moves {
		if v.from == from && v.to == to && (!v.iso || p == PolicyISO10002) {
			names = append(names, strings.TrimSpace(v.mood.String()+" "+v.kind.String()))
		}
	}
	return names
}
