package retry

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func Retry(ctx context.Context, f func() error) error {
	for wait := time.Second; ; wait *= 2 {
		err := f()
		if err == nil {
			return nil
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return errors.Join(context.Cause(ctx), err)
		}
	}
}

//SNIPPET
