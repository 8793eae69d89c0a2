package driver

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// A Method is a way to share out R² among the drivers. The zero value is LMG.
type Method uint8

const (
	MethodLMG         Method = iota // Shapley value: mean gain in R² over all orders of the drivers; sums to R²
	MethodJohnson                   // relative weights by way of uncorrelated drivers; sums to R²
	MethodFirst                     // R² of the driver alone
	MethodLast                      // loss of R² without the driver
	MethodBetaSquared               // squared standardised weight
	MethodPratt                     // weight times correlation; sums to R², may be negative
)

var methodNames = [...]string{"lmg", "johnson", "first", "last", "beta-squared", "pratt"}

// String returns the name of m, or "?".
func (m Method) String() string { return enum.String(methodNames[:], m) }

// MarshalText returns the name of m. Its error wraps [ErrUnknown].
func (m Method) MarshalText() ([]byte, error) {
	return enum.Marshal(methodNames[:], m, "driver: marshal method", ErrUnknown)
}

// UnmarshalText sets m to the method called text. For any other text it returns [ErrUnknown] and leaves m alone.
func (m *Method) UnmarshalText(text []byte) error {
	return enum.Unmarshal(methodNames[:], m, text, "driver: parse method", ErrUnknown)
}

// ParseMethod returns the method called text, or [ErrUnknown].
func ParseMethod(text string) (Method, error) {
	return enum.Parse[Method](methodNames[:], text, "driver: parse method", ErrUnknown)
}
