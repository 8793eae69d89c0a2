package lifetime

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// maxEncoded is the most bytes that an encoded model can have; none of this package comes near.
const maxEncoded = 4096

// EncodeModel returns the parameters of m as JSON, {"model":"bg/nbd","unit":7,"r":0.243,...}, which [DecodeModel] reads
// back to the same bits: no data and no fit, so that a service keeps a model in a column. It returns [ErrUnknown] for
// a model that is not of this package, and [ErrSpan] or [ErrParameter] for one that is not valid.
func EncodeModel(m Model) ([]byte, error) {
	form, err := formOf(m)
	if err == nil {
		_, err = m.Alive(History{}, 0)
	}
	if err != nil {
		return nil, fmt.Errorf("lifetime: encode model: %w", err)
	}
	return json.Marshal(form)
}

// The forms carry the name of the model before its fields.
type (
	bgnbdForm struct {
		Model string `json:"model"`
		BGNBD
	}
	mbgnbdForm struct {
		Model string `json:"model"`
		MBGNBD
	}
	paretoForm struct {
		Model string `json:"model"`
		ParetoNBD
	}
	nbdForm struct {
		Model string `json:"model"`
		NBD
	}
	bgbbForm struct {
		Model string `json:"model"`
		BGBB
	}
)

// formOf returns the form of m.
func formOf(m Model) (any, error) {
	switch m := m.(type) {
	case BGNBD:
		return bgnbdForm{"bg/nbd", m}, nil
	case MBGNBD:
		return mbgnbdForm{"mbg/nbd", m}, nil
	case ParetoNBD:
		return paretoForm{"pareto/nbd", m}, nil
	case NBD:
		return nbdForm{"nbd", m}, nil
	case BGBB:
		return bgbbForm{"bg/bb", m}, nil
	default:
		return nil, fmt.Errorf("%w model %T", ErrUnknown, m)
	}
}

// DecodeModel returns the model that [EncodeModel] wrote. It returns [ErrDecode] for what is no such JSON, for an unknown
// or a second field, and for over 4096 bytes, with [ErrUnknown] for the name of no model; and [ErrSpan] or
// [ErrParameter] for a parameter out of its range or left out.
func DecodeModel(data []byte) (Model, error) {
	m, err := decodeModel(data)
	if err == nil {
		_, err = m.Alive(History{}, 0)
	}
	if err != nil {
		return nil, fmt.Errorf("lifetime: decode model: %w", err)
	}
	return m, nil
}

func decodeModel(data []byte) (Model, error) {
	if len(data) > maxEncoded {
		return nil, fmt.Errorf("%w: %d bytes", ErrDecode, len(data))
	}
	var name struct {
		Model string `json:"model"`
	}
	if err := json.Unmarshal(data, &name); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDecode, err)
	}
	switch name.Model {
	case "bg/nbd":
		form, err := strict[bgnbdForm](data)
		return form.BGNBD, err
	case "mbg/nbd":
		form, err := strict[mbgnbdForm](data)
		return form.MBGNBD, err
	case "pareto/nbd":
		form, err := strict[paretoForm](data)
		return form.ParetoNBD, err
	case "nbd":
		form, err := strict[nbdForm](data)
		return form.NBD, err
	case "bg/bb":
		form, err := strict[bgbbForm](data)
		return form.BGBB, err
	default:
		return nil, fmt.Errorf("%w: %w model %.40q", ErrDecode, ErrUnknown, name.Model)
	}
}

// strict decodes data, which is one JSON value, into the fields of T: it has no other, and none twice.
func strict[T any](data []byte) (form T, err error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err = decoder.Decode(&form); err == nil {
		err = onceEach(data)
	}
	if err != nil {
		return form, fmt.Errorf("%w: %w", ErrDecode, err)
	}
	return form, nil
}

// onceEach returns an error if a key of data, a flat object that has been decoded, comes twice in any case of letters.
func onceEach(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	_, err := decoder.Token() // the brace
	seen := make(map[string]bool)
	for err == nil && decoder.More() {
		var key json.Token
		if key, err = decoder.Token(); err != nil {
			break
		}
		name := strings.ToLower(fmt.Sprint(key))
		if seen[name] {
			return fmt.Errorf("field %.40q twice", name)
		}
		seen[name] = true
		_, err = decoder.Token() // the value
	}
	return err
}
