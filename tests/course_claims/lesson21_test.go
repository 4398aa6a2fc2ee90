package course_claims

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const parallelTable = `package p

import "testing"

type database struct{ open bool }

func table(t *testing.T, db *database) {
	for _, row := range []string{"a", "b"} {
		t.Run(row, func(t *testing.T) {
			t.Parallel()
			t.Log("row", row, db.open)
		})
	}
}

func TestDefer(t *testing.T) {
	db := &database{true}
	defer func() { db.open = false }()
	table(t, db)
}

func TestCleanup(t *testing.T) {
	db := &database{true}
	t.Cleanup(func() { db.open = false })
	table(t, db)
}
`

const oneAfterTheOther = `package main

var n int

func main() {
	done := make(chan bool)
	for range 2 {
		go func() { n++; done <- true }()
		<-done
	}
	println(n)
}
`

// checkThenAct sells one unit twice, yet every access is under the lock.
const checkThenAct = `package main

import "sync"

func main() {
	var mu sync.Mutex
	stock, sold := 1, 0
	var checked, acted sync.WaitGroup
	checked.Add(2)
	for range 2 {
		acted.Go(func() {
			mu.Lock()
			left := stock
			mu.Unlock()
			checked.Done()
			checked.Wait()
			if left > 0 {
				mu.Lock()
				stock--
				sold++
				mu.Unlock()
			}
		})
	}
	acted.Wait()
	println(stock, sold)
}
`

type service interface{ call() error }

type failing struct{ left int }

func (f *failing) call() error {
	if f.left > 0 {
		f.left--
		return errBroken
	}
	return nil
}

// retry calls the service until it works, with pauses of 1, 2, 4 … seconds.
func retry(s service) (calls int) {
	for pause := time.Second; ; pause *= 2 {
		calls++
		if s.call() == nil {
			return calls
		}
		time.Sleep(pause)
	}
}

var lesson21 = []claim{
	{"21.1", "it knows only code that your tests run, and run concurrently", func(t *testing.T) {
		output, ok := program("1.26", oneAfterTheOther).run(t, "run", "-race", ".")
		equal(t, ok, true)
		equal(t, output, "2\n")
		races(t, strings.Replace(oneAfterTheOther, "<-done\n", "", 1)+"func init() { go func() { n++ }() }\n")
	}},
	{"21.1", "races of logic, such as check-then-act under two separate locks, are beyond it", func(t *testing.T) {
		output, ok := program("1.26", checkThenAct).run(t, "run", "-race", ".")
		equal(t, ok, true)
		equal(t, output, "-1 2\n")
	}},
	{"21.2", "t.Parallel() pauses a subtest until the parent’s test function has returned", func(t *testing.T) {
		output, _ := module{"go.mod": "module m\n\ngo 1.26\n", "p_test.go": parallelTable}.run(t, "test", "-run=Defer", "-v", ".")
		contains(t, output, "row a false")
		contains(t, output, "row b false")
	}},
	{"21.2", "Use t.Cleanup, which waits until the test and all its subtests are complete", func(t *testing.T) {
		output, _ := module{"go.mod": "module m\n\ngo 1.26\n", "p_test.go": parallelTable}.run(t, "test", "-run=Cleanup", "-v", ".")
		contains(t, output, "row a true")
		contains(t, output, "row b true")
	}},
	{"21.2", "With a go line before 1.22 such subtests also saw the last row of the table only", func(t *testing.T) {
		output, _ := module{"go.mod": "module m\n\ngo 1.21\n", "p_test.go": parallelTable}.run(t, "test", "-vet=off", "-run=Cleanup", "-v", ".")
		equal(t, strings.Count(output, "row b true"), 2)
	}},
	{"21.3", "in whose bubble the clock jumps ahead once every goroutine is durably blocked", func(t *testing.T) {
		start := time.Now()
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			equal(t, retry(&failing{left: 10}), 11)
			equal(t, time.Since(began), 1023*time.Second)
		})
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("it takes %v", took)
		}
	}},
	{"21.3", "for a mutex does not count as such, and the clock stands still", func(t *testing.T) {
		var mu sync.Mutex
		mu.Lock()
		var waited time.Duration
		go func() {
			time.Sleep(300 * time.Millisecond)
			mu.Unlock()
		}()
		start := time.Now()
		synctest.Test(t, func(t *testing.T) {
			go func() {
				mu.Lock()
				mu.Unlock()
			}()
			time.Sleep(time.Hour)
			waited = time.Since(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
		})
		equal(t, waited, time.Hour)
		if took := time.Since(start); took < 200*time.Millisecond {
			t.Errorf("the clock did not wait for the mutex: %v", took)
		}
	}},
}
