package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/swot"
)

// ref is a reference of any package: they all have the same two fields.
type ref struct{ Kind, ID string }

// A graph is what the references join: a node for each thing that is referred to, an edge from what is cited to what
// cites it. Nodes are numbered in the order in which they come.
type graph struct {
	number map[ref]int
	labels []string
	edges  [][2]int
}

// node returns the number of the thing that r refers to, labelled on its first coming.
func (g *graph) node(r ref, label string) int {
	if n, ok := g.number[r]; ok {
		return n
	}
	g.number[r] = len(g.labels)
	g.labels = append(g.labels, label)
	return len(g.labels) - 1
}

// cite draws an edge from the thing that r refers to; it is an error if nothing of that name is there.
func (g *graph) cite(r ref, by int) error {
	n, ok := g.number[r]
	if !ok {
		return fmt.Errorf("%s cites %s %s, which is not there", g.labels[by], r.Kind, r.ID)
	}
	g.edges = append(g.edges, [2]int{n, by})
	return nil
}

// mermaid draws the graph.
func (g *graph) mermaid() string {
	var out strings.Builder
	out.WriteString("flowchart LR\n")
	for i, label := range g.labels {
		fmt.Fprintf(&out, "  n%d[%s]\n", i, markdown.Label(label))
	}
	for _, edge := range g.edges {
		fmt.Fprintf(&out, "  n%d --> n%d\n", edge[0], edge[1])
	}
	return out.String()
}

// trace follows the references of the case in the market of Mexico: a factor cites a survey finding, a strategy uses
// factors, an action cites strategies, an attribute of a promise cites actions, and a question asks about an attribute.
func trace(options) (string, error) {
	g := &graph{number: map[ref]int{}}
	matrix, plan := seeds.ADOMatrix(), seeds.ADOPlan()
	var questionnaires []survey.Questionnaire
	for _, brand := range seeds.ADOBrands() {
		questionnaires = append(questionnaires, seeds.ADOQuestionnaire(brand, seeds.Mexico))
	}
	var promises []promise.Promise
	for _, p := range seeds.ADOPromises() {
		if p.Key.Market == seeds.Mexico {
			promises = append(promises, p)
		}
	}
	addNodes(g, questionnaires, matrix, plan, promises)
	if err := addCitations(g, questionnaires, matrix, plan, promises); err != nil {
		return "", err
	}
	return fmt.Sprintf("Market of %s: %d things, %d references, each of them resolved.\n\n%s",
		seeds.Mexico, len(g.labels), len(g.edges), markdown.Fence("mermaid", g.mermaid())), nil
}

// addNodes adds the findings that are cited, and every factor, strategy, action and cited attribute.
func addNodes(g *graph, qs []survey.Questionnaire, m swot.Matrix, plan actionplan.Plan, ps []promise.Promise) {
	for i, q := range qs {
		g.node(ref(q.FindingRef("comfort")), "Finding: comfort of "+seeds.ADOBrands()[i])
	}
	for _, f := range m.Factors {
		g.node(ref(m.FactorRef(f.Code)), "Factor "+f.Code+": "+f.Text)
	}
	for _, s := range m.Strategies {
		g.node(ref(m.StrategyRef(s.Code)), "Strategy "+s.Code+": "+s.Title)
	}
	for _, a := range plan.Actions {
		g.node(ref(plan.ActionRef(a.Code)), "Action "+string(a.Code)+": "+a.What[0])
	}
	for _, p := range ps {
		for _, a := range p.Attributes {
			if len(a.Refs) > 0 {
				g.node(ref(p.AttributeRef(a.Code)), "Promise of "+p.Key.Brand+": "+a.Name)
			}
		}
	}
}

// addCitations draws an edge for every reference.
func addCitations(g *graph, qs []survey.Questionnaire, m swot.Matrix, plan actionplan.Plan, ps []promise.Promise) error {
	for _, f := range m.Factors {
		for _, evidence := range f.Evidence {
			if evidence.Ref == (swot.Ref{}) {
				continue
			}
			if err := g.cite(ref(evidence.Ref), g.number[ref(m.FactorRef(f.Code))]); err != nil {
				return err
			}
		}
	}
	for f, s := range m.Trace() {
		if err := g.cite(ref(m.FactorRef(f.Code)), g.number[ref(m.StrategyRef(s.Code))]); err != nil {
			return err
		}
	}
	for _, a := range plan.Actions {
		for _, cited := range a.Refs {
			if err := g.cite(ref(cited), g.number[ref(plan.ActionRef(a.Code))]); err != nil {
				return err
			}
		}
	}
	for _, p := range ps {
		for _, a := range p.Attributes {
			for _, cited := range a.Refs {
				if err := g.cite(ref(cited), g.number[ref(p.AttributeRef(a.Code))]); err != nil {
					return err
				}
			}
		}
	}
	for _, q := range qs {
		finding := ref(q.FindingRef("comfort"))
		for _, question := range q.Questions {
			if q.FindingRef(question.ID) == survey.Ref(finding) {
				if err := g.cite(ref(question.Promise), g.number[finding]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
