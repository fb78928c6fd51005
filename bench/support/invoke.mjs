// One event of API Gateway (HTTP API) for a Lambda handler: `invoke.mjs HANDLER.mjs`.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { handler } = await import(pathToFileURL(resolve(process.argv[2])).href);
const event = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/health/live',
  rawQueryString: '',
  headers: { host: 'example.com', 'x-forwarded-for': '192.0.2.1' },
  requestContext: {
    http: {
      method: 'GET',
      path: '/health/live',
      protocol: 'HTTP/1.1',
      sourceIp: '192.0.2.1',
      userAgent: 'bench',
    },
    requestId: 'bench',
    stage: '$default',
    timeEpoch: Date.now(),
  },
  isBase64Encoded: false,
};
const { statusCode } = await handler(event, { awsRequestId: 'bench', getRemainingTimeInMillis: () => 3_000 });
console.log(statusCode === 200 ? 'answered' : `refused ${statusCode}`);
