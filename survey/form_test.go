package survey_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// codes returns question, code and value of each fault of Check.
func codes(err error) (list []string) {
	if err == nil {
		return nil
	}
	for _, one := range err.(interface{ Unwrap() []error }).Unwrap() {
		fault, ok := errors.AsType[survey.AnswerError](one)
		if ok {
			list = append(list, strings.TrimSpace(string(fault.Question)+" "+fault.Code+" "+fault.Value))
		}
	}
	return list
}

func TestForm_Check(t *testing.T) {
	for _, c := range []struct {
		name string
		json string
		want []string
	}{
		{"clean", `{"recommend":9,"comfort":5,"effort":7,"bought":"window","used":["toilet"],"clean":{"seat":1,"toilet":5}}`, nil},
		{"57 on 0 to 10", `{"recommend":57}`, []string{"recommend range 57"}},
		{"below", `{"recommend":-1}`, []string{"recommend range -1"}},
		{"missing", `{}`, []string{"recommend required"}},
		{"null", `{"recommend":null}`, []string{"recommend required"}},
		{"half a point", `{"recommend":6.5}`, []string{"recommend integer 6.5"}},
		{"huge", `{"recommend":1e400}`, []string{"recommend integer 1e400"}},
		{"true", `{"recommend":true}`, []string{"recommend integer"}},
		{"text for points", `{"recommend":"9"}`, []string{"recommend kind"}},
		{"hidden", `{"recommend":9,"why":"x"}`, []string{"why hidden"}},
		{"long", `{"recommend":1,"why":"` + strings.Repeat("é", 21) + `"}`, []string{"why long"}},
		{"long enough", `{"recommend":1,"why":"` + strings.Repeat("é", 20) + `"}`, nil},
		{"unclean", `{"recommend":1,"why":"a\u0000"}`, []string{"why long"}},
		{"points for a text", `{"recommend":1,"why":7}`, []string{"why kind 7"}},
		{"option", `{"recommend":9,"bought":"post"}`, []string{"bought option"}},
		{"two of a single", `{"recommend":9,"bought":["window","online"]}`, []string{"bought many"}},
		{"points for a choice", `{"recommend":9,"bought":1}`, []string{"bought kind"}},
		{"twice", `{"recommend":9,"used":["screen","screen"]}`, []string{"used duplicate"}},
		{"too many", `{"recommend":9,"used":["screen","toilet","cafeteria"]}`, []string{"used many"}},
		{"none is no answer", `{"recommend":9,"used":[]}`, nil},
		{"rows", `{"recommend":9,"used":["toilet"],"clean":{"seat":9,"door":1}}`, []string{"clean.seat range 9", "clean.door row"}},
		{"points for a matrix", `{"recommend":9,"used":["toilet"],"clean":3}`, []string{"clean kind 3"}},
		{"unknown", `{"recommend":9,"z":1,"a":1}`, []string{"a unknown", "z unknown"}},
		{"everything at once", `{"comfort":6,"bought":"post","luggage":1}`, []string{"recommend required", "comfort range 6", "bought option", "luggage unknown"}},
	} {
		var r survey.Response
		require.NoError(t, json.Unmarshal([]byte(`{"answers":`+c.json+`}`), &r), c.name)
		assert.Equal(t, c.want, codes(form().Check(r)), c.name)
	}
	q := trip()
	q.Questions[6].Required, q.Questions[5].MinChoices, q.Questions[5].MaxChoices = true, 2, 0
	f, err := q.Compile()
	require.NoError(t, err)
	r := answers(map[survey.QuestionID]survey.Answer{"recommend": survey.Points(9), "used": survey.Text("toilet"), "clean": survey.Grid(map[string]int{"seat": 3})})
	assert.Equal(t, []string{"used few", "clean.toilet required"}, codes(f.Check(r)))
	assert.Equal(t, []string{"clean required"}, codes(f.Check(answers(map[survey.QuestionID]survey.Answer{
		"recommend": survey.Points(9), "used": survey.Choices("toilet", "screen"),
	}))))
}

func TestAnswer_JSON_faults(t *testing.T) {
	var a survey.Answer
	assert.Error(t, json.Unmarshal([]byte(`{`), &a))
	assert.Error(t, a.UnmarshalJSON([]byte(`6.`)))
	assert.Error(t, a.UnmarshalJSON(nil))
	require.NoError(t, json.Unmarshal([]byte(`["a", 1]`), &a), "kept, so that Check names it")
	text, err := json.Marshal(a)
	require.NoError(t, err)
	assert.JSONEq(t, `["a",1]`, string(text))
	_, ok := a.Choices()
	assert.False(t, ok)
	assert.ErrorContains(t, survey.AnswerError{Question: "q", Code: "required"}, "survey: answer to q: required")
}

