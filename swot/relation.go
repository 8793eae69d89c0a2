package swot

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A RelationType says what one strategy is to another. The zero value is invalid; [Matrix.Validate] reports it.
type RelationType uint8

const (
	Supports  RelationType = iota + 1 // From makes To easier or better
	Requires                          // From cannot do without To
	Precedes                          // From comes before To
	Conflicts                         // one of the two is in the way of the other, whichever comes first
)

var relationNames = []string{"", "supports", "requires", "precedes", "conflicts"} // as ordered above

// ParseRelationType returns the type called text, one of supports, requires, precedes and conflicts, or
// [ErrUnknown].
func ParseRelationType(text string) (RelationType, error) {
	return enum.Parse[RelationType](relationNames, text, "swot: parse relation type", ErrUnknown)
}

// String returns the name of t, "" for the zero value and "?" for a value that does not exist.
func (t RelationType) String() string { return enum.String(relationNames, t) }

// MarshalText returns the name of t, or [ErrUnknown] for a value that does not exist.
func (t RelationType) MarshalText() ([]byte, error) {
	return enum.Marshal(relationNames, t, "swot: marshal relation type", ErrUnknown)
}

// UnmarshalText sets t to the type called text, to zero for "". For any other text it returns [ErrUnknown] and
// leaves t alone.
func (t *RelationType) UnmarshalText(text []byte) error {
	return enum.Unmarshal(relationNames, t, text, "swot: parse relation type", ErrUnknown)
}

// A Relation joins two strategies of a matrix, by their codes. From, To and Type are mandatory, so the zero
// value is invalid. A conflict is the same from either side.
type Relation struct {
	From string       `json:"from" validate:"text_size=10000,clean"`
	To   string       `json:"to" validate:"text_size=10000,clean"`
	Type RelationType `json:"type" validate:"required,max=4"`
	// Strength is how strong the relation is, 1 low to 4 very high; 0 is none that anybody has judged, which
	// counts in nothing but [Matrix.Influence], as no influence.
	Strength int `json:"strength,omitempty" validate:"min=0,max=4"`
}

// A link is the direction in which a relation works, by the indexes of the strategies.
type link struct{ from, to, strength int }

// links returns the relations of m but for conflicts: from the one that supports, is required or precedes. It
// returns [ErrNotFound] for a code that no strategy has and [ErrUnknown] for a type that does not exist.
func (m Matrix) links() ([]link, error) {
	at := m.strategyIndexes()
	var links []link
	for i, r := range m.Relations {
		for _, code := range [...]string{r.From, r.To} {
			if _, known := at[code]; !known {
				return nil, fmt.Errorf("relations[%d]: strategy %.40q: %w", i, code, ErrNotFound)
			}
		}
		switch r.Type {
		case Supports, Precedes:
			links = append(links, link{at[r.From], at[r.To], r.Strength})
		case Requires:
			links = append(links, link{at[r.To], at[r.From], r.Strength})
		case Conflicts:
		default:
			return nil, fmt.Errorf("relations[%d]: type %d: %w", i, r.Type, ErrUnknown)
		}
	}
	return links, nil
}

// strategyIndexes returns where each code stands; of strategies with the same one it is the first.
func (m Matrix) strategyIndexes() map[string]int {
	at := make(map[string]int, len(m.Strategies))
	for i, s := range m.Strategies {
		if _, dup := at[s.Code]; !dup {
			at[s.Code] = i
		}
	}
	return at
}

// Levels returns the strategies by how far their influence goes, and the groups of more than one that influence
// each other in a circle. Influence runs from the strategy that supports or precedes, and from the one that is
// required; conflicts are left out.
//
// Level 1, which comes first, holds the strategies that reach only themselves and their own circle: where effects
// end. Each next level is what does so when those before are taken away, so what drives the rest comes last. A
// circle stands on one level. Levels, circles and the codes in them are in the order of the matrix. A matrix
// without strategies has no level, one without relations has one.
//
// It returns [ErrNotFound] for a relation of a strategy that does not exist, and [ErrUnknown] for one of no type.
// Cost: linear. Reference: Warfield (1974), Toward Interpretation of Complex Structural Models, IEEE Transactions
// on Systems, Man, and Cybernetics 4(5).
func (m Matrix) Levels() (levels, cycles [][]string, err error) {
	links, err := m.links()
	if err != nil {
		return nil, nil, fmt.Errorf("swot: levels: %w", err)
	}
	next := make([][]int, len(m.Strategies))
	for _, l := range links {
		next[l.from] = append(next[l.from], l.to)
	}
	group, level := circles(next)
	size, members := make(map[int]int), make(map[int]int) // strategies of a circle; its place in cycles
	for _, g := range group {
		size[g]++
	}
	for i, s := range m.Strategies {
		g := group[i]
		for len(levels) <= level[g] {
			levels = append(levels, nil)
		}
		levels[level[g]] = append(levels[level[g]], s.Code)
		if size[g] < 2 {
			continue
		}
		if _, known := members[g]; !known {
			members[g] = len(cycles)
			cycles = append(cycles, nil)
		}
		cycles[members[g]] = append(cycles[members[g]], s.Code)
	}
	return levels, cycles, nil
}

