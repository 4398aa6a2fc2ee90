// Reads calendars as node-ical does: node read_calendar_node_ical.mjs NODE_MODULES FILE...
// Prints the same as read_calendar_icaljs.mjs, without alarms.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, ...files] = process.argv.slice(2);
const ical = createRequire(`${modules}/`)("node-ical");

const two = (number) => String(number).padStart(2, "0");
const written = (time) => {
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return time.dateOnly ? date : `${date}T${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
};
// It leaves the day on which a to-do is due as it is in the file.
const due = ({ val }) => val.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");

function listed(entry) {
  const first = entry.type === "VTODO" ? due(entry.due) : written(entry.start);
  const last = entry.type === "VTODO" ? first : written(entry.end);
  return [entry.uid, first, last, entry.summary ?? null, entry.description ?? null];
}

for (const file of files) {
  const entries = Object.values(ical.sync.parseICS(readFileSync(file, "utf8")));
  console.log(JSON.stringify(entries.filter(({ type }) => type === "VEVENT" || type === "VTODO").map(listed)));
}
