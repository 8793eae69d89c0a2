package declare_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

var (
	errPlan     = errors.New("invalid plan")
	errCalendar = errors.New("invalid calendar")
)

// A plan is what a package declares; its calendar is another package's, with an instance of its own.
type plan struct {
	Title    string            `json:"title"    validate:"required"`
	Actions  []action          `json:"actions"  validate:"dive"`
	Budgets  map[string]action `json:"budgets"  validate:"dive"`
	Calendar calendar          `json:"calendar" validate:"structonly"`
}

type action struct {
	What string `json:"what" validate:"required"`
	From int    `json:"from"`
	Due  int    `json:"due"`
}

type calendar struct {
	Holidays []holiday `json:"holidays" validate:"dive"`
}

type holiday struct {
	Nth int `json:"nth" validate:"min=1"`
}

var built atomic.Int32

var ofPlan = sync.OnceValue(func() *validator.Validate {
	built.Add(1)
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		declare.Nested(sl, sl.Current().Interface().(plan).Calendar.validate(), "calendar")
	}, plan{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		if a := sl.Current().Interface().(action); a.Due < a.From {
			sl.ReportError(a.Due, "due", "due", "before_start", "from")
		}
	}, action{})
	return v
})

var ofCalendar = sync.OnceValue(declare.New)

func (p plan) validate() error {
	return declare.Check(ofPlan(), p, "actionplan: validate plan", errPlan)
}

func (c calendar) validate() error {
	return declare.Check(ofCalendar(), c, "calendar: validate", errCalendar)
}

// faults returns path and tag of each fault, in order.
func faults(t require.TestingT, err error) (all []string) {
	var list validator.ValidationErrors
	require.ErrorAs(t, err, &list)
	for _, fault := range list {
		all = append(all, fault.Namespace()+" "+fault.Tag())
	}
	return all
}

// TestOneInstance: however many validate at once, a package has built one instance, and its errors are its own.
func TestOneInstance(t *testing.T) {
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				assert.NoError(t, plan{Title: "x"}.validate())
				assert.Error(t, plan{}.validate())
			}
		})
	}
	group.Wait()
	assert.Equal(t, int32(1), built.Load())
	assert.NotSame(t, ofPlan(), ofCalendar())
}

// TestNestedOnce: the faults of another package's type stand once, under the parent's path.
func TestNestedOnce(t *testing.T) {
	p := plan{Title: "x", Calendar: calendar{Holidays: []holiday{{0}, {1}, {-1}}}}
	err := p.validate()
	assert.Equal(t, []string{"plan.calendar.holidays[0].nth min", "plan.calendar.holidays[2].nth min"}, faults(t, err))
	var list validator.ValidationErrors
	require.ErrorAs(t, err, &list)
	assert.Equal(t, []any{0, "1"}, []any{list[0].Value(), list[0].Param()}, "the value and the rule go along")
	require.ErrorIs(t, err, errPlan)
	assert.NotErrorIs(t, err, errCalendar, "the parent's error is the parent's")

	p.Calendar = calendar{}
	require.NoError(t, p.validate())
}

// TestNested_deep: a struct two levels down reports under the whole path.
func TestNested_deep(t *testing.T) {
	type programme struct {
		Plans []plan `json:"plans" validate:"dive"`
	}
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		declare.Nested(sl, sl.Current().Interface().(plan).Calendar.validate(), "calendar")
	}, plan{})
	bad := programme{Plans: []plan{{Title: "x"}, {Title: "y", Calendar: calendar{Holidays: []holiday{{0}}}}}}
	err := declare.Check(v, bad, "programme", errPlan)
	assert.Equal(t, []string{"programme.plans[1].calendar.holidays[0].nth min"}, faults(t, err))
}

// TestNested_foreign: an error that holds no faults is one fault at the field.
func TestNested_foreign(t *testing.T) {
	type parent struct {
		Part struct{} `json:"part" validate:"structonly"`
	}
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		declare.Nested(sl, errors.New("no faults in it"), "part")
	}, parent{})
	assert.Equal(t, []string{"parent.part invalid"}, faults(t, declare.Check(v, parent{}, "x", errPlan)))
}

// TestSorted: by path with numbers as numbers, then by tag, and maps the same each time.
func TestSorted(t *testing.T) {
	p := plan{Title: "x", Actions: make([]action, 11), Budgets: map[string]action{}}
	for i := range p.Actions {
		p.Actions[i].What = "x"
	}
	p.Actions[2] = action{Due: -1}
	p.Actions[10] = action{}
	for _, key := range []string{"10", "9", "b", "a", "01", "1", "a10", "a9"} {
		p.Budgets[key] = action{}
	}
	want := []string{
		"plan.actions[2].due before_start", "plan.actions[2].what required", "plan.actions[10].what required",
		"plan.budgets[01].what required", "plan.budgets[1].what required", "plan.budgets[9].what required",
		"plan.budgets[10].what required", "plan.budgets[a9].what required", "plan.budgets[a10].what required",
		"plan.budgets[a].what required", "plan.budgets[b].what required", // as bytes a bracket follows a digit
	}
	for range 20 {
		assert.Equal(t, want, faults(t, p.validate()))
	}
}

