// Package seeds holds the worked cases of five articles on service quality as typed values, each computed from by the
// packages of this module. Every function returns a fresh value, which the caller may change.
//
// # Articles
//
//   - 000: planning and running the service of the ADO Group, a Mexican bus operator (Tuxtla Gutiérrez, 2012). It holds
//     the promise of three brands in three markets, their prices, the SWOT classes and a plan of seven rows.
//     See [ADOPromises], [ADOPrices], [ADOAdvancePurchase], [ADOMatrix], [ADOPlan], [ADOQuestionnaire]. Its plan rests on
//     [MexicoHolidays].
//   - 001: developing the process of serving the customers of a car service: eight priorities and 14 stages.
//     See [CarService], [CarServicePlan], [ServicePriorities].
//   - 002: examples of managing customer service: sigma levels of an airline's processes. See [SigmaLevels].
//   - 003: a service model of several providers under one agreement. See [MultiProviderAgreement].
//   - 004: customer service as competitive advantage: the lifetime value of a policyholder and a repair that nobody owned.
//     See [AgencyPolicyholder], [TowedCar], [TowedCarAgreement], [TowedCarComplaint].
//
// # What is derived
//
// The articles were read in machine translations whose pictures are lost. What an article does not say but a case needs
// (a target, a score, a date, an opportunity) begins with [Derived] in the value's own text or note, or is flagged as
// Assumed where the type has such a field. Defects of the sources are kept as they stand, with a note beside them, and
// never mended.
package seeds

import "github.com/google/uuid"

// Derived begins the text of everything that is not in an article but inferred from it or added so that a case is whole.
const Derived = "derived: "

// id returns the identifier of the aggregate called name, the same on every call.
func id(name string) uuid.UUID {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/seed-4ccf82d5/servicequality/seeds/"+name))
}

// refID returns the ID of a reference to the part called code of the aggregate called name. References are written by
// name, because the case is a loop: each step cites the one before it, and the first cites the last.
func refID(name, code string) string { return id(name).String() + "/" + code }
