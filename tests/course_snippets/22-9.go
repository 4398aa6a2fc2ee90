package main

import (
	"fmt"
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

func (h *Hub[T]) Publish(m T) (dropped int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for ch := range h.subs {
		select {
		case ch <- m:
		default:
			dropped++
		}
	}
	return dropped
}

func main() {
	//SNIPPET
}
