package course_claims

import (
	"bytes"
	"encoding/json"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func appendNine(s []int) []int { return append(s, 9) }

var kept []byte

var lesson5 = []claim{
	{"5.1", "append writes into the shared array as long as the capacity lasts", func(t *testing.T) {
		a := []int{1, 2, 3}
		b := a[:2]
		c := appendNine(b)
		equal(t, a[2], 9)
		equal(t, len(a), 3)
		equal(t, len(b), 2)
		equal(t, len(c), 3)
	}},
	{"5.1", "Hand out a[:2:2], so that append has to move, or slices.Clone(a[:2])", func(t *testing.T) {
		a := []int{1, 2, 3}
		appendNine(a[:2:2])
		appendNine(slices.Clone(a[:2]))
		equal(t, a[2], 3)
	}},
	{"5.1", "where the slice happens to be full, the same code copies", func(t *testing.T) {
		a := []int{1, 2, 3}
		b := appendNine(a)
		b[0] = 7
		equal(t, a[0], 1)
	}},
	{"5.2", "small slices about double, large ones grow by about a quarter", func(t *testing.T) {
		for size, factor := range map[int]float64{8: 2, 128: 2, 100_000: 1.25, 1_000_000: 1.25} {
			grown := float64(cap(append(make([]int, size), 1))) / float64(size)
			if grown < factor || grown > factor*1.15 {
				t.Errorf("%d elements grow by a factor of %v", size, grown)
			}
		}
	}},
	{"5.2", "append then starts behind n zero values", func(t *testing.T) {
		s := append(make([]int, 3), 5)
		equal(t, len(s), 4)
		equal(t, s[3], 5)
		capped := make([]int, 0, 3)
		equal(t, &append(capped, 1)[0], &capped[:1][0])
	}},
	{"5.3", "len, range, and append treat both alike, and s[0] = x panics with both", func(t *testing.T) {
		var none []int
		for _, s := range [][]int{none, {}} {
			equal(t, len(s), 0)
			for range s {
				t.Error("range finds something")
			}
			equal(t, len(append(s, 1)), 1)
			panics(t, "index out of range", func() { s[0] = 1 })
		}
	}},
	{"5.3", "encoding/json writes null for nil and [] for empty, and reflect.DeepEqual tells them apart", func(t *testing.T) {
		var none []int
		text, _ := json.Marshal([][]int{none, {}})
		equal(t, string(text), "[null,[]]")
		equal(t, reflect.DeepEqual(none, []int{}), false)
	}},
	{"5.4", "A slice keeps its whole array alive, however short it is", func(t *testing.T) {
		before := heap()
		kept = make([]byte, 50<<20)[:20]
		if now := heap(); now < before+49<<20 {
			t.Errorf("%d bytes before, %d with the short slice", before, now)
		}
		kept = bytes.Clone(kept)
		if now := heap(); now > before+10<<20 {
			t.Errorf("%d bytes before, %d with the clone", before, now)
		}
		runtime.KeepAlive(kept)
	}},
	{"5.4", "strings.Clone for a piece of a large string", func(t *testing.T) {
		before := heap()
		large := strings.Repeat("x", 50<<20)
		piece := strings.Clone(large[:20])
		large = ""
		if now := heap(); now > before+10<<20 {
			t.Errorf("%d bytes before, %d with the clone", before, now)
		}
		runtime.KeepAlive(piece + large)
	}},
	{"5.4", "after q = q[1:] the array still holds the element that you took out", func(t *testing.T) {
		first := new(int)
		q := []*int{first, nil}
		whole := q
		q = q[1:]
		equal(t, whole[0], first)
		equal(t, len(q), 1)
	}},
}
