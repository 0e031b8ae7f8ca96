import { join } from "node:path";
import { App } from "cdktf";
import { Construct } from "constructs";
import { type Archive, zipArchive } from "../../shared/archive";
import { bundleFunction } from "../../shared/function-bundle";

const id = "turn-credentials-package";

/** The program of the credential function, bundled once for all regions and environments of a synthesis. */
export class CredentialPackage extends Construct {
  readonly archive: Archive;

  private constructor(app: App) {
    super(app, id);
    this.archive = zipArchive(
      bundleFunction({
        directory: join(__dirname, "../../../apps/signaling"),
        entry: "src/lambda/main.ts",
        bundle: "index.js",
        external: [],
      }),
    );
  }

  /** The package of the app that a construct belongs to. */
  static of(scope: Construct): CredentialPackage {
    const app = App.of(scope);
    const made = app.node.tryFindChild(id);
    return made instanceof CredentialPackage ? made : new CredentialPackage(app);
  }
}
