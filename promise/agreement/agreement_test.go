package agreement_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
)

func faults(t *testing.T, err error) (list []string) {
	var all validator.ValidationErrors
	require.ErrorIs(t, err, agreement.ErrInvalid)
	require.True(t, errors.As(err, &all), "%v", err)
	for _, fault := range all {
		list = append(list, fault.Namespace()+" "+fault.Tag())
	}
	return list
}

func TestAgreement_Validate(t *testing.T) {
	require.NoError(t, roadside().Validate())
	for _, c := range []struct {
		name   string
		change func(a *agreement.Agreement)
		want   []string
	}{
		{"zero value", func(a *agreement.Agreement) { *a = agreement.Agreement{} }, []string{
			"Agreement.activities min", "Agreement.id required", "Agreement.name required", "Agreement.owner owner", "Agreement.parties min",
			"Agreement.teams coordination",
		}},
		{"overlap", func(a *agreement.Agreement) { a.Boundaries[0].Activities = append(a.Boundaries[0].Activities, "tow") }, nil},
		{"hand-off faults", func(a *agreement.Agreement) { a.Handoffs = a.Handoffs[:1]; a.Handoffs[0].CarriedBy = "" }, nil},
		{"carried by the customer", func(a *agreement.Agreement) { a.Handoffs[0].CarriedBy = agreement.Customer }, nil},
		{"the customer as a party", func(a *agreement.Agreement) { a.Parties[1].Code = agreement.Customer }, []string{
			"Agreement.boundaries[1].party party", "Agreement.handoffs[2].to party", "Agreement.obligations[1].parties[1] party",
			"Agreement.parties[1] boundary", "Agreement.parties[1] contact", "Agreement.parties[1] expert", "Agreement.parties[1] resolver",
			"Agreement.parties[1].code ne", "Agreement.people[3].party party", "Agreement.people[4].party party",
		}},
		{"not signed", func(a *agreement.Agreement) { a.Parties[2].Signed = time.Time{} }, []string{"Agreement.parties[2].signed signed"}},
		{"no contact", func(a *agreement.Agreement) { a.People[0].Teams = nil }, []string{"Agreement.parties[0] contact"}},
		{"no resolver", func(a *agreement.Agreement) { a.People[3].Teams = []string{"desk"} }, []string{"Agreement.parties[1] resolver"}},
		{"outsourced at the desk", func(a *agreement.Agreement) { a.People[5].Teams = []string{"desk"} }, nil},
		{"outsourced without a team", func(a *agreement.Agreement) { a.People[5].Teams = []string{"board"} }, []string{"Agreement.parties[2] contact"}},
		{"no expert", func(a *agreement.Agreement) { a.People[4].Role = agreement.Staff }, []string{"Agreement.parties[1] expert"}},
		{"no boundary", func(a *agreement.Agreement) { a.Boundaries = a.Boundaries[:2] }, []string{
			"Agreement.activities[1] gap", "Agreement.parties[2] boundary",
		}},
		{"not documented", func(a *agreement.Agreement) { a.Boundaries[1].Document = "" }, []string{"Agreement.boundaries[1].document document"}},
		{"no group", func(a *agreement.Agreement) { a.Teams[2].Kind = agreement.Resolver }, []string{"Agreement.teams coordination"}},
		{"no manager", func(a *agreement.Agreement) { a.People[2].Role = agreement.Staff }, []string{"Agreement.teams[2] coordination"}},
		{"a middle manager", func(a *agreement.Agreement) { a.People[2].Role = agreement.MiddleManager }, nil},
		{"never meets", func(a *agreement.Agreement) { a.Teams[2].Meets = 0 }, []string{"Agreement.teams[2].meets cadence"}},
		{"meets backwards", func(a *agreement.Agreement) { a.Teams[0].Meets = -1 }, []string{"Agreement.teams[0].meets min"}},
		{"nothing collective", func(a *agreement.Agreement) { a.Obligations = a.Obligations[:1] }, []string{"Agreement.obligations collective"}},
		{"nobody's obligation", func(a *agreement.Agreement) { a.Obligations[0].Parties = nil }, []string{"Agreement.obligations[0].parties min"}},
		{"owner", func(a *agreement.Agreement) { a.Owner = "nobody" }, []string{"Agreement.owner owner"}},
		{"outsourced in a circle", func(a *agreement.Agreement) {
			a.Parties[0].OutsourcedBy, a.Parties[1].OutsourcedBy = "tow", "nobody"
		}, []string{
			"Agreement.parties[0].outsourcedBy outsourced", "Agreement.parties[1].outsourcedBy outsourced", "Agreement.parties[2].outsourcedBy outsourced",
		}},
		{"codes", func(a *agreement.Agreement) {
			a.People[1].Code, a.Obligations[1].Code, a.Handoffs[1].Code = "i1", "towed", "h1"
			a.Teams = append(a.Teams, a.Teams[0])
		}, []string{
			"Agreement.handoffs[1].code unique", "Agreement.obligations[1].code unique", "Agreement.people[1].code unique", "Agreement.teams[3].code unique",
		}},
		{"unknown", func(a *agreement.Agreement) {
			a.People[0].Teams = []string{"desk", "cellar"}
			a.Boundaries[0].Activities = append(a.Boundaries[0].Activities, "fly")
			a.Journey = append(a.Journey, "swim")
			a.Handoffs[0].From, a.Handoffs[1].To, a.Handoffs[2].CarriedBy = "x", "y", "z"
		}, []string{
			"Agreement.boundaries[0].activities[2] activity", "Agreement.handoffs[0].from party", "Agreement.handoffs[1].to party",
			"Agreement.handoffs[2].carriedBy party", "Agreement.journey[4] activity", "Agreement.people[0].teams[1] team",
		}},
		{"to itself", func(a *agreement.Agreement) { a.Handoffs[0].To = "insurer" }, []string{"Agreement.handoffs[0].to nefield"}},
		{"specification", func(a *agreement.Agreement) {
			a.Obligations[1].Spec.Coverage, a.Obligations[1].Spec.Target, a.Obligations[1].Spec.Owner = promise.Ratio{}, promise.Target{Op: promise.OneOf}, ""
		}, []string{
			"Agreement.obligations[1].spec.coverage coverage", "Agreement.obligations[1].spec.owner required",
			"Agreement.obligations[1].spec.target.choices target",
		}},
		{"half a reference", func(a *agreement.Agreement) { a.Promise.Kind = "promise.attribute" }, []string{"Agreement.promise.id ref_half"}},
		{"long and unclean", func(a *agreement.Agreement) {
			a.Name, a.People[0].Expertise = "a\x00", strings.Repeat("x", 4001)
		}, []string{"Agreement.name clean", "Agreement.people[0].expertise text_size"}},
		{"activity twice", func(a *agreement.Agreement) { a.Activities = append(a.Activities, "tow") }, []string{"Agreement.activities unique"}},
	} {
		a := roadside()
		c.change(&a)
		if c.want == nil {
			assert.NoError(t, a.Validate(), c.name)
			continue
		}
		assert.Equal(t, c.want, faults(t, a.Validate()), c.name)
	}
	alone := roadside()
	alone.Parties, alone.Obligations = alone.Parties[:1], alone.Obligations[:0]
	alone.Boundaries, alone.Handoffs, alone.People = alone.Boundaries[:1], nil, alone.People[:3]
	alone.Activities, alone.Journey = alone.Boundaries[0].Activities, nil
	alone.People[0].Teams = []string{"desk", "shop"}
	assert.NoError(t, alone.Validate(), "one party owes nothing together")
}