// TestSorted_byTag: two faults at one path.
func TestSorted_byTag(t *testing.T) {
	type two struct {
		At int `json:"at"`
	}
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		for _, tag := range []string{"c", "a", "b"} {
			sl.ReportError(0, "at", "at", tag, "")
		}
	}, two{})
	assert.Equal(t, []string{"two.at a", "two.at b", "two.at c"}, faults(t, declare.Check(v, two{}, "x", errPlan)))
}

// TestSorted_anyMap: the order is total, so that the random order of a map never shows; what it sorts as numbers is
// in the order of the numbers.
func TestSorted_anyMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfNDistinct(rapid.StringMatching(`[0-9ab]{0,4}`), 0, 8, rapid.ID).Draw(t, "keys")
		p := plan{Title: "x", Budgets: map[string]action{}}
		for _, key := range keys {
			p.Budgets[key] = action{}
		}
		if len(keys) == 0 {
			require.NoError(t, p.validate())
			return
		}
		first := faults(t, p.validate())
		assert.Len(t, first, len(keys))
		for range 4 {
			assert.Equal(t, first, faults(t, p.validate()))
		}
	})
}

// TestUnwraps: to the package's sentinel and to the faults; the text names three and counts the rest.
func TestUnwraps(t *testing.T) {
	err := plan{Actions: make([]action, 4)}.validate()
	require.ErrorIs(t, err, errPlan)
	assert.Len(t, faults(t, err), 5)
	assert.EqualError(t, err, "actionplan: validate plan: invalid plan: plan.actions[0].what required, "+
		"plan.actions[1].what required, plan.actions[2].what required and 2 more")
	assert.EqualError(t, plan{}.validate(), "actionplan: validate plan: invalid plan: plan.title required")
	assert.EqualError(t, calendar{Holidays: make([]holiday, 1)}.validate(),
		"calendar: validate: invalid calendar: calendar.holidays[0].nth min=1", "the rule's parameter, if it has one")

	long := plan{Title: "x", Budgets: map[string]action{strings.Repeat("k", 1e5): {}}}
	assert.Less(t, len(long.validate().Error()), 1000, "a bounded echo")
}

// TestCheck_noStruct: what is no struct is invalid, without faults and without a panic.
func TestCheck_noStruct(t *testing.T) {
	for _, value := range []any{nil, 7, (*plan)(nil)} {
		err := declare.Check(ofPlan(), value, "x", errPlan)
		require.ErrorIs(t, err, errPlan)
		var none *validator.InvalidValidationError
		require.ErrorAs(t, err, &none)
	}
	require.NoError(t, declare.Check(ofPlan(), &plan{Title: "x"}, "x", errPlan))
}

// TestNames: a field that JSON leaves out, or does not name, is called as in Go.
func TestNames(t *testing.T) {
	type named struct {
		Out   string `json:"-" validate:"required"`
		Plain string `validate:"required"`
		Empty string `json:",omitempty" validate:"required"`
	}
	err := declare.Check(declare.New(), named{}, "x", errPlan)
	assert.Equal(t, []string{"named.Empty required", "named.Out required", "named.Plain required"}, faults(t, err))
}

func TestTextTags(t *testing.T) {
	type note struct {
		Text string `json:"text" validate:"text_size=5,clean"`
	}
	v := declare.New()
	for text, want := range map[string]string{
		"": "", "12345": "", "a\tb\nc": "", "123456": "text_size", "čččc": "text_size", "a\x00": "clean", "\xff": "clean",
	} {
		err := declare.Check(v, note{text}, "x", errPlan)
		if want == "" {
			require.NoError(t, err, "%q", text)
			continue
		}
		assert.Equal(t, []string{"note.text " + want}, faults(t, err), "%q", text)
	}
}

func TestSumsToOne(t *testing.T) {
	tenth := decimal.New(1, -1)
	assert.True(t, declare.SumsToOne(slices.Repeat([]decimal.Decimal{tenth}, 10)...), "exactly, as floats do not")
	assert.False(t, declare.SumsToOne(slices.Repeat([]decimal.Decimal{decimal.New(33, -2)}, 3)...))
	assert.False(t, declare.SumsToOne())
	assert.True(t, declare.SumsToOne(decimal.New(3, 0), decimal.New(-2, 0)))
	assert.False(t, declare.SumsToOne(decimal.New(1, 0), decimal.New(0, math.MaxInt32)))
	assert.False(t, declare.SumsToOne(decimal.New(1, 1e9), decimal.New(-1, 1e9), decimal.New(1, 0)))
}
