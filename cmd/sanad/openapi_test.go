package main

import (
	"bytes"
	"context"
	"net/http"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// TestDescriptionIsOpenAPI: somebody else's reading of OpenAPI 3.1 finds the document
// whole, and finds what is broken in it on purpose.
func TestDescriptionIsOpenAPI(t *testing.T) {
	s := serveAPI(t)
	_, whole := s.ask(http.MethodGet, "/api/v1/openapi.json", nil)
	check := func(b []byte) error {
		d, err := openapi3.NewLoader().LoadFromData(b)
		if err != nil {
			return err
		}
		return d.Validate(context.Background())
	}
	if err := check(whole); err != nil {
		t.Error(err)
	}
	for name, broken := range map[string][2]string{
		"a name that is taken":    {`"operationId":"parties"`, `"operationId":"party"`},
		"a schema that is none":   {`"#/components/schemas/NewRecord"`, `"#/components/schemas/Nothing"`},
		"a parameter of nowhere":  {`"in":"path"`, `"in":"air"`},
		"an answer without words": {`"description":"All parties."`, `"descriptions":"All parties."`},
		"a guard that is none":    {`"security":[{"token":[]}]`, `"security":[{"badge":[]}]`},
	} {
		b := bytes.Replace(whole, []byte(broken[0]), []byte(broken[1]), 1)
		if bytes.Equal(b, whole) {
			t.Errorf("%s: the document has no %s", name, broken[0])
		} else if check(b) == nil {
			t.Errorf("%s goes unseen", name)
		}
	}
}
