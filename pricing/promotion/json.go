package promotion

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// What a condition may hold.
const (
	mostDepth = 8
	mostParts = 256
	mostBytes = 64 << 10
)

// MarshalCondition returns c as JSON, its type first, then the fields that are not zero in the order of the type, so
// that equal conditions give equal bytes; nil is null. It returns [ErrLimit] for a condition beyond 8 levels, 256 parts
// or 64 KiB, [ErrInvalid] for one that is not one of the ten types by value, for a time that RFC 3339 cannot write and
// for a text that is no UTF-8, and [ErrUnknown] for a weekday that does not exist.
func MarshalCondition(c Condition) ([]byte, error) {
	out, err := root{&c}.append(nil, nil)
	if err != nil {
		return nil, fmt.Errorf("promotion: marshal condition: %w", err)
	}
	return out, nil
}

// UnmarshalCondition returns the condition in data; null is nil. It is strict: names are taken as they are written, in
// their case, and a field that is null counts as absent. It returns [ErrDecode], with the path of the fault in the
// text, for an unknown or repeated field and for a value of another form, [ErrUnknown] too for an unknown type or
// weekday, and [ErrLimit] for more than 8 levels, 256 parts or 64 KiB. What it returns may still be invalid: see
// [Promotion.Validate].
func UnmarshalCondition(data []byte) (Condition, error) {
	c, err := conditionIn(data)
	if err != nil {
		return nil, fmt.Errorf("promotion: decode condition: %w", err)
	}
	return c, nil
}

// conditionIn is UnmarshalCondition with the bare cause.
func conditionIn(data []byte) (c Condition, err error) {
	if len(data) > mostBytes {
		return nil, fmt.Errorf("%w: at most %d bytes", ErrLimit, mostBytes)
	}
	raw, err := trim(data)
	if err != nil {
		return nil, err
	}
	err = root{&c}.parse(raw, nil)
	return c, err
}

// MarshalJSON returns p as JSON, the fields that are not zero in one order, so that equal promotions give equal bytes.
// A promotion with faults is written too, so that a draft can be stored, unless it cannot be read back: it returns
// [ErrLimit], [ErrInvalid] or [ErrUnknown] as [MarshalCondition] does, and [ErrLimit] for a decimal of more than 12
// places or above 1e18.
func (p Promotion) MarshalJSON() ([]byte, error) {
	out, err := appendObject(make([]byte, 0, 512), "", p.fields(), nil)
	if err != nil {
		return nil, fmt.Errorf("promotion: marshal: %w", err)
	}
	return out, nil
}

// UnmarshalJSON sets p to the promotion in data, and leaves it alone for null. It is strict as [UnmarshalCondition] is,
// and returns the same errors; p is left alone then. Times keep their offset, not their location. It does not validate,
// and how long data may be is for the caller to bound.
func (p *Promotion) UnmarshalJSON(data []byte) error {
	raw, err := trim(data)
	if err != nil {
		return fmt.Errorf("promotion: decode: %w", err)
	}
	if raw[0] == 'n' {
		return nil
	}
	members, err := membersOf(raw)
	if err != nil {
		return fmt.Errorf("promotion: decode: %w", err)
	}
	var parsed Promotion
	if err := parseMembers(members, parsed.fields(), nil); err != nil {
		return fmt.Errorf("promotion: decode: %w", err)
	}
	*p = parsed
	return nil
}

// fields are the fields of p in their order.
func (p *Promotion) fields() []field {
	return []field{
		{"id", marshalledAt(&p.ID)},
		{"name", text{&p.Name}},
		{"code", text{&p.Code}},
		{"priority", whole{&p.Priority}},
		{"group", text{&p.Group}},
		{"exclusive", marshalledAt(&p.Exclusive)},
		{"from", moment{&p.From}},
		{"until", moment{&p.Until}},
		{"when", root{&p.When}},
		{"on", root{&p.On}},
		{"charges", flag{&p.Charges}},
		{"give", give{&p.Give}},
		{"limits", object[Limits]{&p.Limits, limitFields}},
		{"fence", object[Fence]{&p.Fence, fenceFields}},
		{"refs", list[pricing.Ref]{&p.Refs, refAt}},
	}
}

// limitFields are the fields of limits.
func limitFields(l *Limits) []field {
	return []field{
		{"uses", whole{&l.Uses}},
		{"perCustomer", whole{&l.PerCustomer}},
		{"units", whole{&l.Units}},
		{"budget", marshalledAt(&l.Budget)},
		{"partial", flag{&l.Partial}},
	}
}

// fenceFields are the fields of a fence.
func fenceFields(f *Fence) []field {
	return []field{
		{"noRefund", flag{&f.NoRefund}},
		{"credit", flag{&f.Credit}},
		{"untilDays", whole{&f.UntilDays}},
		{"reprice", flag{&f.Reprice}},
	}
}

// refAt returns the value of a reference.
func refAt(at *pricing.Ref) value {
	return object[pricing.Ref]{at, func(r *pricing.Ref) []field { return []field{{"kind", text{&r.Kind}}, {"id", text{&r.ID}}} }}
}
