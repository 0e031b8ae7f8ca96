/** Metrics that the program exports, and those of its Go runtime that are asked for here. */
export const liveMetrics = [
  "webrtc_rooms",
  "webrtc_subscribers",
  "webrtc_rtp_bytes_total",
  "webrtc_rtp_packets_total",
  "process_cpu_seconds_total",
  "process_resident_memory_bytes",
  "up",
] as const;

/** Metrics of the room router that are asked for here. */
export const routerMetrics = ["room_router_directory_up"] as const;

/** What rules record. */
export const recordedMetrics = [
  "instance:webrtc_subscribers:sum",
  "instance:webrtc_rtp_bytes:rate1m",
  "room:webrtc_rtp_bytes:rate1m",
] as const;
