import { readUsage } from "../../modules/estimate/read-usage";
import { assumedUsage } from "../../modules/estimate/usage";

it("assumes what is not said", () => {
  expect(readUsage("")).toEqual({ ok: true, usage: assumedUsage });
});

it("reads figures, and shares as per cent too", () => {
  expect(readUsage("calls=2e4, minutes=7.5,relayed=15%,media=0")).toEqual({
    ok: true,
    usage: { ...assumedUsage, calls: 20_000, minutes: 7.5, relayed: 0.15, media: 0 },
  });
});

it.each([
  ["minuts=3", 'There is no such figure. Did you mean "minutes"?'],
  ["=3", "There is no such figure. There are: users, calls, minutes, participants, relayed, mbps, media."],
  ["calls=-1", "It is the number of calls in a month, of all users together: 0 or more, a whole number."],
  ["calls=1.5", "It is the number of calls in a month, of all users together: 0 or more, a whole number."],
  ["calls", "It is the number of calls in a month, of all users together: 0 or more, a whole number."],
  ["calls=1=2", "It is the number of calls in a month, of all users together: 0 or more, a whole number."],
  ["calls=1e999", "It is the number of calls in a month, of all users together: 0 or more, a whole number."],
  ["users=0", "It is the number of people who call within a month: 1 or more, a whole number."],
  ["participants=1", "It is the number of people in a call: 2 or more, a whole number."],
  ["minutes=long", "It is the number of minutes that a call lasts: 0 or more."],
  ["mbps=NaN", "It is the number of Mb/s that each participant sends: 0 or more."],
  ["mbps=15%", "It is the number of Mb/s that each participant sends: 0 or more."],
  ["relayed=1.2", "It is the share of connections that go through TURN: 0 to 1, or 0% to 100%."],
  ["relayed=120%", "It is the share of connections that go through TURN: 0 to 1, or 0% to 100%."],
  ["calls=1,calls=2", "It is given twice."],
])("refuses %s", (text, rule) => {
  const read = readUsage(text);
  expect(read.ok ? [] : read.problems.map((problem) => problem.rule)).toEqual([rule]);
});

it("says everything that is wrong at once", () => {
  const read = readUsage("calls=-1,foo=2,relayed=3");
  expect(read.ok ? [] : read.problems.map(({ path, value }) => [path, value])).toEqual([
    ["--usage calls", '"-1"'],
    ["--usage foo", '"2"'],
    ["--usage relayed", '"3"'],
  ]);
});
