package main

import (
	"sanad/internal/publish/web"
	"sanad/internal/register/sqlview"
)

// apiOf is what programs are served of a register.
func apiOf(_ *globals, view *sqlview.View) *web.API {
	return &web.API{Walk: view}
}
