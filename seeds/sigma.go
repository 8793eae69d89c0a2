package seeds

import "github.com/seed-4ccf82d5/servicequality/promise/sigma"

// A SigmaLevel is the quality of a process as article 002 states it. Below says that the process does not reach Sigma,
// so that Sigma is an upper bound and no value.
type SigmaLevel struct {
	Process string
	Sigma   float64
	Below   bool
	Note    string
}

// Quality returns the level that l speaks of, read under a convention, which the article does not give. For a process that
// is Below, its defects are more. It returns [sigma.ErrRange] for a convention out of its ranges.
func (l SigmaLevel) Quality(c sigma.Convention) (sigma.Level, error) {
	return sigma.FromSigma(l.Sigma, c)
}

// SigmaLevels returns article 002's sigma levels of an airline, and the level that it calls very good.
func SigmaLevels() []SigmaLevel {
	const unsaid = "the source names neither a shift nor whether one tail is meant or two"
	return []SigmaLevel{
		{Process: "flying", Sigma: 10, Note: unsaid}, // 002, third paragraph
		{Process: "a process held very good", Sigma: 6, Note: unsaid},
		{Process: "baggage handling", Sigma: 2, Below: true, Note: unsaid},
	}
}

// Training is how long a firm trains its people for how long a stay, in weeks.
type Training struct {
	Firm           string
	Trained, Works int
	Note           string
}

// DisneyTraining returns article 002's example of training.
func DisneyTraining() Training {
	return Training{
		Firm: "Disney World", Trained: 6, Works: 4, // 002, seventh paragraph
		Note: "six weeks of training for four weeks of work is kept as it stands",
	}
}
