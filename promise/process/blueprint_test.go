package process_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// faults returns the faults of a blueprint as "path tag param".
func faults(t require.TestingT, b process.Blueprint) (all []string) {
	err := b.Validate()
	if err == nil {
		return nil
	}
	require.ErrorIs(t, err, process.ErrInvalid)
	var found validator.ValidationErrors
	require.True(t, errors.As(err, &found))
	for _, f := range found {
		all = append(all, strings.TrimSpace(f.Namespace()+" "+f.Tag()+" "+f.Param()))
	}
	return all
}

var blueprintCases = []struct {
	name   string
	change func(b *process.Blueprint)
	want   []string
}{
	{"nothing", func(*process.Blueprint) {}, nil},
	{"no identity", func(b *process.Blueprint) { b.ID, b.Name = uuid.Nil, "" }, []string{"Blueprint.id required", "Blueprint.name required"}},
	{"code twice", func(b *process.Blueprint) { b.Stages[3].Code = "gone" }, []string{
		"Blueprint.edges[3].to unknown", "Blueprint.stages[4].code unique",
	}},
	{"reserved", func(b *process.Blueprint) {
		b.Stages = append(b.Stages, process.Stage{Code: "?", Title: "x", Outcome: true})
	}, []string{
		"Blueprint.stages[5].code ne ?",
	}},
	{"numbers", func(b *process.Blueprint) {
		b.Planned, b.Stages[0].Number, b.Stages[1].Number, b.Stages[2].Number = 3, 2, 2, 4
	}, []string{"Blueprint.stages[1].number unique", "Blueprint.stages[2].number planned"}},
	{"the last number", func(b *process.Blueprint) { b.Planned, b.Stages[0].Number = 3, 3 }, nil},
	{"negative number", func(b *process.Blueprint) { b.Stages[0].Number, b.Planned = -1, -1 }, []string{
		"Blueprint.planned min 0", "Blueprint.stages[0].number min 0",
	}},
	{"spans", func(b *process.Blueprint) {
		b.Stages[0].Span, b.Stages[1].Span = process.Span{SD: 1}, process.Span{Mean: -1, SD: -1}
		b.Stages[3].Span.Mean = 1
	}, []string{
		"Blueprint.stages[0].span.sd span", "Blueprint.stages[1].span.mean min 0", "Blueprint.stages[1].span.sd min 0",
		"Blueprint.stages[3].span outcome",
	}},
	{"start", func(b *process.Blueprint) { b.Start = "" }, []string{"Blueprint.start unknown"}},
	{"start at an outcome", func(b *process.Blueprint) { b.Start = "gone" }, []string{"Blueprint.start outcome"}},
	{"edges", func(b *process.Blueprint) {
		b.Edges = append(b.Edges, process.Edge{From: "x", To: "y"}, process.Edge{From: "gone", To: "agree"}, process.Edge{From: "repair", To: "check"})
	}, []string{
		"Blueprint.edges[5].from unknown", "Blueprint.edges[5].to unknown", "Blueprint.edges[6].from outcome", "Blueprint.edges[7].to unique",
	}},
	{"probabilities", func(b *process.Blueprint) { b.Edges[0].Probability, b.Edges[3].Probability = math.NaN(), 1.5 }, []string{
		"Blueprint.edges[0].probability probability", "Blueprint.edges[3].probability probability",
	}},
	{"negative probability", func(b *process.Blueprint) { b.Edges[0].Probability = -0.5 }, []string{
		"Blueprint.edges[0].probability probability",
	}},
	{"sum", func(b *process.Blueprint) { b.Edges[0].Probability = 0.75 }, []string{"Blueprint.stages[0].out sum1 agree 0.8"}},
	{"sum within 1e-9", func(b *process.Blueprint) { b.Edges[0].Probability = 0.95 + 9e-10 }, nil},
	{"sum beyond 1e-9", func(b *process.Blueprint) { b.Edges[0].Probability = 0.95 + 2e-9 }, []string{
		"Blueprint.stages[0].out sum1 agree 1.000000002",
	}},
	{"one way at 0.8", func(b *process.Blueprint) { b.Edges[2].Probability = 0.8 }, []string{"Blueprint.stages[1].out sum1 repair 0.8"}},
	{"trap", func(b *process.Blueprint) { b.Edges = b.Edges[:2] }, []string{"Blueprint.stages[1].out trap repair"}},
	{"trap by probability", func(b *process.Blueprint) { b.Edges[3].Probability, b.Edges[4].Probability = 0, 1 }, []string{
		"Blueprint.stages[1].out trap repair", "Blueprint.stages[2].out trap check",
	}},
	{"exit", func(b *process.Blueprint) {
		b.Edges[0].Probability, b.Edges[1].Probability = 1, 0
		b.Edges = b.Edges[:2]
	}, []string{
		"Blueprint.start exit",
	}},
	{"no outcome at all is legal to draw", func(b *process.Blueprint) { b.Stages[3].Outcome, b.Stages[4].Outcome = false, false }, nil},
	{"unstated is legal to draw", func(b *process.Blueprint) { b.Edges[0].Probability, b.Edges[1].Probability = 0, 0 }, nil},
	{"unreachable stage", func(b *process.Blueprint) {
		b.Stages = append(b.Stages, process.Stage{Code: "island", Title: "x"})
	}, nil},
	{"texts", func(b *process.Blueprint) {
		b.Stages[0].Title, b.Stages[0].Actions, b.Stages[0].Expectations = "", []string{"a\x00"}, []string{""}
		b.Stages[1].Priorities, b.Stages[1].Lane, b.Edges[0].Kind = []process.Priority{0, 9}, 6, 3
		b.Notes = []string{strings.Repeat("x", 4001)}
	}, []string{
		"Blueprint.edges[0].kind max 2", "Blueprint.notes[0] text_size 4000", "Blueprint.stages[0].actions[0] clean",
		"Blueprint.stages[0].expectations[0] required", "Blueprint.stages[0].title required", "Blueprint.stages[1].lane max 5",
		"Blueprint.stages[1].priorities[0] required", "Blueprint.stages[1].priorities[1] max 8",
	}},
}

