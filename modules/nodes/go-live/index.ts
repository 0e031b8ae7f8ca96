import type { GoLivePlan } from "../../environment/topology/go-live";
import type { RenderedFile } from "../../shared/rendered-file";
import { balancedFiles } from "./balanced";
import { composeFiles } from "./compose";
import { kubernetesFiles } from "./kubernetes/kubernetes-files";

/** Files of a shape outside AWS. */
export function goLiveFiles(plan: GoLivePlan): readonly RenderedFile[] {
  switch (plan.shape) {
    case "compose":
      return composeFiles(plan);
    case "balanced":
      return balancedFiles(plan);
    case "kubernetes":
      return kubernetesFiles(plan);
  }
}
