import { hasInterfaceEndpoint, interfaceEndpointNames } from "../catalog/interface-endpoints";
import { nearest } from "../schema/nearest";
import { regionPath } from "../settings/region-path";
import { type AwsCheck, findingIf } from "./check";

/** Endpoints are of services that AWS has, named by the service alone. */
export const checkInterfaceEndpoints: AwsCheck = ({ regions }) =>
  regions.flatMap((region) =>
    region.interfaceEndpoints.flatMap((service, index) => {
      const path = `${regionPath(region.name)}.interfaceEndpoints[${index}]`;
      return [
        ...findingIf(service.startsWith("com.amazonaws."), () => ({
          path,
          value: service,
          rule: "A service is named by the last part of its endpoint's name.",
          remedy: 'write for example "secretsmanager" for com.amazonaws.eu-west-1.secretsmanager',
        })),
        ...findingIf(!service.startsWith("com.amazonaws.") && !hasInterfaceEndpoint(service), () => ({
          path,
          value: service,
          rule: "AWS has no interface endpoint of this name that the project knows.",
          remedy: unknownRemedy(service),
        })),
        ...findingIf(region.interfaceEndpoints.indexOf(service) !== index, () => ({
          path,
          value: service,
          rule: "The service is listed twice.",
          remedy: "list it once",
        })),
      ];
    }),
  );

function unknownRemedy(service: string): string {
  const meant = nearest(service, interfaceEndpointNames);
  return meant === undefined
    ? "aws ec2 describe-vpc-endpoint-services lists them; one that is missing here goes into modules/environment/catalog/interface-endpoints.ts"
    : `did you mean "${meant}"?`;
}
