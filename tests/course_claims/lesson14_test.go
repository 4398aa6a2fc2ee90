package course_claims

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

const copies = "import \"sync\"\ntype T struct{ mu sync.Mutex; m map[int]int }\n"

var lesson14 = []claim{
	{"14.1", "once a writer waits in Lock, new RLock calls wait behind it", func(t *testing.T) {
		var mu sync.RWMutex
		mu.RLock()
		waiting := make(chan bool)
		go func() {
			close(waiting)
			mu.Lock()
			mu.Unlock()
		}()
		<-waiting
		eventually(t, "the writer waits", func() bool {
			if mu.TryRLock() {
				mu.RUnlock()
				return false
			}
			return true
		})
		blocks(t, mu.RLock)
		mu.RUnlock()
	}},
	{"14.1", "Lock while holding RLock never returns either", func(t *testing.T) {
		var mu sync.RWMutex
		mu.RLock()
		blocks(t, mu.Lock)
	}},
	{"14.2", "Each Add and each Load is atomic, the pair is not", func(t *testing.T) {
		var requests, bytes atomic.Int64
		var stop atomic.Bool
		defer stop.Store(true)
		go func() {
			for !stop.Load() {
				requests.Add(1)
				bytes.Add(1)
			}
		}()
		eventually(t, "a report is wrong", func() bool {
			for range 1000 {
				if requests.Load() != bytes.Load() {
					return true
				}
			}
			return false
		})
	}},
	{"14.2", "if n.Load() < limit { n.Add(1) } lets two goroutines into the last place", func(t *testing.T) {
		eventually(t, "the limit is passed", func() bool {
			var n atomic.Int64
			var wg sync.WaitGroup
			start := make(chan bool)
			for range 8 {
				wg.Go(func() {
					<-start
					if n.Load() < 1 {
						runtime.Gosched() // as the scheduler may do anywhere
						n.Add(1)
					}
				})
			}
			close(start)
			wg.Wait()
			return n.Load() > 1
		})
	}},
	{"14.3", "Do never runs its function again, whatever came of it, a panic included", func(t *testing.T) {
		var once sync.Once
		calls := 0
		panics(t, "first", func() { once.Do(func() { calls++; panic("first") }) })
		once.Do(func() { calls++ })
		equal(t, calls, 1)
	}},
	{"14.3", "sync.OnceValues (Go 1.21) gives all callers the same value and error, and repeats a panic", func(t *testing.T) {
		failed := errors.New("failed")
		calls := 0
		open := sync.OnceValues(func() (int, error) { calls++; return 5, failed })
		for range 2 {
			value, err := open()
			equal(t, value, 5)
			equal(t, err, failed)
		}
		equal(t, calls, 1)
		open = sync.OnceValues(func() (int, error) { panic("again") })
		panics(t, "again", func() { open() })
		panics(t, "again", func() { open() })
	}},
	{"14.3", "once.Do inside its own function deadlocks", func(t *testing.T) {
		var once sync.Once
		blocks(t, func() { once.Do(func() { once.Do(func() {}) }) })
	}},
	{"14.4", "the copy was taken while locked, and blocks for ever", func(t *testing.T) {
		all, copied := make([]sync.Mutex, 1), make([]sync.Mutex, 1)
		all[0].Lock()
		copy(copied, all)
		all[0].Unlock()
		blocks(t, copied[0].Lock)
	}},
	{"14.4", "go vet (copylocks) finds assignments, arguments, range variables, and value receivers", func(t *testing.T) {
		vetFinds(t, copies+"func f(a *T) { b := *a; _ = &b }", "assignment copies lock value")
		vetFinds(t, copies+"func g(*T) {}\nfunc f(a T) { g(&a) }", "passes lock by value")
		vetFinds(t, copies+"func f(s []T) { for _, v := range s { _ = &v } }", "range var v copies lock")
		vetFinds(t, copies+"func (T) f() {}", "passes lock by value")
	}},
	{"14.4", "neither sends on a channel, nor copy(), nor elements that a growing append moves", func(t *testing.T) {
		vetSilent(t, copies+"func f(c chan T, a *T) { c <- *a }\nfunc g(a, b []T) { copy(a, b) }\n"+
			"func h(s []T) []T { return append(s, T{}) }")
	}},
	{"14.4", "a sync.WaitGroup or an atomic.Int64 likewise", func(t *testing.T) {
		vetFinds(t, "import \"sync\"\nfunc f(sync.WaitGroup) {}", "passes lock by value")
		vetFinds(t, "import \"sync/atomic\"\nfunc f(atomic.Int64) {}", "passes lock by value")
	}},
}
