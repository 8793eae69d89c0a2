package swot_test

import (
	"encoding"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// standings are five places: 0.9, 0.85 twice, 0.5 and a vetoed 0.75.
func standings(t *testing.T) swot.Ranking {
	d := decide(
		[]string{"0.8", "0.9"}, []string{"0.9", "0.9"}, []string{"0.75", "0.95"}, []string{"0.05", "0.95"}, []string{"1", "0.5"},
	)
	d.Criteria[1].Floor = maybe("0.9")
	r, err := swot.WeightedSum(d)
	require.NoError(t, err)
	require.Equal(t, []ranked{
		{"B", 1, 1, false, "0.9000000000000000"},
		{"A", 2, 2, true, "0.8500000000000000"},
		{"C", 2, 2, true, "0.8500000000000000"},
		{"D", 4, 3, false, "0.5000000000000000"},
		{"E", 5, 4, false, "0.7500000000000000"},
	}, rankedOf(r))
	return r
}

func TestRanking_Close(t *testing.T) {
	r := standings(t)
	for margin, want := range map[string][]string{
		"0": {"B"}, "0.049": {"B"}, "0.05": {"B", "A", "C"}, "0.4": {"B", "A", "C", "D"}, "1000": {"B", "A", "C", "D"}, "-0.01": nil,
	} {
		assert.Equal(t, want, r.Close(num(margin)), margin)
	}
	thirds, err := swot.WeightedSum(decide([]string{"1", "0.5", "0"}, []string{"1", "0.35", "0"}))
	require.NoError(t, err)
	assert.Equal(t, []string{"A", "B"}, thirds.Close(num("0.05")), "0.5 and 0.45, of thirds")

	for _, d := range hostile() {
		assert.Nil(t, r.Close(d))
		assert.Nil(t, swot.Ranking{Places: []swot.Place{{Code: "A", Score: d}}}.Close(num("1")))
		assert.Equal(t, []string{"A"}, swot.Ranking{Places: []swot.Place{{Code: "A"}, {Code: "B", Score: d}}}.Close(num("1")))
	}
	assert.Nil(t, swot.Ranking{}.Close(num("1")), "nobody")
	r.Places = r.Places[4:]
	assert.Nil(t, r.Close(num("1")), "all vetoed")
}

func classes(r swot.Ranking) (text string) {
	for _, p := range r.Places {
		text += p.Code + " " + p.Class.String() + " "
	}
	return text
}

func TestRanking_ByScore(t *testing.T) {
	r := standings(t)
	got, err := r.ByScore(num("0.85"), num("0.5"))
	require.NoError(t, err)
	assert.Equal(t, "B high A high C high D medium E low ", classes(got), "a vetoed 0.75 is low")
	got, err = r.ByScore(num("0.8501"), num("0.8501"))
	require.NoError(t, err)
	assert.Equal(t, "B high A low C low D low E low ", classes(got))
	assert.Equal(t, "B  A  C  D  E  ", classes(r), "the receiver is left alone")
	got.Places[0].Parts[0].Code, got.Places[4].Vetoed[0] = "changed", "changed"
	assert.Equal(t, "p", r.Places[0].Parts[0].Code)
	assert.Equal(t, "q", r.Places[4].Vetoed[0])

	_, err = r.ByScore(num("0.5"), num("0.6"))
	assert.ErrorIs(t, err, swot.ErrRange)
	for _, d := range hostile() {
		_, err = r.ByScore(d, num("0.1"))
		assert.ErrorIs(t, err, swot.ErrLimit)
		_, err = r.ByScore(num("0.1"), d)
		assert.ErrorIs(t, err, swot.ErrLimit)
		_, err = swot.Ranking{Places: []swot.Place{{Score: d}}}.ByScore(num("1"), num("0"))
		assert.ErrorIs(t, err, swot.ErrLimit)
	}
}

func TestRanking_ByCount(t *testing.T) {
	r := standings(t)
	for _, c := range []struct {
		high, medium int
		want         string
	}{
		{1, 1, "B high A medium C medium D low E low "}, // the tie shares the better class
		{2, 1, "B high A high C high D low E low "},     // and takes its place from the next
		{2, 2, "B high A high C high D medium E low "},
		{0, 0, "B low A low C low D low E low "},
		{0, 9, "B medium A medium C medium D medium E low "},
		{9, 9, "B high A high C high D high E low "},
	} {
		got, err := r.ByCount(c.high, c.medium)
		require.NoError(t, err)
		assert.Equal(t, c.want, classes(got), "%d %d", c.high, c.medium)
	}
	_, err := r.ByCount(-1, 1)
	assert.ErrorIs(t, err, swot.ErrRange)
	_, err = r.ByCount(1, -1)
	assert.ErrorIs(t, err, swot.ErrRange)
}

func TestEnumerations(t *testing.T) {
	var k swot.Kind
	var q swot.Quadrant
	var p swot.Priority
	var r swot.RelationType
	for _, c := range []struct {
		value encoding.TextUnmarshaler
		text  func() (string, error)
		names []string
	}{
		{&k, func() (string, error) { b, err := k.MarshalText(); return string(b), err }, []string{"", "S", "W", "O", "T"}},
		{&q, func() (string, error) { b, err := q.MarshalText(); return string(b), err }, []string{"", "SO", "WO", "ST", "WT"}},
		{&p, func() (string, error) { b, err := p.MarshalText(); return string(b), err }, []string{"", "high", "medium", "low"}},
		{&r, func() (string, error) { b, err := r.MarshalText(); return string(b), err }, []string{"", "supports", "requires", "precedes", "conflicts"}},
	} {
		for _, name := range c.names {
			require.NoError(t, c.value.UnmarshalText([]byte(name)))
			text, err := c.text()
			require.NoError(t, err)
			assert.Equal(t, name, text)
		}
		assert.ErrorIs(t, c.value.UnmarshalText([]byte("s")), swot.ErrUnknown)
		text, _ := c.text()
		assert.Equal(t, c.names[len(c.names)-1], text, "left alone")
	}
	kind, err := swot.ParseKind("T")
	assert.Equal(t, swot.Threat, kind)
	assert.NoError(t, err)
	quadrant, err := swot.ParseQuadrant("WT")
	assert.Equal(t, swot.WT, quadrant)
	assert.NoError(t, err)
	priority, err := swot.ParsePriority("low")
	assert.Equal(t, swot.Low, priority)
	assert.NoError(t, err)
	relation, err := swot.ParseRelationType("precedes")
	assert.Equal(t, swot.Precedes, relation)
	assert.NoError(t, err)
	_, err = swot.ParseRelationType("")
	assert.ErrorIs(t, err, swot.ErrUnknown)
	_, err = swot.RelationType(5).MarshalText()
	assert.ErrorIs(t, err, swot.ErrUnknown)
	_, err = swot.ParseKind("")
	assert.ErrorIs(t, err, swot.ErrUnknown)
	_, err = swot.ParseQuadrant("OS")
	assert.ErrorIs(t, err, swot.ErrUnknown)
	_, err = swot.ParsePriority("High")
	assert.ErrorIs(t, err, swot.ErrUnknown)

	_, err = swot.Kind(5).MarshalText()
	assert.ErrorIs(t, err, swot.ErrUnknown)
	_, err = swot.Quadrant(5).MarshalText()
	assert.ErrorIs(t, err, swot.ErrUnknown)
	_, err = swot.Priority(4).MarshalText()
	assert.ErrorIs(t, err, swot.ErrUnknown)
	assert.Equal(t, "? ? ?", swot.Kind(5).String()+" "+swot.Quadrant(5).String()+" "+swot.Priority(4).String())
}

func TestKind_sides(t *testing.T) {
	for kind, want := range map[swot.Kind][2]bool{ // internal, helpful
		0: {}, swot.Strength: {true, true}, swot.Weakness: {true, false}, swot.Opportunity: {false, true}, swot.Threat: {}, 5: {},
	} {
		assert.Equal(t, want, [2]bool{kind.Internal(), kind.Helpful()}, kind)
	}
}
