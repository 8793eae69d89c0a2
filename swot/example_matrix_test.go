package swot_test

import (
	"errors"
	"fmt"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// Old buses are not an opportunity to buy new ones, but a weakness.
func ExampleKind_Internal() {
	for _, kind := range []swot.Kind{swot.Opportunity, swot.Weakness} {
		fmt.Println(kind, "is the operator's own to mend:", kind.Internal())
	}
	// Output:
	// O is the operator's own to mend: false
	// W is the operator's own to mend: true
}

func ExampleKind_Helpful() {
	for _, f := range busLine().Factors {
		if !f.Kind.Helpful() {
			fmt.Println("against us:", f.Code, f.Text)
		}
	}
	// Output:
	// against us: W1 old uncomfortable buses
	// against us: W2 price
	// against us: T1 far cheaper competitors
}

func ExampleObjective_Reached() {
	complaints := swot.Objective{
		Indicator: "complaints", Unit: "per 1000 trips", Target: decimal.New(5, 0), LowerIsBetter: true, Area: "operations",
	}
	for _, month := range []string{"5.1", "5.0", "4.2"} {
		reached, err := complaints.Reached(decimal.RequireFromString(month))
		fmt.Println(month, reached, err)
	}
	// Output:
	// 5.1 false <nil>
	// 5.0 true <nil>
	// 4.2 true <nil>
}

// A draft comes back with everything that is wrong with it.
func ExampleMatrix_Validate() {
	m := busLine()
	m.Strategies[0].Uses = []string{"S1", "O7"}
	m.Strategies[1].Objectives = nil
	m.Strategies[2].Uses = []string{"W1", "O1", "T1"}
	err := m.Validate()
	fmt.Println(errors.Is(err, swot.ErrInvalid))
	if faults, ok := errors.AsType[validator.ValidationErrors](err); ok {
		for _, fault := range faults {
			fmt.Println(fault.Namespace(), fault.Tag())
		}
	}
	// Output:
	// true
	// Matrix.strategies[0].uses[1] code_unknown
	// Matrix.strategies[1].objectives objective_missing
	// Matrix.strategies[2].declared quadrant_ambiguous
}

func ExampleMatrix_Factor() {
	f, err := busLine().Factor("S1")
	fmt.Println(f.Brand, f.Text, f.Evidence[0].Source, err)
	_, err = busLine().Factor("S7")
	fmt.Println(err)
	// Output:
	// ADO GL new buses, 40 seats table of features, ADO GL <nil>
	// swot: factor "S7": not found
}

func ExampleMatrix_Strategy() {
	s, err := busLine().Strategy("ST1")
	fmt.Println(s.Title, err)
	for _, o := range s.Objectives {
		fmt.Printf("measured by %s: %s %s, by %s\n", o.Indicator, o.Target.StringFixed(0), o.Unit, o.Area)
	}
	// Output:
	// Advance purchase saves up to 50 % <nil>
	// measured by share of tickets bought 7 days ahead: 30 %, by service windows
}

// A strategy that answers an opportunity and a threat says itself which of the two it is about.
func ExampleMatrix_Quadrant() {
	m := busLine()
	m.Strategies[1].Uses = []string{"S1", "T1", "O1"}
	_, err := m.Quadrant("ST1")
	fmt.Println(err)
	m.Strategies[1].Declared = swot.ST
	q, err := m.Quadrant("ST1")
	fmt.Println(q, err)
	// Output:
	// swot: quadrant of strategy "ST1": invalid: quadrant_ambiguous
	// ST <nil>
}

// What an action plan writes into an action to say which strategy it carries out.
func ExampleMatrix_StrategyRef() {
	ref := busLine().StrategyRef("ST1")
	fmt.Println(ref.Kind, ref.ID)
	// Output: swot.strategy 0f0e0d0c-0b0a-4908-8706-050403020100/ST1
}

// What a complaint writes down to say which weakness it is about.
func ExampleMatrix_FactorRef() {
	ref := busLine().FactorRef("W1")
	fmt.Println(ref.Kind, ref.ID)
	// Output: swot.factor 0f0e0d0c-0b0a-4908-8706-050403020100/W1
}

func ExampleMatrix_Trace() {
	for f, s := range busLine().Trace() {
		fmt.Printf("%s (%s) -> %s: %s\n", f.Code, f.Text, s.Code, s.Objectives[0].Indicator)
	}
	// Output:
	// S1 (new buses, 40 seats) -> SO1: share of luxury tickets
	// S1 (new buses, 40 seats) -> ST1: share of tickets bought 7 days ahead
	// W1 (old uncomfortable buses) -> WO1: passengers content with comfort
	// O1 (passengers who would pay for luxury) -> SO1: share of luxury tickets
	// O1 (passengers who would pay for luxury) -> WO1: passengers content with comfort
	// T1 (far cheaper competitors) -> ST1: share of tickets bought 7 days ahead
}

// Where does the trace from factor to strategy to process break?
func ExampleMatrix_Coverage() {
	c := busLine().Coverage()
	fmt.Println("nobody answers:", c.Unused)
	fmt.Println("nothing shows:", c.NoEvidence)
	fmt.Println("no process carries:", c.NoProcess)
	fmt.Println("nothing done about:", c.Empty)
	// Output:
	// nobody answers: [W2]
	// nothing shows: [O1 T1]
	// no process carries: [SO1 WO1]
	// nothing done about: [WT]
}
