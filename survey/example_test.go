package survey_test

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func Example() {
	q := survey.Questionnaire{
		ID: uuid.MustParse("3a1d2c4e-9f31-4b57-8d0a-6c5b4a392817"),
		Questions: []survey.Question{
			{ID: "recommend", Kind: survey.KindNPS, Required: true},
			{ID: "why", Kind: survey.KindText, ShowIf: survey.AtMost("recommend", 6)},
		},
	}
	form, err := q.Compile()
	if err != nil {
		panic(err)
	}
	var responses []survey.Response
	for _, points := range []int{10, 9, 9, 10, 9, 10, 8, 7, 3, 6} {
		responses = append(responses, survey.Response{Answers: map[survey.QuestionID]survey.Answer{"recommend": survey.Points(points)}})
	}
	responses = append(responses, survey.Response{}) // one who did not answer
	tally, err := form.Tally("recommend", slices.Values(responses))
	if err != nil {
		panic(err)
	}
	nps, err := tally.NPS(survey.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.0f points, %.1f to %.1f, of %d of %d\n", nps.Value, nps.Interval.Low, nps.Interval.High, nps.N, tally.Base().Responses)
	// Output: 40 points, -12.6 to 74.1, of 10 of 11
}

// trip is a questionnaire with a question of each sort.
func trip() survey.Questionnaire {
	return survey.Questionnaire{
		ID: uuid.MustParse("3a1d2c4e-9f31-4b57-8d0a-6c5b4a392817"), Version: "1",
		Questions: []survey.Question{
			{ID: "recommend", Kind: survey.KindNPS, Required: true},
			{ID: "why", Kind: survey.KindText, MaxRunes: 20, ShowIf: survey.AtMost("recommend", 6)},
			{ID: "comfort", Kind: survey.KindCSAT},
			{ID: "effort", Kind: survey.KindCES, Scale: survey.Scale{Reverse: true}},
			{ID: "bought", Kind: survey.KindSingle, Options: []string{"window", "online"}},
			{ID: "used", Kind: survey.KindMulti, Options: []string{"screen", "toilet", "cafeteria"}, MinChoices: 1, MaxChoices: 2},
			{
				ID: "clean", Kind: survey.KindMatrix, Rows: []string{"seat", "toilet"}, Scale: survey.Scale{Min: 1, Max: 5},
				ShowIf: survey.All(survey.Answered("used"), survey.Chose("used", "toilet")),
			},
		},
	}
}

// form is trip, compiled.
func form() *survey.Form {
	f, err := trip().Compile()
	if err != nil {
		panic(err)
	}
	return f
}

// answers is a response of these answers.
func answers(m map[survey.QuestionID]survey.Answer) survey.Response {
	return survey.Response{Answers: m}
}

// marks is a tally of satisfaction from 1 to 5.
func marks(points ...int) *survey.Tally {
	t, err := survey.NewTally(survey.KindCSAT, survey.Scale{})
	if err != nil {
		panic(err)
	}
	for _, v := range points {
		if err := t.Add(v); err != nil {
			panic(err)
		}
	}
	return t
}

// recommended is a tally of the net promoter question.
func recommended(points ...int) *survey.Tally {
	t, err := survey.NewTally(survey.KindNPS, survey.Scale{})
	if err != nil {
		panic(err)
	}
	for _, v := range points {
		if err := t.Add(v); err != nil {
			panic(err)
		}
	}
	return t
}

func ExampleScale_Valid() {
	stars := survey.Scale{Min: 1, Max: 5}
	fmt.Println(stars.Valid(5), stars.Valid(0))
	// Output: true false
}

func ExampleScale_Score() {
	fmt.Println(survey.Scale{Min: 1, Max: 7, Reverse: true}.Score(2))
	// Output: 6 <nil>
}

func ExampleQuestionnaire_Validate() {
	q := trip()
	q.Questions[0].Scale = survey.Scale{Min: 1, Max: 5}
	q.Questions[1].ShowIf = survey.AtMost("luggage", 6)
	fmt.Println(q.Validate())
	// Output: survey: validate questionnaire: invalid: Questionnaire.questions[0].scale scale, Questionnaire.questions[1].showIf unknown
}

func ExampleQuestionnaire_Compile() {
	q := trip()
	q.Questions[0].ShowIf = survey.Answered("why")
	_, err := q.Compile()
	fmt.Println(err)
	// Output: survey: validate questionnaire: invalid: Questionnaire.questions[0].showIf cycle: conditions form a cycle: ["recommend" "why"], 2 in all
}

func ExampleQuestionnaire_FindingRef() {
	fmt.Println(trip().FindingRef("comfort"))
	// Output: {survey.finding 3a1d2c4e-9f31-4b57-8d0a-6c5b4a392817/comfort}
}

func ExampleAll() {
	c := survey.All(survey.Answered("used"), survey.AtLeast("recommend", 9))
	fmt.Println(form().Holds(c, answers(map[survey.QuestionID]survey.Answer{"recommend": survey.Points(10)})))
	// Output: false <nil>
}

func ExampleAny() {
	c := survey.Any(survey.Answered("used"), survey.AtLeast("recommend", 9))
	fmt.Println(form().Holds(c, answers(map[survey.QuestionID]survey.Answer{"recommend": survey.Points(10)})))
	// Output: true <nil>
}

func ExampleNot() {
	fmt.Println(form().Holds(survey.Not(survey.Answered("why")), answers(nil))) // hidden, so not answered
	// Output: true <nil>
}

func ExampleAnswered() {
	fmt.Println(form().Holds(survey.Answered("comfort"), answers(map[survey.QuestionID]survey.Answer{"comfort": survey.Points(3)})))
	// Output: true <nil>
}

func ExampleEqual() {
	fmt.Println(form().Holds(survey.Equal("comfort", 3), answers(map[survey.QuestionID]survey.Answer{"comfort": survey.Points(3)})))
	// Output: true <nil>
}

func ExampleAtLeast() {
	fmt.Println(form().Holds(survey.AtLeast("comfort", 4), answers(map[survey.QuestionID]survey.Answer{"comfort": survey.Points(3)})))
	// Output: false <nil>
}

func ExampleAtMost() {
	fmt.Println(form().Holds(survey.AtMost("comfort", 4), answers(map[survey.QuestionID]survey.Answer{"comfort": survey.Points(3)})))
	// Output: true <nil>
}

func ExampleChose() {
	fmt.Println(form().Holds(survey.Chose("bought", "online"), answers(map[survey.QuestionID]survey.Answer{"bought": survey.Text("online")})))
	// Output: true <nil>
}

func ExampleCondition_IsZero() {
	fmt.Println(survey.Condition{}.IsZero(), survey.Answered("why").IsZero())
	// Output: true false
}

func ExamplePoints() {
	fmt.Println(survey.Points(9).Points())
	// Output: 9 true
}

func ExampleChoices() {
	fmt.Println(survey.Choices("screen", "toilet").Choices())
	// Output: [screen toilet] true
}

func ExampleText() {
	fmt.Println(survey.Text("late again").Text())
	// Output: late again true
}

func ExampleGrid() {
	fmt.Println(survey.Grid(map[string]int{"seat": 5}).Grid())
	// Output: map[seat:5] true
}

func ExampleAnswer_Points() {
	_, given := survey.Text("nine").Points()
	fmt.Println(given)
	// Output: false
}

func ExampleAnswer_Choices() {
	fmt.Println(survey.Text("online").Choices()) // one text is a single choice too
	// Output: [online] true
}

func ExampleAnswer_Text() {
	_, given := survey.Answer{}.Text()
	fmt.Println(given)
	// Output: false
}

func ExampleAnswer_Grid() {
	_, given := survey.Points(3).Grid()
	fmt.Println(given)
	// Output: false
}

func ExampleForm_Visible() {
	fmt.Println(form().Visible(answers(map[survey.QuestionID]survey.Answer{"recommend": survey.Points(3)})))
	// Output: [recommend why comfort effort bought used]
}

func ExampleForm_Holds() {
	_, err := form().Holds(survey.Answered("luggage"), survey.Response{})
	fmt.Println(err)
	// Output: survey: holds: unknown question "luggage"
}

func ExampleForm_Check() {
	fmt.Println(form().Check(answers(map[survey.QuestionID]survey.Answer{
		"recommend": survey.Points(57), "bought": survey.Text("by post"), "luggage": survey.Points(1),
	})))
	// Output:
	// survey: answer to recommend: range: 57
	// survey: answer to bought: option
	// survey: answer to luggage: unknown
}

func ExampleForm_Clean() {
	r := answers(map[survey.QuestionID]survey.Answer{"recommend": survey.Points(10), "why": survey.Text("an old answer")})
	clean, dropped := form().Clean(r)
	fmt.Println(len(clean.Answers), dropped)
	// Output: 1 [why]
}

func ExampleForm_Outcome() {
	r := answers(map[survey.QuestionID]survey.Answer{"recommend": survey.Points(57)})
	for _, id := range []survey.QuestionID{"recommend", "why", "comfort", "clean.seat"} {
		outcome, _ := form().Outcome(r, id)
		fmt.Println(id, outcome)
	}
	// Output:
	// recommend invalid
	// why hidden
	// comfort missing
	// clean.seat hidden
}

func ExampleForm_Tally() {
	tally, err := form().Tally("comfort", slices.Values([]survey.Response{
		answers(map[survey.QuestionID]survey.Answer{"comfort": survey.Points(5)}),
		answers(map[survey.QuestionID]survey.Answer{"comfort": survey.Points(6)}),
		{},
	}))
	fmt.Printf("%+v %v\n", tally.Base(), err)
	// Output: {Responses:3 Answered:1 Missing:1 Hidden:0 Invalid:1 Excluded:0} <nil>
}

func ExampleForm_TallyBy() {
	tallies, err := form().TallyBy("comfort", "brand", slices.Values([]survey.Response{
		{Segments: map[string]string{"brand": "OCC"}, Answers: map[survey.QuestionID]survey.Answer{"comfort": survey.Points(2)}},
		{Segments: map[string]string{"brand": "ADO GL"}, Answers: map[survey.QuestionID]survey.Answer{"comfort": survey.Points(5)}},
	}))
	fmt.Println(tallies["OCC"].Counts(), tallies["ADO GL"].Counts(), err)
	// Output: [0 1 0 0 0] [0 0 0 0 1] <nil>
}

func ExampleNewTally() {
	_, err := survey.NewTally(survey.KindNPS, survey.Scale{Min: 1, Max: 5})
	fmt.Println(err)
	// Output: survey: new tally of "nps": scale 1 to 5: number out of range
}

func ExampleNewChoiceTally() {
	t, err := survey.NewChoiceTally([]string{"window", "online"})
	fmt.Println(t.Counts(), err)
	// Output: [0 0] <nil>
}

func ExampleTally_Add() {
	t := marks()
	fmt.Println(t.Add(57))
	fmt.Println(t.Base().Invalid)
	// Output:
	// survey: add 57 points on 1 to 5: number out of range
	// 1
}

func ExampleTally_Remove() {
	t := marks(5, 4) // the one who gave 5 asks to be forgotten
	fmt.Println(t.Remove(5), t.Counts())
	// Output: <nil> [0 0 0 1 0]
}

func ExampleTally_AddChoices() {
	t, _ := survey.NewChoiceTally([]string{"screen", "toilet"})
	fmt.Println(t.AddChoices([]string{"screen", "toilet"}), t.Counts(), t.Base().Answered)
	// Output: <nil> [1 1] 1
}

func ExampleTally_RemoveChoices() {
	t, _ := survey.NewChoiceTally([]string{"screen", "toilet"})
	fmt.Println(t.RemoveChoices([]string{"screen"}))
	// Output: survey: remove choices: none were counted: number out of range
}

func ExampleTally_Skip() {
	t := marks(5)
	fmt.Println(t.Skip(survey.OutcomeMissing), t.Base().Responses, t.Base().Answered)
	// Output: <nil> 2 1
}

func ExampleTally_Unskip() {
	fmt.Println(marks().Unskip(survey.OutcomeHidden))
	// Output: survey: unskip "hidden": none was counted: number out of range
}

func ExampleTally_Merge() {
	puebla, mexico := marks(5, 4), marks(1)
	fmt.Println(puebla.Merge(mexico), puebla.Counts())
	// Output: <nil> [1 0 0 1 1]
}

func ExampleTally_Base() {
	fmt.Println(marks(5, 4).Base().Answered)
	// Output: 2
}

func ExampleTally_Counts() {
	fmt.Println(marks(5, 4, 5).Counts())
	// Output: [0 0 0 1 2]
}

func ExampleTally_Split() {
	fmt.Println(recommended(10, 9, 8, 3).Split())
	// Output: 2 1 1 <nil>
}

func ExampleTally_NPS() {
	nps, err := recommended(10, 9, 9, 10, 9, 10, 8, 7, 3, 6).NPS(survey.Options{Method: survey.MethodWald})
	fmt.Printf("%.0f, %.1f to %.1f %v\n", nps.Value, nps.Interval.Low, nps.Interval.High, err)
	// Output: 40, -9.6 to 89.6 <nil>
}

func ExampleTally_NPS_wrongKind() {
	_, err := marks(5).NPS(survey.Options{})
	fmt.Println(err)
	// Output: survey: net promoter score: tally of "csat": not a question of that kind
}

func ExampleTally_CSAT() {
	csat, err := marks(5, 4, 4, 2).CSAT(survey.Options{})
	fmt.Printf("%.0f %%, %.0f to %.0f %%, few: %v %v\n", 100*csat.Value, 100*csat.Interval.Low, 100*csat.Interval.High, csat.Small, err)
	// Output: 75 %, 30 to 95 %, few: true <nil>
}

func ExampleTally_CES() {
	t, _ := survey.NewTally(survey.KindCES, survey.Scale{})
	for _, v := range []int{7, 6, 5} {
		_ = t.Add(v)
	}
	ces, err := t.CES(survey.Options{})
	fmt.Printf("%.0f, %.2f to %.2f %v\n", ces.Value, ces.Interval.Low, ces.Interval.High, err)
	// Output: 6, 3.52 to 8.48 <nil>
}

func ExampleTally_Top() {
	fmt.Println(marks(5, 4, 2).Top(2))
	// Output: {2 3} <nil>
}

func ExampleTally_Bottom() {
	fmt.Println(marks(5, 4, 2).Bottom(2))
	// Output: {1 3} <nil>
}

func ExampleTally_Option() {
	t, _ := survey.NewChoiceTally([]string{"screen", "toilet"})
	_ = t.AddChoices([]string{"screen"})
	fmt.Println(t.Option("toilet"))
	// Output: {0 1} <nil>
}

func ExampleTally_Mean() {
	mean, err := marks(5, 4, 3).Mean(survey.Options{})
	fmt.Printf("%.1f ± %.2f %v\n", mean.Value, mean.SE, err)
	// Output: 4.0 ± 0.58 <nil>
}

func ExampleTally_Index() {
	fmt.Println(marks(5, 4, 3).Index())
	// Output: 75 <nil>
}

func ExampleTally_Median() {
	fmt.Println(marks(5, 4, 2, 1).Median())
	// Output: 3 <nil>
}

func ExampleTally_SD() {
	fmt.Println(marks(5, 4, 3).SD())
	// Output: 1 <nil>
}

func ExampleInterval_Clip() {
	fmt.Println(survey.Interval{Low: -104, High: 20, Level: 0.95}.Clip(-100, 100).Low)
	// Output: -100
}

func ExampleProportion() {
	share, err := survey.Proportion(survey.Count{X: 81, N: 263}, survey.Options{})
	fmt.Printf("%.4f to %.4f by %s %v\n", share.Interval.Low, share.Interval.High, share.Interval.Method, err)
	// Output: 0.2553 to 0.3662 by wilson <nil>
}

func ExampleGap() {
	gap, err := survey.Gap(survey.Promised{Question: "comfort", Level: decimal.RequireFromString("4.5")}, marks(5, 4, 3, 4), survey.Options{})
	fmt.Printf("%+.1f, kept by %.0f %% %v\n", gap.Gap, 100*gap.Kept.Value, err)
	// Output: -0.5, kept by 25 % <nil>
}
