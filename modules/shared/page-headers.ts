/**
 * Headers of the web page, in one place: Front Door sends them, the static web app's own configuration does, and the tests serve the
 * page with them.
 */
export const pageHeaders = {
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
} as const;

/**
 * Content security policy of the page: its own files, and connections to the endpoints of the deployment. No inline script or style,
 * nothing of third parties.
 *
 * @param connections origins of the functions (`https:`) and of SignalR (`https:` and `wss:`)
 */
export function contentSecurityPolicy(connections: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    `connect-src ${["'self'", ...connections].join(" ")}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}
