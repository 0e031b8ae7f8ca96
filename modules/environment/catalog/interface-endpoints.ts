/**
 * Services that AWS offers in a VPC by an interface endpoint, by the last part of the endpoint's name ("AWS services that integrate
 * with AWS PrivateLink" of AWS, written down by hand). Not every region has all of them: a plan says so of a real one.
 */
const services = `
  access-analyzer account acm-pca airflow.api airflow.env airflow.ops amplify apigateway app-integrations appconfig appconfigdata
  application-autoscaling appmesh appmesh-envoy-management apprunner apprunner.requests appstream.api appstream.streaming appsync-api
  aps aps-workspaces athena auditmanager autoscaling autoscaling-plans awsconnector backup backup-gateway batch bedrock
  bedrock-agent bedrock-agent-runtime bedrock-runtime billingconductor cassandra cleanrooms cloudcontrolapi clouddirectory
  cloudformation cloudhsmv2 cloudtrail codeartifact.api codeartifact.repositories codebuild codecommit codeconnections.api codedeploy
  codedeploy-commands-secure codepipeline codestar-connections.api cognito-identity cognito-idp comprehend config connect-campaigns
  databrew dataexchange datasync datazone dlm dms drs dynamodb dynamodb-streams ebs ec2 ec2messages ecr.api ecr.dkr ecs ecs-agent
  ecs-telemetry eks eks-auth elasticache elasticbeanstalk elasticbeanstalk-health elasticfilesystem elasticloadbalancing
  elasticmapreduce email-smtp emr-containers emr-serverless events execute-api fis forecast frauddetector freetier fsx git-codecommit
  glue grafana grafana-workspace greengrass groundstation guardduty guardduty-data healthlake identitystore imagebuilder inspector2
  iot.credentials iot.data iotsitewise.api iotsitewise.data kafka kendra kinesis-firehose kinesis-streams kms lakeformation lambda
  license-manager logs lookoutmetrics macie2 mediaconnect memorydb mgn models-v2-lex monitoring mq networkmonitor notebook
  organizations payment-cryptography.controlplane payment-cryptography.dataplane personalize pinpoint pipes polly private-networks
  profile proton qldb.session quicksight-website rds rds-data redshift redshift-data redshift-serverless rekognition resource-groups
  robomaker rolesanywhere route53resolver rum rum-dataplane runtime-v2-lex s3 s3-outposts sagemaker.api sagemaker.featurestore-runtime
  sagemaker.metrics sagemaker.runtime scheduler schemas secretsmanager securityhub securitylake servicecatalog servicediscovery
  servicequotas signin simspaceweaver sms-voice snow-device-management sns sqs ssm ssm-contacts ssm-incidents ssmmessages sso states
  storagegateway streaming-rekognition sts support swf sync-states synthetics tax textract timestream.ingest-cell1
  timestream.query-cell1 transcribe transcribestreaming transfer transfer.server translate trustedadvisor verifiedpermissions
  vpc-lattice wafv2 wellarchitected wisdom workmail workspaces xray
`
  .trim()
  .split(/\s+/);

const known: ReadonlySet<string> = new Set(services);

/** Names of all known services. */
export const interfaceEndpointNames: readonly string[] = [...known];

/** Whether AWS has an interface endpoint of this name. */
export function hasInterfaceEndpoint(service: string): boolean {
  return known.has(service);
}