func TestBlueprint_Validate(t *testing.T) {
	for _, c := range blueprintCases {
		b := repair()
		c.change(&b)
		assert.Equal(t, c.want, faults(t, b), c.name)
		_, err := process.New(b)
		assert.Equal(t, len(c.want) > 0, errors.Is(err, process.ErrInvalid), c.name)
	}
	assert.NotEmpty(t, faults(t, process.Blueprint{}))
}

func TestBlueprint_limits(t *testing.T) {
	b := repair()
	for i := range 10_001 {
		b.Stages = append(b.Stages, process.Stage{Code: fmt.Sprint(i), Title: "x"})
	}
	assert.Equal(t, []string{"Blueprint.stages max 10000"}, faults(t, b))
	b = repair()
	b.Edges = append(b.Edges, slices.Repeat([]process.Edge{{From: "check", To: "gone"}}, 100_000)...)
	assert.Equal(t, []string{"Blueprint.edges max 100000"}, faults(t, b))
}

// TestNew_fresh: a graph keeps nothing of what it was made from and gives nothing away.
func TestNew_fresh(t *testing.T) {
	b := repair()
	b.Stages[0].Actions, b.Stages[0].Priorities, b.Notes = []string{"greet"}, []process.Priority{process.Speed}, []string{"note"}
	g, err := process.New(b)
	require.NoError(t, err)
	b.Stages[0].Actions[0], b.Stages[0].Priorities[0], b.Edges[0].To, b.Notes[0] = "changed", process.Price, "gone", "changed"
	got := g.Blueprint()
	assert.Equal(t, "greet", got.Stages[0].Actions[0])
	got.Stages[0].Actions[0], got.Stages[0].Code, got.Edges[0].Label = "changed", "changed", "changed"
	again := g.Blueprint()
	assert.Equal(t, "greet", again.Stages[0].Actions[0])
	assert.Equal(t, "agree", again.Stages[0].Code)
	assert.Equal(t, process.Speed, again.Stages[0].Priorities[0])
	assert.Equal(t, "repair", again.Edges[0].To)
	assert.Equal(t, "note", again.Notes[0])
	assert.Empty(t, again.Edges[0].Label)
}

func TestBlueprint_JSON(t *testing.T) {
	b := repair()
	b.Stages[0].Lane, b.Stages[0].FailPoint, b.Edges[1].Label = process.Customer, true, `"<&>"`
	text, err := json.Marshal(b)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"kind":"rework"`)
	assert.Contains(t, string(text), `"lane":"customer"`)
	var back process.Blueprint
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, b, back)
	assert.ErrorIs(t, json.Unmarshal([]byte(`{"stages":[{"lane":"upstairs"}]}`), &back), process.ErrUnknown)
}

func TestThreePoint(t *testing.T) {
	span, err := process.ThreePoint(1, 2, 4) // (1+8+4)/6 = 2.17, 3/6 = 0.5 rounds up
	require.NoError(t, err)
	assert.Equal(t, process.Span{Mean: 2, SD: 1}, span)
	most := time.Duration(math.MaxInt64)
	span, err = process.ThreePoint(most, most, most)
	require.NoError(t, err)
	assert.Equal(t, process.Span{Mean: most}, span)
	span, err = process.ThreePoint(0, 0, most)
	require.NoError(t, err)
	assert.Equal(t, process.Span{Mean: most / 6, SD: most / 6}, span)
	for _, bad := range [][3]time.Duration{{-1, 2, 3}, {2, 1, 3}, {1, 3, 2}} {
		_, err := process.ThreePoint(bad[0], bad[1], bad[2])
		assert.ErrorIs(t, err, process.ErrSpan, "%v", bad)
	}
}

func TestEnums(t *testing.T) {
	enumRoundTrip(t, 1, 9, process.ParsePriority)
	enumRoundTrip(t, 0, 6, process.ParseLane)
	enumRoundTrip(t, 0, 3, process.ParseLine)
	enumRoundTrip(t, 0, 3, process.ParseEdgeKind)
	enumRoundTrip(t, 0, 2, process.ParseTimeModel)
	var none process.Priority
	assert.Equal(t, "", none.String())
	require.NoError(t, none.UnmarshalText(nil))
	_, err := process.ParsePriority("")
	assert.ErrorIs(t, err, process.ErrUnknown)
}

// enumRoundTrip checks that values from first to below end are read back from their names, and no other is written.
func enumRoundTrip[E interface {
	~uint8
	fmt.Stringer
	MarshalText() ([]byte, error)
}](t *testing.T, first, end E, parse func(string) (E, error),
) {
	t.Helper()
	for value := first; value < end; value++ {
		text, err := value.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, value.String(), string(text))
		back, err := parse(string(text))
		require.NoError(t, err)
		assert.Equal(t, value, back)
		read := E(99)
		require.NoError(t, any(&read).(interface{ UnmarshalText([]byte) error }).UnmarshalText(text))
		assert.Equal(t, value, read)
	}
	_, err := end.MarshalText()
	assert.ErrorIs(t, err, process.ErrUnknown)
	assert.Equal(t, "?", end.String())
	_, err = parse("nothing")
	assert.ErrorIs(t, err, process.ErrUnknown)
}
