package servqual

// countComplete adds a respondent with all answers on both sides: as count, without asking at each.
func (t *Tally) countComplete(expected, perceived, points []int) {
	t.n++
	t.complete++
	at, gap, performance := 0, int64(0), int64(0)
	for d := range t.dims {
		items := t.items[at : at+t.dims[d].Items]
		es, ps := expected[at:at+len(items)], perceived[at:at+len(items)]
		sumExpected, sumPerceived := int64(0), int64(0)
		for i := range items {
			s, e, p := &items[i], int64(es[i]-t.low), int64(ps[i]-t.low)
			s.expected.sum += e
			s.perceived.add(p)
			s.gap.add(p - e)
			sumExpected += e
			sumPerceived += p
		}
		at += len(items)
		part := t.unit / int64(len(items))
		m, meanGap, meanPerceived := &t.means[d], (sumPerceived-sumExpected)*part, sumPerceived*part
		m.expected.sum += sumExpected * part
		m.perceived.add(meanPerceived)
		m.gap.add(meanGap)
		if points != nil {
			t.points[d] += int64(points[d])
			gap += int64(points[d]) * meanGap
			performance += int64(points[d]) * meanPerceived
		}
	}
	if points == nil {
		t.unweighted++
		return
	}
	t.pointed++
	t.weigh(ofGap, true, gap)
	t.weigh(ofPerformance, true, performance)
}

// count adds a respondent without faults.
func (t *Tally) count(expected, perceived, points []int) {
	t.n++
	at, gap, performance := 0, int64(0), int64(0)
	gapWhole, performanceWhole := expected != nil, true
	for d := range t.dims {
		end := at + t.dims[d].Items
		var e, p, g part
		for i := at; i < end; i++ {
			s := &t.items[i]
			hasPerceived, hasExpected := perceived[i] != Missing, expected != nil && expected[i] != Missing
			if hasExpected {
				e.add(&s.expected, int64(expected[i]-t.low))
			}
			if hasPerceived {
				v := int64(perceived[i] - t.low)
				p.add(&s.perceived.total, v)
				s.perceived.square(v)
			}
			if hasExpected && hasPerceived {
				v := int64(perceived[i] - expected[i])
				g.add(&s.gap.total, v)
				s.gap.square(v)
			}
		}
		at = end
		m := &t.means[d]
		e.mean(&m.expected, t.unit)
		meanPerceived, okPerceived := p.mean(&m.perceived.total, t.unit)
		m.perceived.square(meanPerceived) // 0 where there is none
		meanGap, okGap := g.mean(&m.gap.total, t.unit)
		m.gap.square(meanGap)
		gapWhole, performanceWhole = gapWhole && okGap, performanceWhole && okPerceived
		if points != nil {
			t.points[d] += int64(points[d])
			gap += int64(points[d]) * meanGap
			performance += int64(points[d]) * meanPerceived
		}
	}
	if points != nil {
		t.pointed++
		t.weigh(ofGap, gapWhole, gap)
		t.weigh(ofPerformance, performanceWhole, performance)
	}
	if points == nil || !performanceWhole || expected != nil && !gapWhole {
		t.unweighted++
	}
}

// weigh adds a respondent's weighted figure where it is whole.
func (t *Tally) weigh(which int, whole bool, sum int64) {
	if whole {
		t.weighed[which].n++
		t.weighed[which].sum += sum
	}
}

// A part is what one respondent answered to the items of a dimension.
type part struct{ n, sum int64 }

// add adds an answer to the part and to its item.
func (p *part) add(item *total, v int64) {
	p.n++
	p.sum += v
	item.n++
	item.sum += v
}

// mean adds the mean of the part, in units, to its dimension and returns it, and whether there is one.
func (p *part) mean(dimension *total, unit int64) (int64, bool) {
	if p.n == 0 {
		return 0, false
	}
	mean := p.sum * (unit / p.n) // p.n divides unit
	dimension.n++
	dimension.sum += mean
	return mean, true
}
