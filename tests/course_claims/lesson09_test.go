package course_claims

import (
	"errors"
	"fmt"
	"regexp"
	"testing"
)

const panicNil = `package main

import ("fmt"; "runtime"; "errors")

func main() {
	defer func() {
		r := recover()
		e, _ := r.(error)
		var p *runtime.PanicNilError
		fmt.Println(r != nil, errors.As(e, &p))
	}()
	panic(nil)
}
`

func recoverHelper(got *any) { *got = recover() }

var lesson9 = []claim{
	{"9.1", "a bad constant as in regexp.MustCompile", func(t *testing.T) {
		panics(t, "missing closing )", func() { regexp.MustCompile("(") })
	}},
	{"9.1", "a panic that is not recovered ends the whole process", func(t *testing.T) {
		dies(t, "package main\n\nimport \"time\"\n\nfunc main() {\n\tgo panic(\"bug\")\n\ttime.Sleep(time.Minute)\n}\n", "panic: bug")
	}},
	{"9.2", "one call deeper it returns nil", func(t *testing.T) {
		var inHelper any
		panics(t, "still here", func() {
			defer func() { recoverHelper(&inHelper) }()
			panic("still here")
		})
		equal(t, inHelper, nil)
	}},
	{"9.2", "or defer the helper directly", func(t *testing.T) {
		var got any
		func() {
			defer recoverHelper(&got)
			panic("caught")
		}()
		equal(t, got, any("caught"))
	}},
	{"9.2", "panic(nil) arrives as a *runtime.PanicNilError, provided that the main module’s go line is 1.21 or later", func(t *testing.T) {
		prints(t, "1.21", panicNil, "true true")
		prints(t, "1.20", panicNil, "false false")
	}},
	{"9.3", "return it with context, as in fmt.Errorf(\"load user %d: %w\", id, err)", func(t *testing.T) {
		cause := errors.New("no such row")
		err := fmt.Errorf("load user %d: %w", 5, cause)
		equal(t, err.Error(), "load user 5: no such row")
		equal(t, errors.Is(err, cause), true)
	}},
}
