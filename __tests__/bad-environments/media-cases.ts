import type { BadCase } from "./bad-case";

const media = (change: object) => ({ aws: { media: change } });
const sha256 = "0".repeat(64);

/** Contradictions within the media fleet, and what it cannot do. */
export const mediaCases: readonly BadCase[] = [
  {
    name: "recordings, which no media server of the topology writes",
    change: { aws: { recordings: { expireDays: 90 } } },
    path: "aws.recordings",
    rule: "the bucket would stay empty",
    remedy: '"go-live" or "openvidu-ha"',
  },
  {
    name: "recordings of a mediasoup application, which is told of no bucket",
    change: {
      aws: { recordings: { expireDays: 90 }, media: { engine: "mediasoup", bundle: { key: "a.tgz", sha256 } } },
    },
    path: "aws.recordings",
    rule: "a mediasoup application is told of no bucket",
    remedy: "take aws.recordings out",
  },
  {
    name: "Janus nodes that split a room",
    change: media({ nodes: { min: 1, max: 2 } }),
    path: "aws.media.nodes",
    rule: "two people who join the same room through media.eu-west-1.good.example.com can be on different nodes",
    remedy: "set aws.media.nodes to 1",
    warning: true,
  },
  {
    name: "Janus nodes of a fixed number that split a room",
    change: media({ nodes: 2 }),
    path: "aws.media.nodes",
    rule: "up to 2 nodes",
    remedy: "one WebSocket",
    warning: true,
  },
  {
    name: "more nodes at least than at most",
    change: media({ nodes: { min: 3, max: 2 } }),
    path: "aws.media.nodes",
    rule: "(3) are more than the most (2)",
    remedy: "set min to 2",
  },
  {
    name: "an unknown family",
    change: media({ instanceType: "x9q.huge" }),
    path: "aws.media.instanceType",
    rule: "Unknown instance type",
    remedy: "instance-types.ts",
  },
  {
    name: "a cluster over two zones",
    change: media({ placement: "cluster", instanceType: "c6i.large" }),
    path: "aws.media.placement",
    rule: "lives in one zone; eu-west-1 uses 2",
    remedy: 'set aws.regions["eu-west-1"].zones to 1',
  },
  {
    name: "a cluster of burstable nodes",
    change: { aws: { regions: { "eu-west-1": { zones: 1 } }, media: { placement: "cluster" } } },
    path: "aws.media.placement",
    rule: "no burstable instance type",
    remedy: "c6i.large",
  },
  {
    name: "a spread of too many nodes",
    change: { aws: { quotas: { elasticIps: 50 }, media: { placement: "spread", nodes: { min: 1, max: 20 } } } },
    path: "aws.media.placement",
    rule: "7 nodes per zone",
    remedy: "none",
  },
  {
    name: "a heartbeat that is too quick",
    change: media({ drain: { hours: 0.1, heartbeatSeconds: 10 } }),
    path: "aws.media.drain.heartbeatSeconds",
    rule: "30 to 7200",
    remedy: "600",
  },
  {
    name: "a heartbeat after the end",
    change: media({ drain: { hours: 0.1 } }),
    path: "aws.media.drain.heartbeatSeconds",
    rule: "after the drain has ended",
    remedy: "at most 360",
  },
  {
    name: "an RTP range over the application's port",
    change: media({ engine: "mediasoup", bundle: { key: "a.tgz", sha256 }, rtpPorts: { from: 2000, to: 5000 } }),
    path: "aws.media.rtpPorts",
    rule: "3000/tcp is claimed twice",
    remedy: "end below 3000",
  },
  {
    name: "443 claimed twice",
    change: media({ engine: "mediasoup", bundle: { key: "a.tgz", sha256 }, rtpPorts: { from: 443, to: 1443 } }),
    path: "aws.media.rtpPorts",
    rule: "below 1024",
    remedy: "1024 or above",
  },
  {
    name: "an RTP range of ten ports",
    change: media({ rtpPorts: { from: 20000, to: 20009 } }),
    path: "aws.media.rtpPorts",
    rule: "10 ports",
    remedy: "at least 100",
  },
  {
    name: "media thresholds without a gap",
    change: media({ scaleOut: { cpuPercent: 60 }, scaleIn: { cpuPercent: 60 } }),
    path: "aws.media.scaleIn.cpuPercent",
    rule: "not at least 10 below scaleOut (60)",
    remedy: "at most 50",
  },
  {
    name: "a checksum of another kind",
    change: media({ engine: "mediasoup", bundle: { key: "app.tgz", sha256: "d41d8cd98f00b204e9800998ecf8427e" } }),
    path: "aws.media.bundle.sha256",
    rule: "64 lower-case hexadecimal digits",
    remedy: "sha256sum",
  },
  {
    name: "an application that is no archive",
    change: media({ engine: "mediasoup", bundle: { key: "/app.zip", sha256 } }),
    path: "aws.media.bundle.key",
    rule: "key of a tar.gz",
    remedy: "apps/sfu",
  },
];
