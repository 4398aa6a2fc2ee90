package course_claims

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

const blockedThreads = `package main

import ("fmt"; "os"; "strings"; "syscall"; "time")

func threads() (n int) {
	text, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(text), "Threads:")
	fmt.Sscan(rest, &n)
	return n
}

func main() {
	wait := make(chan int)
	for range 1000 { go func() { <-wait }() }
	time.Sleep(100 * time.Millisecond)
	parked := threads()
	var pipe [2]int
	if err := syscall.Pipe(pipe[:]); err != nil { panic(err) }
	for range 100 { go syscall.Read(pipe[0], make([]byte, 1)) }
	for end := time.Now().Add(10 * time.Second); threads() < parked + 90 && time.Now().Before(end); { time.Sleep(time.Millisecond) }
	fmt.Println(parked < 30, threads() >= parked + 90)
}
`

const spinning = `package main

import ("runtime"; "time")

func main() {
	runtime.GOMAXPROCS(1)
	go func() { for {} }()
	time.Sleep(10 * time.Millisecond)
	println("still runs")
}
`

var lesson12 = []claim{
	{"12.1", "a goroutine that waits for a channel or the network is only parked", func(t *testing.T) {
		prints(t, "1.26", blockedThreads, "true true")
	}},
	{"12.1", "a thousand reads of slow files may mean a thousand threads", func(t *testing.T) {
		prints(t, "1.26", blockedThreads, "true true")
	}},
	{"12.1", "is preempted by a signal, even in a loop without calls", func(t *testing.T) {
		prints(t, "1.26", spinning, "still runs")
		// Without the signals it never ends.
		m := program("1.26", spinning)
		m["run.sh"] = "$GO build -o program . && GODEBUG=asyncpreemptoff=1 timeout 2 ./program"
		output, ok := m.shell(t, ".", nil, "run.sh")
		equal(t, ok, false)
		equal(t, output, "")
	}},
	{"12.2", "On nil, send and receive block for ever and close panics", func(t *testing.T) {
		var c chan int
		blocks(t, func() { c <- 1 })
		blocks(t, func() { <-c })
		panics(t, "close of nil channel", func() { close(c) })
	}},
	{"12.2", "on a closed channel, send and close panic, while receive drains the buffer", func(t *testing.T) {
		c := make(chan int, 1)
		c <- 7
		close(c)
		panics(t, "send on closed channel", func() { c <- 1 })
		panics(t, "close of closed channel", func() { close(c) })
		v, ok := <-c
		equal(t, v, 7)
		equal(t, ok, true)
		v, ok = <-c
		equal(t, v, 0)
		equal(t, ok, false)
	}},
	{"12.2", "which picks one of the ready cases at random", func(t *testing.T) {
		a, b := make(chan int), make(chan int)
		close(a)
		close(b)
		var picked [2]int
		for range 1000 {
			select {
			case <-a:
				picked[0]++
			case <-b:
				picked[1]++
			}
		}
		if min(picked[0], picked[1]) < 300 {
			t.Errorf("of 1000 rounds %v", picked)
		}
	}},
	{"12.2", "a nil channel switches its case off", func(t *testing.T) {
		closed, other := make(chan int), make(chan int, 1)
		close(closed)
		other <- 5
		closed = nil
		select {
		case <-closed:
			t.Error("the nil channel was ready")
		case v := <-other:
			equal(t, v, 5)
		}
	}},
	{"12.3", "the goroutine blocks in its send for good, with all that it refers to", func(t *testing.T) {
		ended := make(chan bool)
		func() {
			c := make(chan int)
			go func() {
				defer close(ended)
				c <- 1
			}()
		}()
		runtime.GC()
		blocks(t, func() { <-ended })
	}},
	{"12.3", "make(chan result, 1) cures it, since the one send always finds room", func(t *testing.T) {
		c := make(chan int, 1)
		if !returns(func() { c <- 1 }, time.Second) {
			t.Error("the send blocks")
		}
	}},
	{"12.4", "the main module’s go line must be 1.25 or later", func(t *testing.T) {
		for line, want := range map[string]bool{"1.24": true, "1.25": false} {
			output, _ := program(line, spinning).run(t, "list", "-f", "{{.DefaultGODEBUG}}", ".")
			equal(t, strings.Contains(output, "containermaxprocs=0"), want)
		}
	}},
}
