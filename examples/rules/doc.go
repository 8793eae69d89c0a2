// Package rules shows how a team holds its own rules of business in its unit tests: a rule is a function from a plain value
// of the library to the places that break it, and a test asks it of the fares, promises and plans that are about to go
// live. Copy a file, put your own values in the place of seeds, and run
//
//	go test ./examples/rules
//
// Three habits are worth copying too. A rule returns all places at once, so that one run shows all work. What is known and
// accepted stands in the test with its reason, so that only something new fails. And each rule is shown a value that breaks
// it: a rule that never fails guards nothing.
package rules
