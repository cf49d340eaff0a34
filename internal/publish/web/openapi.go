package web

import (
	"encoding/json"
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sanad/api"
)

// describeAPI makes the OpenAPI 3.1 document from the routes and from the types of
// package api. Source: https://spec.openapis.org/oas/v3.1.1
func describeAPI(version string) map[string]any {
	d := describer{schemas: map[string]any{}}
	d.schema(reflect.TypeFor[api.Problem]())
	d.schema(reflect.TypeFor[api.Trace]())
	d.schema(reflect.TypeFor[api.Note]())
	paths := map[string]map[string]any{}
	for _, r := range apiRoutes() {
		at := apiRoot + r.path
		if paths[at] == nil {
			paths[at] = map[string]any{}
		}
		paths[at][strings.ToLower(r.method)] = d.operation(r)
	}
	if version == "" {
		version = "development"
	}
	return map[string]any{
		"openapi":           "3.1.0",
		"jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
		"info": map[string]any{
			"title": "Sanad", "version": version, "license": map[string]any{"name": "Apache 2.0", "identifier": "Apache-2.0"},
			"description": "An open register of cooperation agreements: what sources say of them, in which words, and how they stand.",
		},
		"servers": []any{map[string]any{"url": "/"}},
		"paths":   paths,
		"components": map[string]any{
			"schemas":         d.schemas,
			"securitySchemes": map[string]any{"token": map[string]any{"type": "http", "scheme": "bearer", "description": "A token of sanad token create, or of one's account page."}},
			"responses": map[string]any{"Problem": map[string]any{
				"description": "What went wrong, and the next step where there is one (RFC 9457).",
				"headers":     limitHeaders,
				"content":     map[string]any{"application/problem+json": map[string]any{"schema": ref("Problem")}},
			}},
		},
	}
}

var limitHeaders = map[string]any{
	"RateLimit":        map[string]any{"description": "What is left, and after how many seconds there is more.", "schema": text},
	"RateLimit-Policy": map[string]any{"description": "How much there is, and in how many seconds it fills.", "schema": text},
}

var text = map[string]any{"type": "string"}

func ref(name string) map[string]any { return map[string]any{"$ref": "#/components/schemas/" + name} }

type describer struct{ schemas map[string]any }

var inPath = regexp.MustCompile(`\{(\w+)\}`)

func (d describer) operation(r apiRoute) map[string]any {
	params := []any{}
	for _, name := range inPath.FindAllStringSubmatch(r.path, -1) {
		params = append(params, map[string]any{"name": name[1], "in": "path", "required": true, "schema": text, "example": r.example})
	}
	for _, p := range r.query {
		params = append(params, p.described())
	}
	responses := map[string]any{"default": map[string]any{"$ref": "#/components/responses/Problem"}}
	ok := map[string]any{"description": r.says, "headers": limitHeaders}
	if r.stream != nil {
		ok["content"] = map[string]any{r.kind: map[string]any{"schema": text}}
	} else {
		ok["content"] = map[string]any{"application/json": map[string]any{"schema": d.schema(reflect.TypeOf(r.gives))}}
		responses["304"] = map[string]any{"description": "What the client holds under the ETag it sent in If-None-Match is still so."}
		params = append(params,
			map[string]any{"name": "If-None-Match", "in": "header", "description": "The ETag of an earlier answer.", "schema": text},
			map[string]any{"name": "lang", "in": "query", "description": "Language of words in the answer.", "schema": text})
	}
	status := http.StatusOK
	out := map[string]any{"operationId": r.name, "summary": r.says}
	if r.write != nil {
		status = http.StatusCreated
		delete(responses, "304")
		params = []any{map[string]any{
			"name": "Idempotency-Key", "in": "header", "schema": map[string]any{"type": "string", "maxLength": keyMost},
			"description": "Of the client's making, a UUID for instance. Sent again with the same body it changes nothing and is answered as before; with another body it is refused.",
		}}
		out["requestBody"] = map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": d.schema(reflect.TypeOf(r.takes))}}}
	}
	if r.write != nil || r.audits {
		out["security"] = []any{map[string]any{"token": []string{}}}
	}
	responses[strconv.Itoa(status)] = ok
	if inPath.MatchString(r.path) && r.read != nil {
		responses["301"] = map[string]any{"description": "It is part of another thing by now; Location says which."}
	}
	out["parameters"], out["responses"] = params, responses
	return out
}

func (p apiParam) described() map[string]any {
	schema := map[string]any{"type": "string"}
	if p.number {
		schema = map[string]any{"type": "integer", "minimum": 0}
	}
	if p.codes != nil {
		schema["enum"] = p.codes
	}
	out := map[string]any{"name": p.name, "in": "query", "description": p.says}
	if p.many {
		schema = map[string]any{"type": "array", "items": schema}
		out["style"], out["explode"] = "form", true
	}
	out["schema"] = schema
	return out
}

var (
	rawType  = reflect.TypeFor[json.RawMessage]()
	timeType = reflect.TypeFor[time.Time]()
)

// schema is the JSON Schema of what encoding/json makes of a type. Structs stand
// under their names; a list or a map that is nil is null.
func (d describer) schema(t reflect.Type) map[string]any {
	switch {
	case t == rawType || t.Kind() == reflect.Interface:
		return map[string]any{}
	case t == timeType:
		return map[string]any{"type": "string", "format": "date-time"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return d.schema(t.Elem())
	case reflect.String:
		return text
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return map[string]any{"type": "string", "contentEncoding": "base64"}
		}
		return map[string]any{"type": []string{"array", "null"}, "items": d.schema(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": []string{"object", "null"}, "additionalProperties": d.schema(t.Elem())}
	case reflect.Struct:
		if _, known := d.schemas[t.Name()]; !known {
			d.schemas[t.Name()] = nil // it may hold itself
			properties, required := map[string]any{}, []string{}
			d.fields(t, properties, &required)
			d.schemas[t.Name()] = map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
		}
		return ref(t.Name())
	}
	panic("no schema for " + t.String()) // every type of package api has one, and a test describes them all
}

// fields adds a struct's fields, those of embedded structs among them.
func (d describer) fields(t reflect.Type, properties map[string]any, required *[]string) {
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			d.fields(f.Type, properties, required)
		case name == "-":
		default:
			properties[name] = d.schema(f.Type)
			if !strings.Contains(options, "omitempty") {
				*required = append(*required, name)
			}
		}
	}
}
