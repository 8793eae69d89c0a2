package swot

import (
	"fmt"
	"maps"
	"strings"
)

// Labels are the words that people look at, by key: the kinds "S", "W", "O", "T", their plurals "strengths", "weaknesses",
// "opportunities", "threats", and the headings of tables. A key that is missing falls back to English; nil is English.
type Labels map[string]string

// LabelsFor returns the labels of a language: "en", "es" (FODA), or "es-ES" (DAFO, as Spain orders the letters). Another
// language is [ErrUnknown]; a caller's own map serves any.
func LabelsFor(language string) (Labels, error) {
	switch language {
	case "en":
		return maps.Clone(english()), nil
	case "es":
		return spanish("FODA"), nil
	case "es-ES":
		return spanish("DAFO"), nil
	}
	return nil, fmt.Errorf("swot: labels: %w language %.40q", ErrUnknown, language)
}

// ParseKind returns the kind of a letter or a word in the language of l, singular or plural, in any case: "F", "Fortaleza"
// and "fortalezas" are strengths in Spanish. It returns [ErrUnknown] for any other text. The letter is the first of the
// singular.
func (l Labels) ParseKind(text string) (Kind, error) {
	for kind := Strength; kind <= Threat; kind++ {
		singular := l.word(kind.String())
		letter := string([]rune(singular + "?")[:1])
		for _, word := range []string{letter, singular, l.word(plurals[kind])} {
			if len(text) <= len(word)+8 && strings.EqualFold(text, word) {
				return kind, nil
			}
		}
	}
	return 0, fmt.Errorf("swot: parse kind: %w %.40q", ErrUnknown, text)
}

// plurals are the keys of the plural of each kind.
var plurals = [...]string{Strength: "strengths", Weakness: "weaknesses", Opportunity: "opportunities", Threat: "threats"}

// word returns the label of a key, the English one if l has none, and the key itself if neither has.
func (l Labels) word(key string) string {
	if word, ok := l[key]; ok {
		return word
	}
	if word, ok := english()[key]; ok {
		return word
	}
	return key
}

// english returns all keys.
func english() Labels {
	return Labels{
		"matrix": "SWOT",
		"S":      "Strength", "W": "Weakness", "O": "Opportunity", "T": "Threat",
		"strengths": "Strengths", "weaknesses": "Weaknesses", "opportunities": "Opportunities", "threats": "Threats",
		"helpful": "Helpful", "harmful": "Harmful", "internal": "Internal", "external": "External",
		"assumed": "assumed", "brand": "Brand", "market": "Market", "attribute": "Attribute", "class": "Class",
		"rank": "Rank", "strategy": "Strategy", "score": "Score", "points": "Points", "priority": "Priority",
		"contributions": "Contributions", "tied": "tied", "vetoed": "below the floor of",
		"high": "high", "medium": "medium", "low": "low", "all": "all",
	}
}

// spanish returns the Spanish labels, under the acronym of the country.
func spanish(acronym string) Labels {
	return Labels{
		"matrix": acronym,
		"S":      "Fortaleza", "W": "Debilidad", "O": "Oportunidad", "T": "Amenaza",
		"strengths": "Fortalezas", "weaknesses": "Debilidades", "opportunities": "Oportunidades", "threats": "Amenazas",
		"helpful": "Ayuda", "harmful": "Daña", "internal": "Interno", "external": "Externo",
		"assumed": "supuesto", "brand": "Marca", "market": "Mercado", "attribute": "Atributo", "class": "Clase",
		"rank": "Lugar", "strategy": "Estrategia", "score": "Calificación", "points": "Puntos", "priority": "Prioridad",
		"contributions": "Contribuciones", "tied": "empate", "vetoed": "bajo el mínimo de",
		"high": "alta", "medium": "media", "low": "baja", "all": "todas",
	}
}
