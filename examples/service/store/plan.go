package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// AddPlan stores a plan unless one with its ID is there, and reports whether it did.
func (s *Store) AddPlan(ctx context.Context, p actionplan.Plan) (added bool, err error) {
	text, err := json.Marshal(p)
	if err != nil {
		return false, fmt.Errorf("store: plan: %w", err)
	}
	err = s.writer.do(ctx, func(t *tx) error {
		n, err := t.affect("INSERT INTO plans (id, body) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING", p.ID.String(), string(text))
		added = n == 1
		return err
	})
	return added && err == nil, err
}

// Plan returns the plan called id.
func (s *Store) Plan(ctx context.Context, id uuid.UUID) (actionplan.Plan, error) {
	plans := walk(ctx, s.db, readPlan, "SELECT body FROM plans WHERE id = $1", id.String())
	for p, err := range plans {
		return p, err
	}
	return actionplan.Plan{}, fmt.Errorf("store: plan: %w", ErrNotFound)
}

func readPlan(scan func(...any) error) (p actionplan.Plan, err error) {
	var text string
	if err := scan(&text); err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(text), &p)
}

// ApplyToPlan lets an action of the plan grow by the event e in one transaction, and returns the plan as it then is.
func (s *Store) ApplyToPlan(ctx context.Context, id uuid.UUID, code actionplan.Code, e actionplan.Event) (p actionplan.Plan, err error) {
	err = s.writer.do(ctx, func(t *tx) error {
		var text string
		found, err := t.find("SELECT body FROM plans WHERE id = $1", []any{id.String()}, &text)
		if err != nil {
			return err
		}
		var before actionplan.Plan
		if !found {
			return fmt.Errorf("store: plan: %w", ErrNotFound)
		}
		if err := json.Unmarshal([]byte(text), &before); err != nil {
			return err
		}
		if _, ok := before.Action(code); !ok {
			return fmt.Errorf("store: action: %w", ErrNotFound)
		}
		if p, err = before.Apply(code, e); err != nil {
			return err
		}
		after, err := json.Marshal(p)
		if err != nil {
			return err
		}
		return t.exec("UPDATE plans SET body = $2 WHERE id = $1", id.String(), string(after))
	})
	return p, err
}
