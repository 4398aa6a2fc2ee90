package course_claims

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"regexp"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// numbers is a database whose every query gives the numbers from 1 to 5; "broken" fails after 2.
type numbers struct{}

func (numbers) Connect(context.Context) (driver.Conn, error) { return connection{}, nil }
func (numbers) Driver() driver.Driver                        { return nil }

type connection struct{}

func (connection) Prepare(query string) (driver.Stmt, error) { return statement{query}, nil }
func (connection) Close() error                              { return nil }
func (connection) Begin() (driver.Tx, error)                 { return nil, errors.ErrUnsupported }

type statement struct{ query string }

func (statement) Close() error                               { return nil }
func (statement) NumInput() int                              { return 0 }
func (statement) Exec([]driver.Value) (driver.Result, error) { return nil, errors.ErrUnsupported }
func (s statement) Query([]driver.Value) (driver.Rows, error) {
	return &rows{broken: s.query == "broken"}, nil
}

type rows struct {
	n      int64
	broken bool
}

var errBroken = errors.New("the line went dead")

func (*rows) Columns() []string { return []string{"n"} }
func (*rows) Close() error      { return nil }
func (r *rows) Next(values []driver.Value) error {
	if r.broken && r.n == 2 {
		return errBroken
	}
	if r.n == 5 {
		return io.EOF
	}
	r.n++
	values[0] = r.n
	return nil
}

const benchmarks = `package p

import "testing"

func mix(x uint64) uint64 {
	x ^= x >> 31; x *= 0x9E3779B97F4A7C15; x ^= x >> 29; x *= 0xBF58476D1CE4E5B9
	x ^= x >> 32; x *= 0x94D049BB133111EB; x ^= x >> 27; x *= 0xD6E8FEB86659FD93
	return x
}

var Sink uint64
var unknown uint64 = 42

func BenchmarkEmpty(b *testing.B) { for i := 0; i < b.N; i++ { mix(unknown) } }
func BenchmarkLoop(b *testing.B) { for b.Loop() { mix(unknown) } }
func BenchmarkConstant(b *testing.B) { for b.Loop() { mix(42) } }
`

// measured runs the benchmarks several times, as the machine may be busy. It gives the best time of each.
func measured(t *testing.T) map[string]float64 {
	output, _ := module{"go.mod": "module m\n\ngo 1.26\n", "p_test.go": benchmarks}.run(t,
		"test", "-bench=.", "-benchtime=10000000x", "-count=8", ".")
	best := map[string]float64{}
	for _, found := range regexp.MustCompile(`Benchmark(\w+)\S*\s+\d+\s+([\d.]+) ns/op`).FindAllStringSubmatch(output, -1) {
		n, err := strconv.ParseFloat(found[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		if known, ok := best[found[1]]; !ok || n < known {
			best[found[1]] = n
		}
	}
	if len(best) != 3 {
		t.Fatal(output)
	}
	return best
}

var live [][]byte

// cycles is how often the collector runs while a lot of garbage is made.
func cycles(limit int64) uint32 {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(limit))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 4000 {
		garbage = make([]byte, 64<<10)
	}
	runtime.ReadMemStats(&after)
	return after.NumGC - before.NumGC
}

var garbage []byte

var lesson19 = []claim{
	{"19.1", "the block and mutex profiles once runtime.SetBlockProfileRate", func(t *testing.T) {
		wait := func() {
			c := make(chan bool)
			go func() {
				time.Sleep(10 * time.Millisecond)
				close(c)
			}()
			<-c
		}
		before := pprof.Lookup("block").Count()
		wait()
		equal(t, pprof.Lookup("block").Count(), before)
		runtime.SetBlockProfileRate(1)
		defer runtime.SetBlockProfileRate(0)
		wait()
		equal(t, pprof.Lookup("block").Count() > before, true)
		equal(t, runtime.SetMutexProfileFraction(-1), 0)
	}},
	{"19.1", "Those goroutines wait for a free connection", func(t *testing.T) {
		db := sql.OpenDB(numbers{})
		defer db.Close()
		db.SetMaxOpenConns(1)
		early := func() (n int) {
			rows, err := db.Query("numbers")
			if err != nil {
				t.Error(err)
				return
			}
			for rows.Next() {
				rows.Scan(&n)
				return n // and the rows stay open
			}
			return 0
		}
		equal(t, early(), 1)
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		var wg sync.WaitGroup
		wg.Go(func() {
			_, err := db.QueryContext(ctx, "numbers")
			equal(t, err, context.DeadlineExceeded)
		})
		eventually(t, "a goroutine waits", func() bool { return strings.Contains(stacks(), "database/sql.(*DB).conn(") })
		wg.Wait()
		equal(t, db.Stats().WaitCount, 1)
		equal(t, db.Stats().InUse, 1)
	}},
	{"19.1", "defer rows.Close(), check rows.Err() after the loop", func(t *testing.T) {
		db := sql.OpenDB(numbers{})
		defer db.Close()
		db.SetMaxOpenConns(1)
		for range 3 {
			func() {
				rows, err := db.Query("broken")
				if err != nil {
					t.Fatal(err)
				}
				defer rows.Close()
				n := 0
				for rows.Next() {
					n++
				}
				equal(t, n, 2)
				equal(t, rows.Err(), errBroken)
			}()
		}
		// Without Close the connection also comes back once Next has given false.
		rows, err := db.Query("numbers")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
		}
		equal(t, db.Stats().InUse, 0)
	}},
	{"19.2", "saw that its result is not used, and removed it: an empty loop was timed", func(t *testing.T) {
		if best := measured(t); best["Empty"]*2 > best["Loop"] {
			t.Error(best)
		}
	}},
	{"19.2", "Go 1.26 can inline such a call and work out a constant result beforehand", func(t *testing.T) {
		if best := measured(t); best["Constant"]*2 > best["Loop"] {
			t.Error(best)
		}
	}},
	{"19.3", "with GOGC=100 the heap may about double between collections", func(t *testing.T) {
		live = make([][]byte, 64)
		for i := range live {
			live[i] = make([]byte, 1<<20)
		}
		used := heap()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		if ratio := float64(stats.NextGC) / float64(used); ratio < 1.8 || ratio > 2.2 {
			t.Errorf("%d bytes are live, the next collection comes at %d", used, stats.NextGC)
		}
	}},
	{"19.3", "If it is below what is live, it costs up to about half of the CPU time and frees little", func(t *testing.T) {
		live = make([][]byte, 64)
		for i := range live {
			live[i] = make([]byte, 1<<20)
		}
		roomy, tight := cycles(4<<30), cycles(16<<20)
		if tight < 3*roomy {
			t.Errorf("%d collections with room, %d without", roomy, tight)
		}
		equal(t, heap() > 64<<20, true)
		live = nil
	}},
}
