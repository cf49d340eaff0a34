// Package network answers questions about what agreements build: which share of
// a country's capacity is lost with a cable, how far a fibre network has come and
// what it would cost to reach the sites it does not, and which agreements promise
// the same twice. It works on figures that an office hands in or that a register
// holds, reads no clock, and stores nothing.
package network
