package course_claims

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// late answers a request after the server's WriteTimeout, with so many bytes. It tells what the handler
// sees and what the client gets.
func late(t *testing.T, bytes int) (before, after, written, client error) {
	done := make(chan bool)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(done)
		time.Sleep(300 * time.Millisecond)
		before = r.Context().Err()
		_, written = w.Write(make([]byte, bytes))
		after = r.Context().Err()
	}))
	server.Config.WriteTimeout = 100 * time.Millisecond
	server.Start()
	defer server.Close()
	_, client = http.Get(server.URL)
	<-done
	return before, after, written, client
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	if r.status == 0 && (status < 100 || status > 199) {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

type unwrapping struct{ *statusRecorder }

func (u unwrapping) Unwrap() http.ResponseWriter { return u.ResponseWriter }

// serve answers one request with a handler.
func serve(t *testing.T, handler http.HandlerFunc) (*http.Response, error) {
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	defer server.Close()
	response, err := http.Get(server.URL)
	if err == nil {
		io.Copy(io.Discard, response.Body)
		response.Body.Close()
	}
	return response, err
}

// connections is how many connections a client opens for five requests.
func connections(t *testing.T, request func(client *http.Client, url string)) int64 {
	var opened atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Write(make([]byte, 100_000))
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	for range 5 {
		request(client, server.URL)
	}
	return opened.Load()
}

func get(t *testing.T, client *http.Client, url string) *http.Response {
	response, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	return response
}

var lesson20 = []claim{
	{"20.1", "Its server has no timeouts, so a client that sends its headers byte by byte holds a connection", func(t *testing.T) {
		for _, timeout := range []time.Duration{0, 200 * time.Millisecond} {
			server := httptest.NewUnstartedServer(http.NotFoundHandler())
			server.Config.ReadHeaderTimeout = timeout
			server.Start()
			connection, err := net.Dial("tcp", server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(connection, "GET / HTTP/1.1\r\nHo")
			connection.SetReadDeadline(time.Now().Add(time.Second))
			_, err = bufio.NewReader(connection).ReadByte()
			var waiting net.Error
			equal(t, errors.As(err, &waiting) && waiting.Timeout(), timeout == 0)
			connection.Close()
			server.Close()
		}
	}},
	{"20.1", "None of them interrupts a handler", func(t *testing.T) {
		var interrupted error
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body)
			time.Sleep(300 * time.Millisecond)
			interrupted = r.Context().Err()
		}))
		server.Config.ReadTimeout = 100 * time.Millisecond
		server.Config.ReadHeaderTimeout = 100 * time.Millisecond
		server.Config.IdleTimeout = 100 * time.Millisecond
		server.Start()
		response, err := http.Post(server.URL, "text/plain", strings.NewReader("hello"))
		server.Close()
		equal(t, err, nil)
		response.Body.Close()
		equal(t, response.StatusCode, http.StatusOK)
		equal(t, interrupted, nil)
	}},
	{"20.1", "a small one stays in the buffer, returns nil, and the client gets EOF", func(t *testing.T) {
		before, after, written, client := late(t, 100)
		equal(t, before, nil)
		equal(t, written, nil)
		equal(t, after, nil)
		equal(t, errors.Is(client, io.EOF), true)
	}},
	{"20.1", "under HTTP/1 a late write fails, and cancels r.Context(), only when it reaches the connection", func(t *testing.T) {
		before, after, written, client := late(t, 1<<20)
		equal(t, before, nil)
		equal(t, written != nil, true)
		equal(t, after, context.Canceled)
		equal(t, client != nil, true)
	}},
	{"20.1", "use context.WithTimeout or http.TimeoutHandler", func(t *testing.T) {
		ended := make(chan error, 1)
		response, err := serve(t, http.TimeoutHandler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			<-r.Context().Done()
			ended <- r.Context().Err()
		}), 50*time.Millisecond, "late").ServeHTTP)
		equal(t, err, nil)
		equal(t, response.StatusCode, http.StatusServiceUnavailable)
		equal(t, <-ended, context.DeadlineExceeded)
	}},
	{"20.2", "ListenAndServe returns http.ErrServerClosed as soon as Shutdown begins", func(t *testing.T) {
		inside, finish := make(chan bool), make(chan bool)
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		server := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			close(inside)
			<-finish
		})}
		served, shut, answered := make(chan error, 1), make(chan error, 1), make(chan error, 1)
		go func() { served <- server.Serve(listener) }()
		go func() {
			response, err := http.Get("http://" + listener.Addr().String())
			if err == nil {
				response.Body.Close()
			}
			answered <- err
		}()
		<-inside
		cancelled, cancel := context.WithCancel(context.Background())
		cancel()
		equal(t, server.Shutdown(cancelled), context.Canceled) // it gives up at once
		go func() { shut <- server.Shutdown(context.Background()) }()
		equal(t, <-served, http.ErrServerClosed)
		select {
		case <-shut:
			t.Error("Shutdown does not wait for the request")
		case <-time.After(50 * time.Millisecond):
		}
		close(finish)
		equal(t, <-shut, nil)
		equal(t, <-answered, nil)
	}},
	{"20.2", "It waits neither for hijacked connections", func(t *testing.T) {
		hijacked := make(chan net.Conn, 1)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			connection, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
			}
			hijacked <- connection
		}))
		connection, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		io.WriteString(connection, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		defer (<-hijacked).Close()
		equal(t, server.Config.Shutdown(context.Background()), nil)
	}},
	{"20.3", "the wrapper records the first final status that WriteHeader gets, and takes 200 if the handler never calls it", func(t *testing.T) {
		recorder := new(statusRecorder)
		response, err := serve(t, func(w http.ResponseWriter, r *http.Request) {
			recorder.ResponseWriter = w
			recorder.WriteHeader(http.StatusEarlyHints)
			recorder.WriteHeader(http.StatusTeapot)
			recorder.WriteHeader(http.StatusOK)
		})
		equal(t, err, nil)
		equal(t, response.StatusCode, http.StatusTeapot)
		equal(t, recorder.status, http.StatusTeapot)
		response, err = serve(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "x") })
		equal(t, err, nil)
		equal(t, response.StatusCode, http.StatusOK)
	}},
	{"20.3", "a request that died is missing from the log, or is in it with 200", func(t *testing.T) {
		var plain, deferred bool
		status := 0
		_, err := serve(t, func(w http.ResponseWriter, r *http.Request) {
			recorder := &statusRecorder{ResponseWriter: w}
			defer func() { deferred, status = true, recorder.status }()
			func(http.ResponseWriter) { panic("bug") }(recorder)
			plain = true
		})
		equal(t, errors.Is(err, io.EOF), true) // the client gets no status at all
		equal(t, plain, false)
		equal(t, deferred, true)
		equal(t, status, 0)
	}},
	{"20.3", "w.(http.Flusher) and w.(http.Hijacker) fail", func(t *testing.T) {
		_, err := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			_, ok := w.(http.Flusher)
			equal(t, ok, true)
			var wrapped http.ResponseWriter = &statusRecorder{ResponseWriter: w}
			_, ok = wrapped.(http.Flusher)
			equal(t, ok, false)
			_, ok = wrapped.(http.Hijacker)
			equal(t, ok, false)
			equal(t, errors.Is(http.NewResponseController(wrapped).Flush(), http.ErrNotSupported), true)
			wrapped = unwrapping{&statusRecorder{ResponseWriter: w}}
			equal(t, http.NewResponseController(wrapped).Flush(), nil)
			_, ok = wrapped.(http.Flusher)
			equal(t, ok, false)
		})
		equal(t, err, nil)
	}},
	{"20.4", "a connection goes back to the pool once the response’s body has been read to its end", func(t *testing.T) {
		equal(t, connections(t, func(client *http.Client, url string) {
			response := get(t, client, url)
			defer response.Body.Close()
			io.Copy(io.Discard, response.Body)
		}), 1)
	}},
	{"20.4", "up to Go 1.26 Close alone throws it away, and without either it leaks", func(t *testing.T) {
		equal(t, connections(t, func(client *http.Client, url string) { get(t, client, url).Body.Close() }), 5)
		var open []*http.Response
		equal(t, connections(t, func(client *http.Client, url string) { open = append(open, get(t, client, url)) }), 5)
	}},
	{"20.4", "every new Transport starts with an empty pool", func(t *testing.T) {
		equal(t, connections(t, func(_ *http.Client, url string) {
			client := &http.Client{Transport: &http.Transport{}}
			defer client.CloseIdleConnections()
			response := get(t, client, url)
			defer response.Body.Close()
			io.Copy(io.Discard, response.Body)
		}), 5)
	}},
	{"20.4", "a Transport keeps only two idle connections per host unless you raise MaxIdleConnsPerHost", func(t *testing.T) {
		equal(t, http.DefaultMaxIdleConnsPerHost, 2)
		equal(t, http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost, 0)
		equal(t, http.DefaultClient.Timeout, 0)
	}},
}
