package kano

import "errors"

// ErrInvalid says that something was not given as it has to be, such as a name without its result.
var ErrInvalid = errors.New("invalid")

// ErrUnknown says that a text names no value of an enumeration.
var ErrUnknown = errors.New("unknown")

// ErrRange says that a value lies outside its range, such as an answer that is none, or that there is nothing to take out.
var ErrRange = errors.New("out of range")

// ErrNoAnswers says that a figure was asked of nobody.
var ErrNoAnswers = errors.New("no answers")

// ErrLimit says that there are too many of something.
var ErrLimit = errors.New("beyond the limit")

// ErrDecode says that bytes are not a tally.
var ErrDecode = errors.New("cannot decode")
