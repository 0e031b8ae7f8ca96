import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { UpstreamError } from "../core/errors";
import type { Random } from "../ports/clock";
import type { RecordStore, VersionedRecord } from "../ports/record-store";

/**
 * Records in DynamoDB: key `id`, and `expires_at` as the table's time-to-live attribute, so that the service removes old records
 * by itself. A random version stands for the ETag.
 */
export class DynamoRecordStore<T> implements RecordStore<T> {
  constructor(
    private readonly client: Pick<DynamoDBClient, "send">,
    private readonly table: string,
    private readonly parse: (stored: unknown) => T,
    private readonly random: Random,
  ) {}

  async read(key: string): Promise<VersionedRecord<T> | undefined> {
    const { Item } = await this.call(() =>
      this.client.send(new GetItemCommand({ TableName: this.table, Key: { id: { S: key } }, ConsistentRead: true })),
    );
    const json = Item?.["json"]?.S;
    const version = Item?.["version"]?.S;
    return json === undefined || version === undefined ? undefined : { value: this.parse(JSON.parse(json)), version };
  }

  async write(key: string, value: T, seen: string | undefined, expiresAt: number): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.table,
      Item: {
        id: { S: key },
        json: { S: JSON.stringify(value) },
        version: { S: this.random.token(12) },
        expires_at: { N: String(Math.ceil(expiresAt / 1000)) },
      },
      ...asSeen(seen),
    });
    return this.conditional(() => this.client.send(command));
  }

  async remove(key: string, seen: string): Promise<boolean> {
    const command = new DeleteItemCommand({ TableName: this.table, Key: { id: { S: key } }, ...asSeen(seen) });
    return this.conditional(() => this.client.send(command));
  }

  async expired(): Promise<readonly string[]> {
    return [];
  }

  async list(): Promise<readonly { readonly key: string; readonly value: T }[]> {
    return [];
  }

  private async conditional(call: () => Promise<unknown>): Promise<boolean> {
    return this.call(() =>
      call().then(
        () => true,
        (error: unknown) => {
          if (error instanceof ConditionalCheckFailedException) {
            return false;
          }
          throw error;
        },
      ),
    );
  }

  private async call<R>(call: () => Promise<R>): Promise<R> {
    return call().catch((error: unknown) => {
      throw new UpstreamError("dynamodb", error instanceof Error ? error.name : "unexpected");
    });
  }
}

function asSeen(seen: string | undefined): {
  ConditionExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues?: Record<string, { S: string }>;
} {
  return seen === undefined
    ? { ConditionExpression: "attribute_not_exists(#id)", ExpressionAttributeNames: { "#id": "id" } }
    : {
        ConditionExpression: "#version = :seen",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":seen": { S: seen } },
      };
}
