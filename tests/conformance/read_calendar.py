# Reads a calendar as Python's icalendar does: python3 read_calendar.py FILE
# Prints the same as read_calendar_icaljs.mjs.
import json
import sys

import icalendar

with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
assert not calendar.errors, calendar.errors
for entry in calendar.subcomponents:
    assert not entry.errors, entry.errors
    todo = entry.name == "VTODO"
    first = entry.decoded("due" if todo else "dtstart")
    last = first if todo else entry.decoded("dtend")
    alarms = [alarm["trigger"].dt.total_seconds() for alarm in entry.subcomponents]
    texts = [str(entry[name]) if name in entry else None for name in ("summary", "description")]
    print(json.dumps([str(entry["uid"]), first.isoformat(), last.isoformat(), *texts, int(alarms[0]) if alarms else None]))
