import { randomUUID } from 'node:crypto';
import type { AdminDepartures } from '../../src/auth/admin-departures.port.js';

const NOW = Date.parse('2026-01-31T09:00:00.000Z');
const MINUTE = 60_000;

export function describeAdminDeparturesContract(name: string, make: () => AdminDepartures): void {
  describe(`AdminDepartures ${name}`, () => {
    let departures: AdminDepartures;
    let ada: string;
    let bob: string;
    let cyd: string;

    const leaves = (userId: string, by: string, at = NOW) =>
      departures.announce({ userId, by, at, until: at + MINUTE });

    beforeEach(() => {
      departures = make();
      [ada, bob, cyd] = [randomUUID(), randomUUID(), randomUUID()];
    });

    it('lets somebody who stays send others away, one or more, and again', async () => {
      await expect(leaves(bob, ada)).resolves.toBe(true);
      await expect(leaves(bob, ada)).resolves.toBe(true);
      await expect(leaves(cyd, ada)).resolves.toBe(true);
    });

    it('does not let somebody who leaves send anybody away', async () => {
      await leaves(bob, ada);
      await expect(leaves(ada, bob)).resolves.toBe(false);
      await expect(leaves(cyd, bob)).resolves.toBe(false);
      await expect(leaves(cyd, ada)).resolves.toBe(true);
    });

    it('lets exactly one of two succeed who send each other away at once', async () => {
      for (let round = 0; round < 10; round += 1) {
        const [one, two] = [randomUUID(), randomUUID()];
        const announced = await Promise.all([leaves(one, two), leaves(two, one)]);
        expect(announced.filter(Boolean)).toHaveLength(1);
      }
    });

    it('leaves somebody of three who go round in a circle at once', async () => {
      for (let round = 0; round < 10; round += 1) {
        const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
        const announced = await Promise.all([leaves(two, one), leaves(three, two), leaves(one, three)]);
        expect([1, 2]).toContain(announced.filter(Boolean).length);
      }
    });

    it('ends with its time', async () => {
      await leaves(bob, ada);
      await expect(leaves(cyd, bob, NOW + MINUTE - 1)).resolves.toBe(false);
      await expect(leaves(cyd, bob, NOW + MINUTE)).resolves.toBe(true);
    });

    it('is forgotten when somebody comes back, and nobody else’s with it', async () => {
      await departures.forget(bob);
      await leaves(bob, ada);
      await leaves(cyd, ada);
      await departures.forget(bob);
      await departures.forget(bob);
      await expect(leaves(ada, bob)).resolves.toBe(true);
      await expect(leaves(bob, cyd)).resolves.toBe(false);
    });

    it('takes any user id, even one that is called like an attribute of the table', async () => {
      await expect(leaves('id', 'dropAfter')).resolves.toBe(true);
      await expect(leaves('dropAfter', 'id')).resolves.toBe(false);
      await departures.forget('id');
    });
  });
}
