// Reads calendars as Mozilla's ical.js does: node read_calendar_icaljs.mjs NODE_MODULES FILE...
// Prints a line for each file: an array, in JSON, with an array for each entry: UID, beginning, end (of a to-do the day
// on which it is due), summary, description, and the seconds from the beginning to the alarm. Starting takes longer than
// reading a file does.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(`${modules}/ical.js/dist/ical.js`));

const text = (component, name) => component.getFirstPropertyValue(name) ?? null;

function entry(component) {
  const todo = component.name === "vtodo";
  const first = text(component, todo ? "due" : "dtstart").toString();
  const last = todo ? first : new ICAL.Event(component).endDate.toString();
  const alarm = component.getFirstSubcomponent("valarm");
  const seconds = alarm ? alarm.getFirstPropertyValue("trigger").toSeconds() : null;
  return [text(component, "uid"), first, last, text(component, "summary"), text(component, "description"), seconds];
}

for (const file of files) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  console.log(JSON.stringify(calendar.getAllSubcomponents().map(entry)));
}
