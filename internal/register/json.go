package register

import (
	"encoding/json"

	"sanad/claim"
)

// valueJSON is Value as exports and the derived store write it: the value in
// its canonical form beside its words.
type valueJSON struct {
	Value json.RawMessage `json:"value"`
	Text  string          `json:"text"`
	Said  []Said          `json:"said"`
}

// MarshalJSON implements json.Marshaler.
func (v Value) MarshalJSON() ([]byte, error) {
	out := valueJSON{Value: json.RawMessage("null"), Text: v.Text, Said: v.Said}
	if v.Value != nil {
		out.Value = claim.AppendValue(nil, v.Value)
	}
	return json.Marshal(out)
}

// UnmarshalJSON implements json.Unmarshaler.
func (v *Value) UnmarshalJSON(b []byte) error {
	var in valueJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	v.Text, v.Said, v.Value = in.Text, in.Said, nil
	if string(in.Value) == "null" {
		return nil
	}
	// json.Marshal may have escaped characters that canonical form does not.
	value, err := claim.DecodeValue(in.Value)
	v.Value = value
	return err
}
