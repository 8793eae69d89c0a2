package calendar

// A Span is the computed dates of a piece of work, both included, with its float in working days. The zero value has no
// dates.
type Span struct {
	Start    Date `json:"start"`
	Finish   Date `json:"finish"`
	Float    int  `json:"float"`
	Critical bool `json:"critical"`
}
