package course_claims

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"testing"
)

type likeEOF struct{}

func (likeEOF) Error() string        { return "like EOF" }
func (likeEOF) Is(target error) bool { return target == io.EOF }

type valueErr struct{ n int }

func (valueErr) Error() string { return "value" }

// as calls errors.As with a target that go vet cannot see into.
func as(err error, target any) bool { return errors.As(err, target) }

var lesson16 = []claim{
	{"16.1", "it compares err with ==, asks err’s own Is method if there is one, unwraps, and repeats", func(t *testing.T) {
		wrapped := fmt.Errorf("load: %w", fmt.Errorf("query: %w", sql.ErrNoRows))
		equal(t, wrapped == sql.ErrNoRows, false)
		equal(t, errors.Is(wrapped, sql.ErrNoRows), true)
		equal(t, errors.Is(fmt.Errorf("x: %w", likeEOF{}), io.EOF), true)
	}},
	{"16.1", "an error can wrap several, by errors.Join or by more than one %w", func(t *testing.T) {
		for _, err := range []error{errors.Join(io.EOF, fs.ErrExist), fmt.Errorf("%w, %w", io.EOF, fs.ErrExist)} {
			equal(t, errors.Is(err, io.EOF) && errors.Is(err, fs.ErrExist), true)
		}
	}},
	{"16.1", "Is walks a tree, depth first", func(t *testing.T) {
		first, second := &myErr{"deep"}, &myErr{"shallow"}
		var found *myErr
		errors.As(errors.Join(fmt.Errorf("a: %w", fmt.Errorf("b: %w", first)), second), &found)
		equal(t, found, first)
	}},
	{"16.1", "errors.Join(err, f.Close()) wraps even where Close succeeds", func(t *testing.T) {
		err := errors.Join(io.EOF, nil)
		equal(t, err == io.EOF, false)
		equal(t, errors.Is(err, io.EOF), true)
	}},
	{"16.1", "fmt.Errorf with %v drops the cause", func(t *testing.T) {
		equal(t, errors.Is(fmt.Errorf("x: %v", io.EOF), io.EOF), false)
	}},
	{"16.2", "the first error in the tree that can be assigned to what its target points to", func(t *testing.T) {
		_, err := os.Open("/no/such/file")
		var pe *fs.PathError
		equal(t, errors.As(fmt.Errorf("x: %w", err), &pe), true)
		equal(t, pe.Path, "/no/such/file")
	}},
	{"16.2", "go vet reports pe itself, a nil pointer", func(t *testing.T) {
		vetFinds(t, "import (\"errors\"; \"io/fs\")\nfunc f(err error) bool { var pe *fs.PathError; return errors.As(err, pe) }",
			"second argument to errors.As must be a non-nil pointer")
	}},
	{"16.2", "the call panics, but only once err is not nil", func(t *testing.T) {
		var pe *fs.PathError
		equal(t, as(nil, pe), false)
		panics(t, "target must be a non-nil pointer", func() { as(io.EOF, pe) })
	}},
	{"16.2", "T never finds *T nor the other way round", func(t *testing.T) {
		var value valueErr
		var pointer *valueErr
		equal(t, errors.As(&valueErr{1}, &value), false)
		equal(t, errors.As(valueErr{1}, &pointer), false)
		equal(t, errors.As(valueErr{1}, &value), true)
	}},
	{"16.2", "errors.AsType[*fs.PathError](err) needs no variable", func(t *testing.T) {
		_, err := os.Open("/no/such/file")
		pe, ok := errors.AsType[*fs.PathError](err)
		equal(t, ok, true)
		equal(t, pe.Op, "open")
	}},
}
