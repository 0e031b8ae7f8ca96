import { resourceName } from "../../shared/naming";
import type { CompleteAws, CompleteEnvironment } from "../settings/settings";
import type { DeployIdentityPlan } from "../topology";
import { functionIssuer } from "./azure-names";

/** The identity that a pipeline takes on AWS, and how far the roles may reach that it makes. */
export function deployIdentity(
  { name: environment, azure }: CompleteEnvironment,
  deploy: NonNullable<CompleteEnvironment["deploy"]>,
  aws: CompleteAws,
): DeployIdentityPlan {
  const common = {
    ...(deploy.provider && { providerArn: deploy.provider.arn }),
    ...(aws.topology === "turn-janus" &&
      azure?.federation && { trustedIssuer: functionIssuer(azure.federation.tenant) }),
    also: alsoMade(aws),
    imageParameters: givenImageParameters(aws),
    boundary: { name: resourceName("general", environment, "role-boundary"), ...givenToNodes(aws) },
  };
  return deploy.kind === "github"
    ? {
        issuer: "https://token.actions.githubusercontent.com",
        audience: "sts.amazonaws.com",
        subjects: [`repo:${deploy.repository}:environment:${deploy.environment ?? environment}`],
        ...common,
      }
    : { issuer: deploy.issuer, audience: deploy.audience, subjects: deploy.subjects, ...common };
}

/** What the environment has beyond what every one has. */
function alsoMade(aws: CompleteAws): DeployIdentityPlan["also"] {
  switch (aws.topology) {
    case "turn-janus":
      return aws.credentials ? ["credential-api"] : [];
    case "openvidu-ha":
      return ["openvidu"];
    case "go-live":
      return aws.live.rooms.kind === "directory" ? ["room-directory"] : [];
  }
}

/** Parameters that the file names instead of the ids of images. */
function givenImageParameters(aws: CompleteAws): readonly string[] {
  return aws.topology === "turn-janus" && typeof aws.image === "object"
    ? [aws.image.turn, aws.image.media].filter((image) => image.startsWith("/"))
    : [];
}

/** Secrets and buckets of other hands that nodes use: those of the environment itself are known by their names. */
function givenToNodes(aws: CompleteAws): Pick<DeployIdentityPlan["boundary"], "secrets" | "buckets"> {
  switch (aws.topology) {
    case "turn-janus": {
      const { tls } = aws.turn;
      const secrets = tls.mode === "node" && tls.certificate.kind === "secret" ? [tls.certificate.secretArn] : [];
      return { secrets, buckets: [] };
    }
    case "openvidu-ha": {
      const { appData, clusterData } = aws.buckets;
      return { secrets: [aws.openvidu.licenseArn], buckets: [appData, clusterData].flatMap((name) => name ?? []) };
    }
    case "go-live": {
      const { turnSecretArn } = aws.live;
      return { secrets: turnSecretArn === undefined ? [] : [turnSecretArn], buckets: [] };
    }
  }
}
