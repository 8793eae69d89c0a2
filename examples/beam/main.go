// Command beam computes past one machine what examples/lifetime and a survey compute on one: transactions become logs,
// logs become a histogram of histories, one model is fitted to it, and every customer is scored; answers become tallies
// and net promoter scores. It runs on Apache Beam, here on the runner within the program, elsewhere on Flink, Spark or
// Dataflow by flags that are passed through.
//
//	go run . -simulate 20000 -output /tmp/out
//	go run . -sales 'sales-*.csv' -answers 'answers-*.csv' -cut 2026-06-30 -output out
//	go run . -simulate 1000000 -output gs://bucket/out --runner=flink --endpoint=localhost:8099
//
// Sales are lines "customer,2026-03-01,12.50", answers lines "brand,wave,9". A line that cannot be read is no reason to stop:
// it goes to rejected.txt with its fault, and is counted. The outputs are scores.csv, model.json, nps.csv and rejected.txt.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/seed-4ccf82d5/servicequality/lifetime/rfm"
)

var (
	sales    = flag.String("sales", "", "files of sales, a glob that the runner can read")
	answers  = flag.String("answers", "", "files of answers, a glob that the runner can read")
	simulate = flag.Int("simulate", 0, "simulate so many customers and answers instead, 100 to 100000000")
	seed     = flag.Uint64("seed", 1, "seed of the simulation")
	cut      = flag.String("cut", "2025-10-05", "last day observed")
	shards   = flag.Int("shards", 64, "parts into which customers are hashed, 1 to 100000")
	output   = flag.String("output", "", "folder of the results")
)

func main() {
	flag.Parse()
	beam.Init()
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	day, err := rfm.ParseDay(*cut)
	switch {
	case err != nil:
		return fmt.Errorf("-cut: %w", err)
	case *output == "":
		return fmt.Errorf("-output is missing")
	case *shards < 1 || *shards > 100_000:
		return fmt.Errorf("-shards %d: not 1 to 100000", *shards)
	case *simulate != 0 && (*simulate < 100 || *simulate > 100_000_000):
		return fmt.Errorf("-simulate %d: not 100 to 100000000", *simulate)
	case *simulate == 0 && (*sales == "" || *answers == ""):
		return fmt.Errorf("-sales and -answers, or -simulate, are missing")
	}
	p, s := beam.NewPipelineWithRoot()
	var saleLines, answerLines beam.PCollection
	if *simulate > 0 {
		saleLines, answerLines = Simulated(s, *simulate, *seed)
	} else {
		saleLines, answerLines = textio.Read(s, *sales), textio.Read(s, *answers)
	}
	results := Build(s, saleLines, answerLines, *shards, day)
	textio.Write(s, *output+"/scores.csv", results.Scores)
	textio.Write(s, *output+"/model.json", results.Model)
	textio.Write(s, *output+"/nps.csv", results.NPS)
	textio.Write(s, *output+"/rejected.txt", results.Rejected)
	return beamx.Run(ctx, p)
}
