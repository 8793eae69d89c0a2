// Command ado runs the loop of a bus operator's service quality and writes it as one Markdown report: the SWOT matrix,
// the ranking of the strategies, the promises and what observations say of them, the prices, the action plan, a survey,
// the value of a customer, and the trace that joins them.
//
//	go run ./examples/ado [-lang en|es] [-on 2013-02-01] [-seed 1]
//
// All figures are computed from package seeds. Observations and responses are simulated from the seed and labelled so.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options are what the command line asks for.
type options struct {
	lang string        // of the matrix's labels and of the plan's rows
	on   calendar.Date // the day on which the plan is assessed
	seed uint64        // of all that is simulated
}

// run writes the report to stdout and returns the exit code: 0, 1 for a failure, 2 for a wrong command line.
func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "ado:", err)
		return 2
	}
	text, err := report(o)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintln(stderr, "ado:", err)
		return 1
	}
	return 0
}

// parse reads the command line.
func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("ado", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	flags.StringVar(&o.lang, "lang", "en", "language of the matrix and the plan: en or es")
	on := flags.String("on", "2013-02-01", "day on which the plan is assessed, as 2013-02-01")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the simulated observations and responses")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(stderr)
			flags.PrintDefaults()
		}
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if o.lang != "en" && o.lang != "es" {
		return o, fmt.Errorf("-lang %q: not en or es", o.lang)
	}
	if o.on, err = calendar.ParseDate(*on); err != nil {
		return o, fmt.Errorf("-on: %w", err)
	}
	return o, nil
}
