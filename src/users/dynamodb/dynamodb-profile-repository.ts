import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { AwsConnection } from '../../aws/aws-connection.js';
import { answerIfAllowed, answerOf } from '../../aws/dynamodb-call.js';
import { readItem } from '../../aws/read-items.js';
import { tableName } from '../../aws/table-name.js';
import { AppError } from '../../shared/app-error.js';
import { claimsValidFrom } from '../claims-valid-from.js';
import { newProfile } from '../new-profile.js';
import type { ProfilePage, ProfileQuery } from '../profile-query.js';
import {
  ProfileRepository,
  type ProfileUpdated,
  type SignInFacts,
  type SignInRecorded,
} from '../profile-repository.port.js';
import type { IdentitySnapshot, Profile, ProfileChanges, ProfileStatus } from '../profile.js';
import { ProfileIndex } from './profile-index.js';
import { type GroupsUpdate, profileUpdate } from './profile-update.js';
import {
  departmentShard,
  emailKey,
  shardOf,
  fromProfileItem,
  profileTable,
  roleShard,
  statusShard,
  toProfileItem,
} from './profile.table.js';

/** A condition and the values it names beyond those of the update. */
interface Condition {
  readonly expression: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

const EXISTS: Condition = { expression: 'attribute_exists(userId)' };

/** Made by a factory, because a Lambda trigger uses it too and carries no Nest. */
export class DynamoDbProfileRepository extends ProfileRepository {
  private readonly table: string;
  private readonly index: ProfileIndex;

  constructor(
    private readonly client: DynamoDBClient,
    connection: Pick<AwsConnection, 'tablePrefix'>,
  ) {
    super();
    this.table = tableName(connection.tablePrefix, profileTable);
    this.index = new ProfileIndex(client, this.table);
  }

  async find(userId: string): Promise<Profile | null> {
    const item = await readItem(this.client, this.table, { userId: { S: userId } });
    return item ? fromProfileItem(item) : null;
  }

  async create(identity: IdentitySnapshot, status: ProfileStatus, at: string): Promise<Profile> {
    const profile = newProfile(identity, status, at);
    const command = new PutItemCommand({
      TableName: this.table,
      Item: marshall(toProfileItem(profile)),
      ConditionExpression: 'attribute_not_exists(userId)',
    });
    const created = await answerIfAllowed(this.client.send(command));
    return created ? profile : this.findExisting(identity.userId);
  }

  async confirm(identity: IdentitySnapshot, at: string): Promise<Profile> {
    const { userId } = identity;
    return (
      (await this.activate(identity, at)) ??
      (await this.verifyAddress(userId, at)) ??
      (await this.findExisting(userId))
    );
  }

  async recordSignIn(facts: SignInFacts): Promise<SignInRecorded> {
    const profile = (await this.recordClaims(facts)) ?? (await this.recordWithoutClaims(facts));
    return profile ? { outcome: 'recorded', profile } : { outcome: 'disabled' };
  }

  async update(
    userId: string,
    changes: ProfileChanges,
    at: string,
    expectedVersion?: number,
  ): Promise<ProfileUpdated> {
    const { role, department } = changes;
    const set = {
      ...changes,
      ...(role === undefined ? {} : { roleShard: roleShard(userId, role) }),
      ...(department === undefined ? {} : { departmentShard: departmentShard(userId, department) }),
      updatedAt: at,
    };
    const condition =
      expectedVersion === undefined
        ? EXISTS
        : { expression: '#version = :expected', values: { ':expected': expectedVersion } };
    const profile = await this.write(userId, profileUpdate({ set, raiseVersion: true }), condition);
    if (profile) return { outcome: 'updated', profile };
    const current = await this.find(userId);
    if (!current) return { outcome: 'missing' };
    // The SDK repeats a write whose answer was lost, and the repeat then finds the version that it made itself.
    const isOwnWrite =
      current.version === Number(expectedVersion) + 1 && holds(current, { ...changes, updatedAt: at });
    return isOwnWrite ? { outcome: 'updated', profile: current } : { outcome: 'stale' };
  }

  async setMfaEnabled(userId: string, enabled: boolean, at: string): Promise<void> {
    const set = { mfaEnabled: enabled, factorValidFrom: claimsValidFrom(at), updatedAt: at };
    await this.write(userId, profileUpdate({ set, raiseVersion: true }), {
      expression: '#mfaEnabled = :before',
      values: { ':before': !enabled },
    });
  }

  async setPasswordChanged(userId: string, at: string): Promise<void> {
    await this.write(userId, profileUpdate({ set: { passwordChangedAt: at } }), EXISTS);
  }

  async setStatus(userId: string, status: ProfileStatus, at: string): Promise<Profile | null> {
    const set = { status, statusShard: statusShard(userId, status), updatedAt: at };
    const condition = { expression: 'attribute_exists(userId) AND #status <> :status' };
    const update = profileUpdate({ set, raiseVersion: true });
    return (await this.write(userId, update, condition)) ?? (await this.find(userId));
  }

  setGroups(userId: string, groups: readonly string[], at: string): Promise<Profile | null> {
    return this.changeGroups(userId, { all: groups }, at);
  }

  addGroup(userId: string, group: string, at: string): Promise<Profile | null> {
    return this.changeGroups(userId, { add: group }, at);
  }

