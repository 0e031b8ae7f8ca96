import type { CredentialSettings } from "../settings";
import type { CredentialRules } from "./credential-desk";

/**
 * Percent of a day's credentials that one address and one network may take, whatever else is set: what they use up is missing
 * for nobody else. A call takes six an hour and participant. In tier `free` an address gets 60 an hour and 120 a day, which is an
 * office of ten people who call for two hours; with 20,000 a day it is one of sixty people. To leave others without credentials an
 * attacker needs ten networks, and three addresses in each.
 */
export const sharePercent = { addressHour: 2, addressDay: 4, networkDay: 10 } as const;

/** Rules of the desk from settings. */
export function credentialRules(settings: CredentialSettings): CredentialRules {
  const share = (percent: number): number => Math.floor((settings.TURN_DAILY_CAP * percent) / 100);
  return {
    enabled: settings.TURN_ENABLED,
    ttlSeconds: settings.TURN_TTL_SECONDS,
    // A user who moves from address to address gets no more than one that stays.
    perUser: {
      hour: Math.min(settings.TURN_USER_HOURLY_CAP, share(sharePercent.addressHour)),
      day: Math.min(settings.TURN_USER_DAILY_CAP, share(sharePercent.addressDay)),
    },
    perAddress: {
      hour: Math.min(settings.TURN_ADDRESS_HOURLY_CAP, share(sharePercent.addressHour)),
      day: Math.min(settings.TURN_ADDRESS_DAILY_CAP, share(sharePercent.addressDay)),
    },
    perNetwork: share(sharePercent.networkDay),
    perDay: settings.TURN_DAILY_CAP,
  };
}
