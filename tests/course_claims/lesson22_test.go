package course_claims

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// lru is the cache of 22.1.
type lru struct {
	mu       sync.Mutex
	capacity int
	order    *list.List
	elements map[string]*list.Element
}

type entry struct {
	key   string
	value int
}

func newLRU(capacity int) *lru {
	return &lru{capacity: capacity, order: list.New(), elements: map[string]*list.Element{}}
}

func (c *lru) get(key string) (int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.elements[key]
	if !ok {
		return 0, false
	}
	c.order.MoveToFront(element)
	return element.Value.(*entry).value, true
}

func (c *lru) put(key string, value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element, ok := c.elements[key]; ok {
		element.Value.(*entry).value = value
		c.order.MoveToFront(element)
		return
	}
	c.elements[key] = c.order.PushFront(&entry{key, value})
	if c.order.Len() > c.capacity {
		oldest := c.order.Back()
		delete(c.elements, oldest.Value.(*entry).key)
		c.order.Remove(oldest)
	}
}

const racingLRU = `package main

import ("container/list"; "sync")

func main() {
	var mu sync.RWMutex
	l := list.New()
	for range 3 { l.PushBack(1) }
	var wg sync.WaitGroup
	for _, e := range []*list.Element{l.Back(), l.Front().Next()} {
		wg.Go(func() { mu.RLock(); l.MoveToFront(e); mu.RUnlock() })
	}
	wg.Wait()
}
`

// bucket is the token bucket of 22.2.
type bucket struct {
	mu                  sync.Mutex
	tokens, burst, rate float64
	last                time.Time
}

func (b *bucket) allow(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tokens = min(b.burst, b.tokens+now.Sub(b.last).Seconds()*b.rate)
	b.last = now
	if b.tokens >= 1 {
		b.tokens--
		return true
	}
	return false
}

// pool is the worker pool of 22.3. With no way out for the producer it hangs.
func pool(parent context.Context, n int, jobs []int, wayOut bool, work func(context.Context, int) error) error {
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	queue := make(chan int)
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			for j := range queue {
				if err := work(ctx, j); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	done := ctx.Done()
	if !wayOut {
		done = nil
	}
produce:
	for _, j := range jobs {
		select {
		case queue <- j:
		case <-done:
			break produce
		}
	}
	close(queue)
	wg.Wait()
	return context.Cause(ctx)
}

// hub is the pub/sub of 22.4.
type hub struct {
	mu          sync.Mutex
	subscribers map[chan int]bool
}

func (h *hub) subscribe() chan int {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := make(chan int, 2)
	h.subscribers[c] = true
	return c
}

func (h *hub) unsubscribe(c chan int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.subscribers[c] {
		delete(h.subscribers, c)
		close(c)
	}
}

func (h *hub) publish(m int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for ch := range h.subscribers {
		select {
		case ch <- m:
		default:
		}
	}
}

var lesson22 = []claim{
	{"22.1", "A map from key to list element, and a doubly linked list in order of use", func(t *testing.T) {
		c := newLRU(2)
		c.put("a", 1)
		c.put("b", 2)
		c.get("a")
		c.put("c", 3)
		_, a := c.get("a")
		_, b := c.get("b")
		equal(t, a, true)
		equal(t, b, false)
		equal(t, len(c.elements), 2)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for range 1000 {
					c.get("a")
					c.put("d", 4)
				}
			})
		}
		wg.Wait()
	}},
	{"22.1", "two Gets under RLock race on the list’s pointers", func(t *testing.T) { races(t, racingLRU) }},
	{"22.2", "tokens = min(burst, tokens+now.Sub(last).Seconds()*rate)", func(t *testing.T) {
		now := time.Unix(0, 0)
		b := bucket{tokens: 5, burst: 5, rate: 10, last: now}
		allowed := 0
		for range 10_000 { // ten seconds
			now = now.Add(time.Millisecond)
			if b.allow(now) {
				allowed++
			}
		}
		if allowed < 104 || allowed > 105 {
			t.Errorf("%d calls in ten seconds", allowed)
		}
	}},
	{"22.2", "a counter per fixed second lets twice the limit through around the edge of a second", func(t *testing.T) {
		const limit = 10
		counts, allowed := map[int64]int{}, 0
		for ms := int64(900); ms < 1100; ms++ {
			if counts[ms/1000] < limit {
				counts[ms/1000]++
				allowed++
			}
		}
		equal(t, allowed, 2*limit)
	}},
	{"22.3", "let a failure call cancel(err) from context.WithCancelCause, which keeps the first one", func(t *testing.T) {
		first := errors.New("first")
		ctx, cancel := context.WithCancelCause(context.Background())
		cancel(first)
		cancel(errBroken)
		equal(t, context.Cause(ctx), first)
		jobs := make([]int, 1000)
		for i := range jobs {
			jobs[i] = i
		}
		fails := func(ctx context.Context, j int) error {
			if j == 10 {
				return first
			}
			if j > 10 {
				<-ctx.Done()
				return ctx.Err()
			}
			return nil
		}
		equal(t, pool(context.Background(), 4, jobs, true, fails), first)
		equal(t, pool(context.Background(), 4, jobs, true, func(context.Context, int) error { return nil }), nil)
		stopped, stop := context.WithCancel(context.Background())
		stop()
		equal(t, pool(stopped, 4, jobs, true, func(ctx context.Context, _ int) error { return ctx.Err() }), context.Canceled)
	}},
	{"22.3", "in jobs <- j after the workers have left", func(t *testing.T) {
		blocks(t, func() {
			pool(context.Background(), 2, make([]int, 10), false, func(context.Context, int) error { return errBroken })
		})
	}},
	{"22.3", "return context.Cause(ctx), before a deferred cancel(nil) runs", func(t *testing.T) {
		ctx, cancel := context.WithCancelCause(context.Background())
		equal(t, context.Cause(ctx), nil)
		cancel(nil)
		equal(t, context.Cause(ctx), context.Canceled)
	}},
	{"22.4", "drop the message (select { case ch <- m: default: })", func(t *testing.T) {
		h := &hub{subscribers: map[chan int]bool{}}
		slow := h.subscribe()
		for m := range 5 {
			h.publish(m)
		}
		equal(t, len(slow), 2)
	}},
	{"22.4", "Publish and Unsubscribe take the same mutex, and Unsubscribe removes the channel before it closes it", func(t *testing.T) {
		h := &hub{subscribers: map[chan int]bool{}}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for m := range 1000 {
					h.publish(m)
				}
			})
			wg.Go(func() {
				for range 1000 {
					c := h.subscribe()
					h.unsubscribe(c)
					h.unsubscribe(c)
				}
			})
		}
		wg.Wait()
		equal(t, len(h.subscribers), 0)
	}},
}
