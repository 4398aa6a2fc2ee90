package main

//environment: GOMAXPROCS=1

func main() {
	runtime.Gosched() // begins a new time slice, so that it does not end in the loop
//SNIPPET
}
