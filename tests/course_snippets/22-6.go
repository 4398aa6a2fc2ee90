package main

import (
	"container/list"
	"fmt"
	"sync"
)

type entry[K comparable, V any] struct {
	key   K
	value V
}

type LRU[K comparable, V any] struct {
	size int

	mu    sync.Mutex
	byKey map[K]*list.Element
	order *list.List // of *entry[K, V]
}

func New[K comparable, V any](size int) *LRU[K, V] {
	return &LRU[K, V]{size: size, order: list.New(),
		byKey: map[K]*list.Element{}}
}

func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*entry[K, V]).value, true
}

//SNIPPET

func main() {
	c := New[string, int](2)
	c.Put("b", 2)
	c.Put("a", 1)
	c.Put("b", 3)
	c.Put("c", 4)
	if _, ok := c.Get("a"); ok {
		panic("a is still there")
	}
	if b, _ := c.Get("b"); b != 3 || len(c.byKey) != 2 || c.order.Len() != 2 {
		panic(fmt.Sprint(b, len(c.byKey), c.order.Len()))
	}
	var users sync.WaitGroup
	for range 4 {
		users.Go(func() {
			for i := range 1000 {
				c.Put(fmt.Sprint(i%5), i)
				c.Get("2")
			}
		})
	}
	users.Wait()
}
