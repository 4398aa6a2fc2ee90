package course_claims

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"
)

type keyA string
type keyB string

// disconnected is whether a handler's context is cancelled once the client has gone, if the handler has
// read the body or not.
func disconnected(t *testing.T, read bool) bool {
	ready, result := make(chan bool), make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if read {
			io.Copy(io.Discard, r.Body)
		}
		ready <- true
		select {
		case <-r.Context().Done():
			result <- true
		case <-time.After(500 * time.Millisecond):
			result <- false
		}
	}))
	defer server.Close()
	connection, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(connection, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
	<-ready
	connection.Close()
	return <-result
}

var lesson13 = []claim{
	{"13.1", "a parent that can be cancelled keeps a reference to the child", func(t *testing.T) {
		parent, stop := context.WithCancel(context.Background())
		defer stop()
		before := heap()
		cancels := make([]context.CancelFunc, 10_000)
		for i := range cancels {
			_, cancels[i] = context.WithTimeout(parent, time.Hour)
		}
		kept := heap() - before
		for _, cancel := range cancels {
			cancel()
		}
		clear(cancels)
		if now := heap() - before; now > kept/2 {
			t.Errorf("%d bytes before the calls of cancel, %d after them", kept, now)
		}
		runtime.KeepAlive(parent)
	}},
	{"13.1", "calling it twice does no harm, and go vet (lostcancel) reports a cancel that is dropped", func(t *testing.T) {
		_, cancel := context.WithCancel(context.Background())
		cancel()
		cancel()
		vetFinds(t, "import \"context\"\nfunc f(c context.Context) context.Context { c, _ = context.WithCancel(c); return c }",
			"the cancel function returned by context.WithCancel should be called, not discarded")
	}},
	{"13.2", "it closes the Done channels of the context and its children and sets their Err", func(t *testing.T) {
		parent, cancel := context.WithCancel(context.Background())
		child, stop := context.WithTimeout(parent, time.Hour)
		defer stop()
		cancel()
		<-parent.Done()
		<-child.Done()
		equal(t, child.Err(), context.Canceled)
	}},
	{"13.2", "make the context with context.WithCancelCause and ask context.Cause(ctx)", func(t *testing.T) {
		reason := errors.New("too dear")
		ctx, cancel := context.WithCancelCause(context.Background())
		cancel(reason)
		equal(t, ctx.Err(), context.Canceled)
		equal(t, context.Cause(ctx), reason)
	}},
	{"13.3", "net/http cancels the request’s context when the handler returns", func(t *testing.T) {
		var ctx, kept context.Context
		server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			ctx = context.WithValue(r.Context(), keyA("trace"), 7)
			kept = context.WithoutCancel(ctx)
		}))
		response, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		server.Close()
		equal(t, ctx.Err(), context.Canceled)
		equal(t, kept.Err(), nil)
		equal(t, kept.Value(keyA("trace")), any(7))
	}},
	{"13.3", "under HTTP/1 only once the request’s body has been read to its end", func(t *testing.T) {
		equal(t, disconnected(t, true), true)
		equal(t, disconnected(t, false), false)
	}},
	{"13.3", "but neither cancellation nor deadline", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
		cancel()
		_, ok := context.WithoutCancel(ctx).Deadline()
		equal(t, ok, false)
	}},
	{"13.3", "Server.Shutdown does not wait for that goroutine", func(t *testing.T) {
		started, stop := make(chan bool), make(chan bool)
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			go func() {
				close(started)
				<-stop
			}()
		}))
		defer server.Close()
		defer close(stop)
		response, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		<-started
		equal(t, server.Config.Shutdown(context.Background()), nil)
	}},
	{"13.4", "keys match by type and value, and two packages that both use the string \"id\" would get each other’s", func(t *testing.T) {
		ctx := context.WithValue(context.Background(), any("id"), 1)
		equal(t, context.WithValue(ctx, any("id"), 2).Value("id"), any(2))
		ctx = context.WithValue(ctx, keyA("id"), 3)
		ctx = context.WithValue(ctx, keyB("id"), 4)
		equal(t, ctx.Value("id"), any(1))
		equal(t, ctx.Value(keyA("id")), any(3))
	}},
	{"13.4", "when ctx.Value returns nil", func(t *testing.T) {
		equal(t, context.Background().Value(keyA("id")), nil)
	}},
}