func TestAgreement_HandoffFaults(t *testing.T) {
	assert.Empty(t, roadside().HandoffFaults())
	a := roadside()
	a.Journey = []string{"take the call", "tow", "take the call", "tow", "unheard of", "repair", "agree", "repair"}
	a.Handoffs = a.Handoffs[1:]
	a.Handoffs[0].CarriedBy, a.Handoffs[0].Needs = "", []string{"damage", "claim number", "telephone"}
	a.Handoffs[1].CarriedBy = "a stranger"
	a.Owner = ""
	want := []agreement.HandoffFault{
		{Kind: agreement.Undeclared, From: "insurer", To: "tow"},
		{Kind: agreement.Undeclared, From: "dealer", To: "insurer"},
		{Kind: agreement.Uncarried, Handoff: "h2", From: "tow", To: "insurer"},
		{Kind: agreement.ItemMissing, Handoff: "h2", From: "tow", To: "insurer", Item: "claim number"},
		{Kind: agreement.ItemMissing, Handoff: "h2", From: "tow", To: "insurer", Item: "telephone"},
		{Kind: agreement.Uncarried, Handoff: "h3", From: "insurer", To: "dealer"},
		{Kind: agreement.NoOwner},
	}
	assert.Equal(t, want, a.HandoffFaults())
	assert.Equal(t, "no-owner", want[6].String())
	assert.Contains(t, a.Markdown(), "owned by nobody")
	assert.Contains(t, a.Mermaid(), "carried by nobody")

	shared := roadside()
	shared.Boundaries[0].Activities = append(shared.Boundaries[0].Activities, "tow")
	shared.Handoffs = shared.Handoffs[2:]
	assert.Empty(t, shared.HandoffFaults(), "the insurer can tow as well, so nothing passes")
	assert.Equal(t, []agreement.HandoffFault{{Kind: agreement.NoOwner}}, agreement.Agreement{}.HandoffFaults())
}

