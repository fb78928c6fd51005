import { auditTable } from '../../src/audit/dynamodb/audit.table.js';
import { describeAuditSinkContract } from './audit-sink.contract.js';
import { describeAuditIntegrityContract } from './audit-sink.integrity.contract.js';
import { dynamoDbSubject, fakeSubject } from './audit-sink.subject.js';
import { databases } from './test-database.js';

const inMemory = () => Promise.resolve(fakeSubject());

describeAuditSinkContract('in memory', inMemory);
describeAuditIntegrityContract('in memory', inMemory);

describe.each(databases)('%s', (name, start) => {
  const onDatabase = async () => dynamoDbSubject(await start([auditTable]));

  describeAuditSinkContract(name, onDatabase);
  describeAuditIntegrityContract(name, onDatabase);
});
