/** What trying one server gave. */
export interface ServerCheck {
  readonly ok: boolean;
  /** Why it failed. */
  readonly problem?: string;
  /** Milliseconds until the server had told an address. */
  readonly address?: number;
  /** Milliseconds of a message through the relay and back. */
  readonly roundTrip?: number;
}

/** Milliseconds that a server gets. A TLS handshake over a bad network takes seconds. */
const patience = 8000;

/** Tries a STUN server. Where no NAT is in between it tells an address that the browser knows already: then it is enough that nothing failed. */
export async function checkStun(url: string): Promise<ServerCheck> {
  const connection = new RTCPeerConnection({ iceServers: [{ urls: url }] });
  try {
    return { ok: true, address: await gather(connection, ["srflx", "prflx"]) };
  } catch (error) {
    return { ok: false, problem: messageOf(error) };
  } finally {
    connection.close();
  }
}

/** Tries a relay: two connections of this browser meet on it, and a message goes there and back. */
export async function checkRelay(server: RTCIceServer): Promise<ServerCheck> {
  const configuration: RTCConfiguration = { iceServers: [server], iceTransportPolicy: "relay" };
  const [near, far] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)] as const;
  try {
    const found = gather(near, ["relay"]);
    const there = talk(near, far);
    there.catch(() => undefined);
    const address = await found;
    try {
      return { ok: true, address, roundTrip: await there };
    } catch (error) {
      return { ok: false, address, problem: messageOf(error) };
    }
  } catch (error) {
    return { ok: false, problem: messageOf(error) };
  } finally {
    near.close();
    far.close();
  }
}

/** Milliseconds until a candidate of one of the types is there; starts gathering if nobody did. */
function gather(connection: RTCPeerConnection, types: readonly string[]): Promise<number> {
  const start = performance.now();
  const stun = types.includes("srflx");
  return new Promise((resolve, reject) => {
    let cause: string | undefined;
    connection.addEventListener("icecandidateerror", ({ errorCode, errorText }) => {
      cause = errorText === "" ? `error ${errorCode}` : `${errorCode} ${errorText}`;
    });
    connection.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate !== null && types.includes(candidate.type ?? "")) {
        resolve(performance.now() - start);
      }
    });
    connection.addEventListener("icegatheringstatechange", () => {
      if (connection.iceGatheringState === "complete") {
        const time = performance.now() - start;
        // The reason may come just after the end of the gathering.
        setTimeout(() => (cause === undefined && stun ? resolve(time) : reject(new Error(cause ?? "no answer"))), 100);
      }
    });
    setTimeout(() => reject(new Error(cause ?? "no answer")), patience);
    if (stun) {
      connection.createDataChannel("check");
      connection.setLocalDescription().catch(reject);
    }
  });
}

/** Connects both and gives the milliseconds of a message there and back. */
async function talk(near: RTCPeerConnection, far: RTCPeerConnection): Promise<number> {
  const [here, there] = [near, far].map((end) => end.createDataChannel("check", { negotiated: true, id: 0 }));
  if (here === undefined || there === undefined) {
    throw new Error("no channel");
  }
  near.addEventListener("icecandidate", ({ candidate }) => void far.addIceCandidate(candidate ?? undefined));
  far.addEventListener("icecandidate", ({ candidate }) => void near.addIceCandidate(candidate ?? undefined));
  const time = new Promise<number>((resolve, reject) => {
    let sent = 0;
    here.onopen = () => {
      sent = performance.now();
      here.send("ping");
    };
    there.onmessage = () => there.send("pong");
    here.onmessage = () => resolve(performance.now() - sent);
    setTimeout(() => reject(new Error("nothing came back")), patience);
  });
  time.catch(() => undefined);
  await near.setLocalDescription();
  await far.setRemoteDescription(description(near));
  await far.setLocalDescription();
  await near.setRemoteDescription(description(far));
  return time;
}

function description({ localDescription }: RTCPeerConnection): RTCSessionDescription {
  if (localDescription === null) {
    throw new Error("no description");
  }
  return localDescription;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "unknown";
}
