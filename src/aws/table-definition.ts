/**
 * A global secondary index. It holds keys only: lists read the items themselves, consistently, and a write that changes
 * none of its keys costs nothing here.
 */
export interface IndexDefinition {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey?: string;
}

/** A table as data: provisioning makes it, adapters address it, the deployment template must agree with it. */
export interface TableDefinition {
  /** Without the prefix, e.g. `profiles`. */
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** Attributes that are keys and numbers; every other key attribute is a string. */
  readonly numberKeys?: readonly string[];
  readonly indexes: readonly IndexDefinition[];
  /** Attribute with epoch seconds after which DynamoDB may drop the item; reads check it themselves. */
  readonly timeToLive?: string;
}
