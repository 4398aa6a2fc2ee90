package course_claims

import (
	"encoding/json"
	"testing"
)

type myString string

var lesson8 = []claim{
	{"8.1", "satisfaction is implicit", func(t *testing.T) {
		compiles(t, "type fake struct{}\nfunc (fake) Get() int { return 1 }\nvar x interface{ Get() int } = fake{}")
	}},
	{"8.1", "a new method in an exported interface breaks every other implementation", func(t *testing.T) {
		refuses(t, "type fake struct{}\nfunc (fake) Get() int { return 1 }\nvar x interface{ Get() int; Put() } = fake{}",
			"missing method Put")
	}},
	{"8.2", "The first panics if v does not hold a string", func(t *testing.T) {
		var v any = 5
		panics(t, "interface {} is int, not string", func() { _ = v.(string) })
		s, ok := v.(string)
		equal(t, s, "")
		equal(t, ok, false)
	}},
	{"8.2", "a value of a type MyString does not match", func(t *testing.T) {
		var v any = myString("x")
		_, ok := v.(string)
		equal(t, ok, false)
	}},
	{"8.2", "encoding/json by default puts every number into an any as float64", func(t *testing.T) {
		var v any
		if err := json.Unmarshal([]byte("1"), &v); err != nil {
			t.Fatal(err)
		}
		equal(t, v, any(1.0))
		_, ok := v.(int)
		equal(t, ok, false)
	}},
	{"8.3", "Why does a []string not fit a parameter of type []any", func(t *testing.T) {
		refuses(t, "func f([]any) {}\nfunc g(s []string) { f(s) }", "cannot use s (variable of type []string) as []any value")
	}},
	{"8.3", "also where the element type of the parameter is an interface with methods", func(t *testing.T) {
		refuses(t, "type T struct{}\nfunc (T) M() {}\ntype I interface{ M() }\nfunc f([]I) {}\nfunc g(s []T) { f(s) }",
			"as []I value")
	}},
}
