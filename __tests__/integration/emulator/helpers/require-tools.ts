import { emulatorPython } from "../../../../cli/emulator/emulator";
import { requireTerraform } from "../../../../cli/emulator/terraform";

/** Ends the run with one line, before any test, where the emulator or Terraform is missing. */
export default async function requireTools(): Promise<void> {
  try {
    emulatorPython();
    await requireTerraform();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
