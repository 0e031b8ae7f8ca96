import { Gathering, type GatheringConnection } from "../../../apps/web/src/call/gathering";
import { type NegotiableConnection, Negotiation } from "../../../apps/web/src/call/negotiation";

type State = RTCSignalingState;
type Description = RTCSessionDescription;

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A connection with the signaling states of a real one (RFC 8829, §3.5.5). Each step takes a while, as in a browser, and two never overlap. */
class Connection implements NegotiableConnection {
  signalingState: State = "stable";
  localDescription: Description | null = null;
  currentLocalDescription: Description | null = null;
  remoteDescription: Description | null = null;
  readonly candidates: string[] = [];
  restarts = 0;
  private version = 0;
  private busy = false;

  constructor(private readonly name: string) {}

  setLocalDescription = (): Promise<void> =>
    this.step(() => {
      const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
      this.version += 1;
      this.localDescription = description(type, `${this.name} ${this.version}`);
      this.signalingState = type === "answer" ? "stable" : "have-local-offer";
      if (type === "answer") {
        this.currentLocalDescription = this.localDescription;
      }
    });

  setRemoteDescription = ({ type, sdp = "" }: RTCSessionDescriptionInit): Promise<void> =>
    this.step(() => {
      if (type === "answer" && this.signalingState !== "have-local-offer") {
        throw new Error(`Called in wrong state: ${this.signalingState}`);
      }
      this.remoteDescription = { type, sdp, toJSON: () => ({ type, sdp }) };
      this.signalingState = type === "offer" ? "have-remote-offer" : "stable";
      if (type === "answer") {
        this.currentLocalDescription = this.localDescription;
      }
    });

  addIceCandidate = (candidate: RTCIceCandidateInit | null = null): Promise<void> =>
    this.step(() => void this.candidates.push(candidate?.candidate ?? ""));

  restartIce(): void {
    this.restarts += 1;
  }

  private async step(act: () => void): Promise<void> {
    if (this.busy) {
      throw new Error("two steps at once");
    }
    this.busy = true;
    await settle();
    this.busy = false;
    act();
  }
}

function sdpOf(session: string): string {
  return `v=0\r\no=- ${session} IN IP4 127.0.0.1\r\na=ice-ufrag:${session.replace(" ", "")}\r\n`;
}

function description(type: "offer" | "answer", session: string): Description {
  const sdp = sdpOf(session);
  return { type, sdp, toJSON: () => ({ type, sdp }) };
}

/** One end, with what it sent. */
function end(name: string, polite: boolean) {
  const connection = new Connection(name);
  const sent: { readonly type: "offer" | "answer"; readonly sdp: string }[] = [];
  const accept = jest.fn();
  const negotiation = new Negotiation(connection, polite, { send: (type, sdp) => sent.push({ type, sdp }), accept });
  return { connection, sent, accept, negotiation, take: () => sent.splice(0) };
}

/** Hands everything that both sent to the other, until neither sends any more. */
async function deliver(one: ReturnType<typeof end>, other: ReturnType<typeof end>): Promise<void> {
  for (let rounds = 0; rounds < 10; rounds += 1) {
    const [there, back] = [one.take(), other.take()];
    await Promise.all([
      ...there.map(({ type, sdp }) => other.negotiation.describe(type, sdp)),
      ...back.map(({ type, sdp }) => one.negotiation.describe(type, sdp)),
    ]);
  }
}

function expectAgreed(one: ReturnType<typeof end>, other: ReturnType<typeof end>): void {
  expect([one.connection.signalingState, other.connection.signalingState]).toEqual(["stable", "stable"]);
  expect(one.connection.currentLocalDescription?.sdp).toBe(other.connection.remoteDescription?.sdp);
  expect(other.connection.currentLocalDescription?.sdp).toBe(one.connection.remoteDescription?.sdp);
}

it("comes to an agreement when both offer at once: the polite one gives way", async () => {
  const [ada, bob] = [end("ada", false), end("bob", true)];
  await Promise.all([ada.negotiation.offer(), bob.negotiation.offer()]);
  await deliver(ada, bob);
  expectAgreed(ada, bob);
  expect([ada.accept.mock.calls.length, bob.accept.mock.calls.length]).toEqual([0, 1]);
});

it.each([true, false])(
  "makes one step after another, whatever comes at the same moment (polite: %s)",
  async (polite) => {
    const [ada, bob] = [end("ada", polite), end("bob", !polite)];
    await bob.negotiation.offer();
    const [offer] = bob.take();
    await Promise.all([
      ada.negotiation.offer(),
      ada.negotiation.restart(),
      ada.negotiation.describe("offer", offer?.sdp ?? ""),
      ada.negotiation.restart(),
      ada.negotiation.candidate({ candidate: "candidate:1", usernameFragment: "bob1" }),
      ada.negotiation.offer(),
    ]);
    expect(ada.connection.restarts).toBe(2);
  },
);

