package ahp

import "errors"

// The bare causes that errors of this package wrap.
var (
	ErrJudgement     = errors.New("judgement must be a number from 1e-6 to 1e6") // or of an element about itself
	ErrContradiction = errors.New("pair is judged twice, and differently")       // also a matrix that is not reciprocal
	ErrDisconnected  = errors.New("judgements do not connect all elements")      // the text names the groups
	ErrElements      = errors.New("elements do not fit")                         // none, unknown, twice, or others than elsewhere
	ErrVoters        = errors.New("voters' weights do not fit")                  // another number of them, negative, or all 0
	ErrLimit         = errors.New("beyond the limit")                            // elements, nodes, depth, how many are asked for, how far weights lie apart
	ErrUnknown       = errors.New("unknown")                                     // text of an enumeration
	ErrDecode        = errors.New("not a comparison")                            // bytes that are not ours
)
