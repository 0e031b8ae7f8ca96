import {
  AzurermBackend,
  DataTerraformRemoteStateAzurerm,
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  S3Backend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Construct } from "constructs";
import type { Backend } from "./stack-identity";

/** Makes a stack keep its state in `backend`. */
export function attachBackend(stack: TerraformStack, backend: Backend): void {
  switch (backend.kind) {
    case "local":
      new LocalBackend(stack, { path: backend.path });
      return;
    case "s3": {
      const s3 = new S3Backend(stack, {
        bucket: backend.bucket,
        key: backend.key,
        region: backend.region,
        encrypt: true,
      });
      // cdktf 0.21 has no property for S3's own lock (Terraform >= 1.11); dynamodb_table is deprecated.
      s3.addOverride("use_lockfile", true);
      return;
    }
    case "azurerm":
      new AzurermBackend(stack, {
        resourceGroupName: backend.resourceGroup,
        storageAccountName: backend.storageAccount,
        containerName: backend.container,
        key: backend.key,
        useAzureadAuth: true,
      });
      return;
  }
}

/** Reads the state that another stack keeps in `backend`. */
export function readState(scope: Construct, id: string, backend: Backend): TerraformRemoteState {
  switch (backend.kind) {
    case "local":
      return new DataTerraformRemoteStateLocal(scope, id, { path: backend.path });
    case "s3":
      return new DataTerraformRemoteStateS3(scope, id, {
        bucket: backend.bucket,
        key: backend.key,
        region: backend.region,
      });
    case "azurerm":
      return new DataTerraformRemoteStateAzurerm(scope, id, {
        resourceGroupName: backend.resourceGroup,
        storageAccountName: backend.storageAccount,
        containerName: backend.container,
        key: backend.key,
        useAzureadAuth: true,
      });
  }
}
