package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/swot"
)

// idle returns the strategies that no action carries out, and the actions that carry out no known one.
func idle(m swot.Matrix, p actionplan.Plan) (strategies []actionplan.Ref, actions []actionplan.Code) {
	var known []actionplan.Ref
	for _, s := range m.Strategies {
		known = append(known, actionplan.Ref(m.StrategyRef(s.Code)))
	}
	coverage := actionplan.Trace(p, known)
	return coverage.Unanswered, coverage.Unasked
}

// TestPlan_everyStrategyActs: every strategy has an action, and every action a strategy. WT1 waits: the plan carries out the
// strategies of high priority first.
func TestPlan_everyStrategyActs(t *testing.T) {
	matrix, plan := seeds.ADOMatrix(), seeds.ADOPlan()
	strategies, actions := idle(matrix, plan)
	assert.Equal(t, []actionplan.Ref{actionplan.Ref(matrix.StrategyRef("WT1"))}, strategies)
	assert.Empty(t, actions)

	plan.Actions = plan.Actions[1:]
	strategies, _ = idle(matrix, plan)
	assert.Greater(t, len(strategies), 1, "nobody acts on what the first action answered")
}

// TestPlan_everyStrategyIsMeasurable: a strategy names an indicator, what it is to reach, and the area that answers for it.
func TestPlan_everyStrategyIsMeasurable(t *testing.T) {
	matrix := seeds.ADOMatrix()
	assert.NoError(t, matrix.Validate())
	matrix.Strategies[0].Objectives = nil
	assert.ErrorContains(t, matrix.Validate(), "Matrix.strategies[0].objectives")
}

// nameless returns the actions that say of nobody that he does them.
func nameless(p actionplan.Plan) (codes []actionplan.Code) {
	for _, a := range p.Actions {
		if a.Accountable == "" && len(a.Responsible) == 0 {
			codes = append(codes, a.Code)
		}
	}
	return codes
}

// TestPlan_somebodyDoesIt: each action names who does it, and the plan is in order.
func TestPlan_somebodyDoesIt(t *testing.T) {
	plan := seeds.ADOPlan()
	assert.NoError(t, plan.Validate())
	assert.Empty(t, nameless(plan))
	plan.Actions[0].Responsible = nil
	assert.Equal(t, []actionplan.Code{"A1"}, nameless(plan))
}
