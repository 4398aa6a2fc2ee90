package course_claims

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// threeModules has an internal package below a/, and packages that import it or what surrounds it.
var threeModules = module{
	"go.work":             "go 1.26\n\nuse (\n\t./m\n\t./tool\n\t./other\n)\n",
	"m/go.mod":            "module example.com/m\n\ngo 1.26\n",
	"m/a/internal/x/x.go": "package x\n\ntype T struct{ N int }\n\nfunc (T) Hello() string { return \"hello\" }\n",
	"m/a/inside/i.go":     "package inside\n\nimport _ \"example.com/m/a/internal/x\"\n",
	"m/a/open/open.go":    "package open\n\nimport \"example.com/m/a/internal/x\"\n\ntype T = x.T\n\nfunc New() x.T { return x.T{N: 1} }\n",
	"m/b/b.go":            "package b\n\nimport _ \"example.com/m/a/internal/x\"\n",
	"tool/go.mod":         "module example.com/m/a/tool\n\ngo 1.26\n",
	"tool/tool.go":        "package tool\n\nimport _ \"example.com/m/a/internal/x\"\n",
	"other/go.mod":        "module example.com/other\n\ngo 1.26\n",
	"other/other.go":      "package other\n\nimport _ \"example.com/m/a/internal/x\"\n",
	"other/user/user.go":  "package user\n\nimport \"example.com/m/a/open\"\n\nvar v open.T = open.New()\n\nvar s = v.Hello() + open.T{N: 2}.Hello()\n",
}

// zipped is a module as a proxy serves it.
func zipped(t *testing.T, path, version string, files module) string {
	var buffer bytes.Buffer
	archive := zip.NewWriter(&buffer)
	for name, text := range files {
		writer, err := archive.Create(path + "@" + version + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := writer.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.String()
}

// proxied adds one version of a module to the files of a proxy.
func (m module) proxied(t *testing.T, path, version, requires string) {
	text := "module " + path + "\n\ngo 1.26\n" + requires
	base := "proxy/" + path + "/@v/"
	m[base+"list"] += version + "\n"
	m[base+version+".info"] = `{"Version":"` + version + `","Time":"2026-01-01T00:00:00Z"}`
	m[base+version+".mod"] = text
	m[base+version+".zip"] = zipped(t, path, version, module{"go.mod": text, "p.go": "package lib\n\nvar Count int\n"})
}

// versions is a main module whose two dependencies ask for different versions of one library.
func versions(t *testing.T) module {
	m := module{}
	for _, version := range []string{"v1.3.0", "v1.5.0", "v1.9.0"} {
		m.proxied(t, "example.com/lib", version, "")
	}
	m.proxied(t, "example.com/lib/v2", "v2.0.0", "")
	m.proxied(t, "example.com/one", "v1.0.0", "\nrequire example.com/lib v1.3.0\n")
	m.proxied(t, "example.com/two", "v1.0.0", "\nrequire example.com/lib v1.5.0\n")
	m["main/go.mod"] = "module example.com/main\n\ngo 1.26\n\n" +
		"require (\n\texample.com/lib/v2 v2.0.0\n\texample.com/one v1.0.0\n\texample.com/two v1.0.0\n)\n"
	m["main/main.go"] = "package main\n\nimport (\n\t\"example.com/lib\"\n\tv2 \"example.com/lib/v2\"\n)\n\n" +
		"func main() { lib.Count = 1; v2.Count = 2; println(lib.Count, v2.Count) }\n"
	return m
}

// runProxied calls the go command in the main module with nothing but the proxy of its files, by a
// script, because the proxy's folder is not known before it is written.
func (m module) runProxied(t *testing.T, arguments ...string) string {
	cache := t.TempDir()
	m["main/run.sh"] = "GOPROXY=file://$(cd ../proxy && pwd) exec \"$GO\" \"$@\"\n"
	output, _ := m.shell(t, "main", []string{"GOSUMDB=off", "GOFLAGS=-mod=mod -modcacherw", "GOMODCACHE=" + cache},
		append([]string{"run.sh"}, arguments...)...)
	return strings.TrimSpace(output)
}

const closuresInLoop = `package main

import "fmt"

func main() {
	var print []func()
	for i := 0; i < 3; i++ {
		print = append(print, func() { fmt.Print(i, " ") })
	}
	for _, f := range print {
		f()
	}
}
`

var lesson1 = []claim{
	{"1.1", "even from another module", func(t *testing.T) {
		if output, ok := threeModules.runIn(t, "tool", nil, "build", "./..."); !ok {
			t.Error(output)
		}
		if output, ok := threeModules.runIn(t, "m", nil, "build", "./a/..."); !ok {
			t.Error(output)
		}
		output, _ := threeModules.runIn(t, "other", nil, "build", ".")
		contains(t, output, "use of internal package example.com/m/a/internal/x not allowed")
	}},
	{"1.1", "a/internal/x is closed to the sibling folder b of the same module", func(t *testing.T) {
		output, _ := threeModules.runIn(t, "m", nil, "build", "./b")
		contains(t, output, "use of internal package example.com/m/a/internal/x not allowed")
	}},
	{"1.1", "a function or an alias of an open package can still hand out its types", func(t *testing.T) {
		if output, ok := threeModules.runIn(t, "other", nil, "build", "./user"); !ok {
			t.Error(output)
		}
	}},
	{"1.2", "loop variables, for example, changed their meaning with the line go 1.22", func(t *testing.T) {
		prints(t, "1.21", closuresInLoop, "3 3 3")
		prints(t, "1.22", closuresInLoop, "0 1 2")
	}},
	{"1.2", "a toolchain that is too old fetches a newer one or refuses", func(t *testing.T) {
		output, _ := program("1.99", closuresInLoop).run(t, "run", ".")
		contains(t, output, "requires go >= 1.99")
	}},
	{"1.2", "in the main module through the GODEBUG defaults too", func(t *testing.T) {
		for line, want := range map[string]bool{"1.20": true, "1.26": false} {
			output, _ := program(line, closuresInLoop).run(t, "list", "-f", "{{.DefaultGODEBUG}}", ".")
			equal(t, strings.Contains(output, "panicnil=1"), want)
		}
	}},
	{"1.3", "minimal version selection takes the highest version that any go.mod in the build asks for", func(t *testing.T) {
		equal(t, versions(t).runProxied(t, "list", "-m", "example.com/lib"), "example.com/lib v1.5.0")
	}},
	{"1.3", "each with its own package variables", func(t *testing.T) {
		contains(t, versions(t).runProxied(t, "run", "."), "1 2")
	}},
}
