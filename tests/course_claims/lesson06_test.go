package course_claims

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var letters = map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8}

var lesson6 = []claim{
	{"6.1", "the runtime varies it from one loop to the next", func(t *testing.T) {
		orders := map[string]bool{}
		for range 1000 {
			var order strings.Builder
			for k := range letters {
				order.WriteString(k)
			}
			orders[order.String()] = true
		}
		if len(orders) < 2 {
			t.Error("the order never changed")
		}
	}},
	{"6.1", "for _, k := range slices.Sorted(maps.Keys(m))", func(t *testing.T) {
		equal(t, strings.Join(slices.Sorted(maps.Keys(letters)), ""), "abcdefgh")
	}},
	{"6.1", "deleting entries during the loop is safe", func(t *testing.T) {
		m, visited := maps.Clone(letters), 0
		for k := range m {
			delete(m, k)
			visited++
		}
		equal(t, visited, 8)
	}},
	{"6.1", "an added one may or may not be visited", func(t *testing.T) {
		visited := map[bool]bool{}
		for range 1000 {
			m := map[string]int{"a": 1, "b": 2, "c": 3}
			seen := false
			for k := range m {
				m["new"] = 1
				if k == "new" {
					seen = true
				}
			}
			visited[seen] = true
		}
		equal(t, len(visited), 2)
	}},
	{"6.1", "fmt sorts by key", func(t *testing.T) {
		for range 100 {
			equal(t, fmt.Sprint(letters), "map[a:1 b:2 c:3 d:4 e:5 f:6 g:7 h:8]")
		}
	}},
	{"6.2", "range decodes, and yields the byte index and the rune", func(t *testing.T) {
		s := "héllo"
		equal(t, len(s), 6)
		equal(t, s[1], 0xC3)
		var indices []int
		for i, r := range s {
			indices = append(indices, i)
			if i == 1 {
				equal(t, r, 'é')
			}
		}
		equal(t, fmt.Sprint(indices), "[0 1 3 4 5]")
	}},
	{"6.2", "s[:2] would split é", func(t *testing.T) {
		s := "héllo"
		equal(t, utf8.ValidString(s[:2]), false)
		equal(t, string([]rune(s)[:2]), "hé")
	}},
	{"6.2", "e with a combining accent is two", func(t *testing.T) {
		equal(t, utf8.RuneCountInString("e\u0301"), 2)
	}},
	{"6.3", "a nil map, which can be read, but (*m)[\"a\"] = 1 panics", func(t *testing.T) {
		m := new(map[string]int)
		equal(t, *m == nil, true)
		equal(t, (*m)["a"], 0)
		equal(t, len(*m), 0)
		panics(t, "assignment to entry in nil map", func() { (*m)["a"] = 1 })
		make(map[string]int)["a"] = 1
	}},
	{"6.3", "make exists for slices, maps, and channels alone", func(t *testing.T) {
		refuses(t, "var x = make(struct{})", "cannot make")
	}},
	{"6.3", "from Go 1.26 a value too, as in new(42)", func(t *testing.T) {
		equal(t, *new(42), 42)
		output, _ := program("1.25", "package p\nvar x = new(42)").run(t, "build", ".")
		contains(t, output, "go1.26")
	}},
	{"6.3", "as a field, is nil as well until it is made", func(t *testing.T) {
		var s struct{ m map[string]int }
		panics(t, "assignment to entry in nil map", func() { s.m["a"] = 1 })
	}},
}
