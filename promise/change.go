package promise

import (
	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// ChangeKind says how something differs between two versions of a promise. The zero value is invalid, text "".
type ChangeKind uint8

const (
	Added        ChangeKind = iota + 1 // an attribute or a specification that was not there
	Removed                            // one that is no longer there
	Tightened                          // fewer values reach the target, or the coverage is higher
	Loosened                           // more values do, or the coverage is lower
	Replaced                           // a target or a unit that cannot be compared with the old one
	Moved                              // an attribute in the other tier, a specification in another attribute
	Reclassified                       // another F/O/D/A class of the offer or an attribute, or seen by the customer or not
	Reworded                           // another name, text, indicator or owner
	Reweighted                         // another weight
)

var changeNames = []string{ // as ordered above
	"", "added", "removed", "tightened", "loosened", "replaced", "moved", "reclassified", "reworded", "reweighted",
}

// String returns the name of k, such as "tightened", "" for the zero value and "?" for another value.
func (k ChangeKind) String() string { return enum.String(changeNames, k) }

// MarshalText returns the name of k, or [ErrUnknown].
func (k ChangeKind) MarshalText() ([]byte, error) {
	return enum.Marshal(changeNames, k, "promise: marshal change kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text, and to zero for "". For any other text it returns [ErrUnknown] and leaves
// k alone.
func (k *ChangeKind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(changeNames, k, text, "promise: parse change kind", ErrUnknown)
}

// ParseChangeKind returns the kind called text, or [ErrUnknown].
func ParseChangeKind(text string) (ChangeKind, error) {
	return enum.Parse[ChangeKind](changeNames, text, "promise: parse change kind", ErrUnknown)
}

// A Change is one difference between two versions: of the promise where Attribute is "", of an attribute where Spec is "",
// else of a specification. From and To are the old and the new as text, "" where there is none. The zero value is no
// change.
type Change struct {
	Kind      ChangeKind `json:"kind"`
	Attribute string     `json:"attribute,omitempty"` // code, of the new version where it has it
	Spec      string     `json:"spec,omitempty"`      // code
	From      string     `json:"from,omitempty"`
	To        string     `json:"to,omitempty"`
}

// Diff returns how to differs from from: attributes and specifications are known by their codes, whatever the identity
// of the promises. Changes come in the order of to, then what was removed, in the order of from; equal promises have none.
// An attribute that was added or removed is one change, and each of its specifications another. Versions, periods, notes,
// references and the order of declaration are not compared; of codes that stand twice the first counts.
//
// A target is tightened if it takes a part of the values that it took and the coverage is no lower, or if it takes the
// same and the coverage is higher; loosened the other way round; and replaced in all other cases, for another unit too.
func Diff(from, to Promise) []Change {
	was, is := partsOf(from), partsOf(to)
	var d diff
	d.field(Reclassified, "", "", from.Class.String(), to.Class.String())
	for _, a := range is.order {
		if old, ok := was.attribute[a.Code]; ok {
			d.attribute(old, a)
		} else {
			d.add(Added, a.Code, "", "", a.Name)
		}
		for _, s := range a.Specs {
			d.spec(was.spec, placed{s, a.Code})
		}
	}
	for _, a := range was.order {
		if _, still := is.attribute[a.Code]; !still {
			d.add(Removed, a.Code, "", a.Name, "")
		}
		for _, s := range a.Specs {
			if _, still := is.spec[s.Code]; !still {
				d.add(Removed, a.Code, s.Code, s.promised(), "")
			}
		}
	}
	return d.changes
}

// parts are the attributes and specifications of a promise by their codes, the first of each code only.
type parts struct {
	order     []Attribute
	attribute map[string]Attribute
	spec      map[string]placed
}

// placed is a specification and the code of its attribute.
type placed struct {
	Specification
	attribute string
}

// partsOf returns the parts of p.
func partsOf(p Promise) parts {
	all := parts{attribute: map[string]Attribute{}, spec: map[string]placed{}}
	for _, a := range p.Attributes {
		if _, twice := all.attribute[a.Code]; twice {
			continue
		}
		specs := a.Specs
		a.Specs = nil
		for _, s := range specs {
			if _, twice := all.spec[s.Code]; !twice {
				all.spec[s.Code] = placed{s, a.Code}
				a.Specs = append(a.Specs, s)
			}
		}
		all.attribute[a.Code] = a
		all.order = append(all.order, a)
	}
	return all
}

// diff gathers changes.
type diff struct{ changes []Change }

// add appends a change.
func (d *diff) add(kind ChangeKind, attribute, spec, from, to string) {
	d.changes = append(d.changes, Change{kind, attribute, spec, from, to})
}

// field appends a change if the texts differ.
func (d *diff) field(kind ChangeKind, attribute, spec, from, to string) {
	if from != to {
		d.add(kind, attribute, spec, from, to)
	}
}

// attribute appends what differs between two attributes of the same code, their specifications aside.
func (d *diff) attribute(from, to Attribute) {
	d.field(Moved, to.Code, "", from.Tier.String(), to.Tier.String())
	d.field(Reclassified, to.Code, "", from.Class.String(), to.Class.String())
	visible := map[bool]string{false: "hidden", true: "visible"}
	d.field(Reclassified, to.Code, "", visible[from.Visible], visible[to.Visible])
	d.field(Reweighted, to.Code, "", bound.Plain(from.Weight), bound.Plain(to.Weight))
	d.field(Reworded, to.Code, "", from.Name, to.Name)
}

// spec appends what differs between a specification and the one of its code before.
func (d *diff) spec(was map[string]placed, to placed) {
	from, ok := was[to.Code]
	if !ok {
		d.add(Added, to.attribute, to.Code, "", to.promised())
		return
	}
	d.field(Moved, to.attribute, to.Code, from.attribute, to.attribute)
	if kind := compareSpecs(from.Specification, to.Specification); kind != 0 {
		d.add(kind, to.attribute, to.Code, from.promised(), to.promised())
	}
	d.field(Reworded, to.attribute, to.Code, from.Text, to.Text)
	d.field(Reworded, to.attribute, to.Code, from.Indicator, to.Indicator)
	d.field(Reworded, to.attribute, to.Code, from.Owner, to.Owner)
}
