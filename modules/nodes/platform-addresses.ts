/** Tag by which a network security group of Azure filters a platform address; by the address itself it does not. */
export type AzureServiceTag = "AzurePlatformDNS" | "AzurePlatformIMDS";

/** An address at which a cloud serves the machines of its tenants. A relay that reaches it acts in the machine's name. */
export interface PlatformAddress {
  readonly cloud: string;
  readonly address: string;
  /** What is served there, in words. */
  readonly serves: string;
  /** Azure alone; absent elsewhere. */
  readonly serviceTag?: AzureServiceTag;
}

/**
 * Platform addresses of the clouds, from their documentation. Most lie in special blocks; the blocks of `special-addresses.ts`
 * grow by those that do not, and with them everything that is made of that table. A new one is added here and nowhere else.
 */
export const platformAddresses: readonly PlatformAddress[] = [
  { cloud: "AWS", address: "169.254.169.254", serves: "instance metadata" },
  { cloud: "AWS", address: "169.254.169.253", serves: "resolver" },
  { cloud: "AWS", address: "169.254.169.123", serves: "time" },
  { cloud: "AWS", address: "169.254.170.2", serves: "credentials of ECS tasks" },
  { cloud: "AWS", address: "169.254.170.23", serves: "credentials of EKS pods" },
  { cloud: "AWS", address: "fd00:ec2::254", serves: "instance metadata" },
  { cloud: "AWS", address: "fd00:ec2::253", serves: "resolver" },
  { cloud: "AWS", address: "fd00:ec2::123", serves: "time" },
  { cloud: "AWS", address: "fd00:ec2::23", serves: "credentials of EKS pods" },
  {
    cloud: "Azure",
    address: "169.254.169.254",
    serves: "instance metadata",
    serviceTag: "AzurePlatformIMDS",
  },
  {
    cloud: "Azure",
    address: "168.63.129.16",
    serves: "resolver with the names of private zones, DHCP and the agent's settings",
    serviceTag: "AzurePlatformDNS",
  },
  { cloud: "Google Cloud", address: "169.254.169.254", serves: "instance metadata, resolver and time" },
  { cloud: "Google Cloud", address: "fd20:ce::254", serves: "instance metadata" },
  { cloud: "Oracle Cloud", address: "169.254.169.254", serves: "instance metadata and resolver" },
  { cloud: "Oracle Cloud", address: "192.0.0.192", serves: "instance metadata of Oracle Cloud Classic" },
  { cloud: "Oracle Cloud", address: "fd00:c1::a9fe:a9fe", serves: "instance metadata" },
  { cloud: "Alibaba Cloud", address: "100.100.100.200", serves: "instance metadata" },
  { cloud: "Scaleway", address: "169.254.42.42", serves: "instance metadata" },
  { cloud: "Scaleway", address: "fd00:42::42", serves: "instance metadata" },
  { cloud: "OpenStack", address: "169.254.169.254", serves: "instance metadata" },
  { cloud: "OpenStack", address: "fe80::a9fe:a9fe", serves: "instance metadata" },
];
