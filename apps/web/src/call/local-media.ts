/** Kinds of media that a person may send. */
export type Device = "camera" | "microphone";

const devices = ["microphone", "camera"] as const;
export const kinds = { camera: "video", microphone: "audio" } as const;

/** Camera and microphone of this browser. Both are off until asked for, and switched off for real: the light goes out. */
export class LocalMedia {
  readonly stream = new MediaStream();
  private readonly requests = { camera: Promise.resolve(), microphone: Promise.resolve() };

  constructor(private readonly changed: () => void) {}

  get state(): Readonly<Record<Device, boolean>> {
    return { camera: this.track("camera") !== undefined, microphone: this.track("microphone") !== undefined };
  }

  /** Switches a device on or off. Fails if the browser or the person refuses. */
  switch(device: Device, on: boolean): Promise<void> {
    // A device takes a while, in which people click again: one request after another opens it once.
    const request = this.requests[device].then(() => (on ? this.start(device) : this.end(device)));
    this.requests[device] = request.catch(() => undefined);
    return request;
  }

  /**
   * Makes a connection send what there is, and no more. Every connection has one line for sound and one for pictures from its first
   * offer on, so that switching changes what flows and needs no negotiation, which two people could begin at once.
   */
  attach(connection: RTCPeerConnection): void {
    for (const device of devices) {
      const lines = connection.getTransceivers().filter(({ receiver }) => receiver.track.kind === kinds[device]);
      const line = lines.find(({ mid }) => mid !== null) ?? lines[0];
      void line?.sender.replaceTrack(this.track(device) ?? null);
    }
  }

  stop(): void {
    for (const track of this.stream.getTracks()) {
      this.remove(track);
    }
  }

  private async start(device: Device): Promise<void> {
    if (this.track(device) !== undefined) {
      return;
    }
    const constraints =
      device === "camera" ? { video: { width: { ideal: 1280 }, height: { ideal: 720 } } } : { audio: true };
    for (const track of (await navigator.mediaDevices.getUserMedia(constraints)).getTracks()) {
      this.stream.addTrack(track);
      track.onended = () => this.remove(track);
    }
    this.changed();
  }

  private end(device: Device): void {
    const track = this.track(device);
    if (track !== undefined) {
      this.remove(track);
    }
  }

  private remove(track: MediaStreamTrack): void {
    track.stop();
    this.stream.removeTrack(track);
    this.changed();
  }

  private track(device: Device): MediaStreamTrack | undefined {
    return this.stream.getTracks().find(({ kind }) => kind === kinds[device]);
  }
}
