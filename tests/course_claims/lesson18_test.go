package course_claims

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

var lesson18 = []claim{
	{"18.1", "a send on a closed channel panics", func(t *testing.T) {
		c := make(chan int)
		close(c)
		panics(t, "send on closed channel", func() { c <- 1 })
	}},
	{"18.1", "go func() { wg.Wait(); close(out) }()", func(t *testing.T) {
		out := make(chan int)
		var wg sync.WaitGroup
		for i := range 5 {
			wg.Go(func() { out <- i })
		}
		go func() { wg.Wait(); close(out) }()
		sum := 0
		for v := range out {
			sum += v
		}
		equal(t, sum, 10)
	}},
	{"18.1", "A consumer that calls wg.Wait() before it reads deadlocks, unless out has room for every result", func(t *testing.T) {
		wait := func(room int) func() {
			return func() {
				out := make(chan int, room)
				var wg sync.WaitGroup
				for i := range 5 {
					wg.Go(func() { out <- i })
				}
				wg.Wait()
			}
		}
		blocks(t, wait(4))
		equal(t, returns(wait(5), time.Second), true)
	}},
	{"18.2", "The stage before it blocks in its send, then the one before that", func(t *testing.T) {
		first, second := make(chan int), make(chan int)
		firstEnded, secondEnded := make(chan bool), make(chan bool)
		go func() {
			defer close(firstEnded)
			for i := range 10 {
				first <- i
			}
		}()
		go func() {
			defer close(secondEnded)
			for v := range first {
				second <- v
			}
		}()
		<-second
		blocks(t, func() { <-firstEnded })
		blocks(t, func() { <-secondEnded })
	}},
	{"18.2", "select { case out <- v: case <-ctx.Done(): return }", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		out := make(chan int)
		stopped := make(chan bool)
		go func() {
			defer close(stopped)
			for v := 0; ; v++ {
				select {
				case out <- v:
				case <-ctx.Done():
					return
				}
			}
		}()
		<-out
		cancel()
		equal(t, returns(func() { <-stopped }, time.Second), true)
	}},
	{"18.3", "only about ten of the goroutines exist at a time", func(t *testing.T) {
		peak := func(before bool) int {
			sem := make(chan struct{}, 10)
			most, start := 0, runtime.NumGoroutine()
			var wg sync.WaitGroup
			for range 300 {
				if before {
					sem <- struct{}{}
				}
				wg.Go(func() {
					if !before {
						sem <- struct{}{}
					}
					defer func() { <-sem }()
					time.Sleep(time.Millisecond)
				})
				most = max(most, runtime.NumGoroutine()-start)
			}
			wg.Wait()
			return most
		}
		if n := peak(true); n > 25 {
			t.Errorf("%d goroutines exist at a time", n)
		}
		if n := peak(false); n < 200 {
			t.Errorf("only %d goroutines exist at a time", n)
		}
	}},
	{"18.3", "a panic that is recovered keeps its place for good", func(t *testing.T) {
		call := func(sem chan struct{}, deferred bool) {
			defer func() { recover() }()
			sem <- struct{}{}
			if deferred {
				defer func() { <-sem }()
			}
			if strings.TrimSpace(" ") == "" {
				panic("in the call")
			}
			<-sem
		}
		kept, released := make(chan struct{}, 10), make(chan struct{}, 10)
		call(kept, false)
		call(released, true)
		equal(t, len(kept), 1)
		equal(t, len(released), 0)
	}},
}
