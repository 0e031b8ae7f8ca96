import type { LivePlan, LiveTurnPlan } from "../../environment/topology/live";
import type { RenderedFile } from "../../shared/rendered-file";
import { readTemplate } from "../template";
import { type LiveVariable, liveSecrets, stunUrls } from "./variables";

/** Port of the service that answers `/api/bootstrap`. */
export const bootstrapPort = 8070;

/** The program that answers `/api/bootstrap` with credentials that expire. It needs Python alone. */
export function bootstrapProgram(path: string): RenderedFile {
  return { path, mode: 0o755, content: readTemplate("go-live/bootstrap.py") };
}

/** What the service is told, without secrets. */
export function bootstrapEnvironment(plan: LivePlan, address: string): Readonly<Record<string, string>> {
  const { turn, access } = plan;
  const stun = stunUrls(turn);
  return {
    BOOTSTRAP_ADDR: address,
    ALLOWED_ORIGIN: plan.allowedOrigin,
    TURN_KIND: turn.kind,
    ...(plan.recordings && { RECORD_ENABLED: "1" }),
    ...(access.kind === "jwt" && access.audience !== undefined && { JWT_AUDIENCE: access.audience }),
    ...(stun.length > 0 && { STUN_URLS: stun.join(",") }),
    ...(turn.kind === "own" && { TURN_URLS: turn.urls.join(",") }),
    ...(turn.kind === "twilio" && { TWILIO_ACCOUNT_SID: turn.accountSid, TWILIO_API_KEY: turn.apiKeySid }),
    ...(turn.kind === "xirsys" && { XIRSYS_IDENT: turn.ident, XIRSYS_CHANNEL: turn.channel }),
    ...(turn.kind === "metered" && { METERED_APP: turn.app }),
  };
}

/** The one secret of each TURN service. */
export const turnSecrets: Record<LiveTurnPlan["kind"], readonly string[]> = {
  none: [],
  own: ["TURN_SHARED_SECRET"],
  twilio: ["TWILIO_API_SECRET"],
  xirsys: ["XIRSYS_SECRET"],
  metered: ["METERED_SECRET_KEY"],
};

/** Secrets of the service: what callers have to show, and what the TURN service asks for. */
export function bootstrapSecrets(plan: LivePlan): readonly string[] {
  const shown: readonly LiveVariable[] = ["AUTH_TOKEN", "ROOM_TOKENS", "JWT_SECRET"];
  return [...liveSecrets(plan).filter((name) => shown.includes(name)), ...turnSecrets[plan.turn.kind]];
}
