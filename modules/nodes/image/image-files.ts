import type { MediaFleetPlan, TurnFleetPlan } from "../../environment/topology";
import { tarGzArchive } from "../../shared/archive";
import type { RenderedFile } from "../../shared/rendered-file";
import type { NodeContext } from "../node-context";
import { RenderError } from "../render-error";
import { fillTemplate, readTemplate } from "../template";
import { ubuntuRelease } from "../ubuntu";

/**
 * Directory of an image build with Packer: the bundle and what applies it. The id of the image goes to the SSM parameter that the
 * fleet's plan names.
 *
 * @param bundle what `turnNodeFiles` or `mediaNodeFiles` returned
 */
export function imageFiles(
  plan: TurnFleetPlan | MediaFleetPlan,
  context: NodeContext,
  bundle: readonly RenderedFile[],
): readonly RenderedFile[] {
  if (plan.image.kind !== "immutable" || !("parameter" in plan.image)) {
    throw new RenderError(
      "image.pkr.hcl",
      "image",
      plan.image,
      "An image is built for a fleet that starts from one, and its id goes to a parameter.",
      'Set image to "immutable".',
    );
  }
  const content = fillTemplate("packer/image.pkr.hcl", {
    environment: context.environment,
    region: context.region,
    role: plan.role,
    instance_type: plan.instanceType.name,
    architecture: plan.instanceType.architecture === "arm64" ? "arm64" : "amd64",
    release: ubuntuRelease,
    volume_gib: plan.volumeGib,
    bundle_sha256: tarGzArchive(bundle).sha256,
    parameter: plan.image.parameter,
    instance_profile: instanceProfile(plan),
  });
  const copy = (name: string, mode: number): RenderedFile => ({
    path: name,
    mode,
    content: readTemplate(`packer/${name}`),
  });
  return [
    { path: "image.pkr.hcl", mode: 0o644, content },
    copy("plugins.pkr.hcl", 0o644),
    copy("install.sh", 0o755),
    copy("publish-image.py", 0o755),
    ...bundle.map((file) => ({ ...file, path: `bundle/${file.path}` })),
  ];
}

/** Only the application of mediasoup is fetched while an image is built. */
function instanceProfile(plan: TurnFleetPlan | MediaFleetPlan): string {
  return plan.role === "media" && plan.engine.kind === "mediasoup"
    ? fillTemplate("packer/instance-profile.pkr.hcl", { bundle_key: plan.engine.bundleKey })
    : "";
}