it("sends a lost offer again as it is, so that no answer belongs to two", async () => {
  const [ada, bob] = [end("ada", false), end("bob", true)];
  await ada.negotiation.offer();
  const [lost] = ada.take();
  await ada.negotiation.restart();
  expect(ada.sent).toEqual([lost]);
  await deliver(ada, bob);
  expectAgreed(ada, bob);
});

it("answers an offer that comes twice with the same answer, which the other end takes once", async () => {
  const [ada, bob] = [end("ada", false), end("bob", true)];
  await ada.negotiation.offer();
  const [offer] = ada.take();
  await bob.negotiation.describe("offer", offer?.sdp ?? "");
  await bob.negotiation.describe("offer", offer?.sdp ?? "");
  const [answer, again] = bob.take();
  expect(again).toEqual(answer);
  await ada.negotiation.describe("answer", answer?.sdp ?? "");
  // The second one arrives while another offer is on its way, whose answer it is not.
  await ada.negotiation.offer();
  await ada.negotiation.describe("answer", again?.sdp ?? "");
  expect(ada.connection.signalingState).toBe("have-local-offer");
  await deliver(ada, bob);
  expectAgreed(ada, bob);
});

it("passes over an answer that nothing waits for", async () => {
  const ada = end("ada", false);
  await ada.negotiation.describe("answer", sdpOf("bob 1"));
  expect(ada.connection.remoteDescription).toBeNull();
});

it("takes the candidates of the description in effect, and passes over those of others", async () => {
  const bob = end("bob", true);
  await bob.negotiation.candidate({ candidate: "candidate:0 1 udp 1 host ufrag ada1" });
  await bob.negotiation.describe("offer", sdpOf("ada 1"));
  await bob.negotiation.candidate({ candidate: "by its field", usernameFragment: "ada1" });
  await bob.negotiation.candidate({ candidate: "candidate:1 1 udp 1 host ufrag ada1 network-id 1" });
  await bob.negotiation.candidate({ candidate: "candidate:2 1 udp 1 host ufrag ada0 network-id 1" });
  await bob.negotiation.candidate({ candidate: "of an offer not taken", usernameFragment: "ada" });
  expect(bob.connection.candidates).toEqual(["by its field", "candidate:1 1 udp 1 host ufrag ada1 network-id 1"]);
});

it("goes on after a step that failed, and does nothing once closed", async () => {
  const ada = end("ada", false);
  jest.spyOn(ada.connection, "setLocalDescription").mockRejectedValueOnce(new Error("no"));
  await expect(ada.negotiation.offer()).rejects.toThrow("no");
  await ada.negotiation.offer();
  expect(ada.sent.length).toBe(1);
  ada.connection.signalingState = "closed";
  await ada.negotiation.restart();
  expect(ada.connection.restarts).toBe(0);
});

describe("gathering", () => {
  /** A connection that gathers with these servers, one relay user after the other. */
  function gatherer() {
    const target = new EventTarget();
    const now: { state: RTCIceGatheringState; servers: RTCIceServer[] } = { state: "new", servers: [] };
    const connection: GatheringConnection = {
      addEventListener: target.addEventListener.bind(target),
      getConfiguration: () => ({ iceServers: now.servers }),
      get iceGatheringState() {
        return now.state;
      },
    };
    const gathering = new Gathering(connection);
    const gather = (...users: string[]) => {
      now.servers = [{ urls: "stun:s" }, ...users.map((username) => ({ urls: "turn:t", username, credential: "c" }))];
      now.state = "gathering";
      target.dispatchEvent(new Event("icegatheringstatechange"));
    };
    const find = (type: string) =>
      target.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate: { type } }));
    return { gathering, gather, find };
  }

  it("names relays that did not answer", () => {
    const { gathering, gather, find } = gatherer();
    expect(gathering.unanswered).toBeUndefined();
    gather("one");
    find("host");
    find("srflx");
    expect(gathering.unanswered).toBe("one");
    find("relay");
    expect(gathering.unanswered).toBeUndefined();
    gather("two");
    expect(gathering.unanswered).toBe("two");
  });

  it("blames no relay where there was none", () => {
    const { gathering, gather } = gatherer();
    gather();
    expect(gathering.unanswered).toBeUndefined();
  });
});
