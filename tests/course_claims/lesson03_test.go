package course_claims

import "testing"

var lesson3 = []claim{
	{"3.1", "v is a copy of the element, so the assignment changes only the copy", func(t *testing.T) {
		nums := []int{1, 2}
		for _, v := range nums {
			v *= 2
		}
		equal(t, nums[1], 2)
		for i := range nums {
			nums[i] *= 2
		}
		equal(t, nums[1], 4)
	}},
	{"3.1", "elements that you append inside the loop are not visited", func(t *testing.T) {
		nums, rounds := []int{1, 2}, 0
		for range nums {
			nums = append(nums, 3)
			rounds++
		}
		equal(t, rounds, 2)
	}},
	{"3.2", "break leaves the innermost for, switch, or select, here the switch", func(t *testing.T) {
		rounds := 0
		for range 3 {
			switch {
			default:
				rounds++
				break
			}
		}
		equal(t, rounds, 3)
	loop:
		for range 3 {
			switch {
			default:
				rounds++
				break loop
			}
		}
		equal(t, rounds, 4)
	}},
	{"3.2", "continue does mean the loop even inside a switch", func(t *testing.T) {
		after := 0
		for range 3 {
			switch {
			default:
				if after == 0 {
					continue
				}
			}
			after++
		}
		equal(t, after, 0)
	}},
	{"3.3", "an empty one handles its value by doing nothing", func(t *testing.T) {
		work := func(n int) (done bool) {
			switch n {
			case 1:
			case 2:
				done = true
			}
			return done
		}
		equal(t, work(1), false)
		equal(t, work(2), true)
		switch 1 {
		case 1, 2:
		default:
			t.Error("case 1, 2 does not take 1")
		}
	}},
	{"3.3", "fallthrough enters the next body without testing its condition", func(t *testing.T) {
		entered := false
		switch 1 {
		case 1:
			fallthrough
		case 7:
			entered = true
		}
		equal(t, entered, true)
	}},
}
