# The changelog of the Debian package, made of CHANGELOG.md: an entry for each version that has a date.
#
#   awk -v newest=0.2.0 -v maintainer="Name <name@example.org>" -f changelog.awk CHANGELOG.md
#
# The first such version has to be `newest`. Sections without a version or a date, such as one of what is not
# released yet, are passed over. Times of the day are made up.

function fail(message) {
  print "CHANGELOG.md: " message > "/dev/stderr"
  failed = 1
  exit 1
}

function rfc_date(date, time,    command, text) {
  command = "date --utc --rfc-email --date='" date " " time "'"
  if ((command | getline text) <= 0) fail("“" date "” is not a date")
  close(command)
  return text
}

# Lines of at most 79 bytes, without the signs of Markdown.
function end_item(    words, count, i, line) {
  if (item == "") return
  gsub(/\*\*|`/, "", item)
  while (match(item, /\]\([^)]*\)/)) item = substr(item, 1, RSTART - 1) substr(item, RSTART + RLENGTH)
  gsub(/\[/, "", item)
  count = split(item, words, " ")
  line = "  *"
  for (i = 1; i <= count; ++i) {
    if (i > 1 && length(line) + 1 + length(words[i]) > 79) {
      print line
      line = "   "
    }
    line = line " " words[i]
  }
  print line
  item = ""
}

function end_entry() {
  if (version == "") return
  end_item()
  printf "\n -- %s  %s\n", maintainer, dated
}

/^## / {
  end_entry()
  version = ""
  if ($0 !~ /^## [0-9][0-9.]*, [0-9]+ [A-Z][a-z]+ [0-9]+$/) next
  version = substr($2, 1, length($2) - 1)
  if (!entries++) {
    if (version != newest) fail("the newest version is " version ", and this is " newest)
  } else {
    print ""
  }
  # Of two versions of a day, the older one has an earlier time.
  on = $3 " " $4 " " $5
  earlier = on == last ? earlier + 1 : 0
  last = on
  dated = rfc_date(on, sprintf("12:%02d", 59 - earlier))
  printf "pensum (%s) unstable; urgency=medium\n\n", version
  next
}

version == "" { next }

# A text that is not of a list is an item, too.
/^- / || /^$/ { end_item() }
/^- / { $0 = substr($0, 3) }
!/^$/ { item = item == "" ? $0 : item " " $0 }

END {
  if (failed) exit 1
  if (!entries) fail("no version has a date")
  end_entry()
}
