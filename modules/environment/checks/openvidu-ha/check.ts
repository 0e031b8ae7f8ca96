import type { Finding } from "../../problem";
import type { CompleteOpenviduHa } from "../../settings/openvidu-settings";
import type { CompleteEnvironment } from "../../settings/settings";

/** Judges the topology of OpenVidu. */
export type OpenviduHaCheck = (aws: CompleteOpenviduHa, environment: CompleteEnvironment) => readonly Finding[];
