package process

import (
	"fmt"
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Span is how long a case stays in a stage. The zero value is no time at all. Without a Mean there is no SD.
type Span struct {
	Mean time.Duration `json:"mean" validate:"min=0"`
	SD   time.Duration `json:"sd" validate:"min=0"` // standard deviation
}

// ThreePoint returns the span of three estimates by the rule of PERT, to the nanosecond.
//
//	Mean = (low + 4 likely + high)/6    SD = (high - low)/6
//
// It returns [ErrSpan] unless 0 ≤ low ≤ likely ≤ high. Reference: Malcolm, Roseboom, Clark, Fazar (1959), Application of a
// Technique for Research and Development Program Evaluation.
func ThreePoint(low, likely, high time.Duration) (Span, error) {
	if low < 0 || likely < low || high < likely {
		return Span{}, fmt.Errorf("process: three-point estimate %v, %v, %v: %w", low, likely, high, ErrSpan)
	}
	width := high - low
	return Span{ // each part divided by itself, because the sum could overflow
		Mean: low/6 + likely/6*4 + high/6 + (low%6+likely%6*4+high%6+3)/6,
		SD:   width/6 + (width%6+3)/6,
	}, nil
}

// A Stage is a step of a service process, or an outcome that ends a case. The zero value is invalid.
type Stage struct {
	Code         string     `json:"code" validate:"required,text_size=64,clean,ne=?"` // unique; ? is kept for stages that nobody declared
	Number       int        `json:"number,omitempty" validate:"min=0,max=100000"`     // in the table that it comes from, unique; 0: none, gaps are legal
	Title        string     `json:"title" validate:"required,text_size=4000,clean"`
	Role         string     `json:"role,omitempty" validate:"text_size=4000,clean"` // who acts
	Lane         Lane       `json:"lane,omitempty" validate:"max=5"`
	Expectations []string   `json:"expectations,omitempty" validate:"max=1000,dive,required,text_size=4000,clean"` // of the customer
	Actions      []string   `json:"actions,omitempty" validate:"max=1000,dive,required,text_size=4000,clean"`      // of the role
	Priorities   []Priority `json:"priorities,omitempty" validate:"max=8,dive,required,max=8"`
	Span         Span       `json:"span,omitzero"`       // of one visit
	FailPoint    bool       `json:"failPoint,omitempty"` // where the service is likely to go wrong
	Outcome      bool       `json:"outcome,omitempty"`   // ends the case: no span, no edge out
}

// An EdgeKind is why a case goes from one stage to another. The zero value is Flow.
type EdgeKind uint8

const (
	Flow    EdgeKind = iota // forwards; the critical path reads it as "must come before"
	Rework                  // back, to be done again
	WinBack                 // a customer who had gone begins anew
)

var edgeKindNames = []string{"flow", "rework", "win-back"} // as ordered above

// String returns the name of k, and "?" for another value.
func (k EdgeKind) String() string { return enum.String(edgeKindNames, k) }

// MarshalText returns the name of k, or [ErrUnknown].
func (k EdgeKind) MarshalText() ([]byte, error) {
	return enum.Marshal(edgeKindNames, k, "process: marshal edge kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text. For any other text it returns [ErrUnknown] and leaves k alone.
func (k *EdgeKind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(edgeKindNames, k, text, "process: parse edge kind", ErrUnknown)
}

// ParseEdgeKind returns the kind called text, flow, rework or win-back, or [ErrUnknown].
func ParseEdgeKind(text string) (EdgeKind, error) {
	return enum.Parse[EdgeKind](edgeKindNames, text, "process: parse edge kind", ErrUnknown)
}

// An Edge is a way from one stage to another, at most one each way. The zero value is invalid.
type Edge struct {
	From        string   `json:"from"`                  // code of a stage
	To          string   `json:"to"`                    // likewise
	Probability float64  `json:"probability,omitempty"` // that a case in From goes here next; 0 on all edges of a stage: not stated
	Kind        EdgeKind `json:"kind,omitempty" validate:"max=2"`
	Label       string   `json:"label,omitempty" validate:"text_size=4000,clean"`
}
