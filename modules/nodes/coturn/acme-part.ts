import type { TurnTlsPlan } from "../../environment/topology";
import type { RolePart } from "../bundle";
import type { NodeContext } from "../node-context";
import { fillTemplate, readTemplate } from "../template";

type AcmePart = Pick<RolePart, "packages" | "files" | "enable" | "disable">;

/** What a TURN node needs for the certificate that it ends TLS with: an ACME client, or nothing. */
export function acmePart(tls: TurnTlsPlan, context: NodeContext): AcmePart {
  if (tls.mode !== "node" || tls.certificate.kind !== "acme") {
    return { packages: [], files: [], enable: [], disable: [] };
  }
  // The names that the node's role may prove: those of the region, which every node answers to.
  const names = ["turn", "turns"].map((name) => `-d ${name}.${context.region}.${context.domain}`).join(" ");
  const directory = "etc/systemd/system";
  return {
    packages: ["certbot", "python3-certbot-dns-route53"],
    files: [
      {
        path: `${directory}/webrtc-acme.service`,
        mode: 0o644,
        content: fillTemplate("systemd/webrtc-acme.service", { email: tls.certificate.email, names }),
      },
      {
        path: `${directory}/webrtc-acme.timer`,
        mode: 0o644,
        content: readTemplate("systemd/webrtc-acme.timer"),
      },
    ],
    enable: [
      { unit: `/${directory}/webrtc-acme.service`, wantedBy: "multi-user.target" },
      { unit: `/${directory}/webrtc-acme.timer`, wantedBy: "timers.target" },
    ],
    // Its own timer would renew beside ours.
    disable: [{ unit: "/lib/systemd/system/certbot.timer", wantedBy: "timers.target" }],
  };
}
