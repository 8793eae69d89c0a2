package figures

import (
	"context"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/survey"
	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

const chunk = 10_000 // responses held at a time

// satisfaction is what passengers said, counted up to a sequence number.
type satisfaction struct {
	seen  int64
	cells map[cell]*counts
}

// A cell is the smallest slice that is counted; larger ones are merged.
type cell struct{ wave, brand, market string }

type counts struct {
	tallies map[survey.QuestionID]*survey.Tally
	drivers *driver.Tally // what goes with the satisfaction with the whole
}

func (s *satisfaction) catchUp(ctx context.Context, c *company.Company, from *store.Store) error {
	fresh, held, seen := map[cell][]survey.Response{}, 0, s.seen
	for r, err := range from.Responses(ctx, s.seen) {
		if err != nil {
			return err
		}
		at := cell{r.Wave, r.Segments["brand"], r.Segments["market"]}
		fresh[at], held, seen = append(fresh[at], r.Response), held+1, r.Seq
		if held == chunk {
			if err := s.count(c, fresh); err != nil {
				return err
			}
			s.seen, held = seen, 0
			clear(fresh)
		}
	}
	if err := s.count(c, fresh); err != nil {
		return err
	}
	s.seen = seen
	return nil
}

// count adds responses to the tallies of their cells.
func (s *satisfaction) count(c *company.Company, fresh map[cell][]survey.Response) error {
	for at, responses := range fresh {
		line, ok := c.Line(at.brand, at.market)
		if !ok {
			continue // of a line that is not run any more
		}
		more, err := tallied(c, line, responses)
		if err != nil {
			return err
		}
		if s.cells[at] == nil {
			s.cells[at] = more
		} else if err := s.cells[at].merge(more); err != nil {
			return err
		}
	}
	return nil
}

// tallied counts responses of one line.
func tallied(c *company.Company, line *company.Line, responses []survey.Response) (*counts, error) {
	n := &counts{tallies: map[survey.QuestionID]*survey.Tally{}}
	var err error
	for _, q := range slices.Concat(c.Drivers(), []survey.QuestionID{company.Overall, company.Recommend}) {
		if n.tallies[q], err = line.Form.Tally(q, slices.Values(responses)); err != nil {
			return nil, err
		}
	}
	if n.drivers, err = newDrivers(c); err != nil {
		return nil, err
	}
	rows, err := line.Form.Rows(append([]survey.QuestionID{company.Overall}, c.Drivers()...), slices.Values(responses))
	if err != nil {
		return nil, err
	}
	for row := range rows {
		if err := n.drivers.Add(row); err != nil {
			return nil, err
		}
	}
	return n, nil
}

func newDrivers(c *company.Company) (*driver.Tally, error) {
	var names []string
	low, high := []int{1}, []int{5} // marks of satisfaction
	for _, q := range c.Drivers() {
		names, low, high = append(names, string(q)), append(low, 1), append(high, 5)
	}
	return driver.NewTally(string(company.Overall), names, low, high)
}

func (n *counts) merge(more *counts) error {
	for q, tally := range more.tallies {
		if err := n.tallies[q].Merge(tally); err != nil {
			return err
		}
	}
	return n.drivers.Merge(more.drivers)
}

// Waves returns the waves that were answered, in their order.
func (v View) Waves() []string {
	waves := map[string]bool{}
	for at := range v.f.satisfaction.cells {
		waves[at.wave] = true
	}
	return sorted(waves)
}

// Responses returns how many responses were counted.
func (v View) Responses() (n int64) {
	for _, c := range v.f.satisfaction.cells {
		n += c.tallies[company.Recommend].Base().Responses
	}
	return n
}

// Tally returns the answers to a question within a slice.
func (v View) Tally(q survey.QuestionID, s Slice) (*survey.Tally, error) {
	line := v.f.company.Lines()[0]
	sum, err := line.Form.Tally(q, slices.Values([]survey.Response(nil)))
	if err != nil {
		return nil, err
	}
	for at, c := range v.f.satisfaction.cells {
		if s.holds(at.wave, at.brand, at.market) {
			if err := sum.Merge(c.tallies[q]); err != nil {
				return nil, err
			}
		}
	}
	return sum, nil
}

// Gaps returns how far a brand's passengers are from what they were promised, attribute by attribute. An attribute with too
// few answers is left out.
func (v View) Gaps(s Slice) (gaps []survey.PromiseGap, err error) {
	for _, line := range v.f.company.Lines() {
		if line.Key.Brand != s.Brand || (s.Market != "" && line.Key.Market != s.Market) {
			continue
		}
		for _, p := range line.Promised { // alike in all markets of a brand
			tally, err := v.Tally(p.Question, s)
			if err != nil {
				return nil, err
			}
			if tally.Base().Answered < 2 {
				continue
			}
			gap, err := survey.Gap(p, tally, survey.Options{})
			if err != nil {
				return nil, err
			}
			gaps = append(gaps, gap)
		}
		break
	}
	return gaps, nil
}

// Drivers returns what each attribute contributes to the satisfaction with the whole, and the quadrants that follow. It
// returns driver.ErrTooFew and the other errors of that package where the answers do not tell.
func (v View) Drivers(s Slice) ([]driver.Share, driver.Map, error) {
	sum, err := newDrivers(v.f.company)
	if err != nil {
		return nil, driver.Map{}, err
	}
	for at, c := range v.f.satisfaction.cells {
		if s.holds(at.wave, at.brand, at.market) {
			if err := sum.Merge(c.drivers); err != nil {
				return nil, driver.Map{}, err
			}
		}
	}
	problem, err := sum.Problem()
	if err != nil {
		return nil, driver.Map{}, err
	}
	shares, err := problem.Shares(driver.MethodLMG)
	if err != nil {
		return nil, driver.Map{}, err
	}
	var points []driver.Point
	for _, share := range shares {
		tally, err := v.Tally(survey.QuestionID(share.Driver), s)
		if err != nil {
			return nil, driver.Map{}, err
		}
		mean, err := tally.Mean(survey.Options{})
		if err != nil {
			return nil, driver.Map{}, err
		}
		points = append(points, driver.Point{Name: share.Driver, Importance: share.Percent, Performance: mean.Value})
	}
	quadrants, err := driver.Quadrants(points, driver.QuadrantOptions{})
	return shares, quadrants, err
}
