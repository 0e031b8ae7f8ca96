import { judgeEnvironment } from "../../../modules/environment/judge";
import { resolveTopology } from "../../../modules/environment/resolve/topology";
import type { LiveFleetPlan } from "../../../modules/environment/topology";

/** Image of the program and of the router. */
export const liveImage = `registry.example.com/live-webrtc@sha256:${"a".repeat(64)}`;

/** A fleet of live-webrtc on AWS with the choices given. */
export function liveFleet(change: object = {}): LiveFleetPlan {
  const value = {
    domain: "example.com",
    costCenter: "Live",
    aws: {
      topology: "go-live",
      regions: { "eu-west-1": { zones: 2 } },
      live: {
        image: liveImage,
        nodes: { min: 1, max: 3 },
        drainMinutes: 2880,
        turn: { kind: "metered", app: "example" },
        turnSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:metered",
        ...change,
      },
      recordings: { expireDays: 30 },
    },
  };
  const { environment, findings, ledger } = judgeEnvironment("stage", value, []);
  const aws = environment && findings.length === 0 ? resolveTopology(environment, ledger).aws : undefined;
  const plan = aws?.kind === "go-live" ? aws.regions[0]?.app.fleet : undefined;
  if (!plan) {
    throw new Error(JSON.stringify(findings));
  }
  return plan;
}
