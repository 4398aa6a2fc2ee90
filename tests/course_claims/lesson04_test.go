package course_claims

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

const deferTime = `
import ("fmt"; "time")

func f() { start := time.Now(); defer fmt.Println(time.Since(start)) }
`

const openFiles = `package main

import ("fmt"; "syscall")
import _ "os"

func main() {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil { panic(err) }
	fmt.Println(limit.Cur > 64, limit.Cur >= limit.Max-1) // one less tells the raised limit from one that was set
}
`

func openDescriptors(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip(err)
	}
	return len(entries)
}

var errClose = errors.New("close")

func named() (err error) {
	defer func() {
		if e := errClose; err == nil {
			err = e
		}
	}()
	return nil
}

func unnamed() error {
	var err error
	defer func() { err = errClose }()
	return err
}

var lesson4 = []claim{
	{"4.1", "The arguments of a deferred call are evaluated when the defer statement runs", func(t *testing.T) {
		var saved []int
		func() {
			save := func(x int) { saved = append(saved, x) }
			x := 1
			defer save(x)
			defer func() { save(x) }()
			x = 2
		}()
		equal(t, saved[0], 2) // the closure, which was deferred last
		equal(t, saved[1], 1)
	}},
	{"4.1", "go vet reports this very case since Go 1.22, but not its siblings", func(t *testing.T) {
		vetFinds(t, deferTime, "call to time.Since is not deferred")
		vetSilent(t, "func save(int) {}\nfunc f() { x := 1; defer save(x); x = 2; save(x) }")
	}},
	{"4.2", "every file stays open until the loop’s function returns", func(t *testing.T) {
		before := openDescriptors(t)
		name := filepath.Join(t.TempDir(), "file")
		func() {
			for range 50 {
				f, err := os.Create(name)
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
			}
			if now := openDescriptors(t); now < before+50 {
				t.Errorf("%d descriptors before, %d in the loop", before, now)
			}
		}()
		equal(t, openDescriptors(t), before)
	}},
	{"4.2", "Go programs raise their soft limit to the hard one", func(t *testing.T) {
		m := program("1.26", openFiles)
		m["run.sh"] = "$GO build -o program . && ulimit -Sn 64 && ./program"
		output, _ := m.shell(t, ".", nil, "run.sh")
		equal(t, output, "true true\n")
	}},
	{"4.3", "the caller gets what it holds by then", func(t *testing.T) { equal(t, named(), errClose) }},
	{"4.3", "Without the name the closure sets a local variable", func(t *testing.T) { equal(t, unnamed(), nil) }},
	{"4.4", "With a go line before 1.22 the whole loop has one i", func(t *testing.T) {
		prints(t, "1.21", closuresInLoop, "3 3 3")
	}},
	{"4.4", "from go 1.22 on each round has an i of its own", func(t *testing.T) {
		prints(t, "1.22", closuresInLoop, "0 1 2")
	}},
	{"4.4", "What is declared outside the loop is still shared by all closures", func(t *testing.T) {
		sum := 0
		var add []func()
		for i := range 3 {
			add = append(add, func() { sum += i })
		}
		for _, f := range add {
			f()
		}
		equal(t, sum, 3)
	}},
}
