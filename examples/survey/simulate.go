package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// market is where the surveys are made.
const market = seeds.Mexico

// waves are the months in which passengers are asked, and today is the day of the report.
var (
	waves = [2]time.Time{time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2013, 6, 1, 0, 0, 0, 0, time.UTC)}
	today = time.Date(2013, 7, 31, 12, 0, 0, 0, time.UTC)
)

// attributes are the questions that ask about the base promise, in the order of the questionnaire.
var attributes = [4]survey.QuestionID{"punctuality", "safety", "treatment", "comfort"}

// marks are the means around which passengers mark the attributes, by brand, before and after the operator has worked on
// punctuality.
var marks = map[string][2][4]float64{
	seeds.OCC:      {{3.1, 4.1, 3.7, 3.1}, {3.7, 4.1, 3.7, 3.0}},
	seeds.ADOGL:    {{3.8, 4.4, 4.2, 4.3}, {4.2, 4.4, 4.2, 4.3}},
	seeds.Platinum: {{4.6, 4.8, 4.7, 4.9}, {4.6, 4.8, 4.7, 4.9}},
}

// generator returns the random numbers of one thing that is simulated, so that adding another changes nothing here.
func generator(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// mark returns x as one of the points from least to most.
func mark(x float64, least, most int) int { return min(most, max(least, int(math.Round(x)))) }

// responses simulates the passengers of a brand in a wave. One who is in a good mood marks all higher; the whole trip is
// marked by what it was made of, punctuality counting most; and one mark in twenty is left out.
func responses(o options, brand string, wave int) []survey.Response {
	rng := generator(o.seed, fmt.Sprint(brand, wave))
	all := make([]survey.Response, o.n)
	for i := range all {
		mood, whole, r := rng.NormFloat64(), 0.0, survey.Response{
			ID: uuid.NewSHA1(uuid.NameSpaceOID, fmt.Append(nil, brand, wave, o.seed, i)),
			At: waves[wave].Add(time.Duration(rng.IntN(30*24*60)) * time.Minute), Segments: map[string]string{"brand": brand},
			Answers: map[survey.QuestionID]survey.Answer{},
		}
		give := func(id survey.QuestionID, points int) {
			if rng.IntN(20) > 0 {
				r.Answers[id] = survey.Points(points)
			}
		}
		for k, id := range attributes {
			points := mark(marks[brand][wave][k]+0.5*mood+0.9*rng.NormFloat64(), 1, 5)
			whole += [...]float64{0.5, 0.1, 0.25, 0.15}[k] * float64(points)
			give(id, points)
		}
		overall := mark(whole+0.4*rng.NormFloat64(), 1, 5)
		give("overall", overall)
		give("recommend", mark(2.3*float64(overall)-1+1.3*rng.NormFloat64(), 0, 10))
		all[i] = r
	}
	return all
}

// cases opens a case for each response of the last wave that recommends the line least, and follows it until today.
func cases(o options, form *survey.Form, brand string, rs []survey.Response) (all []complaint.Case, err error) {
	rng := generator(o.seed, brand+" complaints")
	for _, r := range rs {
		c, opened, err := complaint.FromResponse(form, r, survey.AtMost("recommend", 3), complaint.Complaint{
			Contact: complaint.Team{ID: "passenger-service", Role: complaint.RoleContactPoint},
			About:   survey.Ref{Kind: "brand", ID: brand},
		}, complaint.PolicyPositiveFeedback)
		if err != nil {
			return nil, err
		}
		if !opened {
			continue
		}
		if c, err = follow(rng, c); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// follow lets a case run: told in a day or two, given to the garage or the terminal, resolved in a week or two, and asked
// about; one customer in six does not answer, and six of ten of the others are content.
func follow(rng *rand.Rand, c complaint.Case) (complaint.Case, error) {
	at := c.Complaint.At
	next := func(days float64, e complaint.Event) (bool, error) {
		at = at.Add(time.Duration(days * rng.ExpFloat64() * float64(24*time.Hour))).Truncate(time.Minute)
		if at.After(today) {
			return false, nil
		}
		e.At = at
		var err error
		c, err = c.Apply(e)
		return err == nil, err
	}
	if more, err := next(1.5, complaint.Event{Kind: complaint.KindAcknowledge}); !more {
		return c, err
	}
	for range 3 {
		team := complaint.Team{ID: [...]string{"garage", "terminal"}[rng.IntN(2)], Role: complaint.RoleResolver}
		if more, err := next(2, complaint.Event{Kind: complaint.KindAssign, Team: &team}); !more {
			return c, err
		}
		if more, err := next(9, complaint.Event{Kind: complaint.KindResolve}); !more || rng.IntN(6) == 0 {
			return c, err
		}
		mood := [...]complaint.Mood{
			complaint.MoodPositive, complaint.MoodPositive, complaint.MoodPositive, complaint.MoodNeutral, complaint.MoodNegative,
		}[rng.IntN(5)]
		if more, err := next(4, complaint.Event{Kind: complaint.KindFeedback, Mood: mood}); !more || mood == complaint.MoodPositive {
			return c, err
		}
	}
	return c, nil
}
