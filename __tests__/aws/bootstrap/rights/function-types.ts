import {
  anywhere,
  functionArn,
  nameOf,
  on,
  type Placed,
  passRole,
  prefixed,
  type Right,
  type RightsOfType,
  regional,
  shared,
} from "./right";

/** Functions, the API in front of them and the table behind them. */
export const functionTypes: Readonly<Record<string, RightsOfType>> = {
  aws_lambda_function: (place) => [
    on(
      place,
      functionArn(place, place.body["function_name"]),
      ...prefixed(
        "lambda",
        "CreateFunction",
        "DeleteFunction",
        "GetFunction",
        "GetFunctionCodeSigningConfig",
        "GetFunctionConfiguration",
        "ListVersionsByFunction",
        "ListTags",
        "TagResource",
        "UntagResource",
        "UpdateFunctionCode",
        "UpdateFunctionConfiguration",
      ),
    ),
    passRole(place, place.body["role"], "lambda"),
  ],
  aws_lambda_permission: (place) => [
    on(
      place,
      functionArn(place, place.body["function_name"]),
      ...prefixed("lambda", "AddPermission", "GetPolicy", "RemovePermission"),
    ),
  ],
  aws_dynamodb_table: (place) => [
    on(
      place,
      regional(place, "dynamodb", `table/${nameOf(place, place.body["name"])}`),
      ...prefixed(
        "dynamodb",
        "CreateTable",
        "DeleteTable",
        "DescribeContinuousBackups",
        "DescribeTable",
        "DescribeTimeToLive",
        "ListTagsOfResource",
        "TagResource",
        "UntagResource",
        "UpdateTable",
        "UpdateTimeToLive",
      ),
    ),
  ],
  aws_apigatewayv2_api: (place) => api(place),
  aws_apigatewayv2_authorizer: (place) => api(place),
  aws_apigatewayv2_integration: (place) => api(place),
  aws_apigatewayv2_route: (place) => api(place),
  aws_apigatewayv2_stage: (place) => [
    ...api(place),
    anywhere(
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
    ),
  ],
};

/** An API, by verbs of HTTP. Its id is AWS's. */
function api(place: Placed): readonly Right[] {
  const verbs = ["DELETE", "GET", "PATCH", "POST", "PUT"].map((verb) => `apigateway:${verb}`);
  return [...["/apis", "/apis/1", "/tags/1"].map((path) => on(place, shared(place, "apigateway", path), ...verbs))];
}
