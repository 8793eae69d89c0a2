// Command lifetime reads a log of transactions, fits how often customers come back and what they spend, and prints who
// is worth most and whom it would cost most to lose, with intervals.
//
//	go run ./examples/lifetime -simulate 2000 [-svg track.svg]
//	go run ./examples/lifetime -cut 2026-06-30 < sales.csv
//
// The log is CSV with the columns customer, date (2026-03-01) and amount, in any order of rows. What comes after the
// cut, by default the last third of the time, is held out and drawn against the expectation by -svg.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// options are what the command line asks for.
type options struct {
	simulate int    // customers; 0 reads the log
	seed     uint64 // of the simulation
	cut      rfm.Day
	top      int             // customers in each table
	years    int             // horizon of the values
	rate     decimal.Decimal // discount a year
	svg      string          // file of the tracking plot, or none
}

// run writes the report to stdout and returns the exit code: 0, 1 for a failure, 2 for a wrong command line.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "lifetime:", err)
		return 2
	}
	if err := analyse(o, stdin, stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "lifetime:", err)
		return 1
	}
	return 0
}

// parse reads the command line.
func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("lifetime", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	flags.IntVar(&o.simulate, "simulate", 0, "simulate so many customers instead of reading a log, 100 to 1000000")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the simulation")
	flags.TextVar(&o.cut, "cut", rfm.Day(0), "last day observed, as 2026-06-30 (default: two thirds of the time)")
	flags.IntVar(&o.top, "top", 5, "customers in each table, 1 to 1000")
	flags.IntVar(&o.years, "years", 2, "horizon of the values, 1 to 20")
	rate := flags.String("rate", "0.10", "discount a year, 0 to 1")
	flags.StringVar(&o.svg, "svg", "", "write a tracking plot to this file")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(stderr)
			flags.PrintDefaults()
		}
		return o, err
	}
	if o.rate, err = decimal.NewFromString(*rate); err != nil || len(*rate) > 20 || o.rate.Exponent() < -20 ||
		o.rate.Exponent() > 0 || o.rate.IsNegative() || o.rate.GreaterThan(decimal.New(1, 0)) {
		return o, fmt.Errorf("-rate %.20q: not from 0 to 1", *rate)
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case o.simulate != 0 && (o.simulate < 100 || o.simulate > 1_000_000):
		return o, fmt.Errorf("-simulate %d: not 100 to 1000000", o.simulate)
	case o.top < 1 || o.top > 1000:
		return o, fmt.Errorf("-top %d: not 1 to 1000", o.top)
	case o.years < 1 || o.years > 20:
		return o, fmt.Errorf("-years %d: not 1 to 20", o.years)
	}
	return o, nil
}
