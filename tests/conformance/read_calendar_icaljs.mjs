// Reads a calendar as Mozilla's ical.js does: node read_calendar_icaljs.mjs NODE_MODULES FILE
// Prints an array in JSON for each entry: UID, beginning, end (of a to-do the day on which it is due), summary,
// description, and the seconds from the beginning to the alarm.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, file] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(`${modules}/ical.js/dist/ical.js`));

const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
const text = (component, name) => component.getFirstPropertyValue(name) ?? null;
for (const component of calendar.getAllSubcomponents()) {
  const todo = component.name === "vtodo";
  const first = text(component, todo ? "due" : "dtstart").toString();
  const last = todo ? first : new ICAL.Event(component).endDate.toString();
  const alarm = component.getFirstSubcomponent("valarm");
  const seconds = alarm ? alarm.getFirstPropertyValue("trigger").toSeconds() : null;
  console.log(JSON.stringify([text(component, "uid"), first, last, text(component, "summary"), text(component, "description"), seconds]));
}
