package agreement

import (
	"fmt"
	"slices"
	"sync"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
	"github.com/seed-4ccf82d5/servicequality/promise"
)

// Validate returns every fault of a at once, each a [validator.FieldError] under [ErrInvalid] with its JSON path, such as
// Agreement.people[3].party. Tags across fields:
//
//   - unique: a code that stands twice; party, team, activity: one that is not declared; owner: the owner is no party;
//   - signed: a party has not signed; outsourced: a chain of outsourcing that leads to no party that works for itself;
//   - contact, resolver, expert, boundary, at a party: it has nobody in a contact-point team, nobody in a resolver
//     team, no expert, or no boundary; an outsourced party needs somebody in a team of either kind, else its tag is
//     contact;
//   - document: a boundary that is written nowhere; gap: an activity inside nobody's boundary;
//   - collective: two parties or more, and no obligation of several together;
//   - coordination: no coordination group, or one without a middle or senior manager; cadence: one that is not said to
//     meet;
//   - ref_half: a reference with a kind or an ID only.
//
// Overlaps and the faults of hand-offs are no faults of the declaration: see [Agreement.Overlaps] and
// [Agreement.HandoffFaults].
func (a Agreement) Validate() error {
	return declare.Check(shared(), a, "agreement: validate agreement", ErrInvalid)
}

var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		f := faults{sl.Current().Interface().(Agreement), sl}
		f.references()
		f.parties()
		f.coordination()
		f.service()
	}, Agreement{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		declare.Nested(sl, sl.Current().Interface().(Obligation).Spec.Validate(), "spec")
	}, Obligation{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		if r := sl.Current().Interface().(promise.Ref); (r.Kind == "") != (r.ID == "") {
			sl.ReportError(r.ID, "id", "ID", "ref_half", "")
		}
	}, promise.Ref{})
	return v
})

// faults reports what is wrong between the parts of an agreement.
type faults struct {
	Agreement
	sl validator.StructLevel
}

// report reports a fault at a path below the agreement.
func (f faults) report(tag, path string, args ...any) {
	path = fmt.Sprintf(path, args...)
	f.sl.ReportError(nil, path, path, tag, "")
}

// codes returns the codes of items, and reports those that stand twice.
func codes[T any](f faults, field string, items []T, code func(T) string) map[string]bool {
	seen := map[string]bool{}
	for i, item := range items {
		if seen[code(item)] {
			f.report("unique", "%s[%d].code", field, i)
		}
		seen[code(item)] = true
	}
	return seen
}

// references reports codes that stand twice, and those of parties, teams and activities that are not declared.
func (f faults) references() {
	party := codes(f, "parties", f.Parties, func(p Party) string { return p.Code })
	team := codes(f, "teams", f.Teams, func(t Team) string { return t.Code })
	codes(f, "people", f.People, func(p Person) string { return p.Code })
	codes(f, "obligations", f.Obligations, func(o Obligation) string { return o.Code })
	codes(f, "handoffs", f.Handoffs, func(h Handoff) string { return h.Code })
	activity := map[string]bool{}
	for _, name := range f.Activities {
		activity[name] = true
	}
	want := func(known map[string]bool, code, tag, path string, args ...any) {
		if !known[code] {
			f.report(tag, path, args...)
		}
	}
	want(party, f.Owner, "owner", "owner")
	for i, p := range f.People {
		want(party, p.Party, "party", "people[%d].party", i)
		for k, code := range p.Teams {
			want(team, code, "team", "people[%d].teams[%d]", i, k)
		}
	}
	for i, o := range f.Obligations {
		for k, code := range o.Parties {
			want(party, code, "party", "obligations[%d].parties[%d]", i, k)
		}
	}
	for i, b := range f.Boundaries {
		want(party, b.Party, "party", "boundaries[%d].party", i)
		for k, name := range b.Activities {
			want(activity, name, "activity", "boundaries[%d].activities[%d]", i, k)
		}
	}
	for i, name := range f.Journey {
		want(activity, name, "activity", "journey[%d]", i)
	}
	for i, h := range f.Handoffs {
		want(party, h.From, "party", "handoffs[%d].from", i)
		want(party, h.To, "party", "handoffs[%d].to", i)
		if h.CarriedBy != "" && h.CarriedBy != Customer {
			want(party, h.CarriedBy, "party", "handoffs[%d].carriedBy", i)
		}
	}
}

// parties reports what each party owes the agreement: a signature, people in the teams, an expert and a boundary.
func (f faults) parties() {
	kinds := map[string]TeamKind{}
	for _, t := range f.Teams {
		kinds[t.Code] = t.Kind
	}
	type staffing struct{ contact, resolver, expert, boundary bool }
	has, employer := map[string]staffing{}, map[string]string{}
	for _, p := range f.People {
		s := has[p.Party]
		s.expert = s.expert || p.Role == Expert
		for _, team := range p.Teams {
			s.contact = s.contact || kinds[team] == ContactPoint
			s.resolver = s.resolver || kinds[team] == Resolver
		}
		has[p.Party] = s
	}
	for i, b := range f.Boundaries {
		s := has[b.Party]
		s.boundary = true
		has[b.Party] = s
		if b.Document == "" {
			f.report("document", "boundaries[%d].document", i)
		}
	}
	for _, p := range f.Parties {
		employer[p.Code] = p.OutsourcedBy
	}
	for i, p := range f.Parties {
		s, outsourced := has[p.Code], p.OutsourcedBy != ""
		for tag, missing := range map[string]bool{
			"contact":  !s.contact && !(outsourced && s.resolver),
			"resolver": !s.resolver && !outsourced,
			"expert":   !s.expert,
			"boundary": !s.boundary,
		} {
			if missing {
				f.report(tag, "parties[%d]", i)
			}
		}
		if p.Signed.IsZero() {
			f.report("signed", "parties[%d].signed", i)
		}
		if outsourced && !endsAtParty(employer, p.Code) {
			f.report("outsourced", "parties[%d].outsourcedBy", i)
		}
	}
}

// endsAtParty reports whether a chain of outsourcing leads from a party to one that works for itself.
func endsAtParty(employer map[string]string, code string) bool {
	for range employer {
		next, known := employer[code]
		if !known {
			return false
		}
		if next == "" {
			return true
		}
		code = next
	}
	return false
}

// coordination reports that no group of managers meets.
func (f faults) coordination() {
	managers := map[string]bool{} // teams that hold one
	for _, p := range f.People {
		for _, team := range p.Teams {
			managers[team] = managers[team] || p.Role == MiddleManager || p.Role == SeniorManager
		}
	}
	groups := 0
	for i, t := range f.Teams {
		if t.Kind != Coordination {
			continue
		}
		groups++
		if t.Meets <= 0 {
			f.report("cadence", "teams[%d].meets", i)
		}
		if !managers[t.Code] {
			f.report("coordination", "teams[%d]", i)
		}
	}
	if groups == 0 {
		f.report("coordination", "teams")
	}
}

// service reports what nobody owes the customer.
func (f faults) service() {
	parties := f.competence().parties
	for i, activity := range f.Activities {
		if len(parties[activity]) == 0 {
			f.report("gap", "activities[%d]", i)
		}
	}
	together := slices.ContainsFunc(f.Obligations, func(o Obligation) bool { return len(o.Parties) > 1 })
	if len(f.Parties) > 1 && !together {
		f.report("collective", "obligations")
	}
}
