package main

import (
	"sync"
)

type Hub[T any] struct {
	mu   sync.Mutex
	subs map[chan T]bool
}

func (h *Hub[T]) Subscribe(room int) (<-chan T, func()) {
	ch := make(chan T, room)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.subs == nil {
		h.subs = map[chan T]bool{}
	}
	h.subs[ch] = true
	return ch, func() { h.remove(ch) }
}

func (h *Hub[T]) remove(ch chan T) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.subs[ch] {
		delete(h.subs, ch)
		close(ch)
	}
}

//SNIPPET

func main() {
	var hub Hub[int]
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for m := range 1000 {
				hub.Publish(m)
			}
		})
		all.Go(func() {
			for range 1000 {
				_, leave := hub.Subscribe(1)
				leave()
				leave()
			}
		})
	}
	all.Wait()
}
