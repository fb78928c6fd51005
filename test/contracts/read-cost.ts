import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

interface Units {
  readonly CapacityUnits?: number;
}

export interface Cost {
  readonly calls: number;
  readonly readUnits: number;
}

/** What the calls of a client cost; `costOf(work)` says it of some work that nothing else goes on beside. */
export class ReadCost {
  private calls = 0;
  private readUnits = 0;

  constructor(client: DynamoDBClient) {
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity = [] } = answer.output as { ConsumedCapacity?: Units | Units[] };
        this.calls += 1;
        for (const { CapacityUnits = 0 } of [ConsumedCapacity].flat()) this.readUnits += CapacityUnits;
        return answer;
      },
      { step: 'initialize', name: 'countReadUnits' },
    );
  }

  async costOf(work: () => Promise<unknown>): Promise<Cost> {
    const { calls, readUnits } = this;
    await work();
    return { calls: this.calls - calls, readUnits: this.readUnits - readUnits };
  }
}
