package seeds

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

// questionnaireName names the questionnaire of a brand in a market, for its identifier.
func questionnaireName(brand, market string) string {
	return "ado/questionnaire/" + strings.ReplaceAll(brand, " ", "-") + "/" + market
}

// ADOQuestionnaire returns a local questionnaire for the passengers of a brand in a market. Article 000 asks for one and
// shows it in a picture that is lost, so all of it is derived from the base promise: a mark from 1 to 5 for each of its
// attributes and for the whole, the readiness to recommend, and for those who would not, why.
func ADOQuestionnaire(brand, market string) survey.Questionnaire {
	mark := func(code survey.QuestionID, english, spanish string) survey.Question {
		return survey.Question{
			ID: code, Kind: survey.KindCSAT, Required: true,
			Text:    map[string]string{"en": english, "es": spanish},
			Promise: survey.Ref{Kind: "promise.attribute", ID: refID(promiseName(brand, market), string(code))},
		}
	}
	overall := mark("overall", "How content are you with the trip?", "¿Qué tan satisfecho está con el viaje?")
	overall.Promise = survey.Ref{} // of no single attribute
	return survey.Questionnaire{
		ID:      id(questionnaireName(brand, market)),
		Version: "1",
		Title: map[string]string{
			"en": Derived + "your trip with " + brand + ", market " + market,
			"es": Derived + "su viaje con " + brand + ", mercado " + market,
		},
		Questions: []survey.Question{
			mark("punctuality", "How content are you with the punctuality?", "¿Qué tan satisfecho está con la puntualidad?"),
			mark("safety", "How content are you with the safety?", "¿Qué tan satisfecho está con la seguridad?"),
			mark("treatment", "How content are you with how you were treated?", "¿Qué tan satisfecho está con el trato?"),
			mark("comfort", "How content are you with comfort and cleanliness?", "¿Qué tan satisfecho está con la comodidad y la limpieza?"),
			overall,
			{
				ID: "recommend", Kind: survey.KindNPS, Required: true,
				Text: map[string]string{"en": "Would you recommend the line?", "es": "¿Recomendaría la línea?"},
			},
			{
				ID: "why", Kind: survey.KindText, MaxRunes: 1000, ShowIf: survey.AtMost("recommend", 6),
				Text: map[string]string{"en": "What should be better?", "es": "¿Qué debería mejorar?"},
			},
		},
	}
}

// ADOPromisedMarks returns the mark from 1 to 5 that a brand promises for each attribute of the base promise, to compare
// with the marks that passengers give. The article gives none: all are derived.
func ADOPromisedMarks(brand, market string) []survey.Promised {
	level := map[string]decimal.Decimal{ // derived
		OCC: decimal.New(38, -1), ADOGL: decimal.New(42, -1), Platinum: decimal.New(45, -1),
	}[brand]
	var promised []survey.Promised
	for _, question := range ADOQuestionnaire(brand, market).Questions {
		if question.Promise != (survey.Ref{}) {
			promised = append(promised, survey.Promised{Attribute: question.Promise, Question: question.ID, Level: level})
		}
	}
	return promised
}

// ADOImprovements returns the actions that the promises of a brand cite for an attribute, in any of its markets, each once:
// what improves it, for the dashboard of a survey. Which they are is derived, as in [ADOPromises].
func ADOImprovements(brand, attribute string) []survey.Ref {
	var actions []survey.Ref
	for _, p := range ADOPromises() {
		for _, a := range p.Attributes {
			if p.Key.Brand != brand || a.Code != attribute {
				continue
			}
			for _, cited := range a.Refs {
				if action := survey.Ref(cited); !slices.Contains(actions, action) {
					actions = append(actions, action)
				}
			}
		}
	}
	return actions
}