  removeGroup(userId: string, group: string, at: string): Promise<Profile | null> {
    return this.changeGroups(userId, { remove: group }, at);
  }

  setEmail(userId: string, email: string, at: string): Promise<Profile | null> {
    const address = email.toLowerCase();
    const set = {
      email: address,
      emailVerified: true,
      emailShard: shardOf(address),
      emailKey: emailKey(userId, address),
      claimsValidFrom: claimsValidFrom(at),
      updatedAt: at,
    };
    return this.write(userId, profileUpdate({ set, raiseVersion: true }), EXISTS);
  }

  async delete(userId: string): Promise<void> {
    const command = new DeleteItemCommand({ TableName: this.table, Key: { userId: { S: userId } } });
    await answerOf(this.client.send(command));
  }

  findByEmail(email: string): Promise<Profile | null> {
    return this.index.findByEmail(email.toLowerCase());
  }

  list(query: ProfileQuery, limit: number, position: string | null): Promise<ProfilePage> {
    return this.index.list(query, limit, position);
  }

  /** Null where the profile is disabled, or knows better than the token. */
  private recordClaims({
    identity,
    groups,
    mfaEnabled,
    passwordChangedAt,
    issuedAt,
    at,
  }: SignInFacts): Promise<Profile | null> {
    const initial = toProfileItem(newProfile(identity, 'ACTIVE', at));
    const { userId, email, emailShard, emailKey, emailVerified, status, statusShard } = initial;
    const set = {
      email,
      emailShard,
      emailKey,
      emailVerified,
      status,
      statusShard,
      mfaEnabled,
      lastLoginAt: at,
      ...(passwordChangedAt !== undefined && { passwordChangedAt }),
    };
    return this.write(userId, profileUpdate({ set, initial, groups: { all: groups } }), {
      expression:
        'attribute_not_exists(userId) OR (#status <> :disabled' +
        ' AND (attribute_not_exists(claimsValidFrom) OR claimsValidFrom <= :issuedAt)' +
        (mfaEnabled ? ')' : ' AND (attribute_not_exists(factorValidFrom) OR factorValidFrom <= :issuedAt))'),
      values: { ':disabled': 'DISABLED' satisfies ProfileStatus, ':issuedAt': issuedAt },
    });
  }

  /** Null where the profile is disabled, or was erased meanwhile. */
  private recordWithoutClaims({
    identity: { userId },
    mfaEnabled,
    passwordChangedAt,
    at,
  }: SignInFacts): Promise<Profile | null> {
    const status: ProfileStatus = 'ACTIVE';
    const set = {
      status,
      statusShard: statusShard(userId, status),
      lastLoginAt: at,
      // That no factor was asked for says nothing of one that was set up since; one that was proved is there.
      ...(mfaEnabled && { mfaEnabled }),
      ...(passwordChangedAt !== undefined && { passwordChangedAt }),
    };
    return this.write(userId, profileUpdate({ set }), {
      expression: 'attribute_exists(userId) AND #status <> :disabled',
      values: { ':disabled': 'DISABLED' satisfies ProfileStatus },
    });
  }

  private changeGroups(userId: string, groups: GroupsUpdate, at: string): Promise<Profile | null> {
    const set = { claimsValidFrom: claimsValidFrom(at), updatedAt: at };
    return this.write(userId, profileUpdate({ set, groups, raiseVersion: true }), EXISTS);
  }

  /** Null where the profile was active or disabled before. */
  private activate(identity: IdentitySnapshot, at: string): Promise<Profile | null> {
    const initial = toProfileItem(newProfile(identity, 'ACTIVE', at));
    const { userId, email, emailShard, emailKey, status, statusShard } = initial;
    const set = { email, emailShard, emailKey, emailVerified: true, status, statusShard, updatedAt: at };
    return this.write(userId, profileUpdate({ set, initial, raiseVersion: true }), {
      expression: 'attribute_not_exists(userId) OR #status = :unconfirmed',
      values: { ':unconfirmed': 'UNCONFIRMED' satisfies ProfileStatus },
    });
  }

  /** Null where the address was verified before. */
  private verifyAddress(userId: string, at: string): Promise<Profile | null> {
    const set = { emailVerified: true, updatedAt: at };
    return this.write(userId, profileUpdate({ set, raiseVersion: true }), {
      expression: '#emailVerified = :before',
      values: { ':before': false },
    });
  }

  /** The profile after the write, or null where the condition did not hold. */
  private async write(
    userId: string,
    update: ReturnType<typeof profileUpdate>,
    condition: Condition,
  ): Promise<Profile | null> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: { userId: { S: userId } },
      ...update,
      ConditionExpression: condition.expression,
      ExpressionAttributeValues: marshall({ ...update.ExpressionAttributeValues, ...condition.values }),
      ReturnValues: 'ALL_NEW',
    });
    const answer = await answerIfAllowed(this.client.send(command));
    return answer?.Attributes ? fromProfileItem(answer.Attributes) : null;
  }

  private async findExisting(userId: string): Promise<Profile> {
    const profile = await this.find(userId);
    if (!profile)
      throw new AppError('internal_error', { cause: new Error('The profile went while it was written') });
    return profile;
  }
}

function holds(profile: Profile, fields: Partial<Profile>): boolean {
  return Object.entries(fields).every(([field, value]) => profile[field as keyof Profile] === value);
}
