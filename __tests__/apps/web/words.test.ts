import { describeTroubles } from "../../../apps/web/src/room/troubles";
import { ApiError, errorOf } from "../../../apps/web/src/signaling/api-error";
import { PlainError, plainWords } from "../../../apps/web/src/signaling/plain-words";
import { describeDeviceProblem } from "../../../apps/web/src/ui/device-problem";

const people = {
  connected: { name: "Ada", state: "connected", failing: false },
  connecting: { name: "Bob", state: "connecting", failing: false },
  failing: { name: "Cy", state: "failed", failing: true },
  alsoFailing: { name: "Dan", state: "connecting", failing: true },
} as const;

const capped = new ApiError("too-many-requests", "The cap on TURN credentials per network is reached.", 1380);

describe("troubles", () => {
  it("are none while nothing goes wrong", () => {
    expect(describeTroubles({ relays: undefined, people: [people.connected, people.connecting] })).toEqual([]);
  });

  it("name the missing relay while somebody has no way yet, and not any longer", () => {
    expect(describeTroubles({ relays: capped, people: [people.connected, people.connecting] })).toEqual([
      "No relay at the moment. There were too many requests from your network. Try again in 23 minutes.",
    ]);
    expect(describeTroubles({ relays: capped, people: [people.connected] })).toEqual([]);
    expect(describeTroubles({ relays: capped, people: [] })).toEqual([]);
  });

  it("name everybody to whom no way was found for long", () => {
    const [sentence] = describeTroubles({
      relays: undefined,
      people: [people.failing, people.connected, people.alsoFailing],
    });
    expect(sentence).toMatch(/^No way to Cy and Dan yet; still trying\./);
  });
});

describe("plain words", () => {
  const problems = [
    "room-id-invalid",
    "session-invalid",
    "not-a-member",
    "peer-not-in-room",
    "room-full",
    "room-lonely",
    "body-too-large",
    "body-invalid",
    "too-many-requests",
    "unexpected",
    "busy",
    "delivery-failed",
    "dependency-failed",
    "turn-off",
    "turn-unavailable",
  ];

  it.each(problems)("say what %s means, in a sentence without the server's text", (code) => {
    const words = plainWords(errorOf(400, JSON.stringify({ code, title: "TITLE", detail: "DETAIL" })));
    expect(words).toMatch(/^[A-Z].*\.$/);
    expect(words).not.toMatch(new RegExp(`TITLE|DETAIL|${code}`));
  });

  it.each([
    [new DOMException("signal timed out", "TimeoutError"), "Something went wrong."],
    [new TypeError("Failed to fetch"), "Something went wrong."],
    ["a text", "Something went wrong."],
    [new PlainError("Nobody is connected yet."), "Nobody is connected yet."],
    [new ApiError("turn-off", "", 300), "Relays are switched off. Try again in 5 minutes."],
    [new ApiError("turn-off", "", 60), "Relays are switched off. Try again in a minute."],
    [new ApiError("unreachable", "", 1), "The server does not answer."],
  ])("are said for %s", (error, words) => {
    expect(plainWords(error)).toBe(words);
  });

  it("are said for devices", () => {
    const words = (name: string) => describeDeviceProblem("camera", new DOMException("Permission denied", name));
    expect(words("NotAllowedError")).toBe("The camera cannot be used. You or your browser did not allow it.");
    expect(words("AbortError")).toBe("The camera cannot be used. The browser does not say why.");
  });
});
