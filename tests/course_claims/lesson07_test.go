package course_claims

import (
	"testing"
	"time"
)

const counter = `
type Counter struct{ n int }

func (c Counter) Inc() { c.n++ }
`

type counted struct{ n int }

func (c counted) inc() { c.n++ }

type stat struct{ Count int }

type pair struct {
	n int
	v any
}

var lesson7 = []claim{
	{"7.1", "a T without an address, such as a map element, can call only those with a value receiver", func(t *testing.T) {
		refuses(t, "type T struct{}\nfunc (*T) Inc() {}\nfunc f(m map[int]T) { m[1].Inc() }", "cannot call pointer method Inc on T")
		compiles(t, "type T struct{}\nfunc (T) Get() {}\nfunc (*T) Inc() {}\nfunc f(m map[int]T) { m[1].Get(); var t T; t.Inc() }")
	}},
	{"7.1", "func (c Counter) Inc() { c.n++ } compiles, and counts in a copy", func(t *testing.T) {
		vetSilent(t, counter)
		var c counted
		c.inc()
		equal(t, c.n, 0)
	}},
	{"7.2", "does not compile for a map[string]Stat", func(t *testing.T) {
		refuses(t, "type Stat struct{ Count int }\nfunc f(m map[string]Stat) { m[\"a\"].Count++ }",
			"cannot assign to struct field m[\"a\"].Count in map")
		refuses(t, "func f(m map[string]int) *int { return &m[\"a\"] }", "cannot take address of m[\"a\"]")
	}},
	{"7.2", "With pointers a missing key gives nil, and the increment panics", func(t *testing.T) {
		m := map[string]*stat{}
		panics(t, "nil pointer dereference", func() { m["a"].Count++ })
	}},
	{"7.2", "writing back starts from a zero Stat", func(t *testing.T) {
		m := map[string]stat{}
		s := m["a"]
		s.Count++
		m["a"] = s
		equal(t, m["a"].Count, 1)
	}},
	{"7.3", "one can be assigned to the other and all their fields are comparable", func(t *testing.T) {
		compiles(t, "type A struct{ n int }\nvar a A\nvar x = a == struct{ n int }{1}")
		refuses(t, "type A struct{ n int }\ntype B struct{ n int }\nvar a A\nvar b B\nvar x = a == b", "mismatched types A and B")
		refuses(t, "type A struct{ s []int }\nvar a A\nvar x = a == a", "struct containing []int cannot be compared")
	}},
	{"7.3", "such a struct can be a map key too", func(t *testing.T) {
		equal(t, map[stat]int{{1}: 5}[stat{1}], 5)
		refuses(t, "type A struct{ s []int }\nvar m map[A]int", "invalid map key type A")
	}},
	{"7.3", "== goes field by field and stops at the first difference", func(t *testing.T) {
		equal(t, pair{1, []int{}} == pair{2, []int{}}, false)
		panics(t, "comparing uncomparable type []int", func() { _ = pair{1, []int{}} == pair{1, []int{}} })
	}},
	{"7.3", "pointers compare by address, and time.Time carries a location and perhaps a monotonic reading", func(t *testing.T) {
		equal(t, &stat{1} == &stat{1}, false)
		now := time.Now()
		equal(t, now == now.Round(0), false)
		equal(t, now.Equal(now.Round(0)), true)
		equal(t, now == now.In(time.FixedZone("x", 60)), false)
	}},
}
