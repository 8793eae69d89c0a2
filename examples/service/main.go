// Command service is an HTTP service that embeds the library: it takes survey responses, complaints and observations, quotes
// and sells seats, and shows what its passengers think. See README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/seed-4ccf82d5/servicequality/examples/service/company"
	"github.com/seed-4ccf82d5/servicequality/examples/service/demo"
	"github.com/seed-4ccf82d5/servicequality/examples/service/figures"
	"github.com/seed-4ccf82d5/servicequality/examples/service/store"
	"github.com/seed-4ccf82d5/servicequality/examples/service/web"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "service:", err)
		os.Exit(1)
	}
}

const grace = 10 * time.Second // for requests that are being served when the service is stopped

// run serves until ctx ends. It writes its address to out, and its log to log.
func run(ctx context.Context, args []string, env func(string) string, out, log io.Writer) error {
	flags := flag.NewFlagSet("service", flag.ContinueOnError)
	flags.SetOutput(log)
	addr := flags.String("addr", "127.0.0.1:8080", "address to listen on")
	file := flags.String("db", "service.db", "SQLite file, unless DATABASE_URL is set")
	seed := flags.Uint64("seed", 1, "seed of the demo data")
	withDemo := flags.Bool("demo", false, "fill an empty database with made-up data")
	quiet := flags.Bool("quiet", false, "log failures alone")
	if err := flags.Parse(args); err != nil {
		return err
	}
	database := *file
	if url := env("DATABASE_URL"); url != "" {
		database = url
	}
	firm, err := company.New()
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, database)
	if err != nil {
		return err
	}
	if err := prepare(ctx, db, firm, *withDemo, *seed); err != nil {
		return errors.Join(err, db.Close())
	}
	level := slog.LevelInfo
	if *quiet {
		level = slog.LevelError
	}
	server := web.Server{
		Company: firm, Store: db, Figures: figures.New(firm, db), Now: time.Now,
		Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: level})),
	}
	return errors.Join(serve(ctx, *addr, server.Handler(), out), db.Close())
}

// prepare makes sure that there is a plan, and demo data where they are wanted.
func prepare(ctx context.Context, db *store.Store, firm *company.Company, withDemo bool, seed uint64) error {
	now := time.Now()
	if withDemo {
		return demo.Fill(ctx, db, firm, seed, now)
	}
	_, err := db.AddPlan(ctx, company.Plan(now))
	return err
}

// serve answers until ctx ends, and then finishes what it has begun.
func serve(ctx context.Context, addr string, handler http.Handler, out io.Writer) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler: handler, MaxHeaderBytes: 16 << 10,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
	}
	if _, err := fmt.Fprintf(out, "listening on http://%s\n", listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	return server.Shutdown(stopping)
}
