package course_claims

import (
	"encoding/json"
	"sync"
	"testing"
	"time"
)

type myErr struct{ text string }

func (e *myErr) Error() string { return e.text }

func typedNil() error {
	var p *myErr
	return p
}

func concrete() *myErr { return nil }

type base struct{}

func (b base) Hello() string { return "I am " + b.Name() }
func (base) Name() string    { return "Base" }

type derived struct{ base }

func (derived) Name() string { return "Derived" }

type event struct {
	time.Time
	Name string
}

type embedsMutex struct{ sync.Mutex }

const file = "import \"io\"\ntype File struct{}\nfunc (*File) Write(b []byte) (int, error) { return 0, nil }\n"

var lesson15 = []claim{
	{"15.1", "returning p makes an error that holds the type *MyErr and a nil pointer", func(t *testing.T) {
		err := typedNil()
		equal(t, err != nil, true)
		equal(t, err.(*myErr) == nil, true)
		panics(t, "nil pointer", func() { _ = err.Error() })
	}},
	{"15.1", "a function’s result is a concrete error type and its caller stores it in an error", func(t *testing.T) {
		var err error = concrete()
		equal(t, err != nil, true)
	}},
	{"15.2", "Why does var w io.Writer = File{} not compile", func(t *testing.T) {
		refuses(t, file+"var w io.Writer = File{}", "method Write has pointer receiver")
		compiles(t, file+"var w io.Writer = &File{}\nfunc f(b []byte) { var f File; f.Write(b) }")
	}},
	{"15.2", "you cannot call pointer methods on a map element or on a value that a function returns", func(t *testing.T) {
		refuses(t, file+"var w io.Writer\nfunc f(m map[int]File) { m[1].Write(nil) }", "cannot call pointer method Write on File")
		refuses(t, file+"var w io.Writer\nfunc g() File { return File{} }\nfunc f() { g().Write(nil) }", "cannot call pointer method Write on File")
	}},
	{"15.3", "its receiver is still the Base inside, which knows nothing of Derived", func(t *testing.T) {
		equal(t, derived{}.Hello(), "I am Base")
		equal(t, derived{}.Name(), "Derived")
	}},
	{"15.3", "embed sync.Mutex, and Lock joins your API", func(t *testing.T) {
		var e embedsMutex
		e.Lock()
		e.Unlock()
	}},
	{"15.3", "embed time.Time, and the whole struct becomes a time in JSON", func(t *testing.T) {
		text, _ := json.Marshal(event{time.Unix(0, 0).UTC(), "start"})
		equal(t, string(text), `"1970-01-01T00:00:00Z"`)
	}},
}
