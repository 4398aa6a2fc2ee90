package course_claims

import (
	"strings"
	"sync"
	"testing"
)

const mapWrites = `package main

import "fmt"

func main() {
	m := map[int]int{}
	write := func() {
		defer func() { fmt.Println("recover ran", recover()) }()
		for i := 0; ; i++ {
			m[i%10] = i
		}
	}
	go write()
	write()
}
`

const handlerPanics = `package main

import ("fmt"; "time")

func main() {
	defer func() { fmt.Println("recovered", recover()) }()
	go func() { panic("in the goroutine") }()
	time.Sleep(time.Minute)
}
`

const fatalAndError = `package p

import (
	"testing"
	"time"
)

func TestFatal(t *testing.T) {
	t.Cleanup(func() { println("cleanup runs") })
	defer println("deferred runs")
	t.Fatal("over")
	println("goes on")
}

func TestError(t *testing.T) {
	t.Error("first")
	t.Error("second")
}

func TestGoroutine(t *testing.T) {
	go func() { t.Fatal("only the goroutine") }()
	time.Sleep(100 * time.Millisecond)
	println("the test itself goes on")
}
`

var lesson10 = []claim{
	{"10.1", "When main returns, the program ends, whatever other goroutines are doing", func(t *testing.T) {
		prints(t, "1.26", "package main\nimport \"time\"\nfunc main() { go func() { time.Sleep(time.Second); println(1) }() }", "")
	}},
	{"10.1", "from Go 1.25 simply wg.Go(f) and wg.Wait()", func(t *testing.T) {
		var wg sync.WaitGroup
		done := false
		wg.Go(func() { done = true })
		wg.Wait()
		equal(t, done, true)
	}},
	{"10.1", "inside the new goroutine it may come too late for Wait", func(t *testing.T) {
		vetFinds(t, "import \"sync\"\nfunc f() { var wg sync.WaitGroup; go func() { wg.Add(1); defer wg.Done() }(); wg.Wait() }",
			"WaitGroup.Add called from inside new goroutine")
	}},
	{"10.2", "A panic unwinds the stack of its own goroutine only", func(t *testing.T) {
		dies(t, handlerPanics, "panic: in the goroutine", "recovered")
	}},
	{"10.2", "the runtime ends the program, and no deferred function runs", func(t *testing.T) {
		dies(t, mapWrites, "fatal error: concurrent map writes", "recover ran")
	}},
	{"10.2", "Guard the map with a sync.Mutex, reads included, and test with -race", func(t *testing.T) {
		races(t, "package main\nfunc main() { m := map[int]int{}; c := make(chan int)\ngo func() { m[1] = 1; close(c) }()\nprintln(m[2]); <-c }")
	}},
	{"10.3", "it ends this test at once, though deferred functions and t.Cleanup still run", func(t *testing.T) {
		output, _ := module{"go.mod": "module m\n\ngo 1.26\n", "p_test.go": fatalAndError}.run(t, "test", "-vet=off", "-v", ".")
		for _, words := range []string{"cleanup runs", "deferred runs", "over", "first", "second",
			"only the goroutine", "the test itself goes on"} {
			contains(t, output, words)
		}
		equal(t, strings.Contains(output, "\ngoes on"), false)
	}},
	{"10.3", "t.Fatal ends only the goroutine that calls it", func(t *testing.T) {
		vetFinds(t, "import \"testing\"\nfunc F(t *testing.T) { go func() { t.Fatal() }() }", "call to (*testing.T).Fatal from a non-test goroutine")
	}},
}
