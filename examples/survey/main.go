// Command survey simulates two waves of a bus operator's local surveys and prints what a quality manager takes to a meeting,
// in Markdown: a dashboard of recommendation and satisfaction with what has changed of them, one of how far delivery is from
// the promise, attribute by attribute, what drives satisfaction, what to act on first, and the complaints that are not
// settled yet. Since it knows what it has simulated, it says which of the changes that it found are false alarms.
//
//	go run ./examples/survey [-n 400] [-seed 1]
//
// Questionnaires and promised marks are those of package seeds; answers and complaints are simulated from the seed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options are what the command line asks for.
type options struct {
	n    int // responses of each brand in each wave
	seed uint64
}

// run writes the report to stdout and returns the exit code: 0, 1 for a failure, 2 for a wrong command line.
func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "survey:", err)
		return 2
	}
	text, err := report(o)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintln(stderr, "survey:", err)
		return 1
	}
	return 0
}

// parse reads the command line.
func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("survey", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	flags.IntVar(&o.n, "n", 400, "responses of each brand in each wave, 50 to 100000")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the simulation")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(stderr)
			flags.PrintDefaults()
		}
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case o.n < 50 || o.n > 100_000:
		return o, fmt.Errorf("-n %d: not 50 to 100000", o.n)
	}
	return o, nil
}
