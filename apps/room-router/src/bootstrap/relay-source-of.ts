import type { Clock } from "@webrtc-stacks/signaling/ports/clock";
import { MeteredTurnSource } from "@webrtc-stacks/signaling/turn/metered-source";
import type { RouterSettings } from "../settings";
import { FileSecret } from "./file-secret";
import { FleetRelays } from "./fleet-relays";
import type { RelaySource } from "./relay-source";
import { TwilioRelays } from "./twilio-relays";
import { XirsysRelays } from "./xirsys-relays";

/** The source that the settings name; undefined: none. */
export function relaySourceOf(settings: RouterSettings, clock: Clock): RelaySource | undefined {
  const secret = new FileSecret(settings.TURN_SECRET_FILE ?? "");
  const account = settings.TURN_ACCOUNT ?? "";
  switch (settings.TURN_SOURCE) {
    case "none":
      return undefined;
    case "fleet":
      return new FleetRelays(secret, settings.TURN_URLS ?? [], clock);
    case "twilio":
      return new TwilioRelays(account, secret);
    case "xirsys":
      return new XirsysRelays(account, settings.TURN_CHANNEL ?? "", secret);
    case "metered":
      return new MeteredTurnSource(secret, `https://${account}.metered.live`);
  }
}
