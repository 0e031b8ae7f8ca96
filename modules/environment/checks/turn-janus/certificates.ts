import type { Finding } from "../../problem";
import type { CompleteTurnJanus } from "../../settings/settings";
import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

/** Nodes come by their certificate: from a secret that is one, or one node alone from an authority. */
export const checkCertificates: TurnJanusCheck = ({ turn }) => {
  const { tls } = turn;
  if (tls.mode !== "node") {
    return [];
  }
  return tls.certificate.kind === "secret" ? secretFindings(tls.certificate.secretArn) : oneNodeFindings(turn);
};

/**
 * All nodes of a region would prove the same names by the same DNS record, where each writes over what another has written, and
 * the authority gives a set of names five certificates a week.
 */
function oneNodeFindings({ nodes, warmPool }: CompleteTurnJanus["turn"]): readonly Finding[] {
  return findingIf(nodes.max + warmPool > 1, () => ({
    path: "aws.turn.tls.certificate",
    value: { kind: "acme" },
    rule: `Up to ${nodes.max + warmPool} nodes of a region would prove the same names at the same time and overwrite each other's proof; ACME serves one node.`,
    remedy:
      'use { mode: "nlb" }, which ends TLS for all nodes, or a certificate in a secret: { kind: "secret", secretArn }; or set aws.turn.nodes to 1',
  }));
}

function secretFindings(secretArn: string): readonly Finding[] {
  return findingIf(
    !/^arn:aws[a-z-]*:secretsmanager:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:secret:[\w/+=.@-]+$/.test(secretArn),
    () => ({
      path: "aws.turn.tls.certificate.secretArn",
      value: secretArn,
      rule: "Not the ARN of a secret in Secrets Manager.",
      remedy: "copy it from Secrets Manager: arn:aws:secretsmanager:<region>:<account>:secret:<name>",
    }),
  );
}
