package promotion_test

import (
	"encoding/json"
	"testing"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// BenchmarkPromotionJSON writes and reads a stored promotion: 15 us, 145 allocations (2 cores, linux/amd64, Go 1.26).
func BenchmarkPromotionJSON(b *testing.B) {
	p := mx50()
	b.ReportAllocs()
	for b.Loop() {
		data, err := p.MarshalJSON()
		if err != nil {
			b.Fatal(err)
		}
		var back promotion.Promotion
		if err := back.UnmarshalJSON(data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPromotionJSON_throughEncoding does the same through encoding/json, which checks and copies once more.
func BenchmarkPromotionJSON_throughEncoding(b *testing.B) {
	p := mx50()
	b.ReportAllocs()
	for b.Loop() {
		data, err := json.Marshal(p)
		if err != nil {
			b.Fatal(err)
		}
		var back promotion.Promotion
		if err := json.Unmarshal(data, &back); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPromotion_Validate checks a sound promotion of six parts.
func BenchmarkPromotion_Validate(b *testing.B) {
	p := mx50()
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Validate(); err != nil {
			b.Fatal(err)
		}
	}
}
