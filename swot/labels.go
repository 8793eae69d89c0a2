package swot

import (
	"fmt"
	"strings"
)

// Labels are the words that a matrix and a ranking are written with, by key. A missing key falls back to
// English, so the zero value is English, and a caller's map may hold just what it wants to say differently.
// The keys:
//
//	S W O T                         the letter of a kind: F for a strength in Spanish
//	S.one S.many S.verb (W, O, T)   its word, their word, and what to do with them
//	SO WO ST WT                     the letters of a quadrant
//	swot, classes                   the name of the matrix (SWOT, FODA, DAFO), the letters with slashes
//	internal external helpful harmful
//	assumed, unplaced               a factor that nobody has shown; strategies without a quadrant
//	brand market attribute factor   columns of Attributes
//	rank strategy score points class vetoed   columns of Ranking
//	high medium low                 classes
type Labels map[string]string

// labelTable holds key, English, Spanish (es), and Spanish of Spain (es-ES) where that differs.
var labelTable = [...][4]string{
	{"S", "S", "F"},
	{"W", "W", "D"},
	{"O", "O", "O"},
	{"T", "T", "A"},
	{"S.one", "Strength", "Fortaleza"},
	{"S.many", "Strengths", "Fortalezas"},
	{"S.verb", "maintain", "mantener"},
	{"W.one", "Weakness", "Debilidad"},
	{"W.many", "Weaknesses", "Debilidades"},
	{"W.verb", "correct", "corregir"},
	{"O.one", "Opportunity", "Oportunidad"},
	{"O.many", "Opportunities", "Oportunidades"},
	{"O.verb", "exploit", "explotar"},
	{"T.one", "Threat", "Amenaza"},
	{"T.many", "Threats", "Amenazas"},
	{"T.verb", "face", "afrontar"},
	{"SO", "SO", "FO"},
	{"WO", "WO", "DO"},
	{"ST", "ST", "FA"},
	{"WT", "WT", "DA"},
	{"swot", "SWOT", "FODA", "DAFO"},
	{"classes", "S/W/O/T", "F/O/D/A", "D/A/F/O"},
	{"internal", "Internal", "Interno"},
	{"external", "External", "Externo"},
	{"helpful", "Helpful", "Favorable"},
	{"harmful", "Harmful", "Desfavorable"},
	{"assumed", "assumed", "supuesto"},
	{"unplaced", "Strategies without a quadrant", "Estrategias sin cuadrante"},
	{"brand", "Brand", "Marca"},
	{"market", "Market", "Mercado"},
	{"attribute", "Attribute", "Atributo"},
	{"factor", "Factor", "Factor"},
	{"rank", "Rank", "Puesto"},
	{"strategy", "Strategy", "Estrategia"},
	{"score", "Score", "Valor"},
	{"points", "Points", "Puntos"},
	{"class", "Priority", "Prioridad"},
	{"vetoed", "Below the floor", "Bajo el mínimo"},
	{"high", "high", "alta"},
	{"medium", "medium", "media"},
	{"low", "low", "baja"},
}

// LabelsFor returns the labels of a language, in a map of the caller's own: "en", "es" (FODA, as in Mexico)
// or "es-ES" (DAFO, as in Spain). It returns [ErrUnknown] for any other; give a map of your own for that.
func LabelsFor(language string) (Labels, error) {
	column := map[string]int{"en": 1, "es": 2, "es-ES": 3}[language]
	if column == 0 {
		return nil, fmt.Errorf("swot: labels for language %.40q: %w", language, ErrUnknown)
	}
	labels := make(Labels, len(labelTable))
	for _, row := range labelTable {
		labels[row[0]] = row[column]
		if row[column] == "" {
			labels[row[0]] = row[2]
		}
	}
	return labels, nil
}

// text returns the label of key, the English one if l has none, and key itself if there is none either.
func (l Labels) text(key string) string {
	if text, ok := l[key]; ok {
		return text
	}
	for _, row := range labelTable {
		if row[0] == key {
			return row[1]
		}
	}
	return key
}

// ParseKind returns the kind called text in the language of l: its letter or its word, one or many, in small
// or capital letters and with blanks around it. The letters of the labels hold, so in Spanish "D" is a
// weakness and "S" is [ErrUnknown], as is any other text. Where two kinds have the same label the first of S,
// W, O, T is meant.
func (l Labels) ParseKind(text string) (Kind, error) {
	trimmed := strings.TrimSpace(text)
	for kind := Strength; kind <= Threat && trimmed != ""; kind++ {
		for _, form := range [...]string{"", ".one", ".many"} {
			if strings.EqualFold(trimmed, l.text(kind.String()+form)) {
				return kind, nil
			}
		}
	}
	return 0, fmt.Errorf("swot: parse kind: %w %.40q", ErrUnknown, text)
}
