import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  balancerNodeFiles,
  type ClusterInput,
  composeFiles,
  imageFiles,
  liveNodeFiles,
  mediaNodeFiles,
  nodeUserData,
  singleHostNodes,
  turnNodeFiles,
} from "../../../modules/nodes";
import { haproxyConf } from "../../../modules/nodes/balancer/haproxy-conf";
import { nginxConf } from "../../../modules/nodes/balancer/nginx-conf";
import { writeFiles } from "../../../modules/shared/write-files";
import { liveFleet, liveImage } from "../../nodes/go-live/live-fleet";
import { context, mediaPlan, tlsPlans, turnPlan } from "../../nodes/plans";
import { expectSuccess, run, workspace } from "./run";

const mutable = { kind: "mutable", parameter: "/aws/service/canonical/ubuntu" } as const;
const immutable = { kind: "immutable", parameter: "/webrtc/test/eu-west-1/node/image-id" } as const;
const mediasoup = { kind: "mediasoup", bundleKey: "apps/room.tar.gz", bundleSha256: "ab".repeat(32) } as const;

const hooks = { launchingHook: "launching", terminatingHook: "terminating", logGroup: "/test" };
const bundle = { bucket: "artifacts", key: "bundle.tar.gz", sha256: "ab".repeat(32) };

describe.each([mutable, immutable])("user data, image $kind", (image) => {
  it.each([
    [
      "turn",
      nodeUserData({
        role: "turn",
        plan: turnPlan({ image }),
        context,
        bundle,
        parameters: { ...hooks, turnSecret: "a" },
      }),
    ],
    [
      "media",
      nodeUserData({
        role: "media",
        plan: mediaPlan({ image }),
        context,
        bundle,
        parameters: { ...hooks, janusTokenSecret: "a", janusAdminSecret: "b" },
      }),
    ],
  ])("is valid to cloud-init: %s", (_, text) => {
    const file = join(workspace(), "user-data.yaml");
    writeFileSync(file, text);
    expectSuccess(run("cloud-init", ["schema", "-c", file]));
  });
});

