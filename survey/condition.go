package survey

import "github.com/seed-4ccf82d5/servicequality/internal/enum"

// An Op says what a [Condition] asks. The zero value is Always.
type Op uint8

const (
	OpAlways   Op = iota // true
	OpAll                // every one of Of holds; true of none
	OpAny                // one of Of holds; false of none
	OpNot                // the one of Of does not hold
	OpAnswered           // Question is answered
	OpEqual              // Question is answered with Value
	OpAtLeast            // Question is answered with Value or more
	OpAtMost             // Question is answered with Value or less
	OpChose              // Question is answered with Option, alone or among others
)

var opNames = [...]string{"always", "all", "any", "not", "answered", "equal", "atLeast", "atMost", "chose"}

// String returns the name of op, or "?".
func (op Op) String() string { return enum.String(opNames[:], op) }

// MarshalText returns the name of op. Its error wraps [ErrUnknown].
func (op Op) MarshalText() ([]byte, error) {
	return enum.Marshal(opNames[:], op, "survey: marshal op", ErrUnknown)
}

// UnmarshalText sets op to the one called text. For any other text it returns [ErrUnknown] and leaves op alone.
func (op *Op) UnmarshalText(text []byte) error {
	return enum.Unmarshal(opNames[:], op, text, "survey: parse op", ErrUnknown)
}

// ParseOp returns the op called text, or [ErrUnknown].
func ParseOp(text string) (Op, error) {
	return enum.Parse[Op](opNames[:], text, "survey: parse op", ErrUnknown)
}

// compares reports whether op asks for a Value.
func (op Op) compares() bool { return op >= OpEqual && op <= OpAtMost }

// joins reports whether op takes conditions.
func (op Op) joins() bool { return op >= OpAll && op <= OpNot }

// A Condition says when a question is shown. Make it by the functions below; the zero value is always true. Op says
// which of the other fields are used, and the rest are left empty.
//
// An answer of a hidden question counts as absent, comparisons with an absent answer are false, and [Not] is plain
// negation. Points are compared as given, not as scored. A condition nests at most 32 deep and has at most 10,000
// parts.
//
// In JSON it is an object with the op and the fields that the op uses, all of them and no others:
//
//	{"op":"any","of":[{"op":"atMost","question":"Q1","value":6},{"op":"chose","question":"Q4","option":"late"}]}
type Condition struct {
	Op       Op
	Of       []Condition
	Question QuestionID // of another question, or of a row of a matrix
	Value    int
	Option   string
}

// All holds when every one of c does, and when c is empty.
func All(c ...Condition) Condition { return Condition{Op: OpAll, Of: c} }

// Any holds when one of c does; it does not when c is empty.
func Any(c ...Condition) Condition { return Condition{Op: OpAny, Of: c} }

// Not holds when c does not: so Not(Answered(q)) holds where q is hidden.
func Not(c Condition) Condition { return Condition{Op: OpNot, Of: []Condition{c}} }

// Answered holds when q is shown and answered; a matrix, when one of its rows is.
func Answered(q QuestionID) Condition { return Condition{Op: OpAnswered, Question: q} }

// Equal holds when q is shown and answered with v points.
func Equal(q QuestionID, v int) Condition { return Condition{Op: OpEqual, Question: q, Value: v} }

// AtLeast holds when q is shown and answered with v points or more.
func AtLeast(q QuestionID, v int) Condition { return Condition{Op: OpAtLeast, Question: q, Value: v} }

// AtMost holds when q is shown and answered with v points or fewer.
func AtMost(q QuestionID, v int) Condition { return Condition{Op: OpAtMost, Question: q, Value: v} }

// Chose holds when q is shown and the option is its answer, or one of several.
func Chose(q QuestionID, option string) Condition {
	return Condition{Op: OpChose, Question: q, Option: option}
}
