import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";

/** What a certificate is for. */
export interface CertificateProps {
  /** Value of the tag `Role`. */
  readonly role: string;
  /** The one name in the certificate. */
  readonly name: string;
  /** Zone that proves the name. */
  readonly zoneId: string;
}

/**
 * A certificate and the record that proves its name. Nobody waits for the proof here: a zone that was just made has to be
 * delegated first, and only then can the layer that uses the certificate wait for it.
 */
export class Certificate extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    tagRole(this, props.role);
    const certificate = new AcmCertificate(this, "certificate", {
      domainName: props.name,
      validationMethod: "DNS",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      tags: { Name: props.name },
      // A balancer holds on to the old one until it has the new one.
      lifecycle: { createBeforeDestroy: true },
    });
    const proof = certificate.domainValidationOptions.get(0);
    new Route53Record(this, "proof", {
      zoneId: props.zoneId,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      ttl: 300,
      records: [proof.resourceRecordValue],
      // A certificate that replaces another of the same name is proved by the same record.
      allowOverwrite: true,
    });
    this.arn = certificate.arn;
  }
}
