package seeds

// The three brands of article 000, lowest first, and its three markets in the order of its price tables.
const (
	OCC      = "OCC"
	ADOGL    = "ADO GL"
	Platinum = "PLATINUM"

	Tapachula = "Tapachula"
	Puebla    = "Puebla"
	Mexico    = "Mexico"
)

// ADOBrands returns the three brands, lowest first.
func ADOBrands() []string { return []string{OCC, ADOGL, Platinum} } // 000, order of the rows in each price table

// ADOMarkets returns the three markets in the order of the article's tables.
func ADOMarkets() []string { return []string{Tapachula, Puebla, Mexico} } // 000, headings of the price tables

// An Aspect is an internal aspect by which article 000 classifies what is relevant for the service. Class is its text
// in package swot.
type Aspect struct{ Class, Text string }

// ADOAspects returns the internal aspects of article 000: the management of four things, and the strategy itself.
func ADOAspects() []Aspect {
	return []Aspect{ // 000, planning the service, relevant internal aspects
		{"material", "management of material resources"},
		{"process", "management of commercial, operational and administrative processes"},
		{"customer", "management of customers"},
		{"employee", "management of employees"},
		{"strategy", "the service strategy itself"},
	}
}

// A Proposition is an attribute of what the operator offers: of the base proposition, which the base promise is born
// from, or of the differentiating one.
type Proposition struct {
	Code, Name      string
	Differentiating bool
	Note            string
}

// ADOPropositions returns the nine attributes of article 000's two propositions, base ones first.
func ADOPropositions() []Proposition {
	return []Proposition{
		// 000, base value proposition
		{Code: "punctuality", Name: "Punctuality"},
		{Code: "safety", Name: "Safety"},
		{Code: "treatment", Name: "Treatment", Note: "the translation says medical treatment"},
		{Code: "comfort", Name: "Comfort and cleanliness"},
		// 000, differentiating value proposition
		{Code: "closeness", Name: "Closeness to the customer", Differentiating: true},
		{Code: "consistency", Name: "Consistency in service", Differentiating: true},
		{Code: "drivers", Name: "Best drivers", Differentiating: true},
		{Code: "convenience", Name: "Convenience", Differentiating: true},
		{Code: "solutions", Name: "Comprehensive solutions", Differentiating: true},
	}
}

// An Offer is a row block of article 000's tables of features: what a brand's bus offers, and how the table classes it.
// Seats and Screens are counts a bus, Screens 0 means one a seat.
type Offer struct {
	Brand      string
	Seats      int
	Screens    int
	Features   []string
	Attributes []string // the rows of the table below the bus
	Class      string   // F, O, D or A
	Notes      []string
}

// ADOOffers returns the offers of the three brands, lowest first.
func ADOOffers() []Offer {
	const flattened = "the table is flattened: which of its rows the class word covers is lost, so it is read as the class of the offer"
	return []Offer{
		{ // 000, first table of features
			Brand: OCC, Seats: 48, Screens: 3,
			Features:   []string{"old uncomfortable buses", "old toilets, dirty or faded, with broken mirrors"},
			Attributes: []string{"price"},
			Class:      "D",
			Notes:      []string{flattened},
		},
		{ // 000, second table of features
			Brand: ADOGL, Seats: 40, Screens: 5,
			Features:   []string{"new comfortable buses", "LCD screens", "separate toilets for men and women", "cafeteria on board"},
			Attributes: []string{"price", "comfort", "entertainment programme"},
			Class:      "F",
			Notes:      []string{flattened},
		},
		{ // 000, third table of features
			Brand: Platinum, Seats: 25,
			Features:   []string{"new buses with comfortable seats", "individual screens", "separate toilets for men and women", "cafeteria on board"},
			Attributes: []string{"price", "comfort", "entertainment programme"},
			Class:      "F",
			Notes:      []string{flattened, "the table is headed ADO GL again; it is recorded as PLATINUM by its seats"},
		},
	}
}
