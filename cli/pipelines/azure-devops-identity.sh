# shellcheck shell=bash
# Sourced by steps of Azure Pipelines, inside the task AzureCLI@2: Terraform then takes the identity of the service connection, whose
# token it asks for itself, as often as it needs one.
export ARM_USE_OIDC=true
export ARM_CLIENT_ID=${AZURESUBSCRIPTION_CLIENT_ID:?the service connection has to use workload identity federation}
export ARM_TENANT_ID=${AZURESUBSCRIPTION_TENANT_ID:?}
export ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID=${AZURESUBSCRIPTION_SERVICE_CONNECTION_ID:?}
ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)
export ARM_SUBSCRIPTION_ID
: "${SYSTEM_ACCESSTOKEN:?map it into the step: SYSTEM_ACCESSTOKEN: \$(System.AccessToken)}"
