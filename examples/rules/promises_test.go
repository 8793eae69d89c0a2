package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/survey"
)

// vague returns the attributes of a promise that nobody can measure: without a specification, or with one that has no
// target, no indicator or nobody who answers for it.
func vague(p promise.Promise) (codes []string) {
	for _, a := range p.Attributes {
		if len(a.Specs) == 0 {
			codes = append(codes, a.Code)
		}
		for _, s := range a.Specs {
			if s.Target.Op == 0 || s.Indicator == "" || s.Owner == "" {
				codes = append(codes, a.Code+"/"+s.Code)
			}
		}
	}
	return codes
}

// TestPromises_measurable: what is promised can be measured, and says who answers for it.
func TestPromises_measurable(t *testing.T) {
	for _, p := range seeds.ADOPromises() {
		assert.NoError(t, p.Validate(), p.Key)
		assert.Empty(t, vague(p), p.Key)
	}
	slogan := promise.Promise{Attributes: []promise.Attribute{{Code: "smile", Name: "Service with a smile"}}}
	assert.Equal(t, []string{"smile"}, vague(slogan))
}

// unasked returns the attributes of the base proposition, what a passenger always gets, that no question asks about.
func unasked(p promise.Promise, form survey.Questionnaire) (codes []string) {
	asked := map[promise.Ref]bool{}
	for _, q := range form.Questions {
		asked[promise.Ref(q.Promise)] = true
	}
	for a := range p.Proposition(promise.Base) {
		if !asked[p.AttributeRef(a.Code)] {
			codes = append(codes, a.Code)
		}
	}
	return codes
}

// TestPromises_asked: the survey of a brand asks about all that its passengers always get.
func TestPromises_asked(t *testing.T) {
	for _, p := range seeds.ADOPromises() {
		form := seeds.ADOQuestionnaire(p.Key.Brand, p.Key.Market)
		assert.NoError(t, form.Validate())
		assert.Empty(t, unasked(p, form), p.Key)
		form.Questions = nil
		assert.Len(t, unasked(p, form), 4)
	}
}
