package swot

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// A Change is one value that differs between two matrices: before and after it, "" where it is absent. The zero
// value changes nothing.
//
// Path names it by the codes of its parts and the names of JSON: factors[S1].weight,
// strategies[SO1].objectives[share of luxury tickets].target, strategies[SO1].scores[need],
// strategies[SO1].uses[S1], relations[SO1 supports ST1].strength. Evidence has no code and no path of its own: it
// is one whole under factors[S1].evidence.
type Change struct {
	Path   string `json:"path"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Diff returns what it takes to come from one matrix to another: what changed or went, in the order of before,
// then what is new, in the order of after. A part that came or went is a change of each of its values.
//
// Factors and strategies are matched by code, scores by criterion, objectives by indicator and relations by what they
// join, so that order changes nothing; of parts with the same name the second is matched with the second. A
// decimal changes with its value, 0.10 being 0.1, a date with its instant, told in UTC, and what is false, 0
// and not a decimal, or empty is absent. Drafts with faults can be compared. Two equal matrices have no change.
//
// It returns [ErrLimit] for a decimal of more than 18 places or beyond ±1e9. Cost: linear.
func Diff(before, after Matrix) ([]Change, error) {
	old, err := listed(before)
	if err != nil {
		return nil, fmt.Errorf("swot: diff: before: %w", err)
	}
	fresh, err := listed(after)
	if err != nil {
		return nil, fmt.Errorf("swot: diff: after: %w", err)
	}
	var changes []Change
	for _, key := range old.keys {
		leaf := old.leaves[key]
		if now := fresh.leaves[key]; now.value != leaf.value {
			changes = append(changes, Change{leaf.path, leaf.value, now.value})
		}
	}
	for _, key := range fresh.keys {
		if _, known := old.leaves[key]; !known {
			leaf := fresh.leaves[key]
			changes = append(changes, Change{leaf.path, "", leaf.value})
		}
	}
	return changes, nil
}

// A listing is a matrix as a list of values that are not "", each with a key of its own.
type listing struct {
	keys   []string
	leaves map[string]leaf
	seen   map[string]int // names of parts
	err    error
}

type leaf struct{ path, value string }

// part returns the name of a part, with a number behind the first of the same name.
func (l *listing) part(prefix, list, code string) string {
	name := prefix + list + "[" + code + "]"
	l.seen[name]++
	if n := l.seen[name]; n > 1 {
		return name + "#" + strconv.Itoa(n)
	}
	return name
}

// text lists a value by its path.
func (l *listing) text(path, value string) { l.keyed(path, path, value) }

// keyed lists a value by a key that is more than its path.
func (l *listing) keyed(key, path, value string) {
	if value != "" {
		l.keys, l.leaves[key] = append(l.keys, key), leaf{path, value}
	}
}

func (l *listing) flag(path string, value bool) {
	if value {
		l.text(path, "true")
	}
}

func (l *listing) number(path string, value int) {
	if value != 0 {
		l.text(path, strconv.Itoa(value))
	}
}

func (l *listing) decimal(path string, d decimal.Decimal) {
	if err := check(d); err != nil {
		if l.err == nil {
			l.err = fmt.Errorf("%.200s: %w: %w", path, ErrLimit, err)
		}
		return
	}
	l.text(path, bound.Plain(d))
}

func (l *listing) maybe(path string, d decimal.NullDecimal) {
	if d.Valid {
		l.decimal(path, d.Decimal)
	}
}

func (l *listing) ref(path string, r Ref) {
	l.text(path+".kind", r.Kind)
	l.text(path+".id", r.ID)
}

// listed returns m as a listing.
func listed(m Matrix) (listing, error) {
	l := listing{leaves: make(map[string]leaf), seen: make(map[string]int)}
	l.text("id", m.ID.String())
	l.text("title", m.Title)
	l.text("note", m.Note)
	for _, f := range m.Factors {
		l.factor(f)
	}
	for _, s := range m.Strategies {
		l.strategy(s)
	}
	for _, r := range m.Relations {
		from, to := r.From, r.To
		if r.Type == Conflicts {
			from, to = min(from, to), max(from, to)
		}
		at := l.part("", "relations", from+" "+r.Type.String()+" "+to)
		l.text(at, r.Type.String())
		l.number(at+".strength", r.Strength)
	}
	return l, l.err
}

func (l *listing) factor(f Factor) {
	at := l.part("", "factors", f.Code)
	l.text(at+".code", f.Code)
	l.text(at+".kind", f.Kind.String())
	l.text(at+".text", f.Text)
	l.text(at+".aspect", string(f.Aspect))
	l.text(at+".brand", f.Brand)
	l.text(at+".market", f.Market)
	l.ref(at+".attribute", f.Attribute)
	l.maybe(at+".weight", f.Weight)
	l.number(at+".rating", f.Rating)
	for _, e := range f.Evidence {
		text := fmt.Sprintf("%s %s %s «%s»", e.Ref.Kind, e.Ref.ID, e.Source, e.Quote)
		key := strings.Join([]string{e.Ref.Kind, e.Ref.ID, e.Source, e.Quote}, "\x00")
		l.keyed(l.part(at, ".evidence", key), at+".evidence", text)
	}
	l.flag(at+".assumed", f.Assumed)
	l.text(at+".note", f.Note)
}

func (l *listing) strategy(s Strategy) {
	at := l.part("", "strategies", s.Code)
	l.text(at+".code", s.Code)
	l.text(at+".title", s.Title)
	l.text(at+".declared", s.Declared.String())
	for _, code := range s.Uses {
		l.text(l.part(at, ".uses", code), code)
	}
	for _, o := range s.Objectives {
		l.objective(at, o)
	}
	for _, r := range s.Embodied {
		text := r.Kind + " " + r.ID
		l.keyed(l.part(at, ".embodied", r.Kind+"\x00"+r.ID), at+".embodied["+text+"]", text)
	}
	for _, code := range slices.Sorted(maps.Keys(s.Scores)) {
		l.decimal(at+".scores["+code+"]", s.Scores[code])
	}
	l.text(at+".note", s.Note)
}

func (l *listing) objective(of string, o Objective) {
	at := l.part(of, ".objectives", o.Indicator)
	l.text(at+".indicator", o.Indicator)
	l.text(at+".unit", o.Unit)
	l.maybe(at+".baseline", o.Baseline)
	l.decimal(at+".target", o.Target)
	l.flag(at+".lowerIsBetter", o.LowerIsBetter)
	if !o.Due.IsZero() {
		l.text(at+".due", o.Due.UTC().Format(time.RFC3339Nano))
	}
	l.text(at+".area", o.Area)
	l.text(at+".owner", o.Owner)
}
