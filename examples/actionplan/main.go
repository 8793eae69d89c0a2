// Command actionplan follows the action plan of a bus operator on a day and writes as Markdown where it stands: the sheet,
// a chart, what is late and why, which contingencies are in force and what they cost, what may happen next, what the money
// has bought, and what the sheet leaves open.
//
//	go run ./examples/actionplan [-on 2013-02-01] [-lang en|es] [-ics plan.ics]
//
// The plan is the one of package seeds. It names no duration, no cost and nobody who alone answers for it, and of its life
// nothing is known; what is assumed in their place is listed at the top of the report.
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
	on   calendar.Date // the day that has just begun
	lang string        // of the sheet, the chart and the calendar
	ics  string        // file of the calendar, or none
}

// run writes the report to stdout and returns the exit code: 0, 1 for a failure, 2 for a wrong command line.
func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "actionplan:", err)
		return 2
	}
	if err := follow(o, stdout); err != nil {
		fmt.Fprintln(stderr, "actionplan:", err)
		return 1
	}
	return 0
}

// parse reads the command line.
func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("actionplan", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	on := flags.String("on", "2013-02-01", "day on which the plan is followed, from 2012-11-01 to 2013-12-31")
	flags.StringVar(&o.lang, "lang", "en", "language of the sheet and the calendar: en or es")
	flags.StringVar(&o.ics, "ics", "", "write the plan as a calendar to this file")
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
	if o.on, err = calendar.ParseDate(*on); err != nil {
		return o, fmt.Errorf("-on: %w", err)
	}
	if year, month, _ := o.on.YMD(); year != 2013 && (year != 2012 || month < 11) {
		return o, fmt.Errorf("-on %s: not from 2012-11-01 to 2013-12-31", o.on)
	}
	if o.lang != "en" && o.lang != "es" {
		return o, fmt.Errorf("-lang %q: not en or es", o.lang)
	}
	return o, nil
}
