import { regionPath } from "../settings/region-path";
import { type AwsCheck, findingIf } from "./check";

/** Endpoints are named by the service alone. */
export const checkInterfaceEndpoints: AwsCheck = ({ regions }) =>
  regions.flatMap((region) =>
    region.interfaceEndpoints.flatMap((service, index) => {
      const path = `${regionPath(region.name)}.interfaceEndpoints[${index}]`;
      return [
        ...findingIf(
          !/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/.test(service) || service.startsWith("com.amazonaws."),
          () => ({
            path,
            value: service,
            rule: "A service is named by the last part of its endpoint's name.",
            remedy: 'write for example "secretsmanager" for com.amazonaws.eu-west-1.secretsmanager',
          }),
        ),
        ...findingIf(region.interfaceEndpoints.indexOf(service) !== index, () => ({
          path,
          value: service,
          rule: "The service is listed twice.",
          remedy: "list it once",
        })),
      ];
    }),
  );