// TestAgreement_read: gaps and overlaps of agreements with faults, and nothing that the caller could change.
func TestAgreement_read(t *testing.T) {
	a := roadside()
	a.Boundaries = append(a.Boundaries, agreement.Boundary{Party: "dealer", Activities: []string{"tow", "tow", "fly"}})
	overlaps := a.Overlaps()
	assert.Equal(t, []agreement.Overlap{{Activity: "tow", Parties: []string{"tow", "dealer"}}}, overlaps)
	overlaps[0].Parties[0] = "changed"
	assert.Equal(t, "tow", a.Boundaries[2].Party)
	assert.Contains(t, a.Markdown(), "- Overlap: tow, of tow, dealer\n")
	assert.Empty(t, agreement.Agreement{}.Gaps())
	a.Activities = append(a.Activities, "polish")
	assert.Equal(t, []string{"polish"}, a.Gaps())
	assert.Contains(t, a.Markdown(), "- Gap: polish\n")
	assert.NotContains(t, roadside().Markdown()+"end", "\n\nend", "nothing to note, no line for it")
	count := 0
	for range roadside().Collective() {
		count++
		break
	}
	assert.Equal(t, 1, count)
}

// TestAgreement_Mermaid_hostile: one node a party and one edge a hand-off, whatever their names.
func TestAgreement_Mermaid_hostile(t *testing.T) {
	a := roadside()
	a.Parties[1].Name = "end\"]\n  p9[\"x"
	a.Handoffs[0].Passes = []string{"a|b\n-->", "\"]"}
	a.Handoffs = append(a.Handoffs, agreement.Handoff{From: "nobody", To: "tow"}, agreement.Handoff{From: "tow", To: "nobody"})
	lines := strings.Split(strings.TrimSpace(a.Mermaid()), "\n")
	assert.Len(t, lines, 2+3+2+3)
	for _, line := range lines[1:] {
		assert.Zero(t, strings.Count(line, "\"")%2, line)
	}
}

func TestAgreement_JSON(t *testing.T) {
	a := roadside()
	a.Promise = promise.Ref{Kind: "promise.attribute", ID: uuid.Nil.String() + "/x"}
	n := agreement.InSeries(commit("a", "99%"), agreement.Any(1, agreement.Commit("b", agreement.Commitment{Keep: share("always"), Within: 5})))
	for _, value := range []any{&a, &agreement.Agreement{}, &n, &agreement.Node{}} {
		first, err := json.Marshal(value)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(first, value))
		again, err := json.Marshal(value)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
	}
	assert.Equal(t, roadside().Handoffs, a.Handoffs)
	text, err := json.Marshal(n)
	require.NoError(t, err)
	assert.JSONEq(t, `{"kind":"series","parts":[{"kind":"leaf","party":"a","commitment":{"keep":"0.99"}},
		{"kind":"k-of-n","k":1,"parts":[{"kind":"leaf","party":"b","commitment":{"keep":"always","within":5}}]}]}`, string(text))
}
