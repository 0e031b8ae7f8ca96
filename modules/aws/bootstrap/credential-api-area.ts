import { anyResource } from "../policy-document";
import { type DeployArea, type DeployScope, ownedArns } from "./deploy-area";

/** The API that gives TURN credentials away, and the table that counts them. */
export function credentialApiArea(scope: DeployScope): DeployArea {
  return {
    name: "credential-api",
    description: "Makes, changes and removes the environment's credential API; reads no count.",
    statements: [
      {
        // AWS chooses the id that an API's ARN ends in, so the APIs of other environments of the account are in reach too.
        sid: "ChangeApis",
        actions: ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH", "apigateway:POST", "apigateway:PUT"],
        resources: [
          scope.account.sharedArn("apigateway", "/apis"),
          scope.account.sharedArn("apigateway", "/apis/*"),
          scope.account.sharedArn("apigateway", "/tags/*"),
        ],
      },
      {
        sid: "ChangeTables",
        actions: [
          "dynamodb:CreateTable",
          "dynamodb:DeleteTable",
          "dynamodb:Describe*",
          "dynamodb:ListTagsOfResource",
          "dynamodb:TagResource",
          "dynamodb:UntagResource",
          "dynamodb:UpdateTable",
          "dynamodb:UpdateTimeToLive",
        ],
        resources: ownedArns(scope, "dynamodb", "table/"),
      },
      {
        sid: "DeliverRequestLines",
        actions: [
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
        ],
        resources: anyResource("Deliveries of logs and their policies have no resource level."),
      },
    ],
    accepted: [],
  };
}
