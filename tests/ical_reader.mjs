// Reads a calendar from standard input with ical.js and says in JSON what it found, as a program in this time zone sees it.
import ICAL from "ical.js";
import { readFileSync } from "node:fs";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const local = (day) => [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const last = event.endDate.clone();
  last.adjust(-1, 0, 0, 0);
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    is_day: event.startDate.isDate && event.endDate.isDate,
    first: local(event.startDate.toJSDate()),
    last: local(last.toJSDate()),
    alarms: component.getAllSubcomponents("valarm").map((alarm) => alarm.getFirstPropertyValue("trigger").toString()),
  };
});
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue("name"), refresh: calendar.getFirstPropertyValue("refresh-interval").toString(), events }));
