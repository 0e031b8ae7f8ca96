import type { Finding } from "../../problem";
import { findingIf } from "../check";
import type { OpenviduHaCheck } from "./check";

/** A given certificate is one of ACM, in the region of the balancers. */
export const checkOpenviduCertificates: OpenviduHaCheck = ({ certificateArn, turnTls, regions }) => {
  const region = regions[0]?.name ?? "";
  return [
    ...certificateFindings("aws.certificateArn", certificateArn, region),
    ...certificateFindings("aws.turnTls.certificateArn", turnTls?.certificateArn, region),
  ];
};

function certificateFindings(path: string, arn: string | undefined, region: string): readonly Finding[] {
  if (arn === undefined) {
    return [];
  }
  const parts = /^arn:aws[a-z-]*:acm:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:certificate\/[0-9a-f-]+$/.exec(arn);
  if (!parts) {
    return [
      {
        path,
        value: arn,
        rule: "Not the ARN of a certificate in ACM.",
        remedy: "copy it from ACM: arn:aws:acm:<region>:<account>:certificate/<id>; or leave it out, and one is made",
      },
    ];
  }
  return findingIf(region !== "" && parts[1] !== region, () => ({
    path,
    value: arn,
    rule: `A balancer takes certificates of its own region (${region}); this one is in ${parts[1]}.`,
    remedy: `ask ACM in ${region} for one, or leave it out, and one is made`,
  }));
}
