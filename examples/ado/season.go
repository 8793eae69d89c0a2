package main

import (
	"fmt"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/internal/markdown"
	"github.com/seed-4ccf82d5/servicequality/promise"
)

// highSeason writes what is left of a promise in the contingency of the high season, article 000's standard with the basic
// aspects only, and what passengers have to be told.
func highSeason(full promise.Promise) (string, error) {
	variant, err := full.Reduced("high")
	if err != nil {
		return "", err
	}
	if err := variant.Validate(); err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString("The plan's contingency keeps up the basic aspects only. Not communicated yet:\n\n")
	out.WriteString(variant.Markdown())
	out.WriteString("\nPassengers have to be told what is left out:\n\n")
	for _, change := range promise.Diff(full, variant) {
		if change.Kind == promise.Removed && change.Spec == "" {
			fmt.Fprintf(&out, "- %s\n", markdown.Escape(change.From))
		}
	}
	return out.String(), nil
}
