package main

// inParallel makes a call in n goroutines and tells how often it succeeded.
func inParallel(n int, call func() bool) string {
	var won atomic.Int64
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			if call() {
				won.Add(1)
			}
		})
	}
	wg.Wait()
	return fmt.Sprint(won.Load(), " of ", n)
}

//SNIPPET
