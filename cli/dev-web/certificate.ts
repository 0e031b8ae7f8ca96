import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate for relays on this machine. */
export interface LocalCertificate {
  readonly certificate: string;
  readonly key: string;
  /** SHA-256 of its public key, base64: what Chromium's `--ignore-certificate-errors-spki-list` takes. */
  readonly publicKeyHash: string;
}

/** Makes a certificate for `localhost` that lasts a week. */
export function makeCertificate(directory: string): LocalCertificate {
  const [certificate, key] = [join(directory, "fullchain.pem"), join(directory, "privkey.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "7"];
  execFileSync("openssl", ["req", "-x509", ...curve, ...subject, "-keyout", key, "-out", certificate], {
    stdio: "ignore",
  });
  const { publicKey } = new X509Certificate(readFileSync(certificate));
  const spki = publicKey.export({ type: "spki", format: "der" });
  return { certificate, key, publicKeyHash: createHash("sha256").update(spki).digest("base64") };
}
