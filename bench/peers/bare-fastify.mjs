import Fastify from 'fastify';
import { profile } from './answer.mjs';

const app = Fastify();
app.get('/api/v1/users/me', () => profile());
console.log(`listening ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
