package agreement

import (
	"iter"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

// An Obligation is what one party owes by itself, or several owe together. The zero value is invalid.
type Obligation struct {
	Code    string                `json:"code" validate:"required,text_size=64,clean"` // unique among obligations
	Parties []string              `json:"parties" validate:"min=1,max=1000,unique,dive,text_size=64,clean"`
	Spec    promise.Specification `json:"spec" validate:"structonly"`
}

// A Boundary is what a party is competent for, as its experts have documented it. A party may have several. The zero
// value is invalid.
type Boundary struct {
	Party      string   `json:"party" validate:"required,text_size=64,clean"`
	Activities []string `json:"activities" validate:"min=1,max=10000,dive,required,text_size=4000,clean"`
	Document   string   `json:"document" validate:"text_size=4000,clean"` // where it is written
}

// An Agreement is what several companies owe a customer together. The zero value is invalid.
type Agreement struct {
	ID          uuid.UUID    `json:"id" validate:"required"`
	Name        string       `json:"name" validate:"required,text_size=4000,clean"`
	Owner       string       `json:"owner" validate:"text_size=64,clean"` // the party that owns the whole experience
	Promise     promise.Ref  `json:"promise,omitzero"`                    // what the customer was promised
	Activities  []string     `json:"activities" validate:"min=1,max=10000,unique,dive,required,text_size=4000,clean"`
	Journey     []string     `json:"journey,omitempty" validate:"max=10000,dive,required,text_size=4000,clean"` // the activities as the customer meets them; may repeat
	Parties     []Party      `json:"parties" validate:"min=1,max=1000,dive"`
	Teams       []Team       `json:"teams" validate:"max=1000,dive"`
	People      []Person     `json:"people" validate:"max=10000,dive"`
	Obligations []Obligation `json:"obligations" validate:"max=10000,dive"`
	Boundaries  []Boundary   `json:"boundaries" validate:"max=10000,dive"`
	Handoffs    []Handoff    `json:"handoffs,omitempty" validate:"max=10000,dive"`
	Notes       []string     `json:"notes,omitempty" validate:"max=1000,dive,text_size=4000,clean"`
}

// Individual returns the obligations that a party has by itself, in the order of declaration.
func (a Agreement) Individual(party string) iter.Seq[Obligation] {
	return a.obligations(func(o Obligation) bool { return len(o.Parties) == 1 && o.Parties[0] == party })
}

// Collective returns the obligations of several parties together, in the order of declaration.
func (a Agreement) Collective() iter.Seq[Obligation] {
	return a.obligations(func(o Obligation) bool { return len(o.Parties) > 1 })
}

// obligations returns those that are wanted.
func (a Agreement) obligations(wanted func(Obligation) bool) iter.Seq[Obligation] {
	return func(yield func(Obligation) bool) {
		for _, o := range a.Obligations {
			if wanted(o) && !yield(o) {
				return
			}
		}
	}
}

// competence says which parties' boundaries hold which activities.
type competence struct {
	parties map[string][]string // by activity, each once, in the order of the boundaries
	holds   map[held]bool
}

// held is an activity inside a party's boundary.
type held struct{ activity, party string }

// competence returns who is competent for what.
func (a Agreement) competence() competence {
	c := competence{parties: map[string][]string{}, holds: map[held]bool{}}
	for _, b := range a.Boundaries {
		for _, activity := range b.Activities {
			if h := (held{activity, b.Party}); !c.holds[h] {
				c.holds[h] = true
				c.parties[activity] = append(c.parties[activity], b.Party)
			}
		}
	}
	return c
}

// Gaps returns the activities inside nobody's boundary, in the order of declaration, also of an agreement with other
// faults.
func (a Agreement) Gaps() []string {
	parties := a.competence().parties
	var gaps []string
	for _, activity := range a.Activities {
		if len(parties[activity]) == 0 {
			gaps = append(gaps, activity)
		}
	}
	return gaps
}

// An Overlap is an activity inside the boundaries of several parties. The zero value is none.
type Overlap struct {
	Activity string   `json:"activity"`
	Parties  []string `json:"parties"`
}

// Overlaps returns the activities inside the boundaries of several parties, in the order of declaration, also of an
// agreement with faults. An overlap is no fault: whether two may do it is the parties' to say.
func (a Agreement) Overlaps() []Overlap {
	parties := a.competence().parties
	var overlaps []Overlap
	for _, activity := range a.Activities {
		if len(parties[activity]) > 1 {
			overlaps = append(overlaps, Overlap{activity, parties[activity]})
		}
	}
	return overlaps
}
