import { answeringRelays, type TrialConnection } from "../../../apps/web/src/call/answering-relays";

const account = { username: "u", credential: "c" };
const [udp, tcp, tls] = ["turn:a:3478?transport=udp", "turn:a:3478?transport=tcp", "turns:a:443"];
const servers = [
  { ...account, urls: [udp, tcp] },
  { ...account, urls: [tls] },
];

/** Connections of which each finds what its relay answers: milliseconds until a relayed address, or until it gives up. */
function network(answers: Readonly<Record<string, number>>, givesUp: Readonly<Record<string, number>> = {}) {
  const open = new Set<string>();
  const connect = ({ iceServers = [], iceTransportPolicy }: RTCConfiguration): TrialConnection => {
    const url = String(iceServers[0]?.urls);
    expect([iceServers.length, iceTransportPolicy]).toEqual([1, "relay"]);
    const target = new EventTarget();
    const now: { state: RTCIceGatheringState } = { state: "gathering" };
    open.add(url);
    setTimeout(
      () => target.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate: { type: "relay" } })),
      answers[url] ?? 1e9,
    );
    setTimeout(() => {
      now.state = "complete";
      target.dispatchEvent(new Event("icegatheringstatechange"));
    }, givesUp[url] ?? 1e9);
    return {
      addEventListener: target.addEventListener.bind(target),
      close: () => open.delete(url),
      createDataChannel: jest.fn(),
      get iceGatheringState() {
        return now.state;
      },
      setLocalDescription: () => Promise.resolve(),
    };
  };
  return { open, connect };
}

async function chosenAfter(milliseconds: number, { connect }: ReturnType<typeof network>) {
  const chosen = answeringRelays(servers, connect);
  const settled = jest.fn();
  void chosen.then(settled);
  await jest.advanceTimersByTimeAsync(milliseconds - 1);
  expect(settled).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1);
  expect(settled).toHaveBeenCalled();
  return (await chosen).flatMap(({ urls }) => urls);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it.each([
  ["UDP as soon as it answers", 80, { [udp]: 80, [tcp]: 90, [tls]: 100 }, {}, [udp]],
  ["UDP that answers soon after TLS", 300, { [udp]: 300, [tls]: 100 }, {}, [udp]],
  ["TLS where UDP takes too long", 600, { [udp]: 700, [tls]: 100 }, {}, [tls]],
  ["TCP at once where UDP has failed", 200, { [tcp]: 200 }, { [udp]: 150 }, [tcp]],
  ["every way where none answers in time", 3000, {}, {}, [udp, tcp, tls]],
  ["every way where all have failed", 400, {}, { [udp]: 100, [tcp]: 200, [tls]: 400 }, [udp, tcp, tls]],
])("takes %s", async (_what, milliseconds, answers, givesUp, urls) => {
  const relays = network(answers, givesUp);
  expect(await chosenAfter(milliseconds, relays)).toEqual(urls);
  expect(relays.open).toEqual(new Set());
});

it("tries nothing where there is one way alone", async () => {
  const only = [{ ...account, urls: [tls] }];
  const connect = jest.fn();
  expect(await answeringRelays(only, connect)).toBe(only);
  expect(connect).not.toHaveBeenCalled();
});
