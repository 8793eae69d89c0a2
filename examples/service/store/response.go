package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/complaint"
)

// A Response is one of a wave, such as "2026-Q4". Its segments are brand and market.
type Response struct {
	Seq  int64
	Wave string
	survey.Response
}

// AddResponse stores r, and with it the cases that it opens. It reports whether it is new: the same one again is fine and
// changes nothing, another one with its ID is ErrConflict.
func (s *Store) AddResponse(ctx context.Context, r Response, opens ...complaint.Case) (added bool, err error) {
	err = s.writer.do(ctx, func(t *tx) error {
		var err error
		if added, err = t.addResponse(r); err != nil || !added {
			return err
		}
		for _, c := range opens {
			if err := t.open(c); err != nil {
				return err
			}
		}
		return nil
	})
	return added && err == nil, err
}

// AddResponses stores many in one transaction, such as those of a survey on paper.
func (s *Store) AddResponses(ctx context.Context, all []Response) error {
	return s.writer.do(ctx, func(t *tx) error {
		for _, r := range all {
			if _, err := t.addResponse(r); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) addResponse(r Response) (added bool, err error) {
	answers, err := json.Marshal(r.Answers)
	if err != nil {
		return false, fmt.Errorf("store: answers: %w", err)
	}
	digest, err := Digest([]any{r.Segments, json.RawMessage(answers)})
	if err != nil {
		return false, err
	}
	again, err := t.repeated("SELECT digest FROM responses WHERE id = $1", r.ID.String(), digest)
	if again || err != nil {
		return false, err
	}
	return true, t.exec(
		`INSERT INTO responses (seq, id, digest, at, took, brand, market, wave, answers)
		SELECT coalesce(max(seq), 0) + 1, $1, $2, CAST($3 AS BIGINT), CAST($4 AS BIGINT), $5, $6, $7, $8 FROM responses`,
		r.ID.String(), digest, r.At.UnixMicro(), int64(r.Took), r.Segments["brand"], r.Segments["market"], r.Wave, string(answers),
	)
}

// Responses yields the responses after a sequence number, in their order.
func (s *Store) Responses(ctx context.Context, after int64) iter.Seq2[Response, error] {
	return walk(ctx, s.db, func(scan func(...any) error) (r Response, err error) {
		var id, brand, market, answers string
		var at, took int64
		if err := scan(&r.Seq, &id, &at, &took, &brand, &market, &r.Wave, &answers); err != nil {
			return r, err
		}
		r.At, r.Took, r.Segments = time.UnixMicro(at).UTC(), time.Duration(took), map[string]string{"brand": brand, "market": market}
		if r.ID, err = uuid.Parse(id); err != nil {
			return r, err
		}
		return r, json.Unmarshal([]byte(answers), &r.Answers)
	}, "SELECT seq, id, at, took, brand, market, wave, answers FROM responses WHERE seq > $1 ORDER BY seq", after)
}
