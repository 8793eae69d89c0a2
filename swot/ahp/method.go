package ahp

import (
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Method turns judgements into weights. The zero value is Eigenvector.
type Method uint8

const (
	Eigenvector   Method = iota // principal right eigenvector (Saaty 1980)
	GeometricMean               // logarithmic least squares: the geometric means of the rows, if all pairs are judged
)

var methodNames = []string{"eigenvector", "geometric-mean"} // as ordered above

// String returns the name of m, such as "eigenvector", and "?" for another value.
func (m Method) String() string { return enum.String(methodNames, m) }

// MarshalText returns the name of m, or [ErrUnknown].
func (m Method) MarshalText() ([]byte, error) {
	return enum.Marshal(methodNames, m, "ahp: marshal method", ErrUnknown)
}

// UnmarshalText sets m to the method called text. For any other text it returns [ErrUnknown] and leaves m alone.
func (m *Method) UnmarshalText(text []byte) error {
	return enum.Unmarshal(methodNames, m, text, "ahp: parse method", ErrUnknown)
}

// ParseMethod returns the method called text, or [ErrUnknown].
func ParseMethod(text string) (Method, error) {
	return enum.Parse[Method](methodNames, text, "ahp: parse method", ErrUnknown)
}

// Options say how [Comparison.Priorities] weighs and which random index it measures by. The zero value is the default.
type Options struct {
	Method Method      `json:"method"` // Defaults to Eigenvector.
	Index  RandomIndex `json:"index"`  // Defaults to AlonsoLamata2006.
}

// check returns [ErrUnknown] unless both are constants.
func (o Options) check() error {
	if _, err := o.Method.MarshalText(); err != nil {
		return err
	}
	_, err := o.Index.MarshalText()
	return err
}
