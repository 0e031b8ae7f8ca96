/**
 * What Janus 1.1.2 reads from each file, by group, from the samples of the release. It ignores any other name without a word.
 */
const certificates = "cert_pem cert_key cert_pwd ciphers";
const cors = "allow_origin enforce_cors";
const disable = "disable";

const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "janus.jcfg": {
    general:
      "configs_folder plugins_folder transports_folder events_folder loggers_folder log_to_stdout log_to_file debug_level debug_timestamps debug_colors debug_locks log_prefix daemonize pid_file api_secret token_auth token_auth_secret admin_secret interface server_name session_timeout candidates_timeout reclaim_session_timeout recordings_tmp_ext event_loops allow_loop_indication task_pool_size opaqueid_in_api hide_dependencies exit_on_dl_error no_webrtc_encryption protected_folders",
    certificates: "cert_pem cert_key cert_pwd dtls_accept_selfsigned dtls_ciphers rsa_private_key",
    media:
      "ipv6 ipv6_linklocal min_nack_queue rtp_port_range dtls_mtu no_media_timer slowlink_threshold twcc_period dtls_timeout nack_optimizations dscp",
    nat: "stun_server stun_port nice_debug full_trickle ice_nomination ice_keepalive_conncheck ice_lite ice_tcp ignore_mdns nat_1_1_mapping keep_private_host turn_server turn_port turn_type turn_user turn_pwd turn_rest_api turn_rest_api_key turn_rest_api_method turn_rest_api_timeout allow_force_relay ice_enforce_list ice_ignore_list ignore_unreachable_ice_server",
    plugins: disable,
    transports: disable,
    loggers: disable,
    events: "broadcast combine_media_stats disable stats_period",
  },
  "janus.transport.http.jcfg": {
    general:
      "events json base_path http port interface ip https secure_port secure_interface secure_ip acl mhd_connection_limit mhd_debug",
    admin:
      "admin_base_path admin_http admin_port admin_interface admin_ip admin_https admin_secure_port admin_secure_interface admin_secure_ip admin_acl",
    cors,
    certificates,
  },
  "janus.transport.websockets.jcfg": {
    general:
      "events json pingpong_trigger pingpong_timeout ws ws_port ws_interface ws_ip ws_unix wss wss_port wss_interface wss_ip wss_unix ws_logging ws_acl",
    admin:
      "admin_ws admin_ws_port admin_ws_interface admin_ws_ip admin_ws_unix admin_wss admin_wss_port admin_wss_interface admin_wss_ip admin_wss_unix admin_ws_acl",
    cors,
    certificates,
  },
  "janus.plugin.videoroom.jcfg": { general: "admin_key lock_rtp_forward events string_ids" },
  "janus.plugin.audiobridge.jcfg": {
    general: "admin_key lock_rtp_forward lock_play_file record_tmp_ext events string_ids rtp_port_range local_ip",
  },
  "janus.plugin.textroom.jcfg": { general: "admin_key json events string_ids" },
  "janus.plugin.streaming.jcfg": { general: "admin_key rtp_port_range events string_ids" },
  "janus.plugin.echotest.jcfg": { general: "events" },
};

/** Names that a file may hold, by group. Undefined for a file that we do not render. */
export function janusOptions(file: string): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  const groups = Object.hasOwn(names, file) ? names[file] : undefined;
  return groups && new Map(Object.entries(groups).map(([group, keys]) => [group, new Set(keys.split(" "))]));
}
