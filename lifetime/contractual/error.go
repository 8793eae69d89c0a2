package contractual

import "errors"

// ErrTally says that counts are no survivors of a cohort: none, negative, or more than before.
var ErrTally = errors.New("counts are no survivors")

// ErrRange says that a number lies outside its range, such as a renewal before the first.
var ErrRange = errors.New("number is out of range")

// ErrLimit says that there are too many of something, or that a result is beyond float64.
var ErrLimit = errors.New("beyond the limit")

// ErrDecode says that bytes are not the form of a [Tally].
var ErrDecode = errors.New("bytes of another form")
