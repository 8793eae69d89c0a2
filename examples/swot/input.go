package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/swot"
	"github.com/seed-4ccf82d5/servicequality/swot/ahp"
)

// maxInput is how many bytes of JSON are read.
const maxInput = 16 << 20

// plain is a matrix whose fields stand beside others in one JSON object. Its parts keep the digits of their decimals.
type plain swot.Matrix

// document is the JSON that is read and written.
type document struct {
	plain
	Criteria []swot.Criterion `json:"criteria,omitempty"`
	Compare  json.RawMessage  `json:"compare,omitempty"` // decoded apart, so that its fault does not hide the others
}

// input is what the report is about.
type input struct {
	matrix     swot.Matrix
	decision   swot.Decision
	comparison ahp.Comparison // of the criteria; without elements if nobody compared them
	assumed    bool           // the comparison is ours
}

// operator returns the matrix of the bus operator. That impact weighs thrice as much as viability and twice as much as
// need, and need twice as much as viability, is assumed: the source gives no weights.
func operator() (in input, problems []error) {
	in = input{matrix: seeds.ADOMatrix(), assumed: true}
	criteria := swot.DefaultCriteria()
	var ranked, compared error
	in.decision, ranked = in.matrix.Decision(criteria)
	in.comparison, compared = ahp.New(codes(criteria), []ahp.Judgement{
		{A: "impact", B: "viability", Value: 3}, {A: "impact", B: "need", Value: 2}, {A: "need", B: "viability", Value: 2},
	})
	return in, present(in.matrix.Validate(), ranked, compared)
}

// read returns the input that r holds as JSON, or all that is wrong with it.
func read(r io.Reader) (in input, problems []error) {
	doc, err := decode(r)
	if err != nil {
		return in, []error{fmt.Errorf("standard input: %w", err)}
	}
	if len(doc.Criteria) == 0 {
		doc.Criteria = swot.DefaultCriteria()
	}
	in.matrix = swot.Matrix(doc.plain)
	var ranked, judged error
	in.decision, ranked = in.matrix.Decision(doc.Criteria)
	in.comparison, judged = compared(doc)
	return in, present(in.matrix.Validate(), ranked, judged)
}

// present returns the errors that are there.
func present(errs ...error) []error {
	return slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}

// decode returns the one JSON object that r holds.
func decode(r io.Reader) (document, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	switch {
	case err != nil:
		return document{}, err
	case len(text) > maxInput:
		return document{}, fmt.Errorf("more than %d bytes", maxInput)
	case len(bytes.TrimSpace(text)) == 0:
		return document{}, errors.New("no JSON")
	}
	var doc *document // null leaves it nil
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&doc); err != nil {
		return document{}, err
	}
	if doc == nil {
		return document{}, errors.New("null is no matrix")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return document{}, errors.New("more than one JSON value")
	}
	return *doc, nil
}

// compared returns the comparison that doc holds, of its criteria and none else.
func compared(doc document) (c ahp.Comparison, err error) {
	if len(doc.Compare) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(doc.Compare, &c); err != nil {
		return c, fmt.Errorf("compare: %w", err)
	}
	elements, criteria := c.Elements(), codes(doc.Criteria)
	if len(elements) == 0 {
		return c, nil
	}
	if !slices.Equal(slices.Sorted(slices.Values(elements)), slices.Sorted(slices.Values(criteria))) {
		return c, fmt.Errorf("compare: %w: %.40q are compared, %.40q are the criteria", ahp.ErrElements, elements, criteria)
	}
	if _, err := c.Priorities(ahp.Options{}); err != nil { // judgements that do not connect all
		return c, fmt.Errorf("compare: %w", err)
	}
	return c, nil
}

// encode returns what [read] reads.
func (in input) encode() (string, error) {
	doc := document{plain: plain(in.matrix), Criteria: in.decision.Criteria}
	var err error
	if len(in.comparison.Elements()) > 0 {
		doc.Compare, err = json.Marshal(in.comparison)
	}
	if err != nil {
		return "", err
	}
	text, err := json.MarshalIndent(doc, "", "  ")
	return string(text) + "\n", err
}

// codes returns the codes of criteria.
func codes(criteria []swot.Criterion) (list []string) {
	for _, c := range criteria {
		list = append(list, c.Code)
	}
	return list
}

// lines returns what err says: a line a fault of a declaration, with its path, its code, and the text or limit that the
// fault is about, if there is one; one line for any other error.
func lines(err error) (all []string) {
	var faults validator.ValidationErrors
	if !errors.As(err, &faults) {
		return []string{printable(err.Error())}
	}
	for _, fault := range faults {
		line := printable(fault.Namespace()) + ": " + fault.Tag()
		if fault.Param() != "" {
			line += fmt.Sprintf(" %.80q", fault.Param())
		}
		all = append(all, line)
	}
	return all
}

// printable returns text without what could move a terminal's cursor.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if strconv.IsPrint(r) {
			return r
		}
		return '?'
	}, text)
}
