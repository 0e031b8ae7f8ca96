import { imageFiles, mediaNodeFiles, turnNodeFiles } from "../../modules/nodes";
import { tarGzArchive } from "../../modules/shared/archive";
import { context, mediaPlan, turnPlan } from "./plans";

const image = { kind: "immutable", parameter: "/webrtc/test/eu-west-1/turn/image-id" } as const;
const plan = turnPlan({ image });
const bundle = turnNodeFiles(plan, context);
const files = imageFiles(plan, context, bundle);
const template = files.find(({ path }) => path === "image.pkr.hcl")?.content ?? "";

describe("an image build", () => {
  it("holds the bundle that a mutable node applies, byte for byte", () => {
    const inside = files
      .filter(({ path }) => path.startsWith("bundle/"))
      .map((file) => ({ ...file, path: file.path.replace("bundle/", "") }));
    expect(tarGzArchive(inside).sha256).toBe(tarGzArchive(turnNodeFiles(turnPlan(), context)).sha256);
  });

  it("writes the image's id to the parameter that the app layer reads", () => {
    expect(template).toContain(`publish-image.py \${path.root}/manifest.json eu-west-1 ${image.parameter}"`);
  });

  it("builds on the fleet's own architecture and type", () => {
    expect(template).toMatch(/instance_type = "c6gn\.large"[\s\S]*noble-24\.04-arm64-server/);
  });

  it("encrypts the volume and requires version 2 of the metadata service", () => {
    expect(template).toMatch(/encrypted\s+= true[\s\S]*http_tokens\s+= "required"/);
  });

  it("leaves nothing unrendered", () => {
    expect(template).not.toMatch(/%%\w+%%/);
  });

  it("may read one object for mediasoup, and has no role otherwise", () => {
    const mediasoup = mediaPlan({
      image,
      engine: { kind: "mediasoup", bundleKey: "apps/room.tar.gz", bundleSha256: "ab".repeat(32) },
    });
    const [media] = imageFiles(mediasoup, context, mediaNodeFiles(mediasoup, context));
    expect(media?.content).toContain("s3:GetObject");
    expect(template).not.toContain("s3:GetObject");
  });

  it("is refused for a fleet that does not start from a parameter's image", () => {
    expect(() => imageFiles(turnPlan(), context, bundle)).toThrow("immutable");
  });
});
