package web

import (
	"sanad/vocab"
)

func (s *site) about(q *request) (answer, error) {
	return answer{template: "about", title: q.t("nav.about"), section: "about", alone: true, page: []facet{
		{"standing", "", vocab.Standings},
		{"kind", "", vocab.Kinds},
		{"stage", "", vocab.Stages},
		{"level", "", vocab.Levels},
		{"role", "", vocab.Roles},
		{"type", "", vocab.PartyTypes},
		{"modality", "", vocab.Modalities},
		{"nature", "", vocab.MoneyNatures},
		{"legal", "", vocab.LegalStates},
		{"delivery", "", vocab.DeliveryStates},
		{"grade", "", vocab.EvidenceGrades},
		{"attention", "", vocab.Attentions},
	}}, nil
}
