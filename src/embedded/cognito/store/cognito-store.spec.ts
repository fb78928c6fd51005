import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CognitoError } from '../protocol/cognito-error.js';
import { CognitoStore } from './cognito-store.js';
import type { GroupRecord } from './records.js';

describe('CognitoStore', () => {
  let folder: string;
  let store: CognitoStore;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'cognito-store-')), 'made', 'on', 'demand');
    store = await CognitoStore.open(folder);
  });

  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const reopen = async () => {
    await store.close();
    store = await CognitoStore.open(folder);
  };
  const names = () => store.groups.find('pool', 'p').map((group) => group.name);

  it('keeps what a call wrote, deletions and indexes included', async () => {
    await store.run(() => {
      store.groups.put(group('one'));
      store.groups.put(group('two'));
      store.groups.put({ ...group('moved'), poolId: 'q' });
    });
    await store.run(() => {
      store.groups.delete('p/one');
    });
    await reopen();
    expect(names()).toEqual(['two']);
    expect(store.groups.find('pool', 'q')).toHaveLength(1);
    expect(store.groups.get('p/two')?.createdAt).toBe(1);
  });

  it('keeps what a refused call counted, and takes back what a broken one did', async () => {
    const refused = store.run(() => {
      store.groups.put(group('counted'));
      throw new CognitoError('NotAuthorizedException', 'no');
    });
    await expect(refused).rejects.toThrow('no');
    const broken = store.run(() => {
      store.groups.put(group('half-done'));
      store.groups.delete('p/counted');
      throw new Error('bug');
    });
    await expect(broken).rejects.toThrow('bug');
    expect(names()).toEqual(['counted']);
    await reopen();
    expect(names()).toEqual(['counted']);
  });

  it('runs calls one after another', async () => {
    const add = (name: string) =>
      store.run(async () => {
        const seen = names().length;
        await new Promise((resolve) => setTimeout(resolve, 5));
        store.groups.put(group(name));
        return seen;
      });
    await expect(Promise.all([add('one'), add('two'), add('three')])).resolves.toEqual([0, 1, 2]);
  });

  it('lets one server at a time use a folder', async () => {
    await expect(CognitoStore.open(folder)).rejects.toThrow();
  });
});

function group(name: string): GroupRecord {
  return {
    poolId: 'p',
    name,
    description: undefined,
    roleArn: undefined,
    precedence: undefined,
    createdAt: 1,
    modifiedAt: 1,
  };
}
