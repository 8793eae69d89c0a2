package main

import (
	"hash/fnv"
	"math/rand/v2"
	"strconv"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

// Sizes of what is simulated.
const (
	tripsObserved    = 400 // observations of each specification
	passengersAnswer = 300 // responses to each questionnaire
)

// generator returns the random numbers of one thing that is simulated, so that adding another changes nothing here.
func generator(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// observations simulates trips for a promise. How often a specification is kept follows from what it promises and from
// the brand: better than promised for the new buses, worse for the old ones and in the market of Mexico.
func observations(seed uint64, p promise.Promise) func(yield func(promise.Observation) bool) {
	return func(yield func(promise.Observation) bool) {
		for _, spec := range p.Specifications() {
			rng := generator(seed, p.ID.String()+spec.Code)
			percent := keptPercent(p.Key, spec)
			for trip := range tripsObserved {
				kept := rng.IntN(1000) < percent*10
				o := promise.Observation{Spec: spec.Code, Value: simulatedValue(rng, spec.Target, kept), Case: strconv.Itoa(trip)}
				if !yield(o) {
					return
				}
			}
		}
	}
}

// keptPercent is the share of trips on which the simulation keeps a specification.
func keptPercent(key promise.Key, spec promise.Specification) int {
	percent := int(spec.Coverage.Float64()*100 + 0.5)
	switch {
	case spec.Coverage.IsAlways() && key.Brand == seeds.OCC && spec.Code == "screens":
		return 99 // a few old buses have a broken screen
	case spec.Coverage.IsAlways():
		return 100
	case spec.Code == "toilet" && key.Brand == seeds.OCC:
		return percent - 30
	case key.Market == seeds.Mexico && spec.Code == "delay":
		return percent - 3
	case key.Brand == seeds.OCC:
		return percent
	}
	return min(99, percent+4)
}

// simulatedValue is a value that keeps the target or misses it, in whole units.
func simulatedValue(rng *rand.Rand, t promise.Target, kept bool) float64 {
	limit := int(t.Limit)
	switch {
	case t.Op == promise.Yes && kept:
		return 1
	case t.Op == promise.Yes:
		return 0
	case t.Op == promise.AtMost && kept:
		return float64(rng.IntN(limit + 1))
	case t.Op == promise.AtMost:
		return float64(limit + 1 + rng.IntN(limit+1))
	case t.Op == promise.AtLeast && kept:
		return float64(limit + rng.IntN(2))
	case t.Op == promise.Exactly && kept:
		return t.Limit
	}
	return float64(limit - 1)
}

// responses simulates the passengers who answer a questionnaire. Their marks rise with the brand and fall for the old
// toilets of the base brand; one in twenty leaves a question out.
func responses(seed uint64, q survey.Questionnaire, brand string) func(yield func(survey.Response) bool) {
	return func(yield func(survey.Response) bool) {
		rng := generator(seed, q.ID.String())
		for passenger := range passengersAnswer {
			r := survey.Response{
				ID:      uuid.NewSHA1(q.ID, []byte(strconv.Itoa(passenger))),
				Answers: map[survey.QuestionID]survey.Answer{},
			}
			for _, question := range q.Questions {
				if question.Kind == survey.KindText || rng.IntN(20) == 0 {
					continue
				}
				r.Answers[question.ID] = survey.Points(simulatedMark(rng, question, brand))
			}
			if !yield(r) {
				return
			}
		}
	}
}

// simulatedMark draws the better of two marks for the best brand, one mark near the top for the middle one, and the
// worse of two for the comfort of the base brand.
func simulatedMark(rng *rand.Rand, question survey.Question, brand string) int {
	least, most := 1, 5
	if question.Kind == survey.KindNPS {
		least, most = 0, 10
	}
	draw := func() int { return least + rng.IntN(most-least+1) }
	first, second, third := draw(), draw(), draw()
	switch {
	case brand == seeds.Platinum:
		return max(first, second, third)
	case brand == seeds.OCC && question.ID == "comfort":
		return min(first, second)
	case brand == seeds.OCC:
		return max(first, second)
	}
	return max(first, second, third-1)
}