// TestForm_Tally_base: every response has one outcome, a hidden answer falls out, and a clean response counts the same.
func TestForm_Tally_base(t *testing.T) {
	texts := []string{
		`{"recommend":3,"comfort":2,"used":["toilet"],"clean":{"seat":5}}`, `{"recommend":57,"comfort":6}`, `{}`,
		`{"recommend":10,"used":["screen"],"clean":{"seat":1}}`, `{"comfort":5,"used":["toilet"],"clean":{"seat":9,"toilet":2}}`,
		`{"comfort":4.5,"used":["toilet"],"clean":2}`,
	}
	f := form()
	raw := func(yield func(survey.Response) bool) {
		for _, text := range texts {
			var r survey.Response
			if json.Unmarshal([]byte(`{"answers":`+text+`}`), &r) == nil && !yield(r) {
				return
			}
		}
	}
	clean := func(yield func(survey.Response) bool) {
		for r := range raw {
			if r, _ := f.Clean(r); !yield(r) {
				return
			}
		}
	}
	for id, want := range map[survey.QuestionID]survey.Base{
		"recommend":    {Responses: 6, Answered: 2, Missing: 3, Invalid: 1},
		"comfort":      {Responses: 6, Answered: 2, Missing: 2, Invalid: 2},
		"clean.seat":   {Responses: 6, Answered: 1, Hidden: 3, Invalid: 2},
		"clean.toilet": {Responses: 6, Answered: 1, Missing: 1, Hidden: 3, Invalid: 1},
		"used":         {Responses: 6, Answered: 4, Missing: 2},
	} {
		got, err := f.Tally(id, raw)
		require.NoError(t, err)
		assert.Equal(t, want, got.Base(), id)
		cleaned, err := f.Tally(id, clean)
		require.NoError(t, err)
		assert.Equal(t, got, cleaned, id)
		by, err := f.TallyBy(id, "brand", raw)
		require.NoError(t, err)
		assert.Equal(t, map[string]*survey.Tally{"": got}, by)
	}
	_, dropped := f.Clean(answers(map[survey.QuestionID]survey.Answer{"why": survey.Text("x"), "z": survey.Points(1)}))
	assert.Equal(t, []survey.QuestionID{"why"}, dropped)
	for id, cause := range map[survey.QuestionID]error{"why": survey.ErrKind, "clean": survey.ErrKind, "x": survey.ErrUnknown, "clean.x": survey.ErrUnknown, "comfort.x": survey.ErrUnknown} {
		_, err := f.Tally(id, raw)
		assert.ErrorIs(t, err, cause, id)
		_, err = f.TallyBy(id, "brand", raw)
		assert.ErrorIs(t, err, cause, id)
	}
	_, err := f.Outcome(survey.Response{}, "x")
	assert.ErrorIs(t, err, survey.ErrUnknown)
}

func TestForm_doesNotFollowTheDeclaration(t *testing.T) {
	q := trip()
	f, err := q.Compile()
	require.NoError(t, err)
	q.Questions[4].Options[0], q.Questions[6].ShowIf.Of[0].Question = "changed", "changed"
	r := answers(map[survey.QuestionID]survey.Answer{"recommend": survey.Points(9), "bought": survey.Text("window"), "used": survey.Choices("toilet"), "clean": survey.Grid(map[string]int{"seat": 1})})
	assert.NoError(t, f.Check(r))
}

func FuzzAnswerJSON(f *testing.F) {
	for _, text := range []string{"9", "6.5", `"x"`, `["a"]`, `{"a":1}`, "null", "true", `[1]`} {
		f.Add([]byte(text))
	}
	compiled := form()
	f.Fuzz(func(t *testing.T, data []byte) {
		var a survey.Answer
		if a.UnmarshalJSON(data) != nil {
			return
		}
		for _, id := range []survey.QuestionID{"recommend", "why", "bought", "used", "clean"} {
			r := answers(map[survey.QuestionID]survey.Answer{id: a})
			_ = compiled.Check(r)
			_, _ = compiled.Clean(r)
			_, err := compiled.Outcome(r, id)
			require.NoError(t, err)
		}
		if json.Valid(data) {
			first, err := json.Marshal(a)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(first, &a))
			again, err := json.Marshal(a)
			require.NoError(t, err)
			assert.Equal(t, string(first), string(again))
		}
	})
}

func FuzzQuestionnaireJSON(f *testing.F) {
	text, _ := json.Marshal(trip())
	f.Add(text)
	f.Fuzz(func(t *testing.T, data []byte) {
		var q survey.Questionnaire
		if json.Unmarshal(data, &q) != nil {
			return
		}
		compiled, err := q.Compile()
		assert.Equal(t, q.Validate() == nil, err == nil)
		if err == nil {
			_ = compiled.Check(survey.Response{})
		}
	})
}

// BenchmarkCheck20: 20 questions with 5 conditions, a clean response: 0.84 us, 1 allocation (2 cores, linux/amd64, Go 1.26).
func BenchmarkCheck20(b *testing.B) {
	q, r := survey.Questionnaire{ID: trip().ID}, answers(map[survey.QuestionID]survey.Answer{})
	for i := range 20 {
		id := survey.QuestionID("q" + string(rune('a'+i)))
		question := survey.Question{ID: id, Kind: survey.KindCSAT}
		if i > 14 {
			question.ShowIf = survey.AtMost("qa", 4)
		}
		q.Questions = append(q.Questions, question)
		r.Answers[id] = survey.Points(3)
	}
	f, err := q.Compile()
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		_ = f.Check(r)
	}
}
