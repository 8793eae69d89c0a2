package process

import (
	"fmt"
	"math"
	"strconv"
	"sync"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// A Blueprint declares a service process as stages and the ways between them. It may be drawn before anything is measured:
// numbers may have gaps, and probabilities and spans may be absent. The zero value is invalid.
type Blueprint struct {
	ID      uuid.UUID `json:"id" validate:"required"`
	Name    string    `json:"name" validate:"required,text_size=4000,clean"`
	Planned int       `json:"planned,omitempty" validate:"min=0,max=100000"` // how many stages the table announces, by number; 0: it does not say
	Start   string    `json:"start"`                                         // code of the stage in which a case begins
	Stages  []Stage   `json:"stages" validate:"min=1,max=10000,dive"`
	Edges   []Edge    `json:"edges,omitempty" validate:"max=100000,dive"`
	Notes   []string  `json:"notes,omitempty" validate:"max=1000,dive,text_size=4000,clean"`
}

// Validate returns every fault of b at once, each a [validator.FieldError] under [ErrInvalid] with its JSON path, such as
// Blueprint.edges[3].to. Tags across fields:
//
//	unique       a code or a number that stands twice, a second edge between the same two stages
//	planned      a number above Planned
//	unknown      Start or an end of an edge that is no stage
//	probability  one that is not 0 to 1
//	sum1         the probabilities of a stage that are stated and do not sum to 1 within 1e-9; its parameter is code and sum
//	span         a standard deviation without a mean
//	outcome      an outcome that has a span or an edge out, or is Start
//	exit         no outcome can be reached from Start, though there are outcomes
//	trap         a stage that cases reach and from which no outcome can be reached; its parameter is the code
func (b Blueprint) Validate() error {
	return declare.Check(shared(), b, "process: validate blueprint", ErrInvalid)
}

var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		b := sl.Current().Interface().(Blueprint)
		if len(b.Stages) > 10_000 || len(b.Edges) > 100_000 { // a fault of its own
			return
		}
		check := checker{b: b, report: func(path, tag, param string) { sl.ReportError(nil, path, path, tag, param) }}
		check.stages()
		check.edges()
		if !check.faulty { // reachability of what is well formed
			check.reach()
		}
	}, Blueprint{})
	return v
})

// A checker looks at what lies between the parts of a blueprint.
type checker struct {
	b      Blueprint
	at     map[string]int
	faulty bool
	report func(path, tag, param string)
}

// fault reports a fault that leaves the graph unclear.
func (c *checker) fault(path, tag, param string) {
	c.faulty = true
	c.report(path, tag, param)
}

// stages checks the stages, and Start.
func (c *checker) stages() {
	c.at = make(map[string]int, len(c.b.Stages))
	numbers := make(map[int]bool, len(c.b.Stages))
	for i, s := range c.b.Stages {
		if _, twice := c.at[s.Code]; twice {
			c.fault(fmt.Sprintf("stages[%d].code", i), "unique", "")
		} else {
			c.at[s.Code] = i
		}
		if s.Number > 0 && numbers[s.Number] {
			c.report(fmt.Sprintf("stages[%d].number", i), "unique", "")
		}
		numbers[s.Number] = true
		if c.b.Planned > 0 && s.Number > c.b.Planned {
			c.report(fmt.Sprintf("stages[%d].number", i), "planned", "")
		}
		if s.Span.Mean == 0 && s.Span.SD > 0 {
			c.report(fmt.Sprintf("stages[%d].span.sd", i), "span", "")
		}
		if s.Outcome && s.Span != (Span{}) {
			c.report(fmt.Sprintf("stages[%d].span", i), "outcome", "")
		}
	}
	if i, known := c.at[c.b.Start]; !known {
		c.fault("start", "unknown", "")
	} else if c.b.Stages[i].Outcome {
		c.fault("start", "outcome", "")
	}
}

// edges checks the edges, and what the probabilities of each stage sum to.
func (c *checker) edges() {
	pairs := make(map[[2]int]bool, len(c.b.Edges))
	sums, wrong := make([]float64, len(c.b.Stages)), make([]bool, len(c.b.Stages))
	for k, e := range c.b.Edges {
		from, known := c.at[e.From]
		if !known {
			c.fault(fmt.Sprintf("edges[%d].from", k), "unknown", "")
		}
		to, known2 := c.at[e.To]
		if !known2 {
			c.fault(fmt.Sprintf("edges[%d].to", k), "unknown", "")
		}
		bad := !(e.Probability >= 0 && e.Probability <= 1)
		if bad {
			c.fault(fmt.Sprintf("edges[%d].probability", k), "probability", "")
		}
		if !known {
			continue
		}
		if c.b.Stages[from].Outcome {
			c.fault(fmt.Sprintf("edges[%d].from", k), "outcome", "")
		}
		if known2 && pairs[[2]int{from, to}] {
			c.fault(fmt.Sprintf("edges[%d].to", k), "unique", "")
		}
		pairs[[2]int{from, to}] = true
		sums[from] += e.Probability
		wrong[from] = wrong[from] || bad
	}
	for i, sum := range sums {
		if !wrong[i] && sum != 0 && math.Abs(sum-1) > sumTolerance {
			c.fault(fmt.Sprintf("stages[%d].out", i), "sum1", c.b.Stages[i].Code+" "+strconv.FormatFloat(sum, 'g', 10, 64))
		}
	}
}

// sumTolerance is how far from 1 the probabilities of a stage may sum.
const sumTolerance = 1e-9

// reach checks that every case can end, if any can.
func (c *checker) reach() {
	g := link(c.b, c.at)
	reached := g.reached()
	ends := g.canEnd()
	if !ends.some {
		return
	}
	if !ends.from[g.start] {
		c.report("start", "exit", "")
		return
	}
	for i, s := range c.b.Stages {
		if reached[i] && !ends.from[i] {
			c.report(fmt.Sprintf("stages[%d].out", i), "trap", s.Code)
		}
	}
}
