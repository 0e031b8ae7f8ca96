/** A metric that AWS publishes itself. */
export interface AwsMetric {
  readonly namespace: string;
  readonly name: string;
}

/** Metrics of AWS that scaling, alarms and the dashboard use. Our own are in `modules/shared/metrics`. */
export const awsMetrics = {
  /** Bytes that an instance sent, per period; by Auto Scaling group. */
  networkOut: { namespace: "AWS/EC2", name: "NetworkOut" },
  /** Per cent; by Auto Scaling group. */
  cpu: { namespace: "AWS/EC2", name: "CPUUtilization" },
  /** CPU credits left, burstable types only; by Auto Scaling group. */
  cpuCredits: { namespace: "AWS/EC2", name: "CPUCreditBalance" },
  /** Nodes that serve; by Auto Scaling group. */
  inService: { namespace: "AWS/AutoScaling", name: "GroupInServiceInstances" },
  /** Nodes that are wanted; by Auto Scaling group. */
  desired: { namespace: "AWS/AutoScaling", name: "GroupDesiredCapacity" },
  /** Nodes that drain or end; by Auto Scaling group. */
  terminating: { namespace: "AWS/AutoScaling", name: "GroupTerminatingInstances" },
  /** Nodes that the balancer's health check fails on; by load balancer and target group. */
  networkUnhealthyHosts: { namespace: "AWS/NetworkELB", name: "UnHealthyHostCount" },
  /** The same for an Application Load Balancer. */
  applicationUnhealthyHosts: { namespace: "AWS/ApplicationELB", name: "UnHealthyHostCount" },
  /** Memory that is used, per cent; by node of ElastiCache. */
  cacheMemory: { namespace: "AWS/ElastiCache", name: "DatabaseMemoryUsagePercentage" },
  /** Whole days until a certificate runs out; by certificate. */
  certificateDays: { namespace: "AWS/CertificateManager", name: "DaysToExpiry" },
} as const satisfies Readonly<Record<string, AwsMetric>>;
