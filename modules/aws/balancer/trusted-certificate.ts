import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Construct } from "constructs";

/**
 * TLS policy of every listener: TLS 1.3 and 1.2, forward secrecy and authenticated ciphers only. Every browser that knows
 * WebRTC speaks it.
 */
export const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/**
 * A certificate of the network layer, once AWS has issued it. Waiting is done here and not where the certificate is asked
 * for, since a zone that was just made has to be delegated in between.
 */
export class TrustedCertificate extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, certificateArn: string) {
    super(scope, id);
    this.arn = new AcmCertificateValidation(this, "issued", { certificateArn }).certificateArn;
  }
}
