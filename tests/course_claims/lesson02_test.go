package course_claims

import (
	"testing"
	"time"
)

const shadowed = `
import "errors"

func f() (int, error) { return 0, errors.New("no") }

func g(ask bool) error {
	var err error
	if ask {
		x, err := f()
		print(x, err != nil, " ")
	}
	return err
}
`

type status int

const (
	pending status = iota
	done
)

var lesson2 = []claim{
	{"2.1", ":= declares a second err there, and the outer one keeps its nil", func(t *testing.T) {
		prints(t, "1.26", "package main\n"+shadowed+"\nfunc main() { print(g(true) == nil) }\n",
			"0true true")
	}},
	{"2.1", "go vet has no check for shadowing at all", func(t *testing.T) { vetSilent(t, shadowed) }},
	{"2.1", "Within one scope := reuses err as long as another name on the left is new", func(t *testing.T) {
		a, err := 1, error(nil)
		first := &err
		b, err := 2, error(nil)
		equal(t, first, &err)
		equal(t, a+b, 3)
	}},
	{"2.2", "n * time.Second with n := 10 does not", func(t *testing.T) {
		compiles(t, "import \"time\"\nvar d = 10 * time.Second")
		refuses(t, "import \"time\"\nfunc f() { n := 10; _ = n * time.Second }",
			"mismatched types int and time.Duration")
	}},
	{"2.2", "time.Duration(n) compiles as well, and means n nanoseconds", func(t *testing.T) {
		n := 10
		equal(t, time.Duration(n).String(), "10ns")
		equal(t, (time.Duration(n) * time.Second).String(), "10s")
	}},
	{"2.3", "0 is the zero value of Status, with which every variable of that type begins", func(t *testing.T) {
		var s status
		equal(t, s, pending)
		equal(t, done, 1)
	}},
	{"2.3", "a list of constants does not limit the type, and Status(42) compiles", func(t *testing.T) { equal(t, int(status(42)), 42) }},
}
