import type { LivePlan } from "../../environment/topology/live";
import type { RenderedFile } from "../../shared/rendered-file";
import { fillTemplate } from "../template";
import { bootstrapSecrets } from "./bootstrap";
import { collectorPort } from "./observability";
import { type LivePlace, liveEnvironment, liveSecrets } from "./variables";
import { environmentFile, secretsExample } from "./yaml-file";

/** Kernel settings of a machine that runs an instance. */
export function liveSysctl(path: string, plan: LivePlan): RenderedFile {
  const { from, to } = plan.mediaPorts;
  return { path, mode: 0o644, content: fillTemplate("go-live/60-live.conf", { from, to }) };
}

/** What an instance reads on a machine: its settings, and which secrets a team fills in. */
export function machineFiles(plan: LivePlan, httpAddress: string): readonly RenderedFile[] {
  const place: LivePlace = { httpAddress, ...(plan.tracing && { collector: `127.0.0.1:${collectorPort}` }) };
  const settings = Object.entries(liveEnvironment(plan, place));
  return [
    environmentFile("live.env", "Settings of live-webrtc.", Object.fromEntries(settings)),
    secretsExample("secrets/live.env.example", liveSecrets(plan)),
    liveSysctl("60-live.conf", plan),
  ];
}

/** Which secrets the service behind `/api/bootstrap` takes. */
export function bootstrapSecretsExample(plan: LivePlan): RenderedFile {
  return secretsExample("secrets/bootstrap.env.example", bootstrapSecrets(plan));
}
