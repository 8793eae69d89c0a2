// Command swot writes what follows from a SWOT matrix as one Markdown report: the matrix, the TOWS table of its strategies,
// what it leaves open, the ranking with what it takes to turn it over, the weights that comparisons of the criteria give,
// and how the strategies stand to each other, with two drawings in Mermaid.
//
//	go run ./examples/swot [-stdin] [-lang en|es|es-ES] [-write report|quadrant|flowchart|json] [-seed 1]
//
// Without -stdin the matrix is that of the bus operator of package seeds; the comparisons of its criteria are assumed here.
// With -stdin a JSON object of at most 16 MB is read from standard input, the matrix as package swot writes it. It may also
// hold the criteria that the strategies are scored on, else they are those of swot.DefaultCriteria, and the comparison of
// these criteria, as package ahp writes it:
//
//	{"id": ..., "title": ..., "factors": [...], "strategies": [...], "relations": [...], "criteria": [...], "compare": {...}}
//
// What -write json writes is the whole of it to start from, and read again gives the same report:
//
//	go run ./examples/swot -write json > matrix.json
//	go run ./examples/swot -stdin < matrix.json
//
// JSON that does not decode is one line on standard error; otherwise it is a line a fault, with its path and code, of the
// matrix, then of the decision that is made of it, so that a code or score may be named in both. The exit code is then 1,
// and 2 for a wrong command line. Language concerns the words of matrix, TOWS table and ranking; the rest is in English.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// options are what the command line asks for.
type options struct {
	stdin  bool
	labels swot.Labels
	write  string // report, quadrant, flowchart or json
	seed   uint64 // of the weights drawn where there are four criteria or more
}

// run writes what is asked for to stdout and returns the exit code: 0, 1 for a failure, 2 for a wrong command line.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "swot:", err)
		return 2
	}
	in, problems := operator()
	if o.stdin {
		in, problems = read(stdin)
	}
	if len(problems) == 0 {
		text, err := in.text(o)
		if err == nil {
			_, err = io.WriteString(stdout, text)
		}
		if err == nil {
			return 0
		}
		problems = append(problems, err)
	}
	for _, problem := range problems {
		for _, line := range lines(problem) {
			fmt.Fprintln(stderr, "swot:", line)
		}
	}
	return 1
}

// parse reads the command line.
func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("swot", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	flags.BoolVar(&o.stdin, "stdin", false, "read the matrix as JSON from standard input, not the bus operator's")
	lang := flags.String("lang", "en", "language of matrix, TOWS table and ranking: en, es (FODA) or es-ES (DAFO)")
	flags.StringVar(&o.write, "write", "report", "report: all of it; quadrant or flowchart: one drawing; json: what was read")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the weights drawn where there are four criteria or more")
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
	switch o.write {
	case "report", "quadrant", "flowchart", "json":
	default:
		return o, fmt.Errorf("-write %q: not report, quadrant, flowchart or json", o.write)
	}
	if o.labels, err = swot.LabelsFor(*lang); err != nil {
		return o, fmt.Errorf("-lang %q: not en, es or es-ES", *lang)
	}
	return o, nil
}
