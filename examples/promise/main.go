// Command promise reports on two services as Markdown: a car service, its blueprint, how long it takes and where it loses
// customers; and the brands of a bus operator, what each promises, whether it is kept, and in how many sigmas.
//
//	go run ./examples/promise [-seed 1] [-cases 2000] [-draw markdown|mermaid|dot]
//
// Stages, expectations, actions and brands are those of package seeds. Times, probabilities and failure modes are
// assumed, cases and trips are simulated from the seed, and labelled so. With -draw mermaid or dot only the blueprint is
// written.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options are what the command line asks for.
type options struct {
	seed  uint64 // of all that is simulated
	cases int    // of the car service
	draw  string // markdown for the report
}

// run writes the report to stdout and returns the exit code: 0, 1 for a failure, 2 for a wrong command line.
func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "promise:", err)
		return 2
	}
	text, err := report(o)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintln(stderr, "promise:", err)
		return 1
	}
	return 0
}

// parse reads the command line.
func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("promise", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the simulated cases and trips")
	flags.IntVar(&o.cases, "cases", 2000, "simulated cases of the car service, 100 to 1,000,000")
	flags.StringVar(&o.draw, "draw", "markdown", "markdown: the report; mermaid or dot: the blueprint alone")
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
	case o.cases < 100 || o.cases > 1_000_000:
		return o, fmt.Errorf("-cases %d: not 100 to 1,000,000", o.cases)
	case o.draw != "markdown" && o.draw != "mermaid" && o.draw != "dot":
		return o, fmt.Errorf("-draw %q: not markdown, mermaid or dot", o.draw)
	}
	return o, nil
}

// report returns what was asked for.
func report(o options) (string, error) {
	shop, err := newShop(o)
	if err != nil {
		return "", err
	}
	switch o.draw {
	case "mermaid":
		return shop.graph.Mermaid(), nil
	case "dot":
		return shop.graph.DOT(), nil
	}
	var out strings.Builder
	out.WriteString("# Two services, what they promise and what they keep\n\n")
	for _, section := range []struct {
		title string
		write func(options) (string, error)
	}{
		{"The car service: what is done for the customer", shop.table},
		{"The car service: how long it takes, and where customers are lost", shop.times},
		{"The car service: what the log says", shop.conformance},
		{"The car service: what may go wrong", failures},
		{"The bus operator: what each brand promises", brands},
		{"The bus operator: lateness, in sigmas and on a chart", lateness},
		{"What 10 sigma are", levels},
	} {
		text, err := section.write(o)
		if err != nil {
			return "", fmt.Errorf("%s: %w", section.title, err)
		}
		fmt.Fprintf(&out, "## %s\n\n%s\n", section.title, text)
	}
	return out.String(), nil
}
