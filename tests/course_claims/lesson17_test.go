package course_claims

import (
	"cmp"
	"math"
	"regexp"
	"testing"
)

type id int

func larger[T cmp.Ordered](a, b T) T {
	if a > b {
		return a
	}
	return b
}

func keys[K comparable, V any](m map[K]V) []K {
	var all []K
	for k := range m {
		all = append(all, k)
	}
	return all
}

func isZero[T comparable](x T) bool {
	var zero T
	return x == zero
}

func same[T comparable](a, b T) bool { return a == b }

type holder struct{ v any }

const savers = `package p

type Saver interface{ Save() }
type A struct{ n int }
type B struct{ s string }

func (a *A) Save() { a.n++ }
func (b *B) Save() { b.s += "x" }

//go:noinline
func Save[T Saver](s T) { s.Save() }

func Both(a *A, b *B) { Save(a); Save(b) }
`

var lesson17 = []claim{
	{"17.1", "The body may use only what every type in the constraint’s type set supports", func(t *testing.T) {
		refuses(t, "func Max[T any](a, b T) T { if a > b { return a }; return b }", "type parameter T cannot use operator >")
		equal(t, larger("a", "b"), "b")
	}},
	{"17.1", "~int stands for every type whose underlying type is int, so type ID int fits", func(t *testing.T) {
		equal(t, larger(id(1), id(2)), id(2))
		refuses(t, "type ID int\nfunc f[T int](T) {}\nvar _ = func() { f(ID(1)) }", "possibly missing ~ for int in int")
	}},
	{"17.1", "such a Max depends on the order of its arguments, while the built-in max (Go 1.21) returns NaN", func(t *testing.T) {
		nan := math.NaN()
		equal(t, larger(nan, 1), 1)
		equal(t, math.IsNaN(larger(1, nan)), true)
		equal(t, math.IsNaN(max(nan, 1)) && math.IsNaN(max(1, nan)), true)
	}},
	{"17.2", "the standard compiler shares one body among types of the same shape, all pointers among them", func(t *testing.T) {
		output, _ := program("1.26", savers).run(t, "build", "-gcflags=-S", ".")
		bodies := regexp.MustCompile(`(?m)^example.com/m\.Save\[go\.shape\.\*\S+\] STEXT`).FindAllString(output, -1)
		equal(t, len(bodies), 1)
		contains(t, output, "example.com/m..dict.Save[*example.com/m.A]")
	}},
	{"17.2", "func Keys[K comparable, V any](m map[K]V) []K", func(t *testing.T) {
		equal(t, keys(map[id]string{5: "x"})[0], id(5))
	}},
	{"17.3", "return nil does not compile", func(t *testing.T) {
		refuses(t, "func Find[T any]() T { return nil }", "cannot use nil as T value in return statement")
	}},
	{"17.3", "Testing x == zero instead needs the constraint comparable", func(t *testing.T) {
		refuses(t, "func Z[T any](x T) bool { var zero T; return x == zero }", "incomparable types in type set")
	}},
	{"17.3", "that test never panics, but comparing two values of T may", func(t *testing.T) {
		equal(t, isZero[any]([]int{}), false)
		equal(t, isZero(holder{[]int{}}), false)
		equal(t, isZero([2]holder{{nil}, {[]int{}}}), false)
		panics(t, "comparing uncomparable type []int", func() { same[any]([]int{}, []int{}) })
		panics(t, "comparing uncomparable type []int", func() { same(holder{[]int{}}, holder{[]int{}}) })
	}},
	{"17.3", "interface types satisfy comparable from Go 1.20 on", func(t *testing.T) {
		source := "package p\nfunc f[T comparable](T) {}\nvar _ = func() { f[any](1) }"
		if output, ok := program("1.20", source).run(t, "build", "./..."); !ok {
			t.Error(output)
		}
		output, _ := program("1.19", source).run(t, "build", "./...")
		contains(t, output, "any to satisfy comparable requires go1.20 or later")
	}},
}
