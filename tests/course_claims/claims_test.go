// Package course_claims runs what the answers of the built-in course claim about Go.
//
// Every claim quotes the words that it holds to account, so that neither the catalog nor the claim can
// change without the other. scripts/claims runs them all; they need a Go toolchain and are not part of
// the build.
package course_claims

import (
	"encoding/xml"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

// A claim is something that question "lesson.number" of the catalog or its answer states.
type claim struct {
	question string
	words    string // as they are in the catalog
	check    func(t *testing.T)
}

var lessons = [][]claim{
	lesson1, lesson2, lesson3, lesson4, lesson5, lesson6, lesson7, lesson8, lesson9, lesson10, lesson11,
	lesson12, lesson13, lesson14, lesson15, lesson16, lesson17, lesson18, lesson19, lesson20, lesson21,
	lesson22,
}

// Questions whose answers are advice or facts that no program can show here.
var notRun = map[string]string{
	"16.3": "what a package promises to its callers is a matter of design",
}

// catalog gives the text of each question with its answer.
var catalog = sync.OnceValues(func() (map[string]string, error) {
	data, err := os.ReadFile("../../catalog/go-interview.xml")
	if err != nil {
		return nil, err
	}
	var file struct {
		Lessons []struct {
			ID     string `xml:"id,attr"`
			Checks []struct {
				Question string `xml:"question"`
				Answer   string `xml:"answer"`
			} `xml:"check"`
		} `xml:"path>lesson"`
	}
	if err := xml.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, lesson := range file.Lessons {
		for i, check := range lesson.Checks {
			id := fmt.Sprintf("%s.%d", lesson.ID, i+1)
			texts[id] = strings.Join(strings.Fields(check.Question+" "+check.Answer), " ")
		}
	}
	return texts, nil
})

func TestClaims(t *testing.T) {
	texts, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	for _, lesson := range lessons {
		for _, claim := range lesson {
			t.Run(claim.question+" "+claim.words, func(t *testing.T) {
				if !strings.Contains(texts[claim.question], claim.words) {
					t.Errorf("the catalog no longer has these words in %s:\n%s", claim.question, texts[claim.question])
				}
				claim.check(t)
			})
		}
	}
}

func TestEveryQuestionHasClaims(t *testing.T) {
	texts, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	claimed := map[string]bool{}
	for _, lesson := range lessons {
		for _, claim := range lesson {
			claimed[claim.question] = true
		}
	}
	for question := range texts {
		if _, excused := notRun[question]; claimed[question] == excused {
			t.Errorf("%s needs claims or a reason why it has none, and not both", question)
		}
	}
}
