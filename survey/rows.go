package survey

import (
	"fmt"
	"iter"
	"math"
)

// Missing stands in a row of [Form.Rows] where there is no answer.
const Missing = math.MinInt

// Rows returns the answers of rs as rows of numbers, one a response, for the packages that compute on plain numbers,
// such as survey/reliability and survey/driver: the scored points of the questions, or rows "Q6.clean" of a matrix, in
// the order of ids, and [Missing] where the answer is missing, hidden or invalid. A reversed scale is turned here: an
// item made of such a row is not to be reversed again.
//
// The slice is reused: a row holds until the next. The sequence may be walked as often as rs. Rows returns
// [ErrNotFound] for an id that is not declared, [ErrKind] for one without points and [ErrRange] for one whose scale has
// Missing as a point. Cost: linear, without allocation a row.
func (f *Form) Rows(ids []QuestionID, rs iter.Seq[Response]) (iter.Seq[[]int], error) {
	places, err := f.places(ids, "survey: rows")
	if err != nil {
		return nil, err
	}
	for i, p := range places {
		if f.items[p.at].scale.Min == Missing {
			return nil, fmt.Errorf("survey: rows: scale of %.140q: %w", string(ids[i]), ErrRange)
		}
	}
	return func(yield func([]int) bool) {
		v, row := f.view(Response{}), make([]int, len(places))
		for r := range rs {
			v.turn(r)
			for i, p := range places {
				row[i] = v.score(p)
			}
			if !yield(row) {
				return
			}
		}
	}, nil
}

// score returns the scored points of the answer at p, or Missing.
func (v *view) score(p place) int {
	a, outcome := v.answer(p)
	if outcome != OutcomeAnswered {
		return Missing
	}
	scale := &v.form.items[p.at].scale
	points := a.at(p)
	if scale.Reverse {
		return scale.Max - (points - scale.Min)
	}
	return points
}

// places returns where ids point, each at a question in points or a row of a matrix.
func (f *Form) places(ids []QuestionID, op string) ([]place, error) {
	places := make([]place, len(ids))
	for i, id := range ids {
		p, ok := f.place(id)
		if !ok {
			return nil, fmt.Errorf("%s: question %.140q: %w", op, string(id), ErrNotFound)
		}
		if kind := f.items[p.at].kind; !kind.pointed() && !p.isRow {
			return nil, fmt.Errorf("%s: question %.140q, a %v: %w", op, string(id), kind, ErrKind)
		}
		places[i] = p
	}
	return places, nil
}
