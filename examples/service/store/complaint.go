package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// OpenComplaint stores a new case, with the same words as AddResponse on one that is there already.
func (s *Store) OpenComplaint(ctx context.Context, c complaint.Case) error {
	return s.writer.do(ctx, func(t *tx) error { return t.open(c) })
}

// open stores a case. When it was opened is not part of what makes two requests the same: the service says that.
func (t *tx) open(c complaint.Case) error {
	id, asked := c.Complaint.ID.String(), c.Complaint
	text, err := json.Marshal(complaint.Case{Complaint: c.Complaint, Policy: c.Policy})
	if err != nil {
		return fmt.Errorf("store: complaint: %w", err)
	}
	digest, err := Digest([]any{asked.Problem, asked.Remedy, asked.Segments, asked.About, asked.Source, asked.Occurred})
	if err != nil {
		return err
	}
	again, err := t.repeated("SELECT digest FROM complaints WHERE id = $1", id, digest)
	if again || err != nil {
		return err
	}
	if err := t.exec(
		`INSERT INTO complaints (seq, id, digest, ended, opened) SELECT coalesce(max(seq), 0) + 1, $1, $2, 0, $3 FROM complaints`,
		id, digest, string(text),
	); err != nil {
		return err
	}
	for n, e := range c.Events {
		if err := t.addEvent(c, n, e); err != nil {
			return err
		}
	}
	return nil
}

// addEvent stores the n-th event of a case that already holds it, and whether the case has ended.
func (t *tx) addEvent(c complaint.Case, n int, e complaint.Event) error {
	text, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("store: event: %w", err)
	}
	if err := t.exec("INSERT INTO complaint_events (complaint, n, event) VALUES ($1, $2, $3)", c.Complaint.ID.String(), n, string(text)); err != nil {
		return err
	}
	next, err := c.Allowed()
	if err != nil || len(next) > 0 {
		return err
	}
	return t.exec("UPDATE complaints SET ended = 1 WHERE id = $1", c.Complaint.ID.String())
}

// ApplyToComplaint lets a case grow by the event e in one transaction and returns it as it then is.
func (s *Store) ApplyToComplaint(ctx context.Context, id uuid.UUID, e complaint.Event) (c complaint.Case, err error) {
	err = s.writer.do(ctx, func(t *tx) error {
		before, err := t.complaint(id)
		if err != nil {
			return err
		}
		if c, err = before.Apply(e); err != nil {
			return err
		}
		return t.addEvent(c, len(before.Events), e)
	})
	return c, err
}

// complaint returns the case within the transaction.
func (t *tx) complaint(id uuid.UUID) (c complaint.Case, err error) {
	s, err := t.statement(oneComplaint)
	if err != nil {
		return c, err
	}
	rows, err := s.QueryContext(t.ctx, id.String())
	if err != nil {
		return c, err
	}
	defer rows.Close()
	for rows.Next() {
		var opened string
		var event *string
		if err := rows.Scan(&opened, &event); err != nil {
			return c, err
		}
		if err := grow(&c, opened, event); err != nil {
			return c, err
		}
	}
	if c.Complaint.ID != id {
		return c, fmt.Errorf("store: complaint: %w", ErrNotFound)
	}
	return c, rows.Err()
}

const (
	oneComplaint  = "SELECT c.opened, e.event FROM complaints c LEFT JOIN complaint_events e ON e.complaint = c.id WHERE c.id = $1 ORDER BY e.n"
	openFirst     = "SELECT c.opened, e.event FROM complaints c LEFT JOIN complaint_events e ON e.complaint = c.id ORDER BY c.ended, c.seq, e.n"
	openComplaint = "SELECT c.opened, e.event FROM complaints c LEFT JOIN complaint_events e ON e.complaint = c.id WHERE c.ended = 0 ORDER BY c.seq, e.n"
)

// grow adds a row of a case with one of its events: the first row opens it.
func grow(c *complaint.Case, opened string, event *string) error {
	if c.Complaint.ID == uuid.Nil {
		if err := json.Unmarshal([]byte(opened), c); err != nil {
			return err
		}
	}
	if event == nil {
		return nil
	}
	var e complaint.Event
	if err := json.Unmarshal([]byte(*event), &e); err != nil {
		return err
	}
	c.Events = append(c.Events, e)
	return nil
}

// Complaint returns the case called id.
func (s *Store) Complaint(ctx context.Context, id uuid.UUID) (complaint.Case, error) {
	for c, err := range s.cases(ctx, oneComplaint, id.String()) {
		return c, err
	}
	return complaint.Case{}, fmt.Errorf("store: complaint: %w", ErrNotFound)
}

// Complaints yields all cases: those that are open first, and the oldest of these first.
func (s *Store) Complaints(ctx context.Context) iter.Seq2[complaint.Case, error] {
	return s.cases(ctx, openFirst)
}

// OpenComplaints yields the cases that have not ended, the oldest first.
func (s *Store) OpenComplaints(ctx context.Context) iter.Seq2[complaint.Case, error] {
	return s.cases(ctx, openComplaint)
}

// cases joins the rows of each case.
func (s *Store) cases(ctx context.Context, query string, args ...any) iter.Seq2[complaint.Case, error] {
	type row struct {
		opened string
		event  *string
	}
	rows := walk(ctx, s.db, func(scan func(...any) error) (r row, err error) {
		err = scan(&r.opened, &r.event)
		return r, err
	}, query, args...)
	return func(yield func(complaint.Case, error) bool) {
		var c complaint.Case
		var opened string
		for r, err := range rows {
			if err == nil && r.opened != opened && opened != "" {
				if !yield(c, nil) {
					return
				}
				c = complaint.Case{}
			}
			if err == nil {
				opened = r.opened
				err = grow(&c, r.opened, r.event)
			}
			if err != nil {
				yield(complaint.Case{}, err)
				return
			}
		}
		if opened != "" {
			yield(c, nil)
		}
	}
}
