/** Where coturn reads its certificate and key: memory, filled by the boot service and renewed by the refresh service. */
export const certificateDirectory = "/run/webrtc/tls";

/** Where the ACME client leaves the certificate that it renews. */
export const acmeDirectory = "/etc/letsencrypt/live/turn";
