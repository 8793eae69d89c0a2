// Command pricing quotes a trip of the ADO case bought so many days ahead, as a ticket window would: the tickets, what
// became of each promotion, what the customer just misses, the counters to commit with the sale, and what a returned seat
// is worth.
//
//	go run ./examples/pricing [-ahead 40,12,1] [-seats 2] [-market Mexico] [-brand OCC] [-code SPRING]
//
// Prices and the advance purchase are those of package seeds; the other promotions and the bag are made up.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options are what the command line asks for.
type options struct {
	ahead               []int // days before the departure
	seats               int
	market, brand, code string
}

// run writes the quotes to stdout and returns the exit code: 0, 1 for a failure, 2 for a wrong command line.
func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "pricing:", err)
		return 2
	}
	text, err := window(o)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintln(stderr, "pricing:", err)
		return 1
	}
	return 0
}

// parse reads the command line.
func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("pricing", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	ahead := flags.String("ahead", "40,12,1", "days before the departure, a quote for each")
	flags.IntVar(&o.seats, "seats", 2, "seats, 1 to 48")
	flags.StringVar(&o.market, "market", "Mexico", "market: Tapachula, Puebla or Mexico")
	flags.StringVar(&o.brand, "brand", "OCC", `brand: OCC, "ADO GL" or PLATINUM`)
	flags.StringVar(&o.code, "code", "", "code that the customer names")
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
	if o.seats < 1 || o.seats > 48 {
		return o, fmt.Errorf("-seats %d: not 1 to 48", o.seats)
	}
	for text := range strings.SplitSeq(*ahead, ",") {
		days, err := strconv.Atoi(text)
		if err != nil || days < 0 || days > 50 {
			return o, fmt.Errorf("-ahead %.40q: not days from 0 to 50, with commas between", *ahead)
		}
		o.ahead = append(o.ahead, days)
	}
	return o, nil
}
