package actionplan_test

import (
	"math"
	"testing"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

func TestNextTurn(t *testing.T) {
	p := season()
	p.Actions[0].Status, p.Actions[0].Progress = actionplan.Closed, decimal.New(1, 0)
	p.Actions[1] = lived(t, toDone()...)
	p.Actions[1].Code = "windows"
	p.Actions[1].Contingencies = []actionplan.Contingency{
		{Code: "K1", Trigger: "t", Response: "r", Affects: []actionplan.Code{"team"}, Stretch: decimal.New(2, 0), ExtraDays: 3},
		{Code: "K2", Trigger: "t", Response: "r", Affects: []actionplan.Code{"team", "survey"}, Stretch: decimal.New(2, 0)},
		{Code: "K3", Trigger: "t", Response: "r", Stretch: decimal.New(2, 0)},
	}
	before := written(t, p)
	next, err := actionplan.NextTurn(p, uuid.UUID{2})
	require.NoError(t, err)
	assert.Equal(t, before, written(t, p), "never changed")
	assert.Equal(t, 2, next.Version)
	assert.Equal(t, uuid.UUID{2}, next.ID)
	require.Len(t, next.Actions, 2, "what is closed is done with")
	windows := next.Actions[0]
	assert.Equal(t, actionplan.Draft, windows.Status)
	assert.True(t, windows.Progress.IsZero() && windows.Started.IsZero() && windows.Finished.IsZero() && windows.Log == nil)
	assert.Equal(t, []actionplan.Ref{p.ActionRef("windows")}, windows.Refs)
	assert.Equal(t, []actionplan.Link{{From: "windows", To: "survey"}}, next.Links)
	effects := windows.Contingencies
	assert.True(t, len(effects[0].Affects) == 0 && effects[0].Stretch.IsZero() && effects[0].ExtraDays == 0, "no longer its own action by accident")
	assert.Equal(t, []actionplan.Code{"survey"}, effects[1].Affects)
	assert.True(t, effects[2].Stretch.Equal(decimal.New(2, 0)))

	_, err = actionplan.NextTurn(p, uuid.UUID{})
	assert.ErrorIs(t, err, actionplan.ErrInvalid)
	_, err = actionplan.NextTurn(p, p.ID)
	assert.ErrorIs(t, err, actionplan.ErrInvalid)
	p.Version = math.MaxInt
	_, err = actionplan.NextTurn(p, uuid.UUID{2})
	assert.ErrorIs(t, err, actionplan.ErrRange)
	p.Version = 0
	_, err = actionplan.NextTurn(p, uuid.UUID{2})
	assert.Equal(t, []string{"Plan.version min"}, faults(t, err))
	p.Version, p.Actions[2].Refs = 1, make([]actionplan.Ref, 1000)
	for i := range p.Actions[2].Refs {
		p.Actions[2].Refs[i] = actionplan.Ref{Kind: "k", ID: "x"}
	}
	_, err = actionplan.NextTurn(p, uuid.UUID{2})
	assert.Equal(t, []string{"Plan.actions[1].refs max"}, faults(t, err), "one reference too many")
}
