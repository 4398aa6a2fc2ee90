package course_claims

import (
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

const spins = `package main

import "time"

var data int
var done bool

func main() {
	go func() { data = 42; done = true }()
	for !done { time.Sleep(time.Millisecond) }
	println(data)
}
`

const torn = `package main

import ("os"; "time")

type one struct{ a, b int }
type two struct{ a, b int }

var shared any

func main() {
	shared = &one{1, 1}
	go func() {
		for {
			shared = &one{1, 1}
			shared = &two{2, 2}
		}
	}()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		for range 1000 {
			if v, ok := shared.(*one); ok && v.a == 2 {
				println("torn")
				os.Exit(0)
			}
		}
	}
}
`

const escapes = `package p

func f() *int { x := 1; return &x }

func sum() int { p := new(int); *p = 2; q := &[]int{1}[0]; return *p + *q }

func large() byte { var buffer [20 << 20]byte; return buffer[len(buffer)/2] }
`

const collects = `package main

var sink [][]byte

func main() {
	for range 300 { sink = append(sink[:len(sink)%50], make([]byte, 1<<20)) }
}
`

func local() *int { x := 1; return &x }

type config struct{ name string }

var lesson11 = []claim{
	{"11.1", "Nothing orders the accesses", func(t *testing.T) { races(t, spins) }},
	{"11.1", "drop one whose effect its own goroutine never sees", func(t *testing.T) {
		output, _ := program("1.26", "package p\nvar Done bool\nfunc F() {\n\tDone = true\n\tDone = false\n}\n").run(t, "build", "-gcflags=-S", ".")
		equal(t, len(regexp.MustCompile(`\tMOV.*Done\(SB\)`).FindAllString(output, -1)), 1)
	}},
	{"11.1", "a Load that sees true also sees all that was written before the Store", func(t *testing.T) {
		var data int
		var done atomic.Bool
		go func() {
			data = 42
			done.Store(true)
		}()
		eventually(t, "done is seen", done.Load)
		equal(t, data, 42) // -race would report it
	}},
	{"11.2", "go build -gcflags=-m prints “moved to heap: x”", func(t *testing.T) {
		output, _ := program("1.26", escapes).run(t, "build", "-gcflags=-m", ".")
		contains(t, output, "moved to heap: x")
		contains(t, output, "can inline f")
	}},
	{"11.2", "a call that is inlined may allocate nothing all the same", func(t *testing.T) {
		equal(t, testing.AllocsPerRun(100, func() { *local() = 2 }), 0)
	}},
	{"11.2", "neither & nor new means heap, and var does not mean stack", func(t *testing.T) {
		output, _ := program("1.26", escapes).run(t, "build", "-gcflags=-m", ".")
		contains(t, output, "new(int) does not escape")
		contains(t, output, "[]int{...} does not escape")
		contains(t, output, "moved to heap: buffer")
	}},
	{"11.3", "a racing reader may get one word of the old value and one of the new", func(t *testing.T) {
		prints(t, "1.26", torn, "torn")
	}},
	{"11.3", "Publish the whole configuration in an atomic.Pointer[Config]", func(t *testing.T) {
		var current atomic.Pointer[config]
		go current.Store(&config{"new"})
		eventually(t, "the new one is seen", func() bool { return current.Load() != nil })
		equal(t, current.Load().name, "new")
	}},
	{"11.4", "between two short stops of the world", func(t *testing.T) {
		m := program("1.26", collects)
		output, _ := m.runIn(t, ".", []string{"GODEBUG=gctrace=1"}, "run", ".")
		// The clock has three parts: the stop that starts the marking, the marking, the stop that ends it.
		if !regexp.MustCompile(`gc \d+ @.* [\d.]+\+[\d.]+\+[\d.]+ ms clock`).MatchString(output) {
			t.Error(output)
		}
	}},
	{"11.4", "code that the compiler adds to pointer stores", func(t *testing.T) {
		output, _ := program("1.26", "package p\nvar P *int\nvar N int\nfunc F(p *int) { P = p }\n").run(t, "build", "-gcflags=-S", ".")
		contains(t, output, "gcWriteBarrier")
		output, _ = program("1.26", "package p\nvar N int\nfunc F(n int) { N = n }\n").run(t, "build", "-gcflags=-S", ".")
		equal(t, strings.Contains(output, "gcWriteBarrier"), false)
	}},
	{"11.4", "Green Tea, the default since Go 1.26", func(t *testing.T) {
		output, _ := program("1.26", collects).run(t, "list", "-f", "{{context.ToolTags}}", ".")
		contains(t, output, "goexperiment.greenteagc")
	}},
}
