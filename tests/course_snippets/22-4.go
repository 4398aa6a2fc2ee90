package main

import (
	"context"
	"errors"
	"sync"
)

//SNIPPET

func main() {
	broken := errors.New("broken")
	jobs := make([]int, 1000)
	for i := range jobs {
		jobs[i] = i
	}
	for _, n := range []int{0, 1, 8} {
		err := Run(context.Background(), n, jobs, func(ctx context.Context, job int) error {
			if job == 500 {
				return broken
			}
			return ctx.Err()
		})
		if err != broken {
			panic(err)
		}
		err = Run(context.Background(), n, jobs, func(context.Context, int) error { return nil })
		if err != nil {
			panic(err)
		}
	}
}
