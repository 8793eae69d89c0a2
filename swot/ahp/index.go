package ahp

import (
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A RandomIndex is a published table of the mean consistency index of random judgements. Five tables differ, so one
// matrix has five consistency ratios: a result names its table. The zero value is AlonsoLamata2006.
type RandomIndex uint8

const (
	AlonsoLamata2006 RandomIndex = iota // 3 to 15, from 16 on their formula (1.7699 n - 4.3513)/(n - 1)
	Saaty1980                           // to 15; what most books print
	Saaty2005                           // to 15
	DoneganDodd1991                     // to 100; what stands between two sizes of the table is interpolated
	TummalaLing1998                     // to 15
)

var randomIndexNames = []string{"alonso-lamata-2006", "saaty-1980", "saaty-2005", "donegan-dodd-1991", "tummala-ling-1998"} // as ordered above

// String returns the name of t, such as "saaty-1980", and "?" for another value.
func (t RandomIndex) String() string { return enum.String(randomIndexNames, t) }

// MarshalText returns the name of t, or [ErrUnknown].
func (t RandomIndex) MarshalText() ([]byte, error) {
	return enum.Marshal(randomIndexNames, t, "ahp: marshal random index", ErrUnknown)
}

// UnmarshalText sets t to the table called text. For any other text it returns [ErrUnknown] and leaves t alone.
func (t *RandomIndex) UnmarshalText(text []byte) error {
	return enum.Unmarshal(randomIndexNames, t, text, "ahp: parse random index", ErrUnknown)
}

// ParseRandomIndex returns the table called text, or [ErrUnknown].
func ParseRandomIndex(text string) (RandomIndex, error) {
	return enum.Parse[RandomIndex](randomIndexNames, text, "ahp: parse random index", ErrUnknown)
}

// upTo15 are the tables from 3 to 15 elements, by [RandomIndex].
var upTo15 = [...][13]float64{
	AlonsoLamata2006: {0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854, 1.5140, 1.5365, 1.5551, 1.5713, 1.5838},
	Saaty1980:        {0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59},
	Saaty2005:        {0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59},
	DoneganDodd1991:  {0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497, 1.4643, 1.4822, 1.4969},
	TummalaLing1998:  {0.5799, 0.8921, 1.1159, 1.2358, 1.3322, 1.3952, 1.4537, 1.4882, 1.5117, 1.5356, 1.5571, 1.5714, 1.5831},
}

// donegan goes on with the table of Donegan and Dodd: elements and index.
var donegan = [...]struct{ n, index float64 }{
	{15, 1.4969},
	{16, 1.5078},
	{17, 1.5153},
	{18, 1.5262},
	{19, 1.5313},
	{20, 1.5371},
	{25, 1.5619},
	{30, 1.5772},
	{40, 1.5976},
	{50, 1.6102},
	{60, 1.6178},
	{70, 1.6237},
	{80, 1.6277},
	{90, 1.6213}, // as published, though it falls
	{100, 1.6339},
}

// At returns the random index of n elements, 0 for one or two, and false where the table has none.
//
// References: Saaty (1980), The Analytic Hierarchy Process; Donegan, Dodd (1991), A Note on Saaty's Random Indexes,
// Mathematical and Computer Modelling 15(10); Tummala, Ling (1998), A Note on the Computation of the Mean Random
// Consistency Index of the Analytic Hierarchy Process, Theory and Decision 44; Saaty (2005), Theory and Applications of
// the Analytic Network Process; Alonso, Lamata (2006), Consistency in the Analytic Hierarchy Process: a New Approach.
func (t RandomIndex) At(n int) (ri float64, ok bool) {
	switch {
	case n < 1 || int(t) >= len(upTo15):
		return 0, false
	case n <= 2:
		return 0, true
	case n <= 15:
		return upTo15[t][n-3], true
	case t == AlonsoLamata2006:
		return (1.7699*float64(n) - 4.3513) / float64(n-1), true
	case t == DoneganDodd1991 && n <= 100:
		at, _ := slices.BinarySearchFunc(donegan[:], float64(n), func(row struct{ n, index float64 }, n float64) int {
			return int(row.n - n)
		})
		below, above := donegan[at-1], donegan[at]
		return below.index + (above.index-below.index)*(float64(n)-below.n)/(above.n-below.n), true
	}
	return 0, false
}
