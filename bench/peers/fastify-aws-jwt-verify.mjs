import Fastify from 'fastify';
import { profile } from './answer.mjs';
import { bearer, verifier } from './verifier.mjs';

const tokens = verifier();
const app = Fastify();
app.addHook('onRequest', async (request, reply) => {
  try {
    request.user = await tokens.verify(bearer(request.headers));
  } catch {
    await reply.code(401).send();
  }
});
app.get('/api/v1/users/me', () => profile());
console.log(`listening ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
