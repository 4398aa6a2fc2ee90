package course_claims

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A module is the files of one or more Go modules, by their paths.
type module map[string]string

// program is a module of one file, under the given go line.
func program(goLine, source string) module {
	return module{"go.mod": "module example.com/m\n\ngo " + goLine + "\n", "main.go": source}
}

// run writes the module into a folder of its own and calls the go command there, offline and without
// ever fetching another toolchain.
func (m module) run(t *testing.T, arguments ...string) (output string, ok bool) {
	t.Helper()
	return m.runIn(t, ".", nil, arguments...)
}

func (m module) runIn(t *testing.T, folder string, environment []string, arguments ...string) (string, bool) {
	t.Helper()
	return m.call(t, folder, environment, goCommand, arguments...)
}

func (m module) call(t *testing.T, folder string, environment []string, name string, arguments ...string) (string, bool) {
	t.Helper()
	root := t.TempDir()
	for name, text := range m {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(name, arguments...)
	command.Dir = filepath.Join(root, folder)
	command.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOFLAGS=", "GOWORK=", "GOPROXY=off", "PWD="+command.Dir)
	command.Env = append(command.Env, environment...)
	output, err := command.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(output), err == nil
}

// goCommand is the toolchain that runs these tests: go test puts it first in PATH.
const goCommand = "go"

// refuses checks that the compiler refuses the source of a package, for the given reason.
func refuses(t *testing.T, source, reason string) {
	t.Helper()
	output, ok := program("1.26", "package p\n"+source).run(t, "build", "./...")
	if ok {
		t.Errorf("it compiles:\n%s", source)
	}
	contains(t, output, reason)
}

// compiles checks that the compiler takes the source of a package.
func compiles(t *testing.T, source string) {
	t.Helper()
	if output, ok := program("1.26", "package p\n"+source).run(t, "build", "./..."); !ok {
		t.Errorf("it does not compile:\n%s", output)
	}
}

// vetFinds checks that go vet reports the source of a package, with the given words.
func vetFinds(t *testing.T, source, words string) {
	t.Helper()
	output, ok := program("1.26", "package p\n"+source).run(t, "vet", "./...")
	if ok {
		t.Errorf("go vet is content with\n%s", source)
	}
	contains(t, output, words)
}

// vetSilent checks that go vet reports nothing.
func vetSilent(t *testing.T, source string) {
	t.Helper()
	if output, ok := program("1.26", "package p\n"+source).run(t, "vet", "./..."); !ok {
		t.Errorf("go vet reports\n%s", output)
	}
}

// prints checks what a program prints under a go line.
func prints(t *testing.T, goLine, source, want string) {
	t.Helper()
	if output, _ := program(goLine, source).run(t, "run", "."); strings.TrimSpace(output) != want {
		t.Errorf("under go %s it prints\n%s\nnot\n%s", goLine, output, want)
	}
}

// dies checks that a program fails with the given words, none of the others, and gives its output.
func dies(t *testing.T, source, words string, others ...string) {
	t.Helper()
	output, ok := program("1.26", source).run(t, "run", ".")
	if ok {
		t.Error("it ends well")
	}
	contains(t, output, words)
	for _, other := range others {
		if strings.Contains(output, other) {
			t.Errorf("its output contains %q:\n%s", other, output)
		}
	}
}

// races checks that the race detector reports a program.
func races(t *testing.T, source string) {
	t.Helper()
	output, _ := program("1.26", source).run(t, "run", "-race", ".")
	contains(t, output, "WARNING: DATA RACE")
}

func contains(t *testing.T, text, words string) {
	t.Helper()
	if !strings.Contains(text, words) {
		t.Errorf("%q is not in\n%s", words, text)
	}
}

func equal[T comparable](t *testing.T, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("it is %v, not %v", got, want)
	}
}

// panics checks that f panics, with the given words in the reason.
func panics(t *testing.T, words string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		reason := recover()
		if reason == nil {
			t.Error("it does not panic")
		} else {
			contains(t, fmt.Sprint(reason), words)
		}
	}()
	f()
}

// blocks checks that f does not return within a while. The goroutine that runs f is given up.
func blocks(t *testing.T, f func()) {
	t.Helper()
	if returns(f, 100*time.Millisecond) {
		t.Error("it returns")
	}
}

func returns(f func(), within time.Duration) bool {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
		return true
	case <-time.After(within):
		return false
	}
}

// eventually waits for what should become true soon.
func eventually(t *testing.T, what string, check func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !check(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Errorf("it never happens that %s", what)
			return
		}
	}
}

// stacks gives the stacks of all goroutines.
func stacks() string {
	buffer := make([]byte, 4<<20)
	return string(buffer[:runtime.Stack(buffer, true)])
}

// heap gives the bytes that are live after a collection.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// shell writes the module like runIn and runs a shell script in it, which finds the go command in $GO.
func (m module) shell(t *testing.T, folder string, environment []string, arguments ...string) (string, bool) {
	t.Helper()
	return m.call(t, folder, append([]string{"GO=" + goCommand}, environment...), "sh", arguments...)
}
