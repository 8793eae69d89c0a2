// Package demo makes up what a year of the company looks like. All of it is simulated from a seed.
package demo

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

const (
	waves         = 4  // quarters, the current one included
	answersAWave  = 40 // a line, a wave
	observedDays  = 30
	tripsADay     = 12 // a line
	badDay        = 9  // days ago, when the road was closed
	demoCustomers = 600
)

// Fill fills a database that has no plan yet; one that has is left alone.
func Fill(ctx context.Context, db *store.Store, c *company.Company, seed uint64, now time.Time) error {
	plan, err := improvements(now)
	if err != nil {
		return fmt.Errorf("demo: plan: %w", err)
	}
	fresh, err := db.AddPlan(ctx, plan)
	if err != nil || !fresh {
		return err
	}
	rng := rand.New(rand.NewPCG(seed, 20130101))
	for _, line := range c.Lines() {
		if err := db.AddResponses(ctx, responses(rng, line, now)); err != nil {
			return fmt.Errorf("demo: responses: %w", err)
		}
		if _, err := db.AddObservations(ctx, observations(rng, line, now)); err != nil {
			return fmt.Errorf("demo: observations: %w", err)
		}
	}
	if err := complaints(ctx, db, c, rng, now); err != nil {
		return fmt.Errorf("demo: complaints: %w", err)
	}
	return purchases(ctx, db, rng, now)
}

// newID draws an identifier.
func newID(rng *rand.Rand) (id uuid.UUID) {
	for i := range id {
		id[i] = byte(rng.Uint32())
	}
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80 // version 4
	return id
}

// quality is how good a brand is at an attribute, as a mean mark, and how it has changed since the first wave.
func quality(brand string, attribute survey.QuestionID, wave int) float64 {
	base := map[string]float64{"OCC": 3.55, "ADO GL": 4.1}[brand]
	if base == 0 {
		base = 4.4
	}
	switch attribute {
	case "punctuality":
		base -= 0.25
	case "safety":
		base += 0.3
	case "comfort":
		base += map[bool]float64{true: -0.45, false: 0.1}[brand == "OCC"]
	case "treatment":
		base += 0.07 * float64(wave) // sales advisers were trained
	}
	return base
}

// responses are what passengers of a line answered: a mood of their own, and the attributes, make the whole.
func responses(rng *rand.Rand, line *company.Line, now time.Time) (all []store.Response) {
	mark := func(mean float64) int { return min(5, max(1, int(math.Round(mean+0.85*rng.NormFloat64())))) }
	for wave := range waves {
		start := now.AddDate(0, 3*(wave-waves+1), 0)
		for range answersAWave {
			at := start.Add(-time.Duration(rng.Int64N(int64(7 * 24 * time.Hour)))).UTC()
			mood, answers, sum := 0.4*rng.NormFloat64(), map[survey.QuestionID]survey.Answer{}, 0.0
			for _, p := range line.Promised {
				given := mark(quality(line.Key.Brand, p.Question, wave) + mood)
				answers[p.Question] = survey.Points(given)
				sum += float64(given) * map[survey.QuestionID]float64{"punctuality": 0.4, "safety": 0.1, "treatment": 0.2, "comfort": 0.3}[p.Question]
			}
			whole := min(5, max(1, int(math.Round(sum+0.45*rng.NormFloat64()))))
			recommend := min(10, max(0, int(math.Round(2.1*sum+0.2+1.3*rng.NormFloat64()))))
			answers[company.Overall], answers[company.Recommend] = survey.Points(whole), survey.Points(recommend)
			if recommend <= 6 {
				answers[company.Why] = survey.Text("made up: it was late")
			}
			all = append(all, store.Response{Wave: company.Wave(at), Response: survey.Response{
				ID: newID(rng), At: at, Took: time.Duration(40+rng.IntN(80)) * time.Second, Answers: answers,
				Segments: map[string]string{"brand": line.Key.Brand, "market": line.Key.Market},
			}})
		}
	}
	return all
}

// observations are what was measured on the trips of a line.
func observations(rng *rand.Rand, line *company.Line, now time.Time) (all []store.Observation) {
	late := map[string]float64{"OCC": 0.16, "ADO GL": 0.07}[line.Key.Brand]
	if late == 0 {
		late = 0.03
	}
	for day := observedDays; day > 0; day-- {
		for trip := range tripsADay {
			at := now.AddDate(0, 0, -day).UTC().Truncate(24 * time.Hour).Add(time.Duration(trip) * time.Hour)
			name := fmt.Sprintf("%s-%d", at.Format("20060102"), trip)
			see := func(spec string, value float64) {
				all = append(all, store.Observation{Key: line.Key, Observation: promise.Observation{Spec: spec, Value: value, At: at, Case: name}})
			}
			chance := late
			if day == badDay {
				chance = 0.5
			}
			delay := 10 * rng.Float64()
			if rng.Float64() < chance {
				delay = 16 + 40*rng.ExpFloat64()
			}
			see("delay", math.Round(delay))
			see("greeted", holds(rng, 0.94))
			see("toilet", holds(rng, map[bool]float64{true: 0.82, false: 0.96}[line.Key.Brand == "OCC"]))
			see("seats", float64(line.Seats))
			see("accident-free", 1)
			see("standard", holds(rng, 0.93))
		}
	}
	return all
}

func holds(rng *rand.Rand, chance float64) float64 {
	if rng.Float64() < chance {
		return 1
	}
	return 0
}
