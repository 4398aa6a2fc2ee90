"""Checks the Go code in the texts of the built-in course; called by scripts/snippets. See README.md."""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).parent
CATALOG = HERE.parent.parent / "catalog" / "go-interview.xml"
TEXTS = CATALOG.with_suffix("")
GO = os.environ["GO"]
GOFMT = pathlib.Path(GO).resolve().with_name("gofmt")
SECONDS = 20
COLUMNS = 68
WORDS_A_MINUTE = 220
TOLERANCE = 0.12

# Where several packages of the standard library have the same last name, the one that is meant.
PREFERRED = {"rand": "math/rand/v2", "template": "text/template", "pprof": "runtime/pprof", "trace": "runtime/trace",
             "json": "encoding/json", "scanner": "text/scanner", "v2": None}


class Block:
    """A piece of Go code in a text, with the output that is printed below it."""

    def __init__(self, lesson, number, code, output):
        self.name = f"{lesson:02d}-{number}"
        self.code = code
        self.output = output
        companion = HERE / f"{self.name}.go"
        self.companion = companion.read_text() if companion.exists() else ""
        self.problems = []

    def says(self, words):
        return re.search(r"//[^\n]*\b" + words, self.code) is not None

    def asks(self, directive):
        return re.findall(rf"^//{directive}: (.*)$", self.companion, re.M)

    def wrong(self, problem, details=""):
        self.problems.append(problem + ("\n" + details.rstrip() if details else ""))

    # --- the source file ---

    def source(self):
        if "//SNIPPET\n" in self.companion:
            return self.companion.replace("//SNIPPET\n", self.code.rstrip("\n") + "\n")
        if re.match(r"(//.*\n|\n)*package ", self.code):
            return self.code
        declarations, statements = sort_fragment(self.code)
        if re.search(r"^func (Test|Benchmark)\w*\(", declarations, re.M):
            return "package p\n\n" + declarations
        if not re.search(r"^func main\(", declarations, re.M):
            declarations += "\nfunc main() {\n" + statements + "}\n"
        return "package main\n\n" + declarations

    # --- the checks ---

    def check(self, folder):
        folder.mkdir()
        (folder / "go.mod").write_text("module example.com/snippet\n\ngo 1.26\n")
        self.folder = folder
        self.check_form()
        text = self.source()
        self.is_test = re.search(r"^func (Test|Benchmark)\w*\(", text, re.M) is not None
        self.is_program = re.search(r"^package main$", text, re.M) is not None and not self.is_test
        self.path = folder / ("snippet_test.go" if self.is_test else "snippet.go")
        self.path.write_text(with_imports(text) if not self.code.startswith("package ") else text)
        built = self.build("program")
        if self.says("does not compile"):
            self.check_refused(built)
            return
        if built.returncode:
            self.wrong("it does not compile", built.stdout)
            return
        self.check_compiler()
        self.check_vet()
        if self.is_program or self.is_test:
            self.check_run()
            self.check_races()

    def check_form(self):
        if self.says("does not compile"):
            return
        formatted = subprocess.run([GOFMT], input=self.code, text=True, capture_output=True)
        # What mixes declarations with statements is not a file for gofmt.
        if formatted.returncode == 0 and formatted.stdout.strip() != self.code.strip():
            self.wrong("it is not as gofmt writes it:", formatted.stdout)

    def flags(self):
        return " ".join(self.asks("build flags")).split()

    def build(self, name, *flags):
        what = ["test", "-c"] if self.is_test else ["build"]
        while True:
            built = self.go(*what, *self.flags(), *flags, "-o", name, ".")
            unused = set(re.findall(r'"([a-z0-9/]+)" imported (?:as \w+ )?and not used', built.stdout))
            text = self.path.read_text()
            kept = "".join(line for line in text.splitlines(True)
                           if not any(line == f'import "{path}"; \n' for path in unused))
            if not unused or kept == text:
                return built
            self.path.write_text(kept)

    def check_refused(self, built):
        if not built.returncode:
            self.wrong("it compiles")
        for words in self.asks("compiler prints"):
            if words not in built.stdout:
                self.wrong(f"the compiler's error does not have “{words}”:", built.stdout)

    def check_compiler(self):
        if wanted := self.asks("compiler prints"):
            reasons = self.build("unused", "-gcflags=-m").stdout
            for words in wanted:
                if words not in reasons:
                    self.wrong(f"the compiler does not print “{words}” with -gcflags=-m:", reasons)

    def check_vet(self):
        vetted = self.go("vet", ".")
        wanted = self.asks("vet prints")
        if wanted or self.says("vet reports"):
            if not vetted.returncode:
                self.wrong("go vet reports nothing")
            for words in wanted:
                if words not in vetted.stdout:
                    self.wrong(f"go vet does not report “{words}”:", vetted.stdout)
        elif vetted.returncode:
            self.wrong("go vet reports:", vetted.stdout)

    def check_run(self):
        if self.says("data race") and self.output is None:
            return
        self.compare(*self.run("program"))

    def check_races(self):
        if self.says("deadlocks") or "all goroutines are asleep" in (self.output or ""):
            return  # the detector's runtime does not notice deadlocks, and would wait for ever
        built = self.build("racing", "-race")
        if built.returncode:
            self.wrong("it does not build with -race", built.stdout)
            return
        printed, errors, status = self.run("racing")
        found = "WARNING: DATA RACE" in printed + errors
        if self.says("data race"):
            if not found:
                self.wrong("the race detector reports nothing")
        elif found:
            self.wrong("the race detector reports:", printed + errors)
        elif status is None:
            self.wrong(f"it runs for more than {SECONDS} s under the race detector")

    def run(self, name):
        """What the program prints, what it prints to standard error, and its exit status (None: too slow)."""
        command = [self.folder / name]
        if self.is_test:
            command += ["-test.bench=.", "-test.benchtime=20x", "-test.benchmem"]
            if self.output and re.search(r"^\s*(=== RUN|--- PASS)", self.output, re.M):
                command += ["-test.v"]
        environment = os.environ | dict(pair.split("=", 1) for pair in self.asks("environment"))
        try:
            done = subprocess.run(command, cwd=self.folder, env=environment, text=True, capture_output=True,
                                  errors="replace", timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return "", "", None
        return done.stdout, done.stderr, done.returncode

    def compare(self, printed, errors, status):
        if status is None:
            self.wrong(f"it runs for more than {SECONDS} s")
            return
        end = re.search(r"^(panic|fatal error): .*$", errors, re.M)
        wanted = self.output or ""
        if self.says("panics") and not (end and end[1] == "panic"):
            self.wrong("it does not panic:", printed + errors)
        if self.says("deadlocks") and not (end and "all goroutines are asleep" in end[0]):
            self.wrong("it does not deadlock:", printed + errors)
        fails = (self.says("panics") or self.says("deadlocks") or
                 re.search(r"^(panic: |fatal error: |exit status |FAIL|\s*--- FAIL)", wanted, re.M))
        if status and not fails:
            self.wrong("it fails:", printed + errors)
        if self.output is None:
            return
        if end and re.search(r"^(panic|fatal error): ", wanted, re.M):
            printed += end[0] + "\n"
        if re.search(r"^exit status ", wanted, re.M):
            printed += f"exit status {status}\n"
        if not re.fullmatch(pattern(wanted), lines(printed)):
            self.wrong("it prints:", printed)

    def go(self, *arguments):
        return subprocess.run([GO, *arguments], cwd=self.folder, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)


def lines(text):
    return "".join(line.rstrip() + "\n" for line in text.strip("\n").splitlines())


def pattern(expected):
    result = ""
    for line in lines(expected).splitlines():
        if line.strip() == "…":
            result += r"(?:.*\n)*"
        else:
            result += ".*".join(re.escape(part) for part in line.split("…")) + r"\n"
    return result


def sort_fragment(code):
    """The declarations and the statements of a fragment that gofmt has indented."""
    has_functions = re.search(r"^(func [\w(]|type )", code, re.M) is not None
    declarations, statements, open_until, in_statements = "", "", None, False
    target = ""
    for line in code.splitlines(True):
        if open_until is None and line.strip():
            starts = re.match(r"(func (\w|\(\w+ |\(\*?\w+\) )|type |import )", line)
            early = re.match(r"(var|const) ", line) and has_functions and not in_statements
            comment = line.startswith("//")
            if not comment and not line.startswith("\t"):  # or a function's parameters go on
                target = "declarations" if starts or early else "statements"
                in_statements = in_statements or target == "statements"
            if not comment:
                if re.search(r"[{(]\s*(//.*)?$", line) and line[0] not in "})":
                    open_until = "}" if re.search(r"\{\s*(//.*)?$", line) else ")"
        elif open_until is not None and line.startswith(open_until):
            if not re.search(r"\{\s*(//.*)?$", line):
                open_until = None
        if target == "declarations":
            declarations += line
        else:
            statements += line
    return declarations, statements


def standard_library():
    packages = {}
    listed = subprocess.run([GO, "list", "std"], text=True, capture_output=True, check=True).stdout
    for path in listed.split():
        if "internal" in path or path.startswith("vendor/"):
            continue
        packages.setdefault(path.split("/")[-1], path)
    packages |= PREFERRED
    return packages


PACKAGES = standard_library()


def with_imports(text):
    """The text with imports of the packages of the standard library that it seems to use.

    The build takes out those that turn out to be names of its own."""
    plain = re.sub(r'//.*|"(?:\\.|[^"\\\n])*"|`[^`]*`|/\*.*?\*/', "", text)
    used = set(re.findall(r"(?<![\w.])([a-z][a-z0-9]*)\.[A-Z]", plain))
    present = set(re.findall(r'^(?:import |\t)(?:\w+ )?"([a-z0-9/]+)"$', text, re.M))
    wanted = sorted(path for path in (PACKAGES.get(name) for name in used) if path and path not in present)
    # The odd space marks them for build(), which takes back what is not used.
    imports = "".join(f'import "{path}"; \n' for path in wanted)
    return re.sub(r"^package \w+\n", lambda match: match[0] + imports, text, count=1, flags=re.M)


def words_in(root):
    return sum(1 for word in "".join(root.itertext()).split() if re.search(r"\w", word))


def check_text(lesson, root, minutes):
    problems = []
    for pre in root.iter("pre"):
        for line in "".join(pre.itertext()).splitlines():
            if len(line.expandtabs(4)) > COLUMNS:
                problems.append(f"{lesson:02d}: more than {COLUMNS} columns: {line}")
    count, ideal = words_in(root), minutes * WORDS_A_MINUTE
    if abs(count - ideal) > ideal * TOLERANCE:
        problems.append(f"{lesson:02d}: {count} words; {minutes} minutes are {ideal}")
    return problems, count


def blocks_of(lesson, root):
    blocks = []
    parents = {child: parent for parent in root.iter() for child in parent}
    pres = [pre for pre in root.iter("pre") if pre.get("lang") == "go"]
    for number, pre in enumerate(pres, 1):
        siblings = list(parents[pre])
        following = siblings[siblings.index(pre) + 1:][:1]
        output = None
        if following and following[0].tag == "pre" and following[0].get("lang") == "output":
            output = "".join(following[0].itertext())
        code = "".join(pre.itertext()).removeprefix("\n").rstrip() + "\n"
        blocks.append(Block(lesson, number, code, output))
    return blocks


def main():
    minutes = {int(lesson.get("id")): int(lesson.get("minutes")) for lesson in xml.parse(CATALOG).iter("lesson")}
    wanted = [int(argument) for argument in sys.argv[1:]] or [int(path.stem) for path in sorted(TEXTS.glob("??.xml"))]
    problems, blocks, counts = [], [], []
    for lesson in wanted:
        root = xml.parse(TEXTS / f"{lesson:02d}.xml").getroot()
        found, count = check_text(lesson, root, minutes[lesson])
        problems += found
        counts.append(f"lesson {lesson}: {count} words, {minutes[lesson]} minutes")
        blocks += blocks_of(lesson, root)
    names = {block.name for block in blocks}
    for companion in HERE.glob("??-*.go"):
        if int(companion.stem[:2]) in wanted and companion.stem not in names:
            problems.append(f"{companion.name} belongs to no block")
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(block.check, pathlib.Path(folder) / block.name) for block in blocks]:
            done.result()
    for block in blocks:
        problems += [f"{block.name}: {problem}" for problem in block.problems]
    for line in counts + problems:
        print(line)
    print(f"{len(blocks)} pieces of code, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
