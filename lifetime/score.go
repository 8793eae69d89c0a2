package lifetime

import (
	"fmt"
	"sync"
)

// A Prediction is what a model says of one customer. The zero value says that he is gone.
type Prediction struct {
	Alive      float64 `json:"alive"`      // probability of not having left at T
	Purchases  float64 `json:"purchases"`  // expected number in (T, T+t]
	Discounted float64 `json:"discounted"` // discounted expected transactions, by [DET]
}

// Score returns the prediction for each of rows, in their order: alive now, purchases in the next t, and discounted
// purchases as c pays for them. No rows are no predictions. Each distinct history is computed once, on all
// processors, so a model of the caller's is asked from several goroutines at once, and the result is the same, bit for
// bit, however many there are. The errors are those of [Model] and [DET] and name the first row that they arise at; then
// there are no predictions. Memory grows with the rows.
func Score(m Model, rows []History, t Span, c Cash) ([]Prediction, error) {
	s, err := c.schedule()
	if err != nil {
		return nil, fmt.Errorf("lifetime: score: %w", err)
	}
	distinct, first, index, err := distinctRows(rows)
	if err != nil {
		return nil, err
	}
	values := make([]Prediction, len(distinct))
	faults := make([]error, len(distinct))
	inChunks(len(distinct), 256, func(_, from, to int) {
		for i := from; i < to; i++ {
			values[i], faults[i] = predict(m, distinct[i], t, c, s)
		}
	})
	for i, fault := range faults {
		if fault != nil {
			return nil, fmt.Errorf("lifetime: score row %d: %w", first[i], fault)
		}
	}
	scores := make([]Prediction, len(rows))
	for i, k := range index {
		scores[i] = values[k]
	}
	return scores, nil
}

// predict returns what m says of h.
func predict(m Model, h History, t Span, c Cash, s schedule) (p Prediction, err error) {
	if k, ok := m.(known); ok {
		return k.knows(h).predicted(t, s)
	}
	if p.Alive, err = m.Alive(h, 0); err != nil {
		return Prediction{}, err
	}
	if p.Purchases, err = m.Purchases(h, t); err != nil {
		return Prediction{}, err
	}
	p.Discounted, err = foreign(m, h, c.Rate, s)
	return p, err
}

// distinctRows returns the distinct histories in the order of their first rows, those rows, and for each row which
// history is its.
func distinctRows(rows []History) (distinct []History, first, index []int, err error) {
	seen := make(map[History]int)
	index = make([]int, len(rows))
	for i, h := range rows {
		if fault := h.fault(); fault != nil {
			return nil, nil, nil, fmt.Errorf("lifetime: score row %d: %w", i, fault)
		}
		k, ok := seen[h]
		if !ok {
			k = len(distinct)
			seen[h] = k
			distinct, first = append(distinct, h), append(first, i)
		}
		index[i] = k
	}
	return distinct, first, index, nil
}

// maxWorkers is the most goroutines that share a computation; the scheduler spreads them over the processors.
const maxWorkers = 8

// inChunks calls do for the chunks of n items, each of size but the last, on some goroutines. It returns when all is
// done; chunks are numbered from 0.
func inChunks(n, size int, do func(chunk, from, to int)) {
	chunks := (n + size - 1) / size
	workers := min(maxWorkers, chunks)
	if workers <= 1 {
		for k := range chunks {
			do(k, k*size, min(n, (k+1)*size))
		}
		return
	}
	var done sync.WaitGroup
	for worker := range workers {
		done.Go(func() {
			for k := worker; k < chunks; k += workers {
				do(k, k*size, min(n, (k+1)*size))
			}
		})
	}
	done.Wait()
}

// predicted returns what p says.
func (p posterior[F]) predicted(t Span, s schedule) (Prediction, error) {
	purchases, err := p.purchases(t)
	if err != nil {
		return Prediction{}, err
	}
	discounted, err := p.discounted(s)
	if err != nil {
		return Prediction{}, err
	}
	return Prediction{Alive: p.stays(), Purchases: purchases, Discounted: discounted}, nil
}
