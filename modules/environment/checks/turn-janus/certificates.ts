import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

/** A certificate from a secret names a secret. */
export const checkCertificates: TurnJanusCheck = ({ turn: { tls } }) => {
  if (tls.mode !== "node" || tls.certificate.kind !== "secret") {
    return [];
  }
  const { secretArn } = tls.certificate;
  return findingIf(
    !/^arn:aws[a-z-]*:secretsmanager:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:secret:[\w/+=.@-]+$/.test(secretArn),
    () => ({
      path: "aws.turn.tls.certificate.secretArn",
      value: secretArn,
      rule: "Not the ARN of a secret in Secrets Manager.",
      remedy: "copy it from Secrets Manager: arn:aws:secretsmanager:<region>:<account>:secret:<name>",
    }),
  );
};
