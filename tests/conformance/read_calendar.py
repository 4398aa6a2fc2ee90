# Reads calendars as Python's icalendar does: python3 read_calendar.py FILE...
# Prints the same as read_calendar_icaljs.mjs.
import json
import sys

import icalendar


def entries_of(file):
    with open(file, "rb") as opened:
        calendar = icalendar.Calendar.from_ical(opened.read())
    assert not calendar.errors, calendar.errors
    for entry in calendar.subcomponents:
        assert not entry.errors, entry.errors
        todo = entry.name == "VTODO"
        first = entry.decoded("due" if todo else "dtstart")
        last = first if todo else entry.decoded("dtend")
        alarms = [alarm["trigger"].dt.total_seconds() for alarm in entry.subcomponents]
        texts = [str(entry[name]) if name in entry else None for name in ("summary", "description")]
        yield [str(entry["uid"]), first.isoformat(), last.isoformat(), *texts, int(alarms[0]) if alarms else None]


for file in sys.argv[1:]:
    print(json.dumps(list(entries_of(file))))