// Conflicts returns what keeps the selected strategies from being carried out together, in the order of the
// matrix: the conflicts between two of them, and the requirements of one of them that are not among them. None
// means that they go together.
//
// It returns [ErrNotFound] if a selected code, or one in a relation, is that of no strategy, and [ErrUnknown] for a
// relation of no type.
func (m Matrix) Conflicts(selected []string) ([]Relation, error) {
	at, chosen := m.strategyIndexes(), make(map[string]bool, len(selected))
	for _, code := range selected {
		if _, known := at[code]; !known {
			return nil, fmt.Errorf("swot: conflicts: strategy %.40q: %w", code, ErrNotFound)
		}
		chosen[code] = true
	}
	if _, err := m.links(); err != nil {
		return nil, fmt.Errorf("swot: conflicts: %w", err)
	}
	var found []Relation
	for _, r := range m.Relations {
		if r.Type == Conflicts && chosen[r.From] && chosen[r.To] || r.Type == Requires && chosen[r.From] && !chosen[r.To] {
			found = append(found, r)
		}
	}
	return found, nil
}

// maxInfluence is the most strategies between which influence is tabled.
const maxInfluence = 1000

// Influence returns the codes of the strategies of m and strength[i][j], 0 to 4, the direct influence of the i-th
// on the j-th, as mcdm.DEMATEL takes it: the strongest relation in that direction, as in [Matrix.Levels], with
// conflicts left out and 0 for none.
//
// It returns the errors of [Matrix.Levels], [ErrRange] for a strength outside 0 to 4 or a relation of a strategy
// to itself, and [ErrLimit] for over 1,000 strategies.
func (m Matrix) Influence() (codes []string, strength [][]float64, err error) {
	links, err := m.links()
	if err == nil && len(m.Strategies) > maxInfluence {
		err = fmt.Errorf("%d strategies: %w", len(m.Strategies), ErrLimit)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("swot: influence: %w", err)
	}
	for _, s := range m.Strategies {
		codes, strength = append(codes, s.Code), append(strength, make([]float64, len(m.Strategies)))
	}
	for _, l := range links {
		if l.strength < 0 || l.strength > 4 || l.from == l.to {
			return nil, nil, fmt.Errorf("swot: influence: %.40q on %.40q, strength %d: %w", codes[l.from], codes[l.to], l.strength, ErrRange)
		}
		strength[l.from][l.to] = max(strength[l.from][l.to], float64(l.strength))
	}
	return codes, strength, nil
}

// circles returns, for the nodes of a graph, the group of those that reach each other, and for each group its
// level: 0 where nothing beyond it is reached, else one above the highest that is. Tarjan's algorithm, which
// finishes a group after all that it reaches, with a stack of its own.
func circles(next [][]int) (group, level []int) {
	order, low := make([]int, len(next)), make([]int, len(next)) // from 1; 0 = not seen
	group = make([]int, len(next))
	var path, open []int // nodes on the way; nodes without a group
	used := make([]int, len(next))
	seen := 0
	for start := range next {
		if order[start] > 0 {
			continue
		}
		path = append(path[:0], start)
		for len(path) > 0 {
			v := path[len(path)-1]
			if order[v] == 0 {
				seen++
				order[v], low[v], group[v] = seen, seen, -1
				open = append(open, v)
			}
			if used[v] < len(next[v]) {
				w := next[v][used[v]]
				used[v]++
				if order[w] == 0 {
					path = append(path, w)
				} else if group[w] < 0 {
					low[v] = min(low[v], order[w])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				up := path[len(path)-1]
				low[up] = min(low[up], low[v])
			}
			if low[v] < order[v] {
				continue
			}
			from := len(open) - 1
			for open[from] != v {
				from--
			}
			height := 0
			for _, w := range open[from:] {
				group[w] = len(level)
			}
			for _, w := range open[from:] {
				for _, x := range next[w] {
					if group[x] != len(level) {
						height = max(height, level[group[x]]+1)
					}
				}
			}
			open, level = open[:from], append(level, height)
		}
	}
	return group, level
}
