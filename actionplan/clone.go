package actionplan

import "slices"

// clone returns a copy of p that shares nothing with it.
func (p Plan) clone() Plan {
	p.Notes, p.Links, p.Refs = slices.Clone(p.Notes), slices.Clone(p.Links), slices.Clone(p.Refs)
	p.Calendar = p.Calendar.Clone()
	p.Actions = slices.Clone(p.Actions)
	for i := range p.Actions {
		p.Actions[i] = p.Actions[i].clone()
	}
	return p
}

// clone returns a copy of a that shares nothing with it.
func (a Action) clone() Action {
	for _, list := range []*[]string{&a.What, &a.Why, &a.How, &a.Responsible, &a.Consulted, &a.Informed} {
		*list = slices.Clone(*list)
	}
	a.Estimate, a.Cost = clonePointer(a.Estimate), clonePointer(a.Cost)
	a.Indicators, a.Contingencies = slices.Clone(a.Indicators), slices.Clone(a.Contingencies)
	a.Messages, a.Refs, a.Log = slices.Clone(a.Messages), slices.Clone(a.Refs), slices.Clone(a.Log)
	for i := range a.Indicators {
		a.Indicators[i].Baseline = clonePointer(a.Indicators[i].Baseline)
	}
	for i := range a.Contingencies {
		a.Contingencies[i] = a.Contingencies[i].clone()
	}
	for i := range a.Log {
		a.Log[i] = a.Log[i].clone()
	}
	return a
}

// clone returns a copy of c that shares nothing with it.
func (c Contingency) clone() Contingency {
	c.AtLeast, c.AtMost, c.Cost = clonePointer(c.AtLeast), clonePointer(c.AtMost), clonePointer(c.Cost)
	c.How, c.Affects = slices.Clone(c.How), slices.Clone(c.Affects)
	return c
}

// clone returns a copy of e that shares nothing with it.
func (e Event) clone() Event {
	e.Progress, e.Evidence = clonePointer(e.Progress), slices.Clone(e.Evidence)
	for i := range e.Evidence {
		e.Evidence[i].Value = clonePointer(e.Evidence[i].Value)
	}
	return e
}

// clonePointer returns a pointer to a copy of what p points to, nil for nil.
func clonePointer[T any](p *T) *T {
	if p == nil {
		return nil
	}
	value := *p
	return &value
}
