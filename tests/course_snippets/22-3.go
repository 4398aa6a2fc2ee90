package bucket

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

type Bucket struct {
	rate, burst float64 // tokens per second, and at most

	mu     sync.Mutex
	tokens float64
	last   time.Time
}

func NewBucket(rate, burst float64) *Bucket {
	return &Bucket{rate: rate, burst: burst,
		tokens: burst, last: time.Now()}
}

func (b *Bucket) Allow() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	accrued := now.Sub(b.last).Seconds() * b.rate
	b.tokens = min(b.burst, b.tokens+accrued)
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

//SNIPPET
