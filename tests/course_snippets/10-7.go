package hits

import (
	"sync"
	"testing"
)

type Hits struct {
	mu sync.Mutex
	m  map[string]int
}

func (h *Hits) Add(path string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.m == nil {
		h.m = make(map[string]int)
	}
	h.m[path]++
}

func (h *Hits) Get(path string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.m[path]
}

//SNIPPET
