package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"sanad/internal/fault"
	"sanad/internal/register/sqlview"
)

// metrics are what an operator's monitor asks for. They name routes, never addresses:
// who looked at what is nobody's to graph.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	bytes    prometheus.Counter

	log  *publishedLog
	view *sqlview.View
}

func newMetrics(log *publishedLog, view *sqlview.View) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(), log: log, view: view,
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sanad_http_requests_total", Help: "Requests answered, by route and status.",
		}, []string{"route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "sanad_http_request_seconds", Help: "How long an answer took, by route.",
			Buckets: []float64{.001, .003, .01, .03, .1, .3, 1, 3, 10},
		}, []string{"route"}),
		bytes: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "sanad_http_response_bytes_total", Help: "Bytes of bodies sent, as they went out.",
		}),
	}
	m.registry.MustRegister(
		m.requests, m.seconds, m.bytes,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "sanad_log_entries", Help: "Entries that the log's checkpoint signs; -1 where it cannot be read.",
		}, func() float64 { size, _ := m.positions(context.Background()); return size }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "sanad_register_entries", Help: "Entries that the pages are made from; -1 where the register cannot be read.",
		}, func() float64 { _, at := m.positions(context.Background()); return at }),
	)
	return m
}

// positions are how far log and register have come, -1 where one does not answer.
func (m *metrics) positions(ctx context.Context) (size, at float64) {
	size, at = -1, -1
	if head, err := m.log.Head(ctx); err == nil {
		size = float64(head.Size)
	}
	if position, err := m.view.Position(ctx); err == nil {
		at = float64(position)
	}
	return size, at
}

// observe counts an answer. Requests that no route takes count as one route, so that
// strangers cannot make as many as they like.
func (m *metrics) observe(route string, status, bytes int, took time.Duration) {
	if route == "" {
		route = "none"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
	m.bytes.Add(float64(bytes))
}

// handler serves /metrics, and /readyz, which says "ready" once the pages show all that
// the log holds.
func (m *metrics) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError}))
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		size, at := m.positions(r.Context())
		if size < 0 || at < size {
			http.Error(w, fmt.Sprintf("not ready: %.0f of %.0f entries shown", at, size), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	return mux
}

// serve serves the metrics on an address of their own until ctx is done.
func (m *metrics) serve(ctx context.Context, address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fault.New(fault.Invalid, "cannot listen on %s: %w", address, err).WithHint("name a host and a port: --metrics 127.0.0.1:9180")
	}
	server := &http.Server{Handler: m.handler(), ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	go func() {
		if err := untilStopped(ctx, server, listener); err != nil {
			slog.Error("metrics are served no more", "error", err)
		}
	}()
	return nil
}
