package swot

import "slices"

// Coverage says what the matrix leaves open. Codes come in the order of the matrix. The zero value says nothing is open.
type Coverage struct {
	UsedBy                      map[string][]string // the strategies that use each factor that is used
	Unused, NoEvidence, Assumed []string            // factors
	NoInternal, NoExternal      []string            // strategies that use no factor of that side
	NoObjective, NoProcess      []string            // strategies without an objective, without a process or procedure
	Unknown                     []string            // codes that strategies use and that no factor has, each once
	SameTitle                   [][]string          // strategies of one title, two or more
	Empty                       []Quadrant          // quadrants without a strategy
}

// Coverage returns what m leaves open. It works on drafts too and never fails.
func (m Matrix) Coverage() Coverage {
	c := Coverage{UsedBy: map[string][]string{}}
	m.coverFactors(&c)
	m.coverStrategies(&c)
	return c
}

// coverFactors fills in what concerns factors.
func (m Matrix) coverFactors(c *Coverage) {
	users := m.users()
	for _, f := range m.Factors {
		for _, i := range users[f.Code] {
			c.UsedBy[f.Code] = append(c.UsedBy[f.Code], m.Strategies[i].Code)
		}
		if len(users[f.Code]) == 0 {
			c.Unused = append(c.Unused, f.Code)
		}
		if len(f.Evidence) == 0 {
			c.NoEvidence = append(c.NoEvidence, f.Code)
		}
		if f.Assumed {
			c.Assumed = append(c.Assumed, f.Code)
		}
	}
}

// coverStrategies fills in what concerns strategies.
func (m Matrix) coverStrategies(c *Coverage) {
	kinds := m.kinds()
	filled := map[Quadrant]bool{}
	titles := map[string][]string{}
	unknown := map[string]bool{}
	var order []string
	for _, s := range m.Strategies {
		internal, external := false, false
		for _, code := range s.Uses {
			kind, known := kinds[code]
			if !known && !unknown[code] {
				unknown[code] = true
				c.Unknown = append(c.Unknown, code)
			}
			internal = internal || known && kind.Internal()
			external = external || known && !kind.Internal()
		}
		note := func(missing bool, list *[]string) {
			if missing {
				*list = append(*list, s.Code)
			}
		}
		note(!internal, &c.NoInternal)
		note(!external, &c.NoExternal)
		note(len(s.Objectives) == 0, &c.NoObjective)
		note(!slices.ContainsFunc(s.Embodied, Ref.isProcess), &c.NoProcess)
		if quadrant, fault := derive(s, kinds); fault == "" {
			filled[quadrant] = true
		}
		if titles[s.Title] == nil {
			order = append(order, s.Title)
		}
		titles[s.Title] = append(titles[s.Title], s.Code)
	}
	for _, title := range order {
		if len(titles[title]) > 1 {
			c.SameTitle = append(c.SameTitle, titles[title])
		}
	}
	for _, quadrant := range []Quadrant{SO, WO, ST, WT} {
		if !filled[quadrant] {
			c.Empty = append(c.Empty, quadrant)
		}
	}
}

// isProcess reports whether r points to a process or a procedure, in which a strategy is embodied.
func (r Ref) isProcess() bool { return r.Kind == "process" || r.Kind == "procedure" }
