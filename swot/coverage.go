package swot

// A Coverage says what a matrix leaves open. Every slice is in the order of the matrix and empty where
// nothing is open. The zero value is that of nothing at all, but for Empty: a matrix without strategies has
// four empty quadrants.
type Coverage struct {
	UsedBy     map[string][]string `json:"usedBy"`     // factor to the strategies that use it; unused ones are not in it
	Unused     []string            `json:"unused"`     // factors that no strategy uses
	NoEvidence []string            `json:"noEvidence"` // factors that nothing shows
	Assumed    []string            `json:"assumed"`    // factors marked as assumed

	NoInternal  []string `json:"noInternal"`  // strategies that use no strength and no weakness
	NoExternal  []string `json:"noExternal"`  // strategies that use no opportunity and no threat
	NoObjective []string `json:"noObjective"` // strategies that cannot be measured
	NoProcess   []string `json:"noProcess"`   // strategies that no process or procedure embodies

	Unknown   []string   `json:"unknown"`   // codes that strategies use and no factor has, each once
	SameTitle [][]string `json:"sameTitle"` // strategies that share a title, such as one in two quadrants
	Empty     []Quadrant `json:"empty"`     // quadrants without a strategy, in the order SO, WO, ST, WT
}

// Coverage returns what m leaves open: the trace from factor to strategy to objective to process, read for
// its gaps. It works on drafts and never fails. Codes stand for the parts; of factors with the same code the
// first counts in UsedBy. A strategy whose quadrant [Matrix.Quadrant] cannot tell fills none.
func (m Matrix) Coverage() Coverage {
	c := Coverage{UsedBy: make(map[string][]string)}
	users := m.users()
	for _, f := range m.Factors {
		if is := users[f.Code]; len(is) == 0 {
			c.Unused = append(c.Unused, f.Code)
		} else if _, done := c.UsedBy[f.Code]; !done {
			for _, i := range is {
				c.UsedBy[f.Code] = append(c.UsedBy[f.Code], m.Strategies[i].Code)
			}
		}
		if !f.proven() {
			c.NoEvidence = append(c.NoEvidence, f.Code)
		}
		if f.Assumed {
			c.Assumed = append(c.Assumed, f.Code)
		}
	}
	c.strategies(m)
	return c
}

// strategies fills in what is open in the strategies of m.
func (c *Coverage) strategies(m Matrix) {
	byCode, filled, seen := m.kinds(), [WT + 1]bool{}, make(map[string]bool)
	titles, group := make(map[string]int), make([][]string, 0, len(m.Strategies))
	for _, s := range m.Strategies {
		ks, unknown := s.kinds(byCode)
		for _, code := range unknown {
			if !seen[code] {
				c.Unknown = append(c.Unknown, code)
			}
			seen[code] = true
		}
		if !ks[Strength] && !ks[Weakness] {
			c.NoInternal = append(c.NoInternal, s.Code)
		}
		if !ks[Opportunity] && !ks[Threat] {
			c.NoExternal = append(c.NoExternal, s.Code)
		}
		if len(s.Objectives) == 0 {
			c.NoObjective = append(c.NoObjective, s.Code)
		}
		if len(s.Embodied) == 0 {
			c.NoProcess = append(c.NoProcess, s.Code)
		}
		if q, fault := ks.quadrant(s.Declared); fault == "" && len(unknown) == 0 {
			filled[q] = true
		}
		at, known := titles[s.Title]
		if !known {
			at = len(group)
			titles[s.Title], group = at, append(group, nil)
		}
		group[at] = append(group[at], s.Code)
	}
	for _, codes := range group {
		if len(codes) > 1 {
			c.SameTitle = append(c.SameTitle, codes)
		}
	}
	for q := SO; q <= WT; q++ {
		if !filled[q] {
			c.Empty = append(c.Empty, q)
		}
	}
}
