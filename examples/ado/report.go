package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// report returns the whole report as Markdown.
func report(o options) (string, error) {
	var out strings.Builder
	out.WriteString("# Service quality of the ADO Group\n\n" +
		"The case of article 000, a bus operator with three brands in three markets, run through the loop: survey finding, " +
		"SWOT factor, strategy, action, promise, survey. What the article does not say is marked as derived or assumed; " +
		"observations and responses are simulated.\n\n")
	for _, section := range []struct {
		title string
		write func(options) (string, error)
	}{
		{"Matrix", matrix},
		{"Strategies", strategies},
		{"Promises", promises},
		{"Prices", prices},
		{"Action plan", plan},
		{"Satisfaction", satisfaction},
		{"Value of a customer", value},
		{"Trace", trace},
	} {
		text, err := section.write(o)
		if err != nil {
			return "", fmt.Errorf("%s: %w", strings.ToLower(section.title), err)
		}
		fmt.Fprintf(&out, "## %s\n\n%s\n", section.title, text)
	}
	out.WriteString(notes())
	return out.String(), nil
}

// notes lists what is odd in the source, as the seeds keep it.
func notes() string {
	var out strings.Builder
	out.WriteString("## Notes on the source\n\n")
	for _, note := range seeds.ADOPlan().Notes {
		fmt.Fprintf(&out, "- Plan: %s.\n", note)
	}
	fmt.Fprintf(&out, "- Matrix: %s.\n", seeds.ADOMatrix().Note)
	return out.String()
}