describe("the playbook", () => {
  const directory = workspace();
  writeFiles(directory, turnNodeFiles(turnPlan(), context));
  const ansible = join(directory, "ansible");

  it("has no finding in ansible-lint's production profile", () => {
    // Outside a repository the linter finds no files.
    run("git", ["init", "--quiet", "."], ansible);
    run("git", ["add", "."], ansible);
    const lint = run("ansible-lint", ["--offline", "--nocolor", "--profile", "production"], ansible);
    expect(lint.output).toMatch(/Passed with production profile: 0 failure\(s\), 0 warning\(s\) on [1-9]\d+ files/);
  });

  it("refuses a variable that no role knows, before it does anything", () => {
    const misspelt = ["-e", "turn_pakage=/tmp/coturn.deb", "--check", "-c", "local", "-i", "localhost,", "site.yml"];
    const { code, output } = run("ansible-playbook", misspelt, ansible);
    expect({ code, said: /No role knows [^"]*/.exec(output)?.[0] }).toEqual({
      code: 2,
      said: "No role knows turn_pakage. Is it spelt as in variables.json?",
    });
    expect(output).toMatch(/changed=0/);
  });

  it("is sound to Ansible", () => {
    expect(run("ansible-playbook", ["--syntax-check", "-i", "localhost,", "site.yml"], ansible)).toMatchObject({
      code: 0,
    });
  });
});

describe("image builds", () => {
  it.each([
    ["turn", () => imageFiles(turnPlan({ image: immutable }), context, turnNodeFiles(turnPlan(), context))],
    ["media", () => imageFiles(mediaPlan({ image: immutable }), context, mediaNodeFiles(mediaPlan(), context))],
    [
      "mediasoup",
      () => {
        const plan = mediaPlan({ image: immutable, engine: mediasoup });
        return imageFiles(plan, context, mediaNodeFiles(plan, context));
      },
    ],
  ])("are valid to Packer: %s", (_, files) => {
    const directory = workspace();
    writeFiles(directory, files());
    withoutNewerBlocks(directory);
    expectSuccess(run("packer", ["validate", "-var", "artifact_bucket=artifacts", directory]));
  });

  it("end in a script that bash can read", () => {
    const directory = workspace();
    writeFiles(directory, imageFiles(turnPlan({ image: immutable }), context, []));
    expect(run("bash", ["-n", join(directory, "install.sh")])).toEqual({ code: 0, output: "" });
  });
});

/** Debian's Packer 1.6.6 validates offline and knows neither plugins nor the metadata options of instances. */
function withoutNewerBlocks(directory: string): void {
  rmSync(join(directory, "plugins.pkr.hcl"));
  const file = join(directory, "image.pkr.hcl");
  writeFileSync(file, readFileSync(file, "utf8").replace(/# --- from Packer[\s\S]*?# --- to here/, ""));
}

function cluster(tls: ClusterInput["tls"]): ClusterInput {
  return {
    realm: "turn.example.com",
    balancerAddress: "127.0.0.1",
    nodes: [1, 2, 3].map((number) => ({
      name: `turn-${number}`,
      privateAddress: `10.0.0.${number}`,
      publicAddress: `9.9.9.${number}`,
      port: 3478,
      healthPort: 8089,
      relay: { from: 49_152, to: 65_535 },
    })),
    tls,
    coturnVersion: "4.18.0",
    limits: turnPlan().limits,
  };
}

/** A certificate where the balancer's file expects it, moved into the directory. */
function withCertificate(directory: string, text: string): string {
  run("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"],
    ...[
      "-subj",
      "/CN=turn.example.com",
      "-keyout",
      join(directory, "privkey.pem"),
      "-out",
      join(directory, "fullchain.pem"),
    ],
  ]);
  const both = ["fullchain.pem", "privkey.pem"].map((name) => readFileSync(join(directory, name), "utf8"));
  writeFileSync(join(directory, "turn.pem"), both.join(""));
  return text.replace(/\/etc\/(nginx|haproxy)\/tls/g, directory);
}

describe.each(["nlb", "node", "off"] as const)("balancers, TLS %s", (tls) => {
  it("nginx accepts its file", () => {
    const directory = workspace();
    const file = join(directory, "nginx.conf");
    writeFileSync(file, withCertificate(directory, nginxConf("nginx.conf", cluster(tls)).content));
    expect(run("nginx", ["-t", "-q", "-c", file])).toEqual({ code: 0, output: "" });
  });

  it("HAProxy accepts its file without a warning", () => {
    const directory = workspace();
    const file = join(directory, "haproxy.cfg");
    writeFileSync(file, withCertificate(directory, haproxyConf("haproxy.cfg", cluster(tls)).content));
    const check = run("haproxy", ["-c", "-f", file]);
    expectSuccess(check);
    expect(check.output).not.toMatch(/WARNING|ALERT/);
  });
});

describe("compose", () => {
  const directory = workspace();
  writeFiles(directory, composeFiles({ ...cluster("off"), nodes: singleHostNodes("127.0.0.1", 3) }));

  it.each(["turn-1", "turn-2", "turn-3", "balancer"])("accepts the project of %s", (name) => {
    const file = join(directory, name, "compose.yaml");
    expectSuccess(run("docker-compose", ["-f", file, "config", "-q"]));
  });
});

describe("files of the system", () => {
  it.each([
    ...tlsPlans.map(
      (tls) => [`coturn, TLS ${JSON.stringify(tls)}`, turnNodeFiles(turnPlan({ tls }), context)] as const,
    ),
    ["Janus", mediaNodeFiles(mediaPlan(), context)] as const,
    ["mediasoup", mediaNodeFiles(mediaPlan({ engine: mediasoup }), context)] as const,
    [
      "live-webrtc",
      liveNodeFiles(liveFleet({ rooms: { kind: "directory", routerImage: liveImage } }), context),
    ] as const,
  ])("nftables accepts the packet filter: %s", (_, files) => {
    const directory = workspace();
    writeFiles(directory, files);
    const file = join(directory, "root/etc/nftables.conf");
    // Without the packages there are no such users here.
    writeFileSync(
      file,
      readFileSync(file, "utf8").replaceAll(/skuid (turnserver|janus|mediasoup|live)\b/g, "skuid nobody"),
    );
    expect(run("nft", ["-c", "-f", file])).toEqual({ code: 0, output: "" });
  });

  it.each([
    [
      "ACME",
      turnNodeFiles(
        turnPlan({ tls: { mode: "node", certificate: { kind: "acme", email: "ops@example.com" } } }),
        context,
      ),
    ],
    ["mediasoup", mediaNodeFiles(mediaPlan({ engine: mediasoup }), context)],
  ])("systemd rates every unit of ours 4.0 or better: %s", (_, files) => {
    const directory = workspace();
    writeFiles(directory, files);
    const units = join(directory, "root/etc/systemd/system");
    const exposed = readdirSync(units)
      .filter((name) => name.endsWith(".service"))
      .map((name) => {
        const { output } = run("systemd-analyze", ["security", "--offline=yes", "--no-pager", join(units, name)]);
        return { name, exposure: Number(/exposure level for \S+: ([\d.]+)/.exec(output)?.[1]) };
      })
      .filter(({ exposure }) => !(exposure <= 4));
    expect(exposed).toEqual([]);
  });

  it("a balancer's bundle is a playbook that Ansible accepts", () => {
    const directory = workspace();
    writeFiles(directory, balancerNodeFiles("haproxy", cluster("nlb")));
    const check = run(
      "ansible-playbook",
      ["--syntax-check", "-i", "localhost,", "site.yml"],
      join(directory, "ansible"),
    );
    expectSuccess(check);
  });
});
