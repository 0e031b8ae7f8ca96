import type { CredentialSettings } from "../settings";
import type { CredentialRules } from "./credential-desk";

/** Rules of the desk from settings. */
export function credentialRules(settings: CredentialSettings): CredentialRules {
  return {
    enabled: settings.TURN_ENABLED,
    ttlSeconds: settings.TURN_TTL_SECONDS,
    perUser: { hour: settings.TURN_USER_HOURLY_CAP, day: settings.TURN_USER_DAILY_CAP },
    perAddress: { hour: settings.TURN_ADDRESS_HOURLY_CAP, day: settings.TURN_ADDRESS_DAILY_CAP },
    perDay: settings.TURN_DAILY_CAP,
  };
}
