import type { RenderedFile } from "../../shared/rendered-file";
import { bundle } from "../bundle";
import { haproxyConf } from "./haproxy-conf";
import type { ClusterInput } from "./input";
import { nginxConf } from "./nginx-conf";

/** Bundle of a machine that balances over coturn nodes. */
export function balancerNodeFiles(program: "nginx" | "haproxy", input: ClusterInput): readonly RenderedFile[] {
  const role = "proxy";
  const wantedBy = "multi-user.target";
  switch (program) {
    case "nginx":
      return bundle([
        {
          role,
          packages: ["nginx", "libnginx-mod-stream"],
          files: [nginxConf("etc/nginx/nginx.conf", input, "distribution")],
          enable: [{ unit: "/lib/systemd/system/nginx.service", wantedBy }],
          disable: [],
        },
      ]);
    case "haproxy":
      return bundle([
        {
          role,
          packages: ["haproxy"],
          files: [haproxyConf("etc/haproxy/haproxy.cfg", input)],
          enable: [{ unit: "/lib/systemd/system/haproxy.service", wantedBy }],
          disable: [],
        },
      ]);
  }
}
