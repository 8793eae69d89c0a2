package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

// tell is how many rows there are between two lines of progress.
const tell = 200_000

// read reads the log; an error names the line.
func read(from io.Reader, progress io.Writer) (*rfm.Log, error) {
	rows := csv.NewReader(from)
	rows.FieldsPerRecord = 3
	rows.ReuseRecord = true
	header, err := rows.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("line 1: no header customer,date,amount")
	}
	if err != nil {
		return nil, err // names its line
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff") // spreadsheets begin a file with it
	if got := strings.Join(header, ","); got != "customer,date,amount" {
		return nil, fmt.Errorf("line 1: columns %.60q, not customer,date,amount", got)
	}
	var l rfm.Log
	for n := 1; ; n++ {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return &l, nil
		}
		if err != nil {
			return nil, err
		}
		if err := add(&l, row); err != nil {
			line, _ := rows.FieldPos(0)
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		if n%tell == 0 {
			fmt.Fprintf(progress, "%d rows read\n", n)
		}
	}
}

// add notes a row.
func add(l *rfm.Log, row []string) error {
	on, err := rfm.ParseDay(row[1])
	if err != nil {
		return err
	}
	if len(row[2]) > 30 {
		return fmt.Errorf("amount %.30q: too long", row[2])
	}
	amount, err := decimal.NewFromString(row[2])
	if err != nil {
		return fmt.Errorf("amount %q: not a number", row[2])
	}
	if amount.Sign() < 0 {
		return fmt.Errorf("amount %s: below 0", row[2])
	}
	return l.Add(strings.Clone(row[0]), on, amount)
}

// The law of the simulated customers: the published fits to CDNOW of Fader, Hardie, Lee (2005) and Fader, Hardie (2013).
var (
	visits = lifetime.BGNBD{Unit: lifetime.Week, R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426}
	spends = lifetime.GammaGamma{P: 6.25, Q: 3.74, Gamma: 15.44}
)

// simulated returns the log of n customers who buy first within 12 weeks, over 78 weeks. Each pays the same at every
// purchase.
func simulated(n int, seed uint64, progress io.Writer) (*rfm.Log, error) {
	rng := rand.New(rand.NewPCG(seed, 78))
	start := rfm.DayOf(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))
	var l rfm.Log
	for i := range n {
		first := start + rfm.Day(rng.IntN(84))
		times, err := visits.Simulate(rng, lifetime.Span(start+78*7-first))
		if err != nil {
			return nil, err
		}
		spend, err := spends.Simulate(rng, max(1, len(times)))
		if err != nil {
			return nil, err
		}
		id, cents := fmt.Sprintf("c%06d", i+1), int64(math.Round(100*spend.Mean))
		for _, at := range append([]lifetime.Span{0}, times...) {
			if err := l.AddMinor(id, first+rfm.Day(math.Ceil(float64(at))), cents); err != nil {
				return nil, err
			}
		}
		if (i+1)%tell == 0 {
			fmt.Fprintf(progress, "%d customers simulated\n", i+1)
		}
	}
	return &l, nil
}
