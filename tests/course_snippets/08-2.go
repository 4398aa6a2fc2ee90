package main

import "fmt"

type Stock interface {
	Reserve(item string, n int) error
}

func PlaceOrder(s Stock, item string) error {
	if err := s.Reserve(item, 1); err != nil {
		return fmt.Errorf("order %s: %w", item, err)
	}
	return nil
}

//SNIPPET
