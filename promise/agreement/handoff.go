package agreement

import (
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Handoff is the passing of a case from one party to another. The zero value is invalid.
type Handoff struct {
	Code      string   `json:"code" validate:"required,text_size=64,clean"` // unique among hand-offs
	From      string   `json:"from" validate:"required,text_size=64,clean"` // party
	To        string   `json:"to" validate:"required,text_size=64,clean,nefield=From"`
	CarriedBy string   `json:"carriedBy" validate:"text_size=64,clean"`                                        // the party that owns it, or Customer or "", which are faults
	Passes    []string `json:"passes,omitempty" validate:"max=1000,unique,dive,required,text_size=4000,clean"` // what goes along, such as a claim number
	Needs     []string `json:"needs,omitempty" validate:"max=1000,unique,dive,required,text_size=4000,clean"`  // what To cannot go on without
}

// FaultKind says what is wrong with a hand-off. The zero value is invalid, text "".
type FaultKind uint8

const (
	Undeclared      FaultKind = iota + 1 // the journey goes from one party to another, and no hand-off is declared
	CustomerCarries                      // the customer has to carry it
	Uncarried                            // no party carries it
	ItemMissing                          // something is needed that is not passed
	NoOwner                              // no party owns the whole experience
)

var faultKindNames = []string{"", "undeclared", "customer-carries", "uncarried", "item-missing", "no-owner"} // as ordered above

// String returns the name of k, such as "customer-carries", "" for the zero value and "?" for another value.
func (k FaultKind) String() string { return enum.String(faultKindNames, k) }

// MarshalText returns the name of k, or [ErrUnknown].
func (k FaultKind) MarshalText() ([]byte, error) {
	return enum.Marshal(faultKindNames, k, "agreement: marshal fault kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text, and to zero for "". For any other text it returns [ErrUnknown] and leaves
// k alone.
func (k *FaultKind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(faultKindNames, k, text, "agreement: parse fault kind", ErrUnknown)
}

// ParseFaultKind returns the kind called text, or [ErrUnknown].
func ParseFaultKind(text string) (FaultKind, error) {
	return enum.Parse[FaultKind](faultKindNames, text, "agreement: parse fault kind", ErrUnknown)
}

// A HandoffFault is why a customer may fall between two parties. Handoff is the code of the declared one, "" if there is
// none; Item is what is missing. The zero value is none.
type HandoffFault struct {
	Kind    FaultKind `json:"kind"`
	Handoff string    `json:"handoff,omitempty"`
	From    string    `json:"from,omitempty"`
	To      string    `json:"to,omitempty"`
	Item    string    `json:"item,omitempty"`
}

// HandoffFaults returns where nobody owns the way from one party to the next, also of an agreement with other faults:
// steps of the journey inside different parties' boundaries without a declared hand-off, once a pair of parties, in the
// order of the journey; then, by hand-off in the order of declaration, one that the customer or no party carries and
// each item that is needed and not passed; last that no party owns the whole. A step inside nobody's boundary is a gap,
// and no hand-off is asked for there; nor between two steps that one party can do both.
func (a Agreement) HandoffFaults() []HandoffFault {
	known := map[string]bool{}
	for _, p := range a.Parties {
		known[p.Code] = true
	}
	faults := a.undeclared()
	for _, h := range a.Handoffs {
		switch {
		case h.CarriedBy == Customer:
			faults = append(faults, HandoffFault{Kind: CustomerCarries, Handoff: h.Code, From: h.From, To: h.To})
		case !known[h.CarriedBy]:
			faults = append(faults, HandoffFault{Kind: Uncarried, Handoff: h.Code, From: h.From, To: h.To})
		}
		for _, item := range h.Needs {
			if !slices.Contains(h.Passes, item) {
				faults = append(faults, HandoffFault{Kind: ItemMissing, Handoff: h.Code, From: h.From, To: h.To, Item: item})
			}
		}
	}
	if !known[a.Owner] {
		faults = append(faults, HandoffFault{Kind: NoOwner})
	}
	return faults
}

// undeclared returns the hand-offs that the journey asks for and nobody has declared.
func (a Agreement) undeclared() (faults []HandoffFault) {
	c := a.competence()
	reported := map[HandoffFault]bool{}
	for i := 1; i < len(a.Journey); i++ {
		before, after := a.Journey[i-1], a.Journey[i]
		if len(c.parties[before]) == 0 || len(c.parties[after]) == 0 {
			continue
		}
		stays := slices.ContainsFunc(c.parties[before], func(party string) bool { return c.holds[held{after, party}] })
		passes := slices.ContainsFunc(a.Handoffs, func(h Handoff) bool {
			return c.holds[held{before, h.From}] && c.holds[held{after, h.To}]
		})
		fault := HandoffFault{Kind: Undeclared, From: c.parties[before][0], To: c.parties[after][0]}
		if !stays && !passes && !reported[fault] {
			reported[fault] = true
			faults = append(faults, fault)
		}
	}
	return faults
}
