package staffing

import "errors"

// ErrRange says that a number lies outside its range, or is NaN.
var ErrRange = errors.New("number is out of range")

// ErrLimit says that there are too many servers, or that a result is beyond its type.
var ErrLimit = errors.New("beyond the limit")

// ErrUnstable says that so few agents fall ever farther behind: the load is as large as their number.
var ErrUnstable = errors.New("queue grows without end")

// ErrUnreachable says that no number of agents up to the most allowed meets the goal.
var ErrUnreachable = errors.New("goal is out of reach")
